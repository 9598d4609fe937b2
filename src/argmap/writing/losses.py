"""What a map said that its text does not: found by reading the text again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve

from argmap.diagnostics import Diagnostic
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario, addition
from argmap.text import rules


def losses(before: ArgumentMap, after: ArgumentMap, name: str) -> Iterator[Diagnostic]:
    """A diagnostic for each way in which `after` differs from `before`. The order of links, and of
    the changes of a scenario, means nothing."""
    said: list[tuple[str, str]] = []
    one, two = before.by_reference, after.by_reference
    for reference in one:
        if reference not in two:
            said.append((reference, "is not written"))
        elif type(one[reference]) is not type(two[reference]):
            kinds = one[reference].kind, two[reference].kind
            said.append((reference, f"is written as {kinds[1]}, and is {kinds[0]}"))
        else:
            said.extend((reference, what) for what in _fields(one[reference], two[reference]))
    said.extend((reference, "is written besides") for reference in two if reference not in one)
    if not said and list(one) != list(two):
        said.append(("the map", "is written in another order"))
    said.extend(_links(before, after))
    for field in ("sources", "questions"):
        said.extend(_ordered(field, getattr(before, field), getattr(after, field)))
    said.extend(
        _ordered(
            "scenarios", tuple(map(_sorted, before.scenarios)), tuple(map(_sorted, after.scenarios))
        )
    )
    said.extend(
        ("the map", f"has {field} that are not written as they are")
        for field in ("title", "scales", "rivalry", "same_source", "semantics", "expect", "clamps")
        if getattr(before, field) != getattr(after, field)
    )
    if before.grounded != after.grounded:
        said.append(("the map", "has arguments whose grounds a scenario took away"))
    for what, message in said:
        yield Diagnostic(rules.NOT_CARRIED, f"{what} {message}", None, _REMEDY, file=name)


_REMEDY = "a .json file, which carries everything"


def _fields(one: Any, other: Any) -> Iterator[str]:
    for field in attrs.fields(type(one)):
        if field.eq and getattr(one, field.name) != getattr(other, field.name):
            was, now = (getattr(each, field.name) for each in (one, other))
            yield f"has another {field.name}: {_shown(now)} in the place of {_shown(was)}"


def _links(before: ArgumentMap, after: ArgumentMap) -> Iterator[tuple[str, str]]:
    one: dict[LinkReference, Any] = before.links_by_reference
    two = after.links_by_reference
    for reference, link in one.items():
        if reference not in two:
            yield f"the link {reference}", "is not written"
        else:
            for what in _fields(link, two[reference]):
                yield f"the link {reference}", what
    for reference in two:
        if reference not in one:
            yield f"the link {reference}", "is written besides"


def _ordered(
    name: str, before: tuple[Any, ...], after: tuple[Any, ...]
) -> Iterator[tuple[str, str]]:
    one, two = ({each.id: each for each in some} for some in (before, after))
    for id_, value in one.items():
        if id_ not in two:
            yield f"{name[:-1]} {id_!r}", "is not written"
        else:
            for what in _fields(value, two[id_]):
                yield f"{name[:-1]} {id_!r}", what
    if list(one) != [id_ for id_ in two if id_ in one]:
        yield name, "are written in another order"


def _sorted(scenario: Scenario) -> Scenario:
    """With one addition at most, as a text has it, and the changes in an order of ours."""
    things = [thing for one in scenario.changes for thing in one.added]
    others = [one for one in scenario.changes if not one.added]
    others.sort(key=lambda one: (one.action.value, one.selector, repr(one.value)))
    return evolve(scenario, changes=[addition(tuple(things)), *others] if things else others)


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, (str, float, int, type(None))) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
