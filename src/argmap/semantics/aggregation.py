"""Aggregations: flows for and against become one energy, positive when support prevails."""

from __future__ import annotations

import numpy as np

from argmap.semantics.flows import Flags, Floats, Flows, Groups
from argmap.semantics.modular import Aggregation


def _first_largest(flows: Flows) -> Flags:
    """Of each row, whether it is the first largest of its side."""
    sides = flows.sides
    at_top = flows.values == sides.largest(flows.values)[sides.of_row]
    rows = np.flatnonzero(at_top)
    _, first = np.unique(sides.of_row[rows], return_index=True)
    result = np.zeros(flows.values.shape, dtype=np.bool_)
    result[rows[first]] = True
    return result


def _tied(flows: Flows) -> Flags:
    """Of each statement, whether two flows of one side are its largest."""
    sides = flows.sides
    at_top = flows.values == sides.largest(flows.values)[sides.of_row]
    many: Flags = sides.sum(at_top.astype(np.float64)) > 1.0
    result: Flags = many[0::2] | many[1::2]
    return result


# -- sum -------------------------------------------------------------------------------------------


def _total(flows: Flows) -> Floats:
    attacks, supports = flows.totals()
    return supports - attacks


def _both(flows: Flows) -> Floats:
    attacks, supports = flows.totals()
    return supports + attacks


TOTAL = Aggregation(
    "Σ supports − Σ attacks", _total, slopes=Flows.favour, reach=_both, adds=True, sublinear=True
)

# -- product ---------------------------------------------------------------------------------------


def _product(flows: Flows) -> Floats:
    attacks, supports = flows.complements()
    return attacks - supports


def _others_left_open(flows: Flows) -> Floats:
    return flows.favour() * flows.sides.product_of_others(1.0 - flows.values)


#: In [−1, 1], for flows in [0, 1].
PRODUCT = Aggregation(
    "Π attacks (1 − v) − Π supports (1 − v)", _product, slopes=_others_left_open, reach=_both
)

# -- top -------------------------------------------------------------------------------------------


def _top(flows: Flows) -> Floats:
    attacks, supports = flows.strongest()
    return supports - attacks


def _top_slopes(flows: Flows) -> Floats:
    return np.where(_first_largest(flows), flows.favour(), 0.0)


def _top_of_both(flows: Flows) -> Floats:
    attacks, supports = flows.strongest()
    return supports + attacks


#: In [−1, 1], for flows in [0, 1].
TOP = Aggregation(
    "max supports − max attacks",
    _top,
    slopes=_top_slopes,
    reach=_top_of_both,
    kinks=_tied,
    sublinear=True,
)

# -- count and mean --------------------------------------------------------------------------------


def _count_and_mean(flows: Flows) -> Floats:
    attacks, _ = flows.totals()
    heads, _ = flows.heads()
    return -(heads + attacks / np.maximum(heads, 1.0))


def _mean(flows: Flows) -> Floats:
    attacks, _ = flows.totals()
    heads, _ = flows.heads()
    return attacks / np.maximum(heads, 1.0)


def _mean_slopes(flows: Flows) -> Floats:
    heads, _ = flows.heads()
    return -1.0 / np.maximum(heads, 1.0)[flows.sides.of_row // 2]


def _about_to_appear(flows: Flows) -> Flags:
    """Of each statement, whether some attacker would count from any weight above 0 on."""
    dead = Groups.of(flows.sides.of_row // 2, flows.sides.count // 2).sum(
        (~flows.alive()).astype(np.float64)
    )
    result: Flags = dead > 0.0
    return result


#: − (how many attackers there are + the mean of their flows); 0 where there are none.
COUNT_AND_MEAN = Aggregation(
    "− (n + Σ attacks / n), n attackers with τ > 0 and w > 0",
    _count_and_mean,
    slopes=_mean_slopes,
    reach=_mean,
    kinks=_about_to_appear,
    sublinear=True,
)
