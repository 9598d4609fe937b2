"""Lines run straight past boxes and turn in the gutters between columns, never through a box.

Graphviz decides which column a box is in and the order there; where lines leave, pass, turn and
arrive is decided here. Coordinates are abstract as in `tracks`: `u` runs away from the roots, `v`
across; a map whose roots are at the left has u = x and v = y.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from argmap.views.painting.geometry import Point
from argmap.views.routing.lanes import Extent, open_lanes
from argmap.views.routing.slots import find_slots, inset
from argmap.views.routing.tracks import Side, Turn, assign
from argmap.views.routing.wires import Spacing, Stop, Wire, between, columns, leaves

_STRAIGHTEN = 40.0  # a lane keeps the v of the one before when it would shift less than this
_DETOUR = 50.0  # a lane wants to lie no further than this outside of what its line connects
_NUDGE = 14.0  # a lane moves this far at most so that a line runs straight


@attrs.frozen
class Routed:
    """Where everything came to lie: near corners (u, v) of stops, and corner points of wires."""

    corners: Mapping[str, Point]
    paths: Mapping[str, tuple[Point, ...]]


def route(stops: Sequence[Stop], wires: Sequence[Wire], spacing: Spacing) -> Routed:
    """Route all wires; the same input gives the same lines.

    A wire `onto` another must come after it in `wires`.
    """
    trips = {wire.name: wire for wire in wires}
    placed, lanes = _lanes(stops, wires, trips)
    slots = find_slots(placed, wires, trips, lanes, spacing)
    lanes = _straightened(wires, trips, placed, lanes, slots)
    turns: dict[int, list[Turn]] = {}
    of_wire: dict[str, list[tuple[int, Turn]]] = {}
    for wire in wires:
        of_wire[wire.name] = _turns(wire, trips, placed, lanes, slots)
        for gutter, turn in of_wire[wire.name]:
            turns.setdefault(gutter, []).append(turn)
    tracks = {gutter: _tracks(here, spacing) for gutter, here in turns.items()}
    at, edges = _positions(placed, wires, trips, turns, tracks, spacing)
    corners = {stop.name: _corner(stop, *edges[stop.column]) for stop in placed.values()}
    paths = {wire.name: _path(wire, of_wire[wire.name], placed, corners, at) for wire in wires}
    return Routed(corners, paths)


def _corner(stop: Stop, near: float, far: float) -> Point:
    """Boxes are flush at the near edge of their column; circles stand in its middle."""
    return Point((near + far - stop.depth) / 2 if stop.is_round else near, stop.low)


def _lanes(
    stops: Sequence[Stop], wires: Sequence[Wire], trips: Mapping[str, Wire]
) -> tuple[dict[str, Stop], dict[tuple[str, int], float]]:
    """Stops moved to make room, and lanes by wire and column."""
    known = {stop.name: stop for stop in stops}
    wishes: dict[int, dict[str, float]] = {}
    for wire in wires:
        start, end = columns(wire, trips, known)
        goal = trips[wire.target].source if wire.onto else wire.target
        low, high = sorted((known[wire.source].middle, known[goal].middle))
        for column in between(start, end):
            wish = wire.wishes.get(column, known[wire.source].middle)
            wish = max(low - _DETOUR, min(high + _DETOUR, wish))
            wishes.setdefault(column, {})[wire.name] = wish
    lanes: dict[tuple[str, int], float] = {}
    for column, here in sorted(wishes.items(), reverse=True):
        for name, wish in here.items():
            before = lanes.get((name, column + 1), wish)
            if abs(before - wish) < _STRAIGHTEN:
                here[name] = before
        extents = [Extent(one.name, one.low, one.high) for one in stops if one.column == column]
        found, moves = open_lanes(extents, here)
        lanes.update({(wire, column): v for wire, v in found.items()})
        for name, by in moves.items():
            stop = known[name]
            known[name] = attrs.evolve(stop, low=stop.low + by, high=stop.high + by)
    return known, lanes


def _straightened(
    wires: Sequence[Wire],
    trips: Mapping[str, Wire],
    stops: Mapping[str, Stop],
    lanes: Mapping[tuple[str, int], float],
    slots: Mapping[tuple[str, bool], float],
) -> dict[tuple[str, int], float]:
    """Lanes moved a little where that lets a line run straight to its end or the next lane."""
    result = dict(lanes)
    in_column: dict[int, list[str]] = {}
    for name, column in lanes:
        in_column.setdefault(column, []).append(name)
    boxes: dict[int, list[Stop]] = {}
    for stop in stops.values():
        boxes.setdefault(stop.column, []).append(stop)
    for wire in wires:
        start, end = columns(wire, trips, stops)
        wish = slots.get((wire.name, True))
        for column in reversed(between(start, end)):
            here = result[wire.name, column]
            if wish is not None and 0 < abs(wish - here) < _NUDGE:
                others = (result[name, column] for name in in_column[column] if name != wire.name)
                if all(abs(wish - other) >= 6 for other in others) and all(
                    wish < stop.low - 5 or wish > stop.high + 5 for stop in boxes.get(column, ())
                ):
                    result[wire.name, column] = wish
            wish = result[wire.name, column]
    return result


# -- turns and positions -----------------------------------------------------------------


def _turns(
    wire: Wire,
    trips: Mapping[str, Wire],
    stops: Mapping[str, Stop],
    lanes: Mapping[tuple[str, int], float],
    slots: Mapping[tuple[str, bool], float],
) -> list[tuple[int, Turn]]:
    start, end = columns(wire, trips, stops)
    first = slots[wire.name, False]
    joint = wire.target if wire.onto else None
    last = slots[joint, False] if joint else slots[wire.name, True]
    _, joint_side = leaves(trips[joint], trips, stops) if joint else (0, Side.FAR)
    mirrored = joint_side is Side.NEAR
    if start == end:
        gutter, side = leaves(wire, trips, stops)
        return [(gutter, Turn(wire.name, first, last, side, side))]
    values = [first, *(lanes[wire.name, column] for column in between(start, end)), last]
    step = -1 if end < start else 1
    leaving, arriving = (Side.FAR, Side.NEAR) if step < 0 else (Side.NEAR, Side.FAR)
    found: list[tuple[int, Turn]] = []
    for index in range(len(values) - 1):
        gutter = start + step * index - (1 if step < 0 else 0)
        final = joint is not None and index == len(values) - 2
        found.append(
            (
                gutter,
                Turn(
                    wire.name,
                    values[index],
                    values[index + 1],
                    leaving,
                    Side.JOINT if final else arriving,
                    joint if final else None,
                    final and mirrored,
                ),
            )
        )
    return found


@attrs.frozen
class _Tracks:
    """Tracks by wire in one gutter, how many there are, and how far they lie apart."""

    places: Mapping[str, int]
    count: int
    step: float


def _tracks(turns: Sequence[Turn], spacing: Spacing) -> _Tracks:
    """Many tracks lie closer together, but joints do not."""
    places, count = assign(turns)
    step = min(spacing.track, spacing.tracks_at_most / max(1, count - 1))
    apart = math.ceil(spacing.joint / step)
    if apart > 2 and any(turn.beyond for turn in turns):
        places, count = assign(turns, apart=apart)
    return _Tracks(places, count, step)


def _positions(
    stops: Mapping[str, Stop],
    wires: Sequence[Wire],
    trips: Mapping[str, Wire],
    turns: Mapping[int, Sequence[Turn]],
    tracks: Mapping[int, _Tracks],
    spacing: Spacing,
) -> tuple[dict[tuple[int, str], float], list[tuple[float, float]]]:
    """The u of every track by gutter and wire, and the near and far u of every column."""
    last = max((stop.column for stop in stops.values()), default=-1)
    depths = [0.0] * (last + 1)
    for stop in stops.values():
        depths[stop.column] = max(depths[stop.column], stop.depth)
    near_room: dict[int, float] = {}
    far_room: dict[int, float] = {}
    for wire in wires:
        if wire.onto:
            continue
        start, end = columns(wire, trips, stops)
        if end < start or (end == start and not wire.outer):
            near_room[end] = max(near_room.get(end, 0.0), wire.room)
        else:
            far_room[end - 1] = max(far_room.get(end - 1, 0.0), wire.room)
    at: dict[tuple[int, str], float] = {}
    edges: list[tuple[float, float]] = []
    u = 0.0
    for gutter in range(-1, last + 1):
        if gutter >= 0:
            edges.append((u, u + depths[gutter]))
            u += depths[gutter]
        here = tracks.get(gutter, _Tracks({}, 0, 0.0))
        outside = gutter in (-1, last)
        if outside and not turns.get(gutter):
            continue
        broad = here.step * max(0, here.count - 1)
        near = near_room.get(gutter, 0.0 if gutter < 0 else 12.0)
        far = max(far_room.get(gutter, 0.0), 0.0 if gutter == last else spacing.far_pad)
        if outside:
            wide = near + far + broad
            slack = 0.0
        else:
            wide = max(near + far + broad, spacing.gutter_at_least)
            slack = (wide - near - far - broad) / 2
        for wire_name, track in here.places.items():
            at[gutter, wire_name] = u + near + slack + here.step * track
        u += wide
    return at, edges


def _path(
    wire: Wire,
    turns: Sequence[tuple[int, Turn]],
    stops: Mapping[str, Stop],
    corners: Mapping[str, Point],
    at: Mapping[tuple[int, str], float],
) -> tuple[Point, ...]:
    begin, final = turns[0][1], turns[-1][1]
    points = [_meeting(stops[wire.source], begin.first, corners, begin.from_)]
    for gutter, turn in turns:
        if not turn.is_straight:
            u = at[gutter, wire.name]
            points += [Point(u, turn.first), Point(u, turn.last)]
    if not wire.onto:
        points.append(_meeting(stops[wire.target], final.last, corners, final.to))
    return tuple(points)


def _meeting(stop: Stop, v: float, corners: Mapping[str, Point], side: Side) -> Point:
    """Where a line at `v` meets the stop that lies on `side` of the gutter."""
    near = corners[stop.name].x
    by = inset(stop, v)
    return Point(near + by if side is Side.FAR else near + stop.depth - by, v)
