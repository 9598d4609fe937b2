"""Slope charts: where each scenario takes the positions from where they stand without it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from argmap.analysis.compare import Comparison
from argmap.analysis.outcome import Flip, Outcome
from argmap.model.question import Question
from argmap.views.charts.frame import (
    ROW,
    SMALL,
    Words,
    framed,
    lines,
    listing,
    notes,
    pointer,
    row,
    rule,
    short,
)
from argmap.views.charts.positions import RADIUS, Position, badge, by_strength, positions
from argmap.views.charts.scale import NUMBERS, Scale, grid, unit
from argmap.views.charts.sweeps import sweep
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Point, spread
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import THRESHOLD
from argmap.views.painting.measure import clip, wrap
from argmap.views.painting.palette import LIGHT, Theme, blend
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

#: So many questions stand side by side.
ABREAST = 3
_NAME, _GAP = 196.0, 26.0
_WIDE, _NARROW = 420.0, 236.0
_BAND, _BETWEEN = 38.0, 8.0
_LINE, _BADGES = 14.0, 2 * RADIUS + 8


def compare(
    result: Comparison,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A band for each scenario: lines lead from the strengths of the base, above, to those of the
    scenario, below. Where two cross, their order flips. Scenarios that move nothing are named.
    A comparison of the scenarios of a sweep is drawn as lines over what is swept."""
    if result.sweep is not None:
        return sweep(result, result.sweep, theme=theme, title=title, caption=caption)
    known = positions(result.map)
    questions = [one for one in result.map.answerable if one.positions]
    moving = [one for one in result.outcomes[1:] if _moves(one)]
    still = [short(_named(one)) for one in result.outcomes[1:] if not _moves(one)]
    blocks = [
        _Panels(result, questions[start : start + ABREAST], moving, known, theme).block()
        for start in range(0, len(questions), ABREAST)
    ]
    abreast = min(ABREAST, max(1, len(questions)))
    broad = _NAME + abreast * (_GAP + (_NARROW if abreast > 1 else _WIDE))
    said = [f"No position moves by .005 under: {', '.join(still)}."] if still else []
    body = stacked([*blocks, notes(said, broad, theme)], 18.0)
    flips = [f"{short(_named(one))}: {_flip(flip, known)}" for one in moving for flip in one.flips]
    found = "; ".join(flips) or "none"
    words = Words(
        "Who leads under which scenario?",
        f"Strengths under {result.semantics.name}. Each band leads from the base, above, to the "
        "scenario, below; where lines cross, the order flips.",
        f"Slope chart of {len(result) - 1} scenarios. Flips of order: {found}.",
    ).instead(title, caption)
    return framed(words, theme, broad, body, _legend(theme, bool(flips)), result.to_records())


def _moves(outcome: Outcome) -> bool:
    """Also where a position has lost its strength."""
    return bool(outcome.flips) or any(not abs(one.delta) < THRESHOLD for one in outcome)


def _named(outcome: Outcome) -> str:
    scenario = outcome.assessment.scenario
    return clean(scenario.title or scenario.id) if scenario else outcome.name


def _flip(flip: Flip, known: Mapping[str, Position]) -> str:
    ahead, behind = known[flip.ahead].letter, known[flip.behind].letter
    return f"{ahead} level with {behind}" if flip.tied else f"{ahead} over {behind}"


