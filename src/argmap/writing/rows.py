"""The rows of a text: what begins on a line of its own, how deep, and in which block."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from attrs import frozen

from argmap.text.tree import (
    Document,
    Heading,
    Include,
    Inference,
    List,
    Member,
    Relation,
    Structure,
)


class Form(enum.Enum):
    """How a row is laid out: words wrap, headings and includes stay on one line."""

    WORDS = enum.auto()
    HEADING = enum.auto()
    INCLUDE = enum.auto()
    INFERENCE = enum.auto()


@frozen
class Row:
    """Where a row begins, its level of indentation, and whether it opens a block."""

    start: int
    level: int
    opens: bool
    form: Form = Form.WORDS


def rows(document: Document) -> Iterator[Row]:
    """The rows of a text in order."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Row(block.span.start, 0, True, Form.HEADING)
        elif isinstance(block, Include):
            yield Row(block.span.start, 0, True, Form.INCLUDE)
        elif isinstance(block, Member):
            yield Row(block.span.start, 0, True)
            yield from _below(block.relations, 1)
        elif isinstance(block, Structure):
            for at, part in enumerate(block.parts):
                if isinstance(part, Inference):
                    yield Row(part.span.start, 0, at == 0, Form.INFERENCE)
                    yield from _below(part.undercuts, 1)
                else:
                    yield Row(part.span.start, 0, at == 0)
                    yield from _below(part.member.relations, 1)
        elif isinstance(block, List):
            for at, item in enumerate(block.items):
                yield Row(item.span.start, 0, at == 0)
                yield from _below(item.member.relations, 1)


def _below(relations: tuple[Relation, ...], level: int) -> Iterator[Row]:
    # The lexer bounds the depth of the profile; plain Argdown may be nested deeper.
    waiting = [(one, level) for one in reversed(relations)]
    while waiting:
        relation, depth = waiting.pop()
        yield Row(relation.span.start, depth, False)
        waiting.extend((one, depth + 1) for one in reversed(relation.member.relations))
