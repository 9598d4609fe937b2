"""A file as it is: changed in places, it stays what it was everywhere else, to the byte."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from attrs import evolve, field, frozen

from argmap.diagnostics import SourceText, Span
from argmap.text.file import cleaned
from argmap.text.tokens import Kind
from argmap.writing.pieces import Between, Piece, pieces

_MARK = "\ufeff"
_CLOSING = (Between.MARK, Kind.EMPHASIS_END)
_SILENT = (Between.BLANKS, Between.COMMENT, Kind.NEWLINE, Kind.BLANK)


class Splice(NamedTuple):
    """A text in the place of a span."""

    span: Span
    text: str


@frozen
class Original:
    """A file: its name in messages, its path (None for a text without one), and its content with
    byte-order mark and line ends as they are. `saved` is what the file held when it was read.
    `strict` is false for plain Argdown."""

    name: str
    path: Path | None
    content: str
    saved: str | None = field(default=None, repr=False)
    strict: bool = True

    @property
    def changed(self) -> bool:
        return self.content != self.saved

    @property
    def unmarked(self) -> str:
        """The content without a byte-order mark, with which it would be no map."""
        return self.content.removeprefix(_MARK)

    @property
    def difference(self) -> str:
        """What changed since the file was read, as a unified diff; empty when nothing did."""
        before, after = ((self.saved or "").splitlines(True), self.content.splitlines(True))
        return "".join(_lines_of_diff(before, after, self.name))

    @cached_property
    def source(self) -> SourceText:
        """The text as it is read: LF line ends and no byte-order mark."""
        return cleaned(self.content, self.name, lambda _: None)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of `source`."""
        return pieces(self.source, strict=self.strict)

    def content_end(self, span: Span) -> Span:
        """The empty span after the last word in `span`, with what closes its emphasis."""
        at = bisect_left(self.pieces, span.end, key=lambda piece: piece.end)
        at = min(at, len(self.pieces) - 1)
        while at + 1 < len(self.pieces) and self.pieces[at + 1].kind in _CLOSING:
            at += 1
        while at > 0 and (self.pieces[at].kind in _SILENT or not self.pieces[at].text.strip()):
            at -= 1
        piece = self.pieces[at]
        end = piece.start + len(piece.text.rstrip())
        return Span(span.source, end, end)

    @cached_property
    def _left_out(self) -> tuple[int, ...]:
        """For each character that is not read, the offset in `source` of what follows it."""
        found: list[int] = []
        content = self.content
        if content.startswith(_MARK):
            found.append(-1)
        at = content.find("\r\n")
        while at >= 0:
            found.append(at - len(found))
            at = content.find("\r\n", at + 2)
        return tuple(found)

    def offset(self, read: int) -> int:
        """Where in `content` stands what is read at this offset of `source`."""
        return read + bisect_left(self._left_out, read)

    def spliced(self, splices: Iterable[Splice]) -> Original:
        """The file with other texts in some places, which do not overlap."""
        content = self.content
        line_end = "\r\n" if "\r\n" in content else "\n"
        for splice in sorted(splices, key=lambda one: one.span.start, reverse=True):
            start, end = self.offset(splice.span.start), self.offset(splice.span.end)
            content = content[:start] + splice.text.replace("\n", line_end) + content[end:]
        return evolve(self, content=content)


def _lines_of_diff(before: Sequence[str], after: Sequence[str], name: str) -> Iterator[str]:
    for line in difflib.unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
