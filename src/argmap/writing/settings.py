"""The settings of a map as front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.model.expectation import Expectation
from argmap.model.link import Link
from argmap.model.map import RIVALRY, ArgumentMap
from argmap.model.node import Citation, Node
from argmap.model.question import Question
from argmap.model.scenario import Action, Scenario
from argmap.model.source import Source
from argmap.model.weight import Range, Scales
from argmap.writing.spelling import number, scalar, weight

_INDENT = "    "
_SOURCE = ("title", "outlet", "kind", "date", "url", "reliability", "locators")
_SELECTING = (Action.DROP, Action.ONLY, Action.FLIP)


def front_matter(map_: ArgumentMap, questions: Iterable[Question]) -> list[str]:
    """The lines between the two `===`, both included; `questions` are those no heading asks."""
    lines = ["==="]
    if map_.title is not None:
        lines.append(f"title: {scalar(map_.title)}")
    lines.append("argmap:")
    lines.extend(_INDENT + line for line in _settings(map_, questions))
    return [*lines, "==="]


def _settings(map_: ArgumentMap, questions: Iterable[Question]) -> Iterator[str]:
    yield "version: 1"
    yield from _table("sources", {one.id: _source(one) for one in map_.sources})
    yield from _table("questions", {one.id: _question(one) for one in questions})
    if map_.scales != Scales():
        yield "scales:"
        for name in ("reliability", "credibility"):
            levels = getattr(map_.scales, name)
            yield f"{_INDENT}{name}: {_flow({key: number(levels[key]) for key in levels})}"
    if map_.semantics is not None:
        yield f"semantics: {scalar(map_.semantics)}"
    if map_.rivalry != RIVALRY[0]:
        yield f"rivalry: {map_.rivalry}"
    if map_.same_source:
        yield f"same_source: {number(map_.same_source)}"
    if map_.expect:
        yield f"expect: {_list(map(_expected, map_.expect))}"
    if map_.scenarios:
        yield "scenarios:"
        for scenario in map_.scenarios:
            said = list(_scenario(scenario))
            yield f"{_INDENT}{scalar(scenario.id)}:" + ("" if said else " {}")
            yield from (_INDENT * 2 + line for line in said)


def _source(source: Source) -> str:
    said: dict[str, str] = {}
    for name in _SOURCE:
        value = getattr(source, name)
        if value is not None:
            said[name] = scalar(value)
        if name == "title" and source.authors:
            said["authors"] = _list(source.authors)
    if source.document is not None:
        said["in"] = scalar(source.document)
    return _flow(said)


def _question(question: Question) -> str:
    said = {"text": scalar(question.text)} if question.text else {}
    return _flow({**said, "positions": _list(question.positions)})


def _scenario(scenario: Scenario) -> Iterator[str]:
    if scenario.title is not None:
        yield f"title: {scalar(scenario.title)}"
    if scenario.extends is not None:
        yield f"extends: {scalar(scenario.extends)}"
    for action in dict.fromkeys(one.action for one in scenario.changes):
        changes = [one for one in scenario.changes if one.action is action]
        if action is Action.ADD:
            added = [thing for one in changes for thing in one.added]
            yield f"add: {_flow({str(one.reference): _added(one) for one in added})}"
        elif action in _SELECTING:
            yield f"{action.value}: {_list(one.selector for one in changes)}"
        else:
            values = {one.selector: _value(one.value) for one in changes}
            yield f"{action.value}: {_flow(values)}"
    if scenario.expect:
        yield f"expect: {_list(map(_expected, scenario.expect))}"


def _added(thing: Node | Link) -> str:
    said: dict[str, str] = {}
    if isinstance(thing, Node) and thing.text:
        said["text"] = scalar(thing.text)
    if thing.weight is not None:
        said["weight"] = weight(thing.weight)
    if isinstance(thing, Link) and thing.lr is not None:
        said["lr"] = number(thing.lr)
    for name in ("note", "quote", "url"):
        value = getattr(thing, name, None)
        if value is not None:
            said[name] = scalar(value)
    if isinstance(thing, Node):
        if thing.tags:
            said["tags"] = _list(thing.tags)
        said |= _cited(thing.citation)
    return _flow(said)


def _cited(citation: Citation | None) -> dict[str, str]:
    if citation is None:
        return {}
    said = {
        "source": citation.source,
        "in": citation.document,
        "locator": citation.locator,
        "grade": None if citation.grade is None else str(citation.grade),
        "date": None if citation.date is None else str(citation.date),
    }
    return {key: scalar(value) for key, value in said.items() if value is not None}


def _expected(one: Expectation) -> str:
    if one.bound is None:
        return str(one)
    return f"{one.subject} {one.relation.value} {number(one.bound)}"


def _value(value: float | Range | None) -> str:
    assert value is not None
    return weight(value)


def _table(name: str, rows: Mapping[str, str]) -> Iterator[str]:
    if rows:
        yield f"{name}:"
        yield from (f"{_INDENT}{scalar(key)}: {said}" for key, said in rows.items())


def _flow(said: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{scalar(key)}: {value}' for key, value in said.items())}}}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, texts))}]"
