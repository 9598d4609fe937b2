"""A matrix is read from a table: a line for each item, a column for each hypothesis."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from attrs import define, field, frozen

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span, in_order
from argmap.model.matrix import (
    COLUMNS,
    HYPOTHESIS,
    IGNORED,
    LETTERS,
    LEVELS,
    Matrix,
    Rated,
    rating,
)
from argmap.model.weight import unit
from argmap.reading import Parsed
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.cells import Cell, read_cells
from argmap.text.file import Report, cleaned, read_file

_RATINGS = {**LETTERS, "": 0.0, "NA": 0.0, "N/A": 0.0}
# Spreadsheets write both, and they trouble nobody here.
_HARMLESS = (rules.BYTE_ORDER_MARK, rules.CARRIAGE_RETURN)


def read_matrix(path: str | os.PathLike[str]) -> Parsed[Matrix]:
    """Read a file of comma-, semicolon- or tab-separated values. Never raises on content.

    The first line names the columns: the items, `credibility`, `relevance` and `source`, which may
    be missing, and one for each hypothesis. Without a column of items it is the first.
    """
    found: list[Diagnostic] = []
    name = os.fspath(path)
    source = read_file(Path(name), name, _but_harmless(found))
    return Parsed(_matrix(source, found) if source else None, in_order(found))


def parse_matrix(text: str, *, name: str = "<text>") -> Parsed[Matrix]:
    """As `read_matrix`, for a text that is in no file."""
    found: list[Diagnostic] = []
    return Parsed(_matrix(cleaned(text, name, _but_harmless(found)), found), in_order(found))


def load_matrix(path: str | os.PathLike[str]) -> Matrix:
    """The matrix in a file; raises `ReadError`, which carries the diagnostics, when there is
    none."""
    return read_matrix(path).required()


def _but_harmless(found: list[Diagnostic]) -> Report:
    def report(one: Diagnostic) -> None:
        if one.rule not in _HARMLESS:
            found.append(one)

    return report


@frozen
class _Columns:
    """In which column what stands, by the names of `COLUMNS`; the hypotheses with theirs."""

    at: dict[str, int]
    hypotheses: dict[int, str]
    count: int


def _matrix(source: SourceText, found: list[Diagnostic]) -> Matrix | None:
    reader = _Reader(found.append)
    lines = read_cells(source, found.append)
    columns = next((reader.columns(line) for line in islice(lines, 1)), None)
    if columns is None or not columns.hypotheses:
        where = Span(source, 0, min(1, len(source.text)))
        message = "the first line names no hypothesis"
        reader.bad(rules.BAD_TABLE, message, where, "item,H1,H2 above the items")
        return None
    items = [item for line in lines if (item := reader.item(line, columns)) is not None]
    if not items:
        where = Span(source, 0, min(1, len(source.text)))
        reader.bad(rules.BAD_TABLE, "there is no item", where, "a line for each item")
        return None
    return Matrix(columns.hypotheses.values(), items)


@define
class _Reader:
    report: Report
    names: set[str] = field(factory=set)

    def bad(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self.report(Diagnostic(rule, message, span, remedy))

    def columns(self, line: tuple[Cell, ...]) -> _Columns:
        at: dict[str, int] = {}
        hypotheses: dict[int, str] = {}
        named = any(cell.text.casefold() in COLUMNS["item"] for cell in line)
        for number, cell in enumerate(line):
            folded = cell.text.casefold()
            known = next((name for name, names in COLUMNS.items() if folded in names), None)
            if known is not None and known not in at:
                at[known] = number
            elif (
                known is not None
                or folded in IGNORED
                or not (folded or (number == 0 and not named))
            ):
                message = f"the column {cell.text!r} is left out"
                self.bad(rules.COLUMN_IGNORED, message, cell.span, f"H: {cell.text or 'its name'}")
            else:
                hypotheses[number] = cell.text.removeprefix(HYPOTHESIS).strip() or cell.text
        if "item" not in at and hypotheses:
            at["item"] = min(hypotheses)
            hypotheses.pop(at["item"])
        distinct = {
            number: name for number, name in hypotheses.items() if self.fresh(name, line[number])
        }
        return _Columns(at, distinct, len(line))

    def fresh(self, name: str, cell: Cell) -> bool:
        if name in self.names:
            message = f"{name!r} is there twice"
            self.bad(rules.NAME_TWICE, message, cell.span, "another name for one of the two")
            return False
        self.names.add(name)
        return True

    def item(self, line: tuple[Cell, ...], columns: _Columns) -> Rated | None:
        if len(line) != columns.count:
            message = f"{len(line)} cells stand below {columns.count} columns"
            remedy = "a cell for each column, in quotes if it has commas"
            self.bad(rules.ROW_LENGTH, message, line[-1].span, remedy)
            return None
        title = line[columns.at["item"]]
        if not title.text:
            self.bad(rules.BAD_TABLE, "the item has no name", title.span, "what the item says")
            return None
        if not self.fresh(title.text, title):
            return None
        judged = {
            name: self.level(name, line[columns.at[name]])
            for name in ("credibility", "relevance")
            if name in columns.at
        }
        source = line[columns.at["source"]].text if "source" in columns.at else ""
        ratings = [self.rating(line[number]) for number in columns.hypotheses]
        return Rated(title.text, ratings, source=source or None, **judged)

    def rating(self, cell: Cell) -> float:
        name = cell.text.upper()
        if name in _RATINGS:
            return _RATINGS[name]
        found = _number(cell.text, rating)
        if found is None:
            message = f"{cell.text!r} is no rating{did_you_mean(name, LETTERS)}"
            remedy = f"one of {', '.join(LETTERS)}, NA, or a number from −2 to 2"
            self.bad(rules.BAD_RATING, message, cell.span, remedy)
        return found or 0.0

    def level(self, name: str, cell: Cell) -> float | None:
        if not cell.text:
            return None
        if cell.text[0].upper() in LEVELS and cell.text.casefold() in _LEVEL_WORDS:
            return LEVELS[cell.text[0].upper()]
        found = _number(cell.text, unit)
        if found is None:
            message = f"{name} is low, medium or high, and {cell.text!r} is none"
            self.bad(rules.BAD_LEVEL, message, cell.span, "L, M, H, or a number from 0 to 1")
        return found


_LEVEL_WORDS = ("l", "m", "h", "low", "medium", "high")


def _number(text: str, read: Callable[[object], float]) -> float | None:
    """The number in a cell, whichever sign is written for minus; None where it is none."""
    try:
        return read(float(text.replace("−", "-")))
    except ValueError:  # also what `read` raises for a number out of range
        return None
