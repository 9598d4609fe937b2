"""Seeded graphs of n statements and 3n links, link weights uniform on [0, 1]."""

from __future__ import annotations

import numpy as np

from argmap.qbaf import Qbaf

#: Links for each statement.
LINKS = 3


def layered(nodes: int, levels: int, *, seed: int = 1) -> Qbaf:
    """Levels of equal width; each link leads from anywhere in one level into the next."""
    width = nodes // levels
    return _made(nodes, *layered_ends(nodes, levels, width, seed=seed), seed=seed)


def layered_ends(
    nodes: int, levels: int, width: int, *, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    target = random.integers(width, width * levels, LINKS * nodes, dtype=np.int32)
    source = (target // width - 1) * width + random.integers(0, width, target.size, dtype=np.int32)
    return source.astype(np.int32), target


def tree(nodes: int, *, seed: int = 1) -> Qbaf:
    """Every statement but the first bears on one before it."""
    random = np.random.default_rng(seed)
    source = np.arange(1, nodes, dtype=np.int32)
    target = (random.random(nodes - 1) * source).astype(np.int32)
    return _made(nodes, source, target, seed=seed)


def tangled(nodes: int, *, seed: int = 1) -> Qbaf:
    """Links between any two: one giant component, and what leads to it and from it."""
    random = np.random.default_rng(seed)
    source, target = random.integers(0, nodes, (2, LINKS * nodes), dtype=np.int32)
    return _made(nodes, source, target, seed=seed)


def chain(nodes: int) -> Qbaf:
    at = np.arange(nodes - 1, dtype=np.int32)
    return _made(nodes, at, at + 1, seed=1)


def _made(nodes: int, source: np.ndarray, target: np.ndarray, *, seed: int) -> Qbaf:
    random = np.random.default_rng(seed + 1)
    return Qbaf.from_arrays(
        initial=random.random(nodes),
        source=source,
        target=target,
        sign=random.choice(np.array([-1, 1], dtype=np.int8), source.size),
        weight=random.random(source.size),
    )
