"""A tally is what is kept of draws: sums in whole numbers, so that they are the same to the last
bit in whatever order they are added, and as large for ten draws as for ten million.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.analysis.topic import logit
from argmap.ranking import TIE
from argmap.sampling.streams import Levels
from argmap.semantics.flows import Flags, Floats

#: What counts as one in sums of fractions.
ONE = 1 << 32
#: Strengths are counted in so many bins of equal width.
BINS = 4096

# Strengths nearer to 0 or 1 than this are as good as there when margins are put in order.
_NEAR = 1e-12
# So many inputs are correlated at once, and so many numbers multiplied: few enough for BLAS to
# leave the cores to those who draw.
_INPUTS, _PRODUCT = 64, 1 << 17

Whole = NDArray[np.int64]


@frozen(eq=False)
class Tally:
    """Of the k positions of one question, over the draws in which all of them settled.

    `total` and `squares` (k,) of strengths, `places` (k, k) of rank by position, shared by those
    who tie, `correlation` (inputs, k) and `first_if_true` (w, k) are in parts of `ONE`; `least` and
    `most` (k,) are strengths; `counts` (k, BINS), `ahead` (k, k) and `true` (w,) count draws.
    """

    draws: int
    settled: int
    total: Whole
    squares: Whole
    least: Floats
    most: Floats
    counts: Whole
    places: Whole
    ahead: Whole
    correlation: Whole
    true: Whole
    first_if_true: Whole

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.draws + other.draws,
            self.settled + other.settled,
            self.total + other.total,
            self.squares + other.squares,
            np.minimum(self.least, other.least),
            np.maximum(self.most, other.most),
            self.counts + other.counts,
            self.places + other.places,
            self.ahead + other.ahead,
            self.correlation + other.correlation,
            self.true + other.true,
            self.first_if_true + other.first_if_true,
        )


def tallies(
    contests: Sequence[Floats], watched: Floats, found: Levels, *, correlated: bool
) -> tuple[Tally, ...]:
    """Of one block: strengths of the positions (k, S) of each question and of the watched nodes
    (w, S), and the levels of the inputs (inputs, S). Uncorrelated inputs have zeros."""
    settled = [_settled(one) for one in contests]
    kept = [
        one if whole.all() else one[:, whole] for one, whole in zip(contests, settled, strict=True)
    ]
    moves = [np.zeros((found.shape[0], one.shape[0]), dtype=np.int64) for one in contests]
    if correlated:
        moves = _correlations(kept, settled, found)
    return tuple(
        _tally(whole.size, one, watched[:, whole], move)
        for one, whole, move in zip(kept, settled, moves, strict=True)
    )


def _settled(strengths: Floats) -> Flags:
    """Of each draw, whether all positions have a strength."""
    return np.asarray(~np.isnan(strengths).any(axis=0), dtype=np.bool_)


def _tally(draws: int, strengths: Floats, watched: Floats, correlation: Whole) -> Tally:
    k, settled = strengths.shape
    bins = np.minimum((strengths * BINS).astype(np.int64), BINS - 1)
    counts = [np.bincount(row, minlength=BINS) for row in bins]
    # Whoever shares a multiple of the distance of a tie shares a rank.
    height = np.rint(strengths / TIE).astype(np.int64)
    above = height[:, None] > height[None, :]
    rank = above.sum(axis=0)
    tied = k - rank - above.sum(axis=1)
    share = ONE // np.maximum(tied, 1)
    places = [
        np.where((rank <= at) & (at < rank + tied), share, 0) for at in range(k)
    ]  # k × (k, S)
    true = watched == 1.0
    return Tally(
        draws,
        settled,
        np.rint(strengths * ONE).astype(np.int64).sum(axis=1),
        np.rint(strengths * strengths * ONE).astype(np.int64).sum(axis=1),
        strengths.min(axis=1, initial=1.0),
        strengths.max(axis=1, initial=0.0),
        np.stack(counts),
        np.stack([one.sum(axis=1) for one in places], axis=1),
        above.sum(axis=2),
        correlation,
        true.sum(axis=1),
        # Whole numbers below 2⁵³, which floats multiply and add exactly.
        (true.astype(np.float64) @ places[0].T.astype(np.float64)).astype(np.int64),
    )


def leads(strengths: Floats) -> Floats:
    """By how much each position (k, S) leads the best of the others, in log-odds; a single one
    leads by its own."""
    heights = logit(np.clip(strengths, _NEAR, 1.0 - _NEAR))
    if heights.shape[0] == 1:
        return heights
    order = np.sort(heights, axis=0)
    best, second = order[-1], order[-2]
    result: Floats = heights - np.where(heights == best, second, best)
    return result


def _correlations(
    contests: Sequence[Floats], settled: Sequence[Flags], found: Levels
) -> list[Whole]:
    """Of each question (inputs, k), the rank correlation of levels and leads × draws."""
    ranks = [np.stack([_ranks(row) for row in leads(one)]) for one in contests]
    parts: list[list[Whole]] = [[] for _ in contests]
    for begin in range(0, max(found.shape[0], 1), _INPUTS):
        levels = found[begin : begin + _INPUTS].astype(np.float64)
        for part, rank, whole in zip(parts, ranks, settled, strict=True):
            part.append(_correlation(levels if whole.all() else levels[:, whole], rank))
    return [np.concatenate(part) for part in parts]


def _ranks(values: Floats) -> Floats:
    """Twice the ranks, from 0, with means where values tie: whole numbers."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    new = np.append(True, ordered[1:] != ordered[:-1])[: values.size]
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], values.size)
    result = np.empty(values.size)
    result[order] = (starts + ends - 1)[np.cumsum(new) - 1] if values.size else 0.0
    return result


def _correlation(levels: Floats, ranks: Floats) -> Whole:
    """Sums of products of whole numbers below 2⁵³ are exact, however they are added."""
    k, n = ranks.shape
    sums, totals = levels.sum(axis=1)[:, None], ranks.sum(axis=1)
    products = np.zeros((levels.shape[0], k))
    strip = _PRODUCT // (_INPUTS * k) + 1
    for begin in range(0, n, strip):
        products += levels[:, begin : begin + strip] @ ranks[:, begin : begin + strip].T
    both = n * products - sums * totals
    spread = n * np.einsum("is,is->i", levels, levels)[:, None] - sums**2
    across = n * np.einsum("ks,ks->k", ranks, ranks) - totals**2
    size = np.sqrt(spread * across)
    shares = np.divide(both, size, out=np.zeros_like(both), where=size > 0.0)
    return np.asarray(np.rint(shares * n * ONE), dtype=np.int64)


def added(parts: Iterator[tuple[Tally, ...]]) -> tuple[Tally, ...]:
    """The sums of tallies of the same questions, at least one."""
    total = next(parts)
    for part in parts:
        total = tuple(one + other for one, other in zip(total, part, strict=True))
    return total
