"""Survival as a grid: a row for each semantics, a column for each position, ranks in the cells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from argmap.analysis.survival import Survival, Verdict
from argmap.model.question import Question
from argmap.ranking import Place, Ranking
from argmap.views.charts.bars import slanted
from argmap.views.charts.frame import ROW, SMALL, Words, framed, lines, listing, notes, pointer, row
from argmap.views.charts.positions import Position, badge, positions
from argmap.views.painting.blocks import Block, headed, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import bar, rounded
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

_NAME, _CELL = 150.0, 118.0
_BETWEEN, _HIGH, _GAP = 14.0, 34.0, 4.0
_LINE = 13.0


def survival(
    result: Survival,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A table for each question; positions stand in the order of the first semantics that scores
    the map, and another leader than there stands out."""
    known = positions(result.map)
    questions = [one for one in result.map.answerable if one.positions]
    most = max((len(one.positions) for one in questions), default=0)
    broad = _NAME + most * (_CELL + _GAP)
    tables = [_Table(result, question, known, broad, theme) for question in questions]
    several = len(questions) > 1
    blocks = [
        headed(clean(one.question.text or one.question.id), one.block(), broad, theme)
        if several
        else one.block()
        for one in tables
    ]
    refused = [one for one in result if one.assessment is None]
    if refused:
        reasons = _refused(refused, broad, theme)
        blocks.append(headed("Not scored by", reasons, broad, theme))
    leaders = result.notes[: len(result.map.answerable)]
    body = stacked([*blocks, notes(leaders, broad, theme)], 14.0)
    words = Words(
        "Does the order survive another way of scoring?",
        "Ranks and strengths of the positions under each semantics.",
        f"Grid of {len(result)} semantics and {len(known)} positions. {' '.join(result.notes)}",
    ).instead(title, caption)
    changes = any(one.changes for one in tables)
    unsettled = any(record["score"] != record["score"] for record in result.to_records())
    legend = _legend(theme, changes=changes, unsettled=unsettled) if tables else ()
    return framed(words, theme, broad, body, legend, result.to_records())


@attrs.frozen
class _Table:
    result: Survival
    question: Question
    known: Mapping[str, Position]
    broad: float
    theme: Theme

    @property
    def _rankings(self) -> list[Ranking]:
        accepted = self.result.accepting
        return [one.assessment.ranking(self.question) for one in accepted if one.assessment]

    @property
    def order(self) -> list[Position]:
        """Of the columns."""
        rankings = self._rankings
        if not rankings:
            return [self.known[one] for one in self.question.positions]
        return [self.known[place.reference] for place in rankings[0]]

    @property
    def first(self) -> frozenset[str]:
        """Who leads where the order of the columns comes from."""
        rankings = self._rankings
        return frozenset(one.reference for one in rankings[0].first) if rankings else frozenset()

    @property
    def changes(self) -> bool:
        return any({place.reference for place in one.first} != self.first for one in self._rankings)

    def block(self) -> Block:
        order = self.order
        titles = [wrap(one.title, ROW, _CELL - 26, face="bold", max_lines=4) for one in order]
        top = max((len(one) for one in titles), default=1) * _LINE + 12.0
        scored = list(zip(self.result.accepting, self._rankings, strict=True))
        high = len(scored) * (_HIGH + _GAP)

        def paint(at: Point) -> Markup:
            heads = []
            for index, (one, title) in enumerate(zip(order, titles, strict=True)):
                x = at.x + _NAME + index * (_CELL + _GAP)
                heads.append(badge(one, Point(x + 10, at.y + 10), self.theme))
                y = at.y + 14.0
                for line in title:
                    right = x + _CELL
                    heads.append(
                        text(x + 22, y, line, ROW, self.theme.ink, face="bold", right=right)
                    )
                    y += _LINE
            rows = [
                self._row(*one, Point(at.x, at.y + top + index * (_HIGH + _GAP)))
                for index, one in enumerate(scored)
            ]
            return join((*heads, listing("Semantics", rows)))

        return Block(top + high, paint)

    def _row(self, verdict: Verdict, ranking: Ranking, at: Point) -> Markup:
        name = verdict.semantics.name
        parts = _label(name, at, self.theme.ink)
        leaders = {place.reference for place in ranking.first}
        places = {place.reference: place for place in ranking}
        for index, one in enumerate(self.order):
            box = Box(at.x + _NAME + index * (_CELL + _GAP), at.y, _CELL, _HIGH)
            place = places[one.reference]
            other = place.reference in leaders and leaders != self.first
            parts.append(_cell(place, box, other, self.theme))
        said = ", ".join(
            f"{place.title} {'did not settle' if place.rank is None else f'{place.score:.2f}'}"
            for place in ranking
        )
        return row(f"{name}: {said}", *parts)


