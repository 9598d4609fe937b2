"""Where the variance of a lead comes from: Sobol indices, first-order within total."""

from __future__ import annotations

import math
from collections.abc import Sequence

from argmap.sampling.sobol import Account, Accounts
from argmap.tables import decimals
from argmap.views.charts.bars import solid, whisker
from argmap.views.charts.frame import (
    ROW,
    Words,
    bare,
    ended,
    framed,
    head,
    head_ended,
    lines,
    listing,
    notes,
    row,
    short,
)
from argmap.views.charts.scale import NUMBERS, Scale, grid
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.measure import wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, join

#: So many groups are drawn, those with the largest total.
ROWS = 14
_LABEL, _PLOT, _NUMBER = 290.0, 380.0, 70.0
_GAP = 14.0
_LEFT = _LABEL + _GAP
_BROAD = _LEFT + _PLOT + _GAP + 2 * _NUMBER
_LEAST, _HEAD = 28.0, 22.0
_HIGH, _INNER = 16.0, 8.0
_WRITTEN = decimals(3)


def sobol(
    result: Accounts,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A pale bar for the total of each group, in it a dark one for what it accounts for alone."""
    shown = result.accounts[:ROWS]
    most = max((one.total + one.total_error for one in shown), default=1.0)
    scale = Scale(0.0, max(0.05, most) * 1.02, _LEFT, _LEFT + _PLOT)
    said = [f"{len(result) - len(shown)} more account for less."] if len(result) > ROWS else []
    said.append("Total over first-order: what a group does together with others.")
    name = bare(result.topic.position)
    if result.topic.over is not None:
        name = f"the lead of {name} over {bare(result.topic.over)}"
    largest = "; ".join(f"{short(clean(one.label))} {_WRITTEN(one.total)}" for one in shown[:3])
    words = Words(
        f"Where does the uncertainty of {name} come from?",
        f"Shares of the variance in log-odds, {_WRITTEN(result.variance)}, by {result.by.name}, "
        f"over {result.weightings:,} weightings.",
        f"{len(result)} groups. Largest totals: {largest or 'none'}.",
    ).instead(title, caption)
    body = stacked([_rows(shown, scale, result.by.name, theme), notes(said, _BROAD, theme)], 8.0)
    legend = [
        Entry(22, lambda at: solid(Box(at.x, at.y - 4, 22, 8), theme.claim.bar), "first-order"),
        Entry(22, lambda at: solid(Box(at.x, at.y - 8, 22, 16), theme.dim), "total"),
        Entry(22, lambda at: whisker(at.x, at.x + 22, at.y, theme.ink), "95 % of the total"),
    ]
    return framed(words, theme, _BROAD, body, legend, result.to_records()[: len(shown)])


def _rows(shown: Sequence[Account], scale: Scale, what: str, theme: Theme) -> Block:
    labels = [wrap(clean(one.label), ROW, _LABEL, max_lines=2) for one in shown]
    heights = [max(_LEAST, 8.0 + len(label) * ROW * 1.2) for label in labels]

    def paint(at: Point) -> Markup:
        here, top = scale.moved(at.x), at.y + _HEAD
        right = here.right + _GAP + _NUMBER
        parts = [
            head(at.x, at.y + 13, what, _LABEL, theme),
            head_ended(right, at.y + 13, "first-order", theme),
            head_ended(right + _NUMBER, at.y + 13, "total", theme),
            grid(here, top, top + sum(heights), theme),
        ]
        rows, y = [], top
        for one, label, high in zip(shown, labels, heights, strict=True):
            rows.append(_row(one, label, here, Box(at.x, y, _BROAD, high), theme))
            y += high
        parts.append(listing("Groups, the largest total first", rows))
        return join(parts)

    return Block(_HEAD + sum(heights) + NUMBERS, paint)


def _row(one: Account, label: Sequence[str], scale: Scale, box: Box, theme: Theme) -> Markup:
    middle = box.middle.y
    start = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
    parts = lines(box.x, start, _LABEL, label, ROW, theme.ink)
    total, first = scale.at(one.total), scale.at(one.first)
    pale = Box(scale.left, middle - _HIGH / 2, total - scale.left, _HIGH)
    dark = Box(scale.left, middle - _INNER / 2, first - scale.left, _INNER)
    parts.append(solid(pale, theme.dim, class_="total"))
    parts.append(solid(dark, theme.claim.bar, class_="alone"))
    if not math.isnan(one.total_error):
        low, high = (scale.at(one.total + sign * one.total_error) for sign in (-1, 1))
        parts.append(whisker(low, high, middle, theme.ink))
    right = scale.right + _GAP + _NUMBER
    for at, value in enumerate((one.first, one.total)):
        written = _WRITTEN(value)
        parts.append(ended(right + at * _NUMBER, middle + 3.4, written, 10.0, theme.ink))
    return row(
        f"{one.label}: first-order {_WRITTEN(one.first)}, total {_WRITTEN(one.total)}", *parts
    )
