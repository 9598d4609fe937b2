"""The sections of a map against its positions, for and against side by side and never the net."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.views.cards import cards, heads
from argmap.views.cards.sheet import Sheet, sheet
from argmap.views.painting import captions, lines, marks, page
from argmap.views.painting.blocks import Block, headings, listed, stacked
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import Entry, strip
from argmap.views.painting.measure import clip, width, wrap
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.paper import Paper, spread, tables
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, number, text
from argmap.views.painting.svg import title as hover

if TYPE_CHECKING:
    from argmap.assessment import Assessment

_NAME, _BETWEEN, _COLUMN = 300.0, 10.0, 200.0
_GAP, _LOW = 6.0, 60.0
_BADGES, _BADGE_LINE = 4, 22.0
_SIDE = 34.0  # beside a bar, for its number
_CHIPS = 2  # strongest reasons named on each side
_DASH = "3 1.8"
_READ = (
    "Every claim folded into its section. Right bar: sum of weight × strength for; left bar: "
    "against. Below them the two reasons that count most on each side."
)


@attrs.frozen
class _Part:
    """What one row of a table sums up: a section, or what bears on positions directly."""

    words: str
    note: str
    claims: tuple[str, ...]
    links: tuple[LinkReference, ...]


def sections(
    subject: Assessment | ArgumentMap,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw one table for each question; for maps that are too large for an overview."""
    shown = attrs.evolve(sheet(subject), linked=False)
    head = _words(shown, captions.how(subject), title, caption)
    ids = page.prefix(repr(("sections", *head[:2], theme, shown.items, shown.relations)))
    table = _Table(shown, theme)
    body = stacked([*table.blocks()], 16.0)
    return page.page(
        *head,
        theme,
        ids,
        (table.width, body.height),
        lambda at: element("g", body.paint(at), class_="nodes", role="list", aria_label="Sections"),
        lambda origin, limit: strip(_legend(theme), theme, origin, limit),
    )


