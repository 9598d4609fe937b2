"""Paper, and how the blocks of a view are spread over pages of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs

from argmap.errors import PictureError
from argmap.registry import Registry
from argmap.views.painting import page
from argmap.views.painting.blocks import Block, total
from argmap.views.painting.geometry import Point
from argmap.views.painting.legend import Entry
from argmap.views.painting.page import MARGIN
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import element

#: Columns that are tried.
MOST = 6
#: Millimetres that a px may be: up to here (a point) it is not enlarged, down to here the text of
#: rows, 10.5 px, has 6.5 points.
LARGEST, SMALLEST = 0.353, 0.218
_NARROWEST = 50.0
_STARTS = 160.0  # columns begin on the page of the bands when so much is left of it


def _of_a_sheet(paper: Paper, side: attrs.Attribute[float], value: float) -> None:
    if not _NARROWEST <= value < math.inf:
        wrong = f"paper {paper.name!r}: {side.name} is {value!r}"
        raise PictureError(f"{wrong}, not at least {_NARROWEST:g} millimetres")


@attrs.frozen
class Paper:
    """A kind of paper, in millimetres, at least 50 either way. Raises `PictureError`."""

    name: str
    width: float = attrs.field(validator=_of_a_sheet)
    height: float = attrs.field(validator=_of_a_sheet)


A4 = Paper("a4", 210.0, 297.0)
A3 = Paper("a3", 420.0, 297.0)
A2 = Paper("a2", 594.0, 420.0)
#: The kinds of paper that are chosen by name: A4 upright, for booklets; the others across.
PAPERS = Registry("paper", (A4, A3, A2))

#: Blocks of one page with their top left corners.
Placed: TypeAlias = "Sequence[tuple[Point, Block]]"


@attrs.frozen
class Content:
    """What a view puts on pages.

    `width` says how broad so many columns are; `lay` spreads them over pages when the first one
    has a certain room and all others another one. `paint` puts what was placed into a group.
    """

    key: tuple[object, ...]
    title: str
    caption: str
    description: str
    width: Callable[[int], float]
    lay: Callable[[int, float, float], Sequence[Placed]]
    label: str
    legend: Sequence[Entry]
    most: int = MOST


def spread(content: Content, paper: Paper, theme: Theme) -> Pages:
    """Fewest pages on which rows can be read, and of those the largest print.

    Where even one column is broader than that, it is made as small as it has to be.
    """
    tried = [_sized(content, paper, count) for count in range(1, content.most + 1)]
    fit = [one for one in tried if one.scale >= SMALLEST] or tried[:1]
    best = min(fit, key=lambda one: (len(one.pages), -one.scale))
    head = page.Head(content.title, content.caption, content.description)
    drawn = []
    for index, placed in enumerate(best.pages):
        at = page.corner(head, best.width, first=index == 0)
        body = [block.paint(Point(at.x + by.x, at.y + by.y)) for by, block in placed]
        drawn.append(
            page.leaf(
                head,
                theme,
                page.prefix(repr((content.key, paper, index))),
                (best.width, best.height),
                (index + 1, len(best.pages)),
                element("g", *body, class_="nodes", role="list", aria_label=content.label),
                content.legend,
            )
        )
    return Pages(tuple(drawn), paper.width, paper.height, content.title)


def fitted(picture: Picture, paper: Paper, theme: Theme) -> Pages:
    """A finished picture on one page, as large as fits; across when it is broader than high."""
    sides = sorted((paper.width, paper.height), reverse=picture.width > picture.height)
    scale = min(LARGEST, sides[0] / picture.width, sides[1] / picture.height)
    size = round(sides[0] / scale), round(sides[1] / scale)
    return Pages((page.enlarged(picture, size, theme),), sides[0], sides[1], picture.title)


@attrs.frozen
class _Sized:
    """Pages in px, and how many millimetres a px is."""

    width: float
    height: float
    scale: float
    pages: Sequence[Placed]


def _sized(content: Content, paper: Paper, count: int) -> _Sized:
    scale = min(LARGEST, paper.width / (content.width(count) + 2 * MARGIN))
    while True:
        width, height = paper.width / scale, paper.height / scale
        head = page.Head(content.title, content.caption, content.description)
        first = height - page.taken(head, content.legend, width, first=True)
        other = height - page.taken(head, content.legend, width, first=False)
        pages = content.lay(count, first, other) or [()]
        lowest = max(
            (
                by.y + block.height - (other if index else first)
                for index, placed in enumerate(pages)
                for by, block in placed
            ),
            default=0.0,
        )
        if lowest < 0.5:
            return _Sized(width, height, scale, pages)
        scale *= height / (height + lowest + 1.0)  # something cannot be cut so short


def flowing(
    top: Sequence[Block],
    blocks: Sequence[Block],
    column: float,
    gap: float,
    count: int,
    first: float,
    other: float,
) -> list[Placed]:
    """Blocks in columns, in order, below others that are as broad as the page.

    The columns of the last page are made about equally high.
    """
    pages: list[Placed] = []
    placed: list[tuple[Point, Block]] = []
    room, y = first, 0.0
    left = list(top)
    while left:
        (filled, *_), left = fill(left, 1, room - y, gap)
        for block in filled:
            placed.append((Point(0.0, y), block))
            y += block.height + gap
        if left:
            pages.append(placed)
            placed, room, y = [], other, 0.0
    left = list(blocks)
    if left and placed and room - y < _STARTS:
        pages.append(placed)
        placed, room, y = [], other, 0.0
    while left:
        columns, rest = fill(left, count, room - y, gap, forced=not placed)
        if not rest:
            columns = levelled(left, count, gap)
        for index, here in enumerate(columns):
            low = y
            for block in here:
                placed.append((Point(index * (column + gap), low), block))
                low += block.height + gap
        left = rest
        if left:
            pages.append(placed)
            placed, room, y = [], other, 0.0
    return [*pages, placed] if placed else pages


def fill(
    blocks: Sequence[Block], count: int, room: float, gap: float, *, forced: bool = True
) -> tuple[list[list[Block]], list[Block]]:
    """As many blocks as `count` columns hold, in order, and those that are left.

    At the end of a column a block is cut if it can be. If `forced`, one that is too high for an
    empty column and cannot be cut stands there all the same.
    """
    left = list(reversed(blocks))
    columns: list[list[Block]] = []
    for _ in range(count):
        column: list[Block] = []
        used = 0.0
        while left:
            start = used + gap if column else 0.0
            block = left[-1]
            if start + block.height <= room:
                column.append(left.pop())
                used = start + block.height
                continue
            parts = block.cut(room - start, forced and not column) if block.cut else None
            if parts is not None:
                left[-1] = parts[1]
                column.append(parts[0])
            elif forced and not column:
                column.append(left.pop())
            break
        columns.append(column)
    return columns, left[::-1]


def levelled(blocks: Sequence[Block], count: int, gap: float) -> list[list[Block]]:
    """All blocks in `count` columns, in order, the highest as low as can be, within 4 px."""
    if count == 1:
        return [list(blocks)]
    low, high = 0.0, sum(block.height + gap for block in blocks)
    while high - low > 4.0:
        middle = (low + high) / 2
        columns, rest = fill(blocks, count, middle, gap)
        if rest or tallest(columns, gap) > middle:
            low = middle
        else:
            high = middle
    return fill(blocks, count, high, gap)[0]


def tallest(columns: Sequence[Sequence[Block]], gap: float) -> float:
    return max((total(column, gap) for column in columns), default=0.0)


def tables(
    key: tuple[object, ...],
    head: tuple[str, str, str],
    broad: float,
    blocks: Sequence[Block],
    label: str,
    legend: Sequence[Entry],
) -> Content:
    """Tables `broad` px wide, one below the other; `head` is title, caption and description."""

    def lay(count: int, first: float, other: float) -> list[Placed]:
        return flowing((), blocks, broad, 16.0, count, first, other)

    return Content(
        key,
        *head,
        lambda _count: broad,
        lay,
        label,
        legend,
        most=1,
    )
