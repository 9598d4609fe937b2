"""Scenarios: what each change does, and that their order does not matter."""

from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, ScenarioError
from argmap.model.link import attacks, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Citation, Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.model.source import Source
from argmap.model.weight import Range

SUPPORT = supports("E", "A", weight=0.4)
MAP = ArgumentMap(
    nodes=[
        Claim("A", tags=["x"]),
        Evidence("E", weight=[0.2, 0.5, 0.8], citation=Citation(source="ru_tass", locator="p1")),
        Evidence("F", citation=Citation(source="us", grade="A1", document="paper")),
        Claim("Thin trade", weight=0.3, section=("Economy",)),
        Argument("R"),
        Claim("Why? * never", "A title with signs"),
    ],
    links=[
        SUPPORT,
        attacks("F", "A", lr=4),
        undercuts("F", SUPPORT),
        supports("E", "R"),
        attacks("R", "A", weight=0.6),
    ],
    sources=[Source("ru_tass"), Source("us"), Source("paper")],
    scenarios=[
        Scenario("parent").set("E", 0.9).assume("A", True).scale("F", by=0.5),
        Scenario("child", extends="parent").set("E", 0.1).assume("A", 0.25).scale("F", by=0.5),
        Scenario("loop", extends="knot"),
        Scenario("knot", extends="loop").drop("A"),
    ],
)


def weight_of(map_: ArgumentMap, source: str, target: str) -> object:
    return next(
        link.weight for link in map_.links if (link.source, link.target) == (source, target)
    )


def test_nothing_changes_nothing() -> None:
    assert MAP.supposing(None) is MAP
    assert MAP.supposing(Scenario("empty")) is MAP


def test_scale_takes_all_three_numbers_and_stays_inside() -> None:
    assert MAP.supposing(Scenario("s").scale("E", by=0.5)).initial("[E]") == Range(0.1, 0.25, 0.4)
    assert MAP.supposing(Scenario("s").scale("E", by=9)).initial("[E]") == Range(
        0.999, 0.999, 0.999
    )
    assert MAP.supposing(Scenario("s").scale("E", by=0)).initial("[E]") == Range(
        0.001, 0.001, 0.001
    )


def test_scale_of_links() -> None:
    scaled = MAP.supposing(Scenario("s").scale("E -> A", by=0.5).scale("F -> A", by=0.5))
    assert weight_of(scaled, "[E]", "[A]") == pytest.approx(0.2)
    # ln 4 halved is ln 2
    assert next(link.lr for link in scaled.links if link.lr) == pytest.approx(2)
    assert weight_of(MAP.supposing(Scenario("s").scale("E -> R", by=3)), "[E]", "<R>") == 1.0


def test_set_then_scale_then_shift() -> None:
    scenario = Scenario("s").shift("A", by=1).scale("A", by=0.5).set("A", 0.8)
    p = 0.8 * 0.5
    expected = 1 / (1 + math.exp(-(math.log(p / (1 - p)) + 1)))
    assert MAP.supposing(scenario).initial("[A]") == pytest.approx(expected, abs=1e-12)


def test_drop_keeps_links_and_fixes_at_0() -> None:
    dropped = MAP.supposing(Scenario("s").drop("E").drop("R -> A"))
    clamp = dropped.clamped["[E]"]
    assert (clamp.value, clamp.dropped) == (0.0, True)
    assert len(dropped.links) == len(MAP.links)
    assert weight_of(dropped, "<R>", "[A]") == 0.0
    assert dropped.grounded == {"<R>"}


def test_only_drops_what_is_cited_and_does_not_match() -> None:
    only = MAP.supposing(Scenario("s").only("source:us"))
    assert [clamp.reference for clamp in only.clamps] == ["[E]"]


def test_flip_turns_links_and_takes_their_undercuts_along() -> None:
    flipped = MAP.supposing(Scenario("s").flip("E -> A").flip("E -> R"))
    assert [str(link.reference) for link in flipped.links] == [
        "[E] -> [A]",
        "[F] -> [A]",
        "[F] _> ([E] -> [A])",
        "[E] -> <R>",
        "<R> -> [A]",
    ]
    assert flipped.grounded == {"<R>"}
    twice = Scenario("s").flip("E -> A").flip("E -> A")
    assert MAP.supposing(twice).links == MAP.links


