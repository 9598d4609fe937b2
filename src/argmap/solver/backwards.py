"""The slopes once more, as a loop over nodes from last to first, for numba to compile; what `loops`
says holds here."""

from __future__ import annotations

import math
from typing import Any

from argmap.solver.loops import (
    COUNT_AND_MEAN,
    EULER,
    FAR,
    FRACTION,
    LINEAR,
    LOGISTIC,
    P_MAX,
    PRODUCT,
    TOP,
    TOTAL,
    strength,
)


def bent(influence: int, tau: float, energy: float) -> tuple[float, float]:
    """The slopes of a strength by τ and by the energy."""
    if influence == LOGISTIC:
        odds_against = math.exp(-min(max(energy, -FAR), FAR))
        whole = tau + (1.0 - tau) * odds_against
        by_tau = odds_against / whole / whole
        return by_tau, tau * (1.0 - tau) * by_tau
    if influence == EULER:
        growth = math.exp(min(energy, FAR))
        whole = 1.0 + tau * growth
        by_tau = (2.0 * tau + growth * (1.0 + tau * tau)) / whole / whole
        return by_tau, (1.0 - tau) * (1.0 + tau) * (tau * growth / whole) / whole
    if influence == FRACTION:
        share = 1.0 / (1.0 - energy)
        return share, tau * share * share
    room = 1.0 - tau if energy >= 0.0 else tau
    if influence == LINEAR:
        return 1.0 - abs(energy), room
    size = abs(energy)
    if influence == P_MAX + 1:
        return 1.0 / (1.0 + size), room / (1.0 + size) / (1.0 + size)
    whole = 1.0 + size * size
    return 1.0 / whole, room * 2.0 * size / whole / whole


