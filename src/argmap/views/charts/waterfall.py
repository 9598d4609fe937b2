"""Waterfalls: from one number to another in steps, each with what it is owed to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import attrs

from argmap.tables import decimals
from argmap.views.charts.bars import change, key, solid, whisker
from argmap.views.charts.frame import (
    ROW,
    SMALL,
    head,
    lines,
    listing,
    row,
    rule,
)
from argmap.views.charts.scale import NUMBERS, Scale, grid
from argmap.views.painting.blocks import Block, heading
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, clean, join, text

LABEL, PLOT, NUMBER = 280.0, 420.0, 64.0
GAP = 14.0
BREADTH = LABEL + GAP + PLOT + NUMBER
_LEAST, _HIGH, _HEAD = 24.0, 14.0, 22.0
_NOTHING = 0.0005  # what is written as 0.000
_SIGNED, _PLAIN = decimals(3, signed=True), decimals(3)


@attrs.frozen
class Step:
    """`error` is a standard error, 0 for none. A step that is several told together is `rest`."""

    label: str
    value: float
    error: float = 0.0
    rest: bool = False


@attrs.frozen
class Fall:
    """The way from `start` to `end`, with the words for both, under a title that may be empty.

    Without ends the steps stand side by side, each from 0: they do not add up to anything.
    """

    title: str
    steps: tuple[Step, ...]
    start: tuple[str, float] | None = None
    end: tuple[str, float] | None = None

    @property
    def levels(self) -> tuple[tuple[float, float], ...]:
        """Where each step begins and ends."""
        if self.start is None:
            return tuple((0.0, one.value) for one in self.steps)
        found, level = [], self.start[1]
        for one in self.steps:
            found.append((level, level + one.value))
            level += one.value
        return tuple(found)

    @property
    def values(self) -> tuple[float, ...]:
        """Everything that the scale has to hold."""
        errors = [
            level + sign * one.error
            for one, (_, level) in zip(self.steps, self.levels, strict=True)
            for sign in (-1, 1)
        ]
        ends = [end[1] for end in (self.start, self.end) if end is not None]
        zero = [0.0] if self.start is None else []
        return (*errors, *ends, *zero)


def gathered(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    """The first ones, in falling order of size; the others, and all that count for nothing, as
    one step, so that there are at most `most`."""
    told = sum(abs(one.value) >= _NOTHING for one in steps)
    if len(steps) - told > 1 or len(steps) > most:
        first = min(told, most - 1)
    else:
        return tuple(steps)
    others = steps[first:]
    error = math.sqrt(sum(one.error**2 for one in others))
    words = f"{len(others)} others together"
    return (*steps[:first], Step(words, sum(one.value for one in others), error, True))


def fall(shown: Fall, scale: Scale, what: str, theme: Theme) -> Block:
    """Rows from top to bottom; `scale` as for a block at 0, and `what` over the labels."""
    labels = [wrap(clean(one.label), ROW, LABEL, max_lines=2) for one in shown.steps]
    heights = [max(_LEAST, 6.0 + len(label) * ROW * 1.2) for label in labels]
    ends = sum(_LEAST for end in (shown.start, shown.end) if end is not None)
    first = _HEAD + (22.0 if shown.title else 0.0)

    def paint(at: Point) -> Markup:
        here = scale.moved(at.x)
        top = at.y + first
        bottom = top + sum(heights) + ends
        parts = [heading(shown.title, at, BREADTH, theme)] if shown.title else []
        parts.append(head(at.x, top - 9, what, LABEL, theme))
        parts.append(grid(here, top, bottom, theme, signed=shown.start is None))
        if shown.start is None:
            zero = here.at(0.0)
            parts.append(rule(Point(zero, top), Point(zero, bottom), theme.ink, thick=1.4))
        rows = []
        y = top
        if shown.start is not None:
            rows.append(_end(*shown.start, here, Box(at.x, y, LABEL, _LEAST), theme))
            y += _LEAST
        last = len(shown.steps) - 1
        for index, (one, label, high) in enumerate(zip(shown.steps, labels, heights, strict=True)):
            box = Box(at.x, y, LABEL, high)
            rows.append(_step(one, label, shown.levels[index], here, box, theme))
            if shown.start is not None and (index < last or shown.end is not None):
                after = heights[index + 1] if index < last else _LEAST
                x, down = here.at(shown.levels[index][1]), (high + after - _HIGH) / 2
                edge = y + (high + _HIGH) / 2
                end = Point(x, edge + down - _HIGH / 2)
                rows.append(rule(Point(x, edge), end, theme.muted, thick=0.9))
            y += high
        if shown.end is not None:
            rows.append(_end(*shown.end, here, Box(at.x, y, LABEL, _LEAST), theme))
        parts.append(listing(shown.title or "Steps", rows))
        return join(parts)

    return Block(first + sum(heights) + ends + NUMBERS, paint)


def _end(words: str, value: float, scale: Scale, box: Box, theme: Theme) -> Markup:
    """A level as a dark mark that the steps start or end at."""
    middle, x = box.middle.y, scale.at(value)
    said = _PLAIN(value)
    label = wrap(clean(words), ROW, LABEL, face="bold", max_lines=1)[0]
    name = text(box.x, middle + 4, label, ROW, theme.ink, face="bold", right=box.right)
    mark = solid(Box(x - 2, middle - _HIGH / 2, 4, _HIGH), theme.ink, class_="level")
    return row(f"{words}: {said}", name, mark, _written(said, x + 2, x - 2, middle, scale, theme))


def _step(
    one: Step,
    label: Sequence[str],
    level: tuple[float, float],
    scale: Scale,
    box: Box,
    theme: Theme,
) -> Markup:
    middle = box.middle.y
    first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
    parts = lines(box.x, first, LABEL, label, ROW, theme.muted if one.rest else theme.ink)
    start, end = (scale.at(value) for value in level)
    parts.append(change(start, end, middle - _HIGH / 2, _HIGH, one.value >= 0, theme))
    low, high = min(start, end), max(start, end)
    if one.error:
        least, most = (scale.at(level[1] + sign * one.error) for sign in (-1, 1))
        parts.append(whisker(least, most, middle, theme.ink))
        low, high = min(low, least), max(high, most)
    said = _SIGNED(one.value)
    parts.append(_written(said, high, low, middle, scale, theme))
    error = f", give or take {_PLAIN(one.error)}" if one.error else ""
    return row(f"{one.label}: {said}{error}", *parts)


def _written(
    said: str, after: float, before: float, middle: float, scale: Scale, theme: Theme
) -> Markup:
    """The number right of a bar, or left of it where there is no room."""
    long = width(said, SMALL, face="bold")
    x = after + 5 if after + 5 + long <= scale.right + NUMBER else before - 5 - long
    return text(x, middle + 3.2, said, SMALL, theme.ink, face="bold")


def legend(
    shown: Sequence[Fall],
    theme: Theme,
    rises: str = "raises it",
    falls: str = "lowers it (hatched)",
) -> Iterator[Entry]:
    if any(one.steps for one in shown):
        yield from key(theme, rises, falls)
    if any(step.error for one in shown for step in one.steps):
        yield Entry(
            22, lambda at: whisker(at.x, at.x + 22, at.y, theme.ink), "standard error each way"
        )
