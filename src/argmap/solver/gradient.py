"""The slope of one strength, or of one margin, by every initial weight and every link weight.

One pass backwards: how much the outcome moves with each strength, from the outcome towards what
bears on it; on a cycle by the adjoint, the solution of λ = g + Jᵀλ.
"""

from __future__ import annotations

import math

import numpy as np
from attrs import field, frozen
from numpy.typing import ArrayLike

from argmap.errors import QbafError
from argmap.qbaf import Kind, Qbaf
from argmap.semantics.flows import Flags, Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver.compiled import wanted
from argmap.solver.evaluate import Evaluation
from argmap.solver.inputs import Numbers, numbers
from argmap.solver.local import Slopes, slopes
from argmap.solver.many import column_of, many
from argmap.solver.plan import Plan, plan
from argmap.solver.single import one
from argmap.solver.walking import back

# Rounds of λ ← g + Jᵀλ; components that do not settle by then, up to so many members, are solved
# for at once, unless they are closer to singular than this.
_ROUNDS, _SOLVABLE, _WORST = 500, 3_000, 1e10


@frozen(eq=False)
class Gradient:
    """Slopes of `value` by initial weights (n,) and link weights (m,), in the order of the graph.

    `kinks` are the nodes where the slopes to the two sides differ and that matter here; one of
    the two, a valid one-sided slope, was taken. All slopes are NaN where a strength did not
    settle, where it is not isolated from other fixed points, and of a margin with a strength of 0
    or 1.
    """

    value: float
    initial: Floats = field(repr=False)
    weights: Floats = field(repr=False)
    kinks: tuple[int, ...] = ()


@frozen(eq=False)
class Gradients:
    """As `Gradient`, a column for each weighting: `values` (S,), slopes (n, S) and (m, S), and
    whether each node is one of the `kinks` (n, S)."""

    values: Floats
    initial: Floats = field(repr=False)
    weights: Floats = field(repr=False)
    kinks: Flags = field(repr=False)


def gradient(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    of: int,
    *,
    over: int | None = None,
    initial: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    clamp: ArrayLike | None = None,
    fast: bool | None = None,
) -> Gradient:
    """Of the strength of node `of`; with `over`, of the margin logit σ(of) − logit σ(over).

    The numbers are as in `solve`, one weighting. Nothing bears on a fixed node, and its initial
    weight does not matter. `fast` is as in `solve`, for what is acyclic.
    """
    _check(qbaf, of, over)
    given = numbers(qbaf, semantics, initial, weights, clamp)
    if given.many is not None:
        raise QbafError("a gradient is of one weighting, and many are given: ask for gradients")
    with np.errstate(under="ignore"):
        strengths = one(qbaf, semantics, given, certify=False, fast=fast).strengths
    return _at(qbaf, semantics, of, over, given, strengths, fast)


def gradients(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    of: int,
    *,
    over: int | None = None,
    initial: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    clamp: ArrayLike | None = None,
    fast: bool | None = None,
) -> Gradients:
    """As `gradient`, for many weightings: they are solved at once, and each gets a pass back of its
    own."""
    _check(qbaf, of, over)
    given = numbers(qbaf, semantics, initial, weights, clamp)
    if given.many is None:
        raise QbafError("gradients are of many weightings, and one is given: ask for a gradient")
    with np.errstate(under="ignore"):
        solution = many(qbaf, semantics, given, fast=fast)
    result = Gradients(
        np.empty(given.many),
        np.empty((qbaf.size, given.many)),
        np.empty((qbaf.weight.size, given.many)),
        np.zeros((qbaf.size, given.many), dtype=np.bool_),
    )
    for column in range(given.many):
        strengths = np.ascontiguousarray(solution.strengths[:, column])
        own = column_of(given, column)
        found = _at(qbaf, semantics, of, over, own, strengths, solution.compiled)
        result.values[column] = found.value
        result.initial[:, column] = found.initial
        result.weights[:, column] = found.weights
        result.kinks[list(found.kinks), column] = True
    return result


def _check(qbaf: Qbaf, of: int, over: int | None) -> None:
    for name, node in (("of", of), ("over", over)):
        if node is not None and not 0 <= node < qbaf.size:
            raise QbafError(f"{name} is {node}, and the nodes are numbered from 0")


