"""Other packages from PyPI on the same graphs, if they are installed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS
from argmap.semantics.modular import ModularSemantics
from argmap.solver import solve
from benchmarks import graphs
from benchmarks.figures import Figure, Note, seconds

#: Strengths by node.
Strengths = dict[str, float]


def figures(small: int) -> Iterator[Figure | Note]:
    """Of graphs of 10⁵ and 10⁴ nodes, divided by `small`."""
    yield from _against(
        "formal-argumentation", _formal_argumentation, 100_000 // small, DF_QUAD, 1_000
    )
    yield from _against("arglib", _arglib, 10_000 // small, LOG_ODDS, None)


def _against(
    name: str,
    peer: Callable[[Qbaf], Callable[[], Strengths]],
    nodes: int,
    semantics: ModularSemantics,
    least: float | None,
) -> Iterator[Figure | Note]:
    qbaf = _plain(nodes)
    try:
        theirs = peer(qbaf)
    except ImportError:
        yield Note(f"{name}: not installed")
        return
    start = time.process_time()
    found = theirs()
    taken = time.process_time() - start
    ours = solve(qbaf, semantics).strengths
    far = max(abs(found[str(at)] - ours[at]) for at in range(nodes))
    assert far < 1e-9, f"{name} differs by {far}"
    for how, fast in (("", False), (", numba", True)):
        try:
            own = seconds(lambda fast=fast: solve(qbaf, semantics, fast=fast))  # type: ignore[misc]
        except ImportError:
            continue
        yield Figure(
            f"{name}, {nodes:,} nodes, {semantics.name}, of ours{how}",
            taken / own,
            "×",
            least=least,
            note=f"{taken:.2f} s",
        )


def _plain(nodes: int) -> Qbaf:
    """One link of weight 1 between two nodes, and at most four into one of each sign."""
    made = graphs.layered(nodes, 8)
    signs: dict[tuple[int, int], int] = {}
    count: dict[tuple[int, int], int] = {}
    for source, target, sign in zip(
        made.source.tolist(), made.target.tolist(), made.sign.tolist(), strict=True
    ):
        side = (target, sign)
        if (source, target) not in signs and count.get(side, 0) < 4:
            signs[source, target] = sign
            count[side] = count.get(side, 0) + 1
    ends = np.array(list(signs), dtype=np.int32)
    return Qbaf.from_arrays(
        initial=made.initial,
        source=ends[:, 0],
        target=ends[:, 1],
        sign=np.array(list(signs.values())),
        weight=np.ones(len(signs)),
    )


def _links(qbaf: Qbaf, sign: int) -> list[tuple[str, str]]:
    rows = np.flatnonzero(qbaf.sign == sign)
    ends = zip(qbaf.source[rows].tolist(), qbaf.target[rows].tolist(), strict=True)
    return [(str(source), str(target)) for source, target in ends]


def _formal_argumentation(qbaf: Qbaf) -> Callable[[], Strengths]:
    from argumentation.gradual.dfquad import dfquad_strengths  # type: ignore[import-not-found]
    from argumentation.gradual.gradual import (  # type: ignore[import-not-found]
        WeightedBipolarGraph,
    )

    names = [str(at) for at in range(qbaf.size)]
    graph = WeightedBipolarGraph(
        arguments=frozenset(names),
        initial_weights=dict(zip(names, qbaf.initial.tolist(), strict=True)),
        attacks=frozenset(_links(qbaf, -1)),
        supports=frozenset(_links(qbaf, 1)),
    )
    return lambda: dict(dfquad_strengths(graph).strengths)


def _arglib(qbaf: Qbaf) -> Callable[[], Strengths]:
    """Its claims are axioms of score 2τ − 1, which makes τ their initial weight, and open gates; up
    to an energy of ±4 it then is log-odds."""
    from arglib.core import ArgumentGraph  # type: ignore[import-not-found]
    from arglib.reasoning.warrant_gated import (  # type: ignore[import-not-found]
        WarrantGatedConfig,
        compute_warrant_gated_scores,
    )

    graph = ArgumentGraph.new()
    for at, tau in enumerate(qbaf.initial.tolist()):
        graph.add_claim("", claim_id=str(at), is_axiom=True, score=2.0 * tau - 1.0)
    for sign, add in ((1, graph.add_support), (-1, graph.add_attack)):
        for source, target in _links(qbaf, sign):
            add(source, target)
    config = WarrantGatedConfig(epsilon=1e-13, gate_required=False)
    return lambda: dict(compute_warrant_gated_scores(graph, config=config).final_claim_scores)
