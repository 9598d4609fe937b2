"""What a scenario adds: nodes and links that take part as if the text had them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from argmap.errors import ScenarioError
from argmap.model.link import Link, LinkReference
from argmap.model.node import Node
from argmap.model.scenario import Scenario

Thing = TypeVar("Thing", Node, Link)


def added_nodes(generations: Sequence[Scenario], known: Collection[str]) -> dict[str, Node]:
    """The nodes that a line of scenarios adds, the eldest first; a child's replaces its parent's.

    Raises `ScenarioError` when the map knows the reference, or when one scenario adds two
    different nodes of one reference.
    """
    found: dict[str, Node] = {}
    for scenario in generations:
        fresh: dict[str, Node] = {}
        for node in _things(scenario, Node):
            reference = node.reference
            if reference in known:
                raise ScenarioError(
                    f"{scenario.id!r} adds {reference}, which the map has: set its weight, or "
                    "choose another title"
                )
            if fresh.setdefault(reference, node) != node:
                raise ScenarioError(f"{scenario.id!r} adds two different things named {reference}")
        found |= fresh
    return found


def added_links(
    generations: Sequence[Scenario],
    known: Collection[LinkReference],
    complete: Callable[[Link], Link],
) -> dict[LinkReference, Link]:
    """As `added_nodes`, for links; `complete` makes references of bare titles."""
    found: dict[LinkReference, Link] = {}
    for scenario in generations:
        fresh: dict[LinkReference, Link] = {}
        for written in _things(scenario, Link):
            link = complete(written)
            reference = link.reference
            if reference in known:
                raise ScenarioError(
                    f"{scenario.id!r} adds the link {reference}, which the map has: set its weight"
                )
            if fresh.setdefault(reference, link) != link:
                raise ScenarioError(f"{scenario.id!r} adds {reference} with two weights")
        found |= fresh
    return found


def _things(scenario: Scenario, kind: type[Thing]) -> list[Thing]:
    return [one for change in scenario.changes for one in change.added if isinstance(one, kind)]