def test_a_child_replaces_what_its_parent_sets_and_assumes() -> None:
    child = MAP.supposing(MAP.scenario("child"))
    assert child.initial("[E]") == 0.1
    assert child.clamped["[A]"].value == 0.25
    mode = child.initial("[F]")
    assert isinstance(mode, Range)
    assert mode.mode == pytest.approx(0.95 / 4)


def test_a_child_takes_back_what_its_parent_drops_or_assumes() -> None:
    parent = Scenario("parent").drop("E").assume("F", True).drop("E -> A")
    map_ = evolve(MAP, scenarios=[parent])
    child = map_.supposing(
        Scenario("child", extends="parent").assume("E", 0.7).drop("F").set("E -> A", 0.2)
    )
    assert {name: (one.value, one.dropped) for name, one in child.clamped.items()} == {
        "[E]": (0.7, False),
        "[F]": (0.0, True),
    }
    assert weight_of(child, "[E]", "[A]") == 0.2


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        (Scenario("s").set("A", 0.1).set("[A]", 0.2), "two values"),
        (Scenario("s").assume("A", True).assume("tag:x", False), "two values"),
        (Scenario("s").assume("A", True).drop("A"), "both drops and assumes"),
        (Scenario("s").drop("Nobody"), "matches nothing"),
        (Scenario("s").assume("E -> A", True), "assume takes statements"),
        (Scenario("s").only("E -> A"), "only takes statements"),
        (Scenario("s").shift("* -> A", by=1), "shift takes statements"),
        (Scenario("s").flip("E"), "flip turns links"),
        (Scenario("s").drop("Thin trad"), "did you mean 'Thin trade'"),
        (Scenario("s").drop(""), "empty selector"),
        (Scenario("s").drop("sourec:x"), "did you mean 'source'"),
        (Scenario("s", extends="nobody").drop("A"), "no scenario"),
        (Scenario("s", extends="loop").drop("A"), "extends itself"),
    ],
)
def test_what_contradicts_itself_or_nothing(scenario: Scenario, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        MAP.supposing(scenario)


NEW = Claim("New", weight=0.6)
SECOND = Evidence("Second", citation=Citation(source="us", grade="B2"))


def test_what_is_added_is_there_as_if_written() -> None:
    scenario = Scenario("s").add(NEW, supports("New", "A", weight=0.5), SECOND)
    found = MAP.supposing(scenario.add(attacks("Second", "New")))
    written = evolve(
        MAP,
        nodes=(*MAP.nodes, NEW, SECOND),
        links=(*MAP.links, supports("New", "A", weight=0.5), attacks("Second", "New")),
    )
    assert found == evolve(written, grounded=written.grounded)
    assert [(one.change.selector, one.nodes, one.links) for one in found.touched] == [
        ("[New], [Second]", 2, 1),
        ("Second -> New", 0, 1),
    ]
    assert MAP.supposing(Scenario("empty")) is MAP


def test_other_changes_touch_what_is_added_in_whatever_order() -> None:
    scenario = Scenario("s").scale("New", by=0.5).drop("New -> A")
    found = MAP.supposing(scenario.add(NEW, supports("New", "A")))
    assert found.initial("[New]") == 0.3
    assert weight_of(found, "[New]", "[A]") == 0.0


def test_a_ground_that_is_added_counts_as_one() -> None:
    # <R> rests on [E] already; <Q> gets its first ground, and so needs it
    map_ = evolve(MAP, nodes=(*MAP.nodes, Argument("Q")))
    found = map_.supposing(Scenario("s").add(NEW, supports("New", "<Q>")))
    assert found.grounded == {"<R>", "<Q>"}
    assert found.initial("<Q>") == 1.0
    flipped = map_.supposing(Scenario("s").flip("E -> R"))
    assert flipped.supposing(Scenario("t").add(SECOND)).grounded == {"<R>"}


def test_a_child_replaces_what_its_parent_adds() -> None:
    parent = Scenario("parent").add(NEW, supports("New", "A", weight=0.5))
    map_ = evolve(MAP, scenarios=[parent])
    other = Claim("New", weight=0.1)
    child = Scenario("child", extends="parent").add(other, supports("New", "A", weight=1))
    found = map_.supposing(child)
    assert found["New"] == other
    assert weight_of(found, "[New]", "[A]") == 1.0
    assert map_.supposing(Scenario("child", extends="parent").drop("New")).clamped["[New]"].dropped
    # what two equals add alike is added once
    assert MAP.supposing(parent + evolve(parent, id="twin"))["New"] == NEW


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        (Scenario("s").add(Claim("A")), r"adds \[A\], which the map has"),
        (Scenario("s").add(supports("E", "A")), "which the map has: set its weight"),
        (Scenario("s").add(NEW).add(Claim("New", weight=0.1)), "two different things"),
        (Scenario("s").add(NEW) + Scenario("t").add(Claim("New")), "two different things"),
        (
            Scenario("s").add(NEW, supports("New", "A"), supports("New", "[A]", weight=0.1)),
            "with two weights",
        ),
        (Scenario("s").add(NEW, supports("New", "Nobody")), "cannot add this: no node is named"),
        (Scenario("s").add(Evidence("X", citation=Citation(source="ru_tas"))), "mean 'ru_tass'"),
        (Scenario("s").add(NEW, undercuts("New", "A")), "an undercut hits a step"),
        (Scenario("s").add(Claim("X", tags=["assessment"])), "adds a position"),
    ],
)
def test_what_cannot_be_added(scenario: Scenario, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        MAP.supposing(scenario)


def test_only_nodes_and_links_are_added() -> None:
    with pytest.raises(ScenarioError, match="nothing is added"):
        Scenario("s").add()
    with pytest.raises(ScenarioError, match="not 'X'"):
        Scenario("s").add("X")  # type: ignore[arg-type]


def test_what_matches_nothing_may_be_allowed() -> None:
    MAP.supposing(Scenario("s").drop("Nobody", missing="ok"))


def test_numbers_are_checked_where_they_enter() -> None:
    for bad in (math.nan, math.inf, -1.0):
        with pytest.raises(ArgmapError):
            Scenario("s").scale("A", by=bad)
    with pytest.raises(ArgmapError):
        Scenario("s").shift("A", by=math.inf)
    with pytest.raises(ArgmapError):
        Scenario("s").assume("A", 2)
    with pytest.raises(ArgmapError):
        Scenario("s").drop("A", missing="perhaps")


CHANGES = [
    lambda s: s.scale("E", by=0.5),
    lambda s: s.scale("kind:evidence", by=1.5),
    lambda s: s.shift("E", by=1),
    lambda s: s.set("A", 0.7),
    lambda s: s.drop("F"),
    lambda s: s.assume("Thin trade", True),
    lambda s: s.flip("E -> R"),
    lambda s: s.add(Claim("New", weight=0.6), supports("New", "A")),
    lambda s: s.scale("New", by=0.5),
]


@given(st.permutations(CHANGES))
def test_the_order_of_changes_does_not_matter(order: list) -> None:  # type: ignore[type-arg]
    def applied(changes: list) -> ArgumentMap:  # type: ignore[type-arg]
        scenario = Scenario("s")
        for change in changes:
            scenario = change(scenario)
        return MAP.supposing(scenario)

    first, second = applied(CHANGES), applied(order)
    assert (first.links, first.clamps) == (second.links, second.clamps)
    for node in first.nodes:
        a, b = first.initial(node.reference), second.initial(node.reference)
        low, high = (one.mode if isinstance(one, Range) else one for one in (a, b))
        assert low == pytest.approx(high, abs=1e-12)


def test_results_tell_what_each_change_touched() -> None:
    touched = MAP.supposing(Scenario("s").drop("kind:evidence").scale("E -> *", by=0.5)).touched
    assert [(one.nodes, one.links) for one in touched] == [(2, 0), (0, 2)]
