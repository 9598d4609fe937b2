"""Which arguments of a map can be written as premise-conclusion structures, and what stands in
them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from argmap.model.link import Link, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument


@frozen
class Structures:
    """The structures of a map, and the links by their sources."""

    map: ArgumentMap

    @cached_property
    def outgoing(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.map.links:
            found.setdefault(link.source, []).append(link)
        return found

    @cached_property
    def by_title(self) -> dict[str, list[Argument]]:
        """The steps of each premise-conclusion structure, by title."""
        found: dict[str, list[Argument]] = {}
        for node in self.map.nodes:
            if isinstance(node, Argument):
                found.setdefault(node.title or "", []).append(node)
        taken: set[str] = set()
        result: dict[str, list[Argument]] = {}
        for title, steps in found.items():
            if not all(self.premises(one) and self.conclusion(one) for one in steps):
                continue
            untitled = list(self.untitled_in(steps))
            # No line can refer to a statement without a title: it stands in one structure, once.
            if len(set(untitled)) == len(untitled) and taken.isdisjoint(untitled):
                taken.update(untitled)
                result[title] = steps
        return result

    def untitled_in(self, steps: list[Argument]) -> Iterator[str]:
        """The statements without a title that the lines of a structure hold."""
        known: set[str] = set()
        for step in steps:
            for link in self.premises(step):
                if self.map.by_reference[link.source].title is None and link.source not in known:
                    known.add(link.source)
                    yield link.source
            conclusion = self.conclusion(step)
            target = conclusion.target if conclusion is not None else None
            if isinstance(target, str) and self.map.by_reference[target].title is None:
                known.add(target)
                yield target

    @cached_property
    def untitled(self) -> frozenset[str]:
        """The statements without a title that structures define."""
        found = (self.untitled_in(steps) for steps in self.by_title.values())
        return frozenset(reference for some in found for reference in some)

    def premises(self, step: Argument) -> list[Link]:
        """The links from the premises of a step."""
        incoming = self.map.incoming.get(step.reference, ())
        return [link for link in incoming if link.polarity is Polarity.PREMISE]

    def conclusion(self, step: Argument) -> Link | None:
        """The link from a step to the first statement that it supports."""
        for link in self.outgoing.get(step.reference, ()):
            target = link.target
            if link.polarity is not Polarity.SUPPORT or not isinstance(target, str):
                continue
            if not self.map.by_reference[target].is_step:
                return link
        return None

    def concluded(self, link: Link) -> bool:
        """Whether a line would say this of the conclusion, as lines about an argument with a
        structure do: no text can say it of the argument."""
        source = self.map.by_reference[link.source]
        return (
            isinstance(source, Argument)
            and (source.title or "") in self.by_title
            and link != self.conclusion(source)
        )
