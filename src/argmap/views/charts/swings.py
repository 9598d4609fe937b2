"""The tornado: how far one thing after another can move a lead, and what turns it over."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import attrs

from argmap.analysis.tornado import Bar, Tornado
from argmap.tables import decimals
from argmap.views.charts.bars import change, key
from argmap.views.charts.frame import (
    ROW,
    SMALL,
    Words,
    bare,
    ended,
    framed,
    head,
    lines,
    listing,
    notes,
    pointer,
    row,
    rule,
    short,
)
from argmap.views.charts.scale import NUMBERS, Scale, around, grid
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import clip, width, wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

#: So many bars are drawn, the widest.
BARS = 12
_LABEL, _PLOT, _TIP = 268.0, 420.0, 128.0
_GAP = 14.0
_LEAST, _HIGH, _HEAD = 26.0, 14.0, 22.0
_NUMBER = decimals(2, signed=True)
_EVER = "does not flip alone"


def tornado(
    result: Tornado,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The widest bars; what flips the order reaches the shaded side. Of a group of weights it is
    told whether it flips within its range, of a single weight at which value, in range or not."""
    shown = result.bars[:BARS]
    chart = _Chart(result, shown, _scale(result, shown), theme)
    left_out = len(result) - len(shown)
    said = [f"{left_out} more move it less."] if left_out else []
    if result.topic.over is not None and not chart.scale.low <= 0.0 <= chart.scale.high:
        side = "left" if chart.scale.low > 0.0 else "right"
        said.append(f"A tie, at 0, lies beyond the {side} edge.")
    if not shown:
        said.append("Nothing that bears on it can be off.")
    broad = _LABEL + _GAP + _PLOT + (_GAP + _TIP if result.topic.over is not None else 0.0)
    body = stacked([chart.block(), notes(said, broad, theme)], 6.0)
    return framed(
        _words(result, shown).instead(title, caption),
        theme,
        broad,
        body,
        chart.legend(),
        result.to_records()[: len(shown)],
    )


def _words(result: Tornado, shown: Sequence[Bar]) -> Words:
    one, other = bare(result.topic.position), bare(result.topic.over or "")
    now = _NUMBER(result.margin) or "0.00"
    if result.topic.over is None:
        title, what = f"What moves {one}?", f"Log-odds of {one}, now {now}"
    else:
        title = f"What would turn {one} and {other} over?"
        if result.margin < 0:
            one, other = other, one
        now = decimals(2, signed=True)(abs(result.margin))
        what = f"Lead of {one} over {other} in log-odds, now {now}"
        if result.margin == 0:
            what = f"Lead of {one} over {other} in log-odds; now they tie"
    caption = f"{what}; each {result.by.name} as weak and as strong as it may reasonably be."
    flipping = [short(clean(bar.label)) for bar in shown if bar.flips]
    found = f"Flip the order: {', '.join(flipping)}." if flipping else "None flips the order."
    return Words(title, caption, f"Tornado of {len(shown)} bars. {what}. {found}")


def _sign(result: Tornado) -> float:
    """Leads are counted for who is ahead."""
    return -1.0 if result.topic.over is not None and result.margin < 0 else 1.0


def _scale(result: Tornado, shown: Sequence[Bar]) -> Scale:
    """Down to a tie, unless it lies so far off that the bars would be lost."""
    sign = _sign(result)
    ends = [sign * end for bar in shown for end in (bar.at_low, bar.at_high)]
    values = [sign * result.margin, *ends]
    left, right = _LABEL + _GAP, _LABEL + _GAP + _PLOT
    found = around(values, left, right, room=0.12)
    span = found.high - found.low
    if result.topic.over is not None and 0.0 < found.low < 1.2 * span:
        found = around([*values, -0.12 * span], left, right)
    return found


