"""Sweeps as lines: how strong each position is at every value that was tried."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping

import attrs

from argmap.analysis.compare import Comparison
from argmap.analysis.sweep import Sweep
from argmap.model.question import Question
from argmap.tables import decimals
from argmap.views.charts.frame import Words, ended, framed, head, listing, notes, row, rule, short
from argmap.views.charts.positions import RADIUS, Position, badge, by_strength, positions
from argmap.views.charts.scale import NUMBERS, Scale, grid, show
from argmap.views.painting.blocks import Block, headed, stacked
from argmap.views.painting.geometry import Point, spread
from argmap.views.painting.legend import Entry
from argmap.views.painting.measure import clip, width
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, number, text

_AXIS, _PLOT, _NAMES, _HIGH = 40.0, 470.0, 210.0, 230.0
_PLAIN = decimals(2)


@attrs.frozen
class Crossing:
    """About where one position overtakes another as the value rises, by straight lines between
    the values tried; both are then about as strong as `strength`."""

    value: float
    strength: float
    ahead: str
    behind: str


def sweep(
    result: Comparison,
    swept: Sweep,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A line for each position, questions below each other; where lines cross, the order flips."""
    known = positions(result.map)
    questions = [one for one in result.map.answerable if one.positions]
    charts = [_Lines(result, swept, one, known, theme) for one in questions]
    broad = _AXIS + _PLOT + _NAMES
    several = len(questions) > 1
    blocks = [
        headed(clean(one.question.text or one.question.id), one.block(), broad, theme)
        if several
        else one.block()
        for one in charts
    ]
    found = [crossing for one in charts for crossing in one.crossings]
    said = [
        f"{short(known[one.ahead].title)} overtakes {short(known[one.behind].title)} at about "
        f"{_PLAIN(one.value)}."
        for one in found
    ]
    what = short(clean(swept.selector))
    words = Words(
        f"What if {what} were weaker or stronger?",
        f"Strengths under {result.semantics.name} at {len(swept)} values: "
        f"{short(clean(swept.label))} {min(swept.values):g} to {max(swept.values):g}.",
        f"Lines over {len(swept)} values of {what}. {' '.join(said) or 'No order changes.'}",
    ).instead(title, caption)
    if not said:
        said = ["No order changes between the values tried."]
    body = stacked([*blocks, notes(said, broad, theme)], 14.0)
    return framed(words, theme, broad, body, _legend(theme, bool(found)), result.to_records())


