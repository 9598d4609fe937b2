"""What a picture shows, before anything is measured."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import EVENT
from argmap.views.painting.items import EVENTS, Item, Look, code, item
from argmap.views.painting.marks import THRESHOLD
from argmap.views.painting.relations import Relation, pull, relations
from argmap.views.routing.fold import Fold


@attrs.frozen
class Scene:
    """Items and relations in the user's order; a relation onto another comes after it.

    `ranked` names the positions of each question, highest first; `names` has the items' names by
    reference, `sections` says where in the text each item but a position stands.
    """

    items: tuple[Item, ...]
    relations: tuple[Relation, ...]
    ranked: tuple[tuple[str, ...], ...] = ()
    names: Mapping[str, str] = attrs.field(factory=dict)
    sections: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


def scene(
    map_: ArgumentMap,
    strengths: Mapping[str, float] | None = None,
    *,
    focus: str | None = None,
    depth: int = 2,
    earlier: Mapping[str, float] | None = None,
    base: ArgumentMap | None = None,
    folded: Fold | None = None,
) -> Scene:
    """The whole map, or the statement `focus` and what bears on it up to `depth` statements away.

    Without strengths the bars show initial weights. With those of `earlier`, and the map `base`
    that they belong to, what differs is told from what does not. What is `folded` is left out.
    Raises `UnknownReference` for the focus.
    """
    shown = list(map_.by_reference) if focus is None else _reasons(map_, focus, depth)
    kept = set(shown)
    if folded is not None:
        kept -= folded.hidden - {focus and map_.resolve(focus)}
    order = [reference for reference in map_.by_reference if reference in kept]
    names = {reference: f"n{index}" for index, reference in enumerate(order)}
    events = _event_codes(map_)
    if strengths is not None and earlier is not None:
        events = {
            reference: f"{code}{_moved(strengths[reference] - earlier[reference])}"
            for reference, code in events.items()
        }
    bearing: dict[str, set[Polarity]] = {}
    for link in map_.links:
        bearing.setdefault(link.source, set()).add(link.polarity)
    items = tuple(
        item(map_, reference, strengths, names, events, bearing.get(reference, set()))
        for reference in order
    )
    if folded is not None:
        items = tuple(
            _with_counts(one, map_, reference, folded)
            for one, reference in zip(items, order, strict=True)
        )
    drawn = relations(map_, names, events)
    if earlier is not None and base is not None:
        items = tuple(
            _beside(one, earlier[reference]) for one, reference in zip(items, order, strict=True)
        )
        drawn = _reweighted(drawn, map_, base)
    sections = {
        names[reference]: map_.by_reference[reference].section
        for reference in order
        if reference not in map_.positions
    }
    return Scene(items, drawn, _ranked(map_, items, order), names, sections)


def _with_counts(item: Item, map_: ArgumentMap, reference: str, folded: Fold) -> Item:
    """What is folded into the item, instead of how much is not drawn."""
    gone = {
        link.source
        for link in map_.incoming.get(reference, ())
        if link.source in folded.hidden and link.polarity is not Polarity.CONDITION
    }
    counts = folded.counts.get(reference)
    if counts is None:
        return item
    words = f"{item.description} Folded: {counts}."
    left = max(0, item.hidden - len(gone))
    return attrs.evolve(item, folded=f"folded: {counts}", hidden=left, description=words)


def brought_out(shown: Scene, path: Collection[str | LinkReference], tip: str | None) -> Scene:
    """The scene with a way of references and links brought out, and the item `tip` marked."""
    items, drawn = shown.items, shown.relations
    names = {name for reference, name in shown.names.items() if reference in path}
    if path:
        marked = {*names, shown.names.get(tip or "")}
        items = tuple(
            attrs.evolve(item, on_path=item.name in names, aside=item.name not in marked)
            for item in items
        )
        drawn = tuple(
            attrs.evolve(one, on_path=one.link in path, aside=one.link not in path) for one in drawn
        )
    if tip is not None:
        items = tuple(attrs.evolve(one, tipping=one.name == shown.names.get(tip)) for one in items)
    return attrs.evolve(shown, items=items, relations=drawn)


def _moved(by: float) -> str:
    return "" if not abs(by) >= THRESHOLD else " ▲" if by > 0 else " ▼"


def _beside(item: Item, earlier: float) -> Item:
    if abs(item.strength - earlier) >= THRESHOLD:
        words = f"{item.description} Without the scenario {earlier:.2f}."
        return attrs.evolve(item, earlier=earlier, initial=None, description=words)
    return attrs.evolve(item, quiet=item.look is not Look.ASSESSMENT)


def _reweighted(
    drawn: tuple[Relation, ...], map_: ArgumentMap, base: ArgumentMap
) -> tuple[Relation, ...]:
    """▲ or ▼ after the weights that a scenario changes."""
    before = {new.reference: pull(old) for old, new in zip(base.links, map_.links, strict=True)}
    result = []
    for relation in drawn:
        was = before[relation.link] if relation.link is not None else relation.weight
        if abs(relation.weight - was) >= THRESHOLD:
            mark = "▲" if relation.weight > was else "▼"
            relation = attrs.evolve(relation, label=f"{relation.label} {mark}".strip())
        result.append(relation)
    return tuple(result)


def _ranked(
    map_: ArgumentMap, items: tuple[Item, ...], order: list[str]
) -> tuple[tuple[str, ...], ...]:
    """Positions question by question, highest strength first; what did not settle comes last."""
    shown = dict(zip(order, items, strict=True))
    done: set[str] = set()
    ranked = []
    for question in map_.answerable:
        asked = [shown[name] for name in question.positions if name in shown]
        asked.sort(key=lambda item: (math.isnan(item.strength), -item.strength))
        names = dict.fromkeys(item.name for item in asked if item.name not in done)
        done |= names.keys()
        ranked.append(tuple(names))
    return tuple(ranked)


def _reasons(map_: ArgumentMap, focus: str, depth: int) -> list[str]:
    """Depth counts statements: an argument is shown where one more may follow behind it."""
    start = map_.resolve(focus)
    distance = {start: 0}
    near = [start]
    while near:
        following: list[str] = []
        for reference in near:
            bearing = list(map_.incoming.get(reference, ()))
            while bearing:
                link = bearing.pop()
                if link.polarity in (Polarity.CONTRADICT, Polarity.CONDITION):
                    continue
                bearing += map_.incoming.get(link.reference, ())
                is_step = map_.by_reference[link.source].is_step
                away = distance[reference] + (0 if is_step else 1)
                if away + is_step <= depth and away < distance.get(link.source, depth + 1):
                    distance[link.source] = away
                    following.append(link.source)
        near = following
    return list(distance)


def _event_codes(map_: ArgumentMap) -> dict[str, str]:
    events = [node.reference for node in map_.nodes if EVENT in node.tags]
    many = len(map_.positions)
    return {reference: code(EVENTS, order, many) for order, reference in enumerate(events)}
