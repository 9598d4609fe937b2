"""The number on a line stands before its head, or elsewhere on it, or not at all."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

import attrs

from argmap.views.painting.geometry import Box, Point

HEIGHT = 12.0
_AIR = 1.0
_SHELF = 128.0  # cell size of the index


@attrs.frozen
class Label:
    """Something `width` px broad to be put on the line of the same name.

    `head` is how much of the line's end its head covers.
    """

    name: str
    width: float
    path: tuple[Point, ...]
    head: float


class _Shelf:
    """Boxes by the squares of a grid they touch, so that looking for overlaps stays local."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._touched(box):
            self._cells.setdefault(cell, []).append(box)

    def overlaps(self, box: Box) -> bool:
        return any(
            box.overlaps(other)
            for cell in self._touched(box)
            for other in self._cells.get(cell, ())
        )

    def _touched(self, box: Box) -> Iterable[tuple[int, int]]:
        columns = range(int(box.x // _SHELF), int(box.right // _SHELF) + 1)
        rows = range(int(box.y // _SHELF), int(box.bottom // _SHELF) + 1)
        return itertools.product(columns, rows)


def placed(
    labels: Sequence[Label], boxes: Iterable[Box], lines: dict[str, tuple[Point, ...]]
) -> dict[str, Box]:
    """A plate for each label that finds a free place, which touches no box and no other plate.

    Places that also lie on no other line are taken first.
    """
    taken = _Shelf()
    for box in boxes:
        taken.add(box.grown(1.0))
    others: dict[str, list[Box]] = {
        name: [_strip(a, b) for a, b in itertools.pairwise(path)] for name, path in lines.items()
    }
    crowded = _Shelf()
    owner: dict[Box, str] = {}
    for name, strips in others.items():
        for strip in strips:
            crowded.add(strip)
            owner[strip] = name
    found: dict[str, Box] = {}
    for label in labels:
        own = set(others.get(label.name, ()))
        candidates = [_plate(label, point) for point in _places(label)]
        free = [plate for plate in candidates if not taken.overlaps(plate)]
        clear = next((one for one in free if not _touches(crowded, one, own)), None)
        plate = clear or next(iter(free), None)
        if plate is not None:
            found[label.name] = plate
            taken.add(plate.grown(0.5))
    return found


def _touches(shelf: _Shelf, plate: Box, own: set[Box]) -> bool:
    return any(
        other not in own and plate.overlaps(other)
        for cell in shelf._touched(plate)
        for other in shelf._cells.get(cell, ())
    )


def _places(label: Label) -> Iterable[Point]:
    """Before the head first, then along the last stretch, then in the middle of the others."""
    stretches = list(itertools.pairwise(label.path))[::-1]
    for index, (start, end) in enumerate(stretches):
        whole = math.dist(start, end)
        flat = abs(start.y - end.y) < abs(start.x - end.x)
        half = (label.width if flat else HEIGHT) / 2 + _AIR
        head = label.head if index == 0 else 0.0
        if whole < 2 * half + head:
            continue
        offsets = [half + head] if index == 0 else []
        free = whole - 2 * half - head
        offsets += [head + half + free * share for share in (0.5, 0.3, 0.7, 0.15, 0.85, 1.0)]
        for offset in offsets:
            share = offset / whole
            yield Point(end.x + (start.x - end.x) * share, end.y + (start.y - end.y) * share)


def _plate(label: Label, middle: Point) -> Box:
    return Box(middle.x - label.width / 2, middle.y - HEIGHT / 2, label.width, HEIGHT)


def _strip(a: Point, b: Point) -> Box:
    """A stretch of a line as a thin box."""
    x, y = min(a.x, b.x), min(a.y, b.y)
    return Box(x, y, abs(a.x - b.x), abs(a.y - b.y)).grown(1.5)
