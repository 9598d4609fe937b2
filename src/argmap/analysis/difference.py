"""A difference is what was added, dropped, reworded or reweighed between two versions of a map."""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import field, frozen

from argmap.analysis.expectations import UNCHANGED
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import UnknownReference
from argmap.model.link import Link
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.sequence import kept
from argmap.model.weight import Weight, mode
from argmap.registry import did_you_mean
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen
class Edit:
    """One thing that differs. `what` is added, dropped, reworded, reweighed, recited, retagged or
    changed, `of` node, link, source or scenario; `before` and `after` are what it said or
    weighed."""

    what: str
    of: str
    reference: str
    before: str = ""
    after: str = ""


@frozen
class Moved:
    """A position and its score and rank in both versions; None where it is no position."""

    question: str
    position: str
    before: float | None
    after: float | None
    rank_before: int | None
    rank_after: int | None

    @property
    def delta(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def unchanged(self) -> bool:
        """Whether the score differs by less than .005."""
        return self.delta is not None and abs(self.delta) < UNCHANGED


@frozen(eq=False)
class Difference(Table):
    """The edits, nodes first, and what became of the positions."""

    old: Assessment = field(repr=False)
    new: Assessment = field(repr=False)
    edits: tuple[Edit, ...] = field(converter=kept)
    positions: tuple[Moved, ...] = field(converter=kept)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.edits)

    def __len__(self) -> int:
        return len(self.edits)

    def __getitem__(self, reference: str) -> tuple[Edit, ...]:
        """The edits of one thing, by its reference."""
        found = tuple(one for one in self.edits if one.reference == reference)
        if not found:
            near = did_you_mean(reference, [one.reference for one in self.edits])
            raise UnknownReference(f"nothing differs about {reference!r}{near}")
        return found

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("what", "of", "reference", "before", "after")

    def to_records(self) -> list[dict[str, object]]:
        return [{key: getattr(one, key) for key in self.keys} for one in self.edits]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("what", "what"),
            Column("of", ""),
            Column("reference", "which"),
            Column("before", "before"),
            Column("after", "after"),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        said = [] if self.edits else ["The two versions say the same."]
        signed = decimals(3, signed=True)
        for one in self.positions:
            if one.before is None or one.after is None:
                word = "is a position no longer" if one.after is None else "is a new position"
                score = one.before if one.after is None else one.after
                said.append(f"{one.position} {word} ({_score(score)}, {_rank(one)}).")
                continue
            if one.unchanged and one.rank_before == one.rank_after:
                continue
            moved = "unchanged" if one.unchanged else signed(one.after - one.before)
            said.append(
                f"{one.position}: {_score(one.before)} before, {_score(one.after)} after "
                f"({moved}; {_rank(one)})."
            )
        if self.edits and not said:
            said.append("The ranking is unchanged.")
        return tuple(said)


def _score(score: float | None) -> str:
    return "unsettled" if score is None or math.isnan(score) else f"{score:.3f}"


def _rank(one: Moved) -> str:
    ranks = ["none" if rank is None else str(rank) for rank in (one.rank_before, one.rank_after)]
    if one.before is None or one.after is None:
        return f"rank {ranks[0] if one.after is None else ranks[1]}"
    return f"rank {ranks[0]}" if ranks[0] == ranks[1] else f"rank {ranks[0]} before, {ranks[1]} now"


def diff(
    old: ArgumentMap, new: ArgumentMap, *, semantics: ModularSemantics | None = None
) -> Difference:
    """What differs between two versions of a map, and what that did to the ranking.

    Nodes are the same when their references are: one under a new title was dropped and added.
    Each version is scored by its own semantics unless one is given.
    """
    before, after = assess(old, semantics=semantics), assess(new, semantics=semantics)
    edits = [*_nodes(old, new), *_links(old, new), *_sources(old, new), *_scenarios(old, new)]
    return Difference(before, after, edits, _positions(before, after))


def _nodes(old: ArgumentMap, new: ArgumentMap) -> Iterator[Edit]:
    yield from _come_and_gone(
        "node",
        {reference: node.label for reference, node in old.by_reference.items()},
        {reference: node.label for reference, node in new.by_reference.items()},
    )
    for reference, node in new.by_reference.items():
        former = old.by_reference.get(reference)
        if former is None:
            continue
        if former.text != node.text:
            yield Edit("reworded", "node", reference, former.text, node.text)
        weights = (old.initial(reference), new.initial(reference))
        if weights[0] != weights[1]:
            yield Edit("reweighed", "node", reference, *map(_weight, weights))
        if former.citation != node.citation:
            yield Edit("recited", "node", reference, _cited(former), _cited(node))
        if set(former.tags) != set(node.tags):
            yield Edit("retagged", "node", reference, *(_tags(one) for one in (former, node)))


def _links(old: ArgumentMap, new: ArgumentMap) -> Iterator[Edit]:
    former, now = old.links_by_reference, new.links_by_reference
    yield from _come_and_gone(
        "link",
        {str(reference): _link(link) for reference, link in former.items()},
        {str(reference): _link(link) for reference, link in now.items()},
    )
    for reference, link in now.items():
        if reference in former and _link(former[reference]) != _link(link):
            before = _link(former[reference])
            yield Edit("reweighed", "link", str(reference), before, _link(link))


def _sources(old: ArgumentMap, new: ArgumentMap) -> Iterator[Edit]:
    former = {source.id: source.reliability or "" for source in old.sources}
    now = {source.id: source.reliability or "" for source in new.sources}
    yield from _come_and_gone("source", former, now)
    for name, grade in now.items():
        if name in former and former[name] != grade:
            yield Edit("reweighed", "source", name, former[name], grade)


def _scenarios(old: ArgumentMap, new: ArgumentMap) -> Iterator[Edit]:
    former = {scenario.id: scenario for scenario in old.scenarios}
    now = {scenario.id: scenario for scenario in new.scenarios}
    yield from _come_and_gone("scenario", dict.fromkeys(former, ""), dict.fromkeys(now, ""))
    for name, scenario in now.items():
        if name in former and former[name] != scenario:
            yield Edit("changed", "scenario", name)


def _come_and_gone(of: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Edit]:
    for name, was in old.items():
        if name not in new:
            yield Edit("dropped", of, name, was, "")
    for name, now in new.items():
        if name not in old:
            yield Edit("added", of, name, "", now)


def _weight(weight: Weight) -> str:
    return f"{mode(weight):.3g}" if isinstance(weight, float) else str(weight)


def _link(link: Link) -> str:
    if link.lr is not None:
        return f"lr {link.lr:g}"
    return "1" if link.weight is None else _weight(link.weight)


def _cited(node: Node) -> str:
    citation = node.citation
    if citation is None:
        return ""
    parts = (citation.source, citation.document, citation.locator, citation.grade, citation.date)
    return ", ".join(str(part) for part in parts if part is not None)


def _tags(node: Node) -> str:
    return " ".join(f"#{tag}" for tag in node.tags)


def _positions(before: Assessment, after: Assessment) -> Iterator[Moved]:
    places: dict[tuple[str, str], list[tuple[float, int | None] | None]] = {}
    for at, assessment in enumerate((before, after)):
        for ranking in assessment.rankings:
            for place in ranking:
                key = (ranking.question.id, place.reference)
                places.setdefault(key, [None, None])[at] = (place.score, place.rank)
    for (question, position), (old, new) in places.items():
        yield Moved(
            question,
            position,
            old and old[0],
            new and new[0],
            old and old[1],
            new and new[1],
        )
