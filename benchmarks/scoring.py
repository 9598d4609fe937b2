"""Scoring, from a map to a ranking."""

from __future__ import annotations

from collections.abc import Callable

from argmap.assessment import assess
from argmap.text.read import parse
from benchmarks import maps
from benchmarks.measure import Row, compared


def row(sizes: tuple[int, int], runs: int) -> Row:
    return compared("assess a map", _scoring, sizes, runs=runs)


def _scoring(statements: int) -> Callable[[], object]:
    map_ = parse(maps.text(statements)).required()
    return lambda: assess(map_).rankings
