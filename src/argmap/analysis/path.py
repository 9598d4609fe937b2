"""The critical path: the one chain of reasons through which most reaches a statement."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from attrs import field, frozen

from argmap.analysis.table import Table
from argmap.assessment import Assessment
from argmap.model.link import LinkReference, Polarity
from argmap.model.sequence import kept
from argmap.tables import Column, decimals

_BEARING = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.PREMISE)


@frozen
class PathLink:
    """One link of the way; `flow` is what it passes on, 0 to 1."""

    link: LinkReference
    label: str
    bears: str
    flow: float


@frozen(eq=False)
class CriticalPath(Table):
    """Links from a leaf, on which nothing bears, to `position`; none where nothing reaches it.

    `flow` is the product of what they pass on: no other way has a larger one.
    """

    position: str
    links: tuple[PathLink, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[PathLink]:
        return iter(self.links)

    def __len__(self) -> int:
        return len(self.links)

    @property
    def flow(self) -> float:
        flow = 1.0
        for one in self.links:
            flow *= one.flow
        return flow

    @property
    def statements(self) -> tuple[str, ...]:
        """From the leaf to the position."""
        return (*(one.link.source for one in self.links), self.position)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "source", "label", "bears", "target", "flow")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.position,
                "source": one.link.source,
                "label": one.label,
                "bears": one.bears,
                "target": str(one.link.target),
                "flow": one.flow,
            }
            for one in self.links
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("label", "statement"),
            Column("bears", ""),
            Column("target", "on"),
            Column("flow", "passes on", decimals(3), right=True),
        )

    @property
    def caption(self) -> str:
        return f"Critical path to {self.position}"

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.links:
            return (f"Nothing reaches {self.position}.",)
        return (f"All of it passes on {decimals(3)(self.flow)}.",)


def critical_path(assessment: Assessment, position: str) -> CriticalPath:
    """The way from a leaf to a statement on which the product of `Assessment.flow` is largest.

    It goes along supports, attacks and premises. Where every way ends in a circle, it begins at
    the statement from which most comes. Raises `UnknownReference`.
    """
    map_ = assessment.map
    start = map_.resolve(position)
    found: dict[str, float] = {}
    onward: dict[str, LinkReference] = {}
    leaves: set[str] = set()
    order = {name: index for index, name in enumerate(map_.by_reference)}
    waiting: list[tuple[float, int, str, LinkReference | None]] = [(-1.0, -1, start, None)]
    while waiting:
        flow, _, name, link = heapq.heappop(waiting)
        if name in found:
            continue
        found[name] = -flow
        if link is not None:
            onward[name] = link
        bearing = False
        for one in map_.incoming.get(name, ()):
            if one.polarity not in _BEARING or one.target != name:
                continue
            passed = assessment.flow(one, into=name)
            if passed > 0.0:
                bearing = True
                if one.source not in found:
                    key = (flow * passed, order[one.source], one.source, one.reference)
                    heapq.heappush(waiting, key)
        if not bearing and name != start:
            leaves.add(name)
    ends = leaves or found.keys() - {start}
    if not ends:
        return CriticalPath(start, ())
    name = min(ends, key=lambda end: (-found[end], order[end]))
    links = []
    while name != start:
        reference = onward[name]
        label = map_.by_reference[name].title or map_.by_reference[name].label
        bears = reference.polarity.name.lower()
        links.append(PathLink(reference, label, bears, assessment.flow(reference)))
        name = str(reference.target)
    return CriticalPath(start, tuple(links))
