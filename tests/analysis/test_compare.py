"""Scenarios side by side. Strengths by hand under log-odds, base .5, every link of weight 1."""

from __future__ import annotations

import math

import pytest

from argmap.analysis.compare import BASE, Comparison, compare
from argmap.analysis.grid import Grid, grid
from argmap.analysis.outcome import Flip
from argmap.analysis.sweep import sweep
from argmap.errors import AnalysisError, ArgmapError, ScenarioError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Action, Scenario
from argmap.semantics import DF_QUAD
from argmap.text.read import parse

# [M] = expit(.8) = .689974; [A] = expit(.689974) = .665960; [B] = .5 - fixed by nothing.
# [C] = expit(.2) = .549834.
TEXT = """===
argmap: {version: 1}
===

[A]: One. #assessment
    + [M]: Middle.
        + [N]: News. {weight: .8}

[B]: Two. #assessment

[C]: Three. #assessment
    + [L]: Little. {weight: .2}
"""
M = 1 / (1 + math.exp(-0.8))
A = 1 / (1 + math.exp(-M))
C = 1 / (1 + math.exp(-0.2))
# Without [N], [M] = .5 and [A] = expit(.5) = .622459; with [M] false, [A] = .5.


@pytest.fixture
def map_() -> ArgumentMap:
    return parse(TEXT).required()


@pytest.fixture
def found(map_: ArgumentMap) -> Comparison:
    without = Scenario("without news").drop("N")
    return compare(map_, [without, Scenario("no middle").assume("M", False), Scenario("empty")])


def test_scores_and_what_became_of_them(found: Comparison) -> None:
    assert [one.name for one in found] == [BASE, "without news", "no middle", "empty"]
    one = found["without news"]["A"]
    assert (one.rank, one.base_rank) == (1, 1)
    assert one.score == pytest.approx(0.6224593312)
    assert one.delta == pytest.approx(0.6224593312 - A)
    assert one.log_odds == pytest.approx(0.5)
    assert one.delta_log_odds == pytest.approx(0.5 - M)
    assert found["without news"]["[B]"].unchanged
    assert {one.delta for one in found["empty"]} == {0.0}


def test_flips_are_against_the_base(found: Comparison) -> None:
    assert found["without news"].flips == ()
    assert set(found["no middle"].flips) == {
        Flip("", "[C]", "[A]"),
        Flip("", "[B]", "[A]", tied=True),
    }
    flipped = [row["position"] for row in found.to_records() if row["flipped"]]
    assert sorted(map(str, flipped)) == ["[A]", "[B]", "[C]"]


def test_movers_are_between_evidence_and_positions(found: Comparison) -> None:
    (mover,) = found["without news"].movers()
    assert (mover.reference, mover.after) == ("[M]", 0.5)
    assert mover.delta == pytest.approx(0.5 - M)
    assert found["no middle"].movers() == ()  # [M] was fixed by the scenario


def test_regret(found: Comparison) -> None:
    # [A] lacks .05 without [M]; [C] lacks A - C in the base, [B] lacks A - .5 there.
    assert [(one.position, one.worst) for one in found.regret()] == [
        ("[A]", "no middle"),
        ("[C]", BASE),
        ("[B]", BASE),
    ]
    assert [one.largest for one in found.regret()] == pytest.approx([C - 0.5, A - C, A - 0.5])
    assert found.minimax() == ("[A]",)


def test_as_a_table(found: Comparison) -> None:
    text = str(found)
    assert text.split("\n")[0].split() == [
        *("scenario", "rank", "order", "position", "score", "log-odds", "change", "in", "log-odds")
    ]
    assert "unchanged" in text
    # .5 for [A] without [M] against .549834 for [C]; [A] leads everywhere else, at most by
    # .665960 − .549834 and .665960 − .5
    assert text.endswith(
        "no middle: [C] overtakes [A].\nno middle: [B] ties with [A].\nLargest regret: A 0.050 (no "
        "middle), C 0.116 (base), B 0.166 (base); smallest for A."
    )
    assert "without news moves most: [M] −0.190." in text  # .5 − .689974
    assert found.to_csv().split("\n")[0] == (
        "question,scenario,position,title,score,log_odds,delta,delta_log_odds,rank,base_rank,"
        "flipped,warning"
    )
    assert len(found.to_records()) == 12
    assert "<table>" in found._repr_html_()
    assert found.to_markdown().startswith("| scenario |")


def test_no_scenarios_is_the_base_alone(map_: ArgumentMap) -> None:
    found = compare(map_)
    assert [one.name for one in found] == [BASE]
    assert found.base["A"].score == pytest.approx(A)
    assert compare(map_, semantics=DF_QUAD).semantics is DF_QUAD
    assert len(compare(ArgumentMap()).to_records()) == 0


def test_saturation_is_said(map_: ArgumentMap) -> None:
    found = compare(map_, [Scenario("sure").set("A", 0.99)])
    assert found["sure"]["A"].warning == "saturated"
    assert "saturated" in str(found)


def test_what_only_leaves_standing_is_said() -> None:
    text = """===
argmap: {version: 1, sources: {one: One, other: Other}}
===

[A]: One. #assessment
    + [M]: Middle, argued from the other.
        + [E]: Evidence. {weight: .8, source: other}
    + [N]: Argued from both.
        + [E]
        + [F]: More. {weight: .4, source: one}
    + [G]: Goes without saying.
"""
    map_ = parse(text).required()
    scenario = Scenario("one alone").only("source:one")
    found = compare(map_, [scenario, Scenario("without").drop("E")])
    (caveat,) = found["one alone"].assessment.warnings
    assert caveat.references == ("[M]",)
    assert str(caveat).startswith("[M] stands although nothing that is left bears on it: “only”")
    assert found.notes[-1] == f"one alone: {caveat}."
    # [M] stays at .5, as said, and [G] as it was
    assert found["one alone"].assessment.strengths["[M]"] == 0.5
    told = compare(map_, [scenario.drop("M")])
    assert not any("nothing that is left" in note for note in told.notes)


