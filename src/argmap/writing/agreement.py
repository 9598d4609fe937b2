"""Whether a changed text says what it was meant to say: the same map but for what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs
from attrs import evolve

from argmap.errors import EditError
from argmap.model.expectation import Expectation
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.text.data import CITATION_KEYS

#: The settings of a map, which no change of a node or link touches.
SETTINGS = ("title", "sources", "scales", "rivalry", "same_source", "semantics")

_STUCK = "the title stands in a place where it cannot be changed by itself"
_SELECTED = "a selector of a scenario would no longer select the same; write it with [Title]"
_FIELDS = {"kind": "genre", **dict.fromkeys(CITATION_KEYS, "citation")}


def only_changed(before: ArgumentMap, after: ArgumentMap, place: Target, key: str) -> None:
    """Check that nothing but what `key` says of one node or link differs between two maps.

    Raises `EditError`.
    """
    fields = {"weight", "lr"} if key in ("weight", "lr") else {_FIELDS.get(key, key)}
    if list(before.by_reference) != list(after.by_reference):
        raise _more("which nodes there are")
    for reference, node in before.by_reference.items():
        other = after.by_reference[reference]
        if reference != place and node != other:
            raise _more(reference)
        if reference == place and not _alike(node, other, fields):
            raise _more(f"something else of {reference}")
    one, two = (_links(map_, place if key == "if" else None) for map_ in (before, after))
    if list(one) != list(two):
        raise _more("which links there are")
    for link, known in one.items():
        if link != place and known != two[link]:
            raise _more(str(link))
        if link == place and not _alike(known, two[link], fields):
            raise _more(f"something else of {link}")
    settings = ("expect", "scenarios", *(() if key == "tags" else ("questions",)), *SETTINGS)
    for name in settings:
        if getattr(before, name) != getattr(after, name):
            raise _more(f"the {name}")


def renamed_alike(before: ArgumentMap, after: ArgumentMap, node: Node, title: str) -> None:
    """Check that two maps are the same but for one title. Raises `EditError`."""
    if len(before.nodes) != len(after.nodes):
        raise _more("how many nodes there are")
    pairs = list(zip(before.nodes, after.nodes, strict=True))
    names = {one.reference: other.reference for one, other in pairs}
    for one, other in pairs:
        bears_it = one.title == node.title and one.is_step == node.is_step
        wanted = evolve(
            one,
            title=title if bears_it else one.title,
            text=other.text if _retold(one.text, other.text, node.title or "", title) else one.text,
            same=tuple(names[same] for same in one.same),
        )
        if wanted != other:
            raise EditError(_STUCK)
    _same_but_named(before, after, names)
    for old, new in zip(before.scenarios, after.scenarios, strict=True):
        if old.changes or old.extends:
            _same_but_named(before.supposing(old), after.supposing(new), names)
        _same_expectations(before, old.expect, after, new.expect, names)
    _same_expectations(before, before.expect, after, after.expect, names)


def _same_but_named(before: ArgumentMap, after: ArgumentMap, names: Mapping[str, str]) -> None:
    def name(reference: str) -> str:
        return names.get(reference, reference)

    if [one.weight for one in before.nodes] != [one.weight for one in after.nodes]:
        raise EditError(_SELECTED)
    links = tuple(
        evolve(link, source=name(link.source), target=_named(link.target, name))
        for link in before.links
    )
    questions = tuple(
        evolve(one, positions=tuple(map(name, one.positions))) for one in before.questions
    )
    if links != after.links or questions != after.questions:
        raise EditError(_SELECTED if before.touched else _STUCK)
    clamps = {name(one.reference): (one.value, one.dropped) for one in before.clamps}
    if clamps != {one.reference: (one.value, one.dropped) for one in after.clamps}:
        raise EditError(_SELECTED)
    for setting in SETTINGS:
        if getattr(before, setting) != getattr(after, setting):
            raise _more(f"the {setting}")


def _same_expectations(
    before: ArgumentMap,
    old: tuple[Expectation, ...],
    after: ArgumentMap,
    new: tuple[Expectation, ...],
    names: Mapping[str, str],
) -> None:
    def said(map_: ArgumentMap, one: Expectation, known: Mapping[str, str]) -> tuple[object, ...]:
        ends = [None if end is None else map_.resolve(end) for end in (one.subject, one.other)]
        return (*(known.get(end or "", end) for end in ends), one.relation, one.bound)

    if [said(before, one, names) for one in old] != [said(after, one, {}) for one in new]:
        raise EditError("an expectation would no longer expect the same")


def _retold(text: str, other: str, title: str, new: str) -> bool:
    """Whether `other` is `text` with another title where it mentions the old one."""
    between = "(?:" + "|".join(map(re.escape, (title, new))) + ")"
    return re.fullmatch(between.join(map(re.escape, text.split(title))), other) is not None


def _named(target: Target, name: Callable[[str], str]) -> Target:
    heads: list[LinkReference] = []
    while isinstance(target, LinkReference):
        heads.append(target)
        target = target.target
    result: Target = name(target)
    for head in reversed(heads):
        source = name(head.source)
        if head.polarity is Polarity.CONTRADICT and isinstance(result, str) and result < source:
            source, result = result, source
        result = LinkReference(source, head.polarity, result)
    return result


def _alike(one: Node | Link, other: Node | Link, but: set[str]) -> bool:
    names = {field.name for field in attrs.fields(type(one))} - but - {"origin"}
    return all(getattr(one, name) == getattr(other, name, None) for name in names)


def _links(map_: ArgumentMap, but_conditions_of: Target | None) -> dict[LinkReference, Link]:
    return {
        link.reference: link
        for link in map_.links
        if but_conditions_of is None
        or link.polarity is not Polarity.CONDITION
        or link.target != but_conditions_of
    }


def _more(what: str) -> EditError:
    return EditError(f"this change would change {what}, too")
