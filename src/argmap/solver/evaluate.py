"""The strengths of one block of nodes, all at once, from those of the nodes before it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from argmap.qbaf import Flags, Kind, Qbaf
from argmap.semantics.flows import Floats, Flows
from argmap.semantics.modular import ModularSemantics
from argmap.solver.plan import Plan


@frozen(eq=False)
class Evaluation:
    """A graph with its numbers, in the order of a plan.

    `initial` (n,) by position; `heads` is the same with fixed strengths in their place. `fixed`
    (n,) holds fixed strengths, NaN elsewhere, or is None. Weights stand in the order of the rows
    of their kind; a factor is `base + slope · σ`.
    """

    plan: Plan
    semantics: ModularSemantics
    initial: Floats
    heads: Floats
    fixed: Floats | None
    needs_ground: Flags
    bearing: Floats
    ground: Floats
    base: Floats
    slope: Floats

    @classmethod
    def of(
        cls,
        qbaf: Qbaf,
        semantics: ModularSemantics,
        plan: Plan,
        initial: Floats,
        weight: Floats,
        clamp: Floats | None,
    ) -> Evaluation:
        node = plan.node
        tau = initial[node]
        fixed = None if clamp is None else clamp[node]
        factor = weight[plan.factor.row]
        need = qbaf.kind[plan.factor.row] == Kind.NEED
        return cls(
            plan,
            semantics,
            tau,
            tau if fixed is None else np.where(np.isnan(fixed), tau, fixed),
            fixed,
            qbaf.grounded[node],
            weight[plan.bearing.row],
            weight[plan.ground.row],
            np.where(need, 1.0 - factor, 1.0),
            np.where(need, factor, -factor),
        )

    def block(self, block: int, strengths: Floats) -> Floats:
        """The strengths of a block's nodes, from `strengths` (n,) by position, which is only
        read: what comes earlier, and, in a cyclic block, the block itself."""
        plan = self.plan
        low, middle, high = plan.low[block], plan.middle[block], plan.high[block]
        result = self.initial[low:high].copy()
        if low < middle:
            self._bear(block, strengths, result[: middle - low])
        if middle < high:
            self._ground(block, strengths, result[middle - low :])
        rows = plan.factor
        begin, end = rows.ends[block], rows.ends[block + 1]
        if begin < end:
            factors = (
                self.base[begin:end] + self.slope[begin:end] * strengths[rows.source[begin:end]]
            )
            result *= rows.groups(block).product(factors)
        if self.fixed is not None:
            fixed = self.fixed[low:high]
            result = np.where(np.isnan(fixed), result, fixed)
        return result

    def _bear(self, block: int, strengths: Floats, result: Floats) -> None:
        rows = self.plan.bearing
        begin, end = rows.ends[block], rows.ends[block + 1]
        if begin == end:
            return
        weight, source = self.bearing[begin:end], rows.source[begin:end]
        low = self.plan.low[block]
        sides = rows.groups(block)
        flows = Flows(weight * strengths[source], sides, source, self.heads, weight)
        energy = self.semantics.aggregation(flows)
        result[:] = self.semantics.influence(self.initial[low : low + result.size], energy)

    def _ground(self, block: int, strengths: Floats, result: Floats) -> None:
        rows = self.plan.ground
        begin, end = rows.ends[block], rows.ends[block + 1]
        middle, high = self.plan.middle[block], self.plan.high[block]
        needs_ground = self.needs_ground[middle:high]
        if begin < end:
            open_left = 1.0 - self.ground[begin:end] * strengths[rows.source[begin:end]]
            grounds = 1.0 - rows.groups(block).product(open_left)
            result *= np.where(needs_ground, grounds, 1.0)
        else:
            result *= ~needs_ground
