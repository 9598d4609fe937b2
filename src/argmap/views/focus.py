"""The focus: one position, and its reasons for and against, strongest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.views import band, captions, cards, columns, guides, keys, lines, marks, page, pills
from argmap.views import rows as rowing
from argmap.views.blocks import Block
from argmap.views.geometry import Box, Point
from argmap.views.legend import strip
from argmap.views.measure import clip, wrap
from argmap.views.palette import LIGHT, Theme
from argmap.views.picture import Picture
from argmap.views.plan import Card, Row
from argmap.views.sheet import Sheet, sheet
from argmap.views.svg import Markup, clean, element, join, number, text
from argmap.views.svg import title as hover

if TYPE_CHECKING:
    from argmap.assessment import Assessment

_CARD, _GUTTER, _GAP = 416.0, 46.0, 10.0
_COLUMNS = 3
_BUS = 16.0  # from the left of a gutter
_STRONG, _MIDDLING = 0.6, 0.35  # shares of the largest force: three rows, two rows
_TITLE, _TITLE_LEADING = 15.5, 19.0
_RIVALS = 420.0
_BELOW = 34.0  # between the band and the cards
_SINGLE_WEIGHT = 0.3
_READ = (
    "Reasons for and against, strongest first. The harder a claim bears on the position, the more "
    "of its own reasons are shown; counts stand for the rest."
)


@attrs.frozen
class _Part:
    """A card, or the single reasons of one side; `weight` is how thick its stub is."""

    block: Block
    weight: float
    label: str = ""
    faded: bool = False


def focus(
    subject: Assessment | ArgumentMap,
    name: str,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw why one position is as strong as it is.

    `name` is a reference, a title, or the letter of a position. Raises `UnknownReference`.
    """
    shown = attrs.evolve(sheet(subject), linked=False)
    target = _named(shown, name)
    letter, item = shown.number(target), shown.items[target]
    if title is None:
        value = "does not settle" if math.isnan(item.strength) else f"scores {item.strength:.2f}"
        title = f"Why {letter} {value if shown.scored else 'may hold'}"
    if caption is None:
        caption = f"{captions.how(subject)} {_READ}"
    key = ("focus", target, title, caption, theme, shown.items, shown.relations)
    ids = page.prefix(repr(key))
    body = _Body(shown, target, theme, ids)
    return page.page(
        clean(title),
        clean(caption),
        f"{item.description} {len(body.links)} reasons bear on it.",
        theme,
        ids,
        (body.width, body.height),
        body.paint,
        lambda origin, limit: strip(keys.of_cards(shown, theme), theme, origin, limit),
    )


def _named(shown: Sheet, name: str) -> str:
    by_letter = {shown.number(position): position for position in shown.map.positions}
    if name not in shown.map and name in by_letter:
        return by_letter[name]
    return shown.map.resolve(name)


