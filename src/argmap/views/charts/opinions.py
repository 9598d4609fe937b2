"""What several analysts say, as numbered marks on one line for each thing that they say it of."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence

import attrs

from argmap.analysis.disagreement import Disagreement
from argmap.analysis.pool import Pool
from argmap.tables import decimals
from argmap.views.charts.frame import (
    ROW,
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
from argmap.views.charts.ridges import percent
from argmap.views.charts.scale import NUMBERS, Scale, around, grid, unit
from argmap.views.painting.blocks import Block, headed, stacked
from argmap.views.painting.geometry import Box, Point, spread
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, number, text

#: So many disputed numbers are drawn, those furthest apart.
ITEMS = 24
_LABEL, _PLOT, _NUMBER = 250.0, 400.0, 68.0
_GAP = 18.0
_LEFT = _LABEL + _GAP
_MARK, _SIZE = 6.5, 8.0
_LEAST, _HEAD = 34.0, 22.0
_WRITTEN = decimals(2)


@attrs.frozen
class Line:
    """One thing: what each analyst says of it, and whether that was stated. `low` to `high` is
    drawn as a band; `filled` and `hollow` are pooled numbers, NaN for none. `beside` goes at the
    right, under the heads of its chart."""

    label: str
    values: tuple[float, ...]
    stated: tuple[bool, ...]
    low: float
    high: float
    filled: float
    hollow: float
    beside: tuple[str, ...]


def pool(
    result: Pool,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The positions, with each analyst's score, and both pooled ones: never these alone."""
    heads = ("on inputs", "on outputs", "first for", "spread")
    scale = unit(_LEFT, _LEFT + _PLOT)
    blocks = []
    for ranking in result.inputs.rankings:
        places = [one for one in result if one.question == ranking.question.id]
        places.sort(key=lambda one: (math.isnan(one.on_inputs), -one.on_inputs))
        shown = [
            Line(
                one.title,
                one.scores,
                (True,) * len(one.scores),
                min(one.scores),
                max(one.scores),
                one.on_inputs,
                one.on_outputs,
                (
                    _said(one.on_inputs),
                    _said(one.on_outputs),
                    percent(one.first),
                    _WRITTEN(one.spread),
                ),
            )
            for one in places
        ]
        block = _Lines(shown, heads, scale, theme).block("position")
        if len(result.inputs.rankings) > 1:
            asked = clean(ranking.question.text or ranking.question.id)
            block = headed(asked, block, _broad(heads), theme)
        blocks.append(block)
    names = [f"{short(clean(one.name))} ({one.weight:.2g})" for one in result.analysts]
    said = result.notes
    words = Words(
        "What do the analysts conclude, and what together?",
        f"Strengths under {result.inputs.semantics.name}; pooled by the {result.method.name} rule.",
        f"Positions under {len(result.analysts)} analysts. {' '.join(said)}",
    ).instead(title, caption)
    body = stacked([*blocks, notes(said, _broad(heads), theme)], 14.0)
    legend = [
        *_analysts(names, theme),
        Entry(12, lambda at: _diamond(at.x + 6, at.y, theme, filled=True), "pooled on inputs"),
        Entry(12, lambda at: _diamond(at.x + 6, at.y, theme, filled=False), "pooled on outputs"),
    ]
    return framed(words, theme, _broad(heads), body, legend, result.to_records())


