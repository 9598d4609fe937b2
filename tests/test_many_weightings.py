"""Many weightings at once are what each of them is alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import QbafError
from argmap.qbaf import HEAVIEST, Kind, Qbaf
from argmap.semantics import (
    DF_QUAD,
    LOG_ODDS,
    QUADRATIC_ENERGY,
    SEMANTICS,
    WEIGHTED_CARD,
    ModularSemantics,
)
from argmap.solver import solve
from argmap.testing import qbafs, units
from test_properties_of_scoring import fitting


def columns(data: st.DataObject, rows: int, count: int) -> np.ndarray[tuple[int, ...], np.dtype]:
    drawn = data.draw(st.lists(units(), min_size=rows * count, max_size=rows * count))
    return np.array(drawn).reshape(rows, count)


@given(
    semantics=st.sampled_from(tuple(SEMANTICS)),
    acyclic=st.booleans(),
    shared=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    data=st.data(),
)
def test_columns_are_what_each_is_alone(
    semantics: ModularSemantics,
    acyclic: bool,
    shared: tuple[bool, bool, bool],
    data: st.DataObject,
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic, repeating=True)), semantics)
    count = data.draw(st.sampled_from((1, 2, 20)))
    initial = None if shared[0] else columns(data, qbaf.size, count)
    weights = None if shared[1] else columns(data, qbaf.weight.size, count)
    clamp = columns(data, qbaf.size, count)
    clamp[clamp < 0.7] = np.nan
    if shared[2]:
        clamp = clamp[:, 0]
    with np.errstate(all="raise"):
        found = solve(qbaf, semantics, initial=initial, weights=weights, clamp=clamp)
    if all(shared):
        return
    if initial is None and weights is None and clamp.ndim == 1:
        return
    assert found.strengths.shape == (qbaf.size, count)
    assert found.settled.shape == (count,)
    assert not found.strengths.flags.writeable
    for at in range(count):
        alone = solve(
            qbaf,
            semantics,
            initial=None if initial is None else initial[:, at],
            weights=None if weights is None else weights[:, at],
            clamp=clamp if clamp.ndim == 1 else clamp[:, at],
        )
        if acyclic:
            assert np.allclose(found.strengths[:, at], alone.strengths, rtol=0, atol=1e-12)
        assert alone.certified or not found.unique[at]
        if not acyclic and alone.certified:
            assert found.settled[at]
            assert found.residuals[at] <= 1e-10
            assert np.allclose(found.strengths[:, at], alone.strengths, rtol=0, atol=1e-8)


def wide(n: int = 60, m: int = 180, seed: int = 5) -> Qbaf:
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, n, (2, m))
    ends = ends[:, ends[0] != ends[1]]
    count = ends.shape[1]
    return Qbaf.from_arrays(
        initial=rng.random(n),
        source=ends.min(axis=0),
        target=ends.max(axis=0),
        sign=rng.choice([-1, 1], count),
        weight=rng.random(count),
    )


@pytest.mark.parametrize("semantics", [LOG_ODDS, DF_QUAD, QUADRATIC_ENERGY])
def test_more_weightings_than_are_worked_on_at_once(semantics: ModularSemantics) -> None:
    qbaf = wide()
    initial = np.random.default_rng(6).random((qbaf.size, 9_000))
    found = solve(qbaf, semantics, initial=initial)
    for at in (0, 4_095, 4_096, 8_999):
        alone = solve(qbaf, semantics, initial=initial[:, at]).strengths
        assert np.allclose(found.strengths[:, at], alone, rtol=0, atol=1e-12)


def test_single_precision_on_request() -> None:
    qbaf = wide()
    initial = np.random.default_rng(6).random((qbaf.size, 30))
    for semantics in SEMANTICS:
        if not semantics.accepts_support:
            continue
        exact = solve(qbaf, semantics, initial=initial).strengths
        single = solve(qbaf, semantics, initial=initial, dtype=np.float32).strengths
        assert single.dtype == np.float32
        assert np.allclose(single, exact, rtol=0, atol=1e-5)
        alone = solve(qbaf, semantics, dtype=np.float32).strengths
        assert alone.dtype == np.float32
        assert np.allclose(alone, solve(qbaf, semantics).strengths, rtol=0, atol=1e-5)


def test_other_precisions_are_refused() -> None:
    with pytest.raises(QbafError, match="dtype is int32"):
        solve(wide(), LOG_ODDS, dtype="int32")


def test_nothing_at_all_in_many_weightings() -> None:
    empty = Qbaf.from_arrays(initial=[], source=[], target=[], sign=[], weight=[])
    assert solve(empty, LOG_ODDS, initial=np.empty((0, 3))).strengths.shape == (0, 3)


def test_extremes_of_single_precision_give_numbers_and_no_warnings() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 1.0], source=[1], target=[0], sign=[-1], weight=[HEAVIEST]
    )
    for tau in (0.0, 1e-40, 1e-17, 0.5, 1.0):
        with np.errstate(all="raise"):
            found = solve(qbaf, LOG_ODDS, initial=[[tau] * 3, [1.0] * 3], dtype=np.float32)
        assert ((found.strengths >= 0.0) & (found.strengths <= 1.0)).all()


def test_one_weighting_that_does_not_settle_spoils_no_other() -> None:
    tall = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    ring = Qbaf.from_arrays(
        initial=tall, source=[0, 1, 2], target=[1, 2, 0], sign=[-1] * 3, weight=[20.0] * 3
    )
    weights = np.array([[20.0, 1.0, 0.0]] * 3)
    found = solve(ring, LOG_ODDS, weights=weights)
    assert found.settled.tolist() == [False, True, True]
    assert not found.converged
    assert np.isnan(found.strengths[:, 0]).all()
    assert found.strengths[:, 2].tolist() == tall
    assert found.unsettled[0].members == (0, 1, 2)
    # The slopes are a quarter of the weights at most, and the product of three is below 1 for 1.
    assert found.unique.tolist() == [False, True, True]
    assert not found.certified
    assert found.residuals[0] > 1e-3
    assert found.residuals[1:].max() <= 1e-10


def test_each_weighting_has_a_certificate_of_its_own() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[1.0, 1.0, 0.5],
        source=[0, 1, 0],
        target=[1, 0, 2],
        sign=[-1, -1, 1],
        weight=[1.0, 1.0, 1.0],
    )
    weights = np.array([[1.0, 0.9, 0.0], [1.0, 0.9, 1.0], [1.0, 1.0, 1.0]])
    found = solve(qbaf, DF_QUAD, weights=weights)
    # df-quad's slopes are at most max(τ, 1 − τ) = 1: two certainties at full weight have many
    # fixed points, at .9 only 1/1.9 each, and none bears on the other at 0.
    assert found.unique.tolist() == [False, True, True]
    assert found.strengths[:2, 1] == pytest.approx([1 / 1.9] * 2, abs=1e-10)
    assert not found.cycles[0].certified
    for at in range(3):
        assert solve(qbaf, DF_QUAD, weights=weights[:, at]).certified == found.unique[at]
    proven = solve(qbaf, DF_QUAD, weights=weights[:, 1:])
    assert proven.certified
    assert proven.cycles[0].error is not None
    assert proven.cycles[0].error < 1e-8


def test_heads_are_counted_in_each_weighting() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 0.8, 0.6], source=[1, 2], target=[0, 0], sign=[-1, -1], weight=[1.0, 1.0]
    )
    found = solve(qbaf, WEIGHTED_CARD, weights=[[1.0, 0.0], [1.0, 1.0]])
    # n = 2 and the mean .7; n = 1 and .6
    assert found.strengths[0].tolist() == pytest.approx([0.5 / 3.7, 0.5 / 2.6], abs=1e-12)


def test_no_weightings_at_all() -> None:
    qbaf = wide()
    assert solve(qbaf, LOG_ODDS, initial=np.empty((qbaf.size, 0))).strengths.shape == (qbaf.size, 0)
    assert (qbaf.kind == Kind.BEARING).all()
