"""Building a map in Python: references, consistency, defaults."""

from __future__ import annotations

import pytest

from argmap.errors import ArgmapError, MapError, UnknownReference
from argmap.model.link import (
    Link,
    Polarity,
    attacks,
    condition,
    contradicts,
    premise,
    supports,
    undercuts,
)
from argmap.model.map import ArgumentMap, Clamp
from argmap.model.node import Argument, Citation, Claim, Evidence, Node
from argmap.model.question import Question
from argmap.model.source import Source
from argmap.model.weight import Range

A, B, E, R = Claim("A"), Claim("B"), Evidence("E"), Argument("R")


def test_the_design_example() -> None:
    support = supports("E", "R", weight=0.9)
    map_ = ArgumentMap(
        nodes=[Claim("A", weight=0.5), E, R, Claim("U"), B, Claim("P"), Claim("C")],
        links=[
            support,
            attacks("R", "A"),
            undercuts("U", support),
            premise("P", "R"),
            condition("C", "A"),
            contradicts("A", "B"),
        ],
    )
    assert [str(link.reference) for link in map_.links] == [
        "[E] +> <R>",
        "<R> -> [A]",
        "[U] _> ([E] +> <R>)",
        "[P] => <R>",
        "[C] ?> [A]",
        "[A] >< [B]",
    ]
    assert map_["A"] is map_["[A]"]
    assert "A" in map_
    assert "Nobody" not in map_
    assert [link.polarity for link in map_.incoming["[A]"]] == [
        Polarity.ATTACK,
        Polarity.CONDITION,
        Polarity.CONTRADICT,
    ]


def test_a_bare_title_must_be_one_node() -> None:
    map_ = ArgumentMap(nodes=[Claim("X"), Argument("X")])
    with pytest.raises(UnknownReference, match=r"\[X\] or <X>"):
        map_["X"]
    assert map_["<X>"].is_step
    with pytest.raises(UnknownReference, match="did you mean 'Strategic alliance'"):
        ArgumentMap(nodes=[Claim("Strategic alliance")])["Strategic aliance"]
    with pytest.raises(KeyError):
        map_["Y"]


@pytest.mark.parametrize(
    ("nodes", "links", "message"),
    [
        ([A, Evidence("A")], [], "two nodes have the reference"),
        ([Claim(None, "x"), Evidence(None, "x")], [], "two nodes have the reference"),
        ([A, B], [supports("A", "B"), supports("A", "B", weight=0.5)], "there twice"),
        ([A, B], [undercuts("A", "B")], "hits a step"),
        ([A, B], [premise("A", "B")], "belong to arguments"),
        ([A, R, Argument("Q")], [premise("Q", "R")], "a premise is a statement"),
        ([A, R], [contradicts("A", "R")], "statements contradict"),
        ([A], [contradicts("A", "A")], "contradict itself"),
        ([A], [condition("A", "A")], "its own condition"),
        ([A, R], [supports("A", "R", lr=3)], "bears on a statement"),
        ([A, B], [undercuts("A", supports("B", "A"))], "there is no link"),
        ([Claim("T", tags=["thesis"]), R], [premise("T", "R")], "a thesis counts for nothing"),
        ([Claim("T", tags=["thesis"]), A], [condition("T", "A")], "a thesis counts for nothing"),
    ],
)
def test_what_makes_no_map(nodes: list[Node], links: list[Link], message: str) -> None:
    with pytest.raises(ArgmapError, match=message):
        ArgumentMap(nodes=nodes, links=links)


def test_a_contradiction_is_one_link_whichever_way_it_is_written() -> None:
    assert contradicts("[A]", "[B]").reference == contradicts("[B]", "[A]").reference
    with pytest.raises(MapError):
        ArgumentMap(nodes=[A, B], links=[contradicts("A", "B"), contradicts("B", "A")])


def test_links_refuse_what_they_cannot_carry() -> None:
    with pytest.raises(MapError):
        supports("A", "B", weight=0.5, lr=2)
    with pytest.raises(MapError):
        Link("A", "B", Polarity.PREMISE, lr=2)


def test_sources_are_known_and_distinct() -> None:
    cited = Evidence("E", citation=Citation(source="kremlin"))
    with pytest.raises(MapError, match="did you mean 'kremlim'"):
        ArgumentMap(nodes=[cited], sources=[Source("kremlim")])
    with pytest.raises(MapError):
        ArgumentMap(sources=[Source("a"), Source("a")])
    with pytest.raises(MapError):
        ArgumentMap(sources=[Source("a", document="b")])


def test_positions_are_statements() -> None:
    with pytest.raises(MapError):
        ArgumentMap(nodes=[R], questions=[Question("q", "", ["R"])])
    map_ = ArgumentMap(nodes=[A, B], questions=[Question("q", "Which?", ["A", "[B]"])])
    assert map_.questions[0].positions == ("[A]", "[B]")


def test_initial_weights() -> None:
    map_ = ArgumentMap(
        nodes=[
            A,
            Evidence("E", citation=Citation(source="s", grade="3")),
            Claim("D", citation=Citation(date="2016")),
            R,
            Argument("Bare"),
            Argument("Stated", weight=[0.1, 0.2, 0.3]),
        ],
        links=[supports("E", "R")],
        sources=[Source("s", document="d"), Source("d", reliability="B")],
    )
    assert map_.initial("[A]") == 0.5
    assert map_.initial("[D]") == 0.5
    assert map_.initial("<R>") == 1.0
    assert map_.initial("<Bare>") == 0.5
    assert map_.initial("<Stated>") == Range(0.1, 0.2, 0.3)
    graded = map_.initial("[E]")
    assert isinstance(graded, Range)
    assert graded.mode == pytest.approx(0.716251, abs=1e-6)  # B3, the letter from the document


def test_other_weights_make_another_map() -> None:
    support = supports("E", "A", weight=0.2)
    map_ = ArgumentMap(nodes=[A, E], links=[support])
    other = map_.with_weights({"E": 0.9, map_.links[0].reference: [0.1, 0.2, 0.3]})
    assert (other.initial("[E]"), other.links[0].weight) == (0.9, Range(0.1, 0.2, 0.3))
    assert (map_.initial("[E]"), map_.links[0].weight) == (0.5, 0.2)
    with pytest.raises(ArgmapError):
        map_.with_weights({"E": 2})
    with pytest.raises(UnknownReference):
        map_.with_weights({attacks("E", "A").reference: 0.1})


def test_clamps_are_resolved_and_lie_between_0_and_1() -> None:
    assert ArgumentMap(nodes=[A], clamps=[Clamp("A", 1)]).clamped["[A]"].value == 1.0
    with pytest.raises(ArgmapError):
        Clamp("A", 1.5)
