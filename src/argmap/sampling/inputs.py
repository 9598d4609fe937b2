"""An input is one number of a map that is not known exactly: a weight, or whether a claim is true.

Weights vary as somebody stated them: ranges, grades with the ranges they stand for, and numbers by
the spread. What nobody stated, and what was stated as 0 or 1, is certain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import field, frozen

from argmap.analysis.grouping import Member
from argmap.analysis.levers import around
from argmap.assessment import Assessment
from argmap.model.link import Link, Polarity, Target
from argmap.model.node import Claim, Node
from argmap.model.weight import Weight, mode
from argmap.qbaf import Qbaf
from argmap.sampling.layers import CREDIBILITY, LINCHPINS, LINKS, Layer


@frozen
class Input:
    """A weight between `low` and `high`, most likely `mode`; or the truth of a claim, 0 or 1.

    `at` are its nodes or rows in the graph. `voice` is the source that vouches for it, with whose
    other errors its own go together.
    """

    reference: Member
    label: str
    layer: Layer
    low: float
    mode: float
    high: float
    at: tuple[int, ...] = field(repr=False)
    voice: str | None = None

    @property
    def name(self) -> str:
        """What its stream of random numbers is keyed by."""
        return f"{self.layer.name} {self.reference}"


def inputs(
    assessment: Assessment,
    layers: Collection[Layer],
    spread: float,
    also: Collection[str] = (),
) -> tuple[Input, ...]:
    """All that varies in these layers, in the order of the map: initial weights, then links, then
    truths, those of the linchpins and of the statements in `also`.

    Scenarios and circles take statements out: what is fixed does not vary, and what bears on
    itself is not drawn true or false.
    """
    found: list[Input] = []
    if CREDIBILITY in layers or LINKS in layers:
        weights = _initials(assessment, spread)
        found.extend(one for one in weights if one.layer in layers)
    if LINKS in layers:
        found.extend(_links(assessment, spread))
    drawn = {*also, *(between(assessment) if LINCHPINS in layers else ())}
    found.extend(_truths(assessment, drawn - circles(assessment)))
    return tuple(found)


def limits(stated: Weight | None, spread: float) -> tuple[float, float, float] | None:
    """Low, mode and high of a weight; None for one that is certain.

    A logarithm of a likelihood ratio may be above 1, and is then not held below it.
    """
    if stated is None or stated in (0.0, 1.0):
        return None
    now = mode(stated)
    low, high = around(stated, now, now + spread if now > 1.0 else 1.0, spread)
    return (low, now, high) if low < high else None


def _initials(assessment: Assessment, spread: float) -> Iterator[Input]:
    map_, index = assessment.map, assessment.qbaf.index
    for node in map_.nodes:
        reference = node.reference
        if reference in map_.clamped:
            continue
        citation = None if node.is_step else node.citation
        cited = citation is not None and citation.cited
        found = limits(map_.initial(reference) if cited else node.weight, spread)
        if found is not None:
            layer = LINKS if node.is_step else CREDIBILITY
            voice = citation.voucher if cited and citation is not None else None
            yield Input(reference, _label(node), layer, *found, (index[reference],), voice)


def _links(assessment: Assessment, spread: float) -> Iterator[Input]:
    map_, qbaf = assessment.map, assessment.qbaf
    nodes = map_.by_reference
    for link in map_.links:
        rows = qbaf.rows[link.reference]
        found = limits(_weight(link, qbaf, rows), spread) if rows else None
        if found is not None:
            label = str(link.reference)
            if isinstance(link.target, str):
                ends = (_label(nodes[link.source]), _label(nodes[link.target]))
                label = f"{ends[0]} {link.polarity.value} {ends[1]}"
            yield Input(link.reference, label, LINKS, *found, rows)


def _weight(link: Link, qbaf: Qbaf, rows: tuple[int, ...]) -> Weight | None:
    return link.weight if link.lr is None else float(qbaf.weight[rows[0]])


def _truths(assessment: Assessment, drawn: Collection[str]) -> Iterator[Input]:
    index = assessment.qbaf.index
    for node in assessment.map.nodes:
        if node.reference in drawn:
            at = (index[node.reference],)
            yield Input(node.reference, _label(node), LINCHPINS, 0.0, 0.5, 1.0, at)


def between(assessment: Assessment) -> tuple[str, ...]:
    """The claims between evidence and positions: something bears on them, they bear on something,
    and they are neither positions nor fixed."""
    map_ = assessment.map
    onto: set[Target] = set()
    out: set[str] = set()
    for link in filter(map_.counts, map_.links):
        onto.add(link.target)
        out.add(link.source)
        if link.polarity is Polarity.CONTRADICT and isinstance(link.target, str):
            onto.add(link.source)
            out.add(link.target)
    return tuple(
        node.reference
        for node in map_.nodes
        if isinstance(node, Claim)
        and node.reference in onto
        and node.reference in out
        and node.reference not in map_.positions
        and node.reference not in map_.clamped
    )


def circles(assessment: Assessment) -> frozenset[str]:
    """References of the nodes that bear on themselves."""
    references = assessment.qbaf.references
    return frozenset(
        str(references[member]) for cycle in assessment.solution.cycles for member in cycle.members
    )


def _label(node: Node) -> str:
    return node.title or node.reference
