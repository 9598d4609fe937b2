"""A selector names some nodes or links of a map: a reference, a title, a glob, or a property."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from attrs import frozen

from argmap.errors import ScenarioError
from argmap.model.link import Link
from argmap.model.node import Node
from argmap.registry import did_you_mean


class Selectable(Protocol):
    """What a selector looks at of a map."""

    @property
    def nodes(self) -> tuple[Node, ...]: ...

    @property
    def links(self) -> tuple[Link, ...]: ...


@frozen
class Selection:
    """What a selector matched, in the order of the map."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.links)


def _voucher(node: Node) -> tuple[str, ...]:
    voucher = node.citation.voucher if node.citation else None
    return (voucher,) if voucher else ()


def _document(node: Node) -> tuple[str, ...]:
    document = node.citation.document if node.citation else None
    return (document,) if document else ()


#: The properties that may stand before a colon, and a node's values of each.
PROPERTIES: Mapping[str, Callable[[Node], tuple[str, ...]]] = {
    "tag": lambda node: node.tags,
    "kind": lambda node: (node.kind, node.genre) if node.genre else (node.kind,),
    "source": _voucher,
    "in": _document,
    "section": lambda node: node.section,
}

_PROPERTY = re.compile(r"([a-z]+):(\S.*)")
_LINK = re.compile(r"\s+->\s+")


def select(map_: Selectable, selector: str) -> Selection:
    """What `selector` matches; an empty `Selection` when nothing does.

    `[Thin trade]`, `<Hamadan>`, `Thin trade`, `*arms*` (a star stands for any characters);
    `tag:x`, `kind:evidence`, `source:ru_*`, `in:x`, `section:x`; links `A -> B`, of any
    polarity. Raises `ScenarioError` for a property that nothing has.
    """
    text = selector.strip()
    if not text:
        raise ScenarioError("an empty selector")
    exact = tuple(node for node in map_.nodes if node.reference == text)
    if exact:
        return Selection(exact)
    ends = _LINK.split(text)
    if len(ends) == 2:
        sources = {node.reference for node in _named(map_, ends[0])}
        targets = {node.reference for node in _named(map_, ends[1])}
        return Selection(
            links=tuple(
                link for link in map_.links if link.source in sources and link.target in targets
            )
        )
    found = _PROPERTY.fullmatch(text)
    if found and not any(node.title == text for node in map_.nodes):
        name, pattern = found.groups()
        if name not in PROPERTIES:
            raise ScenarioError(
                f"{selector!r}: nothing has the property {name!r}{did_you_mean(name, PROPERTIES)}"
            )
        matches = glob(pattern)
        return Selection(
            tuple(node for node in map_.nodes if any(map(matches, PROPERTIES[name](node))))
        )
    return Selection(_named(map_, text))


def _named(map_: Selectable, text: str) -> tuple[Node, ...]:
    matches = glob(text)
    return tuple(
        node
        for node in map_.nodes
        if matches(node.reference) or (node.title is not None and matches(node.title))
    )


def glob(pattern: str) -> Callable[[str], bool]:
    """A test of whole texts against a pattern in which a star stands for any characters."""
    if "*" not in pattern:
        return pattern.__eq__
    # One regular expression with lazy gaps; stars in a row are one, which keeps it linear enough.
    parts = [re.escape(part) for part in re.split(r"\*+", pattern)]
    compiled = re.compile(".*?".join(parts), re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None