@attrs.frozen
class _Lines:
    result: Comparison
    swept: Sweep
    question: Question
    known: Mapping[str, Position]
    theme: Theme

    def scores(self, reference: str) -> tuple[float, ...]:
        """At the values in rising order."""
        found = [one.assessment.strengths[reference] for one in self.result.outcomes[1:]]
        return tuple(value for _, value in sorted(zip(self.swept.values, found, strict=True)))

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(sorted(self.swept.values))

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """From left to right."""
        found = []
        for one, other in itertools.combinations(self.question.positions, 2):
            leads = [a - b for a, b in zip(self.scores(one), self.scores(other), strict=True)]
            steps = zip(self.values, leads, self.scores(one), strict=True)
            for (x, lead, score), (then, later, end) in itertools.pairwise(steps):
                if lead * later < 0 or (lead == 0.0 != later and x > self.values[0]):
                    share = lead / (lead - later)
                    ends = (one, other) if later > 0 else (other, one)
                    value, strength = x + share * (then - x), score + share * (end - score)
                    found.append(Crossing(value, strength, *ends))
        return tuple(sorted(found, key=lambda crossing: crossing.value))

    def block(self) -> Block:
        values = self.values
        top = 20.0

        def paint(at: Point) -> Markup:
            across = Scale(values[0], values[-1], at.x + _AXIS, at.x + _AXIS + _PLOT)
            start, end = at.y + top, at.y + top + _HIGH
            parts = [
                head(at.x, at.y + 10, "strength", _PLOT, self.theme),
                grid(across, start, end, self.theme),
            ]
            parts += self.levels(at.x + _AXIS, start, end)
            rows = [self.line(self.known[one], across, start) for one in self.question.positions]
            parts.append(listing("Positions", rows))
            for crossing in self.crossings:
                parts.append(self.mark(crossing, across, start, end))
            parts += self.names(across.right, start)
            label = clip(clean(self.swept.label), 9.5, _PLOT)
            parts.append(ended(across.right, end + 28, label, 9.5, self.theme.muted))
            return join(parts)

        return Block(top + _HIGH + NUMBERS + 16, paint)

    def levels(self, left: float, top: float, bottom: float) -> Iterator[Markup]:
        """Strengths from 0 to 1 at the left."""
        for level in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = self.high(level, top)
            words = show(Scale(0.0, 1.25, 0.0, 1.0))(level)
            yield rule(Point(left, y), Point(left + _PLOT, y), self.theme.hair, thick=0.8)
            yield ended(left - 6, y + 3.3, words, 9.5, self.theme.muted)
        assert bottom == top + _HIGH

    @staticmethod
    def high(strength: float, top: float) -> float:
        return top + _HIGH * (1.0 - strength)

    def line(self, one: Position, across: Scale, top: float) -> Markup:
        """Broken where the strength did not settle."""
        d, pen = "", "M"
        scores = self.scores(one.reference)
        for value, score in zip(self.values, scores, strict=True):
            if math.isnan(score):
                pen = "M"
                continue
            d += f"{pen}{number(across.at(value))},{number(self.high(score, top))}"
            pen = "L"
        said = (
            f"{one.title}: {_spoken(scores[0])} at {self.values[0]:g}, "
            f"{_spoken(scores[-1])} at {self.values[-1]:g}"
        )
        path = element(
            "path",
            class_="line",
            d=d or "M0,0",
            fill="none",
            stroke=one.colour(self.theme),
            stroke_width=2.2,
            stroke_dasharray=one.dash,
        )
        return row(said, path)

    def names(self, right: float, top: float) -> Iterator[Markup]:
        """Who a line is, at its end, highest first."""
        last = {one: self.scores(one)[-1] for one in self.question.positions}
        order = by_strength([self.known[one] for one in self.question.positions], last)
        wishes = [
            top + _HIGH if math.isnan(last[one.reference]) else self.high(last[one.reference], top)
            for one in order
        ]
        places = spread(wishes, top, top + _HIGH, 17.0)
        for one, wish, y in zip(order, wishes, places, strict=True):
            x, value = right + 26, last[one.reference]
            if not math.isnan(value):
                colour = one.colour(self.theme)
                yield rule(Point(right + 2, wish), Point(x - RADIUS, y), colour, thick=1.0)
            yield badge(one, Point(x, y), self.theme)
            said = _spoken(value)
            yield text(x + 13, y + 3.6, said, 10.0, self.theme.ink, face="bold")
            left = x + 13 + width(said, 10.0, face="bold") + 6
            room = right + _NAMES - left
            name = clip(one.title, 10.0, room)
            yield text(left, y + 3.6, name, 10.0, self.theme.ink, right=left + room)

    def mark(self, crossing: Crossing, across: Scale, top: float, bottom: float) -> Markup:
        x, y = across.at(crossing.value), self.high(crossing.strength, top)
        ring = element(
            "circle", class_="flip", cx=x, cy=y, r=5.5, fill="none", stroke=self.theme.tip,
            stroke_width=2.2,
        )  # fmt: skip
        drop = rule(Point(x, y + 6), Point(x, bottom), self.theme.tip, thick=1.2, dash="4 3")
        words = _PLAIN(crossing.value)
        half = width(words, 10.0, face="bold") / 2
        label = text(x - half, top - 5, words, 10.0, self.theme.tip_ink, face="bold")
        rise = rule(Point(x, top), Point(x, y - 6), self.theme.tip, thick=1.2, dash="4 3")
        return join((drop, rise, ring, label))


def _spoken(strength: float) -> str:
    return "unsettled" if math.isnan(strength) else _PLAIN(strength)


def _legend(theme: Theme, flips: bool) -> Iterator[Entry]:
    def ring(at: Point) -> Markup:
        return element(
            "circle", cx=at.x + 6, cy=at.y, r=5.5, fill="none", stroke=theme.tip, stroke_width=2.2
        )

    if flips:
        yield Entry(12, ring, "order flips, at about the value above")
