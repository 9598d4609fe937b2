"""Drawing, from an assessment to a finished picture, and from a text to one."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator

from attrs import evolve

from argmap.assessment import assess
from argmap.text.read import parse
from argmap.views import drawing
from argmap.views.drawing import AUTO, NESTED, View
from argmap.views.nodelink import draw
from argmap.views.painting.paper import A4
from benchmarks import maps
from benchmarks.figures import Figure
from benchmarks.measure import Row, compared

#: Seconds from a text to a picture, by nodes.
TARGETS = ((100, 0.3), (1_000, 3.0), (10_000, 20.0))


def row(sizes: tuple[int, int], runs: int) -> Row:
    return compared("draw a map", _drawing, sizes, runs=runs)


def _drawing(statements: int) -> Callable[[], object]:
    assessment = assess(parse(maps.text(statements)).required())
    return lambda: draw(assessment)


def figures(small: int = 1) -> Iterator[Figure]:
    """CPU time of this process and of those that lay boxes out; beside each what reading and
    scoring take of it. Of maps that are smaller when `small` is more than 1."""
    fewer, runs = (20, 1) if small > 1 else (1, 3)
    for nodes, limit in TARGETS:
        for view in (AUTO, NESTED):
            yield evolve(_end_to_end(nodes // fewer, view, runs), limit=limit)
    size = 300 // fewer
    assessment = assess(parse(maps.text(size)).required())
    on_paper = _seconds(lambda: drawing.draw(assessment, layout=NESTED, paper=A4), 3)
    yield Figure(f"{size:,} nodes on A4, pages cut", on_paper, "s")


def _end_to_end(nodes: int, view: View, runs: int) -> Figure:
    text = maps.text(nodes)
    whole = _seconds(lambda: drawing.draw(assess(parse(text).required()), layout=view), runs)
    floor = _seconds(lambda: assess(parse(text).required()).strengths, runs)
    note = f"reading and scoring {floor:.2g} s"
    return Figure(f"{nodes:,} nodes, text to picture, {view.name}", whole, "s", note=note)


def _seconds(action: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = _spent()
        action()
        taken.append(_spent() - start)
    return statistics.median(taken)


def _spent() -> float:
    return sum(os.times()[:4])
