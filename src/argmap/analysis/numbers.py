"""The numbers that an analyst may change: initial weights by node, weights by link."""

from __future__ import annotations

from typing import TypeAlias

from argmap.analysis.grouping import arrow
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.weight import LINK_DEFAULT, Weight

Numbered: TypeAlias = str | LinkReference


def number(map_: ArgumentMap, reference: Numbered) -> Weight:
    """The weight of a node or link, stated or not."""
    if isinstance(reference, str):
        return map_.initial(reference)
    stated = map_.links_by_reference[reference].weight
    return LINK_DEFAULT if stated is None else stated


def label(map_: ArgumentMap, reference: Numbered) -> str:
    """The bare title of a node, or those at both ends of a link."""
    if isinstance(reference, str):
        return map_.by_reference[reference].title or reference
    return arrow(map_, map_.links_by_reference[reference])
