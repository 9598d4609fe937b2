"""One number, and the most or the least it may be."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from attrs import frozen

from argmap.qbaf import Qbaf
from argmap.semantics.modular import ModularSemantics
from argmap.solver import solve


@frozen
class Figure:
    """`value` may be `limit` at most, or `least` at least."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    least: float | None = None

    @property
    def passed(self) -> bool:
        return (self.limit is None or self.value <= self.limit) and (
            self.least is None or self.value >= self.least
        )

    def __str__(self) -> str:
        bound = "" if self.limit is None else f"(at most {self.limit:g})"
        bound = bound if self.least is None else f"(at least {self.least:g})"
        verdict = f"{'PASS' if self.passed else 'FAIL'} {bound}" if bound else ""
        value = f"{self.value:,.0f}" if self.value >= 1_000 else f"{self.value:.3g}"
        return f"{self.name:<62}{value:>7} {self.unit:<5}{verdict:<22}{self.note}".rstrip()


@frozen
class Note:
    """A line that measures nothing."""

    text: str
    passed: bool = True

    def __str__(self) -> str:
        return self.text


def seconds(action: Callable[[], object], runs: int = 7) -> float:
    """CPU time of this process, the median after a first time that does not count."""
    action()
    taken = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
        gc.enable()
    return statistics.median(taken)


def per_link(qbaf: Qbaf, action: Callable[[], object], runs: int = 7) -> float:
    """In nanoseconds. What is quick is repeated, for clocks are coarse."""
    times = max(200_000 // max(qbaf.weight.size, 1), 1)

    def repeated() -> None:
        for _ in range(times):
            action()

    return seconds(repeated, runs) / times / qbaf.weight.size * 1e9


def a_pass(
    name: str,
    qbaf: Qbaf,
    semantics: ModularSemantics,
    limit: float | None = None,
    *,
    fast: bool = False,
) -> Figure:
    """What solving costs for each link."""
    taken = per_link(qbaf, lambda: solve(qbaf, semantics, fast=fast))
    return Figure(name, taken, "ns", limit)
