"""Every relation is written once, and every statement has one home."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from drawn import every_kind, hostile, layered
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.assessment import assess
from argmap.model.link import (
    Link,
    LinkReference,
    attacks,
    condition,
    premise,
    supports,
    undercuts,
)
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.text.read import load
from argmap.views.cards.plan import WRITTEN, Plan, plan
from argmap.views.cards.sheet import sheet
from argmap.views.painting.relations import pull

ROOT = Path(__file__).parents[2]


@cache
def iran_russia() -> ArgumentMap:
    return load(ROOT / "arguments/iran-russia.argdown")


@cache
def semmelweis() -> ArgumentMap:
    """A map of middle size, in sections."""
    return load(ROOT / "arguments/semmelweis.argdown")


MAPS: dict[str, Callable[[], ArgumentMap]] = {
    "iran-russia": iran_russia,
    "every kind": every_kind,
    "hostile": hostile,
    "layered": lambda: layered(4, 19, 127),
    "empty": ArgumentMap,
}


def planned(map_: ArgumentMap) -> Plan:
    return plan(map_, pull)


def sound(map_: ArgumentMap) -> Plan:
    """The promises of a plan, for any map."""
    found = planned(map_)
    written = [row.link for card in found.cards for row in card.rows]
    written += [link for card in found.cards for link in card.cells]
    wanted = [link.reference for link in map_.links if link.polarity in WRITTEN]
    assert len(written) == len(set(written))
    assert set(written) == set(wanted)

    places = [card.owner for card in found.cards]
    places += [row.source for card in found.cards for row in card.rows if row.home]
    places += found.context
    assert sorted(places) == sorted(node.reference for node in map_.nodes)
    assert sorted(found.numbers) == sorted(places)
    assert len(set(found.numbers.values())) == len(places)

    for card in found.cards:
        for index, row in enumerate(card.rows):
            if row.parent is None:
                assert row.depth == 0
            else:
                assert row.parent < index
                assert row.depth == card.rows[row.parent].depth + 1
    return found


@pytest.mark.parametrize("name", MAPS)
def test_every_relation_is_written_once_and_every_statement_has_one_home(name: str) -> None:
    sound(MAPS[name]())


TITLES = [f"S{index}" for index in range(7)]
STEPS = ["T0", "T1"]


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    """Small maps with cycles, arguments, undercuts of undercuts and conditions."""
    some = [
        draw(st.sampled_from([Claim, Evidence]))(
            title, tags=draw(st.sampled_from([(), ("assessment",), ("event",), ("thesis",)]))
        )
        for title in TITLES
    ]
    nodes = [*some, *map(Argument, STEPS)]
    thesis = {node.title for node in some if node.is_thesis}
    found: dict[LinkReference, Link] = {}
    pairs = st.tuples(st.sampled_from(TITLES), st.sampled_from(TITLES + STEPS))
    for source, target in draw(st.lists(pairs, max_size=14)):
        kind: Callable[..., Link] = draw(st.sampled_from([supports, attacks]))
        if target in STEPS and source not in thesis and draw(st.booleans()):
            kind = premise
        link = kind(source, target, weight=draw(st.sampled_from([0.0, 0.3, 1.0])))
        found[link.reference] = link
    for source, target in draw(st.lists(st.tuples(*[st.sampled_from(TITLES)] * 2), max_size=2)):
        link = supports(draw(st.sampled_from(STEPS)), target)
        found[link.reference] = link
        if source != target and source not in thesis:
            link = condition(source, target)
            found[link.reference] = link
    for source in draw(st.lists(st.sampled_from(TITLES + STEPS), max_size=4)):
        if found:
            hit = draw(st.sampled_from(list(found.values())))
            link = undercuts(source, hit)
            found[link.reference] = link
    return ArgumentMap(nodes=nodes, links=list(found.values()))


@settings(deadline=None, max_examples=150)
@given(maps())
def test_a_plan_of_any_map_is_sound(map_: ArgumentMap) -> None:
    sound(map_)


def test_numbers_stay_under_a_scenario() -> None:
    map_ = iran_russia()
    scenario = (
        Scenario("other").assume("Nuclear deal renewed", True).scale("source:*", by=0.3)
    ).flip("* -> [Strategic alliance]")
    base, other = sheet(assess(map_)), sheet(assess(map_, scenario=scenario))
    assert base.plan == other.plan
    assert other.earlier is not None


def test_rows_stand_for_before_against_strongest_first_and_not_counted_last() -> None:
    shown = sheet(assess(iran_russia()))
    for card in shown.plan.cards:
        tops = [row for row in card.rows if row.depth == 0 and not row.onto]
        keys = [
            (
                shown.relations[row.link].polarity.name == "ATTACK",
                shown.relations[row.link].faded,
                -shown.force[row.link],
            )
            for row in tops
        ]
        assert keys == sorted(keys)


def test_a_statement_stands_where_it_weighs_most() -> None:
    map_ = ArgumentMap(
        nodes=[Claim("P", tags=("assessment",)), *map(Claim, ("A", "B")), Evidence("E")],
        links=[
            supports("E", "A", weight=0.4),
            supports("E", "B", weight=0.6),
            supports("E", "P", weight=1.0),
            supports("A", "P"),
            supports("B", "P"),
        ],
    )
    assert planned(map_).homes["[E]"].target == "[B]"


def test_who_has_a_card() -> None:
    def owners(**flags: bool) -> set[str]:
        nodes = [
            Claim("P", tags=("assessment",)),
            Claim("Strong", card=flags.get("strong")),
            Claim("Weak", card=flags.get("weak")),
            *(Evidence(f"E{index}") for index in range(3)),
        ]
        links = [supports("Strong", "P"), supports("Weak", "P"), supports("E0", "Weak")]
        links += [supports(f"E{index}", "Strong") for index in range(2)]
        return {card.owner for card in planned(ArgumentMap(nodes=nodes, links=links)).claims}

    assert owners() == {"[Strong]"}
    assert owners(strong=False) == set()
    assert owners(weak=True) == {"[Strong]", "[Weak]"}


def test_a_circle_of_homes_is_opened_at_its_weakest_link() -> None:
    nodes = [Claim("P", tags=("assessment",)), *map(Claim, "ABC")]
    ring = [
        supports(one, other, weight=weight)
        for one, other, weight in (("A", "B", 0.9), ("B", "C", 0.8), ("C", "A", 0.7))
    ]
    outward = [supports(name, "P", weight=0.1) for name in "ABC"]
    found = sound(ArgumentMap(nodes=nodes, links=[*ring, *outward]))
    assert found.homes["[C]"].target == "[P]"
    closed = sound(ArgumentMap(nodes=nodes, links=ring))
    assert len(closed.claims) == 1


def test_a_long_chain_is_no_problem() -> None:
    nodes = [Claim("P", tags=("assessment",)), *(Claim(f"C{index}") for index in range(3000))]
    titles = [str(node.title) for node in nodes]
    links = [supports(one, other) for other, one in itertools.pairwise(titles)]
    assert len(sound(ArgumentMap(nodes=nodes, links=links)).homes) == 3000


def test_an_undercut_of_a_cell_stands_on_the_card_of_the_claim() -> None:
    cell = supports("Claim", "P", weight=0.5)
    map_ = ArgumentMap(
        nodes=[Claim("P", tags=("assessment",)), Claim("Claim"), *map(Claim, ("A", "B", "U"))],
        links=[cell, supports("A", "Claim"), supports("B", "Claim"), undercuts("U", cell)],
    )
    card = sound(map_).claims[0]
    assert [row.source for row in card.rows] == ["[U]", "[A]", "[B]"]
    assert card.rows[0].onto
