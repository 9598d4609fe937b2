"""The formulas once more, as loops over nodes and rows: numba compiles them (`compiled`), and plain
Python runs `walk` where levels are too narrow for numpy.

Nothing but numbers, arrays and `math` may be used here, and plain Python gets memoryviews.
Positions are those of a plan, and `ends` say where the rows of each target begin: row `ends[p]` is
the first of position p, and of links into statements `ends[2p]` is the first attack and
`ends[2p + 1]` the first support.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

#: What an aggregation and an influence are called here; p-max p is `P_MAX` + p, for p of 1 and 2.
TOTAL, PRODUCT, TOP, COUNT_AND_MEAN = 0, 1, 2, 3
LOGISTIC, EULER, LINEAR, FRACTION, P_MAX = 0, 1, 2, 3, 3

FAR = 700.0
# ln 2 in two parts, the first of which has zeros at its end.
_LN2, _LN2_REST, _LOG2_E = 6.93147180369123816490e-01, 1.90821492927058770002e-10, 1 / math.log(2.0)
_ROUNDER = 1.5 * 2.0**52


def strength(influence: int, tau: float, energy: float) -> float:
    """As `semantics.influence` has it."""
    if influence == LOGISTIC:
        odds_against = math.exp(-min(max(energy, -FAR), FAR)) * (1.0 - tau)
        return tau / (tau + odds_against)
    if influence == EULER:
        growth = math.exp(min(energy, FAR))
        return tau * (tau + growth) / (1.0 + tau * growth)
    if influence == LINEAR:
        return max(energy, 0.0) - abs(energy) * tau + tau
    if influence == FRACTION:
        return tau / (1.0 - energy)
    share = energy * energy if influence == P_MAX + 2 else abs(energy)
    share /= 1.0 + share
    return (share if energy > 0.0 else 0.0) - share * tau + tau


def walk(
    cuts: Any,
    shift: int,
    nodes: tuple[Any, Any, Any, Any, Any],
    bearing: tuple[Any, Any, Any],
    ground: tuple[Any, Any, Any],
    factor: tuple[Any, Any, Any, Any],
    buffers: tuple[Any, Any],
    aggregation: int,
    influence: int,
    strengths: Any,
    result: Any,
) -> None:
    """The strengths of the positions from `cuts[0]` to before the last of the cuts, in order.

    Between two cuts are statements or steps only, of which none bears on another unless `result` is
    another array than `strengths` (n,), from which is read; it begins at the position `shift`. Of
    the two `buffers` of one length, the second holds whole numbers.
    """
    is_step, needs_ground, initial, heads, fixed = nodes
    bearing_ends, bearing_source, bearing_weight = bearing
    ground_ends, ground_source, ground_weight = ground
    factor_ends, factor_source, factor_base, factor_slope = factor
    energies, bits = buffers
    for cut in range(len(cuts) - 1):
        for low in range(cuts[cut], cuts[cut + 1], len(energies)):
            high = min(low + len(energies), cuts[cut + 1])
            if is_step[low]:
                for p in range(low, high):
                    result[p - shift] = initial[p]
                    if needs_ground[p]:
                        left = 1.0
                        if len(ground_source) > 0:
                            for row in range(ground_ends[p], ground_ends[p + 1]):
                                left *= 1.0 - ground_weight[row] * strengths[ground_source[row]]
                        result[p - shift] *= 1.0 - left
            elif len(bearing_source) == 0 or bearing_ends[2 * low] == bearing_ends[2 * high]:
                for p in range(low, high):
                    result[p - shift] = initial[p]
            else:
                for p in range(low, high):
                    begin, end = bearing_ends[2 * p], bearing_ends[2 * p + 2]
                    middle = bearing_ends[2 * p + 1]
                    if aggregation == TOTAL:
                        energy = 0.0
                        for row in range(begin, end):
                            flow = bearing_weight[row] * strengths[bearing_source[row]]
                            energy += flow if row >= middle else -flow
                    elif aggregation == PRODUCT:
                        attacked, supported = 1.0, 1.0
                        for row in range(begin, end):
                            left = 1.0 - bearing_weight[row] * strengths[bearing_source[row]]
                            if row < middle:
                                attacked *= left
                            else:
                                supported *= left
                        energy = attacked - supported
                    elif aggregation == TOP:
                        against, favour = 0.0, 0.0
                        for row in range(begin, end):
                            flow = bearing_weight[row] * strengths[bearing_source[row]]
                            if row < middle:
                                against = max(against, flow)
                            else:
                                favour = max(favour, flow)
                        energy = favour - against
                    else:
                        count, total = 0.0, 0.0
                        for row in range(begin, middle):
                            total += bearing_weight[row] * strengths[bearing_source[row]]
                            if bearing_weight[row] > 0.0 and heads[bearing_source[row]] > 0.0:
                                count += 1.0
                        energy = -(count + total / max(count, 1.0))
                    energies[p - low] = energy
                bend(
                    influence,
                    initial[low:high],
                    energies[: high - low],
                    bits[: high - low],
                    result[low - shift : high - shift],
                )
            if len(factor_source) > 0:
                for p in range(low, high):
                    for row in range(factor_ends[p], factor_ends[p + 1]):
                        left = factor_base[row] + factor_slope[row] * strengths[factor_source[row]]
                        result[p - shift] *= left
            if len(fixed) > 0:
                for p in range(low, high):
                    if not math.isnan(fixed[p]):
                        result[p - shift] = fixed[p]


def walk_many(
    first: int,
    last: int,
    shift: int,
    columns: tuple[int, int, int],
    nodes: tuple[Any, Any, Any, Any, Any, Any, Any],
    bearing: tuple[Any, Any, Any],
    ground: tuple[Any, Any, Any],
    factor: tuple[Any, Any, Any, Any],
    draws: tuple[Any, Any],
    weight: Any,
    aggregation: int,
    influence: int,
    strengths: Any,
    result: Any,
) -> None:
    """As `walk`, for as many weightings as `columns` has first; then, from which column on in the
    numbers, and in strengths and result.

    Numbers are by node and by row of the graph, (n, S) or (n, 1) and (m, S) or (m, 1); the rows of
    each kind say which row of the graph they are, and those of factors whether it is a need. The
    strengths of position p are in row `place[p]`. The positions `drawn` (k,) are set to 1 where
    their `uniforms` (k, S) or (k, 1) are below their strength, else to 0.
    """
    width, column, at = columns
    is_step, needs_ground, place, node, initial, heads, fixed = nodes
    bearing_ends, bearing_source, bearing_row = bearing
    ground_ends, ground_source, ground_row = ground
    factor_ends, factor_source, factor_row, factor_need = factor
    drawn, uniforms = draws
    tau, energy, spare = np.empty(width), np.empty(width), np.empty(width)
    flow, bits = np.empty(width), np.empty(width, np.int64)
    draw = int(np.searchsorted(drawn, first))
    for p in range(first, last):
        own = node[p]
        value = result[place[p] - shift, at : at + width]
        take(initial, own, column, value)
        if is_step[p]:
            if needs_ground[p]:
                energy[:] = 1.0
                if len(ground_source) > 0:
                    for row in range(ground_ends[p], ground_ends[p + 1]):
                        source = strengths[place[ground_source[row]]]
                        flows(weight, ground_row[row], column, source, at, flow)
                        for c in range(width):
                            energy[c] *= 1.0 - flow[c]
                for c in range(width):
                    value[c] *= 1.0 - energy[c]
        elif len(bearing_source) > 0 and bearing_ends[2 * p] < bearing_ends[2 * p + 2]:
            begin, middle, end = (
                bearing_ends[2 * p],
                bearing_ends[2 * p + 1],
                bearing_ends[2 * p + 2],
            )
            tau[:] = value
            start = 1.0 if aggregation == PRODUCT else 0.0
            energy[:] = start
            spare[:] = start
            if aggregation == TOTAL:
                for row in range(begin, end):
                    sign = 1.0 if row >= middle else -1.0
                    source = strengths[place[bearing_source[row]]]
                    if weight.shape[1] == 1:
                        one = sign * weight[bearing_row[row], 0]
                        for c in range(width):
                            energy[c] += one * source[at + c]
                    else:
                        many = weight[bearing_row[row]]
                        for c in range(width):
                            energy[c] += sign * many[column + c] * source[at + c]
            elif aggregation == COUNT_AND_MEAN:
                for row in range(begin, middle):
                    source = strengths[place[bearing_source[row]]]
                    flows(weight, bearing_row[row], column, source, at, flow)
                    for c in range(width):
                        spare[c] += flow[c]
                    take(heads, node[bearing_source[row]], column, flow)
                    for c in range(width):
                        carries = weight[bearing_row[row], (column + c) % weight.shape[1]] > 0.0
                        if flow[c] > 0.0 and carries:
                            energy[c] += 1.0
                for c in range(width):
                    energy[c] = -(energy[c] + spare[c] / max(energy[c], 1.0))
            else:
                for row in range(begin, end):
                    source = strengths[place[bearing_source[row]]]
                    flows(weight, bearing_row[row], column, source, at, flow)
                    side = spare if row >= middle else energy
                    if aggregation == PRODUCT:
                        for c in range(width):
                            side[c] *= 1.0 - flow[c]
                    else:
                        for c in range(width):
                            side[c] = max(side[c], flow[c])
                if aggregation == PRODUCT:
                    for c in range(width):
                        energy[c] -= spare[c]
                else:
                    for c in range(width):
                        energy[c] = spare[c] - energy[c]
            bend(influence, tau, energy, bits, value)
        if len(factor_source) > 0:
            for row in range(factor_ends[p], factor_ends[p + 1]):
                source = strengths[place[factor_source[row]]]
                flows(weight, factor_row[row], column, source, at, flow)
                if factor_need[row]:
                    take(weight, factor_row[row], column, spare)
                    for c in range(width):
                        value[c] *= 1.0 - spare[c] + flow[c]
                else:
                    for c in range(width):
                        value[c] *= 1.0 - flow[c]
        if len(fixed) > 0:
            take(fixed, own, column, flow)
            for c in range(width):
                if not math.isnan(flow[c]):
                    value[c] = flow[c]
        if draw < len(drawn) and drawn[draw] == p:
            take(uniforms, draw, column, flow)
            for c in range(width):
                value[c] = 1.0 if flow[c] < value[c] else 0.0
            draw += 1


def take(values: Any, row: int, column: int, out: Any) -> None:
    """One row of numbers, the same in all weightings if there is but one."""
    if values.shape[1] == 1:
        out[:] = values[row, 0]
    else:
        own = values[row]
        for c in range(out.size):
            out[c] = own[column + c]


def flows(weight: Any, row: int, column: int, source: Any, at: int, out: Any) -> None:
    """Weight × strength."""
    if weight.shape[1] == 1:
        one = weight[row, 0]
        for c in range(out.size):
            out[c] = one * source[at + c]
    else:
        many = weight[row]
        for c in range(out.size):
            out[c] = many[column + c] * source[at + c]


def bend(influence: int, tau: Any, energy: Any, bits: Any, out: Any) -> None:  # noqa: ARG001
    """As `strength`, for many."""
    for c in range(len(out)):
        out[c] = strength(influence, tau[c], energy[c])


def bend_at_once(influence: int, tau: Any, energy: Any, bits: Any, out: Any) -> None:
    """What `bend` is when it is compiled: without a call for each e^x, so that processors work on
    several at a time. The energies are lost; `bits` are whole numbers to work with."""
    width = out.size
    if influence in (LOGISTIC, EULER):
        # e^x = 2^k · e^r with |r| ≤ ½ ln 2. After adding _ROUNDER the last bits of a number are
        # those of the nearest whole number, k, and can be moved to where an exponent stands.
        sign = -1.0 if influence == LOGISTIC else 1.0
        powers = bits.view(np.float64)
        for c in range(width):
            power = sign * min(max(energy[c], -FAR), FAR)
            powers[c] = power * _LOG2_E + _ROUNDER
            k = powers[c] - _ROUNDER
            energy[c] = power - k * _LN2 - k * _LN2_REST
        for c in range(width):
            bits[c] = (bits[c] + 1023) << 52
        for c in range(width):
            r = energy[c]
            series = 1 / 479001600
            series = series * r + 1 / 39916800
            series = series * r + 1 / 3628800
            series = series * r + 1 / 362880
            series = series * r + 1 / 40320
            series = series * r + 1 / 5040
            series = series * r + 1 / 720
            series = series * r + 1 / 120
            series = series * r + 1 / 24
            series = series * r + 1 / 6
            series = series * r + 0.5
            series = series * r + 1.0
            growth = (series * r + 1.0) * powers[c]
            if influence == LOGISTIC:
                out[c] = tau[c] / (tau[c] + growth * (1.0 - tau[c]))
            else:
                out[c] = tau[c] * (tau[c] + growth) / (1.0 + tau[c] * growth)
    elif influence == LINEAR:
        for c in range(width):
            out[c] = max(energy[c], 0.0) - abs(energy[c]) * tau[c] + tau[c]
    elif influence == FRACTION:
        for c in range(width):
            out[c] = tau[c] / (1.0 - energy[c])
    else:
        for c in range(width):
            share = energy[c] * energy[c] if influence == P_MAX + 2 else abs(energy[c])
            share /= 1.0 + share
            out[c] = (share if energy[c] > 0.0 else 0.0) - share * tau[c] + tau[c]
