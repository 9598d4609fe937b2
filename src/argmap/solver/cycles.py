"""Strengths on a cycle are what repeated rounds settle at, else what the continuous dynamics
settle at, else nothing.

Both start cold, from the initial weights, so that results never depend on history. Components of
one block do not touch each other: they are worked on side by side, each at its own pace, and so
are weightings, which are columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.semantics.flows import Floats
from argmap.solver.plan import Parts

Step = Callable[[Floats], Floats]

#: Largest |F(s) − s| at which a component counts as settled, and what will do when rounding
#: errors allow no better.
AIM, ENOUGH = 1e-12, 1e-10
# A component that has not halved its residual in this many rounds (and some more for large
# ones, through which news travels slowly) is given to the continuous dynamics.
_WINDOW, _WIDEST = 64, 1024
# Explicit steps of the dynamics; a component of more members than can be solved for at once may
# take more of them, as long as steps × members stay within the work allowed.
_EXPLICIT, _SOLVABLE, _MOST, _FEWEST, _WORK = 1_000, 400, 5_000, 200, 20_000_000
# Implicit steps of the dynamics, and how often F may be taken for them.
_IMPLICIT, _TAKES = 1_000, 50_000
# Error of one step of the dynamics, relative to the distance still to go, and its length.
_ACCURACY = 0.01
_SHORTEST, _LONGEST = 1e-9, 1e9


@frozen(eq=False)
class Settled:
    """Of each component, (c,) or (c, S): whether it settled, its residual, how often F was taken
    for it, and whether the continuous dynamics were needed."""

    values: Floats
    settled: NDArray[np.bool_]
    residual: Floats
    rounds: NDArray[np.int64]
    by_flow: NDArray[np.bool_]


def settle(
    step: Step,
    start: Floats,
    parts: Parts,
    only: NDArray[np.bool_] | None = None,
    most: int | None = None,
) -> Settled:
    """The fixed points of `step`, F, reached from `start`, component by component.

    With `only` (c,), the other components stay as they are and count as not settled. With `most`,
    what so many rounds do not settle is left at that.
    """
    outcome = _by_rounds(step, start, parts, only, most)
    if most is None and not _done(outcome, only):
        outcome = _by_explicit_flow(step, start, parts, outcome, only)
    if most is None and start.ndim == 1 and not _done(outcome, only):
        outcome = _by_implicit_flow(step, parts, outcome, only)
    return outcome


def _done(outcome: Settled, only: NDArray[np.bool_] | None) -> bool:
    return bool((outcome.settled if only is None else outcome.settled | ~only).all())


def _largest(values: Floats, parts: Parts) -> Floats:
    sizes = np.abs(values)
    if parts.count == 1:
        return np.asarray(sizes.max(axis=0, keepdims=True))
    return parts.groups.largest(sizes[parts.order])


def _by_rounds(
    step: Step, start: Floats, parts: Parts, only: NDArray[np.bool_] | None, most: int | None
) -> Settled:
    """s ← F(s), all at once, until it stands still or gets nowhere."""
    shape = (parts.count, *start.shape[1:])
    members = np.bincount(parts.of, minlength=parts.count)
    window = np.minimum(_WINDOW + members, _WIDEST)
    window = np.broadcast_to(window if start.ndim == 1 else window[:, None], shape)
    active = np.ones(shape, dtype=np.bool_) if only is None else only.copy()
    residual = np.full(shape, np.inf)
    milestone = np.full(shape, np.inf)
    rounds = np.zeros(shape, dtype=np.int64)
    values = start.copy()
    done = 0
    while active.any() and done != most:
        following = step(values)
        gap = _largest(following - values, parts)
        done += 1
        rounds[active] = done
        residual[active] = gap[active]
        values = following if active.all() else np.where(active[parts.of], following, values)
        stop = active & (gap <= AIM)
        due = active & ~stop & (done % window == 0)
        stop |= due & (gap > milestone / 2)
        milestone[due] = gap[due]
        active &= ~stop
    settled = (residual <= ENOUGH) & ~active
    return Settled(values, settled, residual, rounds, np.zeros(shape, dtype=np.bool_))


# -- the continuous dynamics ds/dt = F(s) − s ------------------------------------------------------
#
# The error allowed in a step shrinks with the residual, so that the end is approached, not circled.


def _slope(step: Step, values: Floats) -> Floats:
    return step(values) - values


def _inside(values: Floats) -> Floats:
    return np.clip(values, 0.0, 1.0)


def _by_explicit_flow(
    step: Step,
    start: Floats,
    parts: Parts,
    before: Settled,
    only: NDArray[np.bool_] | None,
) -> Settled:
    """From `start`, by Bogacki and Shampine's pair of orders 3 and 2 (1989).

    Every component has its own step size.
    """
    of = parts.of
    count = parts.groups.count
    members = np.bincount(of, minlength=count)
    budget = np.where(members <= _SOLVABLE, _EXPLICIT, np.clip(_WORK // members, _FEWEST, _MOST))
    budget = budget if start.ndim == 1 else budget[:, None]
    active = ~before.settled if only is None else ~before.settled & only
    by_flow = active.copy()
    size = np.full(active.shape, 0.1)
    values = np.where(active[of], start, before.values)
    slope = _slope(step, values)
    residual = np.where(active, _largest(slope, parts), before.residual)
    rounds = before.rounds + active
    steps = 0
    while active.any():
        h = np.where(active, size, 0.0)[of]
        second = _slope(step, _inside(values + h * 0.5 * slope))
        third = _slope(step, _inside(values + h * 0.75 * second))
        following = _inside(values + h * (2 / 9 * slope + 1 / 3 * second + 4 / 9 * third))
        fourth = _slope(step, following)
        error = h * (-5 / 72 * slope + 1 / 12 * second + 1 / 9 * third - 1 / 8 * fourth)
        wrong = _largest(error, parts) / (_ACCURACY * np.maximum(residual, AIM))
        steps += 1
        rounds[active] += 3
        good = active & (wrong <= 1.0)
        values = np.where(good[of], following, values)
        slope = np.where(good[of], fourth, slope)
        residual = np.where(good, _largest(slope, parts), residual)
        size = np.clip(size * _stretch(wrong), _SHORTEST, _LONGEST)
        active &= (residual > AIM) & (steps < budget)
    return Settled(values, residual <= ENOUGH, residual, rounds, by_flow)


def _stretch(wrong: Floats) -> Floats:
    """The factor to the next step size, after a step of this error over what is allowed."""
    return np.clip(0.9 * np.maximum(wrong, 1e-9) ** (-1 / 3), 0.2, 5.0)


def _by_implicit_flow(
    step: Step, parts: Parts, before: Settled, only: NDArray[np.bool_] | None
) -> Settled:
    """From where the explicit steps got, for small components: what is left is stiff, with news
    that fades fast beside some that hardly fades, and long steps need a linear solve each."""
    values, residual, rounds = before.values.copy(), before.residual.copy(), before.rounds.copy()
    ends = np.append(parts.groups.starts, parts.order.size)
    for part in np.flatnonzero(~before.settled if only is None else ~before.settled & only):
        where = parts.order[ends[part] : ends[part + 1]]
        if where.size <= _SOLVABLE:
            values[where], residual[part], takes = _rosenbrock(step, values, where)
            rounds[part] += takes
    return Settled(values, residual <= ENOUGH, residual, rounds, before.by_flow)


def _rosenbrock(step: Step, values: Floats, where: NDArray[np.intp]) -> tuple[Floats, float, int]:
    """One component by the linearly implicit pair of Shampine and Reichelt, "The MATLAB ODE
    suite" (1997), `ode23s`; its end, its residual, and how often F was taken."""
    whole = values.copy()
    takes = 0

    def slope(own: Floats) -> Floats:
        nonlocal takes
        takes += 1
        whole[where] = own
        return step(whole)[where] - own

    k = where.size
    gamma, e32 = 1 / (2 + math.sqrt(2)), 6 + math.sqrt(2)
    own = values[where]
    here = slope(own)
    residual = float(np.abs(here).max())
    h = 1.0
    jacobian: Floats | None = None
    for _ in range(_IMPLICIT):
        if residual <= AIM or takes > _TAKES:
            break
        if jacobian is None:
            jacobian = _jacobian(slope, own, here)
        try:
            solve = np.linalg.inv(np.eye(k) - h * gamma * jacobian)
        except np.linalg.LinAlgError:
            h *= 0.5
            continue
        first = solve @ here
        half = slope(_inside(own + 0.5 * h * first))
        second = solve @ (half - first) + first
        following = _inside(own + h * second)
        there = slope(following)
        third = solve @ (there - e32 * (second - half) - 2 * (first - here))
        wrong = float(np.abs(h / 6 * (first - 2 * second + third)).max()) / (_ACCURACY * residual)
        if wrong <= 1.0:
            own, here, jacobian = following, there, None
            residual = float(np.abs(here).max())
        h = float(np.clip(h * _stretch(np.array(wrong)), _SHORTEST, _LONGEST))
    return own, residual, takes


def _jacobian(slope: Step, own: Floats, here: Floats) -> Floats:
    """By differences, from each number towards the middle of [0, 1]."""
    result = np.empty((own.size, own.size))
    for at in range(own.size):
        nudge = 1e-7 if own[at] < 0.5 else -1e-7
        moved = own.copy()
        moved[at] += nudge
        result[:, at] = (slope(moved) - here) / nudge
    return result
