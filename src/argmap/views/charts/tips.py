"""Tipping points: how far each weight has to go from where it is until the order flips."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.analysis.tipping import Tip, Tipping
from argmap.model.link import LinkReference
from argmap.tables import decimals
from argmap.views.charts.bars import change, key
from argmap.views.charts.frame import (
    ROW,
    SMALL,
    Words,
    bare,
    framed,
    head,
    lines,
    listing,
    notes,
    row,
    rule,
    short,
)
from argmap.views.charts.scale import NUMBERS, Scale, grid
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, number, text

#: So many tips are drawn, the nearest.
TIPS = 16
_LABEL, _PLOT, _NUMBERS = 290.0, 380.0, 150.0
_GAP = 14.0
_LEFT = _LABEL + _GAP
_BROAD = _LEFT + _PLOT + _GAP + _NUMBERS
_LEAST, _HEAD, _HIGH = 28.0, 22.0, 9.0
_PLAIN = decimals(3)


def tipping(
    result: Tipping,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The weights that flip the order by themselves, the nearest first."""
    shown = result.found[:TIPS]
    most = max((one.lever.most for one in shown), default=1.0)
    scale = Scale(0.0, max(1.0, most), _LEFT, _LEFT + _PLOT)
    said = [result.notes[0].replace(str(result.topic), _between(result))]
    said += list(result.notes[1:])
    if len(result.found) > len(shown):
        said.append(f"{len(result.found) - len(shown)} more flip it from further away.")
    one, other = bare(result.topic.position), bare(result.topic.over or "")
    near = "; ".join(f"{short(clean(tip.label))} at {_PLAIN(tip.value)}" for tip in shown[:3])
    words = Words(
        f"Which weight alone turns {one} and {other} over?",
        "From where each weight is to where the order flips, the nearest first.",
        f"{len(result.found)} of {len(result)} weights flip the order. Nearest: {near or 'none'}.",
    ).instead(title, caption)
    body = stacked([_rows(shown, scale, theme), notes(said, _BROAD, theme)], 8.0)
    records = result.to_records()[: len(shown)]
    return framed(words, theme, _BROAD, body, _legend(shown, theme), records)


def _between(result: Tipping) -> str:
    """The topic without brackets."""
    return f"{bare(result.topic.position)} over {bare(result.topic.over or '')}"


def _rows(shown: Sequence[Tip], scale: Scale, theme: Theme) -> Block:
    labels = [wrap(_named(one), ROW, _LABEL, max_lines=2) for one in shown]
    heights = [max(_LEAST, 8.0 + len(label) * ROW * 1.2) for label in labels]
    if not shown:
        return Block(0.0, lambda _at: Markup(""))

    def paint(at: Point) -> Markup:
        here, top = scale.moved(at.x), at.y + _HEAD
        parts = [
            head(at.x, at.y + 13, "weight of", _LABEL, theme),
            head(here.right + _GAP, at.y + 13, "flips at", _NUMBERS, theme),
            grid(here, top, top + sum(heights), theme),
        ]
        rows, y = [], top
        for one, label, high in zip(shown, labels, heights, strict=True):
            rows.append(_row(one, label, here, Box(at.x, y, _BROAD, high), theme))
            y += high
        parts.append(listing("Weights, the nearest first", rows))
        return join(parts)

    return Block(_HEAD + sum(heights) + NUMBERS, paint)


def _named(one: Tip) -> str:
    """A link that leads from node to node without brackets."""
    link = one.reference
    if isinstance(link, LinkReference) and isinstance(link.target, str):
        return f"{bare(link.source)} {link.polarity.value} {bare(link.target)}"
    return clean(one.label)


def _row(one: Tip, label: Sequence[str], scale: Scale, box: Box, theme: Theme) -> Markup:
    middle = box.middle.y
    first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
    value = one.now if one.value is None else one.value
    now, tip = scale.at(one.now), scale.at(value)
    top = middle - _HIGH / 2
    track = Box(scale.left, top + 2, scale.at(one.lever.most) - scale.left, _HIGH - 4)
    initial = f"M{number(now)},{number(top - 0.5)}l-3.5,-4.5h7z"
    parts = [
        *lines(box.x, first, _LABEL, label, ROW, theme.ink),
        element("path", d=rounded(track, 2.5), fill=theme.claim.track),
        change(now, tip, top, _HIGH, value >= one.now, theme),
        element("path", class_="now", d=initial, fill=theme.muted),
        rule(Point(tip, top - 4), Point(tip, top + _HIGH + 4), theme.tip, thick=2.4, class_="tip"),
    ]
    left = scale.right + _GAP
    parts.append(text(left, middle + 3.6, _PLAIN(value), 10.5, theme.tip_ink, face="bold"))
    parts.append(text(left + 40, middle + 3.4, f"now {_PLAIN(one.now)}", SMALL, theme.muted))
    if not one.monotone:
        parts.append(text(left + 98, middle + 3.4, "may flip back", SMALL - 1, theme.muted))
    return row(f"{one.label}: now {_PLAIN(one.now)}, flips at {_PLAIN(value)}", *parts)


def _legend(shown: Sequence[Tip], theme: Theme) -> list[Entry]:
    if not shown:
        return []

    def now(at: Point) -> Markup:
        return element(
            "path", d=f"M{number(at.x)},{number(at.y - 2.5)}h7l-3.5,4.7z", fill=theme.muted
        )

    def tip(at: Point) -> Markup:
        start, end = Point(at.x + 3, at.y - 7), Point(at.x + 3, at.y + 7)
        return rule(start, end, theme.tip, thick=2.4)

    return [
        *key(theme, "has to be raised", "has to be lowered (hatched)"),
        Entry(7, now, "as it is"),
        Entry(6, tip, "the order flips"),
    ]
