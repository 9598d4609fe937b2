"""Drivers are what the lead of a position goes up and down with, over the draws of a sample."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from argmap.analysis.table import Table, called
from argmap.model.sequence import kept
from argmap.sampling.inputs import Input
from argmap.tables import Column, decimals


@frozen
class Driver:
    """An input with its rank correlation, −1 to 1, with the lead of a position over the best of
    the others in log-odds. Of a claim that is drawn true or false, of its being true."""

    input: Input
    correlation: float


@frozen(eq=False)
class Drivers(Table):
    """The inputs, the strongest correlation first. By chance alone, with so many `draws`, one is
    off by about `error`."""

    position: str
    draws: int
    error: float
    drivers: tuple[Driver, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Driver]:
        return iter(self.drivers)

    def __len__(self) -> int:
        return len(self.drivers)

    def __getitem__(self, name: str) -> Driver:
        """By reference or label; where several layers vary one thing, the strongest."""
        return called(
            name,
            self.drivers,
            lambda one: (str(one.input.reference), one.input.label),
            f"{name!r} did not vary",
        )

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "input", "label", "layer", "low", "mode", "high", "correlation")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.position,
                "input": str(one.input.reference),
                "label": one.input.label,
                "layer": one.input.layer.name,
                "low": one.input.low,
                "mode": one.input.mode,
                "high": one.input.high,
                "correlation": one.correlation,
            }
            for one in self.drivers
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("correlation", "correlation", decimals(2, signed=True), right=True),
            Column("layer", "layer"),
            Column("label", "varied"),
        )

    @property
    def caption(self) -> str:
        return f"What the lead of {self.position} goes with"

    @property
    def notes(self) -> tuple[str, ...]:
        return (f"Rank correlations with the lead of {self.position}, ±{self.error:.3f}.",)
