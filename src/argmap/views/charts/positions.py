"""Positions in charts: the letter and the colour that they have in every picture of their map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from argmap.model.map import ArgumentMap
from argmap.views.painting.geometry import Point
from argmap.views.painting.items import letter
from argmap.views.painting.palette import Theme, blend, contrast
from argmap.views.painting.svg import Markup, clean, element, join, text

_SEEN = 3.0
#: Lines of positions, in the order of their letters, so that they differ without colours, too.
DASHES = (None, "7 3", "2 2.5", "9 3 2 3", "4 2")
RADIUS = 7.0
_SIZE = 8.5


@attrs.frozen
class Position:
    """`order` counts the positions of a map."""

    reference: str
    title: str
    order: int

    @property
    def letter(self) -> str:
        return letter(self.order)

    @property
    def dash(self) -> str | None:
        return DASHES[self.order % len(DASHES)]

    def colour(self, theme: Theme) -> str:
        """Its own of the first five, those again for others; darkened where it would not show."""
        own = theme.identity[self.order % len(theme.identity)]
        for step in range(5):
            one = blend(own, theme.ink, step / 4)
            if contrast(one, theme.bg) >= _SEEN:
                return one
        return theme.ink


def positions(map_: ArgumentMap) -> Mapping[str, Position]:
    """By reference."""
    nodes = map_.by_reference
    return {
        reference: Position(
            reference, clean(nodes[reference].title or nodes[reference].text or reference), order
        )
        for order, reference in enumerate(map_.positions)
    }


def numbered(titles: Mapping[str, str]) -> Mapping[str, Position]:
    """Of what has no map: titles by reference, in order."""
    return {
        reference: Position(reference, clean(title), order)
        for order, (reference, title) in enumerate(titles.items())
    }


def badge(position: Position, middle: Point, theme: Theme) -> Markup:
    """Its letter on a disc of its colour."""
    fill = position.colour(theme)
    ink = max((theme.bg, theme.ink), key=lambda one: contrast(one, fill))
    return join(
        (
            element("circle", cx=middle.x, cy=middle.y, r=RADIUS, fill=fill),
            text(
                middle.x,
                middle.y + _SIZE * 0.36,
                position.letter,
                _SIZE,
                ink,
                face="bold",
                anchor="middle",
            ),
        )
    )


def by_strength(shown: Sequence[Position], strengths: Mapping[str, float]) -> tuple[Position, ...]:
    """Highest first; what did not settle comes last."""
    return tuple(
        sorted(
            shown,
            key=lambda one: (
                math.isnan(strengths[one.reference]),
                -strengths[one.reference],
            ),
        )
    )
