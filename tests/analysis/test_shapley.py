"""Shapley values of games that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from argmap.analysis.shapley import Flags, exact, sampled
from argmap.semantics.flows import Floats


def additive(present: Flags) -> Floats:
    """a = 2; b = 1 attacks a, c = 1 supports b, and strengths simply add up."""
    b, c = present[:, 0], present[:, 1]
    return np.asarray(2.0 - np.where(b, 1.0 + c, 0.0))


def glove(present: Flags) -> Floats:
    """Two left gloves and a right one: a pair is worth 1. By hand 1/6, 1/6, 4/6."""
    return ((present[:, 0] | present[:, 1]) & present[:, 2]).astype(float)


def twisted(present: Flags) -> Floats:
    """Eighteen players with products between neighbours."""
    values = present * np.linspace(0.1, 2.0, present.shape[1])
    return np.asarray(values.sum(axis=1) + (values[:, 1:] * values[:, :-1]).sum(axis=1))


def twisted_by_hand(players: int) -> Floats:
    """Each product belongs to its two players by halves."""
    values = np.linspace(0.1, 2.0, players)
    products = values[1:] * values[:-1] / 2
    return np.asarray(values + np.r_[products, 0.0] + np.r_[0.0, products])


def test_additive() -> None:
    found = exact(additive, 2)
    assert found.values == pytest.approx([-1.5, -0.5])
    assert found.everybody - found.nobody == -2.0


def test_gloves() -> None:
    assert exact(glove, 3).values == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_nobody_and_one() -> None:
    assert exact(lambda present: np.ones(len(present)), 0).values.size == 0
    assert exact(lambda present: present[:, 0] * 3.0, 1).values == pytest.approx([3.0])


def test_permutations_come_near_and_add_up() -> None:
    found = sampled(twisted, 18, 400, seed=7)
    expected = twisted_by_hand(18)
    # Antithetic pairs are exact for products of two: one order or its reverse has the partner.
    assert found.values == pytest.approx(expected, abs=1e-12)
    assert found.errors == pytest.approx(np.zeros(18), abs=1e-7)
    assert found.values.sum() == pytest.approx(found.everybody - found.nobody, abs=1e-10)


def cubic(present: Flags) -> Floats:
    """Products of three neighbours: 1/3 to each."""
    threes = present[:, 2:] & present[:, 1:-1] & present[:, :-2]
    return np.asarray(threes.sum(axis=1), dtype=float)


def test_standard_error_and_seed() -> None:
    expected = np.array([1, 2, *[3] * 14, 2, 1]) / 3
    few, many = sampled(cubic, 18, 200, seed=1), sampled(cubic, 18, 800, seed=1)
    assert (sampled(cubic, 18, 200, seed=1).values == few.values).all()
    assert (sampled(cubic, 18, 200, seed=2).values != few.values).any()
    assert few.errors.mean() / many.errors.mean() == pytest.approx(2.0, rel=0.2)
    assert (np.abs(few.values - expected) < 4 * few.errors + 1e-12).all()
    assert few.values.sum() == pytest.approx(16.0, abs=1e-10)


def test_four_times_the_permutations_halve_the_error() -> None:
    expected = np.array([1, 2, *[3] * 14, 2, 1]) / 3

    def error(permutations: int) -> float:
        squares = [
            ((sampled(cubic, 18, permutations, seed=seed).values - expected) ** 2).mean()
            for seed in range(40)
        ]
        return float(np.sqrt(np.mean(squares)))

    assert error(40) / error(160) == pytest.approx(2.0, rel=0.2)
