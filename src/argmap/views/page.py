"""The page around a drawing: title, caption, legend, and what a screen reader says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from argmap.views.geometry import Point
from argmap.views.measure import wrap
from argmap.views.palette import Theme
from argmap.views.picture import Picture
from argmap.views.svg import FAMILY, Markup, element, escaped, number, text

MARGIN = 26.0
_TITLE, _TITLE_LEADING = 19.0, 24.0
_CAPTION, _CAPTION_LEADING = 11.0, 15.0
_AT_LEAST = 560.0


def prefix(content: str) -> str:
    """Begins the ids of a picture; another content gives another one, the same the same."""
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
    y = MARGIN
    head: list[Markup] = []
    for line in wrap(title, _TITLE, inner, face="bold", max_lines=3) if title else ():
        y += _TITLE_LEADING
        head.append(text(MARGIN, y - 8, line, _TITLE, theme.ink, face="bold", right=MARGIN + inner))
    for line in wrap(caption, _CAPTION, inner, max_lines=3) if caption else ():
        y += _CAPTION_LEADING
        head.append(text(MARGIN, y - 3, line, _CAPTION, theme.muted, right=MARGIN + inner))
    y += 18.0 if head else 0.0
    body = draw(Point(MARGIN, y))
    y += size[1] + 20.0
    strip, high = legend(Point(MARGIN, y), inner)
    width, height = round(inner + 2 * MARGIN), round(y + high + MARGIN - 8)
    svg = element(
        "svg",
        element("title", escaped(title or "Argument map"), id=f"{ids}t"),
        element("desc", escaped(description), id=f"{ids}d"),
        element("rect", width=width, height=height, fill=theme.bg),
        *head,
        body,
        strip,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="graphics-document img",
        aria_labelledby=f"{ids}t {ids}d",
        lang="en",
        font_family=FAMILY,
    )
    return Picture(svg + "\n", width, height, title)