def back(
    nodes: tuple[Any, Any, Any, Any, Any],
    bearing: tuple[Any, Any, Any],
    ground: tuple[Any, Any, Any],
    factor: tuple[Any, Any, Any, Any],
    need: Any,
    aggregation: int,
    influence: int,
    strengths: Any,
    pull: Any,
    by_initial: Any,
    by_weight: tuple[Any, Any, Any],
    kinks: Any,
) -> None:
    """How much the outcome moves with each initial weight and each weight, of the rows of each
    kind, and where the slopes to the two sides differ.

    `pull` (n,) holds how it moves with each strength directly, and is completed. All but that
    begins with 0. `need` tells which factors are needs.
    """
    is_step, needs_ground, initial, heads, fixed = nodes
    bearing_ends, bearing_source, bearing_weight = bearing
    ground_ends, ground_source, ground_weight = ground
    factor_ends, factor_source, factor_base, factor_slope = factor
    by_bearing, by_ground, by_factor = by_weight
    for p in range(len(pull) - 1, -1, -1):
        if pull[p] == 0.0 or (len(fixed) > 0 and not math.isnan(fixed[p])):
            continue
        tau = initial[p]
        # The product of the factors but those that are 0, and how many these are.
        whole, zeros = 1.0, 0
        if len(factor_source) > 0:
            for row in range(factor_ends[p], factor_ends[p + 1]):
                left = factor_base[row] + factor_slope[row] * strengths[factor_source[row]]
                if left == 0.0:
                    zeros += 1
                else:
                    whole *= left
        outer = pull[p] * whole if zeros == 0 else 0.0
        core = tau
        if is_step[p]:
            filled = 1.0
            if needs_ground[p]:
                open_, full = 1.0, 0
                if len(ground_source) > 0:
                    begin, end = ground_ends[p], ground_ends[p + 1]
                    for row in range(begin, end):
                        left = 1.0 - ground_weight[row] * strengths[ground_source[row]]
                        if left == 0.0:
                            full += 1
                        else:
                            open_ *= left
                    for row in range(begin, end):
                        source = ground_source[row]
                        left = 1.0 - ground_weight[row] * strengths[source]
                        slope = 0.0
                        if full == 0:
                            slope = outer * tau * open_ / left
                        elif full == 1 and left == 0.0:
                            slope = outer * tau * open_
                        pull[source] += slope * ground_weight[row]
                        by_ground[row] = slope * strengths[source]
                filled = 1.0 - open_ if full == 0 else 1.0
            core *= filled
            by_initial[p] = outer * filled
        elif len(bearing_source) == 0 or bearing_ends[2 * p] == bearing_ends[2 * p + 2]:
            by_initial[p] = outer
        else:
            begin, end = bearing_ends[2 * p], bearing_ends[2 * p + 2]
            middle = bearing_ends[2 * p + 1]
            # Of attacks and of supports: a sum, a product without what is 0, or the largest and
            # where it is first; and how many of what is counted there are.
            against, favour = 0.0, 0.0
            if aggregation == PRODUCT:
                against, favour = 1.0, 1.0
            many_against, many_favour = 0, 0
            first_against, first_favour = -1, -1
            for row in range(begin, end):
                flow = bearing_weight[row] * strengths[bearing_source[row]]
                if aggregation == TOTAL:
                    favour += flow if row >= middle else -flow
                elif aggregation == PRODUCT:
                    if flow == 1.0:
                        if row < middle:
                            many_against += 1
                        else:
                            many_favour += 1
                    elif row < middle:
                        against *= 1.0 - flow
                    else:
                        favour *= 1.0 - flow
                elif aggregation == TOP:
                    if row < middle:
                        if first_against < 0 or flow > against:
                            against, first_against, many_against = flow, row, 0
                        many_against += 1 if flow == against else 0
                    else:
                        if first_favour < 0 or flow > favour:
                            favour, first_favour, many_favour = flow, row, 0
                        many_favour += 1 if flow == favour else 0
                elif row < middle:
                    against += flow
                    if bearing_weight[row] > 0.0 and heads[bearing_source[row]] > 0.0:
                        many_against += 1
            energy = favour - against
            if aggregation == PRODUCT:
                energy = (0.0 if many_against else against) - (0.0 if many_favour else favour)
            elif aggregation == TOP:
                kinks[p] = many_against > 1 or many_favour > 1
            elif aggregation == COUNT_AND_MEAN:
                energy = -(many_against + against / max(many_against, 1))
                kinks[p] = many_against < end - begin
            if influence in (LINEAR, P_MAX + 1):
                kinks[p] = kinks[p] or (energy == 0.0 and tau != 0.5)
            core = strength(influence, tau, energy)
            by_tau, by_energy = bent(influence, tau, energy)
            by_initial[p] = outer * by_tau
            for row in range(begin, end):
                source = bearing_source[row]
                slope = outer * by_energy * (1.0 if row >= middle else -1.0)
                if aggregation == PRODUCT:
                    flow = bearing_weight[row] * strengths[source]
                    zero = many_against if row < middle else many_favour
                    side = against if row < middle else favour
                    if zero == 0:
                        slope *= side / (1.0 - flow)
                    else:
                        slope *= side if zero == 1 and flow == 1.0 else 0.0
                elif aggregation == TOP:
                    slope *= 1.0 if row in (first_against, first_favour) else 0.0
                elif aggregation == COUNT_AND_MEAN:
                    slope /= max(many_against, 1)
                pull[source] += slope * bearing_weight[row]
                by_bearing[row] = slope * strengths[source]
        if len(factor_source) > 0:
            for row in range(factor_ends[p], factor_ends[p + 1]):
                source = factor_source[row]
                left = factor_base[row] + factor_slope[row] * strengths[source]
                slope = 0.0
                if zeros == 0:
                    slope = pull[p] * core * whole / left
                elif zeros == 1 and left == 0.0:
                    slope = pull[p] * core * whole
                pull[source] += slope * factor_slope[row]
                by_factor[row] = slope * (
                    strengths[source] - 1.0 if need[row] else -strengths[source]
                )
