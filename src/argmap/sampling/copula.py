"""Errors of one source go together: a Gaussian copula, worked out on levels.

What a source gets wrong it tends to get wrong throughout. With z normal for each item and once
more for its source, √ρ z_source + √(1 − ρ) z_item is normal again, and for two items of one source
correlated by ρ; its probability is the level to draw at. Their ranks correlate by 6/π asin(ρ/2).
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np

from argmap.sampling.pert import Singles
from argmap.sampling.streams import LEVELS, Levels

# Probabilities are looked up at steps of 1/8,192 between −8 and 8; what is drawn stays within 6.1.
_FAR, _FINE = 8, 8192


def joined(own: Levels, shared: Levels, correlation: float) -> Levels:
    """The levels of an item from its own and from those of its source, `correlation` in [0, 1]."""
    if correlation in (0.0, 1.0):
        return shared if correlation else own
    normal = _normal()
    total = normal[own]
    total *= np.float32(math.sqrt(1.0 - correlation) * _FINE)
    total += normal[shared] * np.float32(math.sqrt(correlation) * _FINE)
    total += np.float32(_FAR * _FINE + 0.5)
    return _probability()[total.astype(np.intp)]


@cache
def _normal() -> Singles:
    """The standard normal quantile in the middle of each level."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse((at + 0.5) / LEVELS) for at in range(LEVELS)], dtype=np.float32)


@cache
def _probability() -> Levels:
    """The level of each step."""
    below = NormalDist().cdf
    steps = range(-_FAR * _FINE, _FAR * _FINE + 1)
    found = [min(int(below(at / _FINE) * LEVELS), LEVELS - 1) for at in steps]
    return np.array(found, dtype=np.uint16)
