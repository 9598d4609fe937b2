"""What bears on many statements at once is rows of flows, grouped by statement and by side."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]


@frozen(eq=False)
class Groups:
    """Rows sorted by group, and reductions over each group.

    `of_row` (r,) is the group of each row, ascending, from 0; `starts` holds the first row of
    each group that has rows, and `owners` which group that is; `count` is how many groups there
    are. Reductions take (r,) or (r, S) and return (count,) or (count, S); a group without rows
    has the neutral value.
    """

    of_row: Indices
    starts: Indices
    owners: Indices
    count: int

    @classmethod
    def of(cls, of_row: Indices, count: int) -> Groups:
        first = np.ones(of_row.size, dtype=bool)
        first[1:] = of_row[1:] != of_row[:-1]
        starts = np.flatnonzero(first)
        return cls(of_row, starts, of_row[starts], count)

    def sum(self, values: Floats) -> Floats:
        if values.ndim == 1:
            return np.bincount(self.of_row, values, self.count).astype(np.float64, copy=False)
        return self._reduced(np.add, values, 0.0)

    def product(self, values: Floats) -> Floats:
        return self._reduced(np.multiply, values, 1.0)

    def largest(self, values: Floats) -> Floats:
        """Of values ≥ 0."""
        return self._reduced(np.maximum, values, 0.0)

    def _reduced(self, operation: np.ufunc, values: Floats, neutral: float) -> Floats:
        result = np.full((self.count, *values.shape[1:]), neutral)
        if self.starts.size:
            result[self.owners] = operation.reduceat(values, self.starts, axis=0)
        return result


@frozen(eq=False)
class Flows:
    """The flows into k statements.

    `values` (r,) or (r, S) are weight × strength, ≥ 0. `sides` groups the rows: the attackers of
    statement i are group 2i, its supporters group 2i + 1. `source` says which node each row comes
    from, `initial` (n,) holds the initial weights of all nodes (the fixed strength, where one is
    fixed) and `weight` (r,) the weights of the rows. `attacks, supports` come back as (k,) each.
    """

    values: Floats
    sides: Groups
    source: Indices
    initial: Floats
    weight: Floats

    def totals(self) -> tuple[Floats, Floats]:
        """The sum of the flows of each side."""
        return _two(self.sides.sum(self.values))

    def complements(self) -> tuple[Floats, Floats]:
        """The product of 1 − flow over each side; 1 where a side is empty."""
        return _two(self.sides.product(1.0 - self.values))

    def strongest(self) -> tuple[Floats, Floats]:
        """The largest flow of each side; 0 where a side is empty."""
        return _two(self.sides.largest(self.values))

    def heads(self) -> tuple[Floats, Floats]:
        """How many there are on each side, of initial weight and link weight above 0."""
        alive = (self.initial[self.source] > 0.0) & (self.weight > 0.0)
        return _two(self.sides.sum(alive.astype(np.float64)))


def _two(by_side: Floats) -> tuple[Floats, Floats]:
    return by_side[0::2], by_side[1::2]
