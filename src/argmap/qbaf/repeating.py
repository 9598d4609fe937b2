"""Which nodes of a map say the same, and which speak for one source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap

_FEEDING = (Polarity.SUPPORT, Polarity.PREMISE)


def reports(map_: ArgumentMap) -> dict[str, int]:
    """Of the nodes that `same:` puts together, directly or by way of others, which report they are.

    An argument whose only ground is such a node belongs to its report; so does one all of whose
    grounds and premises are that report.
    """
    if not any(node.same for node in map_.nodes):
        return {}
    parent = {node.reference: node.reference for node in map_.nodes}
    known: set[str] = set()

    def found(reference: str) -> str:
        while parent[reference] != reference:
            parent[reference] = parent[parent[reference]]
            reference = parent[reference]
        return reference

    def join(one: str, other: str) -> None:
        known.update((one, other))
        parent[found(one)] = found(other)

    for node in map_.nodes:
        for other in node.same:
            join(node.reference, other)
    joined = True
    while joined:  # what an argument joins may make one of the feeders of another
        joined = False
        for argument, feeders in _arguments(map_):
            if feeders and feeders <= known:
                heads = {found(one) for one in feeders}
                if len(heads) == 1 and not (argument in known and found(argument) in heads):
                    join(argument, next(iter(feeders)))
                    joined = True
    number: dict[str, int] = {}
    return {
        node.reference: number.setdefault(found(node.reference), len(number))
        for node in map_.nodes
        if node.reference in known
    }


def vouchers(map_: ArgumentMap) -> dict[str, int]:
    """Of the nodes that speak for one source, which: who is cited for a statement, or for an
    argument without grounds and premises; else whom all grounds and premises share."""
    voice: dict[str, str | None] = {}
    for node in map_.nodes:
        citation = node.citation
        voice[node.reference] = (
            citation.voucher if citation is not None and citation.cited else None
        )
    waiting = {argument: feeders for argument, feeders in _arguments(map_) if feeders}
    open_feeders = {one: sum(feeder in waiting for feeder in waiting[one]) for one in waiting}
    fed: dict[str, list[str]] = {}
    for argument, feeders in waiting.items():
        for feeder in feeders:
            fed.setdefault(feeder, []).append(argument)
    ready = [one for one, count in open_feeders.items() if not count]
    for argument in ready:  # which grows meanwhile
        shared = {voice[one] for one in waiting[argument]}
        voice[argument] = shared.pop() if len(shared) == 1 else None
        for other in fed.get(argument, ()):
            open_feeders[other] -= 1
            if not open_feeders[other]:
                ready.append(other)
    # What rests on itself speaks for nobody.
    voice.update({one: None for one, count in open_feeders.items() if count})
    number: dict[str, int] = {}
    return {
        reference: number.setdefault(who, len(number))
        for reference, who in voice.items()
        if who is not None
    }


def _arguments(map_: ArgumentMap) -> Iterator[tuple[str, set[str]]]:
    """Every argument with its grounds and premises, in order."""
    for node in map_.nodes:
        if node.is_step:
            yield (
                node.reference,
                {
                    link.source
                    for link in map_.incoming.get(node.reference, ())
                    if link.polarity in _FEEDING
                },
            )
