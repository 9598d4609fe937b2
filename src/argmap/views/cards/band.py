"""Positions as dark boxes: how strong each is, and which claims bear on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.views.cards import pills, rows
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import lines, marks
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.measure import clip, is_rtl, width, wrap
from argmap.views.painting.palette import Theme, faded
from argmap.views.painting.svg import Markup, element, join, number, text, title

_LEFT, _RIGHT = 16.0, 10.0
_TAG = 7.6
_TITLE, _TITLE_LEADING = 13.5, 16.5
_BAR = 84.0
_SCORE = 14.0
_LINE = 15.0
_FADE = 0.5


@attrs.frozen
class SizedPosition:
    """A position with the claims that bear on it, strongest first and for before against."""

    position: str
    width: float
    head: float
    height: float
    title: tuple[str, ...]
    links: tuple[LinkReference, ...]


def sized(sheet: Sheet, position: str, broad: float) -> SizedPosition:
    """Measure a box `broad` px wide."""
    room = broad - _LEFT - _RIGHT - _BAR - 44.0
    words = wrap(sheet.items[position].text, _TITLE, room, face="bold", max_lines=5)
    head = max(46.0, 22.0 + len(words) * _TITLE_LEADING + 6.0)
    links = bearing(sheet, position)
    body = 8.0 + len(links) * _LINE + 5.0 if links else 0.0
    return SizedPosition(position, broad, head, head + body, words, links)


def bearing(sheet: Sheet, position: str) -> tuple[LinkReference, ...]:
    """The cells of a position that are shown: for before against, each strongest first in the
    baseline."""
    force = sheet.earlier_force or sheet.force
    found = [link for card in sheet.claims for link in card.cells if link.target == position]

    def order(link: LinkReference) -> tuple[bool, bool, float]:
        value = force[link]
        against = link.polarity is Polarity.ATTACK
        return against, sheet.relations[link].faded, 0.0 if math.isnan(value) else -value

    return tuple(sorted(found, key=order))


def head_tag(sheet: Sheet, position: str) -> str:
    """`POSITION`'s tag with its letter, and what it excludes."""
    shown = sheet.items[position]
    rivals = [sheet.number(other) for other in sheet.excludes.get(position, ())]
    excluded = f" · EXCLUDES {', '.join(rivals)}" if rivals else ""
    return shown.tag + excluded


def stripe(sheet: Sheet, position: str, box: Box, theme: Theme) -> Markup:
    """The identity of a position at the left of its dark box."""
    order = sheet.items[position].order
    known = order is not None and order < len(theme.stripe)
    fill = theme.stripe[order] if known and order is not None else theme.assessment.track
    shape = marks.rounded(Box(box.x + 5, box.y + 8, 4, box.height - 16), 2)
    return element("path", d=shape, fill=fill)


def tag(words: str, x: float, y: float, room: float, theme: Theme) -> Markup:
    spaced = 0.55
    if width(words, _TAG, face="bold", spacing=spaced) > room:
        words = clip(words, _TAG, room - spaced * len(words), face="bold")
    return text(x, y, words, _TAG, theme.assessment.muted, face="bold", spacing=spaced)


def score(
    sheet: Sheet, position: str, left: float, right: float, y: float, size: float, theme: Theme
) -> Markup:
    """A bar from `left` and the strength that ends at `right`, on dark; `y` is their middle."""
    shown = sheet.items[position]
    paint = theme.assessment
    value = "unsettled" if math.isnan(shown.strength) else f"{shown.strength:.2f}"
    long = right - left - width(value, size, face="bold") - 9.0
    before = sheet.before(position)
    parts = [
        text(right, y + size * 0.36, value, size, paint.ink, face="bold", anchor="end"),
        marks.bar(
            left,
            y - 3.5,
            long,
            shown.strength,
            paint,
            initial=shown.initial if before is None else None,
            high=7,
        ),
    ]
    if shown.clamped:
        parts.append(marks.padlock(left - 12, y - 5.5, paint.ink))
    if before is not None:
        inverse = marks.on_dark(theme)
        colour = inverse.up if shown.strength > before else inverse.down
        parts.append(marks.change(left, y - 3.5, long, before, shown.strength, inverse, high=7))
        parts.append(
            marks.delta(right - 26, y + size * 0.36 + 12, before, shown.strength, 9.0, colour)
        )
    return join(parts)


