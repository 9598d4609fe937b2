"""The nested view: every statement once, on the card of the claim that it bears on most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.map import ArgumentMap
from argmap.views.cards import band, cards, columns, keys
from argmap.views.cards.band import SizedPosition
from argmap.views.cards.context import context
from argmap.views.cards.plan import Card
from argmap.views.cards.rows import SizedRow
from argmap.views.cards.sheet import Sheet, sheet
from argmap.views.painting import captions, page
from argmap.views.painting.blocks import Block, headed, listed, prose
from argmap.views.painting.geometry import Point
from argmap.views.painting.legend import strip
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.paper import Content, Paper, Placed, flowing, spread
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join

if TYPE_CHECKING:
    from argmap.assessment import Assessment

COLUMN, GAP = 600.0, 14.0
_POSITION = 340.0  # the least breadth of a position's box
_LOW, _HIGH = 700.0, 1900.0  # of one column: up to here one, up to there two
_READ = (
    "Each row is a reason, written once, on the card of the claim it bears on most; pills say "
    "where else it bears. Lettered cells: what a claim does to each position."
)
_CHANGES = (
    "The coloured part of a bar is the change, the thin line the earlier strength; what stays "
    "as it was is folded away."
)


def nested(
    subject: Assessment | ArgumentMap,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    count: int | None = None,
) -> Picture:
    """Draw a map as cards in `count` columns, by default one to three as its length asks for.

    Under a scenario only what it changes is drawn, beside all positions.
    """
    return of_sheet(sheet(subject), captions.how(subject), theme, title, caption, count)


def of_sheet(
    shown: Sheet,
    how: str,
    theme: Theme,
    title: str | None = None,
    caption: str | None = None,
    count: int | None = None,
) -> Picture:
    """The same for a sheet; `how` says where its numbers come from."""
    title, caption = _words(shown, how, title, caption)
    ids = page.prefix(repr(("nested", title, caption, theme, shown.items, shown.relations, count)))
    body = _Body(_Cards(shown, theme, ids), count)
    return page.page(
        clean(title),
        clean(caption),
        captions.described(shown.map, shown.items, scored=shown.scored),
        theme,
        ids,
        (body.width, body.height),
        body.paint,
        lambda origin, limit: strip(keys.of_cards(shown, theme), theme, origin, limit),
    )


def nested_pages(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    """The same on pages of paper; cards are cut between the reasons of their owner."""
    return pages_of_sheet(sheet(subject), captions.how(subject), paper, theme, title, caption)


def pages_of_sheet(
    shown: Sheet,
    how: str,
    paper: Paper,
    theme: Theme,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    """The same for a sheet."""
    shown = attrs.evolve(shown, linked=False)
    title, caption = _words(shown, how, title, caption)
    key = ("nested", title, caption, theme, shown.items, shown.relations)
    made = _Cards(shown, theme, page.prefix(repr((key, paper))))
    blocks = list(made.blocks())

    def broad(count: int) -> float:
        return count * COLUMN + (count - 1) * GAP

    def lay(count: int, first: float, other: float) -> Sequence[Placed]:
        top, closing = list(made.bands(broad(count))), made.closing(COLUMN)
        rest = [*blocks, closing] if closing else blocks
        return flowing(top, rest, COLUMN, GAP, count, first, other)

    return spread(
        Content(
            key,
            clean(title),
            clean(caption),
            captions.described(shown.map, shown.items, scored=shown.scored),
            broad,
            lay,
            "Positions and claims",
            tuple(keys.of_cards(shown, theme)),
        ),
        paper,
        theme,
    )


def _words(shown: Sheet, how: str, title: str | None, caption: str | None) -> tuple[str, str]:
    read = _READ if shown.earlier is None else _CHANGES
    return (
        captions.heading(shown.map) if title is None else title,
        f"{how} {read}" if caption is None else caption,
    )


class _Body:
    """The bands of positions on top, and below them the cards, cut into columns."""

    def __init__(self, made: _Cards, count: int | None) -> None:
        blocks = list(made.blocks())
        whole = sum(block.height + GAP for block in blocks)
        if count is None:
            count = 1 if whole <= _LOW else 2 if whole <= _HIGH else 3
        count = max(1, min(count, len(blocks) or 1))
        self.width = count * COLUMN + (count - 1) * GAP
        heights = [block.height for block in blocks]
        self.parts: list[tuple[Point, Block]] = []
        y = 0.0
        for block in made.bands(self.width):
            self.parts.append((Point(0.0, y), block))
            y += block.height + GAP
        y += 6.0
        lowest = y
        for place, column in enumerate(columns.cut(heights, count, GAP)):
            low = y
            for index in column:
                self.parts.append((Point(place * (COLUMN + GAP), low), blocks[index]))
                low += blocks[index].height + GAP
            lowest = max(lowest, low - GAP)
        closing = made.closing(self.width)
        if closing is not None:
            self.parts.append((Point(0.0, lowest + 8), closing))
            lowest += 8 + closing.height
        self.height = lowest

    def paint(self, origin: Point) -> Markup:
        parts = [block.paint(Point(origin.x + at.x, origin.y + at.y)) for at, block in self.parts]
        return element("g", *parts, class_="nodes", role="list", aria_label="Positions and claims")


class _Cards:
    """Positions and cards as blocks."""

    def __init__(self, shown: Sheet, theme: Theme, ids: str) -> None:
        self.sheet, self.theme, self.ids = shown, theme, ids

    # -- the bands of positions ------------------------------------------------------------

    def bands(self, broad: float) -> Iterator[Block]:
        asked = [question for question in self.sheet.map.answerable if question.positions]
        if not self.sheet.rest:
            bearing = {str(link.target) for card in self.sheet.claims for link in card.cells}
            asked = [one for one in asked if bearing & {*one.positions}]
        for question in asked:
            words = question.text if len(asked) > 1 or question.text != self._title() else ""
            yield self._band(words, question.positions, broad)

    def _title(self) -> str:
        return captions.heading(self.sheet.map)

    def _band(self, words: str, positions: Sequence[str], broad: float) -> Block:
        lines = [
            self._line(line) for line in band.arranged(self.sheet, positions, broad, GAP, _POSITION)
        ]
        block = listed((), lines, GAP)
        return headed(words, block, broad, self.theme) if words else block

    def _line(self, line: Sequence[SizedPosition]) -> Block:
        """Boxes side by side."""

        def paint(at: Point) -> Markup:
            parts, x = [], at.x
            for box in line:
                parts.append(band.paint(self.sheet, box, Point(x, at.y), self.theme, self.ids))
                x += box.width + GAP
            return join(parts)

        return Block(max(box.height for box in line), paint)

    # -- cards -------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        plan = self.sheet.plan
        rest = self.sheet.rest
        events = [*self._group("What would change it: events", plan.events if rest else ())]
        if self.sheet.earlier is not None:
            yield from events
        section: tuple[str, ...] | None = None
        for card in self.sheet.claims:
            block = self._card(card)
            if block is None:
                continue
            if card.section != section and card.section:
                block = headed(" · ".join(card.section), block, COLUMN, self.theme)
            section = card.section
            yield block
        direct = [card for card in plan.positions if card.rows and rest]
        yield from self._group("Reasons that bear directly on a position", direct)
        if self.sheet.earlier is None:
            yield from events
            if plan.context and rest:
                said = context(self.sheet, COLUMN, self.theme, self.ids)
                yield headed("Context, bears on nothing", said, COLUMN, self.theme)

    def _group(self, words: str, group: Sequence[Card]) -> Iterator[Block]:
        first = True
        for card in group:
            block = self._card(card)
            if block is not None:
                yield headed(words, block, COLUMN, self.theme) if first else block
                first = False

    def _card(self, card: Card) -> Block | None:
        kept, notes = None, []
        if self.sheet.earlier is not None:
            if not self._stirs(card):
                return None
            kept = self._stirred_rows(card)
            left = len(card.rows) - len(kept)
            if left:
                notes.append(f"{left} row{'s' if left > 1 else ''} unchanged")
        lines_of = cards.measured(self.sheet, card, COLUMN)
        return self._rows(card, range(len(card.rows)) if kept is None else kept, notes, lines_of)

    def _rows(
        self,
        card: Card,
        kept: Sequence[int],
        notes: Sequence[str],
        lines_of: Sequence[SizedRow],
        *,
        continued: bool = False,
        ended: bool = True,
    ) -> Block:
        sized = cards.sized(
            self.sheet,
            card,
            COLUMN,
            kept=kept,
            notes=notes,
            continued=continued,
            ended=ended,
            lines_of=lines_of,
        )

        def cut(room: float, anywhere: bool) -> tuple[Block, Block] | None:
            count = cards.fitting(sized, room, anywhere=anywhere)
            if not count:
                return None
            return (
                self._rows(card, kept[:count], (), lines_of, continued=continued, ended=False),
                self._rows(card, kept[count:], notes, lines_of, continued=True, ended=ended),
            )

        return Block(
            sized.height,
            lambda at: cards.paint(self.sheet, sized, at, self.theme, self.ids),
            cut,
        )

    def _stirs(self, card: Card) -> bool:
        own = self.sheet.before(card.owner) is not None
        if card.owner in self.sheet.map.positions:
            own = False  # its box on top shows it
        return own or any(self.sheet.stirred(row.link) for row in card.rows)

    def _stirred_rows(self, card: Card) -> list[int]:
        kept: set[int] = set()
        for index, row in enumerate(card.rows):
            if self.sheet.stirred(row.link):
                at: int | None = index
                while at is not None and at not in kept:
                    kept.add(at)
                    at = card.rows[at].parent
        return sorted(kept)

    def closing(self, broad: float) -> Block | None:
        """Names the claims that a scenario leaves as they are."""
        if self.sheet.earlier is None:
            return None
        same = [card.owner for card in self.sheet.claims if not self._stirs(card)]
        if not same:
            return None
        said = "; ".join(f"{self.sheet.number(name)} {self._named(name)}" for name in same)
        return prose(f"Unchanged claims: {said}.", broad, self.theme)

    def _named(self, name: str) -> str:
        node = self.sheet.map.by_reference[name]
        return clean(node.title or node.text)
