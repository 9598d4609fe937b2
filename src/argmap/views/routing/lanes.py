"""A line that passes a column does so between its boxes, in a lane of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from argmap.views.painting.geometry import spread

CLEARANCE = 7.0  # between a lane and a box
PITCH = 9.0  # between lanes
_FAR = 1e7


@attrs.frozen
class Extent:
    """What a box takes of its column: from `low` to `high`."""

    name: str
    low: float
    high: float


def open_lanes(
    extents: Sequence[Extent], wishes: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Lanes by wire near to their wishes, and by how much each box must move to make room.

    Boxes keep their order; each gap opens to both sides.
    """
    boxes = sorted(extents, key=lambda box: box.low)
    gaps = [
        (before.high if before else -_FAR, after.low if after else _FAR)
        for before, after in zip([None, *boxes], [*boxes, None], strict=True)
    ]
    passing: list[list[str]] = [[] for _ in gaps]
    for wire, wish in sorted(wishes.items(), key=lambda item: (item[1], item[0])):
        passing[_nearest(gaps, wish)].append(wire)
    needs = [
        max(0.0, 2 * CLEARANCE + (len(wires) - 1) * PITCH - (high - low)) if wires else 0.0
        for wires, (low, high) in zip(passing, gaps, strict=True)
    ]
    moves: dict[str, float] = {}
    shift = -sum(needs) / 2
    for box, need in zip(boxes, needs, strict=False):
        shift += need
        moves[box.name] = shift
    lanes: dict[str, float] = {}
    for index, wires in enumerate(passing):
        low, high = gaps[index]
        if index > 0:
            low += moves[boxes[index - 1].name]
        if index < len(boxes):
            high += moves[boxes[index].name]
        places = spread([wishes[wire] for wire in wires], low + CLEARANCE, high - CLEARANCE, PITCH)
        lanes.update(zip(wires, places, strict=True))
    return lanes, moves


def _nearest(gaps: Sequence[tuple[float, float]], wish: float) -> int:
    def distance(gap: tuple[float, float]) -> float:
        return max(gap[0] + CLEARANCE - wish, wish - gap[1] + CLEARANCE, 0.0)

    return min(range(len(gaps)), key=lambda index: distance(gaps[index]))
