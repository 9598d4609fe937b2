"""What to look for next: how far learning each thing would move the order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from argmap.model.question import Question
from argmap.sampling.indicators import Indicator, Indicators
from argmap.tables import decimals
from argmap.views.charts.bars import solid
from argmap.views.charts.frame import (
    ROW,
    SMALL,
    Words,
    ended,
    framed,
    head,
    head_ended,
    lines,
    listing,
    notes,
    row,
    rule,
    short,
)
from argmap.views.charts.positions import Position, positions
from argmap.views.charts.ridges import percent
from argmap.views.charts.scale import NUMBERS, Scale, grid, unit
from argmap.views.painting.blocks import Block, headed, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.measure import wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

#: So many statements are drawn for each question.
ROWS = 10
_LABEL, _BAR, _SHARE, _CHANCE = 250.0, 210.0, 250.0, 60.0
_GAP = 26.0
_FIRST = _LABEL + 14.0
_SECOND = _FIRST + _BAR + 44.0 + _GAP
_BROAD = _SECOND + _SHARE + _GAP + _CHANCE
_LEAST, _HEAD, _HIGH = 26.0, 22.0, 12.0
_WRITTEN = decimals(3)


def indicators(
    result: Indicators,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """For each question the statements whose truth would move the shares of first place most, as
    far as that is more than chance; and how often who leads now would come first, were the
    statement true, and were it false."""
    known = positions(result.map)
    questions = [one for one in result.map.answerable if one.id in result.first]
    most = max((one.change for one in result), default=0.0)
    scale = Scale(0.0, most * 1.02 or 1.0, _FIRST, _FIRST + _BAR)
    blocks, drawn = [], []
    for question in questions:
        telling = [one for one in result.on(question) if one.change > 2 * one.error]
        shown = telling[:ROWS]
        drawn += shown
        block = _Learnt(question, shown, result, known, scale, theme).block()
        if len(questions) > 1:
            block = headed(clean(question.text or question.id), block, _BROAD, theme)
        blocks.append(block)
    body = stacked([*blocks, notes(result.notes, _BROAD, theme)], 14.0)
    best = "; ".join(f"{short(clean(one.title))} {one.change:.3f}" for one in drawn[:3])
    words = Words(
        "What is worth finding out next?",
        "Left: by how much learning whether it is true is expected to change the shares of first "
        "place. Right: how often who leads now would come first then.",
        f"{len(result)} indicators. {best or 'None moves the order'}.",
    ).instead(title, caption)
    records = [
        one
        for one in result.to_records()
        if any(
            (one["question"], one["statement"]) == (each.question, each.reference) for each in drawn
        )
    ]
    return framed(words, theme, _BROAD, body, _legend(theme) if drawn else (), records)


@attrs.frozen
class _Learnt:
    question: Question
    shown: Sequence[Indicator]
    result: Indicators
    known: Mapping[str, Position]
    scale: Scale
    theme: Theme

    def block(self) -> Block:
        theme = self.theme
        if not self.shown:
            return notes(
                ["Nothing that is left to be learnt moves the order by more than chance."],
                _BROAD,
                theme,
            )
        labels = [wrap(clean(one.title), ROW, _LABEL, max_lines=2) for one in self.shown]
        heights = [max(_LEAST, 8.0 + len(label) * ROW * 1.2) for label in labels]

        def paint(at: Point) -> Markup:
            scale = self.scale.moved(at.x)
            shares = unit(at.x + _SECOND, at.x + _SECOND + _SHARE)
            top = at.y + _HEAD
            bottom = top + sum(heights)
            first = self.result.first[self.question.id]
            leader = self.known[self.shown[0].leads]
            now = shares.at(first[leader.reference])
            words = f"{leader.letter} {leader.title} first"
            parts = [
                head(at.x, at.y + 13, "to be learnt", _LABEL, theme),
                head(scale.left, at.y + 13, "expected change", _BAR, theme),
                head(shares.left, at.y + 13, words, _SHARE, theme),
                head_ended(at.x + _BROAD, at.y + 13, "chance", theme),
                grid(scale, top, bottom, theme),
                grid(shares, top, bottom, theme),
                rule(Point(now, top), Point(now, bottom), theme.ink, thick=1.2, dash="4 3"),
            ]
            rows, y = [], top
            for one, label, high in zip(self.shown, labels, heights, strict=True):
                box = Box(at.x, y, _BROAD, high)
                rows.append(self.row(one, label, scale, shares, box))
                y += high
            parts.append(listing("What is not observed, what would move most first", rows))
            return join(parts)

        return Block(_HEAD + sum(heights) + NUMBERS, paint)

    def row(
        self, one: Indicator, label: Sequence[str], scale: Scale, shares: Scale, box: Box
    ) -> Markup:
        theme, middle = self.theme, box.middle.y
        first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
        parts = lines(box.x, first, _LABEL, label, ROW, theme.ink)
        end = scale.at(one.change)
        bar = Box(scale.left, middle - _HIGH / 2, end - scale.left, _HIGH)
        parts.append(solid(bar, theme.claim.bar, class_="change"))
        words = _WRITTEN(one.change)
        parts.append(text(end + 6, middle + 3.4, words, SMALL, theme.ink, face="bold"))
        ends = [one.if_false, one.if_true]
        if not any(math.isnan(end) for end in ends):
            false, true = (shares.at(end) for end in ends)
            parts.append(rule(Point(false, middle), Point(true, middle), theme.ink, thick=2.0))
        for share, filled in ((one.if_false, False), (one.if_true, True)):
            if not math.isnan(share):
                parts.append(_end(Point(shares.at(share), middle), theme, filled=filled))
        chance = percent(one.chance)
        parts.append(ended(box.right, middle + 3.4, chance, 10.0, theme.ink))
        said = (
            f"{one.title}: expected change {words}; first if true {percent(one.if_true)}, "
            f"if false {percent(one.if_false)}; chance {chance}"
        )
        return row(said, *parts)


def _end(middle: Point, theme: Theme, *, filled: bool) -> Markup:
    return element(
        "circle",
        class_="true" if filled else "false",
        cx=middle.x,
        cy=middle.y,
        r=4.5,
        fill=theme.ink if filled else theme.bg,
        stroke=theme.ink,
        stroke_width=1.6,
    )


def _legend(theme: Theme) -> list[Entry]:
    def now(at: Point) -> Markup:
        start, end = Point(at.x + 2, at.y - 7), Point(at.x + 2, at.y + 7)
        return rule(start, end, theme.ink, thick=1.2, dash="4 3")

    return [
        Entry(10, lambda at: _end(Point(at.x + 5, at.y), theme, filled=True), "were it true"),
        Entry(10, lambda at: _end(Point(at.x + 5, at.y), theme, filled=False), "were it false"),
        Entry(4, now, "with nothing learnt"),
    ]
