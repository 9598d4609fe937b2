"""An item is diagnostic as far as it bears on one position and not on another."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from argmap.analysis.ach import Ach, AchItem, Rateable, ach
from argmap.analysis.table import Table
from argmap.model.question import Question
from argmap.ranking import TIE
from argmap.tables import Column, decimals


@frozen(eq=False)
class Diagnosticity(Table):
    """The items of an analysis, the most diagnostic first, and whom each is best for."""

    analysis: Ach

    def __iter__(self) -> Iterator[AchItem]:
        return iter(self.analysis)

    def __len__(self) -> int:
        return len(self.analysis)

    def __getitem__(self, name: str) -> AchItem:
        """By reference or title."""
        return self.analysis[name]

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "question",
            "item",
            "title",
            "source",
            "range",
            "deviation",
            "best_for",
            "worst_for",
        )

    def to_records(self) -> list[dict[str, object]]:
        """`best_for` and `worst_for` name the positions with the largest and the smallest value;
        nobody where all are the same."""
        return [
            {
                "question": self.analysis.question.id,
                "item": one.reference,
                "title": one.title,
                "source": one.source,
                "range": one.range,
                "deviation": one.deviation,
                "best_for": self._those(one, max(one.values)),
                "worst_for": self._those(one, min(one.values)),
            }
            for one in self.analysis
        ]

    def _those(self, item: AchItem, value: float) -> str:
        if not item.range:
            return ""
        pairs = zip(self.analysis.positions, item.values, strict=True)
        return " = ".join(
            position.title for position, own in pairs if own == value or abs(own - value) < TIE
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("title", "item"),
            Column("source", "source"),
            Column("range", "range", decimals(3), right=True),
            Column("deviation", "deviation", decimals(3), right=True),
            Column("best_for", "best for"),
            Column("worst_for", "worst for"),
        )
        sourced = any(one.source for one in self.analysis)
        return tuple(one for one in columns if one.key != "source" or sourced)

    @property
    def caption(self) -> str:
        return self.analysis.question.text

    @property
    def notes(self) -> tuple[str, ...]:
        of = "ratings" if self.analysis.method.against is not None else "effects in log-odds"
        return (f"Range and standard deviation of the {of} on the positions.",)


def diagnosticity(
    of: Rateable, *, question: Question | str | None = None, items: str | None = None
) -> Diagnosticity:
    """How well each item tells the positions of a question apart: by its effects in log-odds in a
    map or an assessment, by its ratings in a matrix. Raises as `ach` does."""
    return Diagnosticity(ach(of, question=question, items=items))
