"""One weighting: block after block, and on cycles a fixed point with what is known about it."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike, NDArray

from argmap.qbaf import Qbaf
from argmap.semantics.flows import Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver.certify import Certificate, certificate, others
from argmap.solver.compiled import wanted
from argmap.solver.cycles import Settled, Step, settle
from argmap.solver.evaluate import Evaluation
from argmap.solver.inputs import Numbers
from argmap.solver.plan import Parts, Plan, plan
from argmap.solver.solution import Cycle, Solution
from argmap.solver.walking import Walk, blocks, stretches, walk


def one(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    given: Numbers,
    dtype: DTypeLike = np.float64,
    *,
    certify: bool = True,
    fast: bool | None = None,
) -> Solution:
    """The solution for numbers of one dimension; without certificates if they are not wanted."""
    schedule = plan(qbaf, given.cut)
    evaluation = Evaluation.of(
        qbaf,
        semantics,
        schedule,
        given.initial,
        given.weight,
        given.fixed,
        np.float64 if schedule.parts else dtype,
    ).drawing(qbaf, given.draws, (qbaf.size,))
    strengths = np.zeros(qbaf.size, dtype=evaluation.initial.dtype)
    unsettled = np.zeros(qbaf.size, dtype=np.bool_)
    cycles: list[Cycle] = []
    plain = given.draws is None and strengths.dtype == np.float64
    fast = plain and wanted(schedule, semantics, fast)
    loop = walk(evaluation, fast=True) if fast else None
    for stretch in stretches(schedule, semantics, fast=fast) if plain else blocks(schedule):
        if stretch.by_loop:
            loop = loop or walk(evaluation, fast=False)
            loop.through(stretch, strengths)
            continue
        block = stretch.first
        low, high = schedule.low[block], schedule.high[block]
        if block in schedule.parts:
            step = step_of(evaluation, strengths, block, loop if fast else None)
            outcome = settle(step, evaluation.heads[low:high], schedule.parts[block])
            cycles.extend(_cycles(evaluation, block, step, outcome, certify))
            strengths[low:high] = outcome.values
            unsettled[low:high] = ~outcome.settled[schedule.parts[block].of]
        else:
            strengths[low:high] = evaluation.block(block, strengths)
    result = strengths[schedule.position].astype(dtype, copy=False)
    if unsettled.any():
        result[reached(qbaf, unsettled[schedule.position], given.weight, given.cut)] = np.nan
    result.flags.writeable = False
    return Solution(
        result,
        tuple(cycles),
        settled=np.array(not unsettled.any()),
        unique=np.array(all(cycle.certified for cycle in cycles)),
        residuals=np.array(max((cycle.residual for cycle in cycles), default=0.0)),
        compiled=fast,
    )


def step_of(
    evaluation: Evaluation, strengths: Floats, block: int, walk: Walk | None = None
) -> Step:
    """F on a cyclic block, whose strengths stand in `strengths` while it is taken."""
    section = evaluation.plan.section(block)

    def step(values: Floats) -> Floats:
        strengths[section.nodes] = values
        if walk is not None:
            return walk.block(block, strengths)
        return evaluation.section(section, strengths)

    return step


def _cycles(
    evaluation: Evaluation, block: int, step: Step, outcome: Settled, certify: bool
) -> list[Cycle]:
    schedule = evaluation.plan
    section, parts = schedule.section(block), schedule.parts[block]
    proof = Certificate.none(parts)
    asked = np.zeros(parts.count, dtype=np.bool_)
    if certify:
        gap = np.abs(step(outcome.values) - outcome.values)
        proof = certificate(evaluation, section, parts, outcome.values, gap)
        asked = outcome.settled & ~proof.certified
    found = others(step, outcome.values, parts, asked) if asked.any() else {}
    cycles = []
    for at, members in enumerate(members_of(schedule, block)):
        order = np.argsort(members)
        certified = bool(proof.certified[at] and outcome.settled[at])
        cycles.append(
            Cycle(
                tuple(members[order].tolist()),
                bool(outcome.settled[at]),
                float(outcome.residual[at]),
                int(outcome.rounds[at]),
                bool(outcome.by_flow[at]),
                certified,
                float(proof.error[at]) if certified else None,
                tuple(tuple(one[order].tolist()) for one in found.get(at, ())),
            )
        )
    return cycles


def members_of(schedule: Plan, block: int) -> list[Indices]:
    """The nodes of each component of a cyclic block."""
    parts: Parts = schedule.parts[block]
    node = schedule.node[schedule.low[block] : schedule.high[block]]
    return np.split(node[parts.order], parts.groups.starts[1:])


def reached(
    qbaf: Qbaf, lost: NDArray[np.bool_], weight: Floats, cut: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    """The nodes whose strength depends on one of the `lost`, which are reached themselves."""
    carries = weight > 0.0
    if cut is not None:
        carries &= ~cut[qbaf.target]
    source, target = qbaf.source[carries], qbaf.target[carries]
    found = lost
    while True:
        following = found.copy()
        following[target[found[source]]] = True
        if (following == found).all():
            return found
        found = following
