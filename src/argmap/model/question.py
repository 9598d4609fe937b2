"""A question is what competing positions answer."""

from __future__ import annotations

from attrs import field, frozen

from argmap.diagnostics import Span
from argmap.model.sequence import strings


@frozen
class Question:
    """An id, a text, and references to the positions that answer it, in file order."""

    id: str
    text: str = ""
    positions: tuple[str, ...] = field(default=(), converter=strings)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)
