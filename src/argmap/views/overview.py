"""The overview: a matrix of claims and positions, with everything below a claim folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.views.cards import cards, cells, heads, keys, octagons, pills
from argmap.views.cards.folding import Folded, folded
from argmap.views.cards.plan import Card
from argmap.views.cards.sheet import Sheet, sheet
from argmap.views.painting import boxes, captions, lines, marks, page
from argmap.views.painting.blocks import Block, headed, headings, listed, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry, strip
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme, blend
from argmap.views.painting.paper import Paper, spread, tables
from argmap.views.painting.picture import Picture
from argmap.views.painting.relations import Relation
from argmap.views.painting.svg import Markup, clean, element, join, number, text
from argmap.views.painting.svg import title as hover

if TYPE_CHECKING:
    from argmap.assessment import Assessment

_CLAIM, _BETWEEN, _GAP = 546.0, 10.0, 5.0
_COUNTS, _WORDS = 304.0, 36.0  # where counts and words begin
_BAR = 80.0
_LOW = 34.0
_FULL = 0.8  # the force whose bar fills a cell
_TINT = 0.10
_READ = (
    "Rows: claims, with everything below them folded into counts. Cells: what a claim does to "
    "each position; the bar is weight × strength."
)
_SIGNS = ((Polarity.SUPPORT, "+"), (Polarity.ATTACK, "−"), (Polarity.UNDERCUT, "×"))


def overview(
    subject: Assessment | ArgumentMap,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw one table for each question, its positions side by side, highest strength first."""
    return of_sheet(sheet(subject), captions.how(subject), theme, title, caption)


def of_sheet(
    shown: Sheet, how: str, theme: Theme, title: str | None = None, caption: str | None = None
) -> Picture:
    """The same for a sheet; `how` says where its numbers come from."""
    shown = attrs.evolve(shown, linked=False)
    head = _words(shown, how, title, caption)
    ids = page.prefix(repr(("overview", *head[:2], theme, shown.items, shown.relations)))
    table = _Table(shown, theme, ids)
    body = stacked([*table.blocks()], 14.0)
    return page.page(
        *head,
        theme,
        ids,
        (table.width, body.height),
        lambda at: element("g", body.paint(at), class_="nodes", role="list", aria_label="Claims"),
        lambda origin, limit: strip(_legend(shown, theme), theme, origin, limit),
    )


