"""Cruxes: shares of a difference add up to it, and are those one finds by hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.analysis.cruxes import cruxes
from argmap.analysis.numbers import number
from argmap.assessment import assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.overlay import Overlay
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.weight import mode
from argmap.semantics import DF_QUAD
from argmap.testing import maps, overlays

MAP = ArgumentMap(
    nodes=[Claim("A"), Claim("B"), Claim("E"), Claim("F")],
    links=[supports("E", "A", weight=0.5), attacks("F", "A", weight=0.5), supports("F", "B")],
    questions=[Question("q", "", ("A", "B"))],
)
ANA = Overlay("Ana", {"E": 0.9, "F": 0.3}, {"E -> A": 0.8})
BEN = Overlay("Ben", {"E": 0.4, "F": 0.3, "B": 0.6})


def test_shares_by_hand() -> None:
    # In log-odds A has w · e − .5 f, so of .8 · .9 − .5 · .4 = .52 the product is shared: e moves
    # by .5 at w = .5 and at .8, .25 and .4; w by .3 at e = .4 and at .9, .12 and .27.
    found = cruxes(MAP, ANA, BEN, "A", over="B")
    assert found["E"].value == pytest.approx((0.25 + 0.4) / 2)
    assert found["E +> A"].value == pytest.approx((0.12 + 0.27) / 2)
    assert (found["E +> A"].one, found["E +> A"].other) == (0.8, 0.5)
    # What Ben adds to B, ln 1.5 in log-odds, counts for Ana's margin.
    assert found["B"].value == pytest.approx(0.405465, abs=1e-6)
    assert {one.label for one in found} == {"E", "E +> A", "B"}
    assert "exact, over 8 mixtures" in str(found)
    assert [abs(one.value) for one in found] == sorted(abs(one.value) for one in found)[::-1]


def _numbers(map_: ArgumentMap) -> list[float]:
    of_nodes = (number(map_, reference) for reference in map_.by_reference)
    of_links = (number(map_, reference) for reference in map_.links_by_reference)
    return [mode(one) for one in (*of_nodes, *of_links)]


@settings(max_examples=40)
@given(st.data())
def test_shares_add_up_and_turn_round(data: st.DataObject) -> None:
    map_ = data.draw(maps(acyclic=True))
    assume(map_.positions)
    ana, ben = data.draw(overlays(map_, "Ana")), data.draw(overlays(map_, "Ben"))
    position = map_.positions[0]
    assume(_numbers(ana.on(map_)) != _numbers(ben.on(map_)))
    there = cruxes(map_, ana, ben, position, semantics=DF_QUAD, permutations=20)
    back = cruxes(map_, ben, ana, position, semantics=DF_QUAD, permutations=20)
    one, other = (assess(who.on(map_), semantics=DF_QUAD).strengths[position] for who in (ana, ben))
    assert (there.one, there.other) == pytest.approx((one, other), abs=1e-12)
    assert sum(crux.value for crux in there) == pytest.approx(one - other, abs=1e-9)
    if len(there) <= 16:
        for crux in there:
            assert back[str(crux.reference)].value == pytest.approx(-crux.value, abs=1e-9)


def test_beyond_sixteen_numbers_orders_are_sampled() -> None:
    # In log-odds the statements add up, so that every order gives the same shares.
    names = [f"E{at}" for at in range(20)]
    map_ = ArgumentMap(
        nodes=[Claim("A"), Claim("B"), *map(Claim, names)],
        links=[supports(name, "A", weight=0.5) for name in names],
        questions=[Question("q", "", ("A", "B"))],
    )
    ana = Overlay("Ana", {name: 0.5 + at / 50 for at, name in enumerate(names, 1)})
    found = cruxes(map_, ana, Overlay("Ben"), "A", over="B")
    for at, name in enumerate(names, 1):
        assert found[name].value == pytest.approx(at / 100, abs=1e-9)
        assert found[name].error == pytest.approx(0, abs=1e-6)
    assert "200 antithetic permutations" in str(found)
    again = cruxes(map_, ana, Overlay("Ben"), "A", permutations=50, seed=3)
    assert (
        again.to_records()
        == cruxes(map_, ana, Overlay("Ben"), "A", permutations=50, seed=3).to_records()
    )
    assert any(one.error > 0 for one in again)


def test_without_a_position_it_is_what_they_differ_on() -> None:
    assert str(cruxes(MAP, ANA, BEN).topic) == "[A] over [B]"
    assert str(cruxes(MAP, ANA, Overlay("Eve", {"A": 0.9})).topic) == "[A]"


def test_a_scenario_may_turn_the_links_in_question() -> None:
    turned = cruxes(MAP, ANA, BEN, "A", scenario=Scenario("s").flip("E -> A").drop("F"))
    one, other = (
        assess(who.on(MAP), scenario=Scenario("s").flip("E -> A").drop("F")).strengths["[A]"]
        for who in (ANA, BEN)
    )
    assert sum(crux.value for crux in turned) == pytest.approx(one - other)
    assert one < other


def test_wrong_calls_are_refused() -> None:
    with pytest.raises(AnalysisError, match="differ in no number"):
        cruxes(MAP, ANA, Overlay("Twin", ANA.weights, ANA.links))
    with pytest.raises(AnalysisError, match="two analysts are named 'Ana'"):
        cruxes(MAP, ANA, ANA)
    with pytest.raises(UnknownReference, match="no node is named 'Z'"):
        cruxes(MAP, ANA, BEN, "Z")
    with pytest.raises(AnalysisError, match="over needs a position"):
        cruxes(MAP, ANA, BEN, over="B")
    with pytest.raises(AnalysisError, match="at least 4 permutations"):
        cruxes(MAP, ANA, BEN, permutations=1)
    with pytest.raises(AnalysisError, match="no finite value"):
        cruxes(MAP, ANA, Overlay("Sure", {"A": 1.0}), "A", over="B")
