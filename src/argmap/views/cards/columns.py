"""A sequence of blocks is cut into columns, in order, so that the tallest is as short as can be."""

from __future__ import annotations

from collections.abc import Sequence


def cut(heights: Sequence[float], count: int, gap: float) -> list[list[int]]:
    """Indices by column, at most `count` of them; `gap` lies between the blocks of a column."""
    if not heights:
        return []
    low, high = max(heights), sum(heights) + gap * len(heights)
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(_filled(heights, middle, gap)) <= count:
            high = middle
        else:
            low = middle
    return _filled(heights, high, gap)


def tallest(heights: Sequence[float], count: int, gap: float) -> float:
    """How high the columns come out."""
    columns = cut(heights, count, gap)
    return max((height(heights, column, gap) for column in columns), default=0.0)


def height(heights: Sequence[float], column: Sequence[int], gap: float) -> float:
    return sum(heights[index] for index in column) + gap * (len(column) - 1)


def _filled(heights: Sequence[float], limit: float, gap: float) -> list[list[int]]:
    columns: list[list[int]] = [[]]
    used = 0.0
    for index, high in enumerate(heights):
        if columns[-1] and used + gap + high > limit:
            columns.append([])
        used = used + gap + high if columns[-1] else high
        columns[-1].append(index)
    return columns
