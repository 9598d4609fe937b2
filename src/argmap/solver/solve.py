"""Solving: a graph, a semantics and numbers in, strengths and how far to trust them out."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from argmap.errors import QbafError
from argmap.qbaf import Qbaf
from argmap.semantics.flows import Floats, Repeats
from argmap.semantics.modular import ModularSemantics
from argmap.solver.inputs import numbers
from argmap.solver.many import many
from argmap.solver.plan import plan
from argmap.solver.single import one
from argmap.solver.solution import Solution


def solve(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    *,
    initial: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    clamp: ArrayLike | None = None,
    drawn: ArrayLike | None = None,
    uniforms: ArrayLike | None = None,
    dtype: DTypeLike = np.float64,
    fast: bool | None = None,
) -> Solution:
    """The strengths of all nodes.

    `initial` (n,) and `weights` (m,) replace the graph's own. `clamp` (n,) fixes strengths; NaN
    leaves a node free. A fixed node ignores whatever bears on it. Raises `QbafError` for numbers
    outside their domain and `SemanticsError` for a graph that the semantics cannot score.

    The nodes `drawn` (k,) turn out true or false: as soon as the strength s of one is known, it
    becomes 1 where its number of `uniforms` (k,), in [0, 1), is below s, else 0, and whatever it
    bears on follows from that. Fixed strengths are drawn, too. A drawn node may not stand on a
    cycle.

    Any of the arrays of numbers may have a second dimension, (n, S), (m, S) and (k, S): S
    weightings are solved at once, and the strengths are (n, S). `dtype` float32 halves memory, for
    about 6 digits; cycles are settled in float64 all the same. Other fixed points are looked for,
    and proofs are looked for harder, one weighting at a time only.

    With numba installed (the extra `fast`), compiled loops do the work in float64 where that pays,
    or always with `fast` True, which raises `MissingExtra` without it, and never with False. The
    variable ARGMAP_FAST, 1 or 0, decides for all calls that leave it open.
    """
    if np.dtype(dtype) not in (np.float32, np.float64):
        raise QbafError(f"dtype is {np.dtype(dtype)}, and float64 or float32 is expected")
    given = numbers(qbaf, semantics, initial, weights, clamp, drawn, uniforms)
    with np.errstate(under="ignore"):
        if given.many is None:
            return one(qbaf, semantics, given, dtype, fast=fast)
        return many(qbaf, semantics, given, dtype, fast=fast)


def counted(qbaf: Qbaf, strengths: Floats, cut: NDArray[np.bool_] | None = None) -> Floats:
    """Of each row (m,), the flow that counts at its target: weight × strength, or less of what
    repeats another row; 0 into nodes that `cut` marks as fixed. NaN where the strength is."""
    schedule = plan(qbaf)
    flows = np.where(qbaf.weight > 0.0, qbaf.weight * strengths[qbaf.source], 0.0)
    if cut is not None:
        flows[cut[qbaf.target]] = 0.0
    for rows in (schedule.bearing, schedule.ground, schedule.factor):
        for group, rest in ((rows.same, 0.0), (rows.voice, 1.0 - qbaf.same_source)):
            repeats = None if group is None else Repeats.of(group)
            if repeats is not None:
                own = flows[rows.row]
                flows[rows.row] = own * repeats.scales(np.nan_to_num(own), rest)
    return flows