def _at(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    of: int,
    over: int | None,
    given: Numbers,
    strengths: Floats,
    fast: bool | None,
) -> Gradient:
    """At strengths that are known."""
    with np.errstate(under="ignore"):
        schedule = plan(qbaf, given.cut)
        value, seed = _seed(schedule, strengths, of, over)
        if not np.isfinite(seed).all() or np.isnan(strengths).any():
            return _unknown(qbaf, value)
        evaluation = Evaluation.of(
            qbaf, semantics, schedule, given.initial, given.weight, given.fixed
        )
        now, kind = strengths[schedule.node], qbaf.kind[schedule.factor.row]
        kinds = (schedule.bearing, schedule.ground, schedule.factor)
        if not schedule.parts and wanted(schedule, semantics, fast):
            pull, by_initial, of_rows, bent = back(evaluation, now, seed, kind == Kind.NEED)
        else:
            local = slopes(evaluation, now, kind)
            found = _pulled(schedule, local, seed)
            if found is None:
                return _unknown(qbaf, value)
            pull, by_initial, bent = found, found * local.by_initial, local.kinks
            of_rows = tuple(
                own.by_weight * pull[rows.group >> 1 if rows.sides == 2 else rows.group]
                for rows, own in zip(
                    kinds, (local.bearing, local.ground, local.factor), strict=True
                )
            )
        by_weight = np.zeros(qbaf.weight.size)
        for rows, slope in zip(kinds, of_rows, strict=True):
            by_weight[rows.row] = slope
    kinks = np.sort(schedule.node[bent & (pull != 0.0)])
    return Gradient(value, by_initial[schedule.position], by_weight, tuple(kinks.tolist()))


def _unknown(qbaf: Qbaf, value: float) -> Gradient:
    return Gradient(value, np.full(qbaf.size, np.nan), np.full(qbaf.weight.size, np.nan))


def _logit(strength: float) -> float:
    if math.isnan(strength):
        return math.nan
    if not 0.0 < strength < 1.0:
        return math.inf if strength else -math.inf
    return math.log(strength) - math.log1p(-strength)


def _seed(schedule: Plan, strengths: Floats, of: int, over: int | None) -> tuple[float, Floats]:
    """The value, and its slope by each strength, by position."""
    seed = np.zeros(strengths.size)
    if over is None:
        seed[schedule.position[of]] = 1.0
        return float(strengths[of]), seed
    value = 0.0 if of == over else _logit(strengths[of]) - _logit(strengths[over])
    for node, sign in ((of, 1.0), (over, -1.0)):
        room = float(strengths[node] * (1.0 - strengths[node]))
        seed[schedule.position[node]] += sign / room if room > 0.0 else math.inf
    return float(value), seed


def _pulled(schedule: Plan, local: Slopes, seed: Floats) -> Floats | None:
    """How much the outcome moves with each strength (n,); None where that is not determined."""
    outgoing = schedule.outgoing
    by_source = np.concatenate(
        (local.bearing.by_source, local.ground.by_source, local.factor.by_source)
    )[outgoing.order]
    pull = seed.copy()
    for block in reversed(range(schedule.blocks)):
        begin, end = outgoing.ends[block], outgoing.ends[block + 1]
        if begin == end:
            continue
        low, high = schedule.low[block], schedule.high[block]
        source, target = outgoing.source[begin:end] - low, outgoing.target[begin:end]
        slope = by_source[begin:end]
        if block not in schedule.parts:
            pull[low:high] += np.bincount(source, slope * pull[target], high - low)
            continue
        inner = target < high
        outer = ~inner
        pull[low:high] += np.bincount(source[outer], slope[outer] * pull[target[outer]], high - low)
        settled = _adjoint(source[inner], target[inner] - low, slope[inner], pull[low:high])
        if settled is None:
            return None
        pull[low:high] = settled
    return pull


def _adjoint(source: Indices, target: Indices, slope: Floats, given: Floats) -> Floats | None:
    """λ with λ_j = given_j + Σ over rows from j: slope · λ at the target."""
    size = given.size
    if not given.any():
        return given
    pull = given
    for _ in range(_ROUNDS):
        following = given + np.bincount(source, slope * pull[target], size)
        scale = np.abs(following).max()
        if not scale < 1e100:
            break
        if np.abs(following - pull).max() <= 1e-15 * scale:
            return following
        pull = following
    if size > _SOLVABLE:
        return None
    system = np.eye(size)
    np.subtract.at(system, (source, target), slope)
    if not np.linalg.cond(system) < _WORST:
        return None
    return np.linalg.solve(system, given)
