"""The focus: one position, and its reasons for and against, strongest first."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.views.cards import band, keys
from argmap.views.cards.reasons import BELOW, GAP, Reasons
from argmap.views.cards.sheet import Sheet, sheet
from argmap.views.painting import captions, marks, page
from argmap.views.painting.blocks import Block
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.legend import strip
from argmap.views.painting.measure import clip, wrap
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.paper import Content, Paper, Placed, fill, levelled, spread, tallest
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, join, text
from argmap.views.painting.svg import title as hover

if TYPE_CHECKING:
    from argmap.assessment import Assessment

_CARD, _ON_PAPER = 416.0, 554.0
_LEAST, _MOST = 2, 4  # columns
_UPRIGHT = 1.25  # no higher than so many times the breadth, if it can be helped
_MORE = 4  # rows that a card may have besides those that its force asks for
_TITLE, _TITLE_LEADING = 15.5, 19.0
_RIVALS, _RIVAL = 420.0, 16.0
_SPLIT = 4  # reasons that bear singly and take as much room as a card
_BROAD = 900.0  # from here on the rivals stand at the right
_STRIP = 24.0  # the band of further pages
_SIDES = (Polarity.SUPPORT, Polarity.ATTACK)
_READ = (
    "Reasons for and against, strongest first. The harder a claim bears on the position, the more "
    "of its own reasons are shown, as far as there is room; counts stand for the rest."
)


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
    target = named(shown, name)
    title, caption = _words(shown, target, captions.how(subject), title, caption)
    key = ("focus", target, title, caption, theme, shown.items, shown.relations)
    ids = page.prefix(repr(key))
    reasons = Reasons(shown, target, theme, ids, _CARD)
    body = _Body(reasons)
    return page.page(
        clean(title),
        clean(caption),
        f"{shown.items[target].description} {len(reasons.links)} reasons bear on it.",
        theme,
        ids,
        (body.width, body.height),
        body.paint,
        lambda origin, limit: strip(keys.of_cards(shown, theme), theme, origin, limit),
    )


def focus_pages(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    name: str,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    """The same on pages of paper. Raises `UnknownReference`."""
    shown = attrs.evolve(sheet(subject), linked=False)
    target = named(shown, name)
    title, caption = _words(shown, target, captions.how(subject), title, caption)
    key = ("focus", target, title, caption, theme, shown.items, shown.relations)
    reasons = Reasons(shown, target, theme, page.prefix(repr((key, paper))), _ON_PAPER)
    return spread(
        Content(
            key,
            clean(title),
            clean(caption),
            f"{shown.items[target].description} {len(reasons.links)} reasons bear on it.",
            lambda count: count * reasons.column,
            lambda count, first, other: _laid(reasons, count, first, other),
            "Reasons",
            tuple(keys.of_cards(shown, theme)),
            most=_MOST,
        ),
        paper,
        theme,
    )


def named(shown: Sheet, name: str) -> str:
    """The reference of a position that is named by its letter, or of what else is named."""
    by_letter = {shown.number(position): position for position in shown.map.positions}
    if name not in shown.map and name in by_letter:
        return by_letter[name]
    return shown.map.resolve(name)


def _words(
    shown: Sheet, target: str, how: str, title: str | None, caption: str | None
) -> tuple[str, str]:
    if title is None:
        item = shown.items[target]
        value = "does not settle" if math.isnan(item.strength) else f"scores {item.strength:.2f}"
        title = f"Why {shown.number(target)} {value if shown.scored else 'may hold'}"
    return title, f"{how} {_READ}" if caption is None else caption


# -- on a screen -------------------------------------------------------------------------


class _Body:
    """The dark band, and below it columns that are shared between for and against."""

    def __init__(self, reasons: Reasons) -> None:
        self.reasons = reasons
        sides = {side: reasons.blocks(side) for side in _SIDES}
        self.sides = {side: blocks for side, blocks in sides.items() if blocks}
        parts = sum(map(len, self.sides.values())) + reasons.loose // _SPLIT
        fit = range(_LEAST, max(_LEAST, min(_MOST, parts)) + 1)
        count = min(fit, key=self._cost)
        self.shares = _shared(self.sides, count)
        self.width = count * reasons.column
        self.below = max((self._tall(side) for side in self.sides), default=0.0)
        for side in self.sides:
            self._fill_up(side)
        self.band = _band(reasons, self.width)
        self.height = self.band.height + (BELOW + self.below if self.sides else 0.0)

    def _tall(self, side: Polarity) -> float:
        return _tall(self.sides[side], self.shares[side])

    def _cost(self, count: int) -> tuple[bool, float]:
        """Not too high; then as small as can be."""
        broad = count * self.reasons.column
        shares = _shared(self.sides, count)
        high = max((_tall(self.sides[side], share) for side, share in shares.items()), default=0.0)
        too_high = high > _UPRIGHT * broad and count < _MOST
        return too_high, broad * high

    def _fill_up(self, side: Polarity) -> None:
        """More rows, the strongest first, as long as no column becomes higher than the highest."""
        reasons, blocks = self.reasons, self.sides[side]
        claims = [link for link in reasons.of(side) if link.source in reasons.owners]
        for _, (index, link) in itertools.product(range(_MORE), enumerate(claims)):
            if reasons.shows_all(link):
                continue
            reasons.more[link] = reasons.more.get(link, 0) + 1
            higher = attrs.evolve(blocks[index], height=reasons.sized(link).height)
            tried = [*blocks[:index], higher, *blocks[index + 1 :]]
            if _tall(tried, self.shares[side]) <= self.below:
                blocks = tried
            else:
                reasons.more[link] -= 1
        self.sides[side] = reasons.blocks(side)

    def paint(self, origin: Point) -> Markup:
        parts = [self.band.paint(origin)]
        top, x = origin.y + self.band.height + BELOW, origin.x
        for side, share in self.shares.items():
            blocks = self.sides[side]
            parts.append(self.reasons.label(side).paint(Point(x, top)))
            for index, column in enumerate(levelled(blocks, share, GAP)):
                if column:
                    found = self.reasons.bus(side, column)
                    parts.append(found.paint(Point(x + index * self.reasons.column, top)))
            x += share * self.reasons.column
        return element("g", *parts, class_="nodes", role="list", aria_label="Reasons")


def _tall(blocks: Sequence[Block], share: int) -> float:
    return tallest(levelled(blocks, share, GAP), GAP)


def _shared(sides: Mapping[Polarity, Sequence[Block]], count: int) -> dict[Polarity, int]:
    """How many columns each side gets, so that the tallest is smallest."""
    if len(sides) < 2:
        return dict.fromkeys(sides, count)
    one, other = sides

    def high(share: int) -> float:
        return max(_tall(sides[one], share), _tall(sides[other], count - share))

    best = min(range(1, count), key=high)
    return {one: best, other: count - best}


# -- on paper ----------------------------------------------------------------------------


def _laid(reasons: Reasons, count: int, first: float, other: float) -> list[Placed]:
    """In one column what is against begins a page of its own."""
    width = count * reasons.column
    left = {side: blocks for side in _SIDES if (blocks := reasons.blocks(side))}
    head, room = _band(reasons, width), first
    pages: list[Placed] = []
    begun: set[Polarity] = set()
    while True:
        placed = [(Point(0.0, 0.0), head)]
        top = head.height + BELOW
        shown = left if count > 1 else dict([*left.items()][:1])
        x = 0.0
        for side, share in _shared(shown, count).items():
            filled, rest = fill(left[side], share, room - top, GAP)
            if not rest:
                filled = levelled(left[side], share, GAP)
            placed.append((Point(x, top), reasons.label(side, continued=side in begun)))
            begun.add(side)
            for index, column in enumerate(filled):
                if column:
                    at = Point(x + index * reasons.column, top)
                    placed.append((at, reasons.bus(side, column)))
            left[side] = rest
            x += share * reasons.column
        pages.append(placed)
        left = {side: blocks for side, blocks in left.items() if blocks}
        if not left:
            return pages
        head, room = _again(reasons, width), other


def _again(reasons: Reasons, width: float) -> Block:
    """The band of further pages: letter and words of the position."""
    shown, dark = reasons.sheet, reasons.theme.assessment
    letter, words = shown.number(reasons.target), shown.items[reasons.target].text
    said = clip(f"{letter}  {words} (continued)", 10.5, width - 30, face="bold")

    def paint(at: Point) -> Markup:
        box = Box(at.x, at.y, width, _STRIP)
        shape = element("path", class_="shape", d=marks.rounded(box, 7.0), fill=dark.fill)
        label = text(
            at.x + 15, at.y + 16, said, 10.5, dark.ink, face="bold", right=at.x + width - 15
        )
        return element("g", shape, label, class_="again")

    return Block(_STRIP, paint)


# -- the band ----------------------------------------------------------------------------


def _band(reasons: Reasons, broad: float) -> Block:
    """The position, its score, and its rivals at the right or, where it is narrow, below."""
    shown, rivals = reasons.sheet.items[reasons.target], _rivals(reasons)
    beside = broad >= _BROAD and bool(rivals)
    room = broad - (_RIVALS + 60.0 if beside else 36.0)
    words = wrap(shown.text, _TITLE, room, face="bold", max_lines=4)
    high = 55.0 + len(words) * _TITLE_LEADING
    listed = 24.0 + len(rivals) * _RIVAL + 8.0
    whole = max(high, listed) if beside else high + (listed if rivals else 0.0)

    def paint(at: Point) -> Markup:
        theme, dark = reasons.theme, reasons.theme.assessment
        box = Box(at.x, at.y, broad, whole)
        left = box.x + 18.0
        tag = band.head_tag(reasons.sheet, reasons.target)
        parts = [
            hover(shown.description),
            element("path", class_="shape", d=marks.rounded(box, 9.0), fill=dark.fill),
            band.stripe(reasons.sheet, reasons.target, box, theme),
            band.tag(tag, left, box.y + 17, room, theme),
        ]
        for order, line in enumerate(words):
            y = box.y + 37 + order * _TITLE_LEADING
            edge = left + room
            parts.append(text(left, y, line, _TITLE, dark.ink, face="bold", right=edge))
        y = box.y + 33 + len(words) * _TITLE_LEADING
        parts.append(band.score(reasons.sheet, reasons.target, left, left + 340, y, 15.0, theme))
        start = box.right - _RIVALS if beside else left
        top = box.y if beside else box.y + high - 6.0
        if rivals:
            parts.append(band.tag("THE RIVALS", start, top + 17, 200, theme))
        for order, name in enumerate(rivals):
            y = top + 34 + order * _RIVAL
            right = min(box.right - 14, start + _RIVALS)
            parts.append(_rival(reasons, name, start, y, right))
        return element(
            "g",
            *parts,
            class_="node assessment",
            role="listitem",
            aria_label=shown.description,
            data_id=shown.reference,
        )

    return Block(whole, paint)


def _rivals(reasons: Reasons) -> list[str]:
    asked = [one for one in reasons.sheet.map.answerable if reasons.target in one.positions]
    others = [name for one in asked for name in one.positions if name != reasons.target]
    return reasons.sheet.ranked(tuple(dict.fromkeys(others)))[:8]


def _rival(reasons: Reasons, name: str, left: float, y: float, right: float) -> Markup:
    dark, shown = reasons.theme.assessment, reasons.sheet.items[name]
    words = clip(shown.text, 10.5, right - left - 140)
    value = "unsettled" if math.isnan(shown.strength) else f"{shown.strength:.2f}"
    return join(
        (
            text(left, y, reasons.sheet.number(name), 10, dark.ink, face="bold"),
            text(left + 18, y, words, 10.5, dark.muted, right=right - 118),
            marks.bar(right - 104, y - 6.5, 60, shown.strength, dark, high=5),
            text(right, y, value, 10, dark.ink, face="bold", anchor="end"),
        )
    )
