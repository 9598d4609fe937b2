"""A map as argmap's own JSON: everything that it says. `argmap.schema.json` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import attrs

from argmap.model.date import Date
from argmap.model.expectation import Expectation
from argmap.model.link import Link, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import Citation, Node
from argmap.model.scenario import Change, Scenario
from argmap.model.weight import Grade, Range

VERSION = 1
#: Keys that are called otherwise in Python, as they are in the text format.
NODE_NAMES = {"genre": "kind"}
CITATION_NAMES = {"document": "in"}
SOURCE_NAMES = {"document": "in"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of argmap's own JSON."""
    text = files("argmap.formats").joinpath("argmap.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def to_json(map_: ArgumentMap) -> str:
    """A map as JSON, one node or link to a line. `from_json` reads an equal map from it."""
    parts = [f'"argmap": {VERSION}']
    for key, value in _map(map_):
        if isinstance(value, list) and value and not isinstance(value[0], str):
            rows = ",\n    ".join(map(_dumped, value))
            parts.append(f'"{key}": [\n    {rows}\n  ]')
        else:
            parts.append(f'"{key}": {_dumped(value)}')
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def _dumped(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _map(map_: ArgumentMap) -> Iterator[tuple[str, Any]]:
    default = ArgumentMap()
    for key in ("title", "semantics", "rivalry", "same_source"):
        value = getattr(map_, key)
        if value != getattr(default, key):
            yield key, value
    if map_.scales != default.scales:
        yield "scales", attrs.asdict(map_.scales, value_serializer=lambda _i, _a, v: v)
    numbers = {link.reference: at for at, link in enumerate(map_.links)}
    tables: dict[str, list[Any]] = {
        "sources": [_said(one, SOURCE_NAMES) for one in map_.sources],
        "questions": [_said(one, {}) for one in map_.questions],
        "nodes": [_node(one) for one in map_.nodes],
        "links": [
            _link(one, one.target if isinstance(one.target, str) else {"link": numbers[one.target]})
            for one in map_.links
        ],
        "clamps": [
            {"node": one.reference, "value": one.value, "dropped": one.dropped}
            for one in map_.clamps
        ],
        "scenarios": [_scenario(one) for one in map_.scenarios],
        "expect": [_expectation(one) for one in map_.expect],
    }
    yield from ((key, rows) for key, rows in tables.items() if rows or key in ("nodes", "links"))
    if map_._grounded is not None:
        yield "grounded", sorted(map_._grounded)


def _said(value: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a value that are not what they are by default."""
    found: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        said = getattr(value, field.name)
        if field.eq and (field.name == "id" or said != field.default):
            found[names.get(field.name, field.name)] = _plain(said)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Range):
        return [value.low, value.mode, value.high]
    if isinstance(value, (Date, Grade)):
        return str(value)
    if isinstance(value, Citation):
        return _said(value, CITATION_NAMES)
    return list(value) if isinstance(value, tuple) else value


def _link(link: Link, target: object) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": link.source,
        "bears": link.polarity.name.lower(),
        "target": target,
    }
    for key in ("weight", "lr", "note"):
        if getattr(link, key) is not None:
            found[key] = _plain(getattr(link, key))
    return found


def _scenario(scenario: Scenario) -> dict[str, Any]:
    found = _said(attrs.evolve(scenario, changes=(), expect=()), {})
    if scenario.changes:
        found["changes"] = [_change(one) for one in scenario.changes]
    if scenario.expect:
        found["expect"] = [_expectation(one) for one in scenario.expect]
    return found


def _change(one: Change) -> dict[str, Any]:
    if one.added:
        return {"action": one.action.value, "added": [_added(thing) for thing in one.added]}
    return {
        "action": one.action.value,
        "selector": one.selector,
        **({} if one.value is None else {"value": _plain(one.value)}),
        **({"missing_ok": True} if one.missing_ok else {}),
    }


def _added(thing: Node | Link) -> dict[str, Any]:
    if isinstance(thing, Link):
        return _link(thing, _target(thing.target))
    return _node(thing)


def _target(target: Target) -> Any:
    """A reference, or the link that is meant, in full: what a scenario adds has no number."""
    if isinstance(target, str):
        return target
    bears = target.polarity.name.lower()
    return {"source": target.source, "bears": bears, "target": _target(target.target)}


def _node(node: Node) -> dict[str, Any]:
    return {"type": node.kind, **_said(node, NODE_NAMES)}


def _expectation(one: Expectation) -> dict[str, Any]:
    found: dict[str, Any] = {"subject": one.subject, "relation": one.relation.value}
    for key in ("other", "bound"):
        if getattr(one, key) is not None:
            found[key] = getattr(one, key)
    return found