@attrs.frozen
class _Chart:
    result: Tornado
    shown: Sequence[Bar]
    scale: Scale
    theme: Theme

    @property
    def over(self) -> bool:
        return self.result.topic.over is not None

    def block(self) -> Block:
        labels = [wrap(clean(bar.label), ROW, _LABEL, max_lines=2) for bar in self.shown]
        heights = [max(_LEAST, 8.0 + len(label) * ROW * 1.2) for label in labels]

        def paint(at: Point) -> Markup:
            top = at.y + _HEAD
            bottom = top + sum(heights)
            placed = attrs.evolve(self, scale=self.scale.moved(at.x))
            rows, y = [], top
            for bar, label, high in zip(self.shown, labels, heights, strict=True):
                rows.append(placed.bar(bar, label, Box(at.x, y, _LABEL, high)))
                y += high
            here = placed.scale.at(_sign(self.result) * self.result.margin)
            return join(
                (
                    placed.ground(at, top, bottom),
                    listing("Bars, the widest first", rows),
                    rule(Point(here, top - 2), Point(here, bottom), self.theme.ink, thick=1.6),
                )
            )

        return Block(_HEAD + sum(heights) + NUMBERS, paint)

    # -- behind the bars -----------------------------------------------------------------------

    def ground(self, at: Point, top: float, bottom: float) -> Markup:
        scale, theme = self.scale, self.theme
        parts = [head(at.x, at.y + 13, self.result.by.name, _LABEL, theme)]
        if self.over and scale.low < 0.0:
            edge = min(scale.at(0.0), scale.right)
            shade = Box(scale.left, top, edge - scale.left, bottom - top)
            parts.append(element("path", class_="flip", d=rounded(shade, 0), fill=theme.tip_halo))
        parts.append(grid(scale, top, bottom, theme, signed=True))
        if self.over and scale.low < 0.0 < scale.high:
            x = scale.at(0.0)
            parts.append(rule(Point(x, top), Point(x, bottom), theme.tip, thick=1.6, dash="4 3"))
        if self.over:
            parts += self.leaders(at)
            left = scale.right + _GAP
            parts.append(head(left, at.y + 13, "order", _TIP, theme))
        return join(parts)

    def leaders(self, at: Point) -> Iterator[Markup]:
        """Who leads on which side of a tie."""
        scale, theme, topic = self.scale, self.theme, self.result.topic
        names = [bare(topic.position), bare(topic.over or "")]
        ahead, behind = names if _sign(self.result) > 0 else names[::-1]
        x = scale.at(0.0) if scale.low < 0.0 else scale.left
        room = (scale.right - x - 12) if scale.low < 0.0 else _PLOT
        words = clip(f"{ahead} leads", SMALL, room, face="bold")
        yield text(x + 6, at.y + 13, words, SMALL, theme.muted, face="bold", right=x + 6 + room)
        if scale.low < 0.0:
            room = x - scale.left - 6
            words = f"{behind} leads"
            if width(words, SMALL, face="bold") > room:
                words = clip(behind, SMALL, room, face="bold") if room > 40 else ""
            if words:
                yield ended(x - 6, at.y + 13, words, SMALL, theme.tip_ink, face="bold")

    # -- one bar -------------------------------------------------------------------------------

    def bar(self, bar: Bar, label: Sequence[str], box: Box) -> Markup:
        theme, middle = self.theme, box.middle.y
        first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
        parts = lines(box.x, first, _LABEL, label, ROW, theme.ink)
        sign, scale = _sign(self.result), self.scale
        here = scale.at(sign * self.result.margin)
        pieces = [
            (scale.at(sign * bar.at_high), True, bar.high),
            (scale.at(sign * bar.at_low), False, bar.low),
        ]
        same = (pieces[0][0] - here) * (pieces[1][0] - here) > 0
        longest = max(abs(end - here) for end, _, _ in pieces)
        for end, rising, weight in pieces:
            if abs(end - here) < 0.05:
                continue
            # two that go the same way lie one above the other
            high = _HIGH / 2 if same else _HIGH
            y = middle if same and not rising else middle - _HIGH / 2
            parts.append(change(here, end, y, high, rising, theme))
            if weight is not None and not (same and abs(end - here) < longest):
                words = _short(weight)
                at = middle + 3.0
                if end < here:
                    parts.append(ended(end - 4, at, words, SMALL, theme.muted))
                else:
                    parts.append(text(end + 4, at, words, SMALL, theme.muted))
        if self.over:
            parts += self.tip(bar, Point(scale.right + _GAP, middle))
        return row(self.said(bar), *parts)

    def tip(self, bar: Bar, at: Point) -> Iterator[Markup]:
        theme = self.theme
        if bar.tip is not None:
            words = f"flips at {_short(bar.tip)}"
        elif bar.flips:
            words = "flips in its range"
        else:
            words = _EVER if bar.low is not None else "does not flip"
        if bar.flips:
            yield pointer(at.x, at.y, theme.tip)
            yield text(at.x + 11, at.y + 3.4, words, 10.0, theme.tip_ink, face="bold")
        else:
            yield text(at.x + 11, at.y + 3.4, words, 10.0, theme.muted)

    def said(self, bar: Bar) -> str:
        ends = f"{_said(bar.at_low)} at its weakest, {_said(bar.at_high)} at its strongest"
        flips = ""
        if bar.tip is not None:
            flips = f" Flips the order at {_short(bar.tip)}."
        elif bar.flips:
            flips = " Flips the order."
        return f"{bar.label}: {ends}.{flips}"

    def legend(self) -> Iterator[Entry]:
        if self.shown:
            yield from key(self.theme, "as strong as it may be", "as weak as it may be (hatched)")
        if any(bar.low is not None for bar in self.shown):
            yield Entry(0, lambda _at: Markup(""), "Numbers at bars: the weight tried.")


def _said(value: float) -> str:
    if math.isnan(value):
        return "nothing that settles"
    return _NUMBER(value)


def _short(weight: float) -> str:
    """`.35`, and `1` for one."""
    written = f"{weight:.2f}"
    return written.removesuffix(".00") if written[0] != "0" else written.removeprefix("0")
