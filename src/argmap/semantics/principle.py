"""A principle is a promise about strengths, with who stated it."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Principle:
    """`needs_support` marks those that say nothing where nothing can be supported."""

    name: str
    definition: str = field(eq=False, repr=False)
    citation: str = field(eq=False, repr=False)
    needs_support: bool = field(default=False, kw_only=True, eq=False, repr=False)
