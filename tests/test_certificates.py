"""When a fixed point is provably the only one, how far off it may be, and what else there is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import oracle
from argmap.qbaf import Qbaf
from argmap.semantics import (
    DF_QUAD,
    EULER_BASED_TOP,
    LOG_ODDS,
    QUADRATIC_ENERGY,
    SEMANTICS,
    WEIGHTED_H_CATEGORIZER,
    ModularSemantics,
)
from argmap.solver import Cycle, solve
from argmap.testing import qbafs

BIPOLAR = tuple(one for one in SEMANTICS if one.accepts_support)
each = pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda one: one.name)


def mutual(tau: float, weight: float, sign: int = -1, **more: Any) -> Qbaf:
    return Qbaf.from_arrays(
        initial=[tau, tau],
        source=[0, 1],
        target=[1, 0],
        sign=[sign, sign],
        weight=[weight, weight],
        **more,
    )


def the_cycle(qbaf: Qbaf, semantics: ModularSemantics) -> Cycle:
    (cycle,) = solve(qbaf, semantics).cycles
    return cycle


def test_two_certainties_that_undercut_each_other_are_not_unique() -> None:
    # a = 1 − b and b = 1 − a: any two strengths that add up to 1.
    steps = mutual(1.0, 1.0, is_step=[True, True], role=["undercut", "undercut"])
    for semantics in SEMANTICS:
        solution = solve(steps, semantics)
        (cycle,) = solution.cycles
        assert cycle.converged
        assert not cycle.certified
        assert not solution.certified
        assert cycle.error is None
        assert cycle.others
        for other in cycle.others:
            assert sum(other) == pytest.approx(1.0, abs=1e-9)


def test_the_bound_is_sharp_for_mutual_attack() -> None:
    # Under log-odds the slope is at most w/4, so w = 4 is where the bound reaches 1.
    below, above = the_cycle(mutual(0.5, 3.9), LOG_ODDS), the_cycle(mutual(0.5, 4.1), LOG_ODDS)
    assert below.certified
    assert not above.certified
    assert below.error is not None
    assert 0.0 < below.error < 1e-9


def test_support_that_feeds_itself_has_other_fixed_points() -> None:
    # σ = ½ + ½h(σ·8) … from log-odds: logit σ = −4 + 8σ has ½ and two more, near .02 and .98.
    weak = 1 / (1 + math.exp(4))
    qbaf = mutual(weak, 8.0, sign=1)
    cycle = the_cycle(qbaf, LOG_ODDS)
    low = solve(qbaf, LOG_ODDS).strengths[0]
    assert low < 0.03
    assert any(min(other) > 0.97 for other in cycle.others)
    for other in cycle.others:
        again = oracle.one_round(qbaf, oracle.log_odds, other)
        assert again == pytest.approx(other, abs=1e-9)


def test_euler_top_is_certified_on_every_graph_of_statements() -> None:
    rng = np.random.default_rng(3)
    qbaf = Qbaf.from_arrays(
        initial=rng.random(40),
        source=rng.integers(0, 40, 400),
        target=rng.integers(0, 40, 400),
        sign=rng.choice([-1, 1], 400),
        weight=np.ones(400),
    )
    assert solve(qbaf, EULER_BASED_TOP).certified
    assert not solve(qbaf, QUADRATIC_ENERGY).certified


ATTACKED = [one for one in SEMANTICS if not one.accepts_support]


def attacking(n: int, m: int, seed: int) -> Qbaf:
    rng = np.random.default_rng(seed)
    initial = rng.random(n)
    initial[rng.random(n) < 0.1] = 0.0
    return Qbaf.from_arrays(
        initial=initial,
        source=rng.integers(0, n, m),
        target=rng.integers(0, n, m),
        sign=np.full(m, -1),
        weight=rng.random(m),
    )


@pytest.mark.parametrize("semantics", ATTACKED, ids=lambda one: one.name)
def test_statements_that_only_attack_are_certified_on_every_graph(
    semantics: ModularSemantics,
) -> None:
    for seed in range(5):
        qbaf = attacking(30, 400, seed)
        solution = solve(qbaf, semantics)
        assert solution.certified
        (cycle,) = solution.cycles
        assert cycle.error is not None
        assert cycle.error < 1e-8
        rng = np.random.default_rng(seed)
        weightings = solve(qbaf, semantics, initial=rng.random((30, 3)))
        assert weightings.unique.all()
        assert weightings.cycles[0].error is not None


def test_two_that_attack_each_other_under_h_categorizer() -> None:
    # s = 1 / (1 + s): the golden ratio less 1; the slope of 1/(1 + E) is 1 at 0, so that only the
    # ratios tell.
    cycle = the_cycle(mutual(1.0, 1.0), WEIGHTED_H_CATEGORIZER)
    strength = solve(mutual(1.0, 1.0), WEIGHTED_H_CATEGORIZER).strengths[0]
    assert cycle.certified
    assert cycle.error is not None
    assert abs(strength - (math.sqrt(5) - 1) / 2) <= cycle.error < 1e-10


def test_attacks_that_pass_through_undercuts_are_another_matter() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[1.0, 1.0, 1.0],
        source=[0, 1, 1, 2],
        target=[1, 0, 2, 1],
        sign=[-1, -1, -1, -1],
        weight=[1.0, 1.0, 1.0, 1.0],
        is_step=[False, False, True],
        role=["link", "link", "undercut", "link"],
    )
    assert not solve(qbaf, WEIGHTED_H_CATEGORIZER).certified


def test_what_is_acyclic_is_certified() -> None:
    qbaf = Qbaf.from_arrays(initial=[0.5, 0.5], source=[0], target=[1], sign=[1], weight=[1.0])
    assert solve(qbaf, DF_QUAD).certified


@given(semantics=st.sampled_from(BIPOLAR), qbaf=qbafs(), data=st.data())
def test_rounds_from_anywhere_come_to_what_is_certified(
    semantics: ModularSemantics, qbaf: Qbaf, data: st.DataObject
) -> None:
    solution = solve(qbaf, semantics)
    assume(solution.cycles and solution.certified)
    now = [data.draw(st.floats(0.0, 1.0)) for _ in range(qbaf.size)]
    gap = 1.0
    for _ in range(2_000):
        following = oracle.one_round(qbaf, oracle.INFLUENCES[semantics.name], now)
        gap = max(abs(one - other) for one, other in zip(now, following, strict=True))
        now = following
        if gap < 1e-15:
            break
    assume(gap < 1e-15)
    for cycle in solution.cycles:
        assert cycle.error is not None
        far = max(abs(now[node] - solution.strengths[node]) for node in cycle.members)
        # What comes in from another cycle has an error of its own.
        if len(solution.cycles) == 1:
            assert far <= cycle.error + 1e-13
        assert far <= 1e-8


@given(semantics=st.sampled_from(BIPOLAR), qbaf=qbafs())
def test_other_fixed_points_are_fixed_points(semantics: ModularSemantics, qbaf: Qbaf) -> None:
    solution = solve(qbaf, semantics)
    for cycle in solution.cycles:
        assert not (cycle.certified and cycle.others)
        for other in cycle.others:
            now = solution.strengths.tolist()
            for node, strength in zip(cycle.members, other, strict=True):
                now[node] = strength
            if np.isnan(now).any():
                continue
            again = oracle.one_round(qbaf, oracle.INFLUENCES[semantics.name], now)
            found = [again[node] for node in cycle.members]
            assert found == pytest.approx(other, abs=1e-9)
            assert np.abs(np.array(other) - solution.strengths[list(cycle.members)]).max() > 1e-5


@each
def test_no_slope_is_steeper_than_declared(semantics: ModularSemantics) -> None:
    influence = semantics.influence
    tau, energy = np.meshgrid(np.linspace(0, 1, 41), np.linspace(-12, 12, 4801))
    if semantics is DF_QUAD or semantics.influence is DF_QUAD.influence:
        energy = energy / 12
    if not semantics.accepts_support:
        energy = -np.abs(energy)
    found = np.abs(influence.slopes(tau, energy)[1]).max(axis=0)
    declared = influence.steepest(tau[0])
    assert (found <= declared + 1e-12).all()
    assert (found >= declared - 0.02).all()  # … and it is no looser than need be
