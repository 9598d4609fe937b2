"""The same in loops that numba compiled, each beside what numpy takes in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np

from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, QUADRATIC_ENERGY
from argmap.semantics.modular import ModularSemantics
from argmap.solver import solve
from benchmarks import graphs
from benchmarks.figures import Figure, Note, per_link, seconds
from benchmarks.solving import reverse


def figures(small: int) -> Iterator[Figure | Note]:
    """Of graphs of a million nodes and fewer, divided by `small`."""
    if find_spec("numba") is None:
        yield Note("compiled loops: numba is not installed")
        return
    million, many = 1_000_000 // small, 100_000 // small
    wide = graphs.layered(million, 8)
    costs = {}
    for semantics in (QUADRATIC_ENERGY, LOG_ODDS, DF_QUAD):
        limit = 8.5 if semantics is not DF_QUAD else None
        figure = _pass(f"{semantics.name}, {million:,} nodes, 8 levels", wide, semantics, limit)
        costs[semantics.name] = figure.value
        yield figure
    product = costs[DF_QUAD.name] / costs[QUADRATIC_ENERGY.name]
    yield Figure("numba: df-quad, of what a sum costs", product, "×", 1.6)
    deep = graphs.layered(many, 1_000 // small)
    yield _pass(f"quadratic-energy, {many:,} nodes, 1,000 levels", deep, QUADRATIC_ENERGY, 9)
    for n in (100, 1_000, 10_000, many):
        yield _pass(f"log-odds, {n:,} nodes, 8 levels", graphs.layered(n, 8), LOG_ODDS)
    yield _pass(f"log-odds, tree of {many:,}", graphs.tree(many), LOG_ODDS)
    yield _pass(f"log-odds, one component of {many:,}", graphs.tangled(many), LOG_ODDS)
    chain = graphs.chain(million)
    yield Figure(
        f"numba: chain of {million:,}",
        seconds(lambda: solve(chain, LOG_ODDS, fast=True), 3),
        "s",
    )
    yield from _batch(16_384 // small)
    for levels in (8, max(many // 100, 8)):
        figure = reverse(graphs.layered(many, levels), levels, 5, fast=True)
        yield Figure(f"numba: {figure.name}", figure.value, figure.unit, figure.limit)


def _pass(name: str, qbaf: Qbaf, semantics: ModularSemantics, limit: float | None = None) -> Figure:
    ours = per_link(qbaf, lambda: solve(qbaf, semantics, fast=True))
    numpy = per_link(qbaf, lambda: solve(qbaf, semantics, fast=False), 3)
    return Figure(f"numba: {name}", ours, "ns", limit, f"numpy takes {numpy / ours:.1f} ×")


def _batch(weightings: int) -> Iterator[Figure]:
    qbaf = graphs.layered(198, 6)
    random = np.random.default_rng(3)
    initial = random.random((qbaf.size, weightings))
    weights = random.random((qbaf.weight.size, weightings))
    cells = weightings * qbaf.weight.size / 1e9
    for semantics in (LOG_ODDS, QUADRATIC_ENERGY, DF_QUAD):
        taken = seconds(
            lambda semantics=semantics: solve(qbaf, semantics, initial=initial, fast=True),  # type: ignore[misc]
            5,
        )
        name = f"numba: {weightings:,} weightings of 594 links, {semantics.name}"
        yield Figure(name, taken / cells, "ns", 1.7)
    taken = seconds(lambda: solve(qbaf, LOG_ODDS, initial=initial, weights=weights, fast=True), 5)
    yield Figure("numba: … with link weights of their own, log-odds", taken / cells, "ns", 1.7)
