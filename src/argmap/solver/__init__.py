"""Strengths of a whole graph: one pass over what is acyclic, fixed points on cycles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argmap.errors import QbafError, SemanticsError
from argmap.qbaf import Kind, Qbaf, check_initial, check_weight, shaped
from argmap.semantics import SEMANTICS
from argmap.semantics.flows import Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver.cycles import Settled, settle
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import Parts, Plan, plan
from argmap.solver.solution import Cycle, Solution

__all__ = ["Cycle", "Solution", "solve"]


def solve(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    *,
    initial: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    clamp: ArrayLike | None = None,
) -> Solution:
    """The strengths of all nodes.

    `initial` (n,) and `weights` (m,) replace the graph's own. `clamp` (n,) fixes strengths; NaN
    leaves a node free. A fixed node ignores whatever bears on it. Raises `QbafError` for numbers
    outside their domain and `SemanticsError` for a graph that the semantics cannot score.
    """
    tau = qbaf.initial if initial is None else _numbers("initial", initial, qbaf.size)
    weight = qbaf.weight if weights is None else _numbers("weights", weights, qbaf.weight.size)
    fixed = None if clamp is None else _numbers("clamp", clamp, qbaf.size)
    if initial is not None:
        check_initial("initial", tau)
    if weights is not None:
        check_weight("weights", weight, qbaf.kind == Kind.BEARING)
    cut = None
    if fixed is not None:
        cut = ~np.isnan(fixed)
        check_initial("clamp", np.where(cut, fixed, 0.0))
        if not cut.any():
            fixed = cut = None
    check_accepts(qbaf, semantics, weight)
    schedule = plan(qbaf, cut)
    with np.errstate(under="ignore"):
        return _solved(
            qbaf, schedule, Evaluation.of(qbaf, semantics, schedule, tau, weight, fixed), cut
        )


def check_accepts(qbaf: Qbaf, semantics: ModularSemantics, weight: Floats | None = None) -> None:
    """Raise `SemanticsError` when the semantics cannot score the graph, with what is in the way
    and which semantics would."""
    if not isinstance(semantics, ModularSemantics):
        raise SemanticsError(
            f"{semantics!r} is no semantics: pass a value such as argmap.DF_QUAD, "
            "or SEMANTICS.named(…)"
        )
    if semantics.accepts_lr and semantics.accepts_support:
        return
    bearing = qbaf.kind == Kind.BEARING
    if not semantics.accepts_support:
        supports = bearing & (qbaf.sign > 0)
        if supports.any():
            raise SemanticsError(
                f"{semantics.name} knows attacks only, and {qbaf.row_name(_first(supports))} "
                f"supports a statement; for supports: {_those('accepts_support')}"
            )
    heavy = bearing & ((qbaf.weight if weight is None else weight) > 1.0)
    if not semantics.accepts_lr and heavy.any():
        raise SemanticsError(
            f"{semantics.name} accepts link weights up to 1 only, and "
            f"{qbaf.row_name(_first(heavy))} weighs more, as a likelihood ratio may; "
            f"these accept it: {_those('accepts_lr')}"
        )


def _first(flags: NDArray[np.bool_]) -> int:
    return int(np.argmax(flags))


def _those(accept: str) -> str:
    return ", ".join(one.name for one in SEMANTICS if getattr(one, accept))


def _numbers(name: str, values: ArrayLike, length: int) -> Floats:
    array: NDArray[Any] = np.asarray(values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "fiu":
        raise QbafError(f"{name} holds {array.dtype}, and numbers are expected")
    return array.astype(np.float64, copy=False)


def _solved(
    qbaf: Qbaf, schedule: Plan, evaluation: Evaluation, cut: NDArray[np.bool_] | None
) -> Solution:
    strengths = np.zeros(qbaf.size)
    cycles: list[Cycle] = []
    unsettled = np.zeros(qbaf.size, dtype=np.bool_)
    for block in range(schedule.blocks):
        low, high = schedule.low[block], schedule.high[block]
        if block not in schedule.parts:
            strengths[low:high] = evaluation.block(block, strengths)
            continue

        def step(values: Floats, block: int = block, low: int = low, high: int = high) -> Floats:
            strengths[low:high] = values
            return evaluation.block(block, strengths)

        parts = schedule.parts[block]
        outcome = settle(step, evaluation.heads[low:high], parts)
        strengths[low:high] = outcome.values
        unsettled[low:high] = ~outcome.settled[parts.of]
        cycles.extend(_cycles(outcome, schedule.node[low:high], parts))
    result = np.empty(qbaf.size)
    result[schedule.node] = strengths
    if unsettled.any():
        lost = np.zeros(qbaf.size, dtype=np.bool_)
        lost[schedule.node[unsettled]] = True
        result[_reached(qbaf, lost, evaluation, cut)] = np.nan
    result.flags.writeable = False
    return Solution(result, tuple(cycles))


def _cycles(outcome: Settled, node: Indices, parts: Parts) -> list[Cycle]:
    members = np.split(node[parts.order], parts.groups.starts[1:])
    return [
        Cycle(
            tuple(sorted(own.tolist())),
            bool(outcome.settled[at]),
            float(outcome.residual[at]),
            int(outcome.rounds[at]),
            bool(outcome.by_flow[at]),
        )
        for at, own in enumerate(members)
    ]


def _reached(
    qbaf: Qbaf, lost: NDArray[np.bool_], evaluation: Evaluation, cut: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    """The nodes whose strength depends on one of the `lost`, which are reached themselves."""
    weight = np.zeros(qbaf.weight.size)
    for rows, weights in (
        (evaluation.plan.bearing, evaluation.bearing),
        (evaluation.plan.ground, evaluation.ground),
        (evaluation.plan.factor, np.abs(evaluation.slope)),
    ):
        weight[rows.row] = weights
    carries = weight > 0.0
    if cut is not None:
        carries &= ~cut[qbaf.target]
    source, target = qbaf.source[carries], qbaf.target[carries]
    reached = lost
    while True:
        following = reached.copy()
        following[target[reached[source]]] = True
        if (following == reached).all():
            return reached
        reached = following
