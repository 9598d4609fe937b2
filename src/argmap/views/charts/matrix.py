"""Competing hypotheses as a matrix: what each item does to each position, and how well it tells
them apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from argmap.analysis.ach import Ach, AchItem, Hypothesis
from argmap.analysis.diagnosticity import Diagnosticity
from argmap.model.matrix import letter
from argmap.tables import decimals
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
    pointer,
    row,
    rule,
    short,
)
from argmap.views.charts.positions import Position, numbered, positions
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import DOTS, bar, dots, rounded
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import LIGHT, Theme, blend
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

#: So many items are drawn, the most diagnostic.
ITEMS = 24
_LABEL, _DOTS, _CELL, _RANGE = 270.0, 54.0, 104.0, 108.0
_GAP, _HIGH, _LEAST = 6.0, 22.0, 28.0
_LINE, _STRIPE = 14.0, 4.0
_NUMBER = decimals(2, signed=True)
#: An effect is marked twice from this share of the largest one on, and not at all below .005.
_STRONG, _NONE = 0.5, 0.005
#: The share of the ground in the palest tint, and by how much less there is in the deepest, which
#: ink can still be read on.
_PALE, _TINT = 0.88, 0.38


def ach(
    result: Ach,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The most diagnostic items in rows, the positions in columns, best first; below, what the
    positions come to."""
    chart = _Matrix(result, result.items[:ITEMS], theme)
    left_out = len(result) - len(chart.shown)
    said = [f"{left_out} more items tell the positions apart less."] if left_out else []
    said += list(chart.reading())
    body = stacked([chart.block(), notes(said, chart.broad, theme)], 10.0)
    records = [
        one
        for one in result.to_records()
        if one["item"] in {item.reference for item in chart.shown}
    ]
    words = _words(result).instead(title, caption)
    return framed(words, theme, chart.broad, body, chart.legend(), records)


