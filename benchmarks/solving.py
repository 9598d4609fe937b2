"""Solving graphs that were built from arrays: what a link costs, and what multiples of a pass cost.

All are CPU time of this process, medians, and ratios are between figures of the same run.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
from attrs import evolve

from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, QUADRATIC_ENERGY
from argmap.solver import Resolver, gradient, solve
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import plan
from benchmarks import graphs
from benchmarks.figures import Figure


def figures(*, smoke: bool = False) -> Iterator[Figure]:
    """All figures; with `smoke` on small graphs and without limits, to see that everything runs."""
    if smoke:
        yield from (evolve(one, limit=None, least=None) for one in _figures(100))
    else:
        yield from _figures(1)


def _figures(small: int) -> Iterator[Figure]:
    million, many = 1_000_000 // small, 100_000 // small
    wide = graphs.layered(million, 8)
    yield from _floor(wide)
    yield from _passes(wide, million)
    yield from _deep(many, small)
    for n in (1_000, many):
        yield _pass(f"log-odds, {n:,} nodes, 8 levels", graphs.layered(n, 8), LOG_ODDS)
    yield _pass(f"log-odds, tree of {many:,}", graphs.tree(many), LOG_ODDS)
    yield from _building(million)
    yield from _batch(16_384 // small)
    yield from _backwards(many)
    yield from _component(many)
    yield from _again(wide)
    yield from _memory(million)
    yield from _peer(many)


def _seconds(action: Callable[[], object], runs: int = 7) -> float:
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


def _per_link(qbaf: Qbaf, action: Callable[[], object]) -> float:
    return _seconds(action) / qbaf.weight.size * 1e9


def _pass(name: str, qbaf: Qbaf, semantics: object, limit: float | None = None) -> Figure:
    return Figure(name, _per_link(qbaf, lambda: solve(qbaf, semantics)), "ns", limit)  # type: ignore[arg-type]


def _floor(qbaf: Qbaf) -> Iterator[Figure]:
    weight, source = qbaf.weight.copy(), qbaf.source.astype(np.intp)
    out, strengths = np.empty_like(weight), qbaf.initial.copy()
    yield Figure(
        "floor: weights × themselves, streamed",
        _per_link(qbaf, lambda: np.multiply(weight, weight, out=out)),
        "ns",
    )
    yield Figure(
        "floor: strengths of random sources, gathered",
        _per_link(qbaf, lambda: np.take(strengths, source, out=out, mode="clip")),
        "ns",
    )


def _passes(qbaf: Qbaf, nodes: int) -> Iterator[Figure]:
    total = _pass(f"quadratic-energy, {nodes:,} nodes, 8 levels", qbaf, QUADRATIC_ENERGY, 12)
    yield total
    yield _pass(f"log-odds, {nodes:,} nodes, 8 levels", qbaf, LOG_ODDS, 12)
    product = _pass(f"df-quad, {nodes:,} nodes, 8 levels", qbaf, DF_QUAD)
    yield product
    yield Figure("df-quad, of what a sum costs", product.value / total.value, "×", 1.6)


def _deep(nodes: int, small: int) -> Iterator[Figure]:
    qbaf = graphs.layered(nodes, 1_000 // small)
    yield _pass(f"quadratic-energy, {nodes:,} nodes, 1,000 levels", qbaf, QUADRATIC_ENERGY, 75)


def _building(nodes: int) -> Iterator[Figure]:
    made: Callable[[], Qbaf]
    for name, made, limit in (
        ("layered", lambda: graphs.layered(nodes, 8), 2.0),
        ("chain", lambda: graphs.chain(nodes), 5.0),
    ):
        start = time.process_time()
        plan(made())
        yield Figure(f"building: {name}, {nodes:,} nodes", time.process_time() - start, "s", limit)


def _batch(weightings: int) -> Iterator[Figure]:
    qbaf = graphs.layered(198, 6)
    random = np.random.default_rng(3)
    initial = random.random((qbaf.size, weightings))
    weights = random.random((qbaf.weight.size, weightings))
    for semantics in (LOG_ODDS, QUADRATIC_ENERGY):
        for name, dtype, limit in (("", np.float64, 3.0), (", float32", np.float32, None)):
            taken = _seconds(
                lambda semantics=semantics, dtype=dtype: solve(  # type: ignore[misc]
                    qbaf, semantics, initial=initial, dtype=dtype
                ),
                3,
            )
            yield Figure(
                f"{weightings:,} weightings of 594 links, {semantics.name}{name}",
                taken / weightings / qbaf.weight.size * 1e9,
                "ns",
                limit,
            )
    taken = _seconds(lambda: solve(qbaf, LOG_ODDS, initial=initial, weights=weights), 3)
    yield Figure(
        "… with link weights of their own, log-odds",
        taken / weightings / qbaf.weight.size * 1e9,
        "ns",
        3.0,
    )


def _backwards(nodes: int) -> Iterator[Figure]:
    for levels in (8, max(nodes // 100, 8)):
        qbaf = graphs.layered(nodes, levels)
        forward = _seconds(lambda qbaf=qbaf: solve(qbaf, LOG_ODDS))  # type: ignore[misc]
        both = _seconds(lambda qbaf=qbaf: gradient(qbaf, LOG_ODDS, qbaf.size - 1))  # type: ignore[misc]
        yield Figure(
            f"reverse pass, {nodes:,} nodes, {levels:,} levels, of forward",
            (both - forward) / forward,
            "×",
            6,
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

    one = _seconds(once)
    whole = _seconds(lambda: solve(qbaf, LOG_ODDS))
    solution = solve(qbaf, LOG_ODDS)
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


def _memory(nodes: int) -> Iterator[Figure]:
    """In a process of its own, as Linux tells it: the peak over what the import takes."""
    if not sys.platform.startswith("linux"):
        return
    code = (
        "from benchmarks import graphs; from argmap.semantics import LOG_ODDS\n"
        "from argmap.solver import solve\n"
        "status = lambda: open('/proc/self/status').read()\n"
        "peak = lambda: int(status().split('VmHWM:')[1].split()[0])\n"
        f"before = peak(); qbaf = graphs.layered({nodes}, 8); made = peak()\n"
        "solve(qbaf, LOG_ODDS); print(before, made, peak())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, made, peak = map(int, done.stdout.split())
    yield Figure(
        f"peak memory over the import, {nodes:,} nodes",
        (peak - before) / 1024,
        "MiB",
        300,
        f"of which {(made - before) / 1024:.0f} to make the arrays",
    )


def _peer(nodes: int) -> Iterator[Figure]:
    """`formal-argumentation` 0.3.0 from PyPI, if it is installed, on the same graph."""
    try:
        from argumentation.gradual.dfquad import dfquad_strengths  # type: ignore[import-not-found]
        from argumentation.gradual.gradual import (  # type: ignore[import-not-found]
            WeightedBipolarGraph,
        )
    except ImportError:
        return
    made = graphs.layered(nodes, 8)
    triples = sorted(
        set(zip(made.source.tolist(), made.target.tolist(), made.sign.tolist(), strict=True))
    )
    signs = {(source, target): sign for source, target, sign in triples}  # one link between two
    ends = np.array(list(signs), dtype=np.int32)
    qbaf = Qbaf.from_arrays(
        initial=made.initial,
        source=ends[:, 0],
        target=ends[:, 1],
        sign=np.array(list(signs.values())),
        weight=np.ones(len(signs)),
    )
    names = [str(at) for at in range(nodes)]
    links: dict[int, set[tuple[str, str]]] = {1: set(), -1: set()}
    for (source, target), sign in signs.items():
        links[sign].add((names[source], names[target]))
    graph = WeightedBipolarGraph(
        arguments=frozenset(names),
        initial_weights=dict(zip(names, made.initial.tolist(), strict=True)),
        attacks=frozenset(links[-1]),
        supports=frozenset(links[1]),
    )
    start = time.process_time()
    theirs = dfquad_strengths(graph)
    taken = time.process_time() - start
    ours = solve(qbaf, DF_QUAD).strengths
    far = max(abs(theirs.strengths[name] - ours[at]) for at, name in enumerate(names))
    assert far < 1e-9, f"formal-argumentation differs by {far}"
    yield Figure(
        f"formal-argumentation, {nodes:,} nodes, df-quad, of ours",
        taken / _seconds(lambda: solve(qbaf, DF_QUAD)),
        "×",
        least=1_000,
    )
