"""Tokens, and finding signs in a text without ever searching the same stretch twice."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Kind(enum.IntEnum):
    """What a token is."""

    FRONT_MATTER = enum.auto()
    INCLUDE = enum.auto()
    HEADING = enum.auto()
    NUMBER = enum.auto()
    ORDERED_ITEM = enum.auto()
    UNORDERED_ITEM = enum.auto()
    INFERENCE_START = enum.auto()
    INFERENCE_END = enum.auto()
    COMMA = enum.auto()
    INDENT = enum.auto()
    DEDENT = enum.auto()
    RELATION = enum.auto()
    STATEMENT_DEFINITION = enum.auto()
    STATEMENT_REFERENCE = enum.auto()
    ARGUMENT_DEFINITION = enum.auto()
    ARGUMENT_REFERENCE = enum.auto()
    TEXT = enum.auto()
    LINK = enum.auto()
    MENTION = enum.auto()
    EMPHASIS_START = enum.auto()
    EMPHASIS_END = enum.auto()
    TAG = enum.auto()
    DATA = enum.auto()
    NEWLINE = enum.auto()
    BLANK = enum.auto()
    END = enum.auto()


class Token(NamedTuple):
    """A token: its kind, offsets, and what it says (a title, a sign, a piece of text).

    What lies between two tokens is blanks and comments.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""


class Next:
    """Where a sign next occurs. Offsets only grow, so each stretch is searched once."""

    __slots__ = ("at", "sign", "since", "text")

    def __init__(self, text: str, sign: str) -> None:
        self.text, self.sign, self.at, self.since = text, sign, -2, -1

    def after(self, offset: int) -> int:
        """The first offset ≥ `offset` of the sign, or the length of the text."""
        if not self.since <= offset <= self.at:
            found = self.text.find(self.sign, offset)
            self.at = found if found >= 0 else len(self.text)
        self.since = offset
        return self.at