def overview_pages(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    """The same on pages of paper; tables are cut between claims, and their heads repeated."""
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
    head = _words(shown, how, title, caption)
    key = ("overview", *head[:2], theme, shown.items, shown.relations)
    table = _Table(shown, theme, page.prefix(repr((key, paper))))
    legend = tuple(_legend(shown, theme))
    content = tables(key, head, table.width, [*table.blocks()], "Claims", legend)
    return spread(content, paper, theme)


def _words(shown: Sheet, how: str, title: str | None, caption: str | None) -> tuple[str, str, str]:
    title = captions.heading(shown.map) if title is None else title
    caption = f"{how} {_READ}" if caption is None else caption
    described = captions.described(shown.map, shown.items, scored=shown.scored)
    return clean(title), clean(caption), described


class _Table:
    """All tables are as broad as the broadest."""

    def __init__(self, shown: Sheet, theme: Theme, ids: str) -> None:
        self.sheet, self.theme, self.ids = shown, theme, ids
        self.questions = [one for one in shown.map.answerable if one.positions]
        self.column = heads.column(shown, [p for one in self.questions for p in one.positions])
        most = max((len(one.positions) for one in self.questions), default=0)
        self.width = _CLAIM + (_BETWEEN + most * self.column if most else 0.0)

    def blocks(self) -> Iterator[Block]:
        claims = self.sheet.claims
        for question in self.questions:
            if not self.sheet.rest and not self._concerned(question):
                continue
            yield self._question(question, question.text if len(self.questions) > 1 else "")
        aside = [card for card in claims if not card.cells]
        if aside:
            rows = [self._row(card, ()) for card in aside]
            words = "Claims that bear on other claims" if self.questions else "Claims"
            yield headed(words, listed((), rows, _GAP), self.width, self.theme)
        if self.sheet.plan.events and self.sheet.rest:
            events = listed((), octagons.rows(self.sheet, self.width, self.theme), octagons.GAP)
            yield headed("Events", events, self.width, self.theme)

    def _concerned(self, question: Question) -> bool:
        links = (link for card in self.sheet.claims for link in card.cells)
        return any(link.target in question.positions for link in links)

    def _question(self, question: Question, words: str) -> Block:
        order = self.sheet.ranked(question.positions)
        heads_, again = headings(words, self._heads(order), self.width, self.theme)
        blocks = []
        section: tuple[str, ...] = ()
        for card in self.sheet.claims:
            links = cells.by_position(card)
            if not any(position in links for position in order):
                continue
            row = self._row(card, order)
            if card.section != section and card.section:
                row = headed(" · ".join(card.section), row, self.width - 8, self.theme)
            section = card.section
            blocks.append(row)
        if self.sheet.rest:
            blocks.append(self._direct(order))
        return listed([heads_], blocks, _GAP, again=[again])

    def _heads(self, order: Sequence[str]) -> Block:
        high = heads.height(self.sheet, order, self.column - 8)

        def paint(at: Point) -> Markup:
            return join(
                heads.paint(
                    self.sheet,
                    position,
                    Box(at.x + self._left(index), at.y, self.column - 8, high),
                    self.theme,
                )
                for index, position in enumerate(order)
            )

        return Block(high, paint)

    def _left(self, index: int) -> float:
        return _CLAIM + _BETWEEN + index * self.column

    # -- one claim -----------------------------------------------------------------------------

    def _row(self, card: Card, order: Sequence[str]) -> Block:
        words = wrap(self.sheet.words(card.owner), 11.5, _COUNTS - _WORDS - 12, max_lines=3)
        links = [link for link in self.sheet.leaving.get(card.owner, ()) if link not in card.cells]
        room = _CLAIM - _BAR - 52.0 - _COUNTS
        start = self._counts_width(folded(self.sheet, card.owner))
        onward = pills.fitted(pills.onward(self.sheet, links), room)
        placed = list(pills.flowing(onward, start, room))
        below = max((line for line, _, _ in placed), default=0)
        high = max(_LOW, 20.0 + len(words) * 14.5, 20.0 + (below + 1) * 15.0)

        def paint(at: Point) -> Markup:
            parts = [self._claim(card, words, placed, Box(at.x, at.y, _CLAIM, high))]
            relations = cells.by_position(card)
            for index, position in enumerate(order):
                box = Box(at.x + self._left(index), at.y + 2, self.column - 8, high - 4)
                parts.append(self._cell(relations.get(position), box))
            return element("g", *parts, role="listitem")

        return Block(high, paint)

    def _claim(
        self,
        card: Card,
        words: Sequence[str],
        placed: Sequence[tuple[int, float, pills.Pill]],
        box: Box,
    ) -> Markup:
        theme, owner = self.theme, card.owner
        shown = self.sheet.items[owner]
        middle = box.middle.y
        shape = element(
            "path",
            class_="shape",
            d=marks.rounded(box, 7.0),
            fill=theme.claim.fill,
            stroke=boxes.colours(shown.look, theme).border,
            stroke_width=1.1,
        )
        parts = [
            hover(shown.description),
            shape,
            cards.badge(self.sheet, owner, Point(box.x + 8, middle - 8), theme),
        ]
        top = middle - len(words) * 7.25 + 10.5
        edge = box.x + _COUNTS - 12
        for index, words_of_line in enumerate(words):
            y = top + index * 14.5
            parts.append(text(box.x + _WORDS, y, words_of_line, 11.5, theme.ink, right=edge))
        below = max((line for line, _, _ in placed), default=0)
        first = middle - below * 7.5
        parts.append(self._counts(folded(self.sheet, owner), Point(box.x + _COUNTS, first)))
        for line, x, pill in placed:
            at = Point(box.x + _COUNTS + x, first + line * 15.0)
            parts.append(pills.paint(pill, at.x, at.y, theme, self.ids))
        parts.append(cards.strength(self.sheet, owner, Point(box.right - 8, middle), _BAR, theme))
        return element(
            "g",
            *parts,
            class_=f"node card {shown.look.value}",
            role="group",
            aria_label=f"{self.sheet.number(owner)} {shown.description}",
            data_id=shown.reference,
        )

    def _counts_width(self, below: Folded) -> float:
        return sum(width(words, 10, face="bold") + 7 for _, words in _counted(below))

    def _counts(self, below: Folded, at: Point) -> Markup:
        parts, x = [], at.x
        for polarity, words in _counted(below):
            fill = lines.colour(polarity, self.theme)
            parts.append(text(x, at.y + 3.5, words, 10, fill, face="bold"))
            x += width(words, 10, face="bold") + 7
        return join(parts)

    def _cell(self, link: LinkReference | None, box: Box) -> Markup:
        theme, middle = self.theme, box.middle
        if link is None:
            d = f"M{number(middle.x - 5)},{number(middle.y)}h10"
            return element("path", d=d, fill="none", stroke=theme.hair, stroke_width=1.4)
        relation = self.sheet.relations[link]
        colour = theme.dim if relation.faded else lines.colour(relation.polarity, theme)
        against = relation.polarity is Polarity.ATTACK
        stroke = lines.STROKES[relation.polarity]
        label = pills.weight(self.sheet, link)
        start = box.x + 11 + marks.MARK + 3
        left = start + max(21.0, width(label, 9, face="bold") + 5)
        force = self.sheet.force[link]
        share = min(1.0, force / _FULL) if force == force else 0.0
        bar = Box(left, middle.y - 4, max(0.0, (box.right - 8 - left) * share), 8)
        words = theme.muted if relation.faded else colour
        parts = [
            hover(self._said(relation, force)),
            element("path", d=marks.rounded(box, 4), fill=blend(colour, theme.bg, 1 - _TINT)),
            marks.row_mark(box.x + 8, middle.y, stroke, relation.weight, colour),
            text(start - 3, middle.y + 3.2, label, 9.0, words, face="bold"),
        ]
        if bar.width >= 0.5:
            parts.append(element("path", d=marks.rounded(bar, 1.5), fill=colour))
        if against:
            parts.append(marks.hatching(bar, theme.bg))
        return element(
            "g",
            *parts,
            class_=f"cell {relation.polarity.name.lower()}",
            role="img",
            aria_label=self._said(relation, force),
            data_rel=relation.name,
        )

    @staticmethod
    def _said(relation: Relation, force: float) -> str:
        return relation.description if force != force else f"{relation.description} {force:.2f}."

    # -- what else there is --------------------------------------------------------------------

    def _direct(self, order: Sequence[str]) -> Block:
        below = [folded(self.sheet, position) for position in order]

        def paint(at: Point) -> Markup:
            theme = self.theme
            box = Box(at.x, at.y, _CLAIM, 30.0)
            words = "Statements that bear on a position directly, not through a claim above"
            parts = [
                element(
                    "path",
                    d=marks.rounded(box, 7.0),
                    fill=theme.claim.fill,
                    stroke=theme.claim.border,
                    stroke_width=1.1,
                    stroke_dasharray="3 2",
                ),
                text(at.x + _WORDS, at.y + 19, words, 11.5, theme.ink),
            ]
            for index, counts in enumerate(below):
                x = at.x + self._left(index) + 8
                if counts == Folded():
                    parts.append(self._cell(None, Box(x - 8, at.y, self.column - 8, 30)))
                parts.append(self._counts(counts, Point(x, at.y + 15)))
            return element("g", *parts, role="listitem")

        return Block(30.0, paint)


def _counted(below: Folded) -> Iterator[tuple[Polarity, str]]:
    counts: Mapping[Polarity, int] = {
        Polarity.SUPPORT: below.for_,
        Polarity.ATTACK: below.against,
        Polarity.UNDERCUT: below.undercuts,
    }
    for polarity, sign in _SIGNS:
        if counts[polarity]:
            yield polarity, f"{sign}{counts[polarity]}"


def _legend(shown: Sheet, theme: Theme) -> Iterator[Entry]:
    yield from keys.of_relations(shown, theme, matrix=True)
    yield from keys.of_bars(shown, theme)

    def counts(at: Point) -> Markup:
        parts, x = [], at.x
        for polarity, words in _counted(Folded(8, 2, 1)):
            fill = lines.colour(polarity, theme)
            parts.append(text(x, at.y + 3.5, words, 10, fill, face="bold"))
            x += width(words, 10, face="bold") + 7
        return join(parts)

    yield Entry(52, counts, "statements for, against, and undercuts below, each counted once")