@attrs.frozen
class _Panels:
    """Questions side by side, with the scenarios as bands across all of them."""

    result: Comparison
    questions: Sequence[Question]
    outcomes: Sequence[Outcome]
    known: Mapping[str, Position]
    theme: Theme

    @property
    def each(self) -> float:
        return _NARROW if len(self.questions) > 1 else _WIDE

    def left(self, index: int) -> float:
        return _NAME + _GAP + index * (self.each + _GAP)

    def ranked(self, question: Question) -> tuple[Position, ...]:
        strengths = self.result.base.assessment.strengths
        return by_strength([self.known[one] for one in question.positions], strengths)

    def block(self) -> Block:
        several = len(self.result.map.answerable) > 1
        asked = [
            wrap(clean(one.text or one.id), ROW, self.each, face="bold", max_lines=3)
            if several
            else ()
            for one in self.questions
        ]
        words = max(map(len, asked), default=0) * _LINE
        most = max((len(one.positions) for one in self.questions), default=0)
        top = words + most * _LINE + 10.0 + _BADGES
        named = [wrap(_named(one), ROW, _NAME, max_lines=2) for one in self.outcomes]
        flips = [self.flips(one) for one in self.outcomes]
        lost = [self.unsettled(one) for one in self.outcomes]
        heights = [
            max(_BAND, len(name) * 13.0 + (len(flip) + len(words)) * 12.0 + 4.0)
            for name, flip, words in zip(named, flips, lost, strict=True)
        ]
        inner = sum(heights) + _BETWEEN * len(heights)

        def paint(at: Point) -> Markup:
            start = at.y + top
            parts: list[Markup] = []
            for index, question in enumerate(self.questions):
                corner = Point(at.x + self.left(index), at.y)
                scale = unit(corner.x, corner.x + self.each)
                parts += self.head(question, asked[index], corner, words)
                parts.append(grid(scale, start, start + inner, self.theme))
                parts += self.guides(question, scale, start, start + inner)
            rows, y = [], start + _BETWEEN
            every = zip(self.outcomes, named, flips, lost, heights, strict=True)
            for outcome, name, flip, gone, high in every:
                rows.append(self.band(outcome, name, flip, gone, at.x, y, high))
                y += high + _BETWEEN
            return join((*parts, listing("Scenarios", rows)))

        return Block(top + inner + NUMBERS, paint)

    def flips(self, outcome: Outcome) -> list[str]:
        """In words, as many as matter for these questions."""
        asked = {one.id for one in self.questions}
        return [_flip(one, self.known) for one in outcome.flips if one.question in asked]

    def unsettled(self, outcome: Outcome) -> list[str]:
        """Who has a strength in the base alone, or in the scenario alone."""
        before, after = outcome.base.strengths, outcome.assessment.strengths
        found = []
        for question in self.questions:
            for one in question.positions:
                if math.isnan(after[one]) and not math.isnan(before[one]):
                    found.append(f"{self.known[one].letter} does not settle")
                elif math.isnan(before[one]) and not math.isnan(after[one]):
                    found.append(f"{self.known[one].letter} settles at {after[one]:.2f}")
        return found

    # -- above the bands -----------------------------------------------------------------------

    def head(
        self, question: Question, asked: Sequence[str], at: Point, below: float
    ) -> Iterator[Markup]:
        """The question, and its positions with their strengths in the base."""
        theme, right = self.theme, at.x + self.each
        for index, line in enumerate(asked):
            y = at.y + 11 + index * _LINE
            yield text(at.x, y, line, ROW, theme.ink, face="bold", right=right)
        strengths = self.result.base.assessment.strengths
        for index, one in enumerate(self.ranked(question)):
            y = at.y + below + 14 + index * _LINE
            value = strengths[one.reference]
            said = "unsettled" if math.isnan(value) else f"{value:.2f}"
            name = clip(one.title, 10.0, self.each - 84)
            yield text(at.x, y, one.letter, 10.0, theme.ink, face="bold")
            yield text(at.x + 18, y, said, 10.0, theme.muted)
            left = at.x + (44 if said != "unsettled" else 70)
            yield text(left, y, name, 10.0, theme.ink, right=right)

    def guides(
        self, question: Question, scale: Scale, top: float, bottom: float
    ) -> Iterator[Markup]:
        """Badges at the strengths of the base, and faint lines from there down."""
        strengths = self.result.base.assessment.strengths
        settled = [one for one in self.ranked(question) if not math.isnan(strengths[one.reference])]
        settled.reverse()
        places = [scale.at(strengths[one.reference]) for one in settled]
        spots = spread(places, scale.left, scale.right, 2 * RADIUS + 1)
        for one, x, spot in zip(settled, places, spots, strict=True):
            faint = blend(one.colour(self.theme), self.theme.bg, 0.5)
            yield rule(Point(x, top), Point(x, bottom), faint, thick=1.3)
            yield rule(Point(spot, top - 8), Point(x, top), one.colour(self.theme), thick=1.2)
            yield badge(one, Point(spot, top - 8 - RADIUS), self.theme)

    # -- a band --------------------------------------------------------------------------------

    def band(
        self,
        outcome: Outcome,
        name: Sequence[str],
        flips: Sequence[str],
        lost: Sequence[str],
        left: float,
        y: float,
        high: float,
    ) -> Markup:
        theme = self.theme
        parts = [rule(Point(left, y - 4.5), Point(left + self.end, y - 4.5), theme.hair, thick=0.6)]
        parts += lines(left, y + 10, _NAME, name, ROW, theme.ink)
        below = y + 10 + len(name) * 13.0
        for index, words in enumerate(flips):
            at = below + index * 12.0
            parts.append(pointer(left, at - 3.2, theme.tip))
            parts.append(text(left + 11, at, words, SMALL + 0.5, theme.tip_ink, face="bold"))
        below += len(flips) * 12.0
        for index, words in enumerate(lost):
            parts.append(text(left + 11, below + index * 12.0, words, SMALL + 0.5, theme.muted))
        for index, question in enumerate(self.questions):
            start = left + self.left(index)
            parts += self.slopes(outcome, question, unit(start, start + self.each), y, y + high)
        moved = "; ".join(
            f"{one.title} {'did not settle' if one.rank is None else f'{one.score:.2f}'}"
            for one in outcome
            if not one.unchanged
        )
        said = f"{_named(outcome)}: {moved or 'nothing moves'}."
        return row(f"{said} {', '.join((*flips, *lost))}".strip(), *parts)

    @property
    def end(self) -> float:
        return self.left(len(self.questions) - 1) + self.each

    def slopes(
        self, outcome: Outcome, question: Question, scale: Scale, top: float, bottom: float
    ) -> Iterator[Markup]:
        """Lines from the base to the scenario, for those who move."""
        before, after = outcome.base.strengths, outcome.assessment.strengths
        foot = bottom - 2 * RADIUS - 1
        shown = [
            self.known[one]
            for one in question.positions
            if not math.isnan(after[one]) and not math.isnan(before[one])
        ]
        ends = {
            one.reference: (scale.at(before[one.reference]), scale.at(after[one.reference]))
            for one in shown
        }
        moved = [
            one
            for one in shown
            if not abs(after[one.reference] - before[one.reference]) < THRESHOLD
        ]
        moved.sort(key=lambda one: ends[one.reference][1])
        places = [ends[one.reference][1] for one in moved]
        spots = spread(places, scale.left, scale.right, 2 * RADIUS + 0.5)
        for one, spot in zip(moved, spots, strict=True):
            start, end = ends[one.reference]
            colour = one.colour(self.theme)
            yield rule(Point(start, top), Point(end, foot), colour, thick=2.0, class_="slope")
            yield rule(Point(end, foot), Point(spot, foot + 2), colour, thick=2.0)
            yield badge(one, Point(spot, bottom - RADIUS), self.theme)
        yield from self.crossings(ends, outcome, question, top, foot)

    def crossings(
        self,
        ends: Mapping[str, tuple[float, float]],
        outcome: Outcome,
        question: Question,
        top: float,
        foot: float,
    ) -> Iterator[Markup]:
        """A ring where the lines of two positions that change order meet."""
        for flip in outcome.flips:
            if flip.question != question.id or not {flip.ahead, flip.behind} <= ends.keys():
                continue
            (a, b), (c, d) = ends[flip.ahead], ends[flip.behind]
            turn = (a - b) - (c - d)
            share = min(1.0, max(0.0, (a - c) / turn)) if turn else 1.0
            if flip.tied:
                continue
            middle = Point(a + (b - a) * share, top + (foot - top) * share)
            yield element(
                "circle",
                class_="flip",
                cx=middle.x,
                cy=middle.y,
                r=4.6,
                fill="none",
                stroke=self.theme.tip,
                stroke_width=2.0,
            )


def _legend(theme: Theme, flips: bool) -> Iterator[Entry]:
    def slope(at: Point) -> Markup:
        return rule(Point(at.x, at.y - 7), Point(at.x + 16, at.y + 7), theme.ink, thick=2.0)

    yield Entry(16, slope, "from the base to the scenario; who moves by less than .005 is left out")
    if flips:
        yield Entry(
            10,
            lambda at: element(
                "circle",
                cx=at.x + 5,
                cy=at.y,
                r=4.6,
                fill="none",
                stroke=theme.tip,
                stroke_width=2.0,
            ),
            "order flips",
        )
