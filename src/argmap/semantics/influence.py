"""Influences: an energy moves an initial weight, within [0, 1] and to its own side.

All take τ in [0, 1], 0 and 1 included, and any finite E, and return numbers in [0, 1].
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from argmap.semantics.flows import Flags, Floats
from argmap.semantics.modular import Influence

# Beyond this energy a strength is 0 or 1 to the last bit; e to its power is still a number.
_FAR = 700.0
# … of 32 bits.
_FAR_SINGLE = 87.0


def _far(energy: Floats) -> float:
    return _FAR if energy.dtype == np.float64 else _FAR_SINGLE


def _further(tau: Floats) -> Floats:
    result: Floats = np.maximum(tau, 1.0 - tau)
    return result


# -- logistic --------------------------------------------------------------------------------------


def _logistic(tau: Floats, energy: Floats) -> Floats:
    far = _far(energy)
    odds_against: Floats = np.clip(energy, -far, far)
    np.exp(np.negative(odds_against, out=odds_against), out=odds_against)
    odds_against *= 1.0 - tau
    odds_against += tau
    np.divide(tau, odds_against, out=odds_against)
    return odds_against


def _logistic_slopes(tau: Floats, energy: Floats) -> tuple[Floats, Floats]:
    odds_against = np.exp(-np.clip(energy, -_FAR, _FAR))
    whole = tau + (1.0 - tau) * odds_against
    by_tau = odds_against / whole / whole
    return by_tau, tau * (1.0 - tau) * by_tau


def _logistic_steepest(tau: Floats) -> Floats:
    return np.where((tau > 0.0) & (tau < 1.0), 0.25, 0.0)


#: τe^E / (1 − τ + τe^E): E is added to the log-odds of τ.
LOGISTIC = Influence(
    "τe^E / (1 − τ + τe^E)",
    _logistic,
    slopes=_logistic_slopes,
    steepest=_logistic_steepest,
)

# -- Euler -----------------------------------------------------------------------------------------


def _euler(tau: Floats, energy: Floats) -> Floats:
    """τ(τ + e^E) / (1 + τe^E), which cancels nothing."""
    growth = np.exp(np.minimum(energy, _far(energy)))
    return tau * (tau + growth) / (1.0 + tau * growth)


def _euler_slopes(tau: Floats, energy: Floats) -> tuple[Floats, Floats]:
    growth = np.exp(np.minimum(energy, _FAR))
    whole = 1.0 + tau * growth
    by_tau = (2.0 * tau + growth * (1.0 + tau * tau)) / whole / whole
    return by_tau, (1.0 - tau) * (1.0 + tau) * (tau * growth / whole) / whole


def _euler_steepest(tau: Floats) -> Floats:
    return np.where(tau > 0.0, (1.0 - tau * tau) / 4.0, 0.0)


EULER = Influence(
    "1 − (1 − τ²) / (1 + τe^E)",
    _euler,
    slopes=_euler_slopes,
    steepest=_euler_steepest,
)

# -- linear ----------------------------------------------------------------------------------------


def _bent(tau: Floats, energy: Floats) -> Flags:
    """At balance the slope jumps from τ to 1 − τ."""
    result: Flags = (energy == 0.0) & (tau != 0.5)
    return result


def _linear(tau: Floats, energy: Floats) -> Floats:
    moved: Floats = np.maximum(energy, 0.0)
    moved -= np.abs(energy) * tau
    moved += tau
    return moved


def _linear_slopes(tau: Floats, energy: Floats) -> tuple[Floats, Floats]:
    return 1.0 - np.abs(energy), np.where(energy >= 0.0, 1.0 - tau, tau)


#: For E in [−1, 1].
LINEAR = Influence(
    "τ − τ·max(0, −E) + (1 − τ)·max(0, E)",
    _linear,
    slopes=_linear_slopes,
    steepest=_further,
    kinks=_bent,
)

# -- p-max -----------------------------------------------------------------------------------------
# Values and not functions inside of one, so that what is equal is so in every process.


@frozen
class _PMax:
    p: int

    def __call__(self, tau: Floats, energy: Floats) -> Floats:
        share: Floats = energy * energy if self.p == 2 else np.abs(energy)
        if self.p > 2:
            share **= self.p
        share /= 1.0 + share
        moved: Floats = share * (energy > 0.0)
        share *= tau
        moved -= share
        moved += tau
        return moved


@frozen
class _PMaxSlopes:
    p: int

    def __call__(self, tau: Floats, energy: Floats) -> tuple[Floats, Floats]:
        size = np.abs(energy)
        whole = 1.0 + size**self.p
        steep = self.p * size ** (self.p - 1) / whole / whole
        return 1.0 / whole, np.where(energy >= 0.0, 1.0 - tau, tau) * steep


@frozen
class _PMaxSteepest:
    """h is steepest where x^p = (p − 1)/(p + 1)."""

    p: int

    def __call__(self, tau: Floats) -> Floats:
        p = self.p
        height = ((p - 1) / (p + 1)) ** (1 / p) if p > 1 else 0.0
        steep = p * height ** (p - 1) / (1.0 + height**p) ** 2 if p > 1 else 1.0
        return steep * _further(tau)


def p_max(p: int) -> Influence:
    """τ − τ·h(−E) + (1 − τ)·h(E) with h(x) = max(0, x)^p / (1 + max(0, x)^p)."""
    return Influence(
        "τ − τ·h(−E) + (1 − τ)·h(E), h(x) = max(0, x)^p / (1 + max(0, x)^p), p = " + str(p),
        _PMax(p),
        slopes=_PMaxSlopes(p),
        steepest=_PMaxSteepest(p),
        kinks=_bent if p == 1 else None,
    )


# -- fraction --------------------------------------------------------------------------------------


def _fraction(tau: Floats, energy: Floats) -> Floats:
    return tau / (1.0 - energy)


def _fraction_slopes(tau: Floats, energy: Floats) -> tuple[Floats, Floats]:
    share = 1.0 / (1.0 - energy)
    return share, tau * share * share


def _fraction_steepest(tau: Floats) -> Floats:
    return tau


#: For E ≤ 0.
FRACTION = Influence("τ / (1 − E)", _fraction, slopes=_fraction_slopes, steepest=_fraction_steepest)
