"""PERT: how a number that was stated as low, mode and high is spread.

A beta distribution on [low, high] with α = 1 + 4p and β = 5 − 4p, p being the place of the mode
between low and high: the mean is (low + 4 mode + high) / 6 (Malcolm, Roseboom, Clark and Fazar,
Operations Research 7, 1959). Drawing is looking up: the distribution is cut into 65,536 parts of
equal probability, and each part stands for its median. Places are rounded to 1/960, so that there
are never more than 961 tables; that moves a mode by at most 1/1,920 of the range.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from argmap.sampling.streams import LEVELS

Singles: TypeAlias = NDArray[np.float32]

#: Places are multiples of one part in so many: halves, thirds, quarters and fifths are exact.
PLACES = 960
# The density is summed over so many steps.
_STEPS = 1 << 14


def place(low: float, mode: float, high: float) -> int:
    """Where the mode lies between low and high, low < high, in parts of `PLACES`."""
    return round((mode - low) / (high - low) * PLACES)


@cache
def quantiles(place: int) -> Singles:
    """The median, within [0, 1], of each of the equally likely parts (LEVELS,)."""
    p = place / PLACES
    # In x = sin² θ the density has no infinite slope at either end.
    theta = np.linspace(0.0, np.pi / 2, 2 * _STEPS + 1)
    density = np.sin(theta) ** (1 + 8 * p) * np.cos(theta) ** (9 - 8 * p)
    by_simpson = density[:-2:2] + 4.0 * density[1::2] + density[2::2]
    below = np.append(0.0, np.cumsum(by_simpson))
    wanted = (np.arange(LEVELS) + 0.5) / LEVELS * below[-1]
    found: Singles = (np.sin(np.interp(wanted, below, theta[::2])) ** 2).astype(np.float32)
    found.flags.writeable = False
    return found
