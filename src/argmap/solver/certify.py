"""Whether a fixed point is the only one: a bound on how far F can spread two vectors apart.

B(x) bounds |F(s + d) − F(s)| for |d| ≤ x, in each node. Where some x > 0 has B(x) ≤ c·x with c < 1,
F brings any two vectors closer in the norm max |d_i| / x_i by the factor c: the fixed point is the
only one, and the distance to it is at most |F(s) − s| / (1 − c) in that norm. The best c is the
spectral radius of B, which power iteration approaches from above (Collatz and Wielandt).

Statements that only attack each other are another case. τ / (1 + g), where g is at most λ times as
large when strengths are, brings any two vectors closer in the metric max |log s_i − log t_i|, which
is Thompson's, by the factor G / (1 + G), where G is the largest that g can be. So there the fixed
point is the only one on every graph, as Amgoud, Ben-Naim, Doder and Vesic found (IJCAI 2017).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.semantics.flows import Floats, Flows
from argmap.semantics.influence import FRACTION
from argmap.solver.cycles import Step, settle
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import Parts, Section

# Power iterations, and the factor at which a bound is good enough to stop improving it.
MOST, _GOOD, _PATIENCE = 300, 0.9, 8
# What one evaluation of F may be wrong by, through rounding.
_ROUNDING = 1e-15
#: Fixed points closer than this in every member are one.
APART = 1e-5
_GOLDEN = 0.6180339887498949


@frozen(eq=False)
class Certificate:
    """Of each component, (c,) or (c, S): whether its fixed point is the only one, and how far away
    it is at most (∞ where that is not known)."""

    certified: NDArray[np.bool_]
    error: Floats

    @classmethod
    def none(cls, parts: Parts, weightings: tuple[int, ...] = ()) -> Certificate:
        """Nothing is known."""
        shape = (parts.count, *weightings)
        return cls(np.zeros(shape, dtype=np.bool_), np.full(shape, np.inf))


def certificate(
    evaluation: Evaluation,
    section: Section,
    parts: Parts,
    values: Floats,
    gap: Floats,
    most: int = MOST,
) -> Certificate:
    """From strengths and their |F(s) − s|, (k,) or (k, S), of a section made of whole components,
    by so many power iterations at most."""
    spread = _spread(evaluation, section, gap.shape[1:])
    x = np.ones(gap.shape)
    factor = np.full((parts.count, *gap.shape[1:]), np.inf)
    best = x.copy()
    open_ = np.ones(factor.shape, dtype=np.bool_)
    for turn in range(most):
        moved = spread(x)
        ratio = moved / x
        high = _largest(ratio, parts)
        better = open_ & (high < factor)
        factor[better] = high[better]
        best = np.where(better[parts.of], x, best)
        low = -_largest(-ratio, parts, of_negative=True)
        open_ &= (high > _GOOD) & (low < 1.0)
        if turn >= _PATIENCE:
            open_ &= high >= 1.0
        if not open_.any():
            break
        x = x + moved
        x /= _largest(x, parts)[parts.of]
        x = np.maximum(x, 1e-200)
    certified = factor < 1.0
    distance = _largest((gap + _ROUNDING) / best, parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where(certified, _largest(best, parts) * distance / (1.0 - factor), np.inf)
    divided = _divided(evaluation, section, parts)
    if divided.any():
        divided = np.broadcast_to(divided if gap.ndim == 1 else divided[:, None], error.shape)
        bound = _in_ratio(evaluation, section, parts, values, gap)
        certified, error = certified | divided, np.where(divided, np.fmin(error, bound), error)
    return Certificate(certified, error)


def _divided(evaluation: Evaluation, section: Section, parts: Parts) -> NDArray[np.bool_]:
    """Of each component (c,), whether it is made of statements that are divided by one plus what
    attacks them, and that bear on each other in no other way."""
    semantics = evaluation.semantics
    if (
        semantics.accepts_support
        or semantics.influence is not FRACTION
        or not semantics.aggregation.sublinear
    ):
        return np.zeros(parts.count, dtype=np.bool_)
    other = np.zeros(section.size, dtype=np.bool_)
    other[section.statements :] = True
    if section.factor is not None:
        inside = np.zeros(evaluation.plan.node.size, dtype=np.bool_)
        inside[section.nodes] = True
        other[section.factor.groups.of_row[inside[section.factor.source]]] = True
    return np.asarray(np.bincount(parts.of, other, parts.count) == 0.0)


def _in_ratio(
    evaluation: Evaluation, section: Section, parts: Parts, values: Floats, gap: Floats
) -> Floats:
    """How far the fixed point is at most where components are divided."""
    everywhere = np.ones((evaluation.plan.node.size, *gap.shape[1:]))
    most = np.zeros(gap.shape)
    if section.bearing is not None:
        flows = evaluation.flows(section.bearing, everywhere)
        most[: section.statements] = -evaluation.semantics.aggregation.energy(flows)
    gap = np.where((values == 0.0) & (gap == 0.0), 0.0, gap + _ROUNDING * values)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(gap == 0.0, 0.0, gap / (values - gap))
        ratio = np.where(gap < values, ratio, np.where(gap == 0.0, 0.0, np.inf))
        apart = _largest(ratio, parts) * (1.0 + _largest(most, parts))
        return np.asarray(_largest(values, parts) * np.expm1(apart))


def _largest(values: Floats, parts: Parts, *, of_negative: bool = False) -> Floats:
    if of_negative:
        return np.maximum.reduceat(values[parts.order], parts.groups.starts)
    return parts.groups.largest(values[parts.order])


def _spread(
    evaluation: Evaluation, section: Section, weightings: tuple[int, ...]
) -> Callable[[Floats], Floats]:
    """B, on vectors over the section, or on as many as there are weightings."""
    aggregation = evaluation.semantics.aggregation
    tau = evaluation.initial[section.nodes]
    k = section.statements
    steep = evaluation.semantics.influence.steepest(tau[:k])
    free = np.ones(tau.shape, dtype=np.bool_)
    if evaluation.fixed is not None:
        free = np.isnan(evaluation.fixed[section.nodes])
    everywhere = np.zeros((evaluation.plan.node.size, *weightings))

    def spread(x: Floats) -> Floats:
        everywhere[section.nodes] = x
        result = np.zeros(x.shape)
        into = section.bearing
        if into is not None:
            weight = evaluation.bearing[into.rows]
            values = weight * everywhere[into.source]
            flows = Flows(values, into.groups, into.source, evaluation.heads, weight, into.same)
            result[:k] = steep * aggregation.reach(flows)
        into = section.ground
        if into is not None:
            result[k:] += into.groups.sum(evaluation.ground[into.rows] * everywhere[into.source])
        into = section.factor
        if into is not None:
            slope = np.abs(evaluation.slope[into.rows])
            result += into.groups.sum(slope * everywhere[into.source])
        result[k:] *= tau[k:]
        return np.where(free, result, 0.0)

    return spread


def others(
    step: Step, found: Floats, parts: Parts, asked: NDArray[np.bool_]
) -> dict[int, list[Floats]]:
    """Of the components `asked` for, the fixed points other than `found` that three more starts
    lead to: all 0, all 1, and strengths spread over [0, 1], which break what is symmetric."""
    ends = np.append(parts.groups.starts, parts.order.size)
    place = np.empty(found.size)
    place[parts.order] = np.arange(found.size) - np.repeat(ends[:-1], np.diff(ends))
    result: dict[int, list[Floats]] = {}
    for start in (
        np.zeros(found.size),
        np.ones(found.size),
        (place + 1.0) * _GOLDEN % 1.0,
    ):
        outcome = settle(step, np.where(asked[parts.of], start, found), parts, asked)
        for part in np.flatnonzero(outcome.settled & asked).tolist():
            where = parts.order[ends[part] : ends[part + 1]]
            own = outcome.values[where]
            known = [found[where], *result.get(part, ())]
            if all(np.abs(own - one).max() > APART for one in known):
                result.setdefault(part, []).append(own)
    return result
