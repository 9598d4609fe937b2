"""A block is something of known height that can be painted anywhere: what columns are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import attrs

from argmap.views.painting.geometry import Point
from argmap.views.painting.measure import clip, width, wrap
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, join, number, text

_CAPS, _SPACING = 9.5, 0.8
HEADING = 22.0


#: Takes how high the first part may be, and whether any place will do because nothing stands
#: above; gives both parts, or None when there is no such place.
Cut: TypeAlias = "Callable[[float, bool], tuple[Block, Block] | None]"


@attrs.frozen
class Block:
    """Height in px, how to paint it from its top left corner, and how to cut it in two, if it
    can be."""

    height: float
    paint: Callable[[Point], Markup]
    cut: Cut | None = None


def heading(words: str, at: Point, broad: float, theme: Theme) -> Markup:
    """Capitals with a hairline after them."""
    capitals = words.upper()
    shown = clip(capitals, _CAPS, broad - _SPACING * len(capitals) - 12, face="bold")
    long = width(shown, _CAPS, face="bold", spacing=_SPACING)
    parts = [text(at.x, at.y + 13, shown, _CAPS, theme.muted, face="bold", spacing=_SPACING)]
    if long + 18 < broad:
        d = f"M{number(at.x + long + 8)},{number(at.y + 9.7)}H{number(at.x + broad)}"
        parts.append(element("path", d=d, fill="none", stroke=theme.hair, stroke_width=1.0))
    return element("g", *parts, class_="heading")


def headed(words: str, block: Block, broad: float, theme: Theme) -> Block:
    """The block below a heading that stays with it."""

    def paint(at: Point) -> Markup:
        below = block.paint(Point(at.x, at.y + HEADING))
        return join((heading(words, at, broad, theme), below))

    def cut(room: float, anywhere: bool) -> tuple[Block, Block] | None:
        parts = block.cut(room - HEADING, anywhere) if block.cut else None
        return parts and (headed(words, parts[0], broad, theme), parts[1])

    return Block(block.height + HEADING, paint, cut)


def headings(words: str, heads: Block, broad: float, theme: Theme) -> tuple[Block, Block]:
    """The heads of a table below their heading, and how they are repeated on further pages."""
    if not words:
        return heads, heads
    return (
        headed(words, heads, broad, theme),
        headed(f"{words} (continued)", heads, broad, theme),
    )


def prose(words: str, broad: float, theme: Theme, *, size: float = 9.5) -> Block:
    """A paragraph in small italics."""
    found = wrap(words, size, broad, face="italic")

    def paint(at: Point) -> Markup:
        return element(
            "g",
            *(
                text(
                    at.x,
                    at.y + 10 + order * 13,
                    line,
                    size,
                    theme.muted,
                    face="italic",
                    right=at.x + broad,
                )
                for order, line in enumerate(found)
            ),
        )

    return Block(len(found) * 13.0 + 3, paint)


def total(blocks: Iterable[Block], gap: float) -> float:
    heights = [block.height for block in blocks]
    return sum(heights) + gap * max(0, len(heights) - 1)


def stacked(blocks: Sequence[Block], gap: float) -> Block:
    """One below the other."""
    found = list(blocks)

    def paint(at: Point) -> Markup:
        parts, y = [], at.y
        for block in found:
            parts.append(block.paint(Point(at.x, y)))
            y += block.height + gap
        return join(parts)

    return Block(total(found, gap), paint)


def listed(
    head: Sequence[Block], rows: Sequence[Block], gap: float, *, again: Sequence[Block] = ()
) -> Block:
    """Rows below a head. It can be cut between rows; then `again` stands above the rest."""
    whole = stacked([*head, *rows], gap)

    def cut(room: float, _anywhere: bool) -> tuple[Block, Block] | None:
        count = len(rows) - 1
        while count > 0 and total((*head, *rows[:count]), gap) > room:
            count -= 1
        if count < 1:
            return None
        rest = listed(again, rows[count:], gap, again=again)
        return stacked([*head, *rows[:count]], gap), rest

    return Block(whole.height, whole.paint, cut)
