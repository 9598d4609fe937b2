"""Converters: whatever sequence a caller passes in is kept as a tuple."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def kept(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values as a tuple."""
    return tuple(values)


def strings(values: Iterable[str]) -> tuple[str, ...]:
    """The strings as a tuple; one string alone is one value, not its letters."""
    return (values,) if isinstance(values, str) else tuple(values)
