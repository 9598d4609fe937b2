"""What a scenario in the settings adds: nodes under their references, links under theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from argmap.errors import MapError
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.node import EVIDENCE, ROLE_TAGS, Argument, Citation, Claim, Evidence, Node
from argmap.model.weight import LINK_WORDS
from argmap.text.yaml import Mapping, Scalar, Sequence, Value

_TITLE = re.compile(r"\[[^\]]+\]|<[^>]+>")
_SIGN = re.compile(r" (\+>|->|_>|=>|\?>|><) ")

_TEXTS = ("text", "note", "quote", "url")
_CITED = {"source": "source", "in": "document", "locator": "locator", "grade": "grade"}
NODE_KEYS = (*_TEXTS, "weight", "tags", *_CITED, "date")
LINK_KEYS = ("weight", "lr", "note")

#: Takes a mapping of YAML and the keys it may have, reports the others, and returns the rest.
Keyed = Callable[[Mapping, tuple[str, ...]], dict[str, Value]]


def read_addition(name: Scalar, value: Value, keyed: Keyed) -> Node | Link:
    """One entry of `add:`. Raises `ArgmapError` for what is neither node nor link."""
    reference = _reference(name.raw)
    if isinstance(reference, str):
        return _node(name, value, keyed)
    fields = _link(value, keyed)
    return Link(reference.source, reference.target, reference.polarity, origin=name.span, **fields)


def _reference(text: str) -> Target:
    """`[A] +> [B]` and `[A] _> ([B] +> [C])` as links, anything else as the name of a node."""
    title = _TITLE.match(text)
    sign = _SIGN.search(text, title.end() if title else 0)
    if sign is None:
        return text
    rest = text[sign.end() :]
    inner = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else ""
    target = _reference(inner)
    return LinkReference(
        text[: sign.start()],
        Polarity(sign[1]),
        rest if isinstance(target, str) else target,
    )


def _link(value: Value, keyed: Keyed) -> dict[str, Any]:
    """The fields of a link: a weight alone, or keys."""
    given = keyed(value, LINK_KEYS) if isinstance(value, Mapping) else {"weight": value}
    readers = {"weight": _weight, "lr": _number, "note": _text}
    return {key: readers[key](key, item) for key, item in given.items()}


def _node(name: Scalar, value: Value, keyed: Keyed) -> Node:
    bracketed = _TITLE.fullmatch(name.raw) is not None
    if not bracketed and (not name.raw or set(name.raw) & set("[]<>")):
        raise MapError(f"{name.raw!r} is no title")
    given = keyed(value, NODE_KEYS) if isinstance(value, Mapping) else {"text": value}
    fields: dict[str, Any] = {key: _text(key, given[key]) for key in _TEXTS if key in given}
    fields["title"] = name.raw[1:-1] if bracketed else name.raw
    fields["weight"] = _number("weight", given["weight"]) if "weight" in given else None
    fields["tags"] = _texts("tags", given["tags"]) if "tags" in given else ()
    cited = {field: _text(key, given[key]) for key, field in _CITED.items() if key in given}
    date = _text("date", given["date"]) if "date" in given else None
    if cited or date:
        fields["citation"] = Citation(**cited, date=date)
    fields["origin"] = name.span
    if bracketed and name.raw.startswith("<"):
        return Argument(**fields)
    tags = set(fields["tags"])
    reports = EVIDENCE in tags or (cited.keys() & {"source", "grade"} and not tags & ROLE_TAGS)
    return (Evidence if reports else Claim)(**fields)


def _text(key: str, value: Value) -> str:
    if isinstance(value, Scalar) and value.raw:
        return value.raw
    raise MapError(f"{key!r} is a text")


def _texts(key: str, value: Value) -> tuple[str, ...]:
    items = value.items if isinstance(value, Sequence) else (value,)
    return tuple(_text(key, item) for item in items)


def _number(key: str, value: Value) -> Any:
    """A number or a list of them, as it stands: what it may be, the model knows."""
    if isinstance(value, Sequence):
        return [_number(key, item) for item in value.items]
    if isinstance(value, Scalar):
        return value.value
    raise MapError(f"{key!r} is a number")


def _weight(key: str, value: Value) -> Any:
    """As `_number`, or a word such as `strong`."""
    if isinstance(value, Scalar) and value.raw in LINK_WORDS:
        return LINK_WORDS[value.raw]
    return _number(key, value)
