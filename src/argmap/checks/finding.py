"""A check looks at a whole map that reads without errors, and says what a careful critic would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from attrs import frozen

from argmap.assessment import Assessment, assess
from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import SemanticsError
from argmap.model.link import Link, Polarity
from argmap.model.map import ArgumentMap


@frozen
class Finding:
    """What one check objects to in one place."""

    message: str
    span: Span | None
    remedy: str


@frozen
class Subject:
    """What checks look at: the map, and its assessment when some check asks for it."""

    map: ArgumentMap

    @cached_property
    def assessment(self) -> Assessment | None:
        """Under the map's own semantics; None when that cannot score the map."""
        try:
            return assess(self.map)
        except SemanticsError:
            return None

    @cached_property
    def outgoing(self) -> dict[str, tuple[Link, ...]]:
        """The links that lead away from each node, whether they carry anything or not.

        A `><` leads away from both of its ends.
        """
        found: dict[str, list[Link]] = {}
        for link in self.map.links:
            found.setdefault(link.source, []).append(link)
            if link.polarity is Polarity.CONTRADICT and isinstance(link.target, str):
                found.setdefault(link.target, []).append(link)
        return {reference: tuple(links) for reference, links in found.items()}


@frozen
class Check:
    """One way of criticising a map.

    `why` tells a user what is behind it and what to do; `example` is a text to which it objects,
    run by the tests and shown in the docs.
    """

    rule: Rule
    why: str
    example: str
    find: Callable[[Subject], Iterable[Finding]]

    @property
    def name(self) -> str:
        return self.rule.name

    def diagnostics(self, subject: Subject) -> Iterator[Diagnostic]:
        for finding in self.find(subject):
            file = None if finding.span else subject.map.title
            yield Diagnostic(self.rule, finding.message, finding.span, finding.remedy, file=file)
