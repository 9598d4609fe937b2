"""The ground that the boxes of one section stand on, when they are kept together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from argmap.views.painting import marks
from argmap.views.painting.geometry import Box, hull
from argmap.views.painting.measure import clip, width
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, clean, element, join, text
from argmap.views.routing.layout import Layout

_PAD, _TOP = 8.0, 18.0
_RADIUS = 12.0
_SIZE, _SPACING = 9.0, 0.6
_BRIDGE = 24.0  # of neighbours that have less in common each has a ground of its own
_APART = 3.0  # from a foreign box


@attrs.frozen
class Ground:
    """Panels around boxes that follow each other in a column, bridges between such panels of
    neighbouring columns, and where the name stands."""

    name: str
    panels: tuple[Box, ...]
    bridges: tuple[Box, ...]
    label: Box


def grounds(
    placed: Layout, sections: Mapping[str, tuple[str, ...]], *, across: bool
) -> list[Ground]:
    """One for each section; columns are rows when the roots are on top (`across`)."""
    columns: dict[int, list[str]] = {}
    for name, column in placed.columns.items():
        columns.setdefault(column, []).append(name)
    runs: dict[tuple[str, ...], list[tuple[int, Box]]] = {}
    for column, names in sorted(columns.items()):
        for section, panel in _runs(names, placed.boxes, sections, across=across):
            runs.setdefault(section, []).append((column, panel))
    found = []
    for section, panels in runs.items():
        boxes = tuple(panel for _, panel in panels)
        best = max(boxes, key=lambda box: (box.width >= 100.0, -box.y, box.x))
        words = _named(section, best.width - 16)
        long = width(words, _SIZE, face="bold", spacing=_SPACING)
        label = Box(best.right - 8 - long, best.y + 3, long, 12.0)
        found.append(Ground(words, boxes, tuple(_bridges(panels, across=across)), label))
    return found


def _named(section: tuple[str, ...], room: float) -> str:
    """The whole way to the section, if there is room, else the end of it."""
    name = ""
    for parts in (section, section[-1:]):
        name = clean(" · ".join(parts)).upper()
        if width(name, _SIZE, face="bold", spacing=_SPACING) <= room:
            return name
    return clip(name, _SIZE, room - _SPACING * len(name), face="bold")


def _runs(
    names: Sequence[str],
    boxes: Mapping[str, Box],
    sections: Mapping[str, tuple[str, ...]],
    *,
    across: bool,
) -> Iterator[tuple[tuple[str, ...], Box]]:
    """Boxes of one section that follow each other, with as much around them as there is room."""
    order = sorted(names, key=lambda name: boxes[name].x if across else boxes[name].y)
    start = 0
    while start < len(order):
        section, end = sections.get(order[start], ()), start + 1
        while end < len(order) and sections.get(order[end], ()) == section:
            end += 1
        if section:
            whole = hull([boxes[name] for name in order[start:end]])
            before = boxes[order[start - 1]] if start else None
            after = boxes[order[end]] if end < len(order) else None
            yield section, _padded(whole, before, after, across=across)
        start = end


def _padded(whole: Box, before: Box | None, after: Box | None, *, across: bool) -> Box:
    left, top, right, bottom = (
        whole.x - _PAD,
        whole.y - _TOP,
        whole.right + _PAD,
        whole.bottom + _PAD,
    )
    if before is not None:
        if across:
            left = max(left, before.right + _APART)
        else:
            top = max(top, before.bottom + _APART)
    if after is not None:
        if across:
            right = min(right, after.x - _APART)
        else:
            bottom = min(bottom, after.y - _APART)
    return Box(left, top, right - left, bottom - top)


def _bridges(panels: Sequence[tuple[int, Box]], *, across: bool) -> Iterator[Box]:
    """Over the gutter between panels that lie beside each other."""
    for column, one in panels:
        for other_column, other in panels:
            if other_column != column + 1:
                continue
            a, b = (one.transposed(), other.transposed()) if across else (one, other)
            a, b = (a, b) if a.x < b.x else (b, a)
            low, high = max(a.y, b.y), min(a.bottom, b.bottom)
            if high - low >= _BRIDGE:
                start, end = a.right - _RADIUS, b.x + _RADIUS
                bridge = Box(start, low, end - start, high - low)
                yield bridge.transposed() if across else bridge


def paint(found: Sequence[Ground], theme: Theme) -> Markup:
    """The grounds: outlines first and areas above them, so that joined panels have one outline."""
    parts = []
    for ground in found:
        shapes = [marks.rounded(panel, _RADIUS) for panel in ground.panels]
        shapes += [marks.rounded(bridge, 0.0) for bridge in ground.bridges]
        d = "".join(shapes)
        lined = element("path", d=d, fill="none", stroke=theme.cluster_border, stroke_width=2.0)
        filled = element("path", class_="ground", d=d, fill=theme.cluster)
        parts.append(join((lined, filled)))
    return element("g", *parts, class_="grounds", aria_hidden="true")


def names(found: Sequence[Ground], theme: Theme) -> Markup:
    """The names, above whatever lines pass."""
    parts = []
    for ground in found:
        box = ground.label
        plate = marks.rounded(Box(box.x - 3, box.y, box.width + 6, box.height), 3)
        parts.append(element("path", d=plate, fill=theme.cluster, fill_opacity=".92"))
        parts.append(
            text(
                box.x,
                box.y + 9.2,
                ground.name,
                _SIZE,
                theme.muted,
                face="bold",
                spacing=_SPACING,
            )
        )
    return element("g", *parts, class_="names")
