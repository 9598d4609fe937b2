"""The page around a drawing: title, caption, legend, and what a screen reader says of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

import attrs

from argmap.views.painting.geometry import Point
from argmap.views.painting.legend import Entry, strip
from argmap.views.painting.measure import clip, wrap
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import FAMILY, Markup, element, escaped, number, text

MARGIN = 26.0
_TITLE, _TITLE_LEADING = 19.0, 24.0
_CAPTION, _CAPTION_LEADING = 11.0, 15.0
_AT_LEAST = 560.0
_ABOVE_LEGEND = 20.0
_NUMBERS = 90.0  # for the number of a page
_RUNNING = MARGIN + 32.0
_LONG = re.compile(r"\d+\.\d{5,}(?:e-?\d+)?")
_AGAIN = 12.0  # size of the title on further pages


def prefix(content: str) -> str:
    """Begins the ids of a picture; another content gives another one, the same the same.

    Of long numbers the first digits count: the last depend on the machine that found them.
    """
    content = _LONG.sub(lambda found: f"{float(found[0]):.4g}", content)
    return f"a{hashlib.blake2b(content.encode('utf-8', 'replace'), digest_size=5).hexdigest()}-"


def page(
    title: str,
    caption: str,
    description: str,
    theme: Theme,
    ids: str,
    size: tuple[float, float],
    draw: Callable[[Point], Markup],
    legend: Callable[[Point, float], tuple[Markup, float]],
) -> Picture:
    """Put a drawing of `size` px between title and legend.

    `draw` and `legend` paint from the top left corner they are given; `legend` also gets how
    broad it may be and says how high it is.
    """
    inner = max(size[0], _AT_LEAST)
    head = Head(title, caption, description)
    words, y = _words(head, inner, 0.0, theme)
    body = draw(Point(MARGIN, y))
    y += size[1] + _ABOVE_LEGEND
    below, high = legend(Point(MARGIN, y), inner)
    whole = round(inner + 2 * MARGIN), round(y + high + MARGIN - 8)
    return _picture(head, theme, ids, whole, [*words, body, below])


# -- pages of paper ----------------------------------------------------------------------


@attrs.frozen
class Head:
    """What stands above a drawing, and what a screen reader says of it."""

    title: str
    caption: str
    description: str


def corner(head: Head, broad: float, *, first: bool) -> Point:
    """Where the drawing begins on a page that is `broad` px wide."""
    return Point(
        MARGIN, _words(head, broad - 2 * MARGIN, _NUMBERS, LIGHT)[1] if first else _RUNNING
    )


def taken(head: Head, legend: Sequence[Entry], broad: float, *, first: bool) -> float:
    """How much of the height of a page is not for the drawing: all but the `first` one have
    neither title nor legend."""
    top = corner(head, broad, first=first).y
    if not first or not legend:
        return top + MARGIN
    strip_ = strip(legend, LIGHT, Point(0.0, 0.0), broad - 2 * MARGIN)
    return top + _ABOVE_LEGEND + strip_[1] + MARGIN - 8


def leaf(
    head: Head,
    theme: Theme,
    ids: str,
    size: tuple[float, float],
    place: tuple[int, int],
    body: Markup,
    legend: Sequence[Entry],
) -> Picture:
    """One page of `size` px; `place` is its number and how many there are. Title, caption and
    legend stand on the first, the title again, in small, on the others."""
    broad, high = size
    inner, right = broad - 2 * MARGIN, broad - MARGIN
    count, pages = place
    parts: list[Markup] = []
    if pages > 1:
        words = f"page {count} of {pages}"
        y = MARGIN + 13.0
        parts.append(text(right, y, words, _CAPTION, theme.muted, anchor="end"))
    if count == 1:
        parts += _words(head, inner, _NUMBERS, theme)[0]
        below = taken(head, legend, broad, first=True) - corner(head, broad, first=True).y
        at = Point(MARGIN, high - below + _ABOVE_LEGEND)
        parts += [body, strip(legend, theme, at, inner)[0]]
    else:
        again = clip(head.title, _AGAIN, inner - _NUMBERS, face="bold")
        y, edge = MARGIN + 13.0, right - _NUMBERS
        parts.append(text(MARGIN, y, again, _AGAIN, theme.muted, face="bold", right=edge))
        parts.append(body)
    return _picture(head, theme, ids, (round(broad), round(high)), parts)


def enlarged(picture: Picture, size: tuple[int, int], theme: Theme) -> Picture:
    """The picture in the upper left of a page of `size` px, none of them smaller than its own."""
    was, now = (_frame(*one, theme) for one in ((picture.width, picture.height), size))
    svg = picture.svg
    for old, new in zip(was, now, strict=True):
        svg = svg.replace(old, new, 1)
    return Picture(svg, *size, picture.title)


def _frame(broad: int, high: int, theme: Theme) -> tuple[str, str]:
    """What says in an SVG how large it is: the ground and the root."""
    ground = element("rect", width=broad, height=high, fill=theme.bg)
    root = f'width="{broad}" height="{high}" viewBox="0 0 {broad} {high}"'
    return ground, root


# -- what both have ----------------------------------------------------------------------


def _words(head: Head, inner: float, beside: float, theme: Theme) -> tuple[list[Markup], float]:
    """Title and caption, and the y below them; `beside` is kept free at the right of the title."""
    y, words = MARGIN, []
    room, right = inner - beside, MARGIN + inner
    for line in wrap(head.title, _TITLE, room, face="bold", max_lines=3) if head.title else ():
        y += _TITLE_LEADING
        at = right - beside
        words.append(text(MARGIN, y - 8, line, _TITLE, theme.ink, face="bold", right=at))
    for line in wrap(head.caption, _CAPTION, inner, max_lines=3) if head.caption else ():
        y += _CAPTION_LEADING
        words.append(text(MARGIN, y - 3, line, _CAPTION, theme.muted, right=right))
    return words, y + (18.0 if words else 0.0)


def _picture(
    head: Head, theme: Theme, ids: str, size: tuple[int, int], parts: Sequence[Markup]
) -> Picture:
    broad, high = size
    svg = element(
        "svg",
        element("title", escaped(head.title or "Argument map"), id=f"{ids}t"),
        element("desc", escaped(head.description), id=f"{ids}d"),
        element("rect", width=broad, height=high, fill=theme.bg),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=broad,
        height=high,
        viewBox=f"0 0 {number(broad)} {number(high)}",
        role="graphics-document img",
        aria_labelledby=f"{ids}t {ids}d",
        lang="en",
        font_family=FAMILY,
    )
    return Picture(svg + "\n", broad, high, head.title)
