"""Lines that meet one side of a box do so in slots, apart and in an order that avoids crossings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from argmap.views.painting.geometry import spread
from argmap.views.routing.tracks import Side
from argmap.views.routing.wires import Spacing, Stop, Wire, between, columns, leaves


def find_slots(
    stops: Mapping[str, Stop],
    wires: Sequence[Wire],
    trips: Mapping[str, Wire],
    lanes: Mapping[tuple[str, int], float],
    spacing: Spacing,
) -> dict[tuple[str, bool], float]:
    """The v of each end by wire and whether it is the target's.

    Far sides first, as near as can be to where lines come from; then near sides, so that as many
    lines as possible run straight; then far sides once more.
    """
    sides: dict[tuple[str, Side], list[tuple[str, bool]]] = {}
    for wire in wires:
        start, end = columns(wire, trips, stops)
        _, own = leaves(wire, trips, stops)
        leaving = Side.NEAR if own is Side.FAR else Side.FAR
        sides.setdefault((wire.source, leaving), []).append((wire.name, False))
        if not wire.onto:
            arriving = leaving if start == end else Side.FAR if end < start else Side.NEAR
            sides.setdefault((wire.target, arriving), []).append((wire.name, True))
    found: dict[tuple[str, bool], float] = {}

    def wish(name: str, at_target: bool) -> float:
        wire = trips[name]
        start, end = columns(wire, trips, stops)
        passed = list(between(start, end))
        if passed:
            return lanes[name, passed[-1 if at_target else 0]]
        if at_target:
            return found.get((name, False), stops[wire.source].middle)
        if wire.onto:
            other = trips[wire.target]
            return found.get((wire.target, False), stops[other.source].middle)
        return found.get((name, True), stops[wire.target].middle)

    for turn in (Side.FAR, Side.NEAR, Side.FAR):
        for (name, side), ends in sides.items():
            if side is not turn:
                continue
            stop = stops[name]
            wishes = sorted((wish(*end), index) for index, end in enumerate(ends))
            pad = stop.leave if side is Side.NEAR else stop.pad
            gap = spacing.slot
            if stop.is_round:
                pad, gap = (stop.high - stop.low) * 0.2, 6.0
            elif stop.point and side is Side.NEAR:
                pad = (stop.high - stop.low) / 2
            places = spread([v for v, _ in wishes], stop.low + pad, stop.high - pad, gap)
            for (_, index), place in zip(wishes, places, strict=True):
                found[ends[index]] = place
    return found


def inset(stop: Stop, v: float) -> float:
    """How far from the stop's bounding side a line at `v` meets its outline."""
    half = (stop.high - stop.low) / 2
    off = min(abs(v - stop.middle), half)
    if stop.is_round:
        return half - math.sqrt(half * half - off * off)
    return stop.point * off / half if stop.point else 0.0
