"""A cell is the relation of a claim to one position: its letter, weight, and sign."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.views.cards import pills
from argmap.views.cards.plan import Card
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import lines
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.marks import rounded
from argmap.views.painting.measure import width
from argmap.views.painting.palette import Theme, blend
from argmap.views.painting.svg import Markup, element, text, title

_WIDTH, _HEIGHT, _GAP, _BETWEEN = 46.0, 15.0, 4.0, 8.0
_SIZE = 9.0
#: How much of its colour the ground of a cell keeps.
TINT = 0.14


@attrs.frozen
class Cell:
    """`link` is None where the claim does not bear on the position."""

    position: str
    link: LinkReference | None
    width: float


def by_position(card: Card) -> Mapping[str, LinkReference]:
    return {str(link.target): link for link in card.cells}


def placed(
    sheet: Sheet, card: Card, left: float, right: float
) -> tuple[list[tuple[int, float, Cell]], tuple[int, float]]:
    """Line and x of a cell for every position of each question that the claim bears on.

    And the line and x behind the last one.
    """
    links = by_position(card)
    labels = [width(pills.weight(sheet, link), _SIZE, face="bold") for link in card.cells]
    broad = max([_WIDTH, *(label + 22.0 for label in labels)])
    found: list[tuple[int, float, Cell]] = []
    line, x = 0, left
    done: set[str] = set()
    for question in sheet.map.answerable:
        if not any(position in links for position in question.positions):
            continue
        if found:
            x += _BETWEEN
        for position in question.positions:
            if position in done:
                continue
            done.add(position)
            if x > left and x + broad > right:
                line, x = line + 1, left
            found.append((line, x, Cell(position, links.get(position), broad)))
            x += broad + _GAP
    return found, (line, x + _GAP if found else 0.0)


def paint(sheet: Sheet, cell: Cell, at: Point, theme: Theme, *, focus: str | None = None) -> Markup:
    """From its top left corner; `focus` is framed."""
    letter = sheet.number(cell.position)
    box = Box(at.x, at.y, cell.width, _HEIGHT)
    if cell.link is None:
        shape = element(
            "path", d=rounded(box, 3), fill=theme.bg, stroke=theme.hair, stroke_width=0.8
        )
        return element(
            "g", shape, text(at.x + 5, at.y + 10.6, letter, _SIZE, theme.muted, face="bold")
        )
    relation = sheet.relations[cell.link]
    against = relation.polarity is Polarity.ATTACK
    colour = lines.colour(relation.polarity, theme)
    words = theme.muted if relation.faded else colour
    framed = cell.position == focus
    shape = element(
        "path",
        d=rounded(box, 3),
        fill=blend(colour, theme.bg, 1 - TINT),
        stroke=theme.ink if framed else colour,
        stroke_width=2.0 if framed else 1.1,
        stroke_dasharray="4 2" if against else None,
    )
    bar = element(
        "rect",
        x=at.x + 2,
        y=at.y + 11.8,
        width=(cell.width - 4) * relation.weight,
        height=2.0,
        fill=colour,
    )
    return element(
        "g",
        title(relation.description),
        shape,
        text(at.x + 5, at.y + 9.8, letter, _SIZE, theme.ink, face="bold"),
        text(
            box.right - 4,
            at.y + 9.8,
            pills.weight(sheet, cell.link),
            _SIZE,
            words,
            face="bold",
            anchor="end",
        ),
        bar,
        class_=f"cell {relation.polarity.name.lower()}",
        aria_label=relation.description,
        role="img",
        data_rel=relation.name,
    )
