"""A lever is one weight that bears on a topic: the initial weight of a node or that of a link."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from argmap.analysis.bench import Bench, Variants
from argmap.analysis.grouping import Member
from argmap.analysis.topic import Topic
from argmap.assessment import Assessment
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.weight import Range, Weight
from argmap.qbaf import Kind, Role
from argmap.semantics.flows import Floats, Indices

#: How far a weight that is stated as one number may be from what it ought to be.
SPREAD = 0.15


@frozen
class Lever:
    """`now` is the weight as scored and `most` the largest it can be: 1, or the logarithm of a
    likelihood ratio where that is more; the least is 0. `low` and `high` are how far it may be
    off: its range as stated or graded, else .15 each way.
    """

    reference: Member
    label: str
    now: float
    most: float
    low: float
    high: float
    at: tuple[int, ...] = field(repr=False)

    @property
    def of_link(self) -> bool:
        return isinstance(self.reference, LinkReference)

    def set(self, map_: ArgumentMap, value: float) -> ArgumentMap:
        """The map with this weight in place of its own."""
        if value <= 1.0 or isinstance(self.reference, str):
            return map_.with_weights({self.reference: value})
        link = map_.links_by_reference[self.reference]
        heavy = evolve(link, weight=None, lr=math.exp(value))
        links = tuple(heavy if one is link else one for one in map_.links)
        return evolve(map_, links=links, grounded=map_.grounded)


def levers(assessment: Assessment, bench: Bench) -> tuple[Lever, ...]:
    """All weights that bear on what the bench is for: of nodes, then of links, as in the map."""
    map_, qbaf = assessment.map, bench.qbaf
    bearing = bench.bearing
    found = []
    for node in map_.nodes:
        at = qbaf.index[node.reference]
        if bearing[at] and node.reference not in map_.clamped:
            now = float(qbaf.initial[at])
            low, high = around(map_.initial(node.reference), now, 1.0)
            label = node.title or node.reference
            found.append(Lever(node.reference, label, now, 1.0, low, high, (at,)))
    for link in map_.links:
        rows = tuple(
            row
            for row in qbaf.rows[link.reference]
            if bearing[qbaf.target[row]] and np.isnan(bench.clamp[qbaf.target[row]])
        )
        if rows:
            now = float(qbaf.weight[rows[0]])
            most = max(now, 1.0)
            low, high = around(link.weight, now, most)
            found.append(Lever(link.reference, str(link.reference), now, most, low, high, rows))
    return tuple(found)


def around(
    stated: Weight | None, now: float, most: float, spread: float = SPREAD
) -> tuple[float, float]:
    """How far a weight may be off: its range, else the spread each way, within 0 and `most`."""
    if isinstance(stated, Range):
        return stated.low, stated.high
    return max(now - spread, 0.0), min(now + spread, most)


def margins(
    bench: Bench, asked: Topic, chosen: Sequence[Sequence[Lever]], values: Sequence[Floats]
) -> Floats:
    """The margins (S,) when case s sets its levers, `chosen[s]`, to its `values[s]`."""
    qbaf = bench.qbaf

    def variants(cases: Indices) -> Variants:
        initial = np.repeat(qbaf.initial[:, None], cases.size, axis=1)
        weights = np.repeat(qbaf.weight[:, None], cases.size, axis=1)
        for column, case in enumerate(cases.tolist()):
            for lever, value in zip(chosen[case], values[case].tolist(), strict=True):
                array = weights if lever.of_link else initial
                array[list(lever.at), column] = value
        return Variants(initial=initial, weights=weights)

    return bench.tried(len(chosen), variants, asked.margins)


def single(bench: Bench, asked: Topic, chosen: Sequence[Lever], values: Floats) -> Floats:
    """The margins (S,) when case s sets one lever to one value."""
    return margins(bench, asked, [(lever,) for lever in chosen], [np.array([v]) for v in values])


def directions(bench: Bench, asked: Topic, among: Sequence[Lever]) -> NDArray[np.int8]:
    """How the margin answers when a lever is raised, whatever the other weights: 1 never down,
    −1 never up, 0 one or the other."""
    qbaf = bench.qbaf
    up, down = np.zeros(qbaf.size, dtype=np.bool_), np.zeros(qbaf.size, dtype=np.bool_)
    up[qbaf.index[asked.position]] = True
    if asked.over is not None:
        down[qbaf.index[asked.over]] = True
    free = np.isnan(bench.clamp)[qbaf.target]
    turns = (qbaf.role == Role.UNDERCUT) | ((qbaf.role == Role.LINK) & (qbaf.sign < 0))
    while True:
        more, less = up.copy(), down.copy()
        for reached, straight, turned in ((more, up, down), (less, down, up)):
            reached[qbaf.source[free & ~turns & straight[qbaf.target]]] = True
            reached[qbaf.source[free & turns & turned[qbaf.target]]] = True
        if (more == up).all() and (less == down).all():
            break
        up, down = more, less
    # A condition or premise limits: the more it weighs, the less is left.
    lowers = turns | (qbaf.kind == Kind.NEED)
    result = np.zeros(len(among), dtype=np.int8)
    for at, lever in enumerate(among):
        if lever.of_link:
            rows = list(lever.at)
            rises = (up[qbaf.target[rows]] & ~lowers[rows]) | (
                down[qbaf.target[rows]] & lowers[rows]
            )
            falls = (down[qbaf.target[rows]] & ~lowers[rows]) | (
                up[qbaf.target[rows]] & lowers[rows]
            )
        else:
            rises, falls = up[list(lever.at)], down[list(lever.at)]
        result[at] = int(rises.any() and not falls.any()) - int(falls.any() and not rises.any())
    return result
