"""Where levels are narrow and many, plain Python works through them node by node."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.qbaf import Qbaf
from argmap.semantics import LOG_ODDS, SEMANTICS, ModularSemantics
from argmap.solver import solve
from argmap.solver.evaluate import Evaluation
from argmap.solver.plan import plan
from argmap.solver.walking import Stretch, stretches, walk
from argmap.testing import qbafs
from test_properties_of_scoring import fitting


@given(semantics=st.sampled_from(tuple(SEMANTICS)), qbaf=qbafs(acyclic=True))
def test_node_by_node_is_level_by_level(semantics: ModularSemantics, qbaf: Qbaf) -> None:
    qbaf = fitting(qbaf, semantics)
    schedule = plan(qbaf)
    clamp = np.where(np.arange(qbaf.size) % 3 == 1, qbaf.initial, np.nan)
    for fixed in (None, clamp):
        evaluation = Evaluation.of(qbaf, semantics, schedule, qbaf.initial, qbaf.weight, fixed)
        found = np.zeros(qbaf.size)
        walk(evaluation, fast=False).through(Stretch(0, schedule.blocks, True), found)
        expected = solve(qbaf, semantics, clamp=fixed).strengths
        assert np.allclose(found[schedule.position], expected, rtol=0, atol=1e-12)


def ladder(rungs: int, *, wide_at: int, ring_at: int) -> Qbaf:
    """A chain with a hundred more supporters at one place, and a mutual attack at another."""
    chain = np.arange(rungs - 1)
    source = np.r_[chain, np.arange(rungs, rungs + 100), ring_at + 1]
    target = np.r_[chain + 1, np.full(100, wide_at), ring_at]
    return Qbaf.from_arrays(
        initial=np.full(rungs + 100, 0.4),
        source=source,
        target=target,
        sign=np.where(np.arange(source.size) % 3 == 0, -1, 1),
        weight=np.full(source.size, 0.3),
    )


def test_narrow_and_wide_stretches_take_turns() -> None:
    qbaf = ladder(500, wide_at=200, ring_at=300)
    schedule = plan(qbaf)
    found = list(stretches(schedule, LOG_ODDS, fast=False))
    assert [one.by_loop for one in found] == [False, True] * 3
    assert found[0].first == 0
    assert all(one.last == other.first for one, other in pairwise(found))
    assert found[-1].last == schedule.blocks
    solution = solve(qbaf, LOG_ODDS)
    assert solution.certified
    now = np.full(qbaf.size, 0.4)
    for _ in range(600):  # log-odds, round by round
        energy = np.bincount(qbaf.target, qbaf.sign * qbaf.weight * now[qbaf.source], qbaf.size)
        now = 0.4 * np.exp(energy) / (0.6 + 0.4 * np.exp(energy))
    assert solution.strengths == pytest.approx(now, abs=1e-11)


def test_few_levels_are_left_to_numpy() -> None:
    schedule = plan(ladder(40, wide_at=9, ring_at=20))
    assert not any(one.by_loop for one in stretches(schedule, LOG_ODDS, fast=False))


def test_a_chain_of_many_thousands() -> None:
    n = 20_000
    at = np.arange(n - 1)
    chain = Qbaf.from_arrays(
        initial=np.full(n, 0.5), source=at, target=at + 1, sign=np.full(n - 1, 1),
        weight=np.full(n - 1, 0.5),
    )  # fmt: skip
    strength = 0.5
    for _ in range(n - 1):
        strength = 1 / (1 + np.exp(-0.5 * strength))
    assert solve(chain, LOG_ODDS).strengths[-1] == pytest.approx(strength, abs=1e-12)
