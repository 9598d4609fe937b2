"""Solving graphs that were built from arrays, in numpy: what a link costs, and what multiples of a
pass cost. Ratios are between figures of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, QUADRATIC_ENERGY
from argmap.solver import Resolver, gradient, solve
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import plan
from benchmarks import graphs
from benchmarks.figures import Figure, a_pass, per_link, seconds


def figures(small: int) -> Iterator[Figure]:
    """Of graphs of a million nodes and fewer, divided by `small`."""
    million, many = 1_000_000 // small, 100_000 // small
    wide = graphs.layered(million, 8)
    yield from _floor(wide)
    yield from _passes(wide, million)
    deep = graphs.layered(many, 1_000 // small)
    yield a_pass(f"quadratic-energy, {many:,} nodes, 1,000 levels", deep, QUADRATIC_ENERGY, 75)
    for n in (100, 1_000, 10_000, many):
        yield a_pass(f"log-odds, {n:,} nodes, 8 levels", graphs.layered(n, 8), LOG_ODDS)
    yield a_pass(f"log-odds, tree of {many:,}", graphs.tree(many), LOG_ODDS)
    yield from _building(million)
    yield from _batch(16_384 // small)
    yield from _backwards(many)
    yield from _component(many)
    yield from _again(wide)


def _floor(qbaf: Qbaf) -> Iterator[Figure]:
    weight, source = qbaf.weight.copy(), qbaf.source.astype(np.intp)
    out, strengths = np.empty_like(weight), qbaf.initial.copy()
    yield Figure(
        "floor: weights × themselves, streamed",
        per_link(qbaf, lambda: np.multiply(weight, weight, out=out)),
        "ns",
    )
    yield Figure(
        "floor: strengths of random sources, gathered",
        per_link(qbaf, lambda: np.take(strengths, source, out=out, mode="clip")),
        "ns",
    )


def _passes(qbaf: Qbaf, nodes: int) -> Iterator[Figure]:
    total = a_pass(f"quadratic-energy, {nodes:,} nodes, 8 levels", qbaf, QUADRATIC_ENERGY, 12)
    yield total
    yield a_pass(f"log-odds, {nodes:,} nodes, 8 levels", qbaf, LOG_ODDS, 12)
    product = a_pass(f"df-quad, {nodes:,} nodes, 8 levels", qbaf, DF_QUAD)
    yield product
    yield Figure("df-quad, of what a sum costs", product.value / total.value, "×", 1.6)


def _building(nodes: int) -> Iterator[Figure]:
    made: Callable[[], Qbaf]
    for name, made, limit in (
        ("layered", lambda: graphs.layered(nodes, 8), 2.0),
        ("chain", lambda: graphs.chain(nodes), 5.0),
    ):
        start = time.process_time()
        qbaf = made()
        plan(qbaf)
        yield Figure(f"building: {name}, {nodes:,} nodes", time.process_time() - start, "s", limit)
        if name == "chain":
            start = time.process_time()
            solve(qbaf, LOG_ODDS, fast=False)
            taken = time.process_time() - start
            yield Figure(f"solving that chain of {nodes:,}", taken, "s", 5.0)


def _batch(weightings: int) -> Iterator[Figure]:
    qbaf = graphs.layered(198, 6)
    random = np.random.default_rng(3)
    initial = random.random((qbaf.size, weightings))
    weights = random.random((qbaf.weight.size, weightings))
    for semantics in (LOG_ODDS, QUADRATIC_ENERGY, DF_QUAD):
        for name, dtype, limit in (("", np.float64, 3.0), (", float32", np.float32, None)):
            taken = seconds(
                lambda semantics=semantics, dtype=dtype: solve(  # type: ignore[misc]
                    qbaf, semantics, initial=initial, dtype=dtype, fast=False
                ),
                3,
            )
            yield Figure(
                f"{weightings:,} weightings of 594 links, {semantics.name}{name}",
                taken / weightings / qbaf.weight.size * 1e9,
                "ns",
                limit,
            )
    taken = seconds(lambda: solve(qbaf, LOG_ODDS, initial=initial, weights=weights, fast=False), 3)
    yield Figure(
        "… with link weights of their own, log-odds",
        taken / weightings / qbaf.weight.size * 1e9,
        "ns",
        3.0,
    )


def _backwards(nodes: int) -> Iterator[Figure]:
    for levels in (8, max(nodes // 100, 8)):
        yield reverse(graphs.layered(nodes, levels), levels, 6, fast=False)


def reverse(qbaf: Qbaf, levels: int, limit: float, *, fast: bool) -> Figure:
    """The slopes of the last strength, without the strengths themselves."""
    last = qbaf.size - 1
    forward = seconds(lambda: solve(qbaf, LOG_ODDS, fast=fast))
    both = seconds(lambda: gradient(qbaf, LOG_ODDS, last, fast=fast))
    return Figure(
        f"reverse pass, {qbaf.size:,} nodes, {levels:,} levels, of forward",
        (both - forward) / forward,
        "×",
        limit,
    )


def _component(nodes: int) -> Iterator[Figure]:
    qbaf = graphs.tangled(nodes)
    schedule = plan(qbaf)
    evaluation = Evaluation.of(qbaf, LOG_ODDS, schedule, qbaf.initial, qbaf.weight, None)
    strengths = np.zeros(qbaf.size)

    def once() -> None:
        for block in range(schedule.blocks):
            strengths[schedule.low[block] : schedule.high[block]] = evaluation.block(
                block, strengths
            )

    one = seconds(once)
    whole = seconds(lambda: solve(qbaf, LOG_ODDS, fast=False))
    solution = solve(qbaf, LOG_ODDS, fast=False)
    largest = max(solution.cycles, key=lambda cycle: len(cycle.members))
    yield Figure(
        f"component of {len(largest.members):,} nodes, of one pass",
        whole / one,
        "×",
        25,
        f"certified to {largest.error:.0e}" if largest.error is not None else "not certified",
    )


def _again(qbaf: Qbaf) -> Iterator[Figure]:
    resolver = Resolver(qbaf, LOG_ODDS)
    random = np.random.default_rng(5)
    taken, touched = [], []
    for _ in range(300):
        row, weight = int(random.integers(qbaf.weight.size)), float(random.random())
        start = time.perf_counter()
        changed = resolver.change(weights={row: weight})
        elapsed = time.perf_counter() - start
        if changed.size < 100:
            taken.append(elapsed)
            touched.append(changed.size)
    yield Figure(
        f"solving again, {qbaf.size:,} nodes, < 100 affected",
        statistics.median(taken) * 1e3,
        "ms",
        1.0,
        f"median {statistics.median(touched):.0f} affected",
    )
