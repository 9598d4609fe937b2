"""A relation as a line with round corners, its end, and the joint where it meets another line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from argmap.model.link import Polarity
from argmap.views.painting import marks
from argmap.views.painting.geometry import Point
from argmap.views.painting.marks import Stroke
from argmap.views.painting.palette import Theme, blend
from argmap.views.painting.relations import Relation
from argmap.views.painting.svg import Markup, element, join, number, title

_RADIUS = 12.0
_CASING = 1.6  # how far a line parts those it crosses, on each side
#: Radius of the dot where a line ends on another.
JOINT = 4.0
_APART = 5.5  # between the middle of a joint and what ends there
_ON_PATH = 1.2  # more of width on a path
_HALO, _HALO_SHARE = 5.0, 0.38
_THIN = 1.2  # width of lines whose weight says nothing

STROKES = {
    Polarity.SUPPORT: marks.SUPPORT,
    Polarity.ATTACK: marks.ATTACK,
    Polarity.UNDERCUT: marks.UNDERCUT,
    Polarity.CONTRADICT: marks.CONTRADICTION,
    Polarity.PREMISE: marks.PREMISE,
}


def colour(polarity: Polarity, theme: Theme) -> str:
    return {
        Polarity.SUPPORT: theme.support,
        Polarity.ATTACK: theme.attack,
        Polarity.UNDERCUT: theme.undercut,
        Polarity.CONTRADICT: theme.contra,
        Polarity.PREMISE: theme.inference.border,
    }[polarity]


def thickness(relation: Relation) -> float:
    if relation.polarity is Polarity.CONTRADICT:
        return 1.4
    if relation.polarity is Polarity.PREMISE:
        return _THIN
    return marks.line_width(relation.weight)


def head(relation: Relation) -> float:
    """How much of the line's end its head covers."""
    own = marks.end_length(STROKES[relation.polarity].end, thickness(relation))
    return own + _APART if relation.onto else max(own, 5.0)


def paint(relation: Relation, path: Sequence[Point], theme: Theme, prefix: str) -> Markup:
    """The line and its ends, as one group that a screen reader can name."""
    stroke = STROKES[relation.polarity]
    plain = not (relation.faded or relation.aside)
    fill = colour(relation.polarity, theme) if plain else theme.dim
    thick = thickness(relation) + (_ON_PATH if relation.on_path else 0.0)
    reach = _shortened(path, _APART) if relation.onto else path
    parts = [title(relation.description)]
    if relation.on_path:
        parts.append(halo(reach, thick, theme))
        parts.append(line(reach, stroke, thick, fill))
    else:
        parts.append(line(reach, stroke, thick, fill, casing=theme.bg))
    if relation.onto:
        parts.append(element("circle", cx=path[-1].x, cy=path[-1].y, r=JOINT, fill=fill))
    return element(
        "g",
        *parts,
        id=f"{prefix}{relation.name}",
        class_=f"edge {relation.polarity.name.lower()}",
        role="listitem",
        aria_label=relation.description,
        data_source=prefix + relation.source,
        data_target=prefix + relation.target,
    )


def halo(path: Sequence[Point], thick: float, theme: Theme) -> Markup:
    """The ground of a line on a path; it parts what it crosses."""
    d, fill = smooth(path), blend(theme.tip, theme.bg, 1 - _HALO_SHARE)
    return join(
        element("path", class_=name, d=d, fill="none", stroke=ground, stroke_width=thick + more)
        for name, ground, more in ((None, theme.bg, _HALO + 2 * _CASING), ("halo", fill, _HALO))
    )


def line(
    path: Sequence[Point], stroke: Stroke, thick: float, fill: str, *, casing: str | None = None
) -> Markup:
    """A line along corner points with the ends of its kind; `casing` parts what it crosses."""
    room = marks.end_room(stroke.end, thick)
    trimmed = _shortened(path, room)
    if stroke.both:
        trimmed = _shortened(trimmed[::-1], room)[::-1]
    d = smooth(trimmed)
    parts: list[Markup] = []
    if casing is not None:
        wide = thick + 2 * _CASING
        parts.append(element("path", d=d, fill="none", stroke=casing, stroke_width=wide))
    parts.append(
        element(
            "path",
            class_="line",
            d=d,
            fill="none",
            stroke=fill,
            stroke_width=thick,
            stroke_dasharray=stroke.dash,
            stroke_linecap=stroke.cap,
        )
    )
    parts.append(marks.line_end(stroke.end, path[-1], _heading(path), thick, fill))
    if stroke.both:
        parts.append(marks.line_end(stroke.end, path[0], _heading(path[::-1]), thick, fill))
    return join(parts)


def smooth(path: Sequence[Point]) -> str:
    """Path data through the corner points, each corner rounded; short steps become an S."""
    points = [path[0]]
    points += [b for a, b in itertools.pairwise(path) if math.dist(a, b) > 0.05]
    d = f"M{_pair(points[0])}"
    index = 1
    while index < len(points) - 1:
        before, corner, after = points[index - 1 : index + 2]
        run = math.dist(corner, after)
        if index + 2 < len(points) and run < 2 * _RADIUS:
            beyond = points[index + 2]
            room = math.dist(before, corner) if index == 1 else math.dist(before, corner) / 2
            left = math.dist(after, beyond)
            room = min(_RADIUS, room, left if index + 3 == len(points) else left / 2)
            start, end = _toward(corner, before, room), _toward(after, beyond, room)
            d += f"L{_pair(start)}C{_pair(corner)} {_pair(after)} {_pair(end)}"
            index += 2
            continue
        room = math.dist(before, corner) if index == 1 else math.dist(before, corner) / 2
        radius = min(_RADIUS, room, run if index + 2 == len(points) else run / 2)
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        d += f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}"
        index += 1
    return f"{d}L{_pair(points[-1])}"


def _pair(point: Point) -> str:
    return f"{number(point.x)},{number(point.y)}"


def _toward(start: Point, end: Point, distance: float) -> Point:
    whole = math.dist(start, end)
    share = min(1.0, distance / whole) if whole else 0.0
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _heading(path: Sequence[Point]) -> Point:
    """The direction in which the path ends."""
    end = path[-1]
    for point in reversed(path[:-1]):
        if math.dist(point, end) > 0.05:
            return Point(end.x - point.x, end.y - point.y)
    return Point(1.0, 0.0)


def _shortened(path: Sequence[Point], by: float) -> list[Point]:
    """The path without its last `by` px; corners that lie there go too."""
    points = list(path)
    while len(points) > 2 and math.dist(points[-1], points[-2]) <= by:
        by -= math.dist(points[-1], points[-2])
        points.pop()
    return [*points[:-1], _toward(points[-1], points[-2], by)]
