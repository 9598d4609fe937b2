"""Tipping points: by hand under log-odds, and on maps by applying them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given

from argmap.analysis.tipping import tipping
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.testing import maps
from argmap.text.read import load


def issue() -> ArgumentMap:
    """Base .5, a supporter .8 and an attacker .6 of weight 1, and a rival fixed at .5."""
    nodes = [Claim("A"), Claim("Rival"), Claim("S", weight=0.8), Claim("T", weight=0.6)]
    return ArgumentMap(nodes=nodes, links=[supports("S", "A"), attacks("T", "A")])


def gap(found: Assessment, one: str, other: str) -> float:
    return found.strengths[one] - found.strengths[other]


def test_by_hand() -> None:
    found = tipping(issue(), "A", over="Rival")
    assert found.margin == pytest.approx(0.2)
    # .8w = .6 at w = .75; σ(S) = .6; σ(T)w = .8 at σ(T) = .8, not at any w ≤ 1
    assert found["[S] +> [A]"].value == pytest.approx(0.75, abs=1e-6)
    assert found["S"].value == pytest.approx(0.6, abs=1e-6)
    assert found["T"].value == pytest.approx(0.8, abs=1e-6)
    assert found["[T] -> [A]"].value is None
    # priors: logit τ = −.2 and .2
    assert found["A"].value == pytest.approx(0.4501660027, abs=1e-6)
    assert found["Rival"].value == pytest.approx(0.5498339973, abs=1e-6)
    assert found.nearest is not None
    assert found.nearest.label in ("A", "Rival")
    assert all(one.monotone for one in found)


def test_applied_it_flips_and_one_percent_less_does_not() -> None:
    map_ = issue()
    assert [place.title for place in assess(map_).ranking().first] == ["A"]
    for tip in tipping(map_, "A", over="Rival").found:
        ranking = assess(tip.apply(map_)).ranking()
        assert [place.title for place in ranking.first] == ["Rival"]
        assert gap(assess(tip.apply(map_)), "[A]", "[Rival]") < 0.0
        assert gap(assess(tip.apply(map_, 0.99)), "[A]", "[Rival]") > 0.0


def test_the_one_behind_is_asked_alike() -> None:
    one, other = tipping(issue(), "A", over="Rival"), tipping(issue(), "Rival", over="A")
    assert other.margin == -one.margin
    assert {tip.label: tip.value for tip in other} == pytest.approx(
        {tip.label: tip.value for tip in one}
    )


def test_none_in_range() -> None:
    # [A] leads by .9 · 1 and its rival can gain .1 · 1 at most
    nodes = [Claim("A", weight=0.99), Claim("B", weight=0.01), Claim("X", weight=0.1)]
    found = tipping(
        ArgumentMap(nodes=nodes, links=[supports("X", "B")]),
        "A",
        over="B",
        scenario=Scenario("s").assume("A", 0.99).assume("B", 0.01),
    )
    assert found.nearest is None
    assert "None in range" in str(found)
    assert len(found) == 0


def test_one_side_only() -> None:
    nodes = [Claim("A"), Claim("B"), Claim("X", weight=0.9), Claim("Y", weight=0.1)]
    found = tipping(
        ArgumentMap(nodes=nodes, links=[supports("X", "A"), supports("Y", "B", weight=0.5)]),
        "A",
        over="B",
        scenario=Scenario("s").assume("A", 0.7),
    )
    # [A] stays at .7; logit .7 = .847 > .5 · 1: only the prior of [B] can do it
    assert [tip.label for tip in found.found] == ["B"]
    assert "[Y] +> [B]" in [str(tip.reference) for tip in found if tip.value is None]
    with pytest.raises(AnalysisError, match="flips the order"):
        found["Y"].apply(issue())


def test_not_monotone() -> None:
    # [X] speaks for [A], and undercuts itself in doing so.
    nodes = [Claim("A"), Claim("B", weight=0.52), Claim("X", weight=0.5), Claim("S", weight=0.9)]
    s = supports("X", "A")
    t = attacks("X", "A", weight=0.2)
    middle = supports("S", "A", weight=0.9)
    found = tipping(
        ArgumentMap(nodes=nodes, links=[s, t, middle, undercuts("X", s)]), "A", over="B"
    )
    # x(1 − x) − .2x = .8x − x² rises to x = .4 and falls after
    assert not found["X"].monotone
    assert "not monotone" in str(found) or found["X"].value is None


def test_a_tie_has_no_tipping_point() -> None:
    map_ = ArgumentMap(nodes=[Claim("A"), Claim("B")])
    assert "they tie as it is" in str(tipping(map_, "A", over="B"))


def test_likelihood_ratios_keep_their_domain() -> None:
    nodes = [Claim("A"), Claim("B"), Claim("X", weight=1.0), Claim("Y", weight=1.0)]
    links = [supports("X", "A", lr=20), supports("Y", "B", lr=10)]
    map_ = ArgumentMap(nodes=nodes, links=links)
    found = tipping(map_, "A", over="B")
    tip = found["[X] +> [A]"]
    assert tip.value == pytest.approx(2.302585093)  # ln 10
    assert gap(assess(tip.apply(map_)), "[A]", "[B]") < 0.0
    assert gap(assess(tip.apply(map_, 0.99)), "[A]", "[B]") > 0.0


def test_as_a_table() -> None:
    found = tipping(issue(), "A", over="Rival")
    lines = str(found).split("\n")
    assert lines[0].split() == ["weight", "of", "now", "flips", "at", "change"]
    assert lines[-1] == (
        "[A] over [Rival]: +0.20 in log-odds. Of 1 further weights, none flips the order in its "
        "range."
    )
    assert found.to_csv().startswith("position,over,weight_of,kind,label,now,tip,change,monotone")
    assert len(found.to_records()) == len(found) == 6


def test_bad_calls() -> None:
    with pytest.raises(AnalysisError, match="compared with itself"):
        tipping(issue(), "A", over="A")
    with pytest.raises(UnknownReference, match="did you mean 'Rival'"):
        tipping(issue(), "A", over="Rivl")
    with pytest.raises(UnknownReference, match="bears on"):
        tipping(issue(), "A", over="Rival")["Z"]


@given(maps(acyclic=True, max_nodes=6, max_links=8))
def test_every_tip_flips(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(len(statements) > 1)
    one, other = statements[-1], statements[0]
    base = assess(map_)
    for tip in tipping(map_, one, over=other).found:
        before = gap(base, one, other)
        assert gap(assess(tip.apply(map_)), one, other) * before < 0.0
        if tip.monotone and abs(tip.value or 0.0) < 0.999:
            assert gap(assess(tip.apply(map_, 0.99)), one, other) * before >= -1e-15


def test_the_real_map() -> None:
    map_ = load("arguments/iran-russia.argdown")
    one, other = "[Durable partnership]", "[Pragmatic cooperation]"
    found = tipping(map_, one, over=other)
    assert found.nearest is not None
    for tip in found.found[:8]:
        assert gap(assess(tip.apply(map_)), one, other) < 0.0
        assert gap(assess(tip.apply(map_, 0.99)), one, other) > 0.0


@pytest.mark.slow
def test_every_tip_of_the_real_map() -> None:
    map_ = load("arguments/iran-russia.argdown")
    for question in map_.questions:
        for one, other in itertools.combinations(question.positions, 2):
            found = tipping(map_, one, over=other)
            for tip in found.found:
                assert gap(assess(tip.apply(map_)), one, other) * found.margin < 0.0
                assert gap(assess(tip.apply(map_, 0.99)), one, other) * found.margin > 0.0
