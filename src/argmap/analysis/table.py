"""What a question about a map is answered with can be read as a table and passed on as one."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from argmap import tables
from argmap.errors import UnknownReference
from argmap.registry import did_you_mean
from argmap.tables import Column

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]

Row = TypeVar("Row")


def called(
    name: str, rows: Iterable[Row], names: Callable[[Row], tuple[str, ...]], complaint: str
) -> Row:
    """The first row that has the name among its names. Raises `UnknownReference` with the
    complaint, and the nearest name, where there is none."""
    known: list[str] = []
    for one in rows:
        if name in names(one):
            return one
        known.extend(names(one))
    raise UnknownReference(f"{complaint}{did_you_mean(name, known)}")


class Table(ABC):
    """What all results share, made from their records.

    A result says what its records are (`to_records`, complete numbers), under which `keys`, which
    `columns` people see, and, where that differs, what stands in them (`rows`). `caption` goes
    above a table in HTML; `notes` are the lines below every table that people read.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def keys(self) -> tuple[str, ...]:
        """The keys of the records, in order."""

    @property
    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """The columns that people see."""

    @property
    def caption(self) -> str:
        return ""

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    @abstractmethod
    def to_records(self) -> list[dict[str, object]]:
        """Complete numbers, one record for each row."""

    def rows(self) -> list[dict[str, object]]:
        """The records as people see them."""
        return self.to_records()

    def to_csv(self) -> str:
        return tables.as_csv(self.to_records(), self._complete)

    def to_json(self) -> str:
        return tables.as_json(self.to_records(), self._complete)

    def to_markdown(self) -> str:
        return self._with_notes(tables.as_markdown(self.rows(), self.columns))

    def to_frame(self) -> pandas.DataFrame:
        """A pandas frame of the records; needs the extra `frames`."""
        import pandas

        return pandas.DataFrame(self.to_records(), columns=list(self.keys))

    def __str__(self) -> str:
        return self._with_notes(tables.as_text(self.rows(), self.columns))

    def _repr_html_(self) -> str:
        table = tables.as_html(self.rows(), self.columns, caption=self.caption)
        return table + "".join(f"\n<p>{html.escape(tables.plain(note))}</p>" for note in self.notes)

    @property
    def _complete(self) -> tuple[Column, ...]:
        return tuple(Column(key, key) for key in self.keys)

    def _with_notes(self, table: str) -> str:
        shown = table if self.rows() else ""
        return "\n\n".join(part for part in (shown, "\n".join(self.notes)) if part)
