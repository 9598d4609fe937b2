"""The cells of a table of comma-separated values, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.text import rules
from argmap.text.file import Report

#: What may stand between two cells; the one that the first line has most of does.
DELIMITERS = ",;\t"


@frozen
class Cell:
    """What a cell says, on one line and without its quotes, and where."""

    text: str
    span: Span


def read_cells(source: SourceText, report: Report) -> Iterator[tuple[Cell, ...]]:
    """The lines of a table, a tuple of cells each, without empty lines and without the comments
    (`#`) above the first of the others.

    Python's csv module reads the same cells, and cannot say in which column one stands.
    """
    text = source.text
    at = 0
    while text[at : at + 1] in ("#", "\n"):
        end = text.find("\n", at)
        at = len(text) if end == -1 else end + 1
    first = text[at:].partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    # A cell in quotes, in which two stand for one and lines may end, or what has none.
    cell = re.compile(rf'[ ]*("(?:[^"]++|"")*+")[ ]*(?=[{delimiter}\n]|\Z)|([^{delimiter}\n]*)')
    cells: list[Cell] = []
    while at <= len(text):
        found = cell.match(text, at)
        assert found is not None
        quoted = found[1] is not None
        written = found[1][1:-1].replace('""', '"') if quoted else found[2]
        start, end = found.span(1 if quoted else 2)
        span = Span(source, start, end)
        if not quoted and written.lstrip(" ").startswith('"'):
            report(
                Diagnostic(
                    rules.BAD_TABLE,
                    "a quote opens this cell and does not close it at its end",
                    span,
                    'the whole cell in quotes, and "" for one inside',
                )
            )
        cells.append(Cell(" ".join(written.split()), span))
        at = found.end() + 1
        if text[found.end() : at] != delimiter:
            if any(one.text for one in cells):
                yield tuple(cells)
            cells = []
