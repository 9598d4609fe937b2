"""A card is measured once: its head, a cell for each position it bears on, and its rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.views.cards import cells, guides, pills, rows
from argmap.views.cards.cells import Cell
from argmap.views.cards.pills import Pill
from argmap.views.cards.plan import Card
from argmap.views.cards.rows import SizedRow
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import boxes, marks
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.items import Look
from argmap.views.painting.measure import clip, width, wrap
from argmap.views.painting.palette import Theme, faded
from argmap.views.painting.svg import Markup, element, join, number, text, title

_LEFT, _SIDE = 34.0, 8.0
_TITLE, _TITLE_LEADING, _TITLE_LINES = 12.5, 15.5, 4
_BAR, _VALUE = 78.0, 10.5
_TAIL = 128.0  # what bar and strength take of the first line
_LINE = 18.0  # cells and pills
_NOTE, _NOTE_HEIGHT, _NOTE_LEFT = 9.5, 14.0, 34.0
_FADE = 0.5


@attrs.frozen
class SizedCard:
    """A card with its size and where everything goes, from its top left corner.

    `rows` have the y of their top; `notes` say what the card leaves out.
    """

    card: Card
    width: float
    height: float
    title: tuple[str, ...]
    cells: tuple[tuple[float, float, Cell], ...]
    pills: tuple[tuple[float, float, Pill], ...]
    rule: float
    rows: tuple[tuple[float, SizedRow], ...]
    notes: tuple[tuple[float, str], ...]
    continued: bool = False


def sized(
    sheet: Sheet,
    card: Card,
    broad: float,
    *,
    kept: Sequence[int] | None = None,
    notes: Sequence[str] = (),
    continued: bool = False,
    ended: bool = True,
    lines_of: Sequence[SizedRow] = (),
) -> SizedCard:
    """Measure a card `broad` px wide with all rows, or those of the indices `kept`; `lines_of`
    are all its rows where these were `measured` before.

    Where it is `continued` from elsewhere, the head is one line without cells and pills; where it
    is not `ended`, its notes come later.
    """
    owner = card.owner
    is_position = owner in sheet.map.positions
    words = sheet.words(owner)
    if is_position:
        words = f"Directly on {sheet.number(owner)}: {words}"
    room = broad - _left(sheet, owner) - _TAIL
    lines = wrap(words, _TITLE, room, face="bold", max_lines=_TITLE_LINES)
    if continued:
        more = " (continued)"
        least = room - width(more, _TITLE, face="bold")
        lines = (clip(words, _TITLE, least, face="bold") + more,)
    y = 9.0 + len(lines) * _TITLE_LEADING
    if sheet.before(owner) is not None and len(lines) == 1:
        y += 7.0  # the change stands below the strength
    placed, at = cells.placed(sheet, card, _LEFT, broad - _SIDE)
    labels = [] if is_position else pills.beside(sheet, owner)
    labels += _cell_conditions(sheet, card)
    others = [link for link in sheet.leaving.get(owner, ()) if link not in card.cells]
    labels += pills.onward(sheet, others)
    if continued:
        placed, labels = [], []
    boxes_ = tuple((x, y + line * _LINE, cell) for line, x, cell in placed)
    limit = broad - _SIDE - _LEFT
    flowed = list(pills.flowing(pills.fitted(labels, limit), max(0.0, at[1] - _LEFT), limit))
    first = at[0]
    labelled = tuple(
        (_LEFT + x, y + (first + line) * _LINE + 8.0, pill) for line, x, pill in flowed
    )
    used = [line for line, _, _ in placed] + [first + line for line, _, _ in flowed]
    y += (max(used) + 1) * _LINE + 2.0 if used else 4.0
    rule = y
    y += 3.0
    chosen = range(len(card.rows)) if kept is None else kept
    set_: list[tuple[float, SizedRow]] = []
    step = rows.step(card.rows)
    for index in chosen:
        row = lines_of[index] if lines_of else _row(sheet, card, index, broad, step)
        set_.append((y, row))
        y += row.height
    said: list[tuple[float, str]] = []
    for note in (*notes, *_gates(sheet, owner)) if ended else ():
        for line in wrap(note, _NOTE, broad - _NOTE_LEFT - _SIDE, face="italic", max_lines=3):
            said.append((y + 10.0, line))
            y += _NOTE_HEIGHT
    height = y + 3.0 if set_ or said else rule + 3.0
    return SizedCard(
        card, broad, height, lines, boxes_, labelled, rule, tuple(set_), tuple(said), continued
    )


def measured(sheet: Sheet, card: Card, broad: float) -> tuple[SizedRow, ...]:
    """All rows of a card that is to be cut."""
    step = rows.step(card.rows)
    return tuple(_row(sheet, card, index, broad, step) for index in range(len(card.rows)))


def _row(sheet: Sheet, card: Card, index: int, broad: float, step: float) -> SizedRow:
    row = card.rows[index]
    above = row.parent if rows.is_too_deep(row, step) else None
    below = "" if above is None else sheet.number(card.rows[above].source)
    return rows.sized(sheet, row, broad, step=step, below=below)


def fitting(sized: SizedCard, room: float, *, anywhere: bool) -> int:
    """How many of the rows fit into a card that is at most `room` px high and ends where a reason
    of its owner begins; or, if `anywhere` and there is no such place, at any row. 0 for none."""
    ends = [y for y, _ in sized.rows[1:]]
    found = [count for count, y in enumerate(ends, start=1) if y + 3.0 <= room]
    whole = [count for count in found if sized.rows[count][1].row.depth == 0]
    return max(whole or (found if anywhere else ()), default=0)


def _left(sheet: Sheet, owner: str) -> float:
    return max(_LEFT, 8.0 + _badge_width(sheet, owner) + 6.0)


def _badge_width(sheet: Sheet, owner: str) -> float:
    return max(20.0, width(sheet.number(owner), 10.0, face="bold") + 8.0)


def _cell_conditions(sheet: Sheet, card: Card) -> list[Pill]:
    return [
        Pill(
            f"{sheet.number(str(link.target))}: {sheet.relations[link].condition}",
            Polarity.CONDITION,
        )
        for link in card.cells
        if sheet.relations[link].condition
    ]


def _gates(sheet: Sheet, owner: str) -> Iterator[str]:
    gated = sheet.gates.get(owner, ())
    if gated:
        yield f"gates: {', '.join(sheet.number(name) for name in gated)}"


# -- painting ----------------------------------------------------------------------------


def paint(
    sheet: Sheet, sized: SizedCard, at: Point, theme: Theme, ids: str, *, focus: str | None = None
) -> Markup:
    """The card from its top left corner; the cell of the position `focus` is framed."""
    card = sized.card
    shown = sheet.items[card.owner]
    quiet = sheet.earlier is not None and sheet.before(card.owner) is None
    tone = faded(theme, _FADE) if quiet or shown.dropped else theme
    box = Box(at.x, at.y, sized.width, sized.height)
    paint_of = boxes.colours(shown.look, tone)
    parts = [
        title(shown.description),
        element(
            "path",
            class_="shape",
            d=marks.rounded(box, 7.0),
            fill=theme.claim.fill,
            stroke=paint_of.border,
            stroke_width=1.1,
        ),
        _head(sheet, sized, at, tone),
        *(
            cells.paint(sheet, cell, Point(at.x + x, at.y + y), theme, focus=focus)
            for x, y, cell in sized.cells
        ),
        *(pills.paint(pill, at.x + x, at.y + y, tone, ids) for x, y, pill in sized.pills),
    ]
    if sized.rows:
        d = f"M{number(at.x + 8)},{number(at.y + sized.rule)}h{number(sized.width - 16)}"
        parts.append(element("path", d=d, fill="none", stroke=theme.hair, stroke_width=0.8))
        lines = [
            rows.paint(sheet, row, Point(at.x, at.y + y), sized.width, theme, ids)
            for y, row in sized.rows
        ]
        parts.append(guides.paint(sheet, card, sized.rows, at, theme))
        label = f"Reasons of {sheet.number(card.owner)}"
        parts.append(element("g", *lines, role="list", aria_label=label))
    for y, note in sized.notes:
        x = at.x + _NOTE_LEFT
        right = at.x + sized.width - _SIDE
        parts.append(text(x, at.y + y, note, _NOTE, theme.muted, face="italic", right=right))
    return element(
        "g",
        *parts,
        id=None if sized.continued else f"{ids}{_mark(sheet, card.owner)}",
        class_=f"node card {shown.look.value}",
        role="listitem",
        aria_label=f"{sheet.number(card.owner)} {shown.description}",
        data_id=shown.reference,
    )


def _mark(sheet: Sheet, owner: str) -> str:
    """What ids of cards end in; the name of a position belongs to its box."""
    name = sheet.names[owner]
    return f"d{name}" if owner in sheet.map.positions else name


def badge(sheet: Sheet, owner: str, corner: Point, theme: Theme) -> Markup:
    """The number of a card on the colour of its kind; 16 px high."""
    look = sheet.items[owner].look
    fill, ink = theme.muted, theme.bg  # muted, because that can be read when it is faded too
    if look is Look.ASSESSMENT:
        fill, ink = theme.assessment.fill, theme.assessment.ink
    elif look is Look.EVENT:
        fill = theme.tip_ink
    box = Box(corner.x, corner.y, _badge_width(sheet, owner), 16.0)
    return marks.badge(box, sheet.number(owner), fill, ink)


def _head(sheet: Sheet, sized: SizedCard, at: Point, theme: Theme) -> Markup:
    owner = sized.card.owner
    parts = [badge(sheet, owner, Point(at.x + 8, at.y + 7), theme)]
    left, right = at.x + _left(sheet, owner), at.x + sized.width - _SIDE
    for order, line in enumerate(sized.title):
        y = at.y + 19.3 + order * _TITLE_LEADING
        edge = right - _TAIL + _SIDE
        parts.append(text(left, y, line, _TITLE, theme.ink, face="bold", right=edge))
    return join((*parts, strength(sheet, owner, Point(right, at.y + 15.0), _BAR, theme)))


def strength(sheet: Sheet, owner: str, at: Point, long: float, theme: Theme) -> Markup:
    """`0.88` that ends at the point, and the bar before it, with what a scenario changed."""
    shown = sheet.items[owner]
    base = at.y + 3.7
    if shown.dropped:
        return text(at.x, base, "dropped", _VALUE, theme.muted, face="italic", anchor="end")
    if math.isnan(shown.strength):
        return text(at.x, base, "unsettled", _VALUE, theme.muted, face="bold", anchor="end")
    look = Look.CLAIM if shown.look is Look.ASSESSMENT else shown.look
    colours = boxes.colours(look, theme)
    left = at.x - 30.0 - long
    before = sheet.before(owner)
    initial = shown.initial if before is None else None
    value = f"{shown.strength:.2f}"
    parts = [
        text(at.x, base, value, _VALUE, theme.ink, face="bold", anchor="end"),
        marks.bar(left, at.y - 3, long, shown.strength, colours, initial=initial),
    ]
    if shown.clamped:
        parts.append(marks.padlock(left - 12, at.y - 5.5, theme.ink))
    if before is not None:
        colour = theme.up if shown.strength > before else theme.down
        parts.append(marks.change(left, at.y - 3, long, before, shown.strength, theme, high=6))
        parts.append(marks.delta(at.x - 24, base + 11.5, before, shown.strength, 9.0, colour))
    return join(parts)


def counted(links: Sequence[LinkReference], sheet: Sheet) -> str:
    """`8 for · 1 against`."""
    for_ = sum(sheet.relations[link].polarity is not Polarity.ATTACK for link in links)
    against = len(links) - for_
    said = [f"{for_} for"] if for_ else []
    return " · ".join([*said, f"{against} against"] if against else said)
