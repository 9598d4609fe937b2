"""A bench tries out many variants of one assessed map: other weights, other fixed strengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.assessment import Assessment
from argmap.qbaf import Qbaf
from argmap.semantics.flows import Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver import solve

Flags: TypeAlias = NDArray[np.bool_]

#: So many variants are worked on at once.
CHUNK = 4096


@frozen(eq=False)
class Variants:
    """S variants: initial weights (n, S), weights of rows (m, S), fixed strengths (n, S), NaN
    where free. None leaves them as they are."""

    initial: Floats | None = None
    weights: Floats | None = None
    clamp: Floats | None = None


@frozen(eq=False)
class Bench:
    """The arrays of an assessment, for questions about some of its nodes.

    `bearing` (n,) marks these and what bears on them, through rows of any weight and not through
    what the scenario fixed. `clamp` (n,) holds the strengths that the scenario fixed, NaN where
    free. Whatever bears on nothing that is asked about stands still at 0, so that a cycle among it
    is not settled anew for every variant.
    """

    qbaf: Qbaf
    semantics: ModularSemantics
    bearing: Flags
    clamp: Floats

    @classmethod
    def of(cls, assessment: Assessment, ends: Iterable[str]) -> Bench:
        """For questions about the nodes of these references."""
        qbaf = assessment.qbaf
        clamp = np.full(qbaf.size, np.nan)
        for one in assessment.map.clamps:
            clamp[qbaf.index[one.reference]] = one.value
        bearing = _bearing(qbaf, np.isnan(clamp), [qbaf.index[end] for end in ends])
        clamp[~bearing & np.isnan(clamp)] = 0.0
        return cls(qbaf, assessment.semantics, bearing, clamp)

    def strengths(self, variants: Variants, count: int) -> Floats:
        """(n, count)."""
        initial = variants.initial
        if initial is None and variants.weights is None and variants.clamp is None:
            initial = np.repeat(self.qbaf.initial[:, None], count, axis=1)
        return solve(
            self.qbaf,
            self.semantics,
            initial=initial,
            weights=variants.weights,
            clamp=self.clamp if variants.clamp is None else variants.clamp,
        ).strengths

    def tried(
        self,
        count: int,
        variants: Callable[[Indices], Variants],
        value: Callable[[Qbaf, Floats], Floats],
    ) -> Floats:
        """The values, (count,), of variants 0 … count − 1; `variants` makes those asked for."""
        found = np.empty(count)
        for start in range(0, count, CHUNK):
            chosen = np.arange(start, min(start + CHUNK, count))
            strengths = self.strengths(variants(chosen), chosen.size)
            found[chosen] = value(self.qbaf, strengths)
        return found

    def fixing(self, absent: Flags, to: Floats | float = 0.0) -> Floats:
        """Fixed strengths (n, S): the scenario's, and `to` (n,) where `absent` (n, S)."""
        fixed = np.broadcast_to(np.asarray(to, dtype=np.float64), (self.qbaf.size,))
        return np.where(absent, fixed[:, None], self.clamp[:, None])


def _bearing(qbaf: Qbaf, free: Flags, ends: list[int]) -> Flags:
    reached = np.zeros(qbaf.size, dtype=np.bool_)
    reached[ends] = True
    while True:
        following = reached.copy()
        following[qbaf.source[free[qbaf.target] & reached[qbaf.target]]] = True
        if (following == reached).all():
            return reached
        reached = following
