"""The critical path is the way with the largest product, found as if by trying all of them."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given

from argmap.analysis.path import critical_path
from argmap.assessment import Assessment, assess
from argmap.errors import UnknownReference
from argmap.model.link import Polarity, attacks, premise, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Claim
from argmap.testing import maps

BEARING = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.PREMISE)


def best(assessment: Assessment, position: str) -> float:
    """The largest product over all ways without a repeated statement that end in a leaf."""
    map_, found = assessment.map, 0.0
    waiting = [(map_.resolve(position), 1.0, frozenset({map_.resolve(position)}))]
    start = waiting[0][0]
    while waiting:
        name, product, seen = waiting.pop()
        passed = [
            (link.source, assessment.flow(link, into=name))
            for link in map_.incoming.get(name, ())
            if link.polarity in BEARING
        ]
        passed = [(source, flow) for source, flow in passed if flow > 0.0]
        if not passed and name != start:
            found = max(found, product)
        waiting += [
            (source, product * flow, seen | {source})
            for source, flow in passed
            if source not in seen
        ]
    return found


@given(maps(max_nodes=7))
def test_no_way_to_a_leaf_has_a_larger_product(map_: ArgumentMap) -> None:
    assessment = assess(map_)
    for name in map_.by_reference:
        path = critical_path(assessment, name)
        wanted = best(assessment, name)
        if wanted:
            assert path.flow == pytest.approx(wanted)
        for one, other in itertools.pairwise(path):
            assert one.link.target == other.link.source
        if len(path):
            assert path.links[-1].link.target == name
            assert math.prod(one.flow for one in path) == path.flow > 0.0
            assert path.statements[0] == path.links[0].link.source


def test_a_weak_detour_loses_to_a_strong_one() -> None:
    map_ = ArgumentMap(
        nodes=[Claim("P"), *(Claim(name, weight=0.9) for name in "ABCD")],
        links=[
            supports("A", "P", weight=0.9),
            attacks("B", "A", weight=0.8),
            supports("C", "P", weight=0.2),
            supports("D", "C", weight=1.0),
        ],
    )
    path = critical_path(assess(map_), "P")
    assert path.statements == ("[B]", "[A]", "[P]")
    assert [one.bears for one in path] == ["attack", "support"]
    assert "passes on" in str(path)
    assert path.to_records()[0]["target"] == "[A]"


def test_it_goes_through_arguments_and_begins_in_a_circle_where_there_is_no_leaf() -> None:
    map_ = ArgumentMap(
        nodes=[Claim("P"), Argument("Step"), Claim("A"), Claim("B"), Claim("C")],
        links=[supports("Step", "P"), premise("A", "Step"), premise("B", "Step")],
    )
    assert critical_path(assess(map_), "P").statements == ("[A]", "<Step>", "[P]")
    circle = ArgumentMap(
        nodes=[Claim("P"), Claim("A"), Claim("B")],
        links=[supports("A", "P"), supports("B", "A"), supports("A", "B")],
    )
    assert critical_path(assess(circle), "P").statements == ("[A]", "[P]")


def test_nothing_reaches_a_leaf() -> None:
    path = critical_path(assess(ArgumentMap(nodes=[Claim("P")])), "P")
    assert len(path) == 0
    assert path.statements == ("[P]",)
    assert "Nothing reaches [P]." in str(path)
    with pytest.raises(UnknownReference):
        critical_path(assess(ArgumentMap(nodes=[Claim("P")])), "Q")
