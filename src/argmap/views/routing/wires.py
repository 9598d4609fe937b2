"""Stops are boxes reduced to what lines need of them; wires are lines not yet routed.

Coordinates are abstract as in `tracks`: `u` runs away from the roots, `v` across them.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from argmap.views.routing.tracks import Side


@attrs.frozen
class Stop:
    """A box where lines begin and end: its column, its extent in v, its depth in u.

    Lines meet its sides at least `pad` from the corners, those that leave on the near side at
    least `leave`; where `is_round`, on its circle; where `point` is not 0, on sides that come to
    a point of that depth in the middle.
    """

    name: str
    column: int
    low: float
    high: float
    depth: float
    pad: float = 10.0
    leave: float = 10.0
    is_round: bool = False
    point: float = 0.0

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@attrs.frozen
class Wire:
    """A line from one stop to another, or, when `onto`, to the line of another wire.

    `wishes` say where it would like to pass the columns between. `room` is what its label and
    head take in front of the target. `outer` lines between boxes of one column bend on the near
    side, where nothing arrives.
    """

    name: str
    source: str
    target: str
    wishes: Mapping[int, float] = attrs.field(factory=dict)
    room: float = 16.0
    onto: bool = False
    outer: bool = False


@attrs.frozen
class Spacing:
    """Distances in px: between ends on one side of a box, between tracks, between joints on one
    line, and along the gutters."""

    slot: float = 13.0
    track: float = 9.0
    tracks_at_most: float = 250.0
    joint: float = 16.0
    far_pad: float = 16.0
    gutter_at_least: float = 84.0


def columns(wire: Wire, trips: Mapping[str, Wire], stops: Mapping[str, Stop]) -> tuple[int, int]:
    """The column of the source, and the one next to which the line ends.

    The end of a line onto another is the gutter that the other one leaves its source into; seen
    from there it is the column on the other side of that gutter.
    """
    start = stops[wire.source].column
    if not wire.onto:
        return start, stops[wire.target].column
    gutter, _ = leaves(trips[wire.target], trips, stops)
    return start, gutter if start > gutter else gutter + 1


def leaves(wire: Wire, trips: Mapping[str, Wire], stops: Mapping[str, Stop]) -> tuple[int, Side]:
    """The gutter that the line enters first, and on which side of it its source lies."""
    start, end = columns(wire, trips, stops)
    nearwards = end < start or (start == end and wire.outer)
    return (start - 1, Side.FAR) if nearwards else (start, Side.NEAR)


def between(start: int, end: int) -> range:
    """The columns that a line passes, in its direction."""
    return range(start - 1, end, -1) if end < start else range(start + 1, end)
