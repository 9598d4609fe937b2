"""What a change of scenario, or of the map, did. By hand under log-odds."""

from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import assume, given, settings

from argmap.analysis.change import explain_change
from argmap.analysis.difference import diff
from argmap.analysis.outcome import Flip
from argmap.assessment import assess
from argmap.errors import AnalysisError, ScenarioError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.testing import maps
from argmap.text.read import parse

TEXT = """===
argmap: {version: 1, scenarios: {parent: {drop: [N]}, child: {extends: parent, drop: [L]}}}
===

[A]: One. #assessment
    + [N]: News. {weight: .8}
    + [L]: Little. {weight: .4}

[B]: Two. #assessment
    + [K]: Known. {weight: .5}
"""


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.fixture
def map_() -> ArgumentMap:
    return parse(TEXT).required()


def test_shares_of_two_changes(map_: ArgumentMap) -> None:
    found = explain_change(map_, None, Scenario("s").drop("N").drop("L"))
    # v: both there expit(1.2), without N expit(.4), without L expit(.8), without both .5
    both, no_n, no_l, neither = expit(1.2), expit(0.4), expit(0.8), 0.5
    expected = {
        "drop N": ((no_n - both) + (neither - no_l)) / 2,
        "drop L": ((no_l - both) + (neither - no_n)) / 2,
    }
    assert {str(one.step): one.value for one in found["A"]} == pytest.approx(expected)
    assert [one.value for one in found["B"]] == [0.0, 0.0]
    assert found.flips == (Flip("", "[B]", "[A]"),)
    assert str(found) == (
        "“B” overtakes “A”. Enough for that is “drop N”. “A” falls from 0.769 to 0.500: "
        f"−{-expected['drop N']:.3f} by “drop N” and −{-expected['drop L']:.3f} by “drop L”. "
        "“B” is unchanged."
    )


def test_from_one_scenario_to_another(map_: ArgumentMap) -> None:
    one = Scenario("one").scale("N", by=0.5).drop("K")
    other = Scenario("other").scale("N", by=0.25).drop("K")
    found = explain_change(map_, one, other)
    (step,) = found.steps
    assert str(step) == "scale N by 0.25 instead of scale N by 0.5"
    assert found["A"][0].value == pytest.approx(expit(0.6) - expit(0.8))
    back = explain_change(map_, other, None)
    assert [str(step) for step in back.steps] == ["no longer scale N by 0.25", "no longer drop K"]
    assert explain_change(map_, None, Scenario("s").assume("N", True)).steps[0].after is not None


def test_set_and_assume_replace_each_other(map_: ArgumentMap) -> None:
    found = explain_change(map_, Scenario("a").drop("N"), Scenario("b").assume("N", True))
    assert str(found.steps[0]) == "assume N = true instead of drop N"
    assert found["A"][0].value == pytest.approx(expit(1.4) - expit(0.4))


def test_what_is_extended_counts_as_one(map_: ArgumentMap) -> None:
    found = explain_change(map_, None, map_.scenario("child"))
    assert [str(step) for step in found.steps] == ["extend parent", "drop L"]
    total = sum(one.value for one in found["A"])
    assert total == pytest.approx(0.5 - expit(1.2))


def test_many_changes_are_sampled() -> None:
    text = "===\nargmap: {version: 1}\n===\n\n[A]: One. #assessment\n" + "".join(
        f"    + [E{at}]: Reason {at}. {{weight: .{at}}}\n" for at in range(1, 10)
    )
    map_ = parse(text).required()
    scenario = Scenario("s")
    for at in range(1, 10):
        scenario = scenario.drop(f"E{at}")
    found = explain_change(map_, None, scenario)
    assert sum(one.value for one in found) == pytest.approx(0.5 - expit(4.5), abs=1e-10)
    assert all(one.error > 0.0 for one in found)


def test_change_as_a_table(map_: ArgumentMap) -> None:
    found = explain_change(map_, None, Scenario("s").drop("N"))
    assert found.to_csv().startswith("before,after,position,delta,step,share,error\nbase,s,[A],")
    assert found.to_markdown().startswith("* “B” overtakes “A”.\n* “A” falls")
    assert "by “drop N”" in str(found)
    assert len(found) == 2