def sections_pages(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    """The same on pages of paper; tables are cut between sections, and their heads repeated."""
    shown = attrs.evolve(sheet(subject), linked=False)
    head = _words(shown, captions.how(subject), title, caption)
    key = ("sections", *head[:2], theme, shown.items, shown.relations)
    table = _Table(shown, theme)
    legend = tuple(_legend(theme))
    content = tables(key, head, table.width, [*table.blocks()], "Sections", legend)
    return spread(content, paper, theme)


def _words(shown: Sheet, how: str, title: str | None, caption: str | None) -> tuple[str, str, str]:
    title = captions.heading(shown.map) if title is None else title
    caption = f"{how} {_READ}" if caption is None else caption
    described = captions.described(shown.map, shown.items, scored=shown.scored)
    return clean(title), clean(caption), described


class _Table:
    def __init__(self, shown: Sheet, theme: Theme) -> None:
        self.sheet, self.theme = shown, theme
        self.questions = [one for one in shown.map.answerable if one.positions]
        positions = [name for one in self.questions for name in one.positions]
        self.column = heads.column(shown, positions, at_least=_COLUMN)
        most = max((len(one.positions) for one in self.questions), default=0)
        self.width = _NAME + (_BETWEEN + most * self.column if most else 0.0)
        self.parts = self._sections()
        self.largest = self._largest()

    def blocks(self) -> Iterator[Block]:
        for question in self.questions:
            order = self.sheet.ranked(question.positions)
            words = question.text if len(self.questions) > 1 else ""
            head, again = headings(words, self._heads(order), self.width, self.theme)
            rows = [self._row(part, order) for part in self._parts(question)]
            yield listed([head], rows, _GAP, again=[again])
        if not self.questions:
            yield listed((), [self._row(part, ()) for part in self.parts], _GAP)

    def _sections(self) -> list[_Part]:
        found: dict[tuple[str, ...], list[int]] = {}
        claims = self.sheet.plan.claims
        for index, card in enumerate(claims):
            found.setdefault(card.section, []).append(index)
        parts = []
        for section, indices in found.items():
            group = [claims[index] for index in indices]
            written = sum(row.home for card in group for row in card.rows)
            plural = "s" if len(group) > 1 else ""
            parts.append(
                _Part(
                    clean(section[-1] if section else "No section"),
                    f"{len(group)} claim{plural} · {written} statements",
                    tuple(card.owner for card in group),
                    tuple(link for card in group for link in card.cells),
                )
            )
        return parts

    def _parts(self, question: Question) -> list[_Part]:
        """Sections that bear on the question, and what bears on it directly."""
        wanted = set(question.positions)
        parts = [part for part in self.parts if any(link.target in wanted for link in part.links)]
        direct = [
            row
            for card in self.sheet.plan.positions
            if card.owner in wanted
            for row in card.rows
            if row.depth == 0 and not row.onto
        ]
        if direct:
            note = f"{len({row.source for row in direct})} statements"
            links = tuple(row.link for row in direct)
            parts.append(_Part("Directly, not through a claim", note, (), links))
        return parts

    def _sums(self, part: _Part, position: str, polarity: Polarity) -> list[LinkReference]:
        """The relations of one side that carry something, strongest first."""
        found = [
            link
            for link in part.links
            if link.target == position
            and (self.sheet.relations[link].polarity is Polarity.ATTACK)
            is (polarity is Polarity.ATTACK)
            and self._force(link) > 0.0
        ]
        return sorted(found, key=lambda link: -self._force(link))

    def _force(self, link: LinkReference) -> float:
        force = self.sheet.force[link]
        return 0.0 if math.isnan(force) or self.sheet.relations[link].faded else force

    def _total(self, links: Sequence[LinkReference]) -> float:
        return sum(self._force(link) for link in links)

    def _largest(self) -> float:
        totals = [
            self._total(self._sums(part, position, polarity))
            for question in self.questions
            for part in self._parts(question)
            for position in question.positions
            for polarity in (Polarity.SUPPORT, Polarity.ATTACK)
        ]
        return max(totals, default=0.0) or 1.0

    # -- painting ------------------------------------------------------------------------------

    def _left(self, index: int) -> float:
        return _NAME + _BETWEEN + index * self.column

    def _heads(self, order: Sequence[str]) -> Block:
        broad = self.column - _GAP
        high = heads.height(self.sheet, order, broad)

        def paint(at: Point) -> Markup:
            return join(
                heads.paint(
                    self.sheet,
                    position,
                    Box(at.x + self._left(index), at.y, broad, high),
                    self.theme,
                )
                for index, position in enumerate(order)
            )

        return Block(high, paint)

    def _row(self, part: _Part, order: Sequence[str]) -> Block:
        badges = -(-len(part.claims) // _BADGES)
        note = width(part.note, 9.5)
        words = wrap(part.words, 13.0, _NAME - 36 - note, face="bold", max_lines=3)
        high = max(_LOW, 16.0 + len(words) * 15.5 + badges * _BADGE_LINE)

        def paint(at: Point) -> Markup:
            parts = [self._name(part, words, Box(at.x, at.y, _NAME, high))]
            for index, position in enumerate(order):
                box = Box(at.x + self._left(index), at.y, self.column - _GAP, high)
                parts.append(self._cell(part, position, box))
            return element("g", *parts, role="listitem")

        return Block(high, paint)

    def _name(self, part: _Part, words: Sequence[str], box: Box) -> Markup:
        theme = self.theme
        shape = element(
            "path",
            class_="shape",
            d=marks.rounded(box, 7.0),
            fill=theme.cluster,
            stroke=theme.cluster_border,
            stroke_width=1.1,
        )
        right = box.right - 12
        parts = [shape, text(right, box.y + 20, part.note, 9.5, theme.muted, anchor="end")]
        for index, line in enumerate(words):
            y = box.y + 20.5 + index * 15.5
            edge = right - width(part.note, 9.5) - 12
            parts.append(text(box.x + 12, y, line, 13.0, theme.ink, face="bold", right=edge))
        top = box.y + 14 + len(words) * 15.5
        for index, claim in enumerate(part.claims):
            x = box.x + 12 + index % _BADGES * 68
            y = top + index // _BADGES * _BADGE_LINE
            strength = self.sheet.items[claim].strength
            badge = cards.badge(self.sheet, claim, Point(x, y), theme)
            bar = marks.bar(x + 30, y + 6, 28, strength, theme.claim, high=4)
            said = hover(self.sheet.items[claim].description)
            parts.append(element("g", said, badge, bar))
        return element(
            "g",
            *parts,
            class_="node section",
            role="group",
            aria_label=f"{part.words}: {part.note}",
        )

    def _cell(self, part: _Part, position: str, box: Box) -> Markup:
        theme, middle = self.theme, box.middle.x
        d = f"M{number(middle)},{number(box.y + 6)}v26"
        said = [f"{part.words} on {self.sheet.number(position)}:"]
        parts = [
            element(
                "path",
                d=marks.rounded(box, 4),
                fill=theme.bg,
                stroke=theme.hair,
                stroke_width=1.0,
            ),
            element("path", d=d, fill="none", stroke=theme.muted, stroke_width=1.0),
        ]
        for polarity in (Polarity.SUPPORT, Polarity.ATTACK):
            links = self._sums(part, position, polarity)
            if not links:
                continue
            total = self._total(links)
            parts += self._side(polarity, links, total, box)
            said.append(f"{total:.2f} {'for' if polarity is Polarity.SUPPORT else 'against'};")
        if len(said) == 1:
            said.append("nothing.")
        sentence = " ".join(said).rstrip(";")
        return element("g", hover(sentence), *parts, class_="cell", role="img", aria_label=sentence)

    def _side(
        self, polarity: Polarity, links: Sequence[LinkReference], total: float, box: Box
    ) -> list[Markup]:
        theme, middle = self.theme, box.middle.x
        against = polarity is Polarity.ATTACK
        colour = lines.colour(polarity, theme)
        long = max(1.0, total / self.largest * (box.width / 2 - _SIDE))
        way = -1.0 if against else 1.0
        bar = Box(middle - 1 - long if against else middle + 1, box.y + 12, long, 13.0)
        parts = [
            element(
                "rect", x=bar.x, y=bar.y, width=bar.width, height=bar.height, rx=1.5, fill=colour
            )
        ]
        if against:
            parts.append(marks.hatching(bar, theme.bg))
        label = f"{'−' if against else '+'}{total:.1f}"
        end = middle + way * (long + 5)
        anchor = "end" if against else None
        parts.append(text(end, box.y + 22.5, label, 10, colour, face="bold", anchor=anchor))
        x = middle + way * 4
        for link in links[:_CHIPS]:
            count = clip(self.sheet.number(link.source), 9.0, 36.0, face="bold")
            broad = max(20.0, width(count, 9.0, face="bold") + 8)
            chip = Box(x - broad if against else x, box.y + 38, broad, 14.0)
            parts.append(
                element(
                    "path",
                    d=marks.rounded(chip, 4),
                    fill=theme.bg,
                    stroke=colour,
                    stroke_width=1.0,
                    stroke_dasharray=_DASH if against else None,
                )
            )
            at = chip.middle
            parts.append(text(at.x, at.y + 3.3, count, 9, colour, face="bold", anchor="middle"))
            x += way * (broad + 4)
        return parts


def _legend(theme: Theme) -> Iterator[Entry]:
    yield Entry(30, lambda at: _bar(at, theme.support, theme, hatched=False), "for")
    yield Entry(30, lambda at: _bar(at, theme.attack, theme, hatched=True), "against")


def _bar(at: Point, fill: str, theme: Theme, *, hatched: bool) -> Markup:
    box = Box(at.x, at.y - 5, 30.0, 10.0)
    shape = element("path", d=marks.rounded(box, 1.5), fill=fill)
    return join((shape, marks.hatching(box, theme.bg))) if hatched else shape
