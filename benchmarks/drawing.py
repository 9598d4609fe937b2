"""Drawing, from an assessment to a finished picture."""

from __future__ import annotations

from collections.abc import Callable

from argmap.assessment import assess
from argmap.text.read import parse
from argmap.views.nodelink import draw
from benchmarks import maps
from benchmarks.measure import Row, compared


def row(sizes: tuple[int, int], runs: int) -> Row:
    return compared("draw a map", _drawing, sizes, runs=runs)


def _drawing(statements: int) -> Callable[[], object]:
    assessment = assess(parse(maps.text(statements)).required())
    return lambda: draw(assessment)
