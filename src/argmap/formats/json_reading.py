"""argmap's own JSON as a map: each part is read by a table of its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from argmap.formats import shape
from argmap.formats.json_writing import CITATION_NAMES, NODE_NAMES, SOURCE_NAMES, VERSION
from argmap.formats.shape import Part
from argmap.model.date import Date
from argmap.model.expectation import Expectation, Relation
from argmap.model.link import Link, Polarity, Target
from argmap.model.map import ArgumentMap, Clamp
from argmap.model.node import Argument, Citation, Claim, Evidence, Node
from argmap.model.question import Question
from argmap.model.scenario import Action, Change, Scenario, addition, factor, finite, truth
from argmap.model.source import Source
from argmap.model.weight import Grade, Scales, Weight, weight

_KINDS: Mapping[str, type[Claim] | type[Evidence] | type[Argument]] = {
    "claim": Claim,
    "evidence": Evidence,
    "argument": Argument,
}
_POLARITIES = {polarity.name.lower(): polarity for polarity in Polarity}
_VALUES: Mapping[Action, Callable[[object], Weight]] = {
    Action.ASSUME: truth,
    Action.SET: weight,
    Action.SCALE: factor,
    Action.SHIFT: finite,
}


def from_json(part: Part) -> ArgumentMap | None:
    """The map that JSON data describes; None, said, when it describes none."""
    return part.read(_read_map)


def _read_map(part: Part) -> ArgumentMap:
    said = part.record(_MAP)
    if said.pop("argmap", None) is None:
        part.wrong("the version of the format is missing", f'"argmap": {VERSION}')
    said.pop("$schema", None)
    links = said.pop("links", ())
    return ArgumentMap(links=tuple(_linked(part.key("links"), links)), **said)


def _version(part: Part) -> int:
    if shape.integer(part) != VERSION:
        part.wrong(f"only version {VERSION} of the format is known", str(VERSION))
    return VERSION


def _linked(part: Part, links: Iterable[dict[str, Any]]) -> Iterator[Link]:
    """Links, their targets by number replaced by what they number, however deep."""
    rows = list(links)
    targets: dict[int, Target] = {}
    for start in range(len(rows)):
        chain: dict[int, None] = {}
        at = start
        while at not in targets:
            target = rows[at]["target"]
            if isinstance(target, str):
                targets[at] = target
                break
            if not 0 <= target < len(rows) or at in chain:
                place = Part(None, f"{part.path}[{at}].target", part.name, part.report)
                place.wrong(f"no link has the number {target}, or it leads in a circle", "0")
            chain[at] = None
            at = target
        for number in reversed(chain):
            hit = rows[number]["target"]
            row = rows[hit]
            targets[number] = Link(row["source"], targets[hit], row["bears"]).reference
    for number, row in enumerate(rows):
        fields = {key: row[key] for key in ("weight", "lr", "note") if key in row}
        yield Link(row["source"], targets[number], row["bears"], **fields)


def _link_row(part: Part) -> dict[str, Any]:
    found = part.record(_LINK)
    _complete(part, found)
    return found


def _complete(part: Part, found: Mapping[str, Any]) -> None:
    for key in ("source", "bears", "target"):
        if key not in found:
            part.wrong(f"a link has a {key!r}", f'"{key}": …')


def _link_target(part: Part) -> str | int:
    if isinstance(part.value, dict):
        number = part.record({"link": shape.integer}).get("link")
        if isinstance(number, int):
            return number
        part.wrong("a target is a reference, or the number of a link", '{"link": 0}')
    return shape.text(part)


def _named(table: Mapping[str, Any], what: str) -> Callable[[Part], Any]:
    def read(part: Part) -> Any:
        name = shape.text(part)
        if name not in table:
            part.wrong(f"{name!r} is no {what}", f"one of {', '.join(table)}")
        return table[name]

    return read


def _weight(part: Part) -> Weight:
    if isinstance(part.value, list):
        return weight(part.each(shape.number))
    return weight(shape.number(part))


def _grade(part: Part) -> Grade:
    return Grade.parse(shape.text(part))


def _date(part: Part) -> Date:
    return Date.parse(shape.text(part))


def _renamed(found: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    back = {key: name for name, key in names.items()}
    return {back.get(key, key): value for key, value in found.items()}


def _citation(part: Part) -> Citation:
    return Citation(**_renamed(part.record(_CITATION), CITATION_NAMES))


def _node(part: Part) -> Node:
    found = part.record(_NODE)
    kind = found.pop("type", None)
    if kind is None:
        part.wrong("a node has a type", '"type": "claim"')
    if "step" in found and kind is not Argument:
        part.wrong("only an argument is a step of a structure", "the node without it")
    return kind(**_renamed(found, NODE_NAMES))  # type: ignore[no-any-return]


def _source(part: Part) -> Source:
    found = _renamed(part.record(_SOURCE), SOURCE_NAMES)
    if "id" not in found:
        part.wrong("a source has an id", '"id": "…"')
    return Source(**found)


def _question(part: Part) -> Question:
    found = part.record({"id": shape.text, "text": shape.text, "positions": shape.texts})
    if "id" not in found:
        part.wrong("a question has an id", '"id": "…"')
    return Question(**found)


def _clamp(part: Part) -> Clamp:
    found = part.record({"node": shape.text, "value": shape.number, "dropped": shape.boolean})
    if not {"node", "value"} <= set(found):
        part.wrong("a clamp has a node and a value", '"node": "[A]", "value": 1')
    return Clamp(found["node"], found["value"], found.get("dropped", False))


def _change(part: Part) -> Change:
    if "added" in part.object():
        return _addition(part)
    readers = {
        "action": _named({one.value: one for one in Action}, "action"),
        "selector": shape.text,
        "value": _change_value,
        "missing_ok": shape.boolean,
    }
    found = part.record(readers)
    if not {"action", "selector"} <= set(found):
        part.wrong("a change has an action and a selector", '"action": "drop", "selector": "[A]"')
    if found["action"] is Action.ADD:
        part.wrong("what is added is missing", '"added": [{"type": "claim", "title": "X"}]')
    needs = found["action"] not in (Action.DROP, Action.ONLY, Action.FLIP)
    if needs != ("value" in found):
        part.wrong(
            f"{found['action'].value} takes {'a' if needs else 'no'} value", "the change with it"
        )
    if needs:
        found["value"] = _VALUES[found["action"]](found["value"])
    return Change(**found)


def _addition(part: Part) -> Change:
    found = part.record({"action": shape.text, "added": lambda one: one.each(_added)})
    if found.get("action") != Action.ADD.value:
        part.wrong("only add takes what is added", '"action": "add"')
    return addition(found.get("added", ()))


def _added(part: Part) -> Node | Link:
    if "bears" not in part.object():
        return _node(part)
    found = part.record({**_LINK, "target": _added_target})
    _complete(part, found)
    fields = {key: found[key] for key in ("weight", "lr", "note") if key in found}
    return Link(found["source"], found["target"], found["bears"], **fields)


def _added_target(part: Part) -> Target:
    if isinstance(part.value, str):
        return part.value
    found = part.record({**_END, "target": _added_target})
    _complete(part, found)
    return Link(found["source"], found["target"], found["bears"]).reference


def _change_value(part: Part) -> Weight:
    return _weight(part) if isinstance(part.value, list) else shape.number(part)


def _read_expectation(part: Part) -> Expectation:
    readers = {
        "subject": shape.text,
        "relation": _named({one.value: one for one in Relation}, "relation"),
        "other": shape.text,
        "bound": shape.number,
    }
    found = part.record(readers)
    if not {"subject", "relation"} <= set(found):
        part.wrong("an expectation has a subject and a relation", '"relation": "first"')
    return Expectation(**found)


def _read_scenario(part: Part) -> Scenario:
    readers = {
        "id": shape.text,
        "title": shape.text,
        "extends": shape.text,
        "changes": lambda one: one.each(_change),
        "expect": lambda one: one.each(_read_expectation),
    }
    found = part.record(readers)
    if "id" not in found:
        part.wrong("a scenario has an id", '"id": "…"')
    return Scenario(**found)


def _scales(part: Part) -> Scales:
    def levels(table: Part) -> dict[str, float]:
        return table.record(dict.fromkeys(table.object(), shape.number))

    return Scales(**part.record({"reliability": levels, "credibility": levels}))


def _semantics(part: Part) -> str:
    from argmap.semantics import SEMANTICS

    return SEMANTICS.named(shape.text(part)).name


_CITATION: Mapping[str, Callable[[Part], Any]] = {
    "source": shape.text,
    "in": shape.text,
    "locator": shape.text,
    "grade": _grade,
    "date": _date,
}
_NODE: Mapping[str, Callable[[Part], Any]] = {
    "type": _named(_KINDS, "type of node"),
    "title": shape.text,
    "text": shape.text,
    "weight": _weight,
    "tags": shape.texts,
    "citation": _citation,
    "section": shape.texts,
    "same": shape.texts,
    "note": shape.text,
    "quote": shape.text,
    "url": shape.text,
    "reviewed": shape.text,
    "kind": shape.text,
    "card": shape.boolean,
    "step": shape.integer,
}
_SOURCE: Mapping[str, Callable[[Part], Any]] = {
    **dict.fromkeys(("id", "title"), shape.text),
    "authors": shape.texts,
    **dict.fromkeys(("outlet", "kind", "date", "url", "reliability", "in", "locators"), shape.text),
}
_END: Mapping[str, Callable[[Part], Any]] = {
    "source": shape.text,
    "bears": _named(_POLARITIES, "way to bear on something"),
}
_LINK: Mapping[str, Callable[[Part], Any]] = {
    **_END,
    "target": _link_target,
    "weight": _weight,
    "lr": shape.number,
    "note": shape.text,
}
_MAP: Mapping[str, Callable[[Part], Any]] = {
    "$schema": shape.text,
    "argmap": _version,
    "title": shape.text,
    "semantics": _semantics,
    "rivalry": shape.text,
    "same_source": shape.number,
    "scales": _scales,
    "sources": lambda part: part.each(_source),
    "questions": lambda part: part.each(_question),
    "nodes": lambda part: part.each(_node),
    "links": lambda part: part.each(_link_row),
    "clamps": lambda part: part.each(_clamp),
    "scenarios": lambda part: part.each(_read_scenario),
    "expect": lambda part: part.each(_read_expectation),
    "grounded": lambda part: frozenset(part.each(shape.text)),
}

#: The keys that are read, in the order of the schema.
KEYS: Mapping[str, tuple[str, ...]] = {
    "map": tuple(_MAP),
    "node": tuple(_NODE),
    "citation": tuple(_CITATION),
    "source": tuple(_SOURCE),
    "link": tuple(_LINK),
}