class _Body:
    """The dark band, and below it columns that are shared between for and against."""

    def __init__(self, shown: Sheet, target: str, theme: Theme, ids: str) -> None:
        self.sheet, self.target, self.theme, self.ids = shown, target, theme, ids
        self.owners = {card.owner: card for card in shown.plan.claims}
        self.links = self._reasons()
        self.most = max((self._force(link) for link in self.links), default=0.0)
        sides = {
            polarity: self._parts([one for one in self.links if self._side(one) is polarity])
            for polarity in (Polarity.SUPPORT, Polarity.ATTACK)
        }
        self.sides = {polarity: parts for polarity, parts in sides.items() if parts}
        parts = sum(map(len, self.sides.values()))
        count = max(2, min(_COLUMNS, parts))
        self.shares = self._shared(count)
        self.width = count * (_CARD + _GUTTER)
        room = self.width - _RIVALS - 60.0
        words = shown.items[target].text
        self.words = wrap(words, _TITLE, room, face="bold", max_lines=4)
        self.rivals = self._rivals()
        high = 55.0 + len(self.words) * _TITLE_LEADING
        self.band = max(high, 24.0 + len(self.rivals) * 16.0 + 8.0)
        tallest = [
            columns.tallest(self._heights(polarity), share, _GAP)
            for polarity, share in self.shares.items()
        ]
        self.height = self.band + (_BELOW + max(tallest) if tallest else 0.0)

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

    def _rivals(self) -> list[str]:
        asked = [one for one in self.sheet.map.answerable if self.target in one.positions]
        others = [name for one in asked for name in one.positions if name != self.target]
        return self.sheet.ranked(tuple(dict.fromkeys(others)))[:8]

    # -- what stands in the columns ------------------------------------------------------------

    def _parts(self, links: Sequence[LinkReference]) -> list[_Part]:
        parts = []
        for link in links:
            card = self.owners.get(link.source)
            if card is not None:
                relation = self.sheet.relations[link]
                label = pills.weight(self.sheet, link)
                parts.append(_Part(self._card(card, link), relation.weight, label, relation.faded))
        single = [link for link in links if link.source not in self.owners]
        if single:
            parts.append(_Part(self._single(single), _SINGLE_WEIGHT))
        return parts

    def _card(self, card: Card, link: LinkReference) -> Block:
        share = self._force(link) / self.most if self.most else 0.0
        few = 3 if share >= _STRONG else 2 if share >= _MIDDLING else 0
        top = [index for index, row in enumerate(card.rows) if row.depth == 0 and not row.onto]
        top.sort(
            key=lambda index: (
                self.sheet.relations[card.rows[index].link].faded,
                -self._force(card.rows[index].link),
            )
        )
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
        sized = cards.sized(self.sheet, card, _CARD, kept=kept, notes=notes)

        def paint(at: Point) -> Markup:
            return cards.paint(self.sheet, sized, at, self.theme, self.ids, focus=self.target)

        return Block(sized.height, paint)

    def _single(self, links: Sequence[LinkReference]) -> Block:
        card = self._loose(links)
        placed, y = [], 25.0
        for row in card.rows:
            sized = rowing.sized(self.sheet, row, _CARD)
            placed.append((y, sized))
            y += sized.height
        high = y + 4.0

        def paint(at: Point) -> Markup:
            theme = self.theme
            box = Box(at.x, at.y, _CARD, high)
            shape = element(
                "path",
                class_="shape",
                d=marks.rounded(box, 7.0),
                fill=theme.claim.fill,
                stroke=theme.claim.border,
                stroke_width=1.1,
            )
            words = "Single reasons, not through a claim"
            head = text(at.x + 10, at.y + 17, words, 11, theme.ink, face="bold")
            found = [
                rowing.paint(self.sheet, row, Point(at.x, at.y + y), _CARD, theme, self.ids)
                for y, row in placed
            ]
            guide = guides.paint(self.sheet, card, placed, at, theme)
            listed = element("g", *found, role="list", aria_label=words)
            return element("g", shape, head, guide, listed, class_="node card", role="listitem")

        return Block(high, paint)

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

    # -- columns -------------------------------------------------------------------------------

    def _heights(self, polarity: Polarity) -> list[float]:
        return [part.block.height for part in self.sides[polarity]]

    def _shared(self, count: int) -> dict[Polarity, int]:
        """How many columns each side gets, so that the tallest is smallest."""
        if len(self.sides) < 2:
            return dict.fromkeys(self.sides, count)
        one, other = self.sides

        def high(share: int) -> float:
            return max(
                columns.tallest(self._heights(one), share, _GAP),
                columns.tallest(self._heights(other), count - share, _GAP),
            )

        best = min(range(1, count), key=high)
        return {one: best, other: count - best}

    # -- painting ------------------------------------------------------------------------------

    def paint(self, origin: Point) -> Markup:
        parts = [self._band(Box(origin.x, origin.y, self.width, self.band))]
        top = origin.y + self.band + _BELOW
        x = origin.x
        for polarity, share in self.shares.items():
            split = columns.cut(self._heights(polarity), share, _GAP)
            total = sum(self._side(link) is polarity for link in self.links)
            words = "REASONS FOR" if polarity is Polarity.SUPPORT else "REASONS AGAINST"
            parts.append(
                text(
                    x + _GUTTER,
                    top - 11,
                    f"{words} · {total}",
                    10,
                    lines.colour(polarity, self.theme),
                    face="bold",
                    spacing=0.8,
                )
            )
            for index, column in enumerate(split):
                at = Point(x + index * (_CARD + _GUTTER), top)
                found = [self.sides[polarity][one] for one in column]
                parts.append(self._column(polarity, found, at, origin.y + self.band))
            x += share * (_CARD + _GUTTER)
        return element("g", *parts, class_="nodes", role="list", aria_label="Reasons")

    def _column(
        self, polarity: Polarity, parts: Sequence[_Part], at: Point, band_bottom: float
    ) -> Markup:
        colour = lines.colour(polarity, self.theme)
        stroke = lines.STROKES[polarity]
        bus, left = at.x + _BUS, at.x + _GUTTER
        drawn: list[Markup] = []
        y = last = at.y
        for part in parts:
            last = y + 16.0
            d = f"M{number(left)},{number(last)}H{number(bus)}"
            line = element(
                "path",
                class_="stub",
                d=d,
                fill="none",
                stroke=self.theme.dim if part.faded else colour,
                stroke_width=marks.line_width(part.weight),
                stroke_dasharray=stroke.dash,
            )
            drawn += [line, part.block.paint(Point(left, y))]
            if part.label:
                drawn.append(
                    text(left - 4, last - 5, part.label, 9.5, colour, face="bold", anchor="end")
                )
            y += part.block.height + _GAP
        path = (Point(bus, last), Point(bus, band_bottom + 1))
        return join((lines.line(path, stroke, 2.4, colour), *drawn))

    def _band(self, box: Box) -> Markup:
        theme, dark = self.theme, self.theme.assessment
        shown = self.sheet.items[self.target]
        left = box.x + 18.0
        parts = [
            hover(shown.description),
            element("path", class_="shape", d=marks.rounded(box, 9.0), fill=dark.fill),
            band.stripe(self.sheet, self.target, box, theme),
            band.tag(
                band.head_tag(self.sheet, self.target),
                left,
                box.y + 17,
                box.width - _RIVALS - 60,
                theme,
            ),
        ]
        for order, line in enumerate(self.words):
            y = box.y + 37 + order * _TITLE_LEADING
            edge = box.right - _RIVALS - 40
            parts.append(text(left, y, line, _TITLE, dark.ink, face="bold", right=edge))
        y = box.y + 37 + len(self.words) * _TITLE_LEADING
        parts.append(band.score(self.sheet, self.target, left, left + 340, y - 4, 15.0, theme))
        start = box.right - _RIVALS
        if self.rivals:
            parts.append(band.tag("THE RIVALS", start, box.y + 17, 200, theme))
        for order, name in enumerate(self.rivals):
            y = box.y + 34 + order * 16.0
            parts.append(self._rival(name, start, y, box.right - 14))
        return element(
            "g",
            *parts,
            class_="node assessment",
            role="listitem",
            aria_label=shown.description,
            data_id=shown.reference,
        )

    def _rival(self, name: str, left: float, y: float, right: float) -> Markup:
        dark, shown = self.theme.assessment, self.sheet.items[name]
        words = clip(shown.text, 10.5, right - left - 140)
        value = "unsettled" if math.isnan(shown.strength) else f"{shown.strength:.2f}"
        return join(
            (
                text(left, y, self.sheet.number(name), 10, dark.ink, face="bold"),
                text(left + 18, y, words, 10.5, dark.muted, right=right - 118),
                marks.bar(right - 104, y - 6.5, 60, shown.strength, dark, high=5),
                text(right, y, value, 10, dark.ink, face="bold", anchor="end"),
            )
        )
