"""What is wrong with a text is said as a value: a rule, a place, a message and a remedy.

Saying and printing are apart: this holds what is known, `rendering` shows it.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen


@frozen
class SourceText:
    """A text and the name it goes by in messages (usually its path as the user wrote it)."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at != -1:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end == -1 else end].rstrip("\r")


@frozen
class Span:
    """A stretch of a source text: half-open offsets in characters."""

    source: SourceText = field(repr=lambda source: source.name)
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"


class Severity(enum.Enum):
    """How bad it is. An ERROR leaves no map; the others let the road go on."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Rule:
    """A numbered kind of mistake. Codes never change meaning and are never used again."""

    code: str
    name: str
    summary: str
    severity: Severity = Severity.ERROR


@frozen
class Diagnostic:
    """One mistake: which rule, where, what is the matter, and what to write instead."""

    rule: Rule
    message: str
    span: Span | None
    remedy: str
    file: str | None = field(default=None, kw_only=True)

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def name(self) -> str:
        """The file that the diagnostic is about."""
        return self.span.source.name if self.span is not None else self.file or "<text>"

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column (from 1); a diagnostic about a whole file stands at 1:1."""
        if self.span is None:
            return self.name, 1, 1
        return self.name, self.span.line, self.span.column

    def __str__(self) -> str:
        name, line, column = self.place
        return f"{name}:{line}:{column}: {self.severity.value}[{self.code}] {self.message}"


@frozen
class Allowance:
    """A comment that allows what some rules object to, and says why.

    It covers diagnostics of these codes at `place` (file and line). When it names a node, it
    covers those about that node, as long as the file it stands in is the one that is checked.
    """

    codes: tuple[str, ...]
    reason: str
    span: Span
    place: tuple[str, int]
    reference: str | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place within each file; files stay in the order in which they were first met."""
    found = list(dict.fromkeys(diagnostics))
    files = {name: at for at, name in enumerate(dict.fromkeys(one.name for one in found))}
    return tuple(sorted(found, key=lambda one: (files[one.name], *one.place[1:], one.code)))
