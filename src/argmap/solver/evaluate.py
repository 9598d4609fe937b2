"""The strengths of some nodes, all at once, from those of all nodes."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import DTypeLike, NDArray

from argmap.qbaf import Kind, Qbaf
from argmap.semantics.flows import Flags, Floats, Flows
from argmap.semantics.modular import ModularSemantics
from argmap.solver.draws import Draws
from argmap.solver.plan import Inflow, Plan, Section


@frozen(eq=False)
class Evaluation:
    """A graph with its numbers, in the order of a plan.

    Numbers are (n,) or (m,), or for many weightings (n, S) or (m, S), or (n, 1) or (m, 1) where
    they are the same in all. `initial` is by position; `heads` is the same with fixed strengths in
    their place. `fixed` holds fixed strengths, NaN elsewhere, or is None. Weights stand in the
    order of the rows of their kind; those of factors are below 0 where the factor is 1 − wσ, and a
    factor is `base` + weight × σ. `others` is what the rows of one source but the largest count.
    With `draws`, whose nodes are positions, `heads` learn what was drawn, block by block.
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
    others: float
    draws: Draws | None = None

    @classmethod
    def of(
        cls,
        qbaf: Qbaf,
        semantics: ModularSemantics,
        plan: Plan,
        initial: Floats,
        weight: Floats,
        clamp: Floats | None,
        dtype: DTypeLike = np.float64,
    ) -> Evaluation:
        """From numbers (n,) and (m,), or (n, S) and (m, S) or with 1 for S.

        The graph's own numbers are put in order once, and must not be written to.
        """
        own = initial is qbaf.initial and weight is qbaf.weight and clamp is None
        if own and dtype == np.float64:
            if not plan.own:
                plan.own.append(cls._of(qbaf, semantics, plan, initial, weight, clamp, dtype))
            known: Evaluation = evolve(plan.own[0], semantics=semantics)
            return known
        return cls._of(qbaf, semantics, plan, initial, weight, clamp, dtype)

    @classmethod
    def _of(
        cls,
        qbaf: Qbaf,
        semantics: ModularSemantics,
        plan: Plan,
        initial: Floats,
        weight: Floats,
        clamp: Floats | None,
        dtype: DTypeLike,
    ) -> Evaluation:
        node = plan.node
        tau = initial[node].astype(dtype, copy=False)
        fixed = None if clamp is None else clamp[node].astype(dtype, copy=False)
        factor = weight[plan.factor.row].astype(dtype, copy=False)
        need = _raised(qbaf.kind[plan.factor.row] == Kind.NEED, factor.ndim)
        return cls(
            plan,
            semantics,
            tau,
            tau if fixed is None else np.where(np.isnan(fixed), tau, fixed),
            fixed,
            _raised(qbaf.grounded[node], tau.ndim),
            weight[plan.bearing.row].astype(dtype, copy=False),
            weight[plan.ground.row].astype(dtype, copy=False),
            np.where(need, 1.0 - factor, np.ones((), dtype=factor.dtype)),
            np.where(need, factor, -factor),
            1.0 - qbaf.same_source,
        )

    def drawing(self, qbaf: Qbaf, draws: Draws | None, shape: tuple[int, ...]) -> Evaluation:
        """The same for strengths of this shape, with nodes that are drawn."""
        if draws is None:
            return self
        heads = np.broadcast_to(self.heads, shape).copy()
        return evolve(self, draws=draws.placed(qbaf, self.plan), heads=heads)

    def block(self, block: int, strengths: Floats) -> Floats:
        """The strengths of the nodes of a block that is not cyclic, drawn where they are."""
        values = self.section(self.plan.section(block), strengths)
        if self.draws is not None:
            low = self.plan.low[block]
            rows = self.draws.draw(low, values)
            self.heads[low + rows] = values[rows]
        return values

    def section(self, section: Section, strengths: Floats) -> Floats:
        """The strengths of a section's nodes, from `strengths` (n,) or (n, S) by position, which
        are only read."""
        result = np.empty((section.size, *strengths.shape[1:]), dtype=strengths.dtype)
        tau = self.initial[section.nodes]
        k = section.statements
        if section.bearing is None:
            result[:] = tau
        else:
            energy = self._sums(section.bearing, strengths)
            if energy is None:
                energy = self.semantics.aggregation.energy(self.flows(section.bearing, strengths))
            result[:k] = self.semantics.influence.strength(tau[:k], energy)
            result[k:] = tau[k:]
        if section.size > k:
            needs_ground = self.needs_ground[section.nodes][k:]
            if section.ground is None:
                result[k:] *= ~needs_ground
            else:
                grounds = 1.0 - section.ground.groups.product(
                    1.0 - self.grounds(section.ground, strengths)
                )
                result[k:] *= np.where(needs_ground, grounds, 1.0)
        if section.factor is not None:
            result *= section.factor.groups.product(self.factors(section.factor, strengths))
        if self.fixed is not None:
            fixed = self.fixed[section.nodes]
            result = np.where(np.isnan(fixed), result, fixed)
        return result

    def _sums(self, into: Inflow, strengths: Floats) -> Floats | None:
        """The energies (k, S) with signs in the weights, which saves passes, if they are sums and
        the weights are the same in many weightings; else None."""
        plain = into.same is None and into.voice is None
        if not (plain and self.semantics.aggregation.adds) or self.bearing.shape[1:] != (1,):
            return None
        signs = (into.groups.of_row & 1) * 2.0 - 1.0
        weight = self.bearing[into.rows] * signs[:, None].astype(self.bearing.dtype)
        return into.by_target.sum(_times(weight, strengths[into.source]))

    def flows(self, into: Inflow, strengths: Floats) -> Flows:
        """The flows into statements, as they count."""
        weight = self.bearing[into.rows]
        return self.counted(into, _times(weight, strengths[into.source]), weight)

    def counted(self, into: Inflow, values: Floats, weight: Floats) -> Flows:
        """Flows (r,) or (r, S) into statements as they count, in place."""
        flows = Flows(values, into.groups, into.source, self.heads, weight, into.same)
        if into.same is not None:
            values *= into.same.scales(values, 0.0)
        if into.voice is not None:
            values *= into.voice.scales(values, self.others)
        return flows

    def grounds(self, into: Inflow, strengths: Floats) -> Floats:
        """The flows of grounds into steps, as they count."""
        values = _times(self.ground[into.rows], strengths[into.source])
        if into.same is not None:
            values *= into.same.scales(values, 0.0)
        return values

    def factors(self, into: Inflow, strengths: Floats) -> Floats:
        """What denials and needs leave of a strength."""
        flows = _times(self.slope[into.rows], strengths[into.source])
        if into.same is not None:
            flows *= into.same.scales(-flows, 0.0)
        flows += self.base[into.rows]
        return flows


def _times(weight: Floats, strengths: Floats) -> Floats:
    """The product, in place of the strengths, which are a copy."""
    strengths *= weight
    return strengths


def _raised(flags: NDArray[Any], ndim: int) -> NDArray[Any]:
    return flags if ndim == 1 else flags[:, None]
