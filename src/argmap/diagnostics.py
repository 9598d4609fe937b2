"""What is wrong with a text is said as a value: a rule, a place, a message and a remedy.

Saying and printing are apart: `Diagnostic` holds what is known, the `as_…` functions print it.
"""

from __future__ import annotations

import enum
import unicodedata
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
        return as_text(self)


# A line of a megabyte must not fill the terminal: what is shown is a window around the caret.
_SHOWN = 96


def as_text(diagnostic: Diagnostic) -> str:
    """`file:line:column: severity[CODE] message`, the line with a caret, and the remedy."""
    name, line, column = diagnostic.place
    head = (
        f"{visible(name)}:{line}:{column}: {diagnostic.severity.value}[{diagnostic.code}] "
        f"{visible(diagnostic.message)}"
    )
    parts = [head]
    if diagnostic.span is not None:
        parts.extend(_excerpt(diagnostic.span))
    parts.append(f"  = remedy: {visible(diagnostic.remedy)}")
    return "\n".join(parts)


def as_record(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    """The diagnostic as plain data: code, rule, severity, file, line, column, message, remedy."""
    name, line, column = diagnostic.place
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "file": name,
        "line": line,
        "column": column,
        "message": diagnostic.message,
        "remedy": diagnostic.remedy,
    }


@frozen
class Allowance:
    """A comment that allows what some rules object to, and says why.

    It covers diagnostics of these codes at `place` (file and line), or, when it names a node,
    those about that node.
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


def visible(text: str) -> str:
    """`text` with control and direction-changing characters shown as `\\x1b`-like escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _harmless(one) else f"\\x{ord(one):02x}" for one in text)


def _harmless(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _excerpt(span: Span) -> list[str]:
    line, column = span.source.position(span.start)
    text = span.source.line(line).replace("\t", " ")
    if not text:
        return []
    first = max(0, column - 1 - _SHOWN // 2) if len(text) > _SHOWN else 0
    shown = text[first : first + _SHOWN]
    before = "…" if first else ""
    after = "…" if first + _SHOWN < len(text) else ""
    carets = max(1, min(span.end - span.start, len(shown) - (column - 1 - first)))
    gutter = f"{line} | "
    lead = before + visible(shown[: column - 1 - first])
    pad = " " * (len(gutter) + _columns(lead))
    return [f"{gutter}{before}{visible(shown)}{after}", pad + "^" * carets]


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