def test_bad_changes(map_: ArgumentMap) -> None:
    with pytest.raises(AnalysisError, match="make the same changes"):
        explain_change(map_, None, Scenario("empty"))
    with pytest.raises(ScenarioError, match="matches nothing"):
        explain_change(map_, None, Scenario("s").drop("Nobody"))
    with pytest.raises(UnknownReference, match="is no position"):
        explain_change(map_, None, Scenario("s").drop("N"))["N"]


# -- two versions of a map ---------------------------------------------------------------------


def test_difference(map_: ArgumentMap) -> None:
    new = parse(
        TEXT.replace("News. {weight: .8}", "Old news. #late {weight: .2}")
        .replace("    + [K]: Known. {weight: .5}", "    + {.5} [K]: Known. {weight: .5}")
        .replace("    + {.5} [K]: Known. {weight: .5}", "    + [M]: More. {weight: .9}")
        .replace(", child: {extends: parent, drop: [L]}", "")
    ).required()
    found = diff(map_, new)
    assert [(one.what, one.of, one.reference) for one in found] == [
        ("dropped", "node", "[K]"),
        ("added", "node", "[M]"),
        ("reworded", "node", "[N]"),
        ("reweighed", "node", "[N]"),
        ("retagged", "node", "[N]"),
        ("dropped", "link", "[K] +> [B]"),
        ("added", "link", "[M] +> [B]"),
        ("dropped", "scenario", "child"),
    ]
    assert [(one.before, one.after) for one in found["[N]"]] == [
        ("News.", "Old news."),
        ("0.8", "0.2"),
        ("", "#late"),
    ]
    # [A]: 1.2 → .6, [B]: .5 → .9
    moved = {one.position: one for one in found.positions}
    assert moved["[A]"].delta == pytest.approx(expit(0.6) - expit(1.2))
    assert (moved["[B]"].rank_before, moved["[B]"].rank_after) == (2, 1)
    assert "[A]: 0.769 before, 0.646 after (−0.123; rank 1 before, 2 now)." in str(found)
    with pytest.raises(UnknownReference, match="nothing differs"):
        found["[L]"]


def test_links_reweighed_and_positions_that_come_and_go(map_: ArgumentMap) -> None:
    new = map_.with_weights({map_.links[0].reference: 0.5})
    found = diff(map_, new)
    assert [(one.what, one.before, one.after) for one in found] == [("reweighed", "1", "0.5")]
    other = parse(TEXT.replace("[B]: Two. #assessment", "[C]: Three. #assessment")).required()
    notes = diff(map_, other).notes
    assert "[B] is a position no longer (0.622, rank 2)." in notes
    assert "[C] is a new position (0.622, rank 2)." in notes


@given(maps(acyclic=True))
def test_a_map_does_not_differ_from_itself(map_: ArgumentMap) -> None:
    found = diff(map_, map_)
    assert len(found) == 0
    assert str(found) == "The two versions say the same."
    assert all(one.delta in (0.0, None) for one in found.positions)
    assert assess(map_).converged


def test_other_parents(map_: ArgumentMap) -> None:
    child, sibling = map_.scenario("child"), Scenario("sibling").drop("K")
    assert [str(step) for step in explain_change(map_, child, None).steps] == [
        "no longer extend parent",
        "no longer drop L",
    ]
    other = evolve(map_, scenarios=(*map_.scenarios, sibling))
    step = Scenario("s", extends="sibling").drop("L")
    assert str(explain_change(other, child, step).steps[0]) == "extend sibling instead of parent"


@settings(max_examples=30)
@given(maps(acyclic=True, max_nodes=5, max_links=6))
def test_shares_add_up_to_what_moved(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(map_.positions and len(statements) > 1)
    scenario = Scenario("s").drop(statements[0]).shift("*", by=0.5).scale("*", by=0.8)
    found = explain_change(map_, None, scenario)
    for position in map_.positions:
        moved = found.after.strengths[position] - found.before.strengths[position]
        assert sum(one.value for one in found[position]) == pytest.approx(moved, abs=1e-10)
    assert len(found.causes) == len(found.flips)
    for ways in found.causes:
        assert ways.sufficient
        assert ways.necessary
