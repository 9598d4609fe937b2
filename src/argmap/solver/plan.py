"""In which order a graph is worked through: levels of what is acyclic, cycles where they stand."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from argmap.qbaf import Kind, Qbaf
from argmap.semantics.flows import Flags, Groups, Indices, Repeats
from argmap.solver.order import levels

Places = slice | Indices


@frozen(eq=False)
class Inflow:
    """The rows of one kind into a section: `rows` are their places among all rows of the kind,
    `source` positions; `groups` says which target, counted from the section's first, they belong
    to. `same` and `voice` are rows that count once, and rows of one source."""

    rows: Places
    source: Indices
    groups: Groups
    same: Repeats | None
    voice: Repeats | None

    @cached_property
    def by_target(self) -> Groups:
        """Of links into statements, both sides of a target in one group."""
        return Groups.of(self.groups.of_row >> 1, self.groups.count // 2)


@frozen(eq=False)
class Section:
    """Nodes that are evaluated together: `statements` of them, then steps, at the positions
    `nodes`."""

    nodes: Places
    size: int
    statements: int
    bearing: Inflow | None
    ground: Inflow | None
    factor: Inflow | None


@frozen(eq=False)
class Rows:
    """The rows of one kind, sorted by where they end and cut into blocks.

    `source` holds positions, `row` which row of the graph each is, and `group` where it ends:
    position × sides, and the side. Block b has the rows `ends[b]:ends[b + 1]`. `same` and `voice`
    number the rows that repeat each other, −1 for none; None when there are none at all.
    """

    source: Indices
    row: NDArray[np.signedinteger[Any]]
    group: Indices
    sides: int
    ends: list[int] = field(repr=False)
    same: Indices | None
    voice: Indices | None
    _starts: Indices
    _start_ends: list[int]

    def of_block(self, block: int, first: int, count: int) -> Inflow | None:
        """The rows of a block whose targets are the positions from `first` on."""
        begin, end = self.ends[block], self.ends[block + 1]
        if begin == end:
            return None
        rows = slice(begin, end)
        group = self.group[rows] - first * self.sides
        starts = self._starts[self._start_ends[block] : self._start_ends[block + 1]] - begin
        return Inflow(
            rows,
            self.source[rows],
            Groups(group, starts, group[starts], count * self.sides),
            None if self.same is None else Repeats.of(self.same[rows]),
            None if self.voice is None else Repeats.of(self.voice[rows]),
        )

    def of_targets(self, positions: Indices) -> Inflow | None:
        """The rows that end at these positions, whose order is kept."""
        lows = np.searchsorted(self.group, positions * self.sides)
        lengths = np.searchsorted(self.group, (positions + 1) * self.sides) - lows
        total = int(lengths.sum())
        if not total:
            return None
        before = np.cumsum(lengths) - lengths
        rows = np.arange(total) + np.repeat(lows - before, lengths)
        own = np.repeat(np.arange(positions.size) - positions, lengths) * self.sides
        return Inflow(
            rows,
            self.source[rows],
            Groups.of(self.group[rows] + own, positions.size * self.sides),
            None if self.same is None else Repeats.of(self.same[rows]),
            None if self.voice is None else Repeats.of(self.voice[rows]),
        )


@frozen(eq=False)
class Outgoing:
    """The rows of all kinds, one kind after the other, sorted by where they begin.

    `order` says which row each is in bearing, then ground, then factor rows; block b has
    `ends[b]:ends[b + 1]`.
    """

    order: Indices
    source: Indices
    target: Indices
    ends: list[int] = field(repr=False)


@frozen(eq=False)
class Plan:
    """Nodes put in an order in which each block depends on earlier ones and, in a cyclic block,
    on itself.

    `node[p]` is the node at position p, `position` the other way round. Block b holds the
    statements at the positions `low[b]:middle[b]` and the steps at `middle[b]:high[b]`. Of a cyclic
    block, `parts[b]` groups its positions into strongly connected components: an order of its
    positions, and groups of that order.
    """

    node: Indices
    position: Indices
    is_step: Flags
    low: list[int] = field(repr=False)
    middle: list[int] = field(repr=False)
    high: list[int] = field(repr=False)
    parts: dict[int, Parts] = field(repr=False)
    bearing: Rows = field(repr=False)
    ground: Rows = field(repr=False)
    factor: Rows = field(repr=False)
    _sections: dict[int, Section] = field(factory=dict, repr=False)
    _outgoing: list[Outgoing] = field(factory=list, repr=False)
    #: The graph's own numbers in this order, once they have been put in it.
    own: list[Any] = field(factory=list, repr=False)

    @property
    def blocks(self) -> int:
        return len(self.low)

    def section(self, block: int) -> Section:
        """A whole block."""
        known = self._sections.get(block)
        if known is None:
            low, middle, high = self.low[block], self.middle[block], self.high[block]
            known = Section(
                slice(low, high),
                high - low,
                middle - low,
                self.bearing.of_block(block, low, middle - low),
                self.ground.of_block(block, middle, high - middle),
                self.factor.of_block(block, low, high - low),
            )
            if self.blocks <= _KEPT:
                self._sections[block] = known
        return known

    def section_of(self, positions: Indices) -> Section:
        """Any nodes, by ascending positions; the section has the statements first."""
        step = self.is_step[positions]
        statements, steps = positions[~step], positions[step]
        both = np.concatenate((statements, steps))
        return Section(
            both,
            both.size,
            statements.size,
            self.bearing.of_targets(statements),
            self.ground.of_targets(steps),
            self.factor.of_targets(both),
        )

    @property
    def whole(self) -> Section:
        """All nodes at once."""
        known = self._sections.get(_WHOLE)
        if known is None:
            known = self._sections[_WHOLE] = self.section_of(np.arange(self.node.size))
        return known

    @property
    def outgoing(self) -> Outgoing:
        """The rows by where they begin."""
        if not self._outgoing:
            kinds = self.bearing, self.ground, self.factor
            source = np.concatenate([rows.source for rows in kinds])
            target = np.concatenate([rows.group // rows.sides for rows in kinds])
            order = np.argsort(source, kind="stable")
            source = source[order]
            ends = np.append(np.searchsorted(source, self.low), source.size)
            self._outgoing.append(Outgoing(order, source, target[order], ends.tolist()))
        return self._outgoing[0]


# The key of the section of all nodes.
_WHOLE = -1
# Sections of a graph with more blocks than this are made when needed and not kept.
_KEPT = 4096


@frozen(eq=False)
class Parts:
    """The strongly connected components of a block of k positions.

    `order` (k,) sorts the block's positions by component, `groups` says which is which in that
    order, and `of` (k,) is the component of each position.
    """

    order: Indices
    groups: Groups
    of: Indices

    @classmethod
    def by(cls, component: Indices) -> Parts:
        """Of the component of each position, under any number."""
        _, of = np.unique(component, return_inverse=True)
        order = np.argsort(of, kind="stable")
        return cls(order, Groups.of(of[order], int(of.max()) + 1), of)

    @property
    def count(self) -> int:
        return self.groups.count


_PLANS: WeakKeyDictionary[Qbaf, Plan] = WeakKeyDictionary()


def plan(qbaf: Qbaf, cut: NDArray[np.bool_] | None = None) -> Plan:
    """The plan of a graph, remembered as long as the graph lives.

    `cut` (n,) marks nodes on which nothing bears; only when it undoes a cycle is there a plan of
    its own.
    """
    known = _PLANS.get(qbaf)
    if known is None:
        known = _PLANS[qbaf] = _made(qbaf, np.ones(qbaf.source.size, dtype=np.bool_))
    if cut is None or not known.parts:
        return known
    on_cycles = np.concatenate([known.node[known.low[b] : known.high[b]] for b in known.parts])
    return _made(qbaf, ~cut[qbaf.target]) if cut[on_cycles].any() else known


def _made(qbaf: Qbaf, kept: NDArray[np.bool_]) -> Plan:
    n = qbaf.size
    whole = bool(kept.all())
    source = qbaf.source if whole else qbaf.source[kept]
    target = qbaf.target if whole else qbaf.target[kept]
    level, component = levels(n, source, target)
    cyclic = np.zeros(n, dtype=np.bool_)
    if component is not None:
        cyclic = np.bincount(component, minlength=n)[component] > 1
    cyclic[source[source == target]] = True

    block_key = level * 2 + cyclic
    node = np.argsort(block_key * 2 + qbaf.is_step, kind="stable")
    position = np.empty(n, dtype=np.intp)
    position[node] = np.arange(n)
    ordered = block_key[node]
    low = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if n else np.empty(0, np.intp)
    high = np.append(low[1:], n) if n else low
    steps_before = np.append(0, np.cumsum(qbaf.is_step[node]))
    middle = high - (steps_before[high] - steps_before[low])

    parts = {}
    if component is not None or cyclic.any():
        own = np.arange(n) if component is None else component
        for block in np.flatnonzero(cyclic[node[low]]):
            parts[int(block)] = Parts.by(own[node[low[block] : high[block]]])

    kind = qbaf.kind
    reports = _reports(qbaf)
    voices = _voices(qbaf, reports)

    # Numbers of half the size, where they will do, halve what sorting needs of memory.
    largest = max(2 * n, qbaf.source.size)
    small: type[np.signedinteger[Any]] = np.int32 if largest <= np.iinfo(np.int32).max else np.intp

    def rows(kinds: tuple[Kind, ...], first: NDArray[Any], sides: int) -> Rows:
        wanted = kind == kinds[0]
        for other in kinds[1:]:
            wanted |= kind == other
        chosen = np.flatnonzero(wanted if whole else wanted & kept).astype(small)
        group = position.astype(small)[qbaf.target[chosen]]
        group *= sides
        if sides == 2:
            group += qbaf.sign[chosen] > 0
        order = np.argsort(group, kind="stable")
        row, group = chosen[order], group[order]
        del chosen, order
        first = np.asarray(first, dtype=small) * sides
        ends = np.append(np.searchsorted(group, first), row.size)
        new = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if group.size else group
        return Rows(
            position[qbaf.source[row]],
            row,
            group.astype(np.intp),
            sides,
            ends.tolist(),
            _if_any(reports, row),
            _if_any(voices, row) if sides == 2 else None,
            new,
            np.searchsorted(new, ends).tolist(),
        )

    return Plan(
        node,
        position,
        qbaf.is_step[node],
        low.tolist(),
        middle.tolist(),
        high.tolist(),
        parts,
        rows((Kind.BEARING,), low, 2),
        rows((Kind.GROUND,), middle, 1),
        rows((Kind.DENIAL, Kind.NEED), low, 1),
    )


# -- rows that repeat each other -----------------------------------------------------------------


def _reports(qbaf: Qbaf) -> Indices | None:
    """The number of each row's group of reports (m,), −1 for none."""
    if qbaf.report is None:
        return None
    grouped = (qbaf.report >= 0) & (qbaf.kind != Kind.NEED)
    return _numbered(grouped, qbaf.target, qbaf.role * 2 + (qbaf.sign > 0), qbaf.report)


