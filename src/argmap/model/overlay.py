"""An overlay is what one analyst holds the weights of a map to be: numbers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from argmap.diagnostics import Span
from argmap.errors import MapError, UnknownReference
from argmap.model.link import Link, LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.weight import Weight, weight
from argmap.registry import did_you_mean


@frozen
class Stated:
    """A weight, and the name of what has it as it was written."""

    name: str
    weight: Weight = field(converter=weight)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)


Numbers: TypeAlias = Mapping[str, object] | Iterable[Stated]


def _stated(numbers: Numbers) -> tuple[Stated, ...]:
    if isinstance(numbers, Mapping):
        return tuple(Stated(name, value) for name, value in numbers.items())
    return tuple(numbers)


def _named(name: str) -> str:
    if not isinstance(name, str) or not name.strip():
        raise MapError(f"an analyst has a name, and {name!r} is none")
    return " ".join(name.split())


@frozen
class Overlay:
    """The numbers of the analyst `name`: initial `weights` by reference or bare title, and those
    of `links` by source and target, such as `A -> B`.

    An arrow `->` stands for a link of whatever polarity. Where several lead from the one to the
    other, the sign says which: `+>`, `->`, `_>`, `=>`, `?>`, `><`.
    """

    name: str = field(converter=_named)
    weights: tuple[Stated, ...] = field(default=(), converter=_stated)
    links: tuple[Stated, ...] = field(default=(), converter=_stated)

    def __len__(self) -> int:
        return len(self.weights) + len(self.links)

    def on(self, map: ArgumentMap) -> ArgumentMap:
        """The map with this analyst's numbers; what the overlay does not name keeps its own.

        Raises as `resolved` does.
        """
        return map.with_weights(self.resolved(map))

    def resolved(self, map: ArgumentMap) -> dict[str | LinkReference, Weight]:
        """The numbers by complete reference of a node or a link.

        Raises `UnknownReference` for what the map does not have, and `MapError` when two names
        stand for one thing, or for a link with a likelihood ratio.
        """
        found: dict[str | LinkReference, Weight] = {}
        for reference, one in self.matched(map):
            if isinstance(reference, Exception):
                raise reference
            found[reference] = one.weight
        return found

    def matched(
        self, map: ArgumentMap
    ) -> Iterator[tuple[str | LinkReference | UnknownReference | MapError, Stated]]:
        """What each number is of, or why it is of nothing."""
        seen: dict[str | LinkReference, str] = {}
        of_link = LinkNames(map).resolve
        wanted: list[tuple[Callable[[str], str | LinkReference], Stated]] = [
            *((map.resolve, one) for one in self.weights),
            *((of_link, one) for one in self.links),
        ]
        for of, one in wanted:
            try:
                reference = of(one.name)
                if reference in seen:
                    raise MapError(
                        f"{self.name} weighs {reference} twice, as {seen[reference]!r} and as "
                        f"{one.name!r}"
                    )
                seen[reference] = one.name
            except (UnknownReference, MapError) as error:
                yield error, one
            else:
                yield reference, one


@frozen
class LinkNames:
    """The links of a map by what people call them."""

    map: ArgumentMap

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        found: dict[str, tuple[Link, ...]] = {}
        for link in self.map.links:
            for name in dict.fromkeys(self._names(link)):
                found[name] = (*found.get(name, ()), link)
        return found

    def _names(self, link: Link) -> Iterator[str]:
        signs = dict.fromkeys((link.polarity.value, "->"))
        if isinstance(link.target, LinkReference):
            yield str(link.reference)
            return
        ways = [(link.source, link.target)]
        if link.polarity is Polarity.CONTRADICT:
            ways.append((link.target, link.source))
        for start, end in ways:
            for source in self._ends(start):
                for target in self._ends(end):
                    yield from (f"{source} {sign} {target}" for sign in signs)

    def _ends(self, reference: str) -> tuple[str, ...]:
        title = self.map.by_reference[reference].title
        return (reference,) if title is None else (reference, title)

    def resolve(self, name: str) -> LinkReference:
        """The link of that name; raises `UnknownReference` for none or several, and `MapError` for
        one with a likelihood ratio, which no weight replaces."""
        found = self._links.get(" ".join(name.split()), ())
        if len(found) > 1:
            exact = [link for link in found if f" {link.polarity.value} " in name]
            found = tuple(exact) if len(exact) == 1 else found
        if not found:
            raise UnknownReference(f"no link is named {name!r}{did_you_mean(name, self._links)}")
        if len(found) > 1:
            which = " or ".join(str(link.reference) for link in found)
            raise UnknownReference(f"{name!r} may be {which}: write which")
        if found[0].lr is not None:
            raise MapError(
                f"{found[0].reference} has a likelihood ratio, and no weight replaces it"
            )
        return found[0].reference
