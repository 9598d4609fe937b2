"""The legend explains what occurs in the picture and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from argmap.model.link import Polarity
from argmap.views.painting import boxes, lines, marks
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.items import Item, Look
from argmap.views.painting.measure import width
from argmap.views.painting.palette import Theme
from argmap.views.painting.relations import Relation
from argmap.views.painting.svg import Markup, element, join, text

_SIZE = 10.0
_ROW = 22.0
_SAMPLE = 14.0  # height of a sample box
_BETWEEN = 22.0

_LOOKS = {
    Look.ASSESSMENT: "assessment",
    Look.CLAIM: "claim",
    Look.COUNTERCLAIM: "counterclaim",
    Look.EVIDENCE: "evidence",
    Look.EVENT: "event",
    Look.ARGUMENT: "argument",
}
_RELATIONS = {
    Polarity.SUPPORT: "supports",
    Polarity.ATTACK: "attacks",
    Polarity.UNDERCUT: "undercuts the inference",
    Polarity.CONTRADICT: "contradict each other",
}


@attrs.frozen
class Entry:
    """A sample, drawn with its left middle at a point, and what it means."""

    width: float
    sample: Callable[[Point], Markup]
    words: str


def legend(
    items: Iterable[Item],
    relations: Iterable[Relation],
    theme: Theme,
    origin: Point,
    limit: float,
    *,
    scored: bool,
) -> tuple[Markup, float]:
    """What the items and relations of a node-link map need."""
    return strip(_entries(list(items), list(relations), theme, scored), theme, origin, limit)


def strip(
    entries: Iterable[Entry], theme: Theme, origin: Point, limit: float
) -> tuple[Markup, float]:
    """The strip from its top left corner, at most `limit` px broad, and how high it came out."""
    x, y = origin.x, origin.y + _ROW / 2
    parts: list[Markup] = []
    for entry in entries:
        broad = entry.width + 7 + width(entry.words, _SIZE)
        if x > origin.x and x + broad > origin.x + limit:
            x, y = origin.x, y + _ROW
        parts.append(entry.sample(Point(x, y)))
        left = x + entry.width + 7
        parts.append(text(left, y + 3.5, entry.words, _SIZE, theme.muted, right=x + broad))
        x += broad + _BETWEEN
    group = element("g", *parts, class_="legend", role="group", aria_label="Legend")
    return group, y + _ROW / 2 - origin.y


def _entries(
    items: list[Item], relations: list[Relation], theme: Theme, scored: bool
) -> Iterable[Entry]:
    looks = {item.look for item in items}
    polarities = {relation.polarity for relation in relations}
    for look, words in _LOOKS.items():
        if look in looks:
            yield Entry(24, _box(look, theme), words)
    if any(item.dashed for item in items):
        yield Entry(24, _box(Look.CLAIM, theme, dashed=True), "assumption or forecast")
    if any(item.look is Look.STEP and item.linked for item in items):
        yield Entry(18, _step(theme, linked=True), "linked premises, all needed")
    if any(item.look is Look.STEP and not item.linked for item in items):
        yield Entry(18, _step(theme, linked=False), "named inference")
    for polarity, words in _RELATIONS.items():
        if polarity in polarities:
            yield Entry(36, _line(polarity, theme), words)
    if any(relation.faded for relation in relations):
        yield Entry(36, _dim(theme), "carries nothing")
    if any(item.level is not None for item in items):
        yield Entry(
            33, lambda at: marks.dots(at.x + 33, at.y, 3, theme.evidence.bar), "credibility"
        )
    if any(one.conditions for one in items) or any(one.condition for one in relations):
        yield Entry(
            marks.pill_width("if"),
            lambda at: marks.pill(at.x, at.y - marks.PILL_HEIGHT / 2, "if", theme),
            "counts only if",
        )
    if any(item.clamped for item in items):
        yield Entry(8, lambda at: marks.padlock(at.x, at.y - 5, theme.ink), "assumed")
    if any(item.look is not Look.STEP for item in items):
        words = "strength, 0 to 1" if scored else "initial weight, 0 to 1"
        yield Entry(56, _bar(theme), words)
    if any(item.initial is not None for item in items):
        yield Entry(7, _initial(theme), "initial weight")
    if any(item.earlier is not None for item in items):
        yield Entry(56, _change(theme, 0.4, 0.8), "won under the scenario")
        yield Entry(56, _change(theme, 0.8, 0.4), "lost (the line: before)")
    if any(item.on_path for item in items):
        yield Entry(36, _path(theme), "critical path")
    if any(item.tipping for item in items):
        yield Entry(32, _tipping(theme), "tipping point")


def _box(look: Look, theme: Theme, *, dashed: bool = False) -> Callable[[Point], Markup]:
    return lambda at: boxes.shape(
        look, Box(at.x, at.y - _SAMPLE / 2, 24, _SAMPLE), theme, dashed=dashed
    )


def _step(theme: Theme, *, linked: bool) -> Callable[[Point], Markup]:
    def sample(at: Point) -> Markup:
        circle = boxes.shape(Look.STEP, Box(at.x, at.y - 9, 18, 18), theme)
        if not linked:
            return join((circle, marks.therefore(Point(at.x + 9, at.y), theme.inference.ink)))
        return circle

    return sample


def _line(polarity: Polarity, theme: Theme) -> Callable[[Point], Markup]:
    stroke, colour = lines.STROKES[polarity], lines.colour(polarity, theme)
    thick = 1.4 if polarity is Polarity.CONTRADICT else 2.0
    return lambda at: lines.line((Point(at.x, at.y), Point(at.x + 36, at.y)), stroke, thick, colour)


def _dim(theme: Theme) -> Callable[[Point], Markup]:
    return lambda at: lines.line(
        (Point(at.x, at.y), Point(at.x + 36, at.y)), marks.SUPPORT, 2.0, theme.dim
    )


def _bar(theme: Theme) -> Callable[[Point], Markup]:
    return lambda at: marks.bar(at.x, at.y - 3, 56, 0.7, theme.claim)


def _change(theme: Theme, earlier: float, now: float) -> Callable[[Point], Markup]:
    def sample(at: Point) -> Markup:
        bar = marks.bar(at.x, at.y - 3, 56, now, theme.claim)
        return join((bar, marks.change(at.x, at.y - 3, 56, earlier, now, theme, high=6)))

    return sample


def _path(theme: Theme) -> Callable[[Point], Markup]:
    def sample(at: Point) -> Markup:
        ends = (Point(at.x, at.y), Point(at.x + 36, at.y))
        line = lines.line(ends, marks.SUPPORT, 3.2, theme.support)
        return join((lines.halo(ends, 3.2, theme), line))

    return sample


def _tipping(theme: Theme) -> Callable[[Point], Markup]:
    def sample(at: Point) -> Markup:
        box = Box(at.x + 4, at.y - 6, 24, 12)
        return join((boxes.halo(Look.CLAIM, box, theme), boxes.shape(Look.CLAIM, box, theme)))

    return sample


def _initial(theme: Theme) -> Callable[[Point], Markup]:
    def sample(at: Point) -> Markup:
        d = f"M{at.x:.1f},{at.y - 2.5:.1f}h7l-3.5,4.7z"
        return element("path", d=d, fill=theme.muted)

    return sample
