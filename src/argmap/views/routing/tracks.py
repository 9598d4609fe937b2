"""In the gutter between two columns each line turns on a track of its own.

Coordinates are abstract: `u` runs along the ranks, away from the roots, `v` across them. A gutter
has columns at its near (smaller u) and its far side.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

import attrs


class Side(enum.Enum):
    """Where a turn's end leads to; JOINT is a point on another line in the same gutter."""

    NEAR = "near"
    FAR = "far"
    JOINT = "joint"


@attrs.frozen
class Turn:
    """The part of a line inside one gutter: from `first` along a track to `last` (values of v).

    `beyond` names a wire whose own turn must lie on the near side of this one (or, when
    `mirrored`, on the far side), because this line ends on a stub of that wire.
    """

    wire: str
    first: float
    last: float
    from_: Side
    to: Side
    beyond: str | None = None
    mirrored: bool = False

    @property
    def low(self) -> float:
        return min(self.first, self.last)

    @property
    def high(self) -> float:
        return max(self.first, self.last)

    @property
    def is_straight(self) -> bool:
        if self.to is Side.JOINT or self.from_ is self.to:
            return False
        return abs(self.first - self.last) < 0.05

    def stubs(self, side: Side) -> list[float]:
        ends = ((self.from_, self.first), (self.to, self.last))
        return [v for one, v in ends if one is side]


_MARGIN = 7.0  # turns this near to each other do not share a track
_TOUCH = 5.0  # stubs this near to each other would merge
_MUST = 1000
_SIFTED = 260  # above this many turns the first order is kept


def assign(turns: Sequence[Turn], *, apart: int = 2) -> tuple[dict[str, int], int]:
    """Tracks by wire, 0 nearest to the near column, and how many there are.

    Turns whose spans overlap get different tracks, ordered so that few lines cross. What ends on
    a stub keeps `apart` tracks from where that line turns, and from what else ends there.
    """
    turning = sorted(
        (turn for turn in turns if not turn.is_straight),
        key=lambda turn: (_lean(turn), turn.wire),
    )
    order = _obeying(_sifted(turning) if len(turning) <= _SIFTED else turning)
    tracks: dict[str, int] = {}
    placed: list[tuple[Turn, int]] = []
    for turn in order:
        taken = [
            track + (apart if _joined(turn, other) else 1)
            for other, track in placed
            if _meet(turn, other)
        ]
        track = max(taken, default=0)
        placed.append((turn, track))
        tracks[turn.wire] = track
    return tracks, max(tracks.values(), default=-1) + 1


def _obeying(order: list[Turn]) -> list[Turn]:
    """The order, changed as little as needed for every line to reach the stub it ends on."""
    waits: dict[str, set[str]] = {turn.wire: set() for turn in order}
    for turn in order:
        if turn.beyond in waits:
            near, far = (turn.wire, turn.beyond) if turn.mirrored else (turn.beyond, turn.wire)
            waits[far].add(near)
    obeyed: list[Turn] = []
    left = list(order)
    while left:
        placed = {turn.wire for turn in obeyed}
        free = next((turn for turn in left if waits[turn.wire] <= placed), left[0])
        obeyed.append(free)
        left.remove(free)
    return obeyed


def _lean(turn: Turn) -> float:
    """Of lines that fall towards the near side the lower ones turn later, of rising ones first."""
    near, far = turn.stubs(Side.NEAR), turn.stubs(Side.FAR)
    falls = bool(near and far) and near[0] > far[0]
    middle = (turn.low + turn.high) / 2
    return middle if falls else -middle


def _meet(one: Turn, other: Turn) -> bool:
    return one.low - _MARGIN < other.high and other.low - _MARGIN < one.high


def _joined(one: Turn, other: Turn) -> bool:
    if one.beyond is not None and one.beyond == other.beyond:
        return True
    return one.beyond == other.wire or other.beyond == one.wire


def _crossings(near: Turn, far: Turn) -> int:
    """What it costs when `near` turns on the near side of `far`."""
    cost = sum(far.low < v < far.high for v in near.stubs(Side.FAR))
    far_stubs = far.stubs(Side.NEAR)
    cost += sum(near.low < v < near.high for v in far_stubs)
    cost += 3 * sum(abs(v - w) < _TOUCH for v in near.stubs(Side.FAR) for w in far_stubs)
    if near.beyond == far.wire and not near.mirrored:
        cost += _MUST
    if far.beyond == near.wire and far.mirrored:
        cost += _MUST
    return cost


def _sifted(turns: list[Turn]) -> list[Turn]:
    """Move one turn after the other to where it crosses least, until nothing improves."""
    count = len(turns)
    gain = [[0] * count for _ in turns]  # gain[i][j] > 0: i had better be on the near side of j
    for i, one in enumerate(turns):
        for j in range(i):
            other = turns[j]
            if _meet(one, other):
                gain[i][j] = _crossings(other, one) - _crossings(one, other)
                gain[j][i] = -gain[i][j]
    order = list(range(count))
    for _ in range(8):
        moved = False
        for item in range(count):
            place = order.index(item)
            rest = order[:place] + order[place + 1 :]
            best, best_place, total = 0, place, 0
            base = sum(gain[other][item] for other in rest[:place])
            base += sum(gain[item][other] for other in rest[place:])
            total = sum(gain[item][other] for other in rest)
            for at in range(count):
                if total - base > best:
                    best, best_place = total - base, at
                if at < count - 1:
                    total += 2 * gain[rest[at]][item]
            if best_place != place:
                order = [*rest[:best_place], item, *rest[best_place:]]
                moved = True
        if not moved:
            break
    return [turns[index] for index in order]
