"""A source vouches for what is reported; a document is a source in which we read it."""

from __future__ import annotations

from attrs import field, frozen

from argmap.diagnostics import Span
from argmap.model.sequence import strings
from argmap.model.weight import Grade


@frozen
class Source:
    """Who or what vouches. A source may itself be read in another (`document`)."""

    id: str
    title: str | None = field(default=None, kw_only=True)
    authors: tuple[str, ...] = field(default=(), kw_only=True, converter=strings)
    outlet: str | None = field(default=None, kw_only=True)
    kind: str | None = field(default=None, kw_only=True)
    date: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True)
    reliability: str | None = field(default=None, kw_only=True)
    document: str | None = field(default=None, kw_only=True)
    locators: str | None = field(default=None, kw_only=True)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)

    @reliability.validator
    def _letter(self, _attribute: object, value: str | None) -> None:
        Grade(value)