def diagnosticity(
    result: Diagnosticity,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The matrix that it is read from."""
    return ach(result.analysis, theme=theme, title=title, caption=caption)


def _words(result: Ach) -> Words:
    effects = result.method.against is None
    what = "how much the item moves the position, in log-odds" if effects else "the rating"
    asked = clean(result.question.text)
    caption = f"Cell: {what}. Most diagnostic items first; {result.method.score} below."
    order = "; ".join(f"{one.rank} {short(clean(one.title))}" for one in result.ranking)
    return Words(
        "Which items tell the positions apart?",
        f"{asked} {caption}".strip(),
        f"Matrix of {len(result)} items and {len(result.positions)} positions. Ranks: {order}.",
    )


@attrs.frozen
class _Matrix:
    result: Ach
    shown: Sequence[AchItem]
    theme: Theme

    @property
    def order(self) -> tuple[int, ...]:
        """Of the columns, as places among the positions."""
        places = {one.reference: at for at, one in enumerate(self.result.positions)}
        return tuple(places[one.reference] for one in self.result.ranking)

    @property
    def known(self) -> Mapping[str, Position]:
        if self.result.assessment is not None:
            return positions(self.result.assessment.map)
        return numbered({one.reference: one.title for one in self.result.positions})

    @property
    def effects(self) -> bool:
        return self.result.method.against is None

    @property
    def largest(self) -> float:
        """What is tinted most: the largest finite effect, or the end of the ratings."""
        if not self.effects:
            return 2.0
        sizes = [abs(v) for one in self.result.items for v in one.values if math.isfinite(v)]
        return max(sizes, default=0.0) or 1.0

    @property
    def credible(self) -> bool:
        return any(one.credibility is not None for one in self.shown)

    @property
    def first_cell(self) -> float:
        return _LABEL + (_DOTS if self.credible else 0.0) + 10.0

    @property
    def after(self) -> float:
        return self.first_cell + len(self.order) * (_CELL + _GAP) + 8.0

    @property
    def turning(self) -> bool:
        """Whether an item shown decides who comes first."""
        return any(self.turns(one) for one in self.shown)

    @property
    def broad(self) -> float:
        return self.after + _RANGE + (110.0 if self.turning else 0.0)

    def turns(self, item: AchItem) -> bool:
        return bool(item.first_without) and set(item.first_without) != set(self.result.first)

    def block(self) -> Block:
        theme, heads = self.theme, self.result.ranking
        titles = [
            wrap(clean(one.title), 10.5, _CELL - 16, face="bold", max_lines=4) for one in heads
        ]
        top = 36.0 + max((len(one) for one in titles), default=1) * _LINE
        labels = [wrap(clean(one.title), ROW, _LABEL, max_lines=2) for one in self.shown]
        heights = [max(_LEAST, 8.0 + len(one) * ROW * 1.2) for one in labels]
        inner = sum(heights)

        def paint(at: Point) -> Markup:
            parts = [head(at.x, at.y + top - 8, "item", _LABEL, theme)]
            if self.credible:
                right = at.x + _LABEL + _DOTS
                parts.append(head_ended(right, at.y + top - 8, "credibility", theme))
            parts.append(head(at.x + self.after, at.y + top - 8, "tells apart", _RANGE, theme))
            for index, (one, title) in enumerate(zip(heads, titles, strict=True)):
                x = at.x + self.first_cell + index * (_CELL + _GAP)
                parts.append(self.head(one, title, Box(x, at.y, _CELL, top - 4)))
            rows, y = [], at.y + top
            for item, label, high in zip(self.shown, labels, heights, strict=True):
                rows.append(self.row(item, label, Box(at.x, y, self.broad, high)))
                y += high
            parts.append(listing("Items, the most diagnostic first", rows))
            parts.append(self.scores(Point(at.x, y + 6)))
            return join(parts)

        return Block(top + inner + 44.0, paint)

    def head(self, one: Hypothesis, title: Sequence[str], box: Box) -> Markup:
        theme, known = self.theme, self.known[one.reference]
        dark = theme.assessment
        stripe = theme.stripe[known.order % len(theme.stripe)]
        band = Box(box.x + 8, box.y + 7, box.width - 16, _STRIPE)
        parts = [
            element("path", d=rounded(box, 7), fill=dark.fill),
            element("path", d=rounded(band, 2), fill=stripe),
            text(box.x + 8, box.y + 23, known.letter, 9.0, dark.muted, face="bold"),
        ]
        for index, line in enumerate(title):
            y = box.y + 23 + (index + 1) * _LINE - (_LINE - 12)
            right = box.right - 8
            parts.append(text(box.x + 8, y, line, 10.5, dark.ink, face="bold", right=right))
        return join(parts)

    # -- rows ----------------------------------------------------------------------------------

    def row(self, item: AchItem, label: Sequence[str], box: Box) -> Markup:
        theme, middle = self.theme, box.middle.y
        under = Point(box.x, box.bottom)
        parts = [rule(under, Point(box.right, box.bottom), theme.hair, thick=0.6)]
        first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
        parts += lines(box.x, first, _LABEL, label, ROW, theme.ink)
        if item.credibility is not None:
            level = round(DOTS * item.credibility)
            parts.append(dots(box.x + _LABEL + _DOTS, middle, level, theme.evidence.bar))
        for index, at in enumerate(self.order):
            x = box.x + self.first_cell + index * (_CELL + _GAP)
            cell = Box(x, middle - _HIGH / 2, _CELL, _HIGH)
            parts.append(self.cell(item.values[at], cell))
        parts += self.range(item, box.x + self.after, middle)
        return row(self.said(item), *parts)

    def cell(self, value: float, box: Box) -> Markup:
        theme, middle = self.theme, box.middle.y
        size = min(1.0, abs(value) / self.largest)
        if abs(value) < _NONE:
            words = "·" if self.effects else letter(value)
            start = box.middle.x - width(words, 10.0) / 2
            return text(start, middle + 3.6, words, 10.0, theme.muted)
        fill = blend(theme.up if value > 0 else theme.down, theme.bg, _PALE - _TINT * size)
        shape = element("path", class_="cell", d=rounded(box, 3), fill=fill)
        if not self.effects:
            words = letter(value)
            start = box.middle.x - width(words, 10.5, face="bold") / 2
            return join((shape, text(start, middle + 3.8, words, 10.5, theme.ink, face="bold")))
        sign = ("+" if value > 0 else "−") * (2 if size >= _STRONG else 1)
        edge = box.middle.x - 8
        marks = ended(edge, middle + 3.8, sign, 10.5, theme.ink, face="bold")
        return join((shape, marks, text(edge + 7, middle + 3.8, _NUMBER(value), 10.5, theme.ink)))

    def range(self, item: AchItem, left: float, middle: float) -> Iterator[Markup]:
        theme = self.theme
        most = max((one.range for one in self.shown if math.isfinite(one.range)), default=0.0)
        share = min(1.0, item.range / most) if most else 0.0
        yield bar(left, middle - 3.5, 60, share, theme.claim, high=7)
        words = decimals(2)(item.range)
        yield text(left + 67, middle + 3.4, words, 10.0, theme.muted)
        if self.turns(item):
            letters = "=".join(self.known[one].letter for one in item.first_without)
            yield pointer(left + _RANGE, middle, theme.tip)
            said = f"without it {letters} first"
            x, y = left + _RANGE + 11, middle + 3.2
            yield text(x, y, said, SMALL, theme.tip_ink, face="bold")

    def said(self, item: AchItem) -> str:
        values = "; ".join(
            f"{one.title} {_NUMBER(value) or '0.00' if self.effects else letter(value)}"
            for one, value in zip(self.result.positions, item.values, strict=True)
        )
        return f"{item.title}: {values}"

    # -- below ---------------------------------------------------------------------------------

    def scores(self, at: Point) -> Markup:
        """Under every column: rank and score."""
        theme, heads = self.theme, self.result.ranking
        right = at.x + self.after - 8.0 - _GAP
        parts = [rule(at, Point(right, at.y), theme.ink, thick=1.4)]
        name = self.result.method.score.capitalize()
        parts.append(text(at.x, at.y + 22, name, ROW, theme.ink, face="bold"))
        most = 1.0 if self.effects else max((one.score for one in heads), default=0.0) or 1.0
        whole = all(one.score == int(one.score) for one in heads)
        number = decimals(0 if whole and not self.effects else 2)
        for index, one in enumerate(heads):
            x = at.x + self.first_cell + index * (_CELL + _GAP)
            said = number(one.score)
            parts.append(text(x + 4, at.y + 22, f"{one.rank}.", 10.0, theme.muted))
            parts.append(bar(x + 20, at.y + 15, 44, one.score / most, theme.claim, high=6))
            parts.append(ended(x + _CELL - 4, at.y + 22, said, ROW, theme.ink, face="bold"))
        said = "; ".join(f"{one.rank}. {one.title} {number(one.score)}" for one in heads)
        return listing("Scores", [row(f"{name}: {said}", *parts, class_="scores")])

    def reading(self) -> Iterator[str]:
        if self.effects:
            yield (
                "Blue and + raises the position, orange and − lowers it; doubled from half the "
                "largest effect on; · for less than .005."
            )
        else:
            yield "C consistent, I inconsistent, twice strongly; N neither."

    def legend(self) -> Iterator[Entry]:
        if self.credible:
            yield Entry(
                33,
                lambda at: dots(at.x + 33, at.y, 3, self.theme.evidence.bar),
                "credibility",
            )
        yield Entry(
            44,
            lambda at: bar(at.x, at.y - 3.5, 44, 0.7, self.theme.claim, high=7),
            "largest minus smallest of the row",
        )
        if self.turning:
            yield Entry(8, lambda at: pointer(at.x, at.y, self.theme.tip), "decides who is first")
