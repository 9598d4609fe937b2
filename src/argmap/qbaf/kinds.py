"""What the rows of a graph are, and the numbers they may carry."""

from __future__ import annotations

import enum
import math

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Links into statements may weigh up to this, the logarithm of the largest float; others up to 1.
HEAVIEST = math.log(np.finfo(np.float64).max)


class Role(enum.IntEnum):
    """What a row does at its target.

    A LINK supports or attacks, by its sign: a statement, or a step as a loose ground or a denial
    of one. UNDERCUT and PREMISE reach steps only. A CONDITION limits any node.
    """

    LINK = 0
    UNDERCUT = 1
    PREMISE = 2
    CONDITION = 3


class Kind(enum.IntEnum):
    """How a row enters the formula: by role, sign, and whether the target is a step."""

    BEARING = 0  # ± wσ, aggregated
    GROUND = 1  # one of 1 − Π (1 − wσ)
    DENIAL = 2  # a factor 1 − wσ
    NEED = 3  # a factor 1 − w(1 − σ)
