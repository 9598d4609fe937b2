"""The effect of an item on a position is the strength it has minus the one without the item."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from argmap.analysis.bench import Bench, Variants
from argmap.analysis.topic import logit
from argmap.assessment import Assessment
from argmap.errors import AnalysisError
from argmap.model.node import Evidence, Node
from argmap.model.selector import select
from argmap.semantics.flows import Floats

#: So many strengths are worked out at once.
_CELLS = 16_000_000


@frozen(eq=False)
class Effects:
    """The strengths of P positions: `here` (P,), `without` (k, P) each of k items, which is then
    dropped, and `given` (k, P) it, which is then taken as true."""

    here: Floats
    without: Floats
    given: Floats

    @property
    def strengths(self) -> Floats:
        """(k, P): strength with the item, as strong as it is, minus without."""
        return self.here - self.without

    @property
    def log_odds(self) -> Floats:
        """(k, P): the same in log-odds, ±∞ where one of the two is 0 or 1."""
        return _apart(np.broadcast_to(self.here, self.without.shape), self.without)

    @property
    def bearing(self) -> Floats:
        """(k, P): in log-odds, with the item taken as true minus without it: how it would bear on
        the position were it certain."""
        return _apart(self.given, self.without)


def _apart(one: Floats, other: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.where(one == other, 0.0, logit(one) - logit(other))


def effects(assessment: Assessment, items: Sequence[str], positions: Sequence[str]) -> Effects:
    """Effects of items on positions, both by reference.

    Raises `AnalysisError` where a position has no strength, at once or without an item.
    """
    bench = Bench.of(assessment, positions)
    for position in positions:
        if math.isnan(assessment.strengths[position]):
            raise AnalysisError(f"{position} has no strength: what bears on it does not settle")
    at = np.array([bench.qbaf.index[one] for one in positions], dtype=np.intp)
    which = np.array([bench.qbaf.index[one] for one in items], dtype=np.intp)
    here = assessment.solution.strengths[at]
    found = np.empty((2, len(items), len(positions)))
    together = max(_CELLS // max(bench.qbaf.size, 1), 1)
    for row, value in enumerate((0.0, 1.0)):
        for start in range(0, len(items), together):
            some = which[start : start + together]
            tried = np.zeros((bench.qbaf.size, some.size), dtype=np.bool_)
            tried[some, np.arange(some.size)] = True
            variants = Variants(clamp=bench.fixing(tried, value))
            strengths = bench.strengths(variants, some.size)
            found[row, start : start + together] = strengths[at].T
    if np.isnan(found).any():
        item = items[int(np.argwhere(np.isnan(found))[0][1])]
        raise AnalysisError(f"with {item} dropped or certain, a position does not settle")
    return Effects(here, found[0], found[1])


def items_of(
    assessment: Assessment, positions: Sequence[str], selector: str | None = None
) -> tuple[Node, ...]:
    """What an analyst would rate, in the order of the map, as far as it bears on a position:
    evidence, what is cited, and what nothing bears on, such as an assumption; or the statements
    that `selector` matches.

    Positions, theses, arguments and what a scenario fixed are no items. Raises `ScenarioError`
    for a selector that is none, and `AnalysisError` for one that matches no item.
    """
    map_, bench = assessment.map, Bench.of(assessment, positions)
    reached = bench.bearing
    borne_on = {link.target for link in map_.links if map_.counts(link)}
    found = tuple(
        node
        for node in (map_.nodes if selector is None else select(map_, selector).nodes)
        if not (node.is_step or node.is_thesis)
        and reached[bench.qbaf.index[node.reference]]
        and node.reference not in positions
        and node.reference not in map_.clamped
        and (selector is not None or _reports(node) or node.reference not in borne_on)
    )
    if selector is not None and not found:
        raise AnalysisError(f"{selector!r} matches no statement that bears on a position")
    return found


def _reports(node: Node) -> bool:
    return isinstance(node, Evidence) or (node.citation is not None and node.citation.cited)
