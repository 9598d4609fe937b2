"""Tornado, radius, linchpins and flipping sets: by hand under log-odds, and by applying them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given

from argmap.analysis.flipping import flipping_set
from argmap.analysis.grouping import LINK, SOURCE
from argmap.analysis.linchpins import linchpins
from argmap.analysis.radius import radius
from argmap.analysis.tornado import tornado
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Citation, Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.model.source import Source
from argmap.testing import maps
from argmap.text.read import load, parse


def issue() -> ArgumentMap:
    """log-odds of [A]: .8 − .6; its rival stays at .5."""
    nodes = [
        Claim("A"),
        Claim("Rival"),
        Evidence("S", weight=0.8, citation=Citation(source="loud")),
        Evidence("T", weight=0.6),
    ]
    return ArgumentMap(
        nodes=nodes,
        links=[supports("S", "A"), attacks("T", "A")],
        sources=[Source("loud", title="A loud voice")],
    )


def gap(found: Assessment, one: str, other: str) -> float:
    return found.strengths[one] - found.strengths[other]


# -- tornado -----------------------------------------------------------------------------------


def test_tornado_by_item() -> None:
    found = tornado(issue(), "A", over="Rival")
    assert found.margin == pytest.approx(0.2)
    assert (found["S"].at_low, found["S"].at_high) == pytest.approx((0.05, 0.35))
    assert (found["T"].at_low, found["T"].at_high) == pytest.approx((0.35, 0.05))
    assert [bar.swing for bar in found] == pytest.approx([0.3, 0.3])
    assert not any(bar.flips for bar in found)
    assert "None of 2 can flip the order." in str(found)


def test_tornado_by_link_and_source() -> None:
    found = tornado(issue(), "A", over="Rival", by=LINK)
    # .8 · .85 − .6 and .8 − .6 · .85; 1 is the most
    assert found["[S] +> [A]"].at_low == pytest.approx(0.08)
    assert found["[T] -> [A]"].at_low == pytest.approx(0.29)
    assert {round(bar.at_high, 9) for bar in found} == {0.2}
    (bar,) = tornado(issue(), "A", by=SOURCE)
    assert (bar.name, bar.label, bar.flips) == ("loud", "A loud voice", False)


def test_tornado_flips_within_a_stated_range() -> None:
    map_ = issue().with_weights({"S": [0.3, 0.8, 0.9]})
    found = tornado(map_, "A", over="Rival")
    assert (found["S"].at_low, found["S"].at_high) == pytest.approx((-0.3, 0.3))
    assert found["S"].flips
    assert "flips" in str(found)
    assert found.to_records()[0]["flips"] is True


def test_tornado_of_a_group_moves_all_of_it() -> None:
    cited = Citation(source="loud")
    nodes = [Claim("A"), *(Evidence(name, weight=0.5, citation=cited) for name in "ST")]
    map_ = ArgumentMap(
        nodes=nodes,
        links=[supports("S", "A"), supports("T", "A")],
        sources=[Source("loud")],
    )
    (bar,) = tornado(map_, "A", by=SOURCE)
    assert (bar.at_low, bar.at_high) == pytest.approx((0.7, 1.3))
    assert "log-odds as it is." in str(tornado(map_, "A"))


# -- radius ------------------------------------------------------------------------------------


def test_radius_by_hand() -> None:
    found = radius(issue(), "A", over="Rival")
    assert found.exact
    assert found.value is not None
    step = found.value
    # priors to .5 ∓ step, S and its link down by step, T up by it; its link is at most 1
    prior = math.log((0.5 + step) / (0.5 - step))
    assert (1 - step) * (0.8 - step) - (0.6 + step) - 2 * prior == pytest.approx(0.0, abs=1e-7)
    assert "Exact: every weight within 0.018" in str(found)
    applied = assess(found.apply(issue()))
    assert gap(applied, "[A]", "[Rival]") < 0.0
    values = {str(lever.reference): value for lever, value in found}
    assert values["[T]"] == pytest.approx(0.6 + step)
    assert values["[T] -> [A]"] == 1.0


def test_radius_where_a_weight_pulls_both_ways() -> None:
    nodes = [Claim("A"), Claim("B"), Claim("X", weight=0.8)]
    map_ = ArgumentMap(nodes=nodes, links=[supports("X", "A"), supports("X", "B", weight=0.5)])
    found = radius(map_, "A", over="B")
    assert (found.exact, found.ambiguous) == (False, 1)
    assert "upper bound: 1 of 5 weights" in str(found)
    assert gap(assess(found.apply(map_)), "[A]", "[B]") < 0.0


def test_radius_of_a_tie_and_of_nothing() -> None:
    pair = ArgumentMap(nodes=[Claim("A"), Claim("B")])
    assert radius(pair, "A", over="B").value == 0.0
    fixed = Scenario("s").assume("A", 0.9).assume("B", 0.2)
    found = radius(pair, "A", over="B", scenario=fixed)
    assert found.value is None
    assert "None in range" in str(found)
    with pytest.raises(AnalysisError, match="no change of all weights"):
        found.apply(pair)


@given(maps(acyclic=True, max_nodes=5, max_links=7))
def test_within_the_radius_nothing_flips(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(len(statements) > 1)
    one, other = statements[-1], statements[0]
    base = assess(map_)
    before = gap(base, one, other)
    found = radius(map_, one, over=other)
    assume(found.value and before)
    assert gap(assess(found.apply(map_)), one, other) * before < 0.0
    if found.exact:
        assert found.value is not None
        random = np.random.default_rng(0)
        for _ in range(5):
            changed = map_
            for lever in found.levers:
                step = random.choice([-1.0, 1.0]) * 0.98 * found.value
                changed = lever.set(changed, float(np.clip(lever.now + step, 0.0, lever.most)))
            assert gap(assess(changed), one, other) * before >= -1e-18


# -- linchpins ---------------------------------------------------------------------------------

# [A] = expit(expit(.8)) = .666, [B] = .5, [C] = expit(.2) = .550. With [M] false [A] = .5; with
# [L] true [C] = expit(1) = .731; without [N] [A] = expit(.5) = .622 still leads.
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


def test_linchpins() -> None:
    found = linchpins(parse(TEXT).required())
    assert [(one.reference, one.truth, one.before, one.after) for one in found] == [
        ("[M]", False, ("[A]",), ("[C]",)),
        ("[L]", True, ("[A]",), ("[C]",)),
    ]
    assert found.tried == 3
    assert [one.truth for one in found["M"]] == [False]
    assert found["N"] == ()
    assert len(found.on("")) == 2
    assert str(found).split("\n")[1].split() == ["M", "0.690", "false", "A", "C"]
    with pytest.raises(UnknownReference, match="no question"):
        found.on("which")
    with pytest.raises(UnknownReference):
        found["Nobody"]


def test_no_linchpins() -> None:
    found = linchpins(issue(), scenario=Scenario("s").set("Rival", 0.001))
    assert len(found) == 0
    assert str(found) == "No single statement, of 2 tried, changes who comes first."
    assert len(linchpins(ArgumentMap())) == 0


def test_every_linchpin_applied_changes_the_first() -> None:
    map_ = load("arguments/cache-or-index.argdown")
    for one in linchpins(map_):
        ranking = assess(map_, scenario=Scenario("s").assume(one.reference, one.truth)).ranking(
            one.question
        )
        assert tuple(place.reference for place in ranking.first) == one.after != one.before


# -- flipping sets -----------------------------------------------------------------------------


def several() -> ArgumentMap:
    """Three supports of .4 against one of .7: 1.2 > .7; without one .8, without two .4."""
    nodes = [
        Claim("Many"),
        Claim("One"),
        *(Evidence(name, weight=0.4) for name in "XYZ"),
        Evidence("L", weight=0.7),
    ]
    links = [*(supports(name, "Many") for name in "XYZ"), supports("L", "One")]
    return ArgumentMap(nodes=nodes, links=links)


def test_flipping_set() -> None:
    found = flipping_set(several(), "Many", over="One")
    assert len(found) == 2
    assert {player.name for player in found} <= {"[X]", "[Y]", "[Z]"}
    assert found.margins == pytest.approx((0.1, -0.3))
    assert "a smaller set may exist" in str(found)
    assert gap(assess(found.apply(several())), "[Many]", "[One]") < 0.0
    links = flipping_set(several(), "Many", over="One", by=LINK)
    assert gap(assess(links.apply(several())), "[Many]", "[One]") < 0.0


def test_one_is_enough_and_none_does_it() -> None:
    found = flipping_set(issue(), "A", over="Rival")
    assert [player.name for player in found] == ["[S]"]
    assert "One is enough" in str(found)
    none = flipping_set(issue(), "A", over="Rival", by=SOURCE, scenario=Scenario("s").drop("S"))
    assert not none.possible
    assert "No set was found" in str(none)
    with pytest.raises(AnalysisError, match="tie as it is"):
        flipping_set(ArgumentMap(nodes=[Claim("A"), Claim("B")]), "A", over="B")


def test_what_greed_took_in_vain_is_left_out() -> None:
    # [P] and [Y] are grounds of one step, 1 − .1² = .99; alone each is worth .09, and [X] .3.
    # Greedily [X], [P], [Y]; but .99 + .3 − .39 = .9 is less than .99, so [X] is not needed.
    def cited(name: str, weight: float) -> Evidence:
        return Evidence(name, weight=weight, citation=Citation(source=name.lower()))

    map_ = ArgumentMap(
        nodes=[
            Claim("A"),
            Claim("B"),
            Argument("R"),
            cited("P", 0.9),
            cited("Y", 0.9),
            cited("X", 0.3),
            Evidence("Z", weight=0.39),
        ],
        links=[
            supports("P", "R"),
            supports("Y", "R"),
            supports("R", "A"),
            supports("X", "A"),
            supports("Z", "B"),
        ],
        sources=[Source(name) for name in "pyx"],
    )
    found = flipping_set(map_, "A", over="B", by=SOURCE)
    assert sorted(player.name for player in found) == ["p", "y"]
    assert found.margins[-1] == pytest.approx(-0.09)


def test_bad_calls() -> None:
    for question in (tornado, radius, flipping_set):
        with pytest.raises(AnalysisError, match="compared with itself"):
            question(issue(), "A", over="[A]")
        with pytest.raises(UnknownReference, match="did you mean 'Rival'"):
            question(issue(), "A", over="Rivals")
    with pytest.raises(AnalysisError, match=r"GROUPINGS\.named"):
        tornado(issue(), "A", by="source")  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match=r"GROUPINGS\.named"):
        flipping_set(issue(), "A", over="Rival", by="source")  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="does not bear"):
        tornado(issue(), "A")["Rival"]


def test_tables_of_all() -> None:
    for found in (
        tornado(issue(), "A", over="Rival"),
        radius(issue(), "A", over="Rival"),
        linchpins(issue()),
        flipping_set(issue(), "A", over="Rival"),
    ):
        assert found.to_csv().split("\n")[0] == ",".join(found.keys)
        assert found._repr_html_().startswith("<table>")
        assert found.to_markdown().startswith("| ")
        assert all(set(record) == set(found.keys) for record in found.to_records())


def test_what_flips_the_real_map() -> None:
    map_ = load("arguments/iran-russia.argdown")
    one, other = "Durable partnership", "Pragmatic cooperation"
    assert gap(assess(radius(map_, one, over=other).apply(map_)), f"[{one}]", f"[{other}]") < 0.0
    found = flipping_set(map_, one, over=other)
    assert gap(assess(found.apply(map_)), f"[{one}]", f"[{other}]") * found.margin < 0.0
