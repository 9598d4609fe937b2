"""What says the same again, and what one source says more than once.

Derivations use DF-QuAD: supports of flows v leave Π (1 − v) of the way to 1 open; and log-odds,
whose E is read off the strength.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import argmap as am
import oracle
from argmap.assessment import assess
from argmap.errors import QbafError
from argmap.model.link import Link
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.source import Source
from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, SEMANTICS, WEIGHTED_CARD, ModularSemantics
from argmap.solver import solve
from argmap.testing import maps, units

BIPOLAR = tuple(one for one in SEMANTICS if one.accepts_support)
SOURCES = [Source(id=one, title=one.upper()) for one in "xyz"]
A = am.Claim("A", weight=0.5)


def item(title: str, weight: float, source: str | None = None, **more: Any) -> am.Evidence:
    citation = am.Citation(source=source) if source else None
    return am.Evidence(title, weight=weight, citation=citation, **more)


def energy(*parts: Node | Link, rho: float = 0.0, of: str = "A") -> float:
    """Of one node, under log-odds from .5."""
    nodes = [one for one in parts if isinstance(one, Node)]
    links = [one for one in parts if isinstance(one, Link)]
    map_ = ArgumentMap(nodes=nodes, links=links, sources=SOURCES, same_source=rho)
    strength = assess(map_).strength(of).final
    return math.log(strength / (1 - strength))


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


def test_of_one_source_only_the_largest_counts_in_full() -> None:
    items = item("E", 0.8, "x"), item("F", 0.6, "x"), item("G", 0.4, "y"), item("H", 0.3)
    links = [am.supports(one.title or "", "A") for one in items]
    assert energy(A, *items, *links) == near(2.1)
    assert energy(A, *items, *links, rho=0.5) == near(0.8 + 0.3 + 0.4 + 0.3)
    assert energy(A, *items, *links, rho=1.0) == near(0.8 + 0.4 + 0.3)


def test_for_and_against_are_counted_apart_and_targets_too() -> None:
    items = item("E", 0.8, "x"), item("F", 0.6, "x")
    against = am.attacks("F", "A")
    assert energy(A, *items, am.supports("E", "A"), against, rho=1.0) == near(0.2)


def test_an_undercut_link_counts_under_its_source() -> None:
    # E weighs .8 · .5 = .4 after the undercut, so F's .6 is the largest.
    items = item("E", 0.8, "x"), item("F", 0.6, "x"), am.Claim("U", weight=0.5)
    link = am.supports("E", "A")
    undercut = am.undercuts("U", link)
    assert energy(A, *items, link, am.supports("F", "A"), undercut, rho=0.5) == near(0.6 + 0.2)


def test_an_argument_counts_under_the_source_of_all_it_rests_on() -> None:
    e, f, g = item("E", 0.8, "x"), item("F", 0.6, "x"), item("G", 0.5, "y")
    r = am.Argument("R")
    links = [am.supports("E", "A"), am.supports("F", "R"), am.supports("R", "A")]
    assert energy(A, e, f, r, *links, rho=1.0) == near(0.8)
    # A second ground of another source frees it: 1 − .4 · .5 = .8.
    assert energy(A, e, f, g, r, *links, am.supports("G", "R"), rho=1.0) == near(0.8 + 0.8)
    # … and so does one that nobody vouches for.
    bare = item("H", 0.5)
    assert energy(A, e, f, bare, r, *links, am.supports("H", "R"), rho=1.0) == near(1.6)


def test_arguments_that_rest_on_each_other_speak_for_nobody() -> None:
    e, r, q = item("E", 0.8, "x"), am.Argument("R"), am.Argument("Q")
    ring = [am.supports("R", "Q"), am.supports("Q", "R"), am.supports("E", "R")]
    links = [am.supports("E", "A"), am.supports("R", "A")]
    # R = 1 − (1 − .8)(1 − Q) and Q = R, so both 1.
    assert energy(A, e, r, q, *ring, *links, rho=1.0) == pytest.approx(1.8, abs=1e-5)


def test_the_same_report_counts_once() -> None:
    e, f, g = item("E", 0.5), item("F", 0.7, same=("E",)), item("G", 0.2, same=("F",))
    links = [am.supports(title, "A") for title in "EFG"]
    assert energy(A, e, f, g, *links) == near(0.7)
    # On the other side, it counts again.
    assert energy(A, e, f, g, *links[:2], am.attacks("G", "A")) == near(0.5)


def test_an_argument_on_the_same_report_alone_is_that_report() -> None:
    e, f, g = item("E", 0.5), item("F", 0.7, same=("E",)), item("G", 0.4)
    r = am.Argument("R")
    links = [am.supports("E", "A"), am.supports("F", "R"), am.supports("R", "A")]
    assert energy(A, e, f, r, *links) == near(0.7)
    # With a ground of its own it is more than that: 1 − .3 · .6 = .82.
    assert energy(A, e, f, g, r, *links, am.supports("G", "R")) == near(0.5 + 0.82)
    # By way of another argument, too.
    q = am.Argument("Q")
    further = [am.supports("R", "Q"), am.supports("Q", "A")]
    assert energy(A, e, f, r, q, *links[:2], *further) == near(0.7)


def test_a_report_counts_once_among_grounds_attackers_and_undercutters() -> None:
    e, f, r = item("E", 0.5), item("F", 0.7, same=("E",)), am.Argument("R")
    for polarity, expected in ((am.supports, 0.7), (am.attacks, 0.3), (am.undercuts, 0.3)):
        nodes = [e, f, evolve(r, weight=1.0)]
        map_ = ArgumentMap(nodes=nodes, links=[polarity("E", "R"), polarity("F", "R")])
        assert assess(map_).strengths["<R>"] == near(expected)
    # Premises are needed, each of them: .5 · .7.
    map_ = ArgumentMap(nodes=[e, f, r], links=[am.premise("E", "R"), am.premise("F", "R")])
    assert assess(map_).strengths["<R>"] == near(0.35)
    link = am.supports("G", "A")
    undercuts = [am.undercuts("E", link), am.undercuts("F", link)]
    assert energy(A, item("G", 1.0), e, f, link, *undercuts) == near(0.3)


def test_a_report_that_several_vouch_for_is_nobodys() -> None:
    e, f, g = item("E", 0.5, "x"), item("F", 0.7, "y", same=("E",)), item("G", 0.6, "y")
    links = [am.supports(title, "A") for title in "EFG"]
    assert energy(A, e, f, g, *links, rho=1.0) == near(0.7 + 0.6)
    shared = evolve(f, citation=am.Citation(source="x"))
    other = evolve(g, citation=am.Citation(source="x"))
    assert energy(A, e, shared, other, *links, rho=1.0) == near(0.7)


def test_a_repeated_attacker_is_one_head() -> None:
    # n = 1 and the mean .7: .5/(1 + 1 + .7), not .5/(1 + 2 + .6).
    e, f = item("E", 0.5), item("F", 0.7, same=("E",))
    map_ = ArgumentMap(nodes=[A, e, f], links=[am.attacks("E", "A"), am.attacks("F", "A")])
    assert assess(map_, semantics=WEIGHTED_CARD).strengths["[A]"] == near(0.5 / 2.7)


def test_flows_tell_what_counts() -> None:
    items = item("E", 0.8, "x"), item("F", 0.6, "x"), item("G", 0.9, same=("E",))
    links = [am.supports(one.title or "", "A") for one in items]
    map_ = ArgumentMap(nodes=[A, *items], links=links, sources=SOURCES, same_source=0.5)
    a = assess(map_)
    # E and G are one report, whose .9 is nobody's for G has no source; F is x alone.
    assert [a.flow(link) for link in links] == [0.0, 0.6, near(0.9)]
    assert [one.source for one in a.reasons("A")] == ["[G]", "[F]"]
    assert a.warnings == ()


def test_arrays_take_the_groups_as_numbers() -> None:
    def strength(**more: Any) -> float:
        qbaf = Qbaf.from_arrays(
            initial=[0.5, 0.8, 0.6, 0.5],
            source=[1, 2, 3],
            target=[0, 0, 0],
            sign=[1, 1, 1],
            weight=[1.0, 1.0, 1.0],
            **more,
        )
        return float(solve(qbaf, DF_QUAD).strengths[0])

    assert strength() == near(1 - 0.5 * 0.2 * 0.4 * 0.5)
    assert strength(report=[4, 4, -1]) == near(1 - 0.5 * 0.2 * 0.5)
    assert strength(voucher=[0, 0, 7], same_source=0.5) == near(1 - 0.5 * 0.2 * 0.7 * 0.5)
    assert strength(voucher=[0, 0, 7]) == strength()
    for more, message in (
        ({"report": [0, 0]}, "report has 2 entries, and 3 are expected"),
        ({"voucher": [0, -2, 0]}, r"voucher\[1\] is -2"),
        ({"report": [0.5, 1, 1]}, "report holds float64"),
        ({"same_source": 2.0}, "same_source is 2.0"),
    ):
        with pytest.raises(QbafError, match=message):
            strength(**more)


@given(semantics=st.sampled_from(BIPOLAR), map_=maps(acyclic=True, repeating=True))
def test_a_map_has_the_strengths_of_its_definition(
    semantics: ModularSemantics, map_: ArgumentMap
) -> None:
    expected = oracle.strengths_of_map(map_, oracle.INFLUENCES[semantics.name])
    found = assess(map_, semantics=semantics).strengths
    assert np.allclose(list(found.values()), [expected[one] for one in found], rtol=0, atol=1e-12)


@given(semantics=st.sampled_from(BIPOLAR), map_=maps(acyclic=True, repeating=True), data=st.data())
def test_a_new_item_never_hurts(
    semantics: ModularSemantics, map_: ArgumentMap, data: st.DataObject
) -> None:
    statements = [one.reference for one in map_.nodes if not one.is_step]
    assume(statements)
    target = data.draw(st.sampled_from(statements))
    known = [None, *(one.reference for one in map_.nodes if one.same)]
    same = data.draw(st.sampled_from(known))
    new = item(
        "New",
        data.draw(units()),
        data.draw(st.sampled_from((None, "x", "y"))),
        same=(same,) if same else (),
    )
    link = data.draw(st.sampled_from((am.supports, am.attacks)))("New", target)
    wider = evolve(map_, nodes=(*map_.nodes, new), links=(*map_.links, link))
    before = assess(map_, semantics=semantics).strengths[target]
    after = assess(wider, semantics=semantics).strengths[target]
    if link.polarity is am.Polarity.SUPPORT:
        assert after >= before - 1e-12
    else:
        assert after <= before + 1e-12


@given(map_=maps(acyclic=True))
def test_without_repetition_nothing_is_grouped(map_: ArgumentMap) -> None:
    qbaf = Qbaf.from_map(map_)
    assert qbaf.report is None
    assert qbaf.voucher is None
    assert solve(qbaf, LOG_ODDS).converged
