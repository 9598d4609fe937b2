"""PERT and the copula, held to exact values, to scipy, and to theory."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.map import ArgumentMap
from argmap.model.node import Citation, Claim, Evidence
from argmap.model.source import Source
from argmap.sampling import pert
from argmap.sampling.copula import joined
from argmap.sampling.inputs import limits
from argmap.sampling.sample import Sample, sample
from argmap.sampling.streams import BLOCK, LEVELS, key, levels
from argmap.semantics.flows import Floats, Indices


def test_a_range_is_drawn_as_pert() -> None:
    # mean (.3 + 4·.5 + .9)/6; α = 7/3, β = 11/3; quantiles of that beta on [.3, .9].
    n = 100_000
    position = sample(ArgumentMap(nodes=[Claim("A", weight=(0.3, 0.5, 0.9))]), n, seed=1)["A"]
    alpha, beta, width = 7 / 3, 11 / 3, 0.6
    sd = width * math.sqrt(alpha * beta / (6**2 * 7))
    assert sd == pytest.approx(0.110554, abs=5e-7)
    assert abs(position.mean - 0.533333) < 3 * sd / math.sqrt(n)
    # Var(s) ≈ σ²(κ + 2)/(4n), and the excess κ of a beta is below 0.
    assert abs(position.sd - sd) < 3 * sd / math.sqrt(2 * n)
    beta_function = math.gamma(alpha) * math.gamma(beta) / math.gamma(6)
    for share, expected in ((0.05, 0.365699), (0.5, 0.525487), (0.95, 0.727972)):
        x = (expected - 0.3) / width
        density = x ** (alpha - 1) * (1 - x) ** (beta - 1) / beta_function / width
        error = math.sqrt(share * (1 - share) / n) / density
        assert abs(position.quantile(share) - expected) < 3 * error


@given(st.integers(0, pert.PLACES))
def test_tables_are_the_exact_quantiles(place: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    p = place / pert.PLACES
    exact = stats.beta.ppf((np.arange(0, LEVELS, 64) + 0.5) / LEVELS, 1 + 4 * p, 5 - 4 * p)
    assert np.abs(pert.quantiles(place)[::64] - exact).max() < 1e-7


def test_a_mode_at_the_end_has_a_closed_form() -> None:
    # α = 1, β = 5: P(X < x) = 1 − (1 − x)⁵; the other way round, x⁵.
    below = (np.arange(LEVELS) + 0.5) / LEVELS
    assert pert.quantiles(0) == pytest.approx(1 - (1 - below) ** 0.2, abs=1e-7)
    assert pert.quantiles(pert.PLACES) == pytest.approx(below**0.2, abs=1e-7)


@given(st.integers(0, 960))
def test_the_mean_is_that_of_pert(place: int) -> None:
    mean = float(pert.quantiles(place).mean(dtype=np.float64))
    assert mean == pytest.approx((0 + 4 * place / 960 + 1) / 6, abs=2e-7)


def test_what_is_certain_does_not_vary() -> None:
    assert limits(None, 0.15) is None
    assert limits(0.0, 0.15) is limits(1.0, 0.15) is None
    assert limits(0.5, 0.0) is None
    assert limits(0.9, 0.15) == pytest.approx((0.75, 0.9, 1.0))
    assert limits(0.1, 0.15) == pytest.approx((0.0, 0.1, 0.25))
    assert limits(math.log(5), 0.15) == pytest.approx((1.459438, 1.609438, 1.759438))


def _ranks(values: Floats) -> Indices:
    found: Indices = np.argsort(np.argsort(values))
    return found


def _two_of_one_source(correlation: float) -> Sample:
    nodes = [
        Claim("A", weight=(0.1, 0.2, 0.9), citation=Citation(source="s", locator="p1")),
        Claim("B", weight=(0.2, 0.5, 0.6), citation=Citation(source="s", locator="p2")),
        Claim("C", weight=(0.2, 0.5, 0.6), citation=Citation(source="t", locator="p2")),
    ]
    map_ = ArgumentMap(nodes=nodes, sources=[Source("s"), Source("t")])
    return sample(map_, 100_000, seed=2, correlation=correlation, keep=True)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5, 0.9, 1.0])
def test_errors_of_one_source_go_together(correlation: float) -> None:
    found = _two_of_one_source(correlation)
    ranks = {name: _ranks(found.draws(name)) for name in "ABC"}
    theory = 6 / math.pi * math.asin(correlation / 2)
    assert np.corrcoef(ranks["A"], ranks["B"])[0, 1] == pytest.approx(theory, abs=0.02)
    assert np.corrcoef(ranks["A"], ranks["C"])[0, 1] == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("correlation", [0.05, 0.5, 0.95])
def test_the_copula_keeps_levels_equally_likely(correlation: float) -> None:
    stream = [np.concatenate([levels(key(5, name), block) for block in range(12)]) for name in "ab"]
    found = np.sort(joined(stream[0], stream[1], correlation)) / LEVELS
    n = found.size
    distance = np.abs(found - np.arange(n) / n).max()
    assert distance < 1.95 / math.sqrt(n)  # Kolmogorov: exceeded once in a thousand


def test_streams_are_equally_likely_levels_and_do_not_repeat() -> None:
    one, other = key(1, "a"), key(1, "b")
    first = levels(one, 0)
    assert first.size == BLOCK
    assert first.dtype == np.uint16
    for second in (levels(one, 1), levels(other, 0), levels(key(2, "a"), 0)):
        assert abs(np.corrcoef(first, second)[0, 1]) < 4 / math.sqrt(BLOCK)
        assert (first == second).mean() < 0.01
    assert abs(first.mean() - (LEVELS - 1) / 2) < 4 * LEVELS / math.sqrt(12 * BLOCK)
    # Chi-square over 256 cells, 255 degrees of freedom: mean 255, sd 22.6.
    cells = np.bincount(first >> 8, minlength=256)
    assert abs(((cells - 64.0) ** 2 / 64.0).sum() - 255) < 4 * 22.6


def test_a_stream_is_philox_under_the_hash_of_its_name() -> None:
    from hashlib import blake2b

    from numpy.random import Philox

    digest = blake2b(b"7 credibility [A]", digest_size=16).digest()
    numbers = Philox(key=int.from_bytes(digest, "little")).random_raw(2 * BLOCK // 4)
    found = [levels(key(7, "credibility [A]"), block) for block in range(2)]
    expected = [(int(number) >> shift) & 0xFFFF for number in numbers for shift in (0, 16, 32, 48)]
    assert np.concatenate(found).tolist() == expected


def test_evidence_is_no_position_and_draws_all_the_same() -> None:
    map_ = ArgumentMap(nodes=[Claim("A"), Evidence("E", weight=0.5)])
    assert [one.reference for one in sample(map_, 10).inputs] == ["[E]"]
