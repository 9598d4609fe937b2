"""Many weightings of one graph at once: nodes are rows, weightings columns, a cacheful a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from attrs import evolve, frozen
from numpy.typing import DTypeLike, NDArray

from argmap.qbaf import Qbaf
from argmap.semantics.aggregation import COUNT_AND_MEAN
from argmap.semantics.flows import Flags, Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver.certify import Certificate, certificate
from argmap.solver.compiled import wanted
from argmap.solver.cycles import Settled, settle
from argmap.solver.draws import Draws
from argmap.solver.evaluate import Evaluation
from argmap.solver.inputs import Numbers
from argmap.solver.plan import Plan, plan
from argmap.solver.single import members_of, one, step_of
from argmap.solver.solution import Cycle, Solution
from argmap.solver.walking import Stretch, Walk, blocks, stretches, walk_many

# Strengths that are worked on at once, and the least and most weightings.
_CELLS, _COMPILED, _FEWEST, _MOST = 1 << 18, 1 << 17, 64, 4096
# The weightings whose cycles are not settled after so many rounds begin again, by themselves, so
# that the slowest do not keep all others waiting. And so many turns are taken for certificates.
_ROUNDS, _TURNS = (32, 128, None), 8


def many(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    given: Numbers,
    dtype: DTypeLike = np.float64,
    *,
    fast: bool | None = None,
) -> Solution:
    """The solution for numbers of two dimensions, columns as one at a time."""
    assert given.many is not None
    schedule = plan(qbaf, given.cut)
    strengths = np.empty((qbaf.size, given.many), dtype=dtype)
    verdicts = _Verdicts.of(given.many)
    worst: dict[int, _Worst] = {}
    counting = given.draws is not None and semantics.aggregation is COUNT_AND_MEAN
    fast = (
        strengths.dtype == np.float64
        and not counting
        and wanted(schedule, semantics, fast, given.many)
    )
    if fast and not schedule.parts:
        walk = walk_many(qbaf, schedule, semantics, given, by_node=True)
        for columns in _cuts(qbaf.size, given.many, _COMPILED):
            walk(columns).through(Stretch(0, schedule.blocks, True), strengths)
    else:
        loops = walk_many(qbaf, schedule, semantics, given, by_node=False) if fast else None
        for columns in _cuts(qbaf.size, given.many, _CELLS):
            own, result = _columns(given, columns), strengths[:, columns]
            loop = None if loops is None else loops(columns)
            _chunk(qbaf, semantics, schedule, own, result, verdicts.cut(columns), worst, loop)
    strengths.flags.writeable = False
    return Solution(
        strengths,
        tuple(_cycles(schedule, worst, bool(verdicts.settled.all()))),
        settled=verdicts.settled,
        unique=verdicts.unique,
        residuals=verdicts.residuals,
        compiled=fast,
    )


def _cuts(nodes: int, weightings: int, cells: int) -> Iterator[slice]:
    width = min(max(cells // max(nodes, 1), _FEWEST), _MOST)
    for begin in range(0, weightings, width):
        yield slice(begin, min(begin + width, weightings))


def _columns(given: Numbers, columns: slice) -> Numbers:
    def cut(values: Floats) -> Floats:
        return values if values.shape[1] == 1 else values[:, columns]

    return evolve(
        given,
        initial=cut(given.initial),
        weight=cut(given.weight),
        fixed=None if given.fixed is None else cut(given.fixed),
        many=columns.stop - columns.start,
        draws=_each(given.draws, cut),
    )


@frozen
class _Verdicts:
    """Of each weighting (S,), over all cycles; to be written to."""

    settled: Flags
    unique: Flags
    residuals: Floats

    @classmethod
    def of(cls, count: int) -> _Verdicts:
        """Before any cycle."""
        return cls(np.ones(count, np.bool_), np.ones(count, np.bool_), np.zeros(count))

    def cut(self, columns: slice) -> _Verdicts:
        return _Verdicts(self.settled[columns], self.unique[columns], self.residuals[columns])

    def learn(self, outcome: Settled, proof: Certificate) -> None:
        self.settled[:] &= outcome.settled.all(axis=0)
        self.unique[:] &= (outcome.settled & proof.certified).all(axis=0)
        np.maximum(self.residuals, outcome.residual.max(axis=0), out=self.residuals)

    def learn_one(self, column: int, solution: Solution) -> None:
        self.settled[column] = solution.converged
        self.unique[column] = solution.certified
        self.residuals[column] = solution.residual


@frozen
class _Worst:
    """Of each component of a block, over weightings."""

    settled: NDArray[np.bool_]
    residual: Floats
    rounds: NDArray[np.int64]
    by_flow: NDArray[np.bool_]
    error: Floats

    @classmethod
    def of(cls, outcome: Settled, proof: Certificate) -> _Worst:
        return cls(
            np.asarray(outcome.settled.all(axis=1)),
            outcome.residual.max(axis=1),
            outcome.rounds.max(axis=1),
            np.asarray(outcome.by_flow.any(axis=1)),
            np.where(outcome.settled, proof.error, np.inf).max(axis=1),
        )

    def and_(self, other: _Worst) -> _Worst:
        return _Worst(
            self.settled & other.settled,
            np.maximum(self.residual, other.residual),
            np.maximum(self.rounds, other.rounds),
            self.by_flow | other.by_flow,
            np.maximum(self.error, other.error),
        )


def _chunk(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    schedule: Plan,
    given: Numbers,
    result: Floats,
    verdicts: _Verdicts,
    worst: dict[int, _Worst],
    loop: Walk | None,
) -> None:
    """Write strengths by node to the result, and what became of the cycles to the rest."""
    dtype = np.float64 if schedule.parts else result.dtype
    assert given.many is not None
    strengths = np.empty((qbaf.size, given.many), dtype=dtype)
    evaluation: Evaluation | None = None
    if loop is None or schedule.parts:
        evaluation = Evaluation.of(
            qbaf, semantics, schedule, given.initial, given.weight, given.fixed, dtype
        ).drawing(qbaf, given.draws, strengths.shape)
    for stretch in stretches(schedule, semantics, fast=True) if loop else blocks(schedule):
        block = stretch.first
        low, high = schedule.low[block], schedule.high[block]
        if loop is not None and stretch.by_loop:
            loop.through(stretch, strengths)
            continue
        assert evaluation is not None
        if block not in schedule.parts:
            strengths[low:high] = evaluation.block(block, strengths)
            continue
        parts = schedule.parts[block]
        start = np.broadcast_to(evaluation.heads[low:high], (high - low, given.many))
        step = step_of(evaluation, strengths, block, loop)
        outcome = settle(step, start, parts, most=_ROUNDS[0])
        for most in _ROUNDS[1:]:
            rest = np.flatnonzero(~outcome.settled.all(axis=0))
            if rest.size:
                own = _picked(given, rest)
                fewer = step_of(
                    _evaluated(qbaf, semantics, own, evaluation, rest),
                    strengths[:, rest],
                    block,
                    None if loop is None else _all(qbaf, schedule, semantics, own),
                )
                _put(outcome, rest, settle(fewer, start[:, rest], parts, most=most))
        section, values = schedule.section(block), outcome.values
        gap = np.abs(step(values) - values)
        proof = certificate(evaluation, section, parts, values, gap, _TURNS)
        strengths[low:high] = outcome.values
        verdicts.learn(outcome, proof)
        summary = _Worst.of(outcome, proof)
        worst[block] = worst[block].and_(summary) if block in worst else summary
    result[schedule.node] = strengths
    for column in np.flatnonzero(~verdicts.settled).tolist():
        # The slowest way of settling is for one weighting at a time.
        again = one(qbaf, semantics, column_of(given, column), certify=False, fast=False)
        result[:, column] = again.strengths
        verdicts.learn_one(column, again)


def _picked(given: Numbers, columns: Indices) -> Numbers:
    """The numbers of some of the weightings, without draws, of which there are none on cycles."""
    return evolve(
        given,
        initial=_cut(given.initial, columns),
        weight=_cut(given.weight, columns),
        fixed=None if given.fixed is None else _cut(given.fixed, columns),
        many=columns.size,
        draws=None,
    )


def _cut(values: Floats, columns: Indices) -> Floats:
    return values if values.shape[1] == 1 else values[:, columns]


def _evaluated(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    own: Numbers,
    evaluation: Evaluation,
    columns: Indices,
) -> Evaluation:
    """The evaluation of some of the weightings; what was drawn is known by now."""
    fewer = Evaluation.of(qbaf, semantics, evaluation.plan, own.initial, own.weight, own.fixed)
    return evolve(fewer, heads=_cut(evaluation.heads, columns))


def _all(qbaf: Qbaf, schedule: Plan, semantics: ModularSemantics, own: Numbers) -> Walk:
    assert own.many is not None
    return walk_many(qbaf, schedule, semantics, own, by_node=False)(slice(0, own.many))


def _put(outcome: Settled, columns: Indices, fresh: Settled) -> None:
    """Replace what is known of some weightings."""
    outcome.values[:, columns] = fresh.values
    outcome.settled[:, columns] = fresh.settled
    outcome.residual[:, columns] = fresh.residual
    outcome.rounds[:, columns] = fresh.rounds
    outcome.by_flow[:, columns] = fresh.by_flow


def column_of(given: Numbers, column: int) -> Numbers:
    """The numbers of one of the weightings."""

    def cut(values: Floats) -> Floats:
        return np.ascontiguousarray(values[:, 0 if values.shape[1] == 1 else column])

    fixed = None if given.fixed is None else cut(given.fixed)
    free = fixed is None or bool(np.isnan(fixed).all())
    return Numbers(
        cut(given.initial),
        cut(given.weight),
        None if free else fixed,
        None if fixed is None or free else ~np.isnan(fixed),
        None,
        _each(given.draws, cut),
    )


def _each(draws: Draws | None, cut: Callable[[Floats], Floats]) -> Draws | None:
    return None if draws is None else evolve(draws, uniforms=cut(draws.uniforms))


def _cycles(schedule: Plan, worst: dict[int, _Worst], settled: bool) -> Iterator[Cycle]:
    for block, found in sorted(worst.items()):
        for at, members in enumerate(members_of(schedule, block)):
            yield Cycle(
                tuple(sorted(members.tolist())),
                settled or bool(found.settled[at]),
                float(found.residual[at]),
                int(found.rounds[at]),
                bool(found.by_flow[at]),
                math.isfinite(found.error[at]),
                float(found.error[at]) if math.isfinite(found.error[at]) else None,
            )
