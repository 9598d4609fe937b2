"""Points and boxes in px; x grows to the right, y downwards."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs


class Point(NamedTuple):
    x: float
    y: float


@attrs.frozen
class Box:
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def transposed(self) -> Box:
        """Mirrored at the diagonal: x and y change places."""
        return Box(self.y, self.x, self.height, self.width)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; raises ValueError when there is none."""
    some = list(boxes)
    left, top = min(box.x for box in some), min(box.y for box in some)
    right, bottom = max(box.right for box in some), max(box.bottom for box in some)
    return Box(left, top, right - left, bottom - top)


def spread(wishes: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """Places in the order of `wishes`, at least `gap` apart, as near to them as can be.

    All lie within `low` and `high`; where there is not enough room the gap shrinks. The sum of
    squared distances from the wishes is smallest (pool adjacent violators).
    """
    count = len(wishes)
    if count == 0:
        return []
    gap = min(gap, (high - low) / (count - 1)) if count > 1 else 0.0
    pools: list[tuple[float, int]] = []  # sum and count of wishes, their gaps taken out
    for index, wish in enumerate(wishes):
        pool = (wish - index * gap, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            above = pools.pop()
            pool = (above[0] + pool[0], above[1] + pool[1])
        pools.append(pool)
    top = high - (count - 1) * gap
    places: list[float] = []
    for total, size in pools:
        base = max(low, min(top, total / size))
        places += [base + (len(places) + offset) * gap for offset in range(size)]
    return places


def length(path: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(path))


def along(path: Sequence[Point], distance: float) -> Point:
    """The point `distance` px from the start of the polyline, its end when that is nearer."""
    for a, b in itertools.pairwise(path):
        step = math.dist(a, b)
        if step >= distance and step > 0:
            share = distance / step
            return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
        distance -= step
    return path[-1]


def curve(a: Point, b: Point, c: Point, d: Point, steps: int = 12) -> list[Point]:
    """Points on a cubic Bézier curve, both ends included."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points.append(
            Point(
                k[0] * a.x + k[1] * b.x + k[2] * c.x + k[3] * d.x,
                k[0] * a.y + k[1] * b.y + k[2] * c.y + k[3] * d.y,
            )
        )
    return points


def crossed(lines: Sequence[Sequence[Point]]) -> int:
    """How many pairs of stretches of different lines cross; meeting at an end is none."""
    stretches = [
        (index, a, b)
        for index, line in enumerate(lines)
        for a, b in itertools.pairwise(line)
        if a != b
    ]
    return sum(
        one[0] != other[0] and _cross(*one[1:], *other[1:])
        for one, other in itertools.combinations(stretches, 2)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
