"""A text as pieces that leave nothing out: its tokens, and what stands between them."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.diagnostics import SourceText
from argmap.text.lexer import tokenize
from argmap.text.tokens import Kind, Token


class Between(enum.Enum):
    """What stands between tokens: it says nothing to a map, and is kept all the same.

    MARK is a sign that no token holds, such as those around front matter.
    """

    BLANKS = enum.auto()
    COMMENT = enum.auto()
    MARK = enum.auto()


class Piece(NamedTuple):
    """A token or what stands between two, as it is written. `value` is that of the token."""

    kind: Kind | Between
    start: int
    text: str
    value: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_BETWEEN = re.compile(
    r"(?P<BLANKS>\s+)|(?P<COMMENT>//[^\n]*|/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z))|(?P<MARK>\S)",
    re.DOTALL,
)


def pieces(source: SourceText, *, strict: bool = True) -> tuple[Piece, ...]:
    """The pieces of a text, which put together are the text again, whatever it is.

    `strict` is the argmap profile; without it, the text is read as Argdown reads it.
    """
    tokens, _ = tokenize(source, lambda _: None, strict=strict)
    return tuple(_pieces(source.text, tokens))


def _pieces(text: str, tokens: Iterable[Token]) -> Iterator[Piece]:
    at = 0
    for token in tokens:
        if token.start > at:
            yield from _between(text, at, token.start)
        start = max(at, token.start)
        if token.end > start:
            yield Piece(token.kind, start, text[start : token.end], token.value)
        at = max(at, token.end)
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _BETWEEN.finditer(text, start, end):
        yield Piece(Between[found.lastgroup or "MARK"], found.start(), found[0])
