"""Who contributes: single items and links, or all that a source, document, tag or section holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.topic import Topic
from argmap.assessment import Assessment
from argmap.model.link import Link, LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.sequence import kept
from argmap.registry import Registry

Member: TypeAlias = str | LinkReference


@frozen
class Player:
    """Nodes, or one link, that are weighed as one."""

    name: str
    label: str
    members: tuple[Member, ...] = field(converter=kept)


@frozen
class Grouping:
    """A way to put nodes together. `of` names the groups of a node; None is for links."""

    name: str
    of: Callable[[Node], Iterable[str]] | None = field(repr=False)


def _item(node: Node) -> Iterator[str]:
    yield node.reference


def _source(node: Node) -> Iterator[str]:
    citation = node.citation
    if citation is not None and citation.cited and citation.voucher:
        yield citation.voucher


def _document(node: Node) -> Iterator[str]:
    if node.citation is not None and node.citation.document:
        yield node.citation.document


def _tag(node: Node) -> Iterable[str]:
    return node.tags


def _section(node: Node) -> Iterator[str]:
    if node.section:
        yield " › ".join(node.section)


ITEM = Grouping("item", _item)
LINK = Grouping("link", None)
SOURCE = Grouping("source", _source)
DOCUMENT = Grouping("document", _document)
TAG = Grouping("tag", _tag)
SECTION = Grouping("section", _section)

GROUPINGS = Registry("grouping", (ITEM, LINK, SOURCE, DOCUMENT, TAG, SECTION))


def players(assessment: Assessment, bench: Bench, asked: Topic, by: Grouping) -> tuple[Player, ...]:
    """The groups that bear on a topic, in the order of the map.

    The topic's own statements belong to none. Neither does what a scenario has fixed, nor, among
    the links, those that end in something fixed or count nothing.
    """
    map_, qbaf = assessment.map, bench.qbaf
    bearing = bench.bearing
    if by.of is None:
        return tuple(
            Player(str(link.reference), arrow(map_, link), (link.reference,))
            for link in map_.links
            if any(
                bearing[qbaf.target[row]] and qbaf.references[qbaf.target[row]] not in map_.clamped
                for row in qbaf.rows[link.reference]
            )
        )
    groups: dict[str, list[str]] = {}
    for node in map_.nodes:
        reference = node.reference
        if (
            bearing[qbaf.index[reference]]
            and reference not in asked.ends
            and reference not in map_.clamped
        ):
            for group in by.of(node):
                groups.setdefault(group, []).append(reference)
    return tuple(Player(name, _label(map_, name, by), members) for name, members in groups.items())


def _label(map_: ArgumentMap, name: str, by: Grouping) -> str:
    if by is ITEM:
        return map_.by_reference[name].title or name
    if by in (SOURCE, DOCUMENT) and name in map_.sources_by_id:
        return map_.sources_by_id[name].title or name
    return name


def arrow(map_: ArgumentMap, link: Link) -> str:
    """The link with bare titles where it leads from node to node."""
    if isinstance(link.target, LinkReference):
        return str(link.reference)
    nodes = map_.by_reference
    ends = [nodes[end].title or end for end in (link.source, link.target)]
    return f"{ends[0]} {link.polarity.value} {ends[1]}"
