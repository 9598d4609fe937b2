"""Shapley values of a game: what each player adds, averaged over the orders in which they join."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.semantics.flows import Floats

Flags: TypeAlias = NDArray[np.bool_]
#: From coalitions, (S, k) flags of who is present, to their values, (S,).
Game: TypeAlias = Callable[[Flags], Floats]

#: Up to so many players every coalition is tried.
EXACT = 16
# So many coalitions are valued at once.
_COALITIONS = 8192


@frozen(eq=False)
class Shares:
    """The Shapley values (k,), their standard errors (k,), and the values of all and of nobody."""

    values: Floats
    errors: Floats
    everybody: float
    nobody: float


def exact(game: Game, players: int) -> Shares:
    """From all 2^k coalitions. The values add up to everybody − nobody, but for rounding."""
    count = 1 << players
    codes = np.arange(count)
    present = (codes[:, None] >> np.arange(players)) & 1 == 1
    values = game(present)
    size = present.sum(axis=1)
    weight = np.array([1 / (players * math.comb(players - 1, s)) for s in range(players)] or [0.0])
    found = np.zeros(players)
    for one in range(players):
        without = codes[~present[:, one]]
        gain = values[without | (1 << one)] - values[without]
        found[one] = np.dot(weight[size[without]], gain)
    return Shares(found, np.zeros(players), float(values[-1]), float(values[0]))


def sampled(game: Game, players: int, permutations: int, seed: int) -> Shares:
    """From random orders, each with its reverse (antithetic); `permutations` counts both.

    Every order adds up to everybody − nobody, hence so do the values. The standard error is that
    of the mean over pairs. The same seed gives the same numbers.
    """
    pairs = max(permutations // 2, 2)
    random = np.random.default_rng(seed)
    total, squares = np.zeros(players), np.zeros(players)
    ends = game(np.array([[False] * players, [True] * players], dtype=np.bool_))
    nobody, everybody = float(ends[0]), float(ends[1])
    together = max(_COALITIONS // (2 * players), 1)
    for start in range(0, pairs, together):
        orders = [random.permutation(players) for _ in range(start, min(start + together, pairs))]
        ways = [way for order in orders for way in (order, order[::-1])]
        values = game(np.concatenate([_joining(way) for way in ways]))
        gains = np.zeros((len(ways), players))
        for gain, way, joined in zip(gains, ways, values.reshape(len(ways), -1), strict=True):
            gain[way] = np.diff(np.r_[nobody, joined, everybody])
        means = (gains[0::2] + gains[1::2]) / 2
        total += means.sum(axis=0)
        squares += (means**2).sum(axis=0)
    mean = total / pairs
    variance = np.maximum(squares / pairs - mean**2, 0.0) * pairs / (pairs - 1)
    return Shares(mean, np.sqrt(variance / pairs), everybody, nobody)


def _joining(order: NDArray[np.int64]) -> Flags:
    """The coalitions on the way from nobody to everybody, both left out."""
    k = order.size
    place = np.empty(k, dtype=np.int64)
    place[order] = np.arange(k)
    return place[None, :] < np.arange(1, k)[:, None]
