"""A reading is a map, or something else, and everything said about the text it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import field, frozen

from argmap.diagnostics import Allowance, Diagnostic, Severity
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.model.sequence import kept


class ReadError(ArgmapError, ValueError):
    """The text is no map; `diagnostics` says why, all of it, in order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(str(one) for one in diagnostics))
        self.diagnostics = diagnostics


@frozen
class Reading:
    """A map, or None when errors leave none; all diagnostics in order of place; what the text
    allows although checks object; and the names of all files that were read."""

    map: ArgumentMap | None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=kept)
    allowances: tuple[Allowance, ...] = field(default=(), converter=kept)
    files: tuple[str, ...] = field(default=(), converter=kept)

    @property
    def ok(self) -> bool:
        """Whether there is a map and nobody found an error."""
        return self.map is not None and _sound(self.diagnostics)

    def required(self) -> ArgumentMap:
        """The map; raises `ReadError` with the diagnostics when `ok` is false."""
        if self.map is None or not self.ok:
            raise ReadError(self.diagnostics)
        return self.map


Value = TypeVar("Value")


@frozen
class Parsed(Generic[Value]):
    """What a file other than a map holds, or None when errors leave nothing, and all diagnostics
    in order of place."""

    value: Value | None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=kept)

    @property
    def ok(self) -> bool:
        """Whether there is a value and nobody found an error."""
        return self.value is not None and _sound(self.diagnostics)

    def required(self) -> Value:
        """The value; raises `ReadError` with the diagnostics when `ok` is false."""
        if self.value is None or not self.ok:
            raise ReadError(self.diagnostics)
        return self.value


def _sound(diagnostics: Iterable[Diagnostic]) -> bool:
    return not any(one.severity is Severity.ERROR for one in diagnostics)
