"""Where analysts disagree: the numbers they give to one thing, and how far these are apart."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from argmap.analysis.table import Table, called
from argmap.model.link import LinkReference
from argmap.model.sequence import kept
from argmap.tables import Column, decimals


@frozen
class Disputed:
    """A weight that analysts put at `values`, in their order: who does not state it is taken to
    agree with the map.

    `spread` is the largest minus the smallest value and `divergence` that of Jensen and Shannon,
    in bits, from 0 to 1. `low`, `pooled` and `high` are the range that the pooled map has.
    """

    reference: str | LinkReference
    label: str
    values: tuple[float, ...]
    stated: tuple[bool, ...]
    low: float
    pooled: float
    high: float
    spread: float
    divergence: float


@frozen(eq=False)
class Disagreement(Table):
    """All that at least one analyst states, the largest spread first."""

    analysts: tuple[str, ...]
    items: tuple[Disputed, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Disputed]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, name: str) -> Disputed:
        """By reference or label."""
        return called(
            name,
            self.items,
            lambda one: (str(one.reference), one.label),
            f"no analyst states a number of {name!r}",
        )

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "item",
            "label",
            "analyst",
            "value",
            "stated",
            "low",
            "pooled",
            "high",
            "spread",
            "divergence",
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per weight and analyst."""
        return [
            {
                "item": str(one.reference),
                "label": one.label,
                "analyst": analyst,
                "value": value,
                "stated": stated,
                "low": one.low,
                "pooled": one.pooled,
                "high": one.high,
                "spread": one.spread,
                "divergence": one.divergence,
            }
            for one in self.items
            for analyst, value, stated in zip(self.analysts, one.values, one.stated, strict=True)
        ]

    def rows(self) -> list[dict[str, object]]:
        """One per weight; a value that its analyst did not state stands in brackets."""
        number = decimals(3)
        return [
            {
                "label": one.label,
                "pooled": one.pooled,
                "spread": one.spread,
                "divergence": one.divergence,
                **{
                    f"value {at}": number(value) if stated else f"({number(value)})"
                    for at, (value, stated) in enumerate(zip(one.values, one.stated, strict=True))
                },
            }
            for one in self.items
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("label", "item"),
            *(
                Column(f"value {at}", analyst, right=True)
                for at, analyst in enumerate(self.analysts)
            ),
            Column("pooled", "pooled", decimals(3), right=True),
            Column("spread", "spread", decimals(3), right=True),
            Column("divergence", "JS bits", decimals(3), right=True),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        if all(all(one.stated) for one in self.items):
            return ()
        return ("In brackets: the map's own number, which the analyst let stand.",)
