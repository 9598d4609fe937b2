"""In which order a graph is worked through: levels of what is acyclic, cycles where they stand."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from argmap.qbaf import Kind, Qbaf
from argmap.semantics.flows import Groups, Indices

# Waves of fewer nodes than this, after so many of them, are walked in plain Python: numpy's
# overhead per wave would dominate a long chain.
_NARROW, _WAVES = 48, 256


@frozen(eq=False)
class Rows:
    """The rows of one kind, sorted by where they end and cut into blocks.

    `source` holds positions, `row` which row of the graph each is. Block b has the rows
    `ends[b]:ends[b + 1]`; within it, `groups(b)` says which target, counted from the block's
    first, they belong to.
    """

    source: Indices
    row: Indices
    ends: list[int] = field(repr=False)
    _group: Indices
    _starts: Indices
    _owners: Indices
    _start_ends: list[int]
    _counts: list[int]

    def groups(self, block: int) -> Groups:
        rows = slice(self.ends[block], self.ends[block + 1])
        starts = slice(self._start_ends[block], self._start_ends[block + 1])
        return Groups(
            self._group[rows], self._starts[starts], self._owners[starts], self._counts[block]
        )


@frozen(eq=False)
class Plan:
    """Nodes put in an order in which each block depends on earlier ones and, in a cyclic block,
    on itself.

    `node[p]` is the node at position p. Block b holds the statements at the positions
    `low[b]:middle[b]` and the steps at `middle[b]:high[b]`. Of a cyclic block, `parts[b]` groups
    its positions into strongly connected components: an order of its positions, and groups of
    that order.
    """

    node: Indices
    low: list[int] = field(repr=False)
    middle: list[int] = field(repr=False)
    high: list[int] = field(repr=False)
    parts: dict[int, Parts] = field(repr=False)
    bearing: Rows = field(repr=False)
    ground: Rows = field(repr=False)
    factor: Rows = field(repr=False)

    @property
    def blocks(self) -> int:
        return len(self.low)


@frozen(eq=False)
class Parts:
    """The strongly connected components of a block of k positions.

    `order` (k,) sorts the block's positions by component, `groups` says which is which in that
    order, and `of` (k,) is the component of each position.
    """

    order: Indices
    groups: Groups
    of: Indices


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
    source, target = qbaf.source[kept], qbaf.target[kept]
    level, component = _levels(n, source, target)
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
            parts[int(block)] = _parts(own[node[low[block] : high[block]]])

    kind = qbaf.kind

    def rows(kinds: tuple[Kind, ...], first: NDArray[Any], sides: int) -> Rows:
        chosen = np.flatnonzero(kept & np.isin(kind, kinds))
        group = position[qbaf.target[chosen]] * sides
        if sides == 2:
            group += qbaf.sign[chosen] > 0
        last = middle if sides == 2 else high
        return _rows(chosen, position[qbaf.source[chosen]], group, first, last, sides)

    return Plan(
        node,
        low.tolist(),
        middle.tolist(),
        high.tolist(),
        parts,
        rows((Kind.BEARING,), low, 2),
        rows((Kind.GROUND,), middle, 1),
        rows((Kind.DENIAL, Kind.NEED), low, 1),
    )


def _rows(
    row: Indices,
    source: Indices,
    group: Indices,
    first: NDArray[Any],
    last: NDArray[Any],
    sides: int,
) -> Rows:
    """Rows sorted by group. Those of a block end at its positions from `first` to before `last`,
    each of which is as many groups as there are sides."""
    order = np.argsort(group, kind="stable")
    row, source, group = row[order], source[order], group[order]
    ends = np.append(np.searchsorted(group, first * sides), row.size)
    block = np.repeat(np.arange(first.size), np.diff(ends)) if first.size else group
    local = group - first[block] * sides if first.size else group
    new = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if group.size else group
    counts = (last - first) * sides
    return Rows(
        source,
        row,
        ends.tolist(),
        local,
        new - ends[block[new]],
        local[new],
        np.searchsorted(new, ends).tolist(),
        counts.tolist(),
    )


def _parts(component: Indices) -> Parts:
    _, of = np.unique(component, return_inverse=True)
    order = np.argsort(of, kind="stable")
    return Parts(order, Groups.of(of[order], int(of.max()) + 1), of)


# -- levels and components -----------------------------------------------------------------------


def _levels(
    n: int, source: NDArray[Any], target: NDArray[Any]
) -> tuple[NDArray[np.int64], Indices | None]:
    """The length of the longest path to each node, and, if there are cycles, the component of
    each node; the nodes of one component share a level. A self-loop makes no longer path."""
    looped = source == target
    if looped.any():
        source, target = source[~looped], target[~looped]
    level = _waves(n, source, target)
    rest = np.flatnonzero(level < 0)
    if not rest.size:
        return level, None
    inner = (level[source] < 0) & (level[target] < 0)
    place = np.empty(n, dtype=np.intp)
    place[rest] = np.arange(rest.size)
    component = np.arange(n)
    component[rest] = rest[_components(rest.size, place[source[inner]], place[target[inner]])]
    between = component[source] != component[target]
    contracted = _waves(n, component[source[between]], component[target[between]])
    return contracted[component], component


def _waves(n: int, source: NDArray[Any], target: NDArray[Any]) -> NDArray[np.int64]:
    """The length of the longest path to each node; −1 on cycles and behind them."""
    hits = target[np.argsort(source, kind="stable")]
    ends = np.append(0, np.cumsum(np.bincount(source, minlength=n)))
    waiting = np.bincount(target, minlength=n)
    level = np.full(n, -1, dtype=np.int64)
    wave = np.flatnonzero(waiting == 0)
    depth = 0
    while wave.size:
        if depth > _WAVES and wave.size < _NARROW:
            _walk(level, depth, wave.tolist(), hits.tolist(), ends.tolist(), waiting.tolist())
            break
        level[wave] = depth
        begin, length = ends[wave], ends[wave + 1] - ends[wave]
        shift = begin - (np.cumsum(length) - length)
        hit = hits[np.arange(length.sum()) + np.repeat(shift, length)]
        found, counts = np.unique(hit, return_counts=True)
        waiting[found] -= counts
        wave = found[waiting[found] == 0]
        depth += 1
    return level


def _walk(
    level: NDArray[np.int64],
    depth: int,
    wave: list[int],
    hits: list[int],
    ends: list[int],
    waiting: list[int],
) -> None:
    """As the loop of `_waves`, from wave `depth` on, node by node."""
    nodes: list[int] = []
    depths: list[int] = []
    while wave:
        following = []
        for node in wave:
            for hit in hits[ends[node] : ends[node + 1]]:
                waiting[hit] -= 1
                if not waiting[hit]:
                    following.append(hit)
        nodes.extend(wave)
        depths.extend([depth] * len(wave))
        wave = following
        depth += 1
    level[nodes] = depths


def _components(n: int, source: NDArray[Any], target: NDArray[Any]) -> Indices:
    """Of each node, the smallest node of its strongly connected component.

    Tarjan 1972, with a stack of our own in place of recursion.
    """
    order = np.argsort(source, kind="stable")
    hits: list[int] = target[order].tolist()
    ends: list[int] = np.append(0, np.cumsum(np.bincount(source, minlength=n))).tolist()
    cursor = ends[:-1]
    unseen, done = -1, n
    number = [unseen] * n  # the order of discovery; `done` once the component is known
    low = [0] * n
    result = np.empty(n, dtype=np.intp)
    open_nodes: list[int] = []
    found = 0
    for root in range(n):
        if number[root] != unseen:
            continue
        path = [root]
        number[root] = low[root] = found
        found += 1
        open_nodes.append(root)
        while path:
            node = path[-1]
            at = cursor[node]
            if at < ends[node + 1]:
                cursor[node] = at + 1
                hit = hits[at]
                if number[hit] == unseen:
                    number[hit] = low[hit] = found
                    found += 1
                    open_nodes.append(hit)
                    path.append(hit)
                elif number[hit] < low[node]:
                    low[node] = number[hit]
                continue
            path.pop()
            if path and low[node] < low[path[-1]]:
                low[path[-1]] = low[node]
            if low[node] == number[node]:
                members: list[int] = []
                while not members or members[-1] != node:
                    members.append(open_nodes.pop())
                for member in members:
                    number[member] = done
                result[members] = min(members)
    return result
