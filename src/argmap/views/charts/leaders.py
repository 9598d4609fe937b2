"""Two things swept together: a grid that says who leads where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from argmap.analysis.grid import Cell, Grid
from argmap.tables import decimals
from argmap.views.charts.bars import slanted
from argmap.views.charts.frame import Words, ended, framed, head, listing, notes, row, rule, short
from argmap.views.charts.positions import Position, badge, positions
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import clip, width
from argmap.views.painting.palette import LIGHT, READABLE, Theme, blend, contrast
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text

_VALUE = 46.0
_NARROW, _BROAD, _TALL = 30.0, 64.0, 26.0
_LEAST = 520.0
_HEAD = 20.0


def grid(
    result: Grid,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A cell for each pair of values, with the letter of who leads; lines part their regions."""
    known = positions(result.map)
    count = len(result.across)
    each = min(_BROAD, max(_NARROW, _LEAST / max(1, count)))
    broad = max(_LEAST + _VALUE, _VALUE + each * count)
    chart = _Cells(result, known, each, theme)
    cells = [cell.first for line in result for cell in line]
    first = [one for one in known.values() if any(one.reference in each for each in cells)]
    shares = [
        f"{one.letter} {short(one.title)}: first in {cells.count((one.reference,))} of {len(cells)}"
        for one in first
    ]
    ties = sum(len(one) > 1 for one in cells)
    lost = cells.count(())
    said = [f"{'; '.join(shares)}."] if shares else []
    said += [f"Tied for the first place in {ties}."] if ties else []
    said += [f"Nothing settles in {lost}."] if lost else []
    down, across = short(clean(result.down.label)), short(clean(result.across.label))
    both = [short(clean(one.selector)) for one in (result.down, result.across)]
    asked = clean(result.question.text)
    words = Words(
        f"Who leads, by {' and '.join(both)}?",
        " ".join(part for part in (asked, f"Down: {down}; across: {across}.") if part),
        f"Grid of {len(cells)} cells. {' '.join(said)}",
    ).instead(title, caption)
    body = stacked([chart.block(), notes(said, broad, theme)], 8.0)
    legend = [_entry(one, theme) for one in first]
    return framed(words, theme, broad, body, legend, result.to_records())


@attrs.frozen
class _Cells:
    result: Grid
    known: Mapping[str, Position]
    each: float
    theme: Theme

    def block(self) -> Block:
        result, theme = self.result, self.theme
        high = len(result) * _TALL

        def paint(at: Point) -> Markup:
            left, top = at.x + _VALUE, at.y + _HEAD
            broad = self.each * len(result.across)
            room = max(broad, _LEAST)
            label = clip(f"{clean(result.across.label)} …", 9.5, room)
            parts = [head(at.x, at.y + 11, "down", _VALUE, theme)]
            parts.append(text(left, at.y + 11, label, 9.5, theme.muted, right=left + room))
            rows = []
            for index, line in enumerate(result):
                y = top + index * _TALL
                value = _written(result.down.values[index])
                cells = [ended(left - 7, y + 16.5, value, 9.5, theme.muted)]
                for order, cell in enumerate(line):
                    box = Box(left + order * self.each, y, self.each, _TALL)
                    cells.append(self.cell(cell, box))
                rows.append(row(self.said(line), *cells))
            parts.append(listing("Values down", rows))
            parts += self.borders(left, top)
            parts += self.numbers(left, top + high)
            return join(parts)

        return Block(_HEAD + high + 18.0, paint)

    def cell(self, cell: Cell, box: Box) -> Markup:
        theme = self.theme
        inner = box.grown(-0.5)
        leaders = [self.known[one] for one in cell.first]
        if not leaders:
            fill, words = theme.cluster, "?"
        else:
            fill, words = _tint(leaders[0], theme), "=".join(one.letter for one in leaders)
        parts = [element("path", class_="cell", d=rounded(inner, 1), fill=fill)]
        if len(leaders) != 1:
            parts.append(slanted(inner, theme.hair))
        if width(words, 10.0, face="bold") > box.width - 4:
            words = "="
        long = width(words, 10.0, face="bold")
        ink = theme.ink if contrast(theme.ink, fill) >= READABLE else theme.bg
        y = box.middle.y + 3.6
        parts.append(text(box.middle.x - long / 2, y, words, 10.0, ink, face="bold"))
        return join(parts)

    def said(self, line: tuple[Cell, ...]) -> str:
        leaders = ", ".join(
            f"{_written(cell.column)} "
            + (" level with ".join(self.known[one].title for one in cell.first) or "nobody")
            for cell in line
        )
        return f"{clean(self.result.down.label)} {_written(line[0].row)}: {leaders}"

    def borders(self, left: float, top: float) -> Iterator[Markup]:
        """Between cells with different leaders."""
        ink, cells = self.theme.ink, self.result.cells
        for index, line in enumerate(cells):
            for order, cell in enumerate(line):
                x, y = left + order * self.each, top + index * _TALL
                if order and line[order - 1].first != cell.first:
                    yield rule(Point(x, y), Point(x, y + _TALL), ink, thick=1.8, class_="border")
                if index and cells[index - 1][order].first != cell.first:
                    yield rule(
                        Point(x, y), Point(x + self.each, y), ink, thick=1.8, class_="border"
                    )

    def numbers(self, left: float, y: float) -> Iterator[Markup]:
        """The values below, those that have room."""
        free = left - 40
        for order, value in enumerate(self.result.across.values):
            words = _written(value)
            x = left + (order + 0.5) * self.each
            half = width(words, 9.5) / 2
            if x - half >= free:
                yield text(x, y + 13, words, 9.5, self.theme.muted, anchor="middle")
                free = x + half + 5


def _written(value: float) -> str:
    return decimals(2)(value) if abs(value) < 10 else f"{value:.4g}"


def _tint(one: Position, theme: Theme) -> str:
    return blend(one.colour(theme), theme.bg, 0.72)


def _entry(one: Position, theme: Theme) -> Entry:
    return Entry(16, lambda at: badge(one, Point(at.x + 8, at.y), theme), clip(one.title, 10, 400))
