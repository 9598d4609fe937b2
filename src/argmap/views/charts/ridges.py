"""Ridgelines: where the draws of a sample put each position, and how often each comes first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from argmap.analysis.compare import BASE
from argmap.analysis.prose import listed
from argmap.model.question import Question
from argmap.sampling.outlook import Outlook, Spread
from argmap.sampling.sample import Sample
from argmap.views.charts.frame import (
    ROW,
    Words,
    framed,
    head,
    lines,
    listing,
    notes,
    row,
    rule,
    short,
)
from argmap.views.charts.positions import RADIUS, Position, badge, positions
from argmap.views.charts.scale import NUMBERS, Scale, grid, unit
from argmap.views.painting.blocks import Block, headed, stacked
from argmap.views.painting.geometry import Box, Point, spread
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import clip, width, wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, number, text

_NAME, _PLOT, _BARS = 140.0, 440.0, 190.0
_GAP = 22.0
_HILL, _BETWEEN, _BAR = 62.0, 12.0, 17.0
_ABOVE = 2 * RADIUS + 10.0  # the badges
_LEFT = _NAME + _GAP
_BROAD = _LEFT + _PLOT + _GAP + _BARS
#: How finely densities are drawn, and the least standard deviation of what smooths them.
_POINTS, _LEAST = 256, 0.006


def sample(
    result: Sample,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """For each question a row for the map as it is and one for each scenario. Every hill is drawn
    to a height of its own, with a badge at the median."""
    known = positions(result.map)
    scenarios = {one.id: one.title or one.id for one in result.map.scenarios}
    tables = [
        _Hills(
            question, [one for one in result if one.question == question], known, scenarios, theme
        )
        for question in dict.fromkeys(one.question for one in result)
    ]
    blocks = [
        headed(clean(one.question.text or one.question.id), one.block(), _BROAD, theme)
        if len(tables) > 1
        else one.block()
        for one in tables
    ]
    body = stacked([*blocks, notes(result.notes, _BROAD, theme)], 16.0)
    varied = listed([layer.name for layer in result.settings.layers])
    first = "; ".join(
        f"{short(known[position].title)} {percent(share)}"
        for one in result
        if one.scenario == BASE
        for position, share in one.first.items()
    )
    words = Words(
        "How sure is the order?",
        f"Where {result.settings.n:,} draws put each position, each hill to its own height, when "
        f"{varied} may be otherwise. Right: how often each comes first.",
        f"Ridgelines. Share of draws in which each comes first: {first}.",
    ).instead(title, caption)
    return framed(words, theme, _BROAD, body, (), result.to_records())


@attrs.frozen
class _Hills:
    """One question, under one scenario after another."""

    question: Question
    outlooks: Sequence[Outlook]
    known: Mapping[str, Position]
    scenarios: Mapping[str, str]
    theme: Theme

    def block(self) -> Block:
        order = [self.known[one] for one in self.outlooks[0].first]
        key = list(_flowing(order, _BROAD - _BARS))
        top = 8.0 + 18.0 * (1 + max((line for _, line, _ in key), default=0))
        several = len(self.outlooks) > 1
        high = max(_ABOVE + _HILL, _BAR * len(order) + 8.0) + _BETWEEN

        def paint(at: Point) -> Markup:
            theme = self.theme
            parts = [head(at.x + _BROAD - _BARS, at.y + 12, "comes first in", _BARS, theme)]
            for one, line, x in key:
                y = at.y + 9 + line * 18.0
                parts.append(badge(one, Point(at.x + x + RADIUS, y), theme))
                name = clip(one.title, 10.0, 260.0)
                left = at.x + x + 2 * RADIUS + 5
                parts.append(text(left, y + 3.6, name, 10.0, theme.ink, right=left + 260))
            scale = unit(at.x + _LEFT, at.x + _LEFT + _PLOT)
            start = at.y + top
            bottom = start + len(self.outlooks) * high - _BETWEEN
            parts.append(grid(scale, start, bottom, theme))
            rows = []
            for index, outlook in enumerate(self.outlooks):
                box = Box(at.x, start + index * high, _BROAD, high - _BETWEEN)
                name = self.named(outlook) if several else ""
                rows.append(self.row(outlook, name, scale, box))
            parts.append(listing("Scenarios", rows))
            return join(parts)

        return Block(top + len(self.outlooks) * high - _BETWEEN + NUMBERS, paint)

    def named(self, outlook: Outlook) -> str:
        return clean(self.scenarios.get(outlook.scenario, outlook.scenario))

    def row(self, outlook: Outlook, name: str, scale: Scale, box: Box) -> Markup:
        theme = self.theme
        found = wrap(name, ROW, _NAME, face="bold", max_lines=4)
        middle = box.bottom - _HILL / 2
        parts = lines(box.x, middle - (len(found) - 1) * 6, _NAME, found, ROW, theme.ink)
        parts += self.hills(outlook, scale, box.bottom)
        base = Point(scale.left, box.bottom)
        parts.append(rule(base, Point(scale.right, box.bottom), theme.ink, thick=1.1))
        parts += self.bars(outlook, box)
        shares = "; ".join(
            f"{self.known[one].title} {percent(share)}" for one, share in outlook.first.items()
        )
        return row(f"{name or 'Comes first'}: {shares}", *parts)

    def hills(self, outlook: Outlook, scale: Scale, bottom: float) -> Iterator[Markup]:
        theme = self.theme
        shown = [one for one in outlook if not math.isnan(one.median)]
        shown.sort(key=lambda one: one.median)
        curves = {one.position: density(one, outlook.settled) for one in shown}
        for one in shown:
            known, curve = self.known[one.position], curves[one.position]
            points = [(scale.at(x), bottom - _HILL * y) for x, y in curve if y > 0.002]
            if not points:
                continue
            line = "L".join(f"{number(x)},{number(y)}" for x, y in points)
            ends = f"M{number(points[0][0])},{number(bottom)}L{line}"
            colour = known.colour(theme)
            area = f"{ends}L{number(points[-1][0])},{number(bottom)}Z"
            yield element("path", class_="hill", d=area, fill=colour, fill_opacity="0.2")
            yield element(
                "path",
                class_="line",
                d=f"M{line}",
                fill="none",
                stroke=colour,
                stroke_width=1.8,
                stroke_dasharray=known.dash,
            )
        places = [scale.at(one.median) for one in shown]
        spots = spread(places, scale.left, scale.right, 2 * RADIUS + 1)
        y = bottom - _HILL - RADIUS - 6
        for one, x, spot in zip(shown, places, spots, strict=True):
            colour = self.known[one.position].colour(theme)
            yield rule(Point(x, bottom), Point(x, y + RADIUS + 5), colour, thick=1.2, dash="2 2.5")
            yield rule(Point(x, y + RADIUS + 5), Point(spot, y + RADIUS - 1), colour, thick=1.2)
            yield badge(self.known[one.position], Point(spot, y), theme)

    def bars(self, outlook: Outlook, box: Box) -> Iterator[Markup]:
        """Who comes first how often, the most frequent first."""
        theme, left = self.theme, box.x + _BROAD - _BARS
        first = list(outlook.first.items())
        y = box.bottom - len(first) * _BAR
        for position, share in first:
            known = self.known[position]
            yield text(left, y + 11, known.letter, 10.5, theme.ink, face="bold")
            track = Box(left + 22, y + 3, 112, 9)
            yield element("path", d=rounded(track, 4.5), fill=theme.claim.track)
            if share * 112 >= 0.5:
                filled = Box(track.x, track.y, max(2.0, 112 * share), 9)
                yield element(
                    "path", class_="first", d=rounded(filled, 4.5), fill=known.colour(theme)
                )
            words = percent(share)
            yield text(track.right + 8, y + 11, words, 10.0, theme.ink, face="bold")
            y += _BAR


def density(one: Spread, draws: int) -> tuple[tuple[float, float], ...]:
    """A smooth outline of where the draws lie, highest 1: a Gaussian kernel, of .8 times the width
    that Silverman's rule says, because drawn claims make more than one hill."""
    shares = np.array(one.histogram(_POINTS))
    quartiles = (one.quantile(0.75) - one.quantile(0.25)) / 1.34
    wide = min(one.sd, quartiles) if quartiles > 0 else one.sd
    sd = max(_LEAST, 0.8 * 0.9 * wide * max(1, draws) ** -0.2)
    at = (np.arange(_POINTS) + 0.5) / _POINTS
    kernel = np.exp(-0.5 * ((at[:, None] - at[None, :]) / sd) ** 2)
    found = kernel @ shares
    found /= found.max()
    return tuple(zip(at.tolist(), found.tolist(), strict=True))


def percent(share: float) -> str:
    """Whole per cents; what is not quite nothing, or not quite all, is told."""
    if math.isnan(share):
        return "–"
    if 0.0 < share < 0.005:
        return "<1%"
    if 0.995 < share < 1.0:
        return ">99%"
    return f"{share:.0%}"


def _flowing(shown: Sequence[Position], room: float) -> Iterator[tuple[Position, int, float]]:
    """The key in lines: which line, and where in it."""
    x, line = 0.0, 0
    for one in shown:
        broad = 2 * RADIUS + 5 + width(clip(one.title, 10.0, 260.0), 10.0) + 18
        if x and x + broad > room:
            x, line = 0.0, line + 1
        yield one, line, x
        x += broad
