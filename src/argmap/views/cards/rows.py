"""A row of a card: one relation, and the statement it comes from, in full or by its number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from argmap.model.link import Polarity
from argmap.views.cards import pills
from argmap.views.cards.pills import Pill
from argmap.views.cards.plan import Row
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import boxes, lines, marks
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.items import Item, Look
from argmap.views.painting.measure import clip, is_rtl, width, wrap
from argmap.views.painting.palette import Theme, faded
from argmap.views.painting.svg import Markup, element, number, text, title

SIZE, LEADING = 10.5, 13.0
_PILL_LEADING = 15.0
INDENT, _LEAST_INDENT = 19.0, 8.0
_ROOM = 171.0  # for all levels of a card
_MAX_LINES = 4
_NUMBER, _WEIGHT, _VALUE, _CODE = 8.5, 9.0, 9.0, 8.0
_LABEL_ROOM = 20.0
_ICON = 10.0
_TAIL, _SHORT_TAIL = 120.0, 64.0
_BAR = 30.0
#: From the top of a row to the middle of its first line.
MIDDLE = 9.0
_FADE = 0.5


@attrs.frozen
class SizedRow:
    """A row with its lines; x counts from the left of the card, pills also by line."""

    row: Row
    height: float
    mark: float
    icon: float
    number: float
    text: float
    lines: tuple[str, ...]
    pills: tuple[tuple[int, float, Pill], ...] = ()
    end: float = 0.0  # where text has to end
    step: float = INDENT


def step(rows: Sequence[Row]) -> float:
    """How far the levels of a card are indented, less where there are more than nine of them."""
    deepest = max((row.depth for row in rows), default=0)
    return min(INDENT, max(_LEAST_INDENT, _ROOM / max(1, deepest)))


def is_too_deep(row: Row, step: float) -> bool:
    """Whether the row stands below the one it bears on without being indented further."""
    return row.depth * step > _ROOM


def sized(
    sheet: Sheet, row: Row, broad: float, *, step: float = INDENT, below: str = ""
) -> SizedRow:
    """Measure and wrap for a card `broad` px wide; where the indent cannot tell what a row is
    `below`, a pill says its number."""
    shown, relation = sheet.items[row.source], sheet.relations[row.link]
    mark = 8.0 + min(row.depth * step, _ROOM)
    label = width(pills.weight(sheet, row.link), _WEIGHT, face="bold")
    if relation.polarity is Polarity.PREMISE:
        icon = mark + (label + 5.0 if label else 0.0)
    else:
        icon = mark + marks.MARK + 3.0 + max(_LABEL_ROOM, label + 4.0)
        if shown.look is Look.STEP and not shown.linked:
            icon += 3.0
    count = icon + (_step_width(shown) if row.home else _ICON) + 4.0
    start = count + width(sheet.number(row.source), _NUMBER, face="bold") + 5.0
    end = broad - (_TAIL if row.home else _SHORT_TAIL)
    room = max(end - start, 40.0)
    beside = [Pill(f"on {below}", relation.polarity)] if below else []
    beside += _conditions(sheet, row)
    if row.home:
        beside += pills.beside(sheet, row.source)
        others = [link for link in sheet.leaving[row.source] if link != row.link]
        beside += pills.onward(sheet, others)
        found = wrap(sheet.words(row.source), SIZE, room, max_lines=_MAX_LINES)
    else:
        beside = pills.fitted(beside, room / 2)
        used = sum(pill.width + pills.GAP for pill in beside)
        words = clip(sheet.words(row.source), SIZE, room - used - 8, face="italic")
        found = (words,)
    face = "regular" if row.home else "italic"
    last = width(found[-1], SIZE, face=face) + 8.0  # type: ignore[arg-type]
    if is_rtl(found[-1]):
        last = 0.0 if not row.home else room
    placed = tuple(pills.flowing(pills.fitted(beside, room), last, room))
    lower = max((line for line, _, _ in placed), default=0)
    height = LEADING * len(found) + _PILL_LEADING * lower + 5.0
    return SizedRow(row, height, mark, icon, count, start, found, placed, end, step)


def _step_width(shown: Item) -> float:
    return 28.0 if shown.look is Look.STEP and shown.linked else _ICON


def _conditions(sheet: Sheet, row: Row) -> list[Pill]:
    """Of the relation itself, and for what hits the relation to a position, which one."""
    relation = sheet.relations[row.link]
    found = []
    target = row.link.target
    if row.onto and row.parent is None and not isinstance(target, str):
        found = pills.onward(sheet, [row.link])
        found = [attrs.evolve(pill, content=pill.content.partition(" ")[2]) for pill in found]
    if relation.condition:
        for word in relation.condition.removeprefix("if ").split(", "):
            found.append(Pill(pills.moved(sheet, f"if {word}"), Polarity.CONDITION))
    return found


# -- painting ----------------------------------------------------------------------------


def paint(sheet: Sheet, sized: SizedRow, at: Point, broad: float, theme: Theme, ids: str) -> Markup:
    """The row from its top left corner, as one group that a screen reader can name.

    Where numbers lead to rows, a row in full bears the id of its statement.
    """
    row = sized.row
    shown, relation = sheet.items[row.source], sheet.relations[row.link]
    muffled = sheet.earlier is not None and not sheet.stirred(row.link)
    if relation.faded or shown.dropped or muffled:
        theme = faded(theme, _FADE)
    middle = at.y + MIDDLE
    parts = [title(said(sheet, row)), *_mark(sheet, sized, at, theme)]
    words: list[Markup] = []
    if row.home:
        parts.append(icon(shown, at.x + sized.icon, middle, theme))
    else:
        parts.append(marks.reference(at.x + sized.icon, middle, theme.muted))
    count = sheet.number(row.source)
    tag = text(at.x + sized.number, middle + 3.4, count, _NUMBER, theme.muted, face="bold")
    words.append(tag)
    words += _lines(sized, shown, at, theme)
    leads = sheet.linked and not row.home
    target = f"#{ids}{sheet.names[row.source]}"
    parts += [element("a", *words, href=target)] if leads else words
    for line, x, pill in sized.pills:
        y = middle + (len(sized.lines) - 1) * LEADING + line * _PILL_LEADING + 0.3
        parts.append(pills.paint(pill, at.x + sized.text + x, y, theme, ids))
    parts += _tail(sheet, sized, shown, at.x + broad - 8.0, middle, theme)
    return element(
        "g",
        *parts,
        id=f"{ids}{sheet.names[row.source]}" if row.home and sheet.linked else None,
        class_=f"row {relation.polarity.name.lower()}",
        role="listitem",
        aria_level=str(row.depth + 1),
        data_rel=relation.name,
        data_src=sheet.names[row.source],
    )


def said(sheet: Sheet, row: Row) -> str:
    words = sheet.relations[row.link].description
    if row.home:
        words = f"{sheet.number(row.source)} {sheet.items[row.source].description} {words}"
    return words


def _mark(sheet: Sheet, sized: SizedRow, at: Point, theme: Theme) -> list[Markup]:
    relation = sheet.relations[sized.row.link]
    label, middle = pills.weight(sheet, sized.row.link), at.y + MIDDLE
    left = at.x + sized.mark
    if relation.polarity is Polarity.PREMISE:
        return _label(left, middle, label, theme.muted)
    colour = lines.colour(relation.polarity, theme)
    stroke = lines.STROKES[relation.polarity]
    mark = marks.row_mark(left, middle, stroke, relation.weight, colour)
    return [mark, *_label(left + marks.MARK + 3.0, middle, label, colour)]


def _label(x: float, middle: float, label: str, colour: str) -> list[Markup]:
    return [text(x, middle + 3.2, label, _WEIGHT, colour, face="bold")] if label else []


def icon(shown: Item, x: float, middle: float, theme: Theme) -> Markup:
    """The shape of the kind, small."""
    if shown.look is Look.STEP and not shown.linked:
        return marks.therefore(Point(x + 5.5, middle), theme.inference.border)
    if shown.look is Look.STEP:
        paint = theme.inference
        box = Box(x, middle - 6, 27, 12)
        shape = element(
            "path", d=marks.rounded(box, 6), fill=paint.fill, stroke=paint.border, stroke_width=1.0
        )
        word = text(box.middle.x, middle + 2.8, "AND", 7.6, paint.ink, face="bold", anchor="middle")
        return element("g", shape, word)
    box = Box(x, middle - 5, _ICON, 10)
    return boxes.shape(shown.look, box, theme, dashed=shown.dashed)


def _lines(sized: SizedRow, shown: Item, at: Point, theme: Theme) -> list[Markup]:
    home = sized.row.home
    face, fill = ("regular", theme.ink) if home else ("italic", theme.muted)
    parts = []
    for order, line in enumerate(sized.lines):
        x, y = at.x + sized.text, at.y + MIDDLE + 3.4 + order * LEADING
        right = at.x + sized.end
        parts.append(
            text(x, y, line, SIZE, fill, face=face, right=right)  # type: ignore[arg-type]
        )
        if shown.dropped:
            long = width(line, SIZE, face=face)  # type: ignore[arg-type]
            start = right - long if is_rtl(line) else x
            d = f"M{number(start)},{number(y - 3.4)}h{number(long)}"
            parts.append(element("path", d=d, fill="none", stroke=fill, stroke_width=1.0))
    return parts


def _tail(
    sheet: Sheet, sized: SizedRow, shown: Item, right: float, middle: float, theme: Theme
) -> Sequence[Markup]:
    """Credibility, code, bar and strength, or why there are none."""
    relation = sheet.relations[sized.row.link]
    base = middle + 3.2
    if shown.dropped or relation.faded:
        words = "dropped" if shown.dropped else "not counted"
        return [text(right, base, words, _NUMBER, theme.muted, face="italic", anchor="end")]
    parts = [*value_and_bar(sheet, sized.row.source, right, middle, theme, strong=sized.row.home)]
    if not sized.row.home:
        return parts
    left = right - 56.0
    if shown.clamped:
        parts.append(marks.padlock(left - 8, middle - 5, theme.ink))
        left -= 12
    if shown.grade:
        parts.append(
            text(left, middle + 3, shown.grade, _CODE, theme.muted, face="bold", anchor="end")
        )
    if shown.level is not None and not shown.clamped:
        parts.append(marks.dots(left - 14, middle, shown.level, theme.evidence.bar))
    return parts


def value_and_bar(
    sheet: Sheet,
    name: str,
    right: float,
    middle: float,
    theme: Theme,
    *,
    strong: bool = True,
) -> Sequence[Markup]:
    """`.88` and a short bar before it, 50 px in all."""
    shown = sheet.items[name]
    if math.isnan(shown.strength):
        return [
            text(right, middle + 3.2, "unsettled", _NUMBER, theme.muted, face="bold", anchor="end")
        ]
    fill = theme.ink if strong else theme.muted
    colours = boxes.colours(Look.CLAIM if shown.look is Look.ASSESSMENT else shown.look, theme)
    parts = [
        text(right, middle + 3.2, brief(shown.strength), _VALUE, fill, face="bold", anchor="end"),
        marks.bar(right - 50, middle - 2, _BAR, shown.strength, colours, high=4),
    ]
    before = sheet.before(name)
    if before is not None:
        change = marks.change(right - 50, middle - 2, _BAR, before, shown.strength, theme, high=4)
        parts.append(change)
    return parts


def brief(strength: float) -> str:
    """`.88`, `1.0`."""
    written = f"{strength:.2f}"
    return "1.0" if written == "1.00" else written.removeprefix("0")
