"""Reading takes time in proportion to the text."""

from __future__ import annotations

from collections.abc import Callable

from argmap.text.read import parse
from benchmarks import maps
from benchmarks.measure import Row, compared


def row(sizes: tuple[int, int], runs: int) -> Row:
    return compared("read a text", _reading, sizes, runs=runs, limit=12)


def _reading(statements: int) -> Callable[[], object]:
    text = maps.text(statements)
    assert parse(text).ok
    return lambda: parse(text)
