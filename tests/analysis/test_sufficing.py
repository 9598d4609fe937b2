"""Which changes turn an order: golden/07 of Kampik, Čyras & Ruiz Alarcón, and sets by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.change import explain_change
from argmap.analysis.sufficing import causes
from argmap.model.scenario import Scenario
from argmap.text.read import parse

# golden/07, kampik2024-change-explanation: QBAF-Py's notebook
# (TimKam/Quantitative-Bipolar-Argumentation@7053aca) after IJAR 164 (2024) 109066. Strengths there
# are initial weights plus supporters minus attackers.
BEFORE = {"a": 1.0, "b": 1.0, "c": 5.0}
AFTER = {"a": 2.0, "b": 1.0, "c": 5.0, "d": 1.0, "e": 3.0}
ATTACKS = {("a", "c"), ("d", "a"), ("e", "c")}
SUPPORTS = {("a", "b"), ("d", "e")}
CHANGED = ("a", "d", "e")


def added_up(initial: dict[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in sorted(initial, key="daebc".index):
        found[name] = initial[name]
        for source, target in SUPPORTS | ATTACKS:
            if target == name and source in found:
                found[name] += found[source] * (1 if (source, target) in SUPPORTS else -1)
    return found


def test_golden() -> None:
    assert (added_up(BEFORE)["b"], added_up(BEFORE)["c"]) == (2.0, 4.0)
    assert (added_up(AFTER)["b"], added_up(AFTER)["c"]) == (2.0, 0.0)

    def turned(some: frozenset[int]) -> bool:
        now = BEFORE | {CHANGED[at]: AFTER[CHANGED[at]] for at in some}
        return not added_up(now)["b"] < added_up(now)["c"]

    found = causes(turned, 3)
    sets = [
        [[CHANGED[at] for at in some] for some in ways]
        for ways in (found.sufficient, found.counterfactual, found.necessary)
    ]
    assert sets == [[["a"], ["e"]], [["e"]], [["a", "e"]]]


@given(st.sets(st.frozensets(st.integers(0, 3))), st.booleans())
def test_what_the_three_mean(turning: set[frozenset[int]], monotone: bool) -> None:
    whole = frozenset(range(4))
    turning = {*turning, whole} - {frozenset()}
    if monotone:
        turning = {
            frozenset(one)
            for size in range(5)
            for one in itertools.combinations(range(4), size)
            if any(other <= set(one) for other in turning)
        }
    found = causes(turning.__contains__, 4)
    assert found.sufficient
    assert found.counterfactual
    for some in found.sufficient:
        assert frozenset(some) in turning
    for some in found.counterfactual:
        assert whole - frozenset(some) not in turning
    for some in found.necessary:
        assert all(other & frozenset(some) for other in turning)
    if monotone:  # then what is needed is what nothing else makes good
        assert found.counterfactual == found.necessary


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # [A] .8 + .4, [B] .5: without [N] .4 is left, without [L] .8
        (("N", "L"), "“B” overtakes “A”. Enough for that is “drop N”. “A” falls"),
        (("L",), "No position changes its place. “A” falls"),
        # without [K], [B] has nothing left, and it takes both to draw level
        (
            ("N", "L", "K"),
            "“B” draws level with “A”. Enough for that is “drop N”. To undo “drop N” or “drop L” "
            "alone would restore the order. “A” falls",
        ),
    ],
)
def test_in_words(changes: tuple[str, ...], expected: str) -> None:
    text = """===
argmap: {version: 1}
===

[A]: One. #assessment
    + [N]: News. {weight: .8}
    + [L]: Little. {weight: .4}

[B]: Two. #assessment {weight: .5}
    + [K]: Known. {weight: .5}
"""
    scenario = Scenario("s")
    for name in changes:
        scenario = scenario.drop(name)
    assert expected in str(explain_change(parse(text).required(), None, scenario))
