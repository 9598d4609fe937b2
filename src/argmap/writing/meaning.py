"""What a text says, apart from how it is laid out: for telling whether two texts say the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from argmap.diagnostics import SourceText, Span
from argmap.text import tree
from argmap.text.data import yaml_span
from argmap.text.tokens import Token
from argmap.text.yaml import Mapping, Scalar, Value, read_yaml
from argmap.writing.pieces import Between, Piece

_PARTS = (tree.Member, tree.Relation, tree.Numbered, tree.Item, tree.Tag)


def said(part: object) -> object:
    """A part of a syntax tree without its places, data by what YAML makes of it."""
    if isinstance(part, _PARTS):
        return type(part).__name__, *(
            _field(name, getattr(part, name)) for name in type(part)._fields
        )
    kind: Any = type(part)
    if attrs.has(kind):
        return kind.__name__, *(
            _field(one.name, getattr(part, one.name)) for one in attrs.fields(kind)
        )
    if isinstance(part, tuple):
        return tuple(map(said, part))
    return part


def comments(pieces: Iterable[Piece]) -> list[list[str]]:
    """The comments of a text in order, each as its lines without the blanks around them."""
    return [
        [line.strip() for line in piece.text.splitlines()]
        for piece in pieces
        if piece.kind is Between.COMMENT
    ]


def _field(name: str, value: object) -> object:
    if name in ("content", "comments") or isinstance(value, (SourceText, Token)):
        return None
    if isinstance(value, Span):
        return _data(value) if name in ("data", "front") else None
    return said(value)


def _data(span: Span) -> object:
    wrong: list[object] = []
    value = read_yaml(yaml_span(span), wrong.append)
    return span.text.strip() if wrong or value is None else _raw(value)


def _raw(value: Value) -> object:
    if isinstance(value, Scalar):
        return value.raw, value.plain
    if isinstance(value, Mapping):
        return {key.raw: (key.plain, _raw(item)) for key, item in value.entries}
    return [_raw(item) for item in value.items]
