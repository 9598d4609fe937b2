"""A map without its evidence: what is folded away, and how much of it bears on what stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs

from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import EVENT, Evidence

_BEARING = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.PREMISE)


@attrs.frozen
class Counts:
    """Folded statements for and against, each once, and those that undercut."""

    for_: int = 0
    against: int = 0
    undercuts: int = 0

    def __str__(self) -> str:
        said = [
            f"{count} {word}"
            for count, word in (
                (self.for_, "for"),
                (self.against, "against"),
                (self.undercuts, "undercut" + "s" * (self.undercuts > 1)),
            )
            if count
        ]
        return " · ".join(said)


@attrs.frozen
class Fold:
    """References that are folded away, and by those that stay what of them bears on these."""

    hidden: frozenset[str]
    counts: Mapping[str, Counts]


def fold(map_: ArgumentMap) -> Fold:
    """Fold evidence, and with it whatever bears on nothing but what is folded.

    Positions and events stay, and so does what bears on nothing at all.
    """
    leaving: dict[str, list[Link]] = {}
    for link in map_.links:
        if link.polarity is not Polarity.CONTRADICT:
            leaving.setdefault(link.source, []).append(link)
    hidden = _hidden(map_, leaving)
    counts, reached = {}, set[str]()
    for name in map_.by_reference:
        if name not in hidden:
            counted, below = _counts(map_, name, leaving.get(name, ()), hidden)
            reached |= below
            if counted != Counts():
                counts[name] = counted
    return Fold(frozenset(hidden & reached), counts)


def _hidden(map_: ArgumentMap, leaving: Mapping[str, Sequence[Link]]) -> set[str]:
    fixed = {*map_.positions, *(node.reference for node in map_.nodes if EVENT in node.tags)}
    hidden: set[str] = set()
    waiting = [
        node.reference
        for node in map_.nodes
        if isinstance(node, Evidence) and node.reference in leaving and node.reference not in fixed
    ]
    while waiting:
        name = waiting.pop()
        if name in hidden:
            continue
        hidden.add(name)
        near: dict[str, None] = {}
        ends: list[Target] = [name, *(link.reference for link in leaving[name])]
        while ends:
            for link in map_.incoming.get(ends.pop(), ()):
                near[link.source] = None
                ends.append(link.reference)
        near |= {link.target: None for link in leaving[name] if isinstance(link.target, str)}
        for other in near:
            if other in hidden or other in fixed or other not in leaving:
                continue
            idle = all(_gone(link.target, hidden) for link in leaving[other])
            if idle or (map_.by_reference[other].is_step and _bare(map_, other, hidden)):
                waiting.append(other)
    return hidden


def _gone(target: Target, hidden: Collection[str]) -> bool:
    """Whether a link to it is not drawn."""
    while isinstance(target, LinkReference):
        if target.source in hidden:
            return True
        target = target.target
    return target in hidden


def _bare(map_: ArgumentMap, step: str, hidden: set[str]) -> bool:
    """Whether all premises of an argument are folded."""
    incoming = map_.incoming.get(step, ())
    premises = [link.source for link in incoming if link.polarity is Polarity.PREMISE]
    return bool(premises) and all(name in hidden for name in premises)


def _counts(
    map_: ArgumentMap, name: str, leaving: Sequence[Link], hidden: set[str]
) -> tuple[Counts, set[str]]:
    """What of `hidden` bears on a statement that stays, or undercuts its links; and its names.

    Signs multiply on the way: what attacks an attack counts as for.
    """
    seen: dict[str, int] = {}  # 1 for, -1 against, 0 undercuts
    waiting: list[tuple[Target, int]] = [(name, 1)]
    waiting += [(link.reference, 0) for link in leaving]
    while waiting:
        end, sign = waiting.pop()
        for link in map_.incoming.get(end, ()):
            if link.source not in hidden:
                if isinstance(end, LinkReference) and _gone(end, hidden):
                    waiting.append((link.reference, 0))
                continue
            if link.polarity is Polarity.UNDERCUT:
                turned = 0
            elif link.polarity in _BEARING:
                turned = -sign if link.polarity is Polarity.ATTACK else sign
            else:
                continue
            waiting.append((link.reference, 0))
            if link.source not in seen:
                seen[link.source] = turned
                waiting.append((link.source, turned))
    said = [sign for one, sign in seen.items() if not map_.by_reference[one].is_step]
    return Counts(said.count(1), said.count(-1), said.count(0)), set(seen)
