"""A bench tries out many variants of one assessed map: other weights, other fixed strengths."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.analysis.topic import Topic
from argmap.assessment import Assessment
from argmap.model.link import Target
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
    """The arrays of an assessment. `clamp` (n,) holds the strengths that its scenario fixed."""

    qbaf: Qbaf
    semantics: ModularSemantics
    clamp: Floats

    @classmethod
    def of(cls, assessment: Assessment) -> Bench:
        qbaf = assessment.qbaf
        clamp = np.full(qbaf.size, np.nan)
        for one in assessment.map.clamps:
            clamp[qbaf.index[one.reference]] = one.value
        return cls(qbaf, assessment.semantics, clamp)

    def strengths(self, variants: Variants, count: int) -> Floats:
        """(n, count)."""
        clamp = variants.clamp
        if clamp is None and not np.isnan(self.clamp).all():
            clamp = np.repeat(self.clamp[:, None], count, axis=1)
        given = (variants.initial, variants.weights, clamp)
        if all(one is None for one in given):
            given = (np.repeat(self.qbaf.initial[:, None], count, axis=1), None, None)
        initial, weights, clamp = given
        return solve(
            self.qbaf, self.semantics, initial=initial, weights=weights, clamp=clamp
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

    def bearing(self, asked: Topic) -> Flags:
        """Which nodes (n,) bear on the topic, its own statements included: through rows of any
        weight, and not through what is fixed."""
        qbaf = self.qbaf
        reached = np.zeros(qbaf.size, dtype=np.bool_)
        reached[[qbaf.index[end] for end in asked.ends]] = True
        free = np.isnan(self.clamp)[qbaf.target]
        while True:
            following = reached.copy()
            following[qbaf.source[free & reached[qbaf.target]]] = True
            if (following == reached).all():
                return reached
            reached = following

    def indices(self, references: tuple[Target, ...]) -> Indices:
        return np.array([self.qbaf.index[one] for one in references], dtype=np.intp)
