"""What bears on many statements at once is rows of flows, grouped by statement and by side."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Indices: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]

# From so many weightings on, one call per group is faster than one over all groups.
_WIDE = 16


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
            return np.bincount(self.of_row, values, self.count).astype(values.dtype, copy=False)
        return self._reduced(np.add, values, 0.0)

    def product(self, values: Floats) -> Floats:
        return self._reduced(np.multiply, values, 1.0)

    def largest(self, values: Floats) -> Floats:
        """Of values ≥ 0."""
        return self._reduced(np.maximum, values, 0.0)

    def product_of_others(self, values: Floats) -> Floats:
        """Of each row (r,), the product over its group without itself."""
        zero = values == 0.0
        zeros = np.bincount(self.of_row, zero, self.count)[self.of_row]
        product = self.product(np.where(zero, 1.0, values))[self.of_row]
        alone = np.where(zeros == 0, product / np.where(zero, 1.0, values), 0.0)
        return np.where(zero & (zeros == 1), product, alone)

    def _reduced(self, operation: np.ufunc, values: Floats, neutral: float) -> Floats:
        narrow = values.ndim == 1 or values.shape[1] < _WIDE
        if narrow and self.starts.size == self.count > 0:
            return np.asarray(operation.reduceat(values, self.starts, axis=0))
        result = np.empty((self.count, *values.shape[1:]), dtype=values.dtype)
        if self.starts.size < self.count:
            result[np.bincount(self.owners, minlength=self.count) == 0] = neutral
        if not self.starts.size:
            return result
        if narrow:
            result[self.owners] = operation.reduceat(values, self.starts, axis=0)
            return result
        begins = self.starts.tolist()
        ends = [*begins[1:], values.shape[0]]
        for begin, end, owner in zip(begins, ends, self.owners.tolist(), strict=True):
            if end - begin == 1:
                result[owner] = values[begin]
            else:
                operation.reduce(values[begin:end], axis=0, out=result[owner])
        return result


@frozen(eq=False)
class Repeats:
    """Groups of rows that say the same, or come from one mouth: the largest counts in full.

    `rows` (q,) are sorted by group, and `groups` says which is which.
    """

    rows: Indices
    groups: Groups

    @classmethod
    def of(cls, group: Indices) -> Repeats | None:
        """Of the group of each row, −1 for none; None when no row is grouped."""
        rows = np.flatnonzero(group >= 0)
        if not rows.size:
            return None
        rows = rows[np.argsort(group[rows], kind="stable")]
        own = group[rows]
        of_row = np.cumsum(np.append(False, own[1:] != own[:-1]))
        return cls(rows, Groups.of(of_row, int(of_row[-1]) + 1))

    def largest(self, values: Floats) -> Flags:
        """Of each of `rows`, whether its value is the (first) largest of its group."""
        own = values[self.rows]
        found: Flags = own == self.groups.largest(own)[self.groups.of_row]
        so_far = np.cumsum(found, axis=0)
        before = so_far[self.groups.starts] - 1  # the first row of a group counts from here
        before += ~found[self.groups.starts]
        result: Flags = found & (so_far - before[self.groups.of_row] == 1)
        return result

    def scales(self, values: Floats, others: float) -> Floats:
        """Of all rows: 1 for what counts in full, `others` for the rest of each group."""
        result = np.ones(values.shape, dtype=values.dtype)
        result[self.rows] = np.where(self.largest(values), 1.0, others)
        return result

    def tied(self, values: Floats) -> Flags:
        """Of all rows (r,), whether another one of its group is as large, and none larger."""
        own = values[self.rows]
        found = own == self.groups.largest(own)[self.groups.of_row]
        result = np.zeros(values.shape, dtype=np.bool_)
        result[self.rows] = (
            found & (self.groups.sum(found.astype(np.float64)) > 1.0)[self.groups.of_row]
        )
        return result


@frozen(eq=False)
class Flows:
    """The flows into k statements.

    `values` (r,) or (r, S) are weight × strength, ≥ 0. `sides` groups the rows: the attackers of
    statement i are group 2i, its supporters group 2i + 1. `source` says which node each row comes
    from, `initial` (n,) or (n, S) holds the initial weights of all nodes (the fixed strength,
    where one is fixed) and `weight` (r,) or (r, S) the weights of the rows. Rows that `same`
    groups are one report. `attacks, supports` come back as (k,) or (k, S) each.
    """

    values: Floats
    sides: Groups
    source: Indices
    initial: Floats
    weight: Floats
    same: Repeats | None = field(default=None)

    def totals(self) -> tuple[Floats, Floats]:
        """The sum of the flows of each side."""
        return _two(self.sides.sum(self.values))

    def complements(self) -> tuple[Floats, Floats]:
        """The product of 1 − flow over each side; 1 where a side is empty."""
        return _two(self.sides.product(1.0 - self.values))

    def strongest(self) -> tuple[Floats, Floats]:
        """The largest flow of each side; 0 where a side is empty."""
        return _two(self.sides.largest(self.values))

    def alive(self) -> Flags:
        """Of each row, whether it has initial weight and link weight above 0."""
        flags: Flags = (self.initial[self.source] > 0.0) & (self.weight > 0.0)
        return flags

    def heads(self) -> tuple[Floats, Floats]:
        """How many there are on each side, of initial weight and link weight above 0; reports of
        the same thing are one."""
        alive = np.array(self.alive(), dtype=self.values.dtype)
        if self.same is not None:
            alive *= self.same.scales(alive, 0.0)
        return _two(self.sides.sum(alive))

    def favour(self) -> Floats:
        """Of each row, 1 for a support and −1 for an attack (r,)."""
        return (self.sides.of_row & 1) * 2.0 - 1.0


def _two(by_side: Floats) -> tuple[Floats, Floats]:
    return by_side[0::2], by_side[1::2]
