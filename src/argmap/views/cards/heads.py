"""Positions as the heads of columns: dark boxes that never break a word."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.views.cards import band
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import marks
from argmap.views.painting.geometry import Box
from argmap.views.painting.measure import width, wrap
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, text
from argmap.views.painting.svg import title as hover

_SIZE, _LEADING, _LINES = 11.5, 14.0, 8
_LEFT, _RIGHT = 15.0, 8.0
_NARROW, _BROAD = 114.0, 190.0


def column(sheet: Sheet, positions: Sequence[str], *, at_least: float = _NARROW) -> float:
    """How broad a column is, with the gap after it, so that the longest word fits."""
    words = [word for name in positions for word in sheet.items[name].text.split()]
    longest = max((width(word, _SIZE, face="bold") for word in words), default=0.0)
    return min(_BROAD, max(at_least, longest + _LEFT + _RIGHT + 9))


def height(sheet: Sheet, positions: Sequence[str], broad: float) -> float:
    """How high the heads are, all alike."""
    most = max((len(_words(sheet, name, broad)) for name in positions), default=1)
    return 56.0 + most * _LEADING


def _words(sheet: Sheet, position: str, broad: float) -> tuple[str, ...]:
    room = broad - _LEFT - _RIGHT
    return wrap(sheet.items[position].text, _SIZE, room, face="bold", max_lines=_LINES)


def paint(sheet: Sheet, position: str, box: Box, theme: Theme) -> Markup:
    """Tag, words and score of a position."""
    shown = sheet.items[position]
    dark = theme.assessment
    right = box.right - _RIGHT
    parts = [
        hover(shown.description),
        element("path", class_="shape", d=marks.rounded(box, 9.0), fill=dark.fill),
        band.stripe(sheet, position, box, theme),
        band.tag(shown.tag, box.x + _LEFT, box.y + 15, box.width - _LEFT - _RIGHT, theme),
    ]
    for order, line in enumerate(_words(sheet, position, box.width)):
        y = box.y + 31 + order * _LEADING
        parts.append(text(box.x + _LEFT, y, line, _SIZE, dark.ink, face="bold", right=right))
    parts.append(band.score(sheet, position, box.x + _LEFT, right, box.bottom - 20, 12.5, theme))
    return element(
        "g",
        *parts,
        class_="node assessment",
        role="listitem",
        aria_label=shown.description,
        data_id=shown.reference,
    )
