"""What a scenario adds is written and renamed like everything else."""

from __future__ import annotations

import argmap as am
from argmap.writing.composing import to_text

TEXT = """===
argmap:
    version: 1
    scenarios:
        s:
            add:
                "[X]": {text: A new one., weight: .7, tags: [new], grade: B3, date: 2016}
                "[X] +> [A]": .5
                "[X] _> ([B] -> [A])": {weight: .3, note: why}
                B +> X: strong
===

[A]: One.
    - [B]: Two.
"""


def test_what_is_added_comes_back_from_text() -> None:
    map_ = am.parse(TEXT).required()
    written = to_text(map_)
    assert written.diagnostics == ()
    assert am.parse(written.text).required().scenarios == map_.scenarios


def test_two_additions_are_written_as_one() -> None:
    scenario = am.Scenario("s").add(am.Claim("X")).add(am.supports("[X]", "[A]", weight=0.5))
    map_ = am.ArgumentMap(
        nodes=[am.Claim("A", "One."), am.Claim("B", "Two.")], scenarios=[scenario]
    )
    written = to_text(map_)
    assert written.diagnostics == ()
    again = am.parse(written.text).required()
    first, second = (am.assess(one, scenario=one.scenario("s")) for one in (map_, again))
    assert first.strengths == second.strengths


def test_renaming_reaches_the_ends_of_added_links() -> None:
    renamed = str(am.edit_text(TEXT).renamed("B", "Bee"))
    assert "[X] _> ([Bee] -> [A])" in renamed
    assert "Bee +> X" in renamed
