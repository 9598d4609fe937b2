"""How each strength moves with what directly enters it: slopes of one evaluation of F."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.qbaf import Kind
from argmap.semantics.flows import Flags, Floats, Repeats
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import Section


@frozen(eq=False)
class RowSlopes:
    """Slopes of the target's strength, for the rows of one kind, by the strength at the source and
    by the weight."""

    by_source: Floats
    by_weight: Floats


@frozen(eq=False)
class Slopes:
    """By position: slopes by the own initial weight, and where slopes differ between sides."""

    by_initial: Floats
    kinks: Flags
    bearing: RowSlopes
    ground: RowSlopes
    factor: RowSlopes


def slopes(evaluation: Evaluation, strengths: Floats, kind: NDArray[np.int8]) -> Slopes:
    """At strengths (n,) by position, which are a fixed point; `kind` is of the factor rows."""
    section = evaluation.plan.whole
    return _Slopes(evaluation, section, strengths).slopes(kind)


class _Slopes:
    """The parts of all strengths: σ = core · factors, core = I(τ, E) or τ · grounds."""

    def __init__(self, evaluation: Evaluation, section: Section, strengths: Floats) -> None:
        self.evaluation = evaluation
        self.section = section
        self.strengths = strengths
        self.tau = evaluation.initial[section.nodes]
        self.kinks = np.zeros(section.size, dtype=np.bool_)
        self.free: Flags | None = None
        if evaluation.fixed is not None:
            self.free = np.isnan(evaluation.fixed[section.nodes])
        self.core: Floats = self.tau.copy()
        self.core_by_tau: Floats = np.ones(section.size)
        # What the core is multiplied by; 0 for a fixed strength.
        self.outer: Floats = np.ones(section.size)
        self.factors: Floats | None = None
        if section.factor is not None:
            self.factors = evaluation.factors(section.factor, strengths)
            self.outer = section.factor.groups.product(self.factors)
        if self.free is not None:
            self.outer = np.where(self.free, self.outer, 0.0)

    def slopes(self, kind: NDArray[np.int8]) -> Slopes:
        bearing, ground = self._bearing(), self._ground()
        factor = self._factor(kind)  # needs the cores of all
        position = self.section.nodes
        by_initial, kinks = np.empty(self.section.size), np.empty(self.section.size, np.bool_)
        by_initial[position] = self.core_by_tau * self.outer
        kinks[position] = self.kinks if self.free is None else self.kinks & self.free
        return Slopes(by_initial, kinks, bearing, ground, factor)

    # The rows of bearing and ground stand in the order of the section: their targets are all
    # statements, or all steps, by position.

    def _bearing(self) -> RowSlopes:
        into, k = self.section.bearing, self.section.statements
        if into is None:
            return _NOTHING
        semantics = self.evaluation.semantics
        aggregation, influence = semantics.aggregation, semantics.influence
        repeating = into.same is not None or into.voice is not None
        weight = self.evaluation.bearing[into.rows]
        source = self.strengths[into.source]
        raw = weight * source
        flows = self.evaluation.counted(into, raw.copy() if repeating else raw, weight)
        energy = aggregation.energy(flows)
        tau = self.tau[:k]
        self.core[:k] = influence.strength(tau, energy)
        self.core_by_tau[:k], by_energy = influence.slopes(tau, energy)
        target = into.groups.of_row >> 1
        own = (by_energy * self.outer[:k])[target]
        own *= aggregation.slopes(flows)
        for repeats, rest in ((into.same, 0.0), (into.voice, self.evaluation.others)):
            if repeats is not None and rest < 1.0:
                scale = repeats.scales(raw, rest)
                self._tied(repeats, raw, target)
                own *= scale
                raw = raw * scale
        if aggregation.kinks is not None:
            self.kinks[:k] |= aggregation.kinks(flows)
        if influence.kinks is not None:
            borne_on = np.bincount(target, minlength=k) > 0
            self.kinks[:k] |= borne_on & influence.kinks(tau, energy)
        source *= own
        own *= weight
        return RowSlopes(own, source)

    def _tied(self, repeats: Repeats, values: Floats, target: NDArray[np.intp]) -> None:
        self.kinks[target[repeats.tied(values)]] = True

    def _ground(self) -> RowSlopes:
        into, k = self.section.ground, self.section.statements
        needs = self.evaluation.needs_ground[self.section.nodes][k:]
        if into is None:
            self.core[k:] *= ~needs
            self.core_by_tau[k:] = ~needs
            return _NOTHING
        weight = self.evaluation.ground[into.rows]
        source = self.strengths[into.source]
        values = self.evaluation.grounds(into, self.strengths)
        target = into.groups.of_row
        filled = np.where(needs, 1.0 - into.groups.product(1.0 - values), 1.0)
        self.core_by_tau[k:] = filled
        self.core[k:] *= filled
        own: Floats = into.groups.product_of_others(1.0 - values)
        own *= (np.where(needs, self.tau[k:], 0.0) * self.outer[k:])[target]
        if into.same is not None:
            own *= into.same.scales(weight * source, 0.0)
            self._tied(into.same, weight * source, target + k)
        return RowSlopes(own * weight, own * source)

    def _factor(self, kind: NDArray[np.int8]) -> RowSlopes:
        into = self.section.factor
        if into is None or self.factors is None:
            return _NOTHING
        slope = self.evaluation.slope[into.rows]
        source = self.strengths[into.source]
        target = into.groups.of_row
        own: Floats = into.groups.product_of_others(self.factors)
        own *= (self.core if self.free is None else np.where(self.free, self.core, 0.0))[target]
        if into.same is not None:
            own *= into.same.scales(-slope * source, 0.0)
            self._tied(into.same, -slope * source, target)
        by_source, by_weight = np.empty(own.size), np.empty(own.size)
        need = kind[into.rows] == Kind.NEED
        by_source[into.rows] = own * slope
        by_weight[into.rows] = own * np.where(need, source - 1.0, -source)
        return RowSlopes(by_source, by_weight)


_NOTHING = RowSlopes(np.empty(0), np.empty(0))
