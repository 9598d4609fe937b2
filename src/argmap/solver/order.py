"""Levels of what is acyclic and strongly connected components of the rest, without recursion."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmap.semantics.flows import Indices

# Waves of fewer nodes than this, after so many of them, are walked in plain Python: numpy's
# overhead per wave would dominate a long chain.
_NARROW, _WAVES = 48, 256


def levels(
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
