"""Thin elbows lead from a row to its reasons; what undercuts a row hangs on a dotted one."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.model.link import Polarity
from argmap.views.cards.plan import Card
from argmap.views.cards.rows import INDENT, MIDDLE, SizedRow
from argmap.views.cards.sheet import Sheet
from argmap.views.painting.geometry import Point
from argmap.views.painting.palette import Theme, faded
from argmap.views.painting.svg import Markup, element, join, number

_BELOW = 15.0  # from the top of a row to where its guides begin
_FADE = 0.5


def paint(
    sheet: Sheet, card: Card, placed: Sequence[tuple[float, SizedRow]], at: Point, theme: Theme
) -> Markup:
    """All guides of a card whose rows lie at the given y."""
    y_of = {sized.row.link: y for y, sized in placed}
    lowest: dict[tuple[int, bool], float] = {}
    premises: dict[int, list[tuple[float, SizedRow]]] = {}
    parts = []
    for y, sized in placed:
        row = sized.row
        if row.parent is None or card.rows[row.parent].link not in y_of:
            continue
        parent = card.rows[row.parent]
        relation = sheet.relations[row.link]
        if relation.polarity is Polarity.PREMISE and sheet.items[parent.source].linked:
            premises.setdefault(row.parent, []).append((y, sized))
            continue
        top = max(y_of[parent.link] + _BELOW, lowest.get((row.parent, row.onto), 0.0))
        lowest[(row.parent, row.onto)] = y + MIDDLE
        quiet = sheet.earlier is not None and not sheet.stirred(row.link)
        tone = faded(theme, _FADE) if quiet or relation.faded else theme
        x = at.x + sized.mark - (7.0 if row.onto else 10.0) * sized.step / INDENT
        end = at.x + sized.mark - 1.5
        d = f"M{number(x)},{number(at.y + top)}V{number(at.y + y + MIDDLE)}H{number(end)}"
        parts.append(
            element(
                "path",
                class_="guide",
                d=d,
                fill="none",
                stroke=tone.undercut if row.onto else tone.claim.border,
                stroke_width=1.2 if row.onto else 0.9,
                stroke_dasharray="0.8 2.4" if row.onto else None,
                stroke_linecap="round" if row.onto else None,
            )
        )
    for parent_row, group in premises.items():
        top = y_of[card.rows[parent_row].link] + _BELOW
        parts.append(_bracket(group, top, at, theme))
    return join(parts)


def _bracket(
    group: Sequence[tuple[float, SizedRow]], top: float, at: Point, theme: Theme
) -> Markup:
    """Around linked premises: a stem from the row they belong to, with a tooth for each."""
    first = group[0][1]
    x = at.x + first.mark - 12.0 * first.step / INDENT
    teeth = "".join(
        f"M{number(x)},{number(at.y + y + MIDDLE)}H{number(at.x + sized.mark - 2)}"
        for y, sized in group
    )
    d = f"M{number(x)},{number(at.y + top)}V{number(at.y + group[-1][0] + MIDDLE)}{teeth}"
    return element(
        "path",
        class_="bracket",
        d=d,
        fill="none",
        stroke=theme.inference.border,
        stroke_width=1.8,
    )
