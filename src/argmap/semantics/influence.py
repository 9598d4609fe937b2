"""Influences: an energy moves an initial weight, within [0, 1] and to its own side.

All take τ in [0, 1], 0 and 1 included, and any finite E, and return numbers in [0, 1].
"""

from __future__ import annotations

import numpy as np

from argmap.semantics.flows import Floats
from argmap.semantics.modular import Influence

# Beyond this energy a strength is 0 or 1 to the last bit; e to its power is still a number.
_FAR = 700.0


def logistic(tau: Floats, energy: Floats) -> Floats:
    """τe^E / (1 − τ + τe^E): E is added to the log-odds of τ."""
    shrink = np.exp(-np.minimum(np.abs(energy), _FAR))
    rising = energy >= 0.0
    for_it = tau * np.where(rising, 1.0, shrink)
    return for_it / ((1.0 - tau) * np.where(rising, shrink, 1.0) + for_it)


def euler(tau: Floats, energy: Floats) -> Floats:
    """1 − (1 − τ²) / (1 + τe^E), written as τ(τ + e^E) / (1 + τe^E), which cancels nothing."""
    growth = np.exp(np.minimum(energy, _FAR))
    return tau * (tau + growth) / (1.0 + tau * growth)


def linear(tau: Floats, energy: Floats) -> Floats:
    """τ − τ·max(0, −E) + (1 − τ)·max(0, E), for E in [−1, 1]."""
    return tau + np.where(energy > 0.0, 1.0 - tau, tau) * energy


def p_max(p: int) -> Influence:
    """τ − τ·h(−E) + (1 − τ)·h(E) with h(x) = max(0, x)^p / (1 + max(0, x)^p)."""

    def influence(tau: Floats, energy: Floats) -> Floats:
        power = np.abs(energy) ** p
        share = power / (1.0 + power)
        return tau + np.where(energy > 0.0, 1.0 - tau, -tau) * share

    return influence


def fraction(tau: Floats, energy: Floats) -> Floats:
    """τ / (1 − E), for E ≤ 0."""
    return tau / (1.0 - energy)