def test_what_does_not_settle_regrets_nothing() -> None:
    text = "===\nargmap: {version: 1}\n===\n\n[A]: One. #assessment\n\n[B]: Two. #assessment\n"
    found = compare(parse(text).required(), [Scenario("s").set("A", 0.7)])
    assert found.minimax() == ("[A]",)
    assert found.base.flips == ()


def test_sweep() -> None:
    found = sweep("N", 0, 1, steps=3)
    assert [one.id for one in found] == ["N = 0", "N = 0.5", "N = 1"]
    assert [one.changes[0].value for one in found] == [0.0, 0.5, 1.0]
    assert sweep("[N] -> [M]", 0, 1)[0].changes[0].action is Action.SET
    assert sweep("N", -1, 1, steps=2, action=Action.SHIFT)[0].id == "N + -1"


def test_sweep_in_a_comparison(map_: ArgumentMap) -> None:
    # [N] fixed at x: [M] = expit(x), [A] = expit([M])
    found = compare(map_, sweep("N", 0, 1, steps=3))
    for x in (0.0, 0.5, 1.0):
        middle = 1 / (1 + math.exp(-x))
        assert found[f"N = {x:g}"]["A"].log_odds == pytest.approx(middle)


@pytest.fixture
def crossed(map_: ArgumentMap) -> Grid:
    """[A] = expit(w · expit(x)) with [N] fixed at x and w the weight of [M] -> [A]; [B] = .5 and
    [C] = expit(.2) stay. So [A] leads where w · expit(x) > .2, and [C] elsewhere."""
    return grid(map_, sweep("N", 0, 1, steps=3), sweep("[M] -> [A]", 0, 0.36, steps=3))


def test_grid(crossed: Grid) -> None:
    for x, row in zip((0.0, 0.5, 1.0), crossed, strict=True):
        middle = 1 / (1 + math.exp(-x))
        for weight, cell in zip((0.0, 0.18, 0.36), row, strict=True):
            assert (cell.row, cell.column) == (x, weight)
            assert cell.outcome["A"].log_odds == pytest.approx(weight * middle)
            # .36 · expit(.5) = .224, .36 · .5 = .18
            leads = weight * middle > 0.2
            assert cell.first == (("[A]",) if leads else ("[C]",))
    assert crossed[1, 2].first == ("[A]",)
    assert crossed.share("A") == pytest.approx(2 / 9)
    assert crossed.share("B") == 0.0


def test_a_grid_prints_as_one(crossed: Grid) -> None:
    assert str(crossed) == (
        "N    0  0.18  0.36\n"
        "0    C     C     C\n"
        "0.5  C     C     A\n"
        "1    C     C     A\n"
        "\n"
        "Down: N; across: [M] -> [A].\n"
        "A: A, first in 2 of 9.\n"
        "C: C, first in 7 of 9."
    )
    assert len(crossed.to_records()) == 27
    assert crossed.to_csv().startswith("question,row,row_value,column,column_value,position")
    assert "<table>" in crossed._repr_html_()


def test_ties_in_a_grid(map_: ArgumentMap) -> None:
    found = grid(
        map_, sweep("[L] -> [C]", 0, 1, steps=2), sweep("[M] -> [A]", 0, 1, steps=2), question=""
    )
    assert found[0, 0].first == ("[A]", "[B]", "[C]")
    assert "A=B=C" in str(found)
    assert "B: B, first in 0 of 4, and ties in 1." in str(found)


def test_bad_grids(map_: ArgumentMap) -> None:
    one = sweep("N", 0, 1, steps=2)
    with pytest.raises(ScenarioError, match=r"gives \[N\] two values"):
        grid(map_, one, sweep("[N]", 0, 0.5, steps=2))
    with pytest.raises(AnalysisError, match="two sweeps"):
        grid(map_, one, one.scenarios)  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="no question"):
        grid(map_, one, sweep("L", 0, 1, steps=2), question="q")


@pytest.mark.parametrize("steps", [1, 0, -3, True, 2.5])
def test_too_few_steps(steps: int) -> None:
    with pytest.raises(AnalysisError, match="at least 2 steps"):
        sweep("N", 0, 1, steps=steps)


def test_bad_sweeps(map_: ArgumentMap) -> None:
    with pytest.raises(ArgmapError, match="2"):
        sweep("N", 0, 2)
    with pytest.raises(AnalysisError, match="from one value to another"):
        sweep("N", 0.5, 0.5)
    with pytest.raises(AnalysisError, match="drop takes no value"):
        sweep("N", 0, 1, action=Action.DROP)
    with pytest.raises(AnalysisError, match="selector"):
        sweep(" ", 0, 1)
    with pytest.raises(ScenarioError, match="matches nothing"):
        compare(map_, sweep("Nowhere", 0, 1))


def test_bad_comparisons(map_: ArgumentMap, found: Comparison) -> None:
    with pytest.raises(ScenarioError, match="two scenarios to compare are named 's'"):
        compare(map_, [Scenario("s"), Scenario("s")])
    with pytest.raises(AnalysisError, match=r"map\.scenario\('s'\)"):
        compare(map_, ["s"])  # type: ignore[list-item]
    with pytest.raises(UnknownReference, match="did you mean 'without news'"):
        found["without new"]
    with pytest.raises(UnknownReference, match="no position"):
        found["without news"]["N"]
