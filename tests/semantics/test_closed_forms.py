"""One neighbour, two neighbours, weights of exactly 0 and 1: what each formula says by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from argmap.errors import UnknownName
from argmap.qbaf import Qbaf
from argmap.semantics import (
    DF_QUAD,
    EULER_BASED,
    EULER_BASED_TOP,
    LOG_ODDS,
    ONE_MAX,
    QUADRATIC_ENERGY,
    SD_DF_QUAD,
    SEMANTICS,
    WEIGHTED_CARD,
    WEIGHTED_H_CATEGORIZER,
    WEIGHTED_MAX,
    ModularSemantics,
)
from argmap.solver import solve


def strength(semantics: ModularSemantics, tau: float, *signed: float) -> float:
    """Of a statement with these neighbours, attackers negative, all links of weight 1."""
    m = len(signed)
    qbaf = Qbaf.from_arrays(
        initial=[tau, *map(abs, signed)],
        source=np.arange(1, m + 1),
        target=np.zeros(m, dtype=int),
        sign=np.where(np.array(signed) < 0, -1, 1),
        weight=np.ones(m),
    )
    return float(solve(qbaf, semantics).strengths[0])


# Base .5 and neighbours of .8: for, against, two for.
E = math.exp(0.8)
CLOSED = [
    # e^.8/(1 + e^.8);  its mirror;  e^1.6/(1 + e^1.6)
    (LOG_ODDS, E / (1 + E), 1 / (1 + E), E**2 / (1 + E**2)),
    # h(.8) = .64/1.64, h(1.6) = 2.56/3.56;  ½ ± ½h
    (QUADRATIC_ENERGY, 0.5 + 0.32 / 1.64, 0.5 - 0.32 / 1.64, 0.5 + 1.28 / 3.56),
    # E = .8, −.8, 1 − .2²;  ½ ± ½|E|
    (DF_QUAD, 0.9, 0.1, 0.98),
    # E = .8, −.8, 1 − .2²;  ½ ± ½|E|/(1 + |E|)
    (SD_DF_QUAD, 0.5 + 0.4 / 1.8, 0.5 - 0.4 / 1.8, 0.5 + 0.48 / 1.96),
    # 1 − .75/(1 + .5e^E)
    (EULER_BASED, 1 - 0.75 / (1 + E / 2), 1 - 0.75 / (1 + 0.5 / E), 1 - 0.75 / (1 + E**2 / 2)),
    # … of two equal supporters one counts
    (EULER_BASED_TOP, 1 - 0.75 / (1 + E / 2), 1 - 0.75 / (1 + 0.5 / E), 1 - 0.75 / (1 + E / 2)),
    # E = .8, −.8, 1.6;  ½ ± ½|E|/(1 + |E|)
    (ONE_MAX, 0.5 + 0.4 / 1.8, 0.5 - 0.4 / 1.8, 0.5 + 0.8 / 2.6),
]
PRINTED = {  # in the issue, to six digits
    "log-odds": (0.689974, 0.310026, 0.832018),
    "quadratic-energy": (0.695122, 0.304878, 0.859551),
    "df-quad": (0.9, 0.1, 0.98),
    "euler-based": (0.645016, 0.387587, 0.784267),
}


@pytest.mark.parametrize(
    ("semantics", "supported", "attacked", "twice"),
    CLOSED,
    ids=lambda one: getattr(one, "name", ""),
)
def test_one_and_two_neighbours(
    semantics: ModularSemantics, supported: float, attacked: float, twice: float
) -> None:
    found = (
        strength(semantics, 0.5, 0.8),
        strength(semantics, 0.5, -0.8),
        strength(semantics, 0.5, 0.8, 0.8),
    )
    assert found == pytest.approx((supported, attacked, twice), abs=1e-12)
    if semantics.name in PRINTED:
        assert found == pytest.approx(PRINTED[semantics.name], abs=5e-7)


def test_attack_only() -> None:
    # ½ / (1 + .8 + .4);  ½ / (1 + .8);  ½ / (1 + 2 + (.8 + .4)/2)
    assert strength(WEIGHTED_H_CATEGORIZER, 0.5, -0.8, -0.4) == pytest.approx(0.5 / 2.2, abs=1e-12)
    assert strength(WEIGHTED_MAX, 0.5, -0.8, -0.4) == pytest.approx(0.5 / 1.8, abs=1e-12)
    assert strength(WEIGHTED_CARD, 0.5, -0.8, -0.4) == pytest.approx(0.5 / 3.6, abs=1e-12)


def test_weighted_card_counts_no_dead_heads() -> None:
    # An attacker of initial weight 0 is none, nor is one whose link weighs 0, nor a fixed 0.
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 0.8, 0.0, 0.7, 0.6],
        source=[1, 2, 3, 4],
        target=[0, 0, 0, 0],
        sign=[-1, -1, -1, -1],
        weight=[1.0, 1.0, 0.0, 1.0],
    )
    clamp = [np.nan, np.nan, np.nan, np.nan, 0.0]
    solution = solve(qbaf, WEIGHTED_CARD, clamp=clamp)
    assert solution.strengths[0] == pytest.approx(0.5 / (1 + 1 + 0.8), abs=1e-12)


@pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda one: one.name)
def test_what_nothing_bears_on_keeps_its_initial_weight_exactly(
    semantics: ModularSemantics,
) -> None:
    for tau in (0.0, 1e-300, 0.1, 0.3, 1 / 3, 0.5, 0.999, 1.0):
        assert strength(semantics, tau) == tau


@pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda one: one.name)
@pytest.mark.parametrize("tau", [0.0, 5e-324, 1e-17, 0.5, 1 - 1e-16, 1.0])
@pytest.mark.parametrize("signed", [(-1.0,), (-1.0,) * 900, (1.0,), (1.0,) * 900, (1.0, -1.0)])
def test_extremes_give_numbers_and_no_warnings(
    semantics: ModularSemantics, tau: float, signed: tuple[float, ...]
) -> None:
    if not semantics.accepts_support and max(signed) > 0:
        return
    with np.errstate(all="raise"):
        found = strength(semantics, tau, *signed)
    assert 0.0 <= found <= 1.0
    if semantics is LOG_ODDS and tau in (0.0, 1.0):
        assert found == tau  # certainty is not argued with


def test_a_likelihood_ratio_is_naive_bayes() -> None:
    # Prior odds 1:3; three items of strength 1 with ratios 4 and 5 for, 2 against:
    # odds 1/3 · 4 · 5 / 2 = 10/3.
    qbaf = Qbaf.from_arrays(
        initial=[0.25, 1.0, 1.0, 1.0],
        source=[1, 2, 3],
        target=[0, 0, 0],
        sign=[1, 1, -1],
        weight=[math.log(4), math.log(5), math.log(2)],
    )
    assert solve(qbaf, LOG_ODDS).strengths[0] == pytest.approx(10 / 13, abs=1e-12)


def test_attack_and_support_mirror_each_other_except_in_euler_based() -> None:
    for semantics in (LOG_ODDS, QUADRATIC_ENERGY, DF_QUAD, SD_DF_QUAD, ONE_MAX):
        gap = strength(semantics, 0.3, -0.8) + strength(semantics, 0.7, 0.8) - 1.0
        assert gap == pytest.approx(0.0, abs=1e-12)
    # Gap .032603 at base .5, supporter .8.
    gap = strength(EULER_BASED, 0.5, -0.8) + strength(EULER_BASED, 0.5, 0.8) - 1.0
    assert gap == pytest.approx(0.032603, abs=5e-7)


def test_the_table_of_semantics() -> None:
    assert SEMANTICS.names[0] == "log-odds"
    assert SEMANTICS.named("df-quad") is DF_QUAD
    with pytest.raises(UnknownName, match="did you mean 'euler-based'"):
        SEMANTICS.named("euler")
    for semantics in SEMANTICS:
        assert semantics.formula
        assert any(character.isdigit() for character in semantics.citation)