def paint(sheet: Sheet, sized: SizedPosition, at: Point, theme: Theme, ids: str) -> Markup:
    """The box from its top left corner."""
    shown = sheet.items[sized.position]
    box = Box(at.x, at.y, sized.width, sized.height)
    head = Box(at.x, at.y, sized.width, sized.head)
    dark = theme.assessment
    parts = [
        title(shown.description),
        element(
            "path",
            class_="shape",
            d=marks.rounded(box, 9.0),
            fill=theme.bg,
            stroke=dark.border,
            stroke_width=1.4,
        ),
        element("path", d=_top(head) if sized.links else marks.rounded(head, 9.0), fill=dark.fill),
        stripe(sheet, sized.position, head, theme),
        tag(
            head_tag(sheet, sized.position),
            at.x + _LEFT,
            at.y + 14,
            sized.width - _LEFT - _RIGHT,
            theme,
        ),
    ]
    right = box.right - _RIGHT
    words_end = right - _BAR - 44.0 + _RIGHT
    for order, line in enumerate(sized.title):
        y = at.y + 31.5 + order * _TITLE_LEADING
        parts.append(text(at.x + _LEFT, y, line, _TITLE, dark.ink, face="bold", right=words_end))
    parts.append(score(sheet, sized.position, right - _BAR - 38, right, at.y + 26.5, _SCORE, theme))
    y = at.y + sized.head + 8.0
    claims = []
    for link in sized.links:
        claims.append(_claim(sheet, link, Point(at.x, y), sized.width, theme, ids))
        y += _LINE
    if claims:
        label = f"Claims that bear on {sheet.number(sized.position)}"
        parts.append(element("g", *claims, aria_label=label, role="group"))
    return element(
        "g",
        *parts,
        id=f"{ids}{sheet.names[sized.position]}",
        class_="node assessment",
        role="listitem",
        aria_label=shown.description,
        data_id=shown.reference,
    )


def _top(head: Box) -> str:
    """A box with only its upper corners round."""
    x, right, bottom = number(head.x), number(head.right), number(head.bottom)
    return (
        f"M{x},{bottom}V{number(head.y + 9)}A9,9 0 0 1 {number(head.x + 9)},{number(head.y)}"
        f"H{number(head.right - 9)}A9,9 0 0 1 {right},{number(head.y + 9)}V{bottom}Z"
    )


def _claim(
    sheet: Sheet, link: LinkReference, at: Point, broad: float, theme: Theme, ids: str
) -> Markup:
    """One line that leads to the card of a claim: mark, weight, number, words, strength."""
    relation, claim = sheet.relations[link], link.source
    if (sheet.earlier is not None and not sheet.stirred(link)) or relation.faded:
        theme = faded(theme, _FADE)
    colour = lines.colour(relation.polarity, theme)
    middle = at.y + 7.0
    label = pills.weight(sheet, link)
    stroke = lines.STROKES[relation.polarity]
    x = at.x + 10.0
    parts = [
        title(relation.description),
        marks.row_mark(x, middle, stroke, relation.weight, colour),
        text(x + 18, middle + 3.2, label, 9.0, colour, face="bold"),
    ]
    x += 18 + max(21.0, width(label, 9.0, face="bold") + 4)
    count = sheet.number(claim)
    plate = Box(x, middle - 6, max(17.0, width(count, 8.5, face="bold") + 6), 12)
    parts.append(marks.badge(plate, count, theme.muted, theme.bg, 8.5))
    x = plate.right + 5
    room = at.x + broad - 64.0 - x
    words = clip(sheet.words(claim), rows.SIZE, room)
    edge = x + (room if is_rtl(words) else width(words, rows.SIZE))
    parts.append(text(x, middle + 3.5, words, rows.SIZE, theme.ink, right=edge))
    right = at.x + broad - 8
    parts += rows.value_and_bar(sheet, claim, right, middle, theme)
    if not sheet.linked:
        return element("g", *parts)
    return element("a", *parts, href=f"#{ids}{sheet.names[claim]}")


def arranged(
    sheet: Sheet, positions: Sequence[str], broad: float, gap: float, at_least: float
) -> list[list[SizedPosition]]:
    """Boxes in rows, highest strength first, none narrower than `at_least`."""
    fit = max(1, int((broad + gap) // (at_least + gap)))
    count = max(1, math.ceil(len(positions) / fit))
    per = max(1, math.ceil(len(positions) / count))
    each = (broad - gap * (per - 1)) / per
    boxes = [sized(sheet, name, each) for name in sheet.ranked(tuple(positions))]
    return [boxes[start : start + per] for start in range(0, len(boxes), per)]
