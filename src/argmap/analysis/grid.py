"""A grid says who leads for every value of one thing with every value of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from string import ascii_uppercase

from attrs import field, frozen

from argmap.analysis.compare import Comparison, compare
from argmap.analysis.outcome import Outcome
from argmap.analysis.sweep import Sweep
from argmap.analysis.table import Table
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.ranking import Ranking
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column

#: What stands where nobody leads because nothing settled.
_NOBODY = "?"


@frozen(eq=False)
class Cell:
    """One value of each sweep, what became of the map, and who is `first` on the question: more
    than one in a tie, nobody where nothing settled."""

    row: float
    column: float
    outcome: Outcome = field(repr=False)
    first: tuple[str, ...]


@frozen(eq=False)
class Grid(Table):
    """Rows of cells. In print every position has a letter, and a cell the letter of who leads."""

    map: ArgumentMap = field(repr=False)
    question: Question
    down: Sweep
    across: Sweep
    cells: tuple[tuple[Cell, ...], ...] = field(repr=False)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        """By row and column, from 0."""
        row, column = at
        return self.cells[row][column]

    def share(self, position: str) -> float:
        """In which share of the cells a position leads alone."""
        reference = self.map.resolve(position)
        every = [cell for row in self.cells for cell in row]
        return sum(cell.first == (reference,) for cell in every) / len(every)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("question", "row", "row_value", "column", "column_value"),
            *("position", "title", "score", "log_odds", "rank", "warning"),
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per cell and position."""
        return [
            {
                "question": self.question.id,
                "row": self.down.selector,
                "row_value": cell.row,
                "column": self.across.selector,
                "column_value": cell.column,
                "position": place.reference,
                "title": place.title,
                "score": place.score,
                "log_odds": place.log_odds,
                "rank": place.rank,
                "warning": place.warning,
            }
            for row in self.cells
            for cell in row
            for place in self._ranking(cell)
        ]

    def _ranking(self, cell: Cell) -> Ranking:
        return cell.outcome.assessment.ranking(self.question)

    @property
    def columns(self) -> tuple[Column, ...]:
        across = (
            Column(str(at), f"{value:.4g}", right=True)
            for at, value in enumerate(self.across.values)
        )
        return (Column("row", self.down.label), *across)

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """By reference: A, B … in the order of the question, then P27, P28 …"""
        return {
            position: ascii_uppercase[at] if at < len(ascii_uppercase) else f"P{at + 1}"
            for at, position in enumerate(self.question.positions)
        }

    def rows(self) -> list[dict[str, object]]:
        return [
            {
                "row": f"{value:.4g}",
                **{
                    str(at): "=".join(self.letters[one] for one in cell.first) or _NOBODY
                    for at, cell in enumerate(row)
                },
            }
            for value, row in zip(self.down.values, self.cells, strict=True)
        ]

    @property
    def caption(self) -> str:
        return self.question.text

    @property
    def notes(self) -> tuple[str, ...]:
        every = [cell.first for row in self.cells for cell in row]
        leaders = dict.fromkeys(one for first in every for one in first)
        nodes = self.map.by_reference
        said = [f"Down: {self.down.label}; across: {self.across.label}."]
        for position, letter in self.letters.items():
            if position in leaders:
                alone, tied = every.count((position,)), sum(position in one for one in every)
                more = f", and ties in {tied - alone}" if tied > alone else ""
                title = nodes[position].title or position
                said.append(f"{letter}: {title}, first in {alone} of {len(every)}{more}.")
        if () in every:
            said.append(f"{_NOBODY}: nothing settles.")
        return tuple(said)


def grid(
    map: ArgumentMap,
    down: Sweep,
    across: Sweep,
    *,
    question: Question | str | None = None,
    semantics: ModularSemantics | None = None,
) -> Grid:
    """The map under every value of one sweep with every value of another one.

    About one question, the first unless another is given. Raises `AnalysisError` for anything but
    sweeps, `UnknownReference` for a question that the map does not ask, and `ScenarioError` when a
    sweep does not fit the map or the two sweep one thing.
    """
    for given in (down, across):
        if not isinstance(given, Sweep):
            raise AnalysisError(
                f"a grid is made of two sweeps, such as sweep('A', 0, 1): {given!r}"
            )
    found: Comparison = compare(
        map, [one + other for one in down for other in across], semantics=semantics
    )
    asked = found.base.assessment.ranking(question).question
    outcomes = iter(found.outcomes[1:])
    cells = tuple(
        tuple(_cell(row, column, next(outcomes), asked) for column in across.values)
        for row in down.values
    )
    return Grid(map, asked, down, across, cells)


def _cell(row: float, column: float, outcome: Outcome, asked: Question) -> Cell:
    first = outcome.assessment.ranking(asked).first
    return Cell(row, column, outcome, tuple(place.reference for place in first))
