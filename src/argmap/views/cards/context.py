"""What bears on nothing, as a list."""

from __future__ import annotations

from argmap.views.cards.sheet import Sheet
from argmap.views.painting.blocks import Block, listed
from argmap.views.painting.geometry import Point
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, text

_NUMBER, _SIZE, _LEADING, _LINES = 9.5, 10.5, 13.0, 3
_SIDE = 8.0


def context(sheet: Sheet, broad: float, theme: Theme, ids: str) -> Block:
    """All statements without a place on a card; it can be cut between them."""
    return listed((), [_one(sheet, name, broad, theme, ids) for name in sheet.plan.context], 0.0)


def _one(sheet: Sheet, name: str, broad: float, theme: Theme, ids: str) -> Block:
    count = sheet.number(name)
    start = _SIDE + width(count, _NUMBER, face="bold") + 8
    words = wrap(sheet.words(name), _SIZE, broad - start - _SIDE, max_lines=_LINES)

    def paint(at: Point) -> Markup:
        y = at.y + 10.0
        lines = [text(at.x + _SIDE, y, count, _NUMBER, theme.muted, face="bold")]
        for order, line in enumerate(words):
            lines.append(
                text(
                    at.x + start,
                    y + order * _LEADING,
                    line,
                    _SIZE,
                    theme.ink,
                    right=at.x + broad - _SIDE,
                )
            )
        return element(
            "g",
            *lines,
            id=f"{ids}{sheet.names[name]}",
            class_="context",
            role="listitem",
            aria_label=f"{count} {sheet.items[name].description}",
        )

    return Block(len(words) * _LEADING + 3, paint)
