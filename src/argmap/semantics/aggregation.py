"""Aggregations: flows for and against become one energy, positive when support prevails."""

from __future__ import annotations

import numpy as np

from argmap.semantics.flows import Floats, Flows


def total(flows: Flows) -> Floats:
    """Σ supports − Σ attacks; unbounded."""
    attacks, supports = flows.totals()
    return supports - attacks


def product(flows: Flows) -> Floats:
    """Π attacks (1 − v) − Π supports (1 − v); in [−1, 1], for flows in [0, 1]."""
    attacks, supports = flows.complements()
    return attacks - supports


def top(flows: Flows) -> Floats:
    """The largest support − the largest attack; in [−1, 1], for flows in [0, 1]."""
    attacks, supports = flows.strongest()
    return supports - attacks


def count_and_mean(flows: Flows) -> Floats:
    """− (how many attackers there are + the mean of their flows); 0 where there are none.

    An attacker counts when its initial weight and its link's weight are above 0.
    """
    attacks, _ = flows.totals()
    heads, _ = flows.heads()
    return -(heads + attacks / np.maximum(heads, 1.0))
