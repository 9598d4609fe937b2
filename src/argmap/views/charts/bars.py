"""Bars that rise, in plain colour, and bars that fall, with a hatch, so that grey tells them."""

from __future__ import annotations

from argmap.views.charts.frame import rule
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import rounded
from argmap.views.painting.palette import Theme, blend
from argmap.views.painting.svg import NOTHING, Markup, element, join, number

_STEP = 7.0


def solid(box: Box, fill: str, *, class_: str | None = None) -> Markup:
    """At least half a px broad, so that nothing that is there stays unseen."""
    shown = box if box.width >= 0.5 else Box(box.x, box.y, 0.5, box.height)
    return element("path", class_=class_, d=rounded(shown, 1.5), fill=fill)


def hatched(box: Box, fill: str, gaps: str, *, class_: str | None = None) -> Markup:
    return join((solid(box, fill, class_=class_), slanted(box, blend(gaps, fill, 0.25))))


def slanted(box: Box, colour: str) -> Markup:
    """Lines at 45° that end at the edges of the box."""
    parts = []
    offset = _STEP - box.height
    while offset < box.width - 1.5:
        start, end = max(0.0, offset), min(box.width, offset + box.height)
        low, high = box.bottom - (start - offset), box.bottom - (end - offset)
        if end - start > 1.5:
            ends = (number(box.x + start), number(low), number(box.x + end), number(high))
            parts.append("M{},{}L{},{}".format(*ends))
        offset += _STEP
    if not parts:
        return NOTHING
    return element("path", d="".join(parts), fill="none", stroke=colour, stroke_width=1.2)


def change(start: float, end: float, y: float, high: float, rising: bool, theme: Theme) -> Markup:
    """A bar between two places; its colour and hatch say whether it stands for a rise."""
    box = Box(min(start, end), y, abs(end - start), high)
    if rising:
        return solid(box, theme.up, class_="rise")
    return hatched(box, theme.down, theme.bg, class_="fall")


def whisker(start: float, end: float, y: float, colour: str) -> Markup:
    """Between two ends: how far a number may be off; `y` is its middle."""
    long = rule(Point(start, y), Point(end, y), colour, thick=1.2, class_="whisker")
    ends = [rule(Point(x, y - 3), Point(x, y + 3), colour, thick=1.2) for x in (start, end)]
    return join((long, *ends))


def key(theme: Theme, rises: str, falls: str) -> tuple[Entry, Entry]:
    """What the two kinds of bars mean."""
    return (
        Entry(22, lambda at: change(at.x, at.x + 22, at.y - 5, 10, True, theme), rises),
        Entry(22, lambda at: change(at.x, at.x + 22, at.y - 5, 10, False, theme), falls),
    )
