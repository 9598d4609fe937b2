"""The reasons for or against one position as blocks: a card, or what bears on it singly, and the
stub that joins it to the bus of its column."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.views.cards import cards, guides, pills
from argmap.views.cards import rows as rowing
from argmap.views.cards.cards import SizedCard
from argmap.views.cards.plan import Card, Row
from argmap.views.cards.rows import SizedRow
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import lines, marks
from argmap.views.painting.blocks import Block, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, join, number, text

GUTTER, GAP = 46.0, 10.0
#: Between the band and the columns.
BELOW = 34.0
_BUS = 16.0  # from the left of a gutter
_STUB = 16.0  # from the top of a card
_STRONG, _MIDDLING = 0.6, 0.35  # shares of the largest force: three rows, two rows
_SINGLE_WEIGHT = 0.3
_SINGLE = "Single reasons, not through a claim"
_TOP = 25.0  # of the rows below these words


class Reasons:
    """What bears on the position `target`, strongest first, in cards `card` px wide.

    `more` says of how many more rows than its force asks for a card has room.
    """

    def __init__(self, shown: Sheet, target: str, theme: Theme, ids: str, card: float) -> None:
        self.sheet, self.target, self.theme, self.ids = shown, target, theme, ids
        self.card = card
        self.owners = {card.owner: card for card in shown.plan.claims}
        self.links = self._reasons()
        self.most = max((self._force(link) for link in self.links), default=0.0)
        self.more: dict[LinkReference, int] = {}

    @property
    def column(self) -> float:
        """How broad a column is, with the gutter at its left."""
        return self.card + GUTTER

    @property
    def loose(self) -> int:
        """How many reasons do not come through a claim."""
        return sum(link.source not in self.owners for link in self.links)

    def of(self, side: Polarity) -> list[LinkReference]:
        return [link for link in self.links if self._side(link) is side]

    def _reasons(self) -> list[LinkReference]:
        links = [
            link
            for name in self.sheet.leaving
            for link in self.sheet.leaving[name]
            if link.target == self.target and link.polarity is not Polarity.UNDERCUT
        ]
        return sorted(links, key=lambda one: (self.sheet.relations[one].faded, -self._force(one)))

    def _force(self, link: LinkReference) -> float:
        force = self.sheet.force[link]
        return 0.0 if math.isnan(force) else force

    def _side(self, link: LinkReference) -> Polarity:
        attacks = self.sheet.relations[link].polarity is Polarity.ATTACK
        return Polarity.ATTACK if attacks else Polarity.SUPPORT

    # -- cards -----------------------------------------------------------------------------

    def blocks(self, side: Polarity) -> list[Block]:
        """A card for each claim, and one for all that bears on the position singly."""
        links = self.of(side)
        found = []
        for link in links:
            if link.source in self.owners:
                relation = self.sheet.relations[link]
                label = pills.weight(self.sheet, link)
                card = self._card(self.sized(link), side, relation.weight, label, relation.faded)
                found.append(card)
        single = [link for link in links if link.source not in self.owners]
        if single:
            card_ = self._loose(single)
            found.append(self._single(card_, range(len(card_.rows)), side))
        return found

    def sized(self, link: LinkReference) -> SizedCard:
        """The card of a claim with as many rows as its force, and `more`, ask for."""
        card = self.owners[link.source]
        share = self._force(link) / self.most if self.most else 0.0
        few = 3 if share >= _STRONG else 2 if share >= _MIDDLING else 0
        few += self.more.get(link, 0)
        top = self._top(card)
        chosen = set(top[:few])
        kept = [
            index
            for index, row in enumerate(card.rows)
            if index in chosen or (row.onto and row.parent in chosen)
        ]
        rest = [card.rows[index].link for index in top[few:]]
        notes = []
        if rest:
            said = cards.counted(rest, self.sheet)
            notes.append(f"and {said} more" if kept else said)
        return cards.sized(self.sheet, card, self.card, kept=kept, notes=notes)

    def shows_all(self, link: LinkReference) -> bool:
        shown = {row.row.link for _, row in self.sized(link).rows}
        card = self.owners[link.source]
        return all(card.rows[index].link in shown for index in self._top(card))

    def _top(self, card: Card) -> list[int]:
        top = [index for index, row in enumerate(card.rows) if row.depth == 0 and not row.onto]
        top.sort(
            key=lambda index: (
                self.sheet.relations[card.rows[index].link].faded,
                -self._force(card.rows[index].link),
            )
        )
        return top

    def _card(
        self, sized: SizedCard, side: Polarity, weight: float, label: str, faded: bool
    ) -> Block:
        def paint(at: Point) -> Markup:
            left = Point(at.x + GUTTER, at.y)
            painted = cards.paint(self.sheet, sized, left, self.theme, self.ids, focus=self.target)
            return join((self._stub(at, side, weight, label, faded=faded), painted))

        return Block(sized.height, paint)

    def _stub(
        self, at: Point, side: Polarity, weight: float, label: str, *, faded: bool = False
    ) -> Markup:
        """From the bus to the card, as thick as the relation."""
        colour = lines.colour(side, self.theme)
        left, y = at.x + GUTTER, at.y + _STUB
        line = element(
            "path",
            class_="stub",
            d=f"M{number(left)},{number(y)}H{number(at.x + _BUS)}",
            fill="none",
            stroke=self.theme.dim if faded else colour,
            stroke_width=marks.line_width(weight),
            stroke_dasharray=lines.STROKES[side].dash,
        )
        if not label:
            return line
        return join((line, text(left - 4, y - 5, label, 9.5, colour, face="bold", anchor="end")))

    # -- single reasons --------------------------------------------------------------------

    def _single(
        self, card: Card, kept: Sequence[int], side: Polarity, *, continued: bool = False
    ) -> Block:
        placed: list[tuple[float, SizedRow]] = []
        y = _TOP
        for index in kept:
            sized = rowing.sized(self.sheet, card.rows[index], self.card)
            placed.append((y, sized))
            y += sized.height
        high = y + 4.0
        words = f"{_SINGLE} (continued)" if continued else _SINGLE

        def paint(at: Point) -> Markup:
            theme, corner = self.theme, Point(at.x + GUTTER, at.y)
            shape = element(
                "path",
                class_="shape",
                d=marks.rounded(Box(*corner, self.card, high), 7.0),
                fill=theme.claim.fill,
                stroke=theme.claim.border,
                stroke_width=1.1,
            )
            head = text(corner.x + 10, at.y + 17, words, 11, theme.ink, face="bold")
            found = [
                rowing.paint(self.sheet, row, Point(corner.x, at.y + y), self.card, theme, self.ids)
                for y, row in placed
            ]
            guide = guides.paint(self.sheet, card, placed, corner, theme)
            listed = element("g", *found, role="list", aria_label=words)
            box = element(
                "g",
                shape,
                head,
                guide,
                listed,
                class_="node card",
                role="listitem",
                aria_label=words,
            )
            return join((self._stub(at, side, _SINGLE_WEIGHT, ""), box))

        def cut(room: float, _anywhere: bool) -> tuple[Block, Block] | None:
            ends = [
                count
                for count, (y, row) in enumerate(placed)
                if count and row.row.depth == 0 and y + 4.0 <= room
            ]
            if not ends:
                return None
            first, rest = kept[: ends[-1]], kept[ends[-1] :]
            return (
                self._single(card, first, side, continued=continued),
                self._single(card, rest, side, continued=True),
            )

        return Block(high, paint, cut)

    def _loose(self, links: Sequence[LinkReference]) -> Card:
        """The reasons in full, with what undercuts them and the premises of arguments."""
        wanted = dict.fromkeys(links)
        rows: list[Row] = []
        for card in self.sheet.plan.cards:
            for index, row in enumerate(card.rows):
                if row.link in wanted:
                    rows += self._with_what_hits(card, index, len(rows))
        order = {link: index for index, link in enumerate(links)}
        groups: list[list[Row]] = []
        for row in rows:
            if row.depth == 0:
                groups.append([])
            groups[-1].append(row)
        groups.sort(key=lambda group: order[group[0].link])
        flat: list[Row] = []
        for group in groups:
            base = len(flat)
            flat += [row if row.parent is None else attrs.evolve(row, parent=base) for row in group]
        return Card(self.target, (), tuple(flat))

    def _with_what_hits(self, card: Card, index: int, base: int) -> list[Row]:
        first = attrs.evolve(card.rows[index], depth=0, parent=None, home=True)
        step = self.sheet.map.by_reference[first.source].is_step
        below = [
            attrs.evolve(row, depth=1, parent=base, home=True)
            for row in card.rows
            if row.parent == index
            and (row.onto or (step and row.link.polarity is Polarity.PREMISE))
        ]
        return [first, *below]

    # -- columns ---------------------------------------------------------------------------

    def bus(self, side: Polarity, blocks: Sequence[Block]) -> Block:
        """Blocks below each other, and the line that leads from them up into the band."""
        whole = stacked(blocks, GAP)
        last = whole.height - blocks[-1].height + _STUB

        def paint(at: Point) -> Markup:
            path = (Point(at.x + _BUS, at.y + last), Point(at.x + _BUS, at.y - BELOW + 1))
            line = lines.line(path, lines.STROKES[side], 2.4, lines.colour(side, self.theme))
            return join((line, whole.paint(at)))

        return Block(whole.height, paint)

    def label(self, side: Polarity, *, continued: bool = False) -> Block:
        """Stands above the first column of a side."""
        words = "REASONS FOR" if side is Polarity.SUPPORT else "REASONS AGAINST"
        if continued:
            words += " (CONTINUED)"
        said, colour = f"{words} · {len(self.of(side))}", lines.colour(side, self.theme)
        return Block(
            0.0,
            lambda at: text(at.x + GUTTER, at.y - 11, said, 10, colour, face="bold", spacing=0.8),
        )
