"""How the analysis of competing hypotheses scores: positions by what is inconsistent with them,
items by what they tell apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from attrs import field, frozen

from argmap.model.matrix import NEUTRAL
from argmap.ranking import TIE
from argmap.registry import Registry
from argmap.semantics.flows import Floats


@frozen
class AchMethod:
    """How positions are scored. `against` says how much a rating, with the weight of its item,
    counts against a position, and the least comes first; None ranks by strength, and the most
    does."""

    name: str
    score: str
    against: Callable[[Floats, Floats], Floats] | None = field(repr=False)


def _inconsistent(ratings: Floats, _weights: Floats) -> Floats:
    return np.where(ratings <= -NEUTRAL, 1.0, 0.0)


def _weighted(ratings: Floats, weights: Floats) -> Floats:
    return np.where(ratings < 0, -ratings * weights[:, None], 0.0)


#: How many items are inconsistent with each position: rated I or II, in numbers −¼ and below.
HEUER = AchMethod("heuer", "inconsistencies", _inconsistent)
#: As PARC's software for the method has it (ACH 2.0.5): I counts 1, II counts 2, times the weight
#: of the item, its credibility times its relevance.
WEIGHTED = AchMethod("weighted", "weighted inconsistency", _weighted)
#: The strengths of the positions, and what each item adds to them.
EFFECTS = AchMethod("effects", "strength", None)

ACH_METHODS = Registry("ACH method", (HEUER, WEIGHTED, EFFECTS))


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Range and standard deviation, both infinite where one value is and another is not."""
    low, high = min(values), max(values)
    if low == high:
        return 0.0, 0.0
    if math.isinf(high - low):
        return math.inf, math.inf
    return high - low, float(np.std(values))


def leading(positions: Sequence[str], costs: Floats) -> tuple[str, ...]:
    """Those whose cost is smallest, all that tie."""
    least = costs.min() + TIE
    return tuple(one for one, cost in zip(positions, costs, strict=True) if cost <= least)
