"""Slopes by hand, by other solvers, and by central differences."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.errors import QbafError
from argmap.qbaf import Kind, Qbaf, Role
from argmap.semantics import (
    DF_QUAD,
    EULER_BASED_TOP,
    LOG_ODDS,
    ONE_MAX,
    QUADRATIC_ENERGY,
    SD_DF_QUAD,
    SEMANTICS,
    WEIGHTED_CARD,
    ModularSemantics,
)
from argmap.solver import gradient, gradients, solve
from argmap.testing import qbafs
from test_many_weightings import columns
from test_properties_of_scoring import fitting


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


def star(tau: float, *signed: float) -> Qbaf:
    """Node 0 with neighbours, attackers negative, all links of weight 1."""
    m = len(signed)
    return Qbaf.from_arrays(
        initial=[tau, *map(abs, signed)],
        source=np.arange(1, m + 1),
        target=np.zeros(m, dtype=int),
        sign=np.where(np.array(signed) < 0, -1, 1),
        weight=np.ones(m),
    )


def test_by_hand() -> None:
    # E = .3: σ(1 − σ) by each flow; by τ, σ(1 − σ)/(τ(1 − τ)).
    found = gradient(star(0.4, 0.8, -0.5), LOG_ODDS, 0)
    s = 0.4 * math.exp(0.3) / (0.6 + 0.4 * math.exp(0.3))
    assert found.value == near(s)
    assert found.weights.tolist() == [near(0.8 * s * (1 - s)), near(-0.5 * s * (1 - s))]
    assert found.initial.tolist() == [
        near(s * (1 - s) / 0.24),
        near(s * (1 - s)),
        near(-s * (1 - s)),
    ]
    assert found.kinks == ()
    # A margin in log-odds: 1 by each flow, and 1/(τ(1 − τ)) by each initial weight.
    margin = gradient(star(0.4, 0.8, -0.5), LOG_ODDS, 0, over=2)
    assert margin.value == near(math.log(2 / 3) + 0.3)
    assert margin.initial.tolist() == [near(1 / 0.24), near(1.0), near(-1.0 - 4.0)]


def test_another_solver() -> None:
    # golden/07: QBAF-Py (TimKam/Quantitative-Bipolar-Argumentation@7053aca), after Kampik et al.,
    # IJAR 173 (2024); it took differences, to 5e-6.
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 0.2, 0.85, 0.65, 0.4, 1.0],
        source=[2, 4, 5, 1, 3, 4],
        target=[0, 1, 2, 0, 0, 2],
        sign=[-1, -1, -1, 1, 1, 1],
        weight=np.ones(6),
    )
    found = gradient(qbaf, SD_DF_QUAD, 0)
    expected = [
        0.0915096178650856,
        -0.2287740632891655,
        0.31374727189540863,
        -0.13460902869701385,
        0.12153621017932892,
    ]
    assert found.initial[1:].tolist() == pytest.approx(expected, abs=5e-6)


def test_the_adjoint_of_a_cycle() -> None:
    # a = ½(1 − wb), b = ½(1 − wa): s = ½/(1 + w/2), ds/dw by both links together −s/(2 + w).
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 0.5], source=[0, 1], target=[1, 0], sign=[-1, -1], weight=[0.8, 0.8]
    )
    found = gradient(qbaf, DF_QUAD, 0)
    assert found.weights.sum() == pytest.approx(-0.5 / 1.4 / 2.8, abs=1e-10)
    # By each: da/dw₂ = −½b − ½w·db/dw₂, db/dw₂ = −½w·da/dw₂.
    own = -0.5 * (0.5 / 1.4) / (1 - 0.16)
    assert found.weights[1] == pytest.approx(own, abs=1e-10)
    assert found.weights[0] == pytest.approx(-0.4 * own, abs=1e-10)


def test_an_adjoint_that_needs_solving() -> None:
    # Rounds of λ diverge where slopes exceed 1: two statements of ratio e^8 against each other.
    qbaf = Qbaf.from_arrays(
        initial=[0.98, 0.98], source=[0, 1], target=[1, 0], sign=[-1, -1], weight=[8.0, 8.0]
    )
    found = gradient(qbaf, LOG_ODDS, 0)
    # logit a = logit .98 − 8b and the same for b, at a = b = s: with k = 8s(1 − s),
    # da/dτ_a = s(1 − s)/(τ(1 − τ)) / (1 − k²)
    s = solve(qbaf, LOG_ODDS).strengths[0]
    k = 8 * s * (1 - s)
    assert k > 1
    assert found.initial[0] == pytest.approx(k / 8 / (0.98 * 0.02) / (1 - k * k), rel=1e-6)


def test_what_is_not_isolated_has_no_slope() -> None:
    steps = Qbaf.from_arrays(
        initial=[1.0, 1.0],
        source=[0, 1],
        target=[1, 0],
        sign=[-1, -1],
        weight=[1.0, 1.0],
        is_step=[True, True],
        role=["undercut", "undercut"],
    )
    assert np.isnan(gradient(steps, LOG_ODDS, 0).initial).all()
    assert np.isnan(gradient(star(1.0, 0.5), LOG_ODDS, 0, over=1).weights).all()


@pytest.mark.parametrize(
    ("semantics", "qbaf", "kinks"),
    [
        (DF_QUAD, star(0.3, 0.8, -0.8), (0,)),  # balance
        (DF_QUAD, star(0.5, 0.8, -0.8), ()),  # … where both slopes are .5
        (ONE_MAX, star(0.3, 0.8, -0.8), (0,)),
        (QUADRATIC_ENERGY, star(0.3, 0.8, -0.8), ()),
        (LOG_ODDS, star(0.3, 0.8, -0.8), ()),
        (EULER_BASED_TOP, star(0.3, 0.8, 0.8), (0,)),  # two are the largest
        (EULER_BASED_TOP, star(0.3, 0.8, 0.7), ()),
        (WEIGHTED_CARD, star(0.3, -0.8, -0.0), (0,)),  # a jump as soon as it has any weight
        (DF_QUAD, star(0.3), ()),
    ],
)
def test_kinks_are_flagged(semantics: ModularSemantics, qbaf: Qbaf, kinks: tuple[int, ...]) -> None:
    if semantics is WEIGHTED_CARD:
        qbaf = Qbaf.from_arrays(
            initial=qbaf.initial,
            source=qbaf.source,
            target=qbaf.target,
            sign=-np.ones(qbaf.source.size, dtype=int),
            weight=qbaf.weight,
        )
    found = gradient(qbaf, semantics, 0)
    assert found.kinks == kinks
    assert np.isfinite(found.initial).all()


def test_kinks_of_what_does_not_matter_are_not_flagged() -> None:
    qbaf = star(0.3, 0.8, -0.8)
    assert gradient(qbaf, DF_QUAD, 1).kinks == ()


def test_ties_of_reports_are_kinks() -> None:
    group: dict[str, Any]
    for group in ({"report": [0, 0]}, {"voucher": [0, 0], "same_source": 0.5}):
        qbaf = Qbaf.from_arrays(
            initial=[0.5, 0.8, 0.8],
            source=[1, 2],
            target=[0, 0],
            sign=[1, 1],
            weight=[1.0, 1.0],
            **group,
        )
        assert gradient(qbaf, LOG_ODDS, 0).kinks == (0,)
        assert gradient(qbaf, LOG_ODDS, 0, weights=[1.0, 0.9]).kinks == ()


def test_wrong_calls() -> None:
    with pytest.raises(QbafError, match="of is 9"):
        gradient(star(0.5), LOG_ODDS, 9)
    with pytest.raises(QbafError, match="one weighting"):
        gradient(star(0.5), LOG_ODDS, 0, initial=[[0.5, 0.4]])


@given(
    semantics=st.sampled_from(tuple(SEMANTICS)),
    seed=st.integers(0, 10**6),
    acyclic=st.booleans(),
    margin=st.booleans(),
    repeating=st.booleans(),
    clamped=st.booleans(),
)
def test_central_differences(
    semantics: ModularSemantics,
    seed: int,
    acyclic: bool,
    margin: bool,
    repeating: bool,
    clamped: bool,
) -> None:
    rng = np.random.default_rng(seed)
    n, m = 6, 12
    is_step = rng.random(n) < 0.4
    source, target = rng.integers(0, n, (2, m))
    if acyclic:
        source, target = np.minimum(source, target), np.maximum(source, target)
        source, target = source[source != target], target[source != target]
        m = source.size
    role = np.where(
        is_step[target], rng.integers(0, 4, m), np.where(rng.random(m) < 0.2, Role.CONDITION, 0)
    )
    sign = rng.choice([-1, 1], m)
    if not semantics.accepts_support:
        sign = np.where(is_step[target], sign, -1)
    groups: dict[str, Any] = {}
    if repeating:
        groups = {
            "report": rng.integers(-1, 2, m),
            "voucher": rng.integers(-1, 2, m),
            "same_source": 0.4,
        }
    qbaf = Qbaf.from_arrays(
        initial=rng.uniform(0.05, 0.95, n),
        source=source,
        target=target,
        sign=sign,
        weight=rng.uniform(0.05, 0.95, m),
        is_step=is_step,
        role=role,
        **groups,
    )
    clamp = np.full(n, np.nan)
    if clamped:
        clamp[rng.integers(0, n)] = rng.uniform(0.1, 0.9)
    of, over = int(rng.integers(0, n)), int(rng.integers(0, n)) if margin else None
    found = gradient(qbaf, semantics, of, over=over, clamp=clamp)
    assume(not found.kinks and np.isfinite(found.initial).all())
    assume(np.abs(found.initial).max() < 1e3)
    if over is not None:  # cycles settle to 1e-12, of which small strengths notice more
        ends = solve(qbaf, semantics, clamp=clamp).strengths[[of, over]]
        assume(((ends > 0.01) & (ends < 0.99)).all())

    def value(initial: np.ndarray, weights: np.ndarray) -> float:
        s = solve(qbaf, semantics, initial=initial, weights=weights, clamp=clamp).strengths
        if over is None:
            return float(s[of])
        if of == over:
            return 0.0
        return float(np.log(s[of] / (1 - s[of])) - np.log(s[over] / (1 - s[over])))

    h = 1e-5 if acyclic else 1e-4
    scale = max(np.abs(found.initial).max(), np.abs(found.weights).max(initial=0.0), 1.0)
    for slopes, numbers in ((found.initial, qbaf.initial), (found.weights, qbaf.weight)):
        for at in range(numbers.size):
            values = []
            for way in (2, 1, -1, -2):
                moved = numbers.copy()
                moved[at] += way * h
                mine = numbers is qbaf.initial
                values.append(
                    value(moved if mine else qbaf.initial, qbaf.weight if mine else moved)
                )
            # Of order 4, so that what is cut off does not count.
            wide = (values[0] - values[3]) / (4 * h)
            narrow = (values[1] - values[2]) / (2 * h)
            if abs(wide - narrow) > 1e-4 * scale:
                continue  # a kink nearby
            difference = (4 * narrow - wide) / 3
            assert slopes[at] == pytest.approx(difference, rel=1e-6, abs=1e-6 * scale)


def test_all_kinds_of_rows_have_slopes() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[0.9, 0.8, 0.7, 0.6, 0.5],
        source=[1, 2, 3, 4, 0],
        target=[0, 0, 0, 0, 1],
        sign=[1, -1, 1, 1, 1],
        weight=[0.5, 0.0, 0.4, 0.3, 0.0],
        is_step=[True, False, False, False, False],
        role=["link", "undercut", "premise", "condition", "link"],
    )
    assert {Kind(one) for one in qbaf.kind} == set(Kind)
    # .9 · (.5 · .8) · 1 · (1 − .4 · .4) · (1 − .3 · .5); the last row closes no cycle at weight 0.
    value = 0.9 * 0.4 * 0.84 * 0.85
    found = gradient(qbaf, LOG_ODDS, 0)
    assert found.value == pytest.approx(value, abs=1e-10)
    expected = [value / 0.5, -0.7 * value, -0.4 * value / 0.84, -0.5 * value / 0.85]
    assert found.weights[:4] == pytest.approx(expected, abs=1e-9)


@given(
    semantics=st.sampled_from(tuple(SEMANTICS)),
    acyclic=st.booleans(),
    margin=st.booleans(),
    data=st.data(),
)
@settings(max_examples=40)
def test_slopes_of_many_weightings_are_those_of_each(
    semantics: ModularSemantics, acyclic: bool, margin: bool, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic)), semantics)
    node = st.integers(0, qbaf.size - 1)
    of, over = data.draw(node), data.draw(node) if margin else None
    initial = columns(data, qbaf.size, 3)
    found = gradients(qbaf, semantics, of, over=over, initial=initial)
    assert found.weights.shape == (qbaf.weight.size, 3)
    for at in range(3):
        if not solve(qbaf, semantics, initial=initial[:, at]).certified:
            continue
        alone = gradient(qbaf, semantics, of, over=over, initial=initial[:, at])
        assert np.allclose(found.values[at], alone.value, rtol=0, atol=1e-8, equal_nan=True)
        if acyclic:
            assert np.allclose(found.initial[:, at], alone.initial, atol=1e-9, equal_nan=True)
            assert np.allclose(found.weights[:, at], alone.weights, atol=1e-9, equal_nan=True)
            assert tuple(np.flatnonzero(found.kinks[:, at])) == alone.kinks


def test_one_and_many_are_asked_for_apart() -> None:
    qbaf = star(0.4, 0.8, -0.5)
    with pytest.raises(QbafError, match="ask for a gradient"):
        gradients(qbaf, LOG_ODDS, 0)
    with pytest.raises(QbafError, match="ask for gradients"):
        gradient(qbaf, LOG_ODDS, 0, initial=np.full((3, 2), 0.5))
    with pytest.raises(QbafError, match="of is 3"):
        gradients(qbaf, LOG_ODDS, 3, initial=np.full((3, 2), 0.5))
