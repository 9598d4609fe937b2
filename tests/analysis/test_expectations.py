"""Expectations: reading them, and when they hold. Strengths by hand under log-odds, base .5."""

from __future__ import annotations

import pytest

from argmap.analysis.expectations import unmet
from argmap.errors import ScenarioError
from argmap.model.expectation import Expectation, Relation
from argmap.text.read import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A > B", Expectation("A", Relation.MORE, "B")),
        ("[A] >= [B c]", Expectation("[A]", Relation.AT_LEAST, "[B c]")),
        ("A >= .6", Expectation("A", Relation.AT_LEAST, None, 0.6)),
        ("A < 0.25", Expectation("A", Relation.LESS, None, 0.25)),
        ("A <= B", Expectation("A", Relation.AT_MOST, "B")),
        ("Thin trade up", Expectation("Thin trade", Relation.UP)),
        ("A down", Expectation("A", Relation.DOWN)),
        ("What goes up first", Expectation("What goes up", Relation.FIRST)),
        ("A within .05", Expectation("A", Relation.WITHIN, None, 0.05)),
        ("A > 2016", Expectation("A", Relation.MORE, "2016")),
    ],
)
def test_reading(text: str, expected: Expectation) -> None:
    assert Expectation.parse(text) == expected
    assert Expectation.parse(str(expected)) == expected


@pytest.mark.parametrize(
    "text", ["", "A", "A >", "> B", "A up down sideways", "A within much", "A=B"]
)
def test_what_expects_nothing(text: str) -> None:
    with pytest.raises(ScenarioError, match="A within"):
        Expectation.parse(text)


# [A]: .5 and a support of strength .8, weight 1: 1 / (1 + e^-.8) = .690
# [B]: .5 and an attack of strength .8, weight 1: .310; without [N] both are .5
MAP = """===
argmap:
    version: 1
    expect: [{base}]
    scenarios: {{without: {{drop: [N], expect: [{scenario}]}}}}
===

[A]: One. #assessment
    + [N]: News. {{weight: .8}}

[B]: Two. #assessment
    - [N]
"""


@pytest.mark.parametrize(
    ("base", "scenario"),
    [
        ("A > B", "A >= B"),
        ("A >= .689", "A down"),
        ("A first", "B up"),
        ("B < .311", "A within .2"),
        ("B <= A", "B <= .5"),
        ("N >= .8", "N down"),
    ],
)
def test_met(base: str, scenario: str) -> None:
    map_ = parse(MAP.format(base=base, scenario=scenario)).required()
    assert unmet(map_) == ()


@pytest.mark.parametrize(
    ("base", "scenario", "because"),
    [
        ("B > A", "A > B", ["[B] 0.310026, [A] 0.689974", "[A] 0.5, [B] 0.5"]),
        ("A >= .7", "A up", ["[A] 0.689974", "0.689974 before, 0.5 now"]),
        ("B first", "A first", ["rank 2 with 0.310026; first: [A] 0.689974", "rank 1 with 0.5"]),
        ("N first", "A within .1", ["[N] is no position", "0.689974 before, 0.5 now"]),
        ("A < .5", "B down", ["[A] 0.689974", "0.310026 before, 0.5 now"]),
    ],
)
def test_unmet_with_the_numbers(base: str, scenario: str, because: list[str]) -> None:
    found = unmet(parse(MAP.format(base=base, scenario=scenario)).required())
    assert [one.scenario.id if one.scenario else None for one in found] == [None, "without"]
    for one, words in zip(found, because, strict=True):
        assert one.because.startswith(words)
        assert one.expectation.origin is not None