def disagreement(
    result: Disagreement,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The numbers that analysts put furthest apart, with the range that pooling makes of them."""
    heads = ("spread", "JS bits")
    items = result.items[:ITEMS]
    shown = [
        Line(
            one.label,
            one.values,
            one.stated,
            one.low,
            one.high,
            one.pooled,
            math.nan,
            (_WRITTEN(one.spread), _WRITTEN(one.divergence)),
        )
        for one in items
    ]
    values = [value for one in shown for value in (*one.values, one.high)]
    scale = unit(_LEFT, _LEFT + _PLOT)
    if max(values, default=0.0) > 1.0:
        scale = around([0.0, *values], _LEFT, _LEFT + _PLOT, within=(0.0, math.inf))
    said = [f"{len(result) - len(shown)} more are closer together."] if len(result) > ITEMS else []
    said += ["JS bits: the divergence of Jensen and Shannon, 0 to 1."] if shown else []
    loose = any(not stated for one in shown for stated in one.stated)
    apart = "; ".join(
        f"{short(clean(one.label))} {_WRITTEN(min(one.values))} to {_WRITTEN(max(one.values))}"
        for one in shown[:3]
    )
    words = Words(
        "Where do the analysts disagree?",
        "Each number that somebody states: the mark of every analyst, the band that pooling makes "
        "of them, and how far they are apart.",
        f"{len(result)} numbers of {len(result.analysts)} analysts. Furthest apart: "
        f"{apart or 'none'}.",
    ).instead(title, caption)
    block = _Lines(shown, heads, scale, theme).block("number")
    body = stacked([block, notes(said, _broad(heads), theme)], 8.0)
    legend = [*_analysts([short(clean(one)) for one in result.analysts], theme)]
    if loose:
        ring = Entry(
            14,
            lambda at: _mark(Point(at.x + 7, at.y), "", theme, False),
            "the map’s own number, let stand",
        )
        legend.append(ring)
    if shown:
        legend.append(Entry(12, lambda at: _diamond(at.x + 6, at.y, theme, filled=True), "pooled"))
    records = [
        one for one in result.to_records() if one["item"] in {str(item.reference) for item in items}
    ]
    return framed(words, theme, _broad(heads), body, legend, records)


def _said(strength: float) -> str:
    return _WRITTEN(strength) or "unsettled"


def _broad(heads: Sequence[str]) -> float:
    return _LEFT + _PLOT + _GAP + _NUMBER * len(heads)


@attrs.frozen
class _Lines:
    shown: Sequence[Line]
    heads: Sequence[str]
    scale: Scale
    theme: Theme

    def block(self, what: str) -> Block:
        labels = [wrap(clean(one.label), ROW, _LABEL, max_lines=2) for one in self.shown]
        heights = [max(_LEAST, 10.0 + len(label) * ROW * 1.2) for label in labels]

        def paint(at: Point) -> Markup:
            theme, scale = self.theme, self.scale.moved(at.x)
            top = at.y + _HEAD
            bottom = top + sum(heights)
            parts = [head(at.x, at.y + 13, what, _LABEL, theme)]
            for index, words in enumerate(self.heads):
                right = self.right(at.x, index)
                parts.append(head_ended(right, at.y + 13, words, theme))
            parts.append(grid(scale, top, bottom, theme))
            rows, y = [], top
            for one, label, high in zip(self.shown, labels, heights, strict=True):
                rows.append(self.row(one, label, scale, Box(at.x, y, _broad(self.heads), high)))
                y += high
            parts.append(listing("What the analysts say", rows))
            return join(parts)

        return Block(_HEAD + sum(heights) + NUMBERS, paint)

    def right(self, left: float, index: int) -> float:
        return left + _LEFT + _PLOT + _GAP + _NUMBER * (index + 1)

    def row(self, one: Line, label: Sequence[str], scale: Scale, box: Box) -> Markup:
        theme = self.theme
        middle, axis = box.middle.y, box.bottom - 8
        first = middle - (len(label) - 1) * ROW * 0.6 + ROW * 0.36
        parts = lines(box.x, first, _LABEL, label, ROW, theme.ink)
        if not math.isnan(one.low) and not math.isnan(one.high):
            low, high = scale.at(one.low), scale.at(one.high)
            band = Box(low, axis - 3, max(1.0, high - low), 6)
            parts.append(element("path", class_="band", d=rounded(band, 3), fill=theme.dim))
        parts += self.marks(one, scale, axis)
        for value, filled in ((one.hollow, False), (one.filled, True)):
            if not math.isnan(value):
                parts.append(_diamond(scale.at(value), axis, theme, filled=filled))
        for index, words in enumerate(one.beside):
            right = self.right(box.x, index)
            parts.append(ended(right, middle + 3.6, words, 10.0, theme.ink))
        values = ", ".join(f"{at} {_said(value)}" for at, value in enumerate(one.values, 1))
        return row(f"{one.label}: {values}", *parts)

    def marks(self, one: Line, scale: Scale, axis: float) -> Iterator[Markup]:
        """Numbered, above the places they stand for; what did not settle is left out."""
        settled = sorted(
            (value, index) for index, value in enumerate(one.values) if not math.isnan(value)
        )
        places = [scale.at(value) for value, _ in settled]
        spots = spread(places, scale.left, scale.right, 2 * _MARK + 1)
        y = axis - 14.0
        for (_, index), x, spot in zip(settled, places, spots, strict=True):
            start, end = Point(x, axis), Point(spot, y + _MARK)
            yield rule(start, end, self.theme.ink, thick=1.0, class_="value")
            yield _mark(Point(spot, y), str(index + 1), self.theme, one.stated[index])


def _mark(middle: Point, words: str, theme: Theme, stated: bool) -> Markup:
    """The number of an analyst on a disc, or in a ring where the map's own number stands."""
    disc = element(
        "circle",
        cx=middle.x,
        cy=middle.y,
        r=_MARK,
        fill=theme.ink if stated else theme.bg,
        stroke=theme.ink,
        stroke_width=1.1,
    )
    if not words:
        return disc
    ink = theme.bg if stated else theme.ink
    start = middle.x - width(words, _SIZE, face="bold") / 2
    return join((disc, text(start, middle.y + _SIZE * 0.36, words, _SIZE, ink, face="bold")))


def _diamond(x: float, y: float, theme: Theme, *, filled: bool) -> Markup:
    """The hollow one is larger, so that both can be seen in one place."""
    half = 4.5 if filled else 6.5
    d = f"M{number(x)},{number(y - half)}l{half},{half}l-{half},{half}l-{half},-{half}z"
    return element(
        "path",
        class_="pooled",
        d=d,
        fill=theme.tip if filled else theme.bg,
        stroke=theme.tip,
        stroke_width=1.6,
    )


def _analysts(names: Sequence[str], theme: Theme) -> Iterator[Entry]:
    for index, name in enumerate(names, 1):
        yield Entry(14, functools.partial(_sample, words=str(index), theme=theme), name)


def _sample(at: Point, words: str, theme: Theme) -> Markup:
    return _mark(Point(at.x + 7, at.y), words, theme, True)