def _label(name: str, at: Point, fill: str) -> list[Markup]:
    found = wrap(name, ROW, _NAME - _BETWEEN, max_lines=2)
    first = at.y + _HIGH / 2 - (len(found) - 1) * ROW * 0.6 + ROW * 0.36
    return lines(at.x, first, _NAME - _BETWEEN, found, ROW, fill)


def _refused(refused: Sequence[Verdict], broad: float, theme: Theme) -> Block:
    """Which semantics do not score the map, and why."""
    room = broad - _NAME
    reasons = [clean(one.none.removeprefix(one.semantics.name).strip()) for one in refused]
    said = [wrap(f"It {one}.", SMALL + 0.5, room) for one in reasons]
    heights = [max(_HIGH - 8, len(found) * 12.0 + 8.0) for found in said]

    def paint(at: Point) -> Markup:
        rows, y = [], at.y
        for one, found, reason, high in zip(refused, said, reasons, heights, strict=True):
            name = one.semantics.name
            parts = [text(at.x, y + 12, name, ROW, theme.muted)]
            for index, line in enumerate(found):
                edge = at.x + broad
                baseline = y + 12 + index * 12.0
                size = SMALL + 0.5
                parts.append(text(at.x + _NAME, baseline, line, size, theme.muted, right=edge))
            rows.append(row(f"{name} does not score the map: it {reason}", *parts))
            y += high
        return listing("Semantics that do not score the map", rows)

    return Block(sum(heights), paint)


def _cell(place: Place, box: Box, other: bool, theme: Theme) -> Markup:
    """Dark for who leads, with a border in the colour of tipping points where that is another."""
    middle = box.middle.y
    if math.isnan(place.score):
        shape = element("path", d=rounded(box, 4), fill=theme.cluster, stroke=theme.hair)
        words = "unsettled"
        left = box.x + (box.width - width(words, 10.0, face="bold")) / 2
        plate = Box(left - 6, middle - 8, box.width - 2 * (left - box.x) + 12, 16)
        return join(
            (
                shape,
                slanted(box, theme.hair),
                element("path", d=rounded(plate, 3), fill=theme.cluster),
                text(left, middle + 3.6, words, 10.0, theme.muted, face="bold"),
            )
        )
    leads = place.rank == 1
    paint = theme.assessment if leads else theme.claim
    fill = paint.fill if leads else theme.cluster
    said = f"{place.score:.3f}"
    left, right = box.x + 38, box.right - 8
    long = right - width(said, 10.5) - 6 - left
    parts = [
        element("path", d=rounded(box.grown(-1.5) if other else box, 4), fill=fill),
        text(box.x + 10, middle + 5, str(place.rank), 14.0, paint.ink, face="bold"),
        bar(left, middle - 2.5, long, place.score, paint, high=5),
        text(right - width(said, 10.5), middle + 3.8, said, 10.5, paint.ink),
    ]
    if other:
        edge = rounded(box.grown(-0.5), 5)
        ring = element(
            "path", class_="other", d=edge, fill="none", stroke=theme.tip, stroke_width=2.4
        )
        parts.append(ring)
        parts.append(pointer(box.x + 24, middle, paint.ink))
    return join(parts)


def _legend(theme: Theme, *, changes: bool, unsettled: bool) -> Iterator[Entry]:
    def leads(at: Point) -> Markup:
        return element("path", d=rounded(_sample(at), 3), fill=theme.assessment.fill)

    def instead(at: Point) -> Markup:
        ring = element(
            "path",
            d=rounded(_sample(at).grown(1.5), 4),
            fill="none",
            stroke=theme.tip,
            stroke_width=2.0,
        )
        return join((leads(at), ring, pointer(at.x + 9, at.y, theme.assessment.ink)))

    yield Entry(26, leads, "comes first")
    if changes:
        yield Entry(26, instead, "first instead of who is first in the top row")
    if unsettled:
        yield Entry(26, lambda at: slanted(_sample(at), theme.hair), "did not settle")


def _sample(at: Point) -> Box:
    return Box(at.x, at.y - 7, 26, 14)
