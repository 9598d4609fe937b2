"""Questions to the map of Iran and Russia, which is of the size that people argue in.

CPU time of this process, medians; beside each stands how many assessments of the same map it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import evolve

from argmap.analysis.compare import compare
from argmap.analysis.contributions import contributions
from argmap.analysis.explain import explain
from argmap.analysis.grouping import LINK, SOURCE
from argmap.analysis.linchpins import linchpins
from argmap.analysis.shapley import EXACT
from argmap.analysis.tipping import tipping
from argmap.analysis.tornado import tornado
from argmap.assessment import assess
from argmap.text.read import load
from benchmarks.measure import compared
from benchmarks.solving import Figure

MAP = Path(__file__).parents[1] / "arguments" / "iran-russia.argdown"
ONE, OTHER = "Durable partnership", "Pragmatic cooperation"


def figures(*, smoke: bool = False) -> Iterator[Figure]:
    """All figures; with `smoke` measured once and without limits."""
    for one in _figures(1 if smoke else 5):
        yield evolve(one, limit=None) if smoke else one


def _figures(runs: int) -> Iterator[Figure]:
    map_ = load(MAP)
    assessment = assess(map_)
    sources = contributions(assessment, ONE, over=OTHER, by=SOURCE)
    assert len(sources) <= EXACT, "more sources than exact Shapley values are for"
    questions: tuple[tuple[str, Callable[[], object], float | None], ...] = (
        (
            f"exact Shapley values of {len(sources)} sources",
            lambda: contributions(assessment, ONE, over=OTHER, by=SOURCE),
            0.5,
        ),
        (
            f"tornado over the weights of {len(map_.nodes)} items",
            lambda: tornado(map_, ONE, over=OTHER),
            1.0,
        ),
        (
            f"tornado over the weights of {len(map_.links)} links",
            lambda: tornado(map_, ONE, over=OTHER, by=LINK),
            1.0,
        ),
        (f"compare {len(map_.scenarios)} scenarios", lambda: compare(map_), 0.5),
        ("tipping points of every weight", lambda: tipping(map_, ONE, over=OTHER), None),
        ("linchpins", lambda: linchpins(map_), None),
        ("an explanation", lambda: str(explain(assessment, ONE, over=OTHER)), None),
    )
    for name, question, limit in questions:
        # Taking turns with an assessment of the same map.
        actions = {0: lambda: assess(map_), 1: question}
        alone, taken = compared(name, actions.__getitem__, (0, 1), runs=runs).seconds
        yield Figure(name, taken, "s", limit, f"{taken / alone:.0f} assessments")
