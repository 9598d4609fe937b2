"""What a scenario adds is compared, explained and drawn like what it changes."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings

from argmap.analysis.change import explain_change
from argmap.analysis.compare import compare
from argmap.assessment import assess
from argmap.model.link import supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.testing import maps
from argmap.text.read import parse
from argmap.views.drawing import NODE_LINK, VIEWS, draw

MAP = parse(
    """===
argmap: {version: 1}
===

[A]: One. #assessment
    + [M]: Middle.
        + [N]: News. {weight: .8}

[B]: Two. #assessment
    + [K]: Known. {weight: .7}
"""
).required()
# [M] = expit(.8), [A] = expit([M]); with more, [M] = expit(1.4) and [A] = expit([M] + .9)
MORE = Scenario("more").add(Claim("P", weight=0.6), supports("P", "M"))
DIRECT = MORE.add(Claim("D", weight=0.9), supports("D", "A"))


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_in_a_comparison() -> None:
    (outcome,) = list(compare(MAP, [DIRECT]))[1:]
    assert outcome["A"].log_odds == pytest.approx(expit(1.4) + 0.9)
    (mover,) = outcome.movers()
    assert mover.reference == "[M]"
    assert mover.delta == pytest.approx(expit(1.4) - expit(0.8))
    assert [(one.nodes, one.links) for one in outcome.touched] == [(1, 1), (1, 1)]


def test_in_words() -> None:
    found = explain_change(MAP, None, DIRECT)
    v = {(p, d): expit(expit(0.8 + 0.6 * p) + 0.9 * d) for p in (0, 1) for d in (0, 1)}
    shares = {str(one.step): one.value for one in found["A"]}
    assert shares == pytest.approx(
        {
            "add [P]": (v[1, 0] - v[0, 0] + v[1, 1] - v[0, 1]) / 2,
            "add [D]": (v[0, 1] - v[0, 0] + v[1, 1] - v[1, 0]) / 2,
        }
    )
    assert "by “add [D]”" in str(found)


def test_in_pictures() -> None:
    assessment = assess(MAP, scenario=DIRECT)
    assert assessment.earlier["[P]"] == 0.0
    assert assessment.earlier["[M]"] == assess(MAP).strengths["[M]"]
    for view in VIEWS:
        assert "One." in draw(assessment, layout=view).svg
    assert "Without the scenario 0.00" in draw(assessment, layout=NODE_LINK).svg


@settings(max_examples=25)
@given(maps(acyclic=True))
def test_what_is_added_and_dropped_again_changes_nothing_else(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(statements and map_.questions)
    scenario = Scenario("s").add(Claim("New"), supports("New", statements[0])).drop("[New]")
    found, before = assess(map_, scenario=scenario).strengths, assess(map_).strengths
    assert {one: found[one] for one in before} == pytest.approx(dict(before), abs=1e-12)
