"""One number, and what it may be."""

from __future__ import annotations

from attrs import frozen


@frozen
class Figure:
    """One number, and the most or the least it may be."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    least: float | None = None

    @property
    def passed(self) -> bool:
        return (self.limit is None or self.value <= self.limit) and (
            self.least is None or self.value >= self.least
        )

    def __str__(self) -> str:
        bound = "" if self.limit is None else f"(at most {self.limit:g})"
        bound = bound if self.least is None else f"(at least {self.least:g})"
        verdict = f"{'PASS' if self.passed else 'FAIL'} {bound}" if bound else ""
        return f"{self.name:<52}{self.value:>10.3g} {self.unit:<6}{verdict:<22}{self.note}".rstrip()
