"""Solving again after a change touches only what depends on the change."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from argmap.errors import QbafError, SemanticsError
from argmap.qbaf import HEAVIEST, Kind, Qbaf
from argmap.semantics.flows import Flags, Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver.cycles import settle
from argmap.solver.evaluate import Evaluation
from argmap.solver.inputs import Numbers, numbers
from argmap.solver.plan import Inflow, Parts, Plan, Section, plan
from argmap.solver.single import one

_NONE: Mapping[int, float] = {}


class Resolver:
    """A graph with the strengths of its present numbers, which can be changed.

    What is acyclic keeps its strengths unless something it depends on changed; a cycle that
    something changed for is settled anew from its initial weights, so that strengths never depend
    on the way they were reached.
    """

    def __init__(
        self,
        qbaf: Qbaf,
        semantics: ModularSemantics,
        *,
        initial: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        clamp: ArrayLike | None = None,
    ) -> None:
        given = numbers(qbaf, semantics, initial, weights, clamp)
        if given.many is not None:
            raise QbafError("a resolver holds one weighting, and many are given")
        self.qbaf = qbaf
        self.semantics = semantics
        self._start(
            given.initial.copy(),
            given.weight.copy(),
            np.full(qbaf.size, np.nan) if given.fixed is None else given.fixed.copy(),
        )

    def _start(self, initial: Floats, weight: Floats, fixed: Floats) -> None:
        self._initial, self._weight, self._fixed = initial, weight, fixed
        cut = ~np.isnan(fixed)
        clamped = bool(cut.any())
        given = Numbers(initial, weight, fixed if clamped else None, cut if clamped else None, None)
        self._plan = plan(self.qbaf, given.cut)
        self._evaluation = Evaluation.of(
            self.qbaf, self.semantics, self._plan, initial, weight, given.fixed
        )
        self._pairs = _Places.of(self.qbaf, self._plan)
        with np.errstate(under="ignore"):
            solution = one(self.qbaf, self.semantics, given, certify=False)
            self._now = solution.strengths[self._plan.node]
            self._lost = np.isnan(self._now)
            self._any_lost = bool(self._lost.any())
            if self._any_lost:
                self._now[self._lost] = 0.0

    # -- reading -------------------------------------------------------------------------

    def strength(self, node: int) -> float:
        """Of one node; NaN where nothing settled."""
        at = self._plan.position[node]
        return float("nan") if self._lost[at] else float(self._now[at])

    @property
    def strengths(self) -> Floats:
        """Of all nodes (n,), a copy."""
        result: Floats = np.where(self._lost, np.nan, self._now)[self._plan.position]
        return result

    # -- changing ------------------------------------------------------------------------

    def change(
        self,
        *,
        initial: Mapping[int, float] = _NONE,
        weights: Mapping[int, float] = _NONE,
        clamp: Mapping[int, float] = _NONE,
    ) -> Indices:
        """Give nodes other initial weights, rows other weights, and fix nodes (NaN frees them).

        Returns the nodes whose strengths changed, ascending. Numbers outside their domain are
        refused before anything changes, as in `solve`.
        """
        self._check(initial, weights, clamp)
        turned = any(np.isnan(self._fixed[at]) != np.isnan(value) for at, value in clamp.items())
        if turned and plan(self.qbaf).parts:
            return self._anew(initial, weights, clamp)
        dirty = set(self._put(initial, weights, clamp))
        with np.errstate(under="ignore"):
            changed = list(self._spread(dirty))
        if not changed:
            return np.empty(0, dtype=np.intp)
        return np.sort(self._plan.node[np.concatenate(changed)])

    def _check(
        self, initial: Mapping[int, float], weights: Mapping[int, float], clamp: Mapping[int, float]
    ) -> None:
        for name, values, size in (
            ("initial", initial, self.qbaf.size),
            ("weights", weights, self.qbaf.weight.size),
            ("clamp", clamp, self.qbaf.size),
        ):
            for at, value in values.items():
                if not 0 <= at < size:
                    raise QbafError(f"{name} names {at}, and numbers go from 0 to {size - 1}")
                most = 1.0
                if name == "weights" and self.qbaf.kind[at] == Kind.BEARING:
                    most = HEAVIEST
                    if 1.0 < value <= most and not self.semantics.accepts_lr:
                        raise SemanticsError(
                            f"{self.semantics.name} accepts link weights up to 1 only, and "
                            f"{self.qbaf.row_name(at)} would weigh {value:g}"
                        )
                free = name == "clamp" and np.isnan(value)
                if not (free or 0.0 <= value <= most):
                    raise QbafError(f"{name}[{at}] is {value:g}, and 0 to {most:g} is expected")

    def _anew(
        self, initial: Mapping[int, float], weights: Mapping[int, float], clamp: Mapping[int, float]
    ) -> Indices:
        """Fixing or freeing a node may undo a cycle or close one."""
        before = self.strengths
        for array, values in (
            (self._initial, initial),
            (self._weight, weights),
            (self._fixed, clamp),
        ):
            for at, value in values.items():
                array[at] = value
        self._start(self._initial, self._weight, self._fixed)
        after = self.strengths
        same = (before == after) | (np.isnan(before) & np.isnan(after))
        return np.flatnonzero(~same)

    def _put(
        self, initial: Mapping[int, float], weights: Mapping[int, float], clamp: Mapping[int, float]
    ) -> Iterator[int]:
        """Write the numbers; positions that have to be evaluated."""
        evaluation, position = self._evaluation, self._plan.position
        for node, value in initial.items():
            self._initial[node] = value
            at = int(position[node])
            evaluation.initial[at] = value
            if np.isnan(self._fixed[node]):
                evaluation.heads[at] = value
            yield at
            yield from self._targets(np.array([at])).tolist()  # whether it is alive counts, too
        if clamp and evaluation.fixed is None:
            evaluation = self._evaluation = evolve(
                evaluation,
                fixed=np.full(self.qbaf.size, np.nan),
                heads=evaluation.initial.copy(),
            )
        for node, value in clamp.items():
            assert evaluation.fixed is not None
            self._fixed[node] = value
            at = int(position[node])
            evaluation.fixed[at] = value
            evaluation.heads[at] = evaluation.initial[at] if np.isnan(value) else value
            yield at
            yield from self._targets(np.array([at])).tolist()
        for row, value in weights.items():
            self._weight[row] = value
            self._pairs.put(evaluation, row, value)
            yield int(position[self.qbaf.target[row]])

    def _targets(self, positions: Indices) -> Indices:
        """Where the rows that begin at these positions end."""
        outgoing = self._plan.outgoing
        low = np.searchsorted(outgoing.source, positions)
        length = np.searchsorted(outgoing.source, positions + 1) - low
        before = np.cumsum(length) - length
        rows = np.arange(int(length.sum())) + np.repeat(low - before, length)
        return np.unique(outgoing.target[rows])

    def _spread(self, dirty: set[int]) -> Iterator[Indices]:
        """Evaluate what has to be, in order; the positions whose strengths changed."""
        waiting: dict[int, list[Indices]] = {}
        heap: list[int] = []

        def wait(positions: Indices) -> None:
            blocks = self._pairs.block_of[positions]
            for block in dict.fromkeys(blocks.tolist()):
                if block not in waiting:
                    waiting[block] = []
                    heapq.heappush(heap, block)
                waiting[block].append(positions[blocks == block])

        wait(np.array(sorted(dirty), dtype=np.intp))
        while heap:
            block = heapq.heappop(heap)
            found = waiting.pop(block)
            positions = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
            if block in self._plan.parts:
                positions = self._whole_components(block, positions)
            section = self._plan.section_of(positions)
            before, lost_before = self._now[positions], self._lost[positions]
            self._evaluate(block, section, positions)
            moved = self._now[section.nodes] != before
            moved |= self._lost[section.nodes] != lost_before
            changed = positions[moved]
            if changed.size:
                yield changed
                wait(self._outside(block, self._targets(changed)))

    def _outside(self, block: int, targets: Indices) -> Indices:
        """Without those of a cyclic block, which settled together."""
        if block in self._plan.parts:
            targets = targets[self._pairs.block_of[targets] != block]
        return targets

    def _whole_components(self, block: int, positions: Indices) -> Indices:
        parts, low = self._plan.parts[block], self._plan.low[block]
        touched = np.zeros(parts.count, dtype=np.bool_)
        touched[parts.of[positions - low]] = True
        return np.flatnonzero(touched[parts.of]) + low

    def _evaluate(self, block: int, section: Section, positions: Indices) -> None:
        """Within a block statements come before steps, so that the section keeps the order."""
        evaluation, now = self._evaluation, self._now
        fresh: Flags = np.zeros(section.size, dtype=np.bool_)
        if block not in self._plan.parts:
            now[positions] = evaluation.section(section, now)
        else:
            parts = Parts.by(self._plan.parts[block].of[positions - self._plan.low[block]])

            def step(values: Floats) -> Floats:
                now[positions] = values
                return evaluation.section(section, now)

            outcome = settle(step, evaluation.heads[positions], parts)
            now[positions] = outcome.values
            fresh = ~outcome.settled[parts.of]
        if self._any_lost or fresh.any():
            self._any_lost = True
            self._lose(section, positions, fresh)

    def _lose(self, section: Section, positions: Indices, fresh: Flags) -> None:
        """Mark what hangs on what did not settle."""
        self._lost[positions] = fresh
        evaluation = self._evaluation
        k = section.statements
        while True:
            lost = fresh.copy()
            for into, weights, low, sides in (
                (section.bearing, evaluation.bearing, 0, 2),
                (section.ground, evaluation.ground, k, 1),
                (section.factor, np.abs(evaluation.slope), 0, 1),
            ):
                lost[low:] |= _any(into, weights, self._lost, section.size - low, sides)
            if evaluation.fixed is not None:
                lost &= np.isnan(evaluation.fixed[positions])
            if (lost == self._lost[positions]).all():
                return
            self._lost[positions] = lost


def _any(into: Inflow | None, weights: Floats, lost: Flags, count: int, sides: int) -> Flags:
    result = np.zeros(count, dtype=np.bool_)
    if into is not None:
        hit = lost[into.source] & (weights[into.rows] > 0.0)
        result[into.groups.of_row[hit] // sides] = True
    return result


class _Places:
    """Where each row of a graph stands among those of its kind, and the block of each position."""

    def __init__(self, kind: Indices, place: Indices, need: Flags, block_of: Indices) -> None:
        self.kind, self.place, self.need, self.block_of = kind, place, need, block_of

    @classmethod
    def of(cls, qbaf: Qbaf, plan: Plan) -> _Places:
        kind = np.full(qbaf.weight.size, -1, dtype=np.intp)  # −1: a row into a node cut off
        place = np.zeros(qbaf.weight.size, dtype=np.intp)
        for number, rows in enumerate((plan.bearing, plan.ground, plan.factor)):
            kind[rows.row] = number
            place[rows.row] = np.arange(rows.row.size)
        sizes = np.array(plan.high, dtype=np.intp) - np.array(plan.low, dtype=np.intp)
        return cls(kind, place, qbaf.kind == Kind.NEED, np.repeat(np.arange(sizes.size), sizes))

    def put(self, evaluation: Evaluation, row: int, weight: float) -> None:
        kind, place = int(self.kind[row]), int(self.place[row])
        if kind == 0:
            evaluation.bearing[place] = weight
        elif kind == 1:
            evaluation.ground[place] = weight
        elif kind == 2:
            need = bool(self.need[row])
            evaluation.base[place] = 1.0 - weight if need else 1.0
            evaluation.slope[place] = weight if need else -weight