def _voices(qbaf: Qbaf, reports: Indices | None) -> Indices | None:
    """The number of each row's group of one source (m,), −1 for none."""
    if qbaf.voucher is None or qbaf.same_source == 0.0:
        return None
    voucher = qbaf.voucher
    if reports is not None:  # a report that several vouch for is nobody's
        rows = np.flatnonzero(reports >= 0)
        count = int(reports.max()) + 1
        least, most = np.full(count, voucher.max() + 1), np.full(count, -1)
        np.minimum.at(least, reports[rows], voucher[rows])
        np.maximum.at(most, reports[rows], voucher[rows])
        voucher = voucher.copy()
        voucher[rows[(least != most)[reports[rows]]]] = -1
    grouped = (voucher >= 0) & (qbaf.kind == Kind.BEARING)
    return _numbered(grouped, qbaf.target, qbaf.sign > 0, voucher)


def _numbered(grouped: Flags, *keys: NDArray[Any]) -> Indices | None:
    """Numbers of the rows that agree in all keys with another one, −1 for others; None when there
    are no such rows."""
    rows = np.flatnonzero(grouped)
    if not rows.size:
        return None
    table = np.stack([key[rows].astype(np.int64) for key in keys], axis=1)
    _, number, count = np.unique(table, axis=0, return_inverse=True, return_counts=True)
    number = number.reshape(-1)
    number[count[number] == 1] = -1
    if number.max() < 0:
        return None
    result = np.full(grouped.size, -1, dtype=np.intp)
    result[rows] = number
    return result


def _if_any(numbers: Indices | None, row: NDArray[Any]) -> Indices | None:
    if numbers is None:
        return None
    own = numbers[row]
    return own if own.size and own.max() >= 0 else None
