"""What a picture shows, before anything is measured."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import EVENT
from argmap.views.items import Item, item
from argmap.views.relations import Relation, relations


@attrs.frozen
class Scene:
    """Items and relations in the user's order; a relation onto another comes after it."""

    items: tuple[Item, ...]
    relations: tuple[Relation, ...]


def scene(
    map_: ArgumentMap,
    strengths: Mapping[str, float] | None = None,
    *,
    focus: str | None = None,
    depth: int = 2,
) -> Scene:
    """The whole map, or the statement `focus` and what bears on it up to `depth` statements away.

    Without strengths the bars show initial weights. Raises `UnknownReference` for the focus.
    """
    shown = list(map_.by_reference) if focus is None else _reasons(map_, focus, depth)
    kept = set(shown)
    order = [reference for reference in map_.by_reference if reference in kept]
    names = {reference: f"n{index}" for index, reference in enumerate(order)}
    events = _event_codes(map_)
    bearing: dict[str, set[Polarity]] = {}
    for link in map_.links:
        bearing.setdefault(link.source, set()).add(link.polarity)
    items = tuple(
        item(map_, reference, strengths, names, events, bearing.get(reference, set()))
        for reference in order
    )
    return Scene(items, relations(map_, names, events))


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
    return {reference: f"E{index + 1}" for index, reference in enumerate(events)}
