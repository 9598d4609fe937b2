"""What a scenario does to a map: weights that change, links that turn, nodes that are fixed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, TypeVar

from attrs import evolve, field, frozen

from argmap.errors import ScenarioError
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.node import Node
from argmap.model.scenario import Action, Change, Scenario, Touched
from argmap.model.selector import Selection, select
from argmap.model.weight import LINK_DEFAULT, Grade, Range, Weight
from argmap.registry import did_you_mean

# What has to do with statements and arguments alone, and what can be turned.
_OF_NODES = (Action.ONLY, Action.ASSUME, Action.SHIFT)
_TURNING = (Polarity.SUPPORT, Polarity.ATTACK)

#: Initial weights that a scale or a shift touches stay inside these.
LOWEST, HIGHEST = 0.001, 0.999


class Supposable(Protocol):
    """What applying a scenario looks at of a map."""

    @property
    def nodes(self) -> tuple[Node, ...]: ...

    @property
    def links(self) -> tuple[Link, ...]: ...

    @property
    def scenarios(self) -> tuple[Scenario, ...]: ...

    @property
    def incoming(self) -> Mapping[Target, tuple[Link, ...]]: ...

    def initial(self, reference: str) -> Weight: ...

    def grade(self, node: Node) -> Grade: ...


@frozen
class Effects:
    """The outcome of a scenario. `strengths` fixes nodes; `dropped` are the nodes fixed at 0
    because they were taken out."""

    weights: dict[str, Weight] = field(factory=dict)
    links: tuple[Link, ...] = ()
    strengths: dict[str, float] = field(factory=dict)
    dropped: frozenset[str] = frozenset()
    touched: tuple[Touched, ...] = ()


def effects(map_: Supposable, scenario: Scenario) -> Effects:
    """Apply a scenario and what it extends, in whatever order its changes were written, to a map
    that has what they add.

    Weight = what `set` says, else the stated or default one; × every scale, kept within
    [.001, .999]; + every shift in log-odds, kept there again. Raises `ScenarioError` when two
    changes of one scenario give one thing two values, when a selector matches nothing (unless
    that is allowed), and when scenarios extend each other in a circle.
    """
    generations = ancestry(map_, scenario)
    touched: list[Touched] = []
    assumed: dict[str, float] = {}
    initial: dict[str, Weight] = {}
    of_link: dict[LinkReference, Weight] = {}
    dropped: set[str] = set()
    absent: set[LinkReference] = set()
    flips: dict[LinkReference, int] = {}
    factors: dict[Target, float] = {}
    shifts: dict[str, float] = {}

    for generation in generations:
        fresh_assumed: dict[str, float] = {}
        fresh_dropped: set[str] = set()
        fresh_absent: set[LinkReference] = set()
        fresh_initial: dict[str, Weight] = {}
        fresh_links: dict[LinkReference, Weight] = {}
        for change in generation.changes:
            found = _matched(map_, change)
            touched.append(Touched(change, len(found.nodes), len(found.links)))
            value = change.value
            nodes = [node.reference for node in found.nodes]
            links = [link.reference for link in found.links]
            match change.action:
                case Action.DROP | Action.ONLY:
                    fresh_dropped.update(nodes)
                    fresh_absent.update(links)
                case Action.FLIP:
                    for link in links:
                        flips[link] = flips.get(link, 0) + 1
                case Action.ASSUME:
                    assert isinstance(value, float)
                    for node in nodes:
                        _once(fresh_assumed, node, value, generation)
                case Action.SET:
                    assert value is not None
                    for node in nodes:
                        _once(fresh_initial, node, value, generation)
                    for link in links:
                        _once(fresh_links, link, value, generation)
                case Action.SCALE:
                    assert isinstance(value, float)
                    targets: tuple[Target, ...] = (*nodes, *links)
                    for target in targets:
                        factors[target] = factors.get(target, 1.0) * value
                case Action.SHIFT:
                    assert isinstance(value, float)
                    for node in nodes:
                        shifts[node] = shifts.get(node, 0.0) + value
        both = sorted(fresh_dropped & fresh_assumed.keys())
        if both:
            raise ScenarioError(f"{generation.id!r} both drops and assumes {both[0]}")
        # What a child says of a thing takes the place of what its parent said.
        assumed = {one: assumed[one] for one in assumed.keys() - fresh_dropped} | fresh_assumed
        dropped = (dropped - fresh_assumed.keys()) | fresh_dropped
        absent = (absent - fresh_links.keys()) | fresh_absent
        initial |= fresh_initial
        of_link |= fresh_links

    weights: dict[str, Weight] = {}
    for reference in (node.reference for node in map_.nodes):
        if reference in initial or reference in factors or reference in shifts:
            new = initial[reference] if reference in initial else map_.initial(reference)
            if reference in factors:
                new = _each(new, partial(_times, by=factors[reference]))
            if reference in shifts:
                new = _each(new, partial(_shifted, by=shifts[reference]))
            weights[reference] = new
    return Effects(
        weights,
        _changed_links(map_.links, of_link, factors, absent, flips),
        {**assumed, **dict.fromkeys(dropped, 0.0)},
        frozenset(dropped),
        tuple(touched),
    )


def ancestry(map_: Supposable, scenario: Scenario) -> list[Scenario]:
    """The scenario and all it extends, the eldest first. Raises `ScenarioError` for a circle, and
    when the map has no such scenario."""
    by_id = {one.id: one for one in map_.scenarios}
    line = [scenario]
    while line[-1].extends is not None:
        parent = line[-1].extends
        if parent not in by_id:
            raise ScenarioError(
                f"{line[-1].id!r} extends {parent!r}, which is no scenario of the map"
                f"{did_you_mean(parent, by_id)}"
            )
        if any(one.id == parent for one in line):
            raise ScenarioError(f"{scenario.id!r} extends itself by way of {parent!r}")
        line.append(by_id[parent])
    return line[::-1]


def _matched(map_: Supposable, change: Change) -> Selection:
    if change.action is Action.ADD:
        return Selection(
            tuple(one for one in change.added if isinstance(one, Node)),
            tuple(one for one in change.added if isinstance(one, Link)),
        )
    found = select(map_, change.selector)
    if not found and not change.missing_ok:
        titles = [node.title or node.text for node in map_.nodes]
        near = did_you_mean(change.selector.strip("[]<>"), titles)
        raise ScenarioError(f"{change.action.value} {change.selector!r} matches nothing{near}")
    if change.action in _OF_NODES and found.links:
        raise ScenarioError(
            f"{change.action.value} takes statements, and {change.selector!r} names links"
        )
    if change.action is Action.FLIP and found.nodes:
        raise ScenarioError(
            f"flip turns links, and {change.selector!r} names none; write [A] -> [B]"
        )
    if change.action is Action.ONLY:
        kept = {node.reference for node in found.nodes}
        return Selection(
            tuple(
                node
                for node in map_.nodes
                if node.reference not in kept and node.citation and node.citation.cited
            )
        )
    if change.action is Action.FLIP:
        turning = tuple(link for link in found.links if link.polarity in _TURNING)
        if found and not turning:
            raise ScenarioError(
                f"flip turns supports and attacks, and {change.selector!r} names neither"
            )
        return Selection(links=turning)
    return found


Key = TypeVar("Key")
Value = TypeVar("Value")


def _once(table: dict[Key, Value], key: Key, value: Value, scenario: Scenario) -> None:
    if table.setdefault(key, value) != value:
        raise ScenarioError(f"{scenario.id!r} gives {key} two values, {table[key]} and {value}")


def _each(value: Weight, change: Callable[[float], float]) -> Weight:
    if isinstance(value, Range):
        return Range(change(value.low), change(value.mode), change(value.high))
    return change(value)


def _inside(p: float) -> float:
    return min(max(p, LOWEST), HIGHEST)


def _times(p: float, by: float) -> float:
    return _inside(p * by)


def _shifted(p: float, by: float) -> float:
    inside = _inside(p)
    logit = math.log(inside / (1 - inside)) + by
    return _inside(1 / (1 + math.exp(-logit)) if logit > -700 else 0.0)


def _changed_links(
    links: tuple[Link, ...],
    of_link: dict[LinkReference, Weight],
    factors: dict[Target, float],
    absent: set[LinkReference],
    flips: dict[LinkReference, int],
) -> tuple[Link, ...]:
    turned = {
        old: LinkReference(
            old.source,
            Polarity.ATTACK if old.polarity is Polarity.SUPPORT else Polarity.SUPPORT,
            old.target,
        )
        for old, times in flips.items()
        if times % 2
    }

    def renamed(target: Target) -> Target:
        if isinstance(target, str):
            return target
        if target in turned:
            return turned[target]
        return evolve(target, target=renamed(target.target))

    result = []
    for link in links:
        reference = link.reference
        if reference in of_link:
            link = link.with_weight(of_link[reference])
        if reference in factors:
            link = _scaled(link, factors[reference])
        if reference in absent:
            link = link.with_weight(0.0)
        if reference in turned:
            link = evolve(link, polarity=turned[reference].polarity)
        if turned and isinstance(link.target, LinkReference):
            link = evolve(link, target=renamed(link.target))
        result.append(link)
    return tuple(result)


def _scaled(link: Link, by: float) -> Link:
    if link.lr is not None:
        return evolve(link, lr=min(link.lr**by, 1e300))
    weight = LINK_DEFAULT if link.weight is None else link.weight
    return link.with_weight(_each(weight, lambda w: min(w * by, 1.0)))
