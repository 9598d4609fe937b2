"""All ways to the strengths of a graph lead to the same: one pass, rounds, many weightings at once,
solving again after a change, numpy, plain loops and compiled ones."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.qbaf import Qbaf
from argmap.semantics import SEMANTICS, ModularSemantics
from argmap.solver import Resolver, solve
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import plan
from argmap.testing import qbafs
from test_many_weightings import columns
from test_properties_of_scoring import fitting

COMPILED = (False, True) if find_spec("numba") else (False,)


def by_rounds(qbaf: Qbaf, semantics: ModularSemantics, clamp: np.ndarray) -> np.ndarray:
    """s ← F(s) of all nodes at once, as often as a path can be long and then some."""
    schedule = plan(qbaf)
    evaluation = Evaluation.of(qbaf, semantics, schedule, qbaf.initial, qbaf.weight, clamp)
    now = evaluation.heads
    for _ in range(qbaf.size + 300):
        following = np.empty(qbaf.size)
        following[schedule.whole.nodes] = evaluation.section(schedule.whole, now)
        now = following
    return np.asarray(now[schedule.position])


@given(
    semantics=st.sampled_from(tuple(SEMANTICS)),
    acyclic=st.booleans(),
    repeating=st.booleans(),
    data=st.data(),
)
@settings(deadline=None, max_examples=40)  # the first example of all compiles
def test_all_ways_agree(
    semantics: ModularSemantics, acyclic: bool, repeating: bool, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic, repeating=repeating)), semantics)
    clamp = columns(data, qbaf.size, 1)[:, 0]
    clamp[clamp < 0.8] = np.nan
    solution = solve(qbaf, semantics, clamp=clamp, fast=False)
    if not solution.certified:
        return
    within = 1e-8 if solution.cycles else 1e-12
    both = np.stack((clamp, np.full(qbaf.size, np.nan)), axis=1)
    ways = [solve(qbaf, semantics, clamp=clamp, fast=fast).strengths for fast in COMPILED]
    ways += [solve(qbaf, semantics, clamp=both, fast=fast).strengths[:, 0] for fast in COMPILED]
    ways.append(Resolver(qbaf, semantics, clamp=clamp).strengths)
    changed = Resolver(qbaf, semantics, initial=np.full(qbaf.size, 0.25))
    changed.change(clamp=dict(enumerate(clamp.tolist())))
    changed.change(initial=dict(enumerate(qbaf.initial.tolist())))
    ways.append(changed.strengths)
    ways.append(by_rounds(qbaf, semantics, clamp))
    for way in ways:
        assert np.allclose(way, solution.strengths, rtol=0, atol=within)
