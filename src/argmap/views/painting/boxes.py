"""An item as a box of its shape, painted from what was measured once."""

from __future__ import annotations

import math

from argmap.views.painting import marks
from argmap.views.painting.geometry import Box
from argmap.views.painting.items import Item, Look
from argmap.views.painting.measure import clip, is_rtl, width
from argmap.views.painting.palette import Colours, Theme, faded
from argmap.views.painting.sizing import SMALL, Sized, form_of
from argmap.views.painting.svg import Markup, element, join, number, text, title

_TAG_SIZE, _TAG_SPACING = 7.6, 0.55
_NUMBER_SIZE, _GRADE_SIZE = 10.5, 8.0
_BAR = 6.0
_FADE, _ASIDE, _ASIDE_DARK = 0.5, 0.65, 0.3
_BORDER, _ON_PATH = 1.1, 2.6
_HALO = 4.0  # around a tipping point
TIPPING = "► TIPPING POINT"
STEP_TEXT = 8.5
#: How deep the sides of an argument's hexagon are pointed.
POINT = 13.0
_CUT, _OCTAGON, _FOLD = 8.0, 12.0, 9.0
_DASH, _FINE_DASH = "5 3", "2 1.5"


# -- painting ----------------------------------------------------------------------------


def colours(look: Look, theme: Theme) -> Colours:
    """The colours of a kind of box."""
    return {
        Look.ASSESSMENT: theme.assessment,
        Look.CLAIM: theme.claim,
        Look.COUNTERCLAIM: theme.counterclaim,
        Look.EVIDENCE: theme.evidence,
        Look.EVENT: theme.event,
        Look.ARGUMENT: theme.inference,
        Look.STEP: theme.inference,
    }[look]


def outline(look: Look, box: Box) -> str:
    """Path data of the shape that a kind of box has."""
    small = box.height < 24  # a sample in a legend, or an icon
    most = box.height * 0.3
    if look is Look.ASSESSMENT:
        return marks.rounded(box, min(4.0, most) if small else 9.0)
    if look is Look.COUNTERCLAIM:
        return marks.chamfered(box, min(4.0, most) if small else _CUT)
    if look is Look.EVENT:
        return marks.chamfered(box, min(5.5, most) if small else _OCTAGON)
    if look is Look.EVIDENCE:
        return marks.folded(box, min(5.0, most) if small else _FOLD)
    if look is Look.ARGUMENT:
        return marks.hexagon(box, min(6.0, most) if small else POINT)
    if look is Look.STEP:
        return marks.rounded(box, box.width / 2)
    return marks.rounded(box, min(4.0, most) if small else 7.0)


def shape(
    look: Look, box: Box, theme: Theme, *, dashed: bool = False, on_path: bool = False
) -> Markup:
    """The empty box; on a path its border is thick and in ink."""
    paint = colours(look, theme)
    border, thick = (theme.ink, _ON_PATH) if on_path else (paint.border, _BORDER)
    parts = [
        element(
            "path",
            class_="shape",
            d=outline(look, box),
            fill=paint.fill,
            stroke=border,
            stroke_width=thick,
            stroke_dasharray=None if not dashed else _DASH if box.height > 12 else _FINE_DASH,
        )
    ]
    if look is Look.EVIDENCE:
        fold = marks.fold_line(box, min(5.0, box.height * 0.3) if box.height < 24 else _FOLD)
        parts.append(element("path", d=fold, fill="none", stroke=border, stroke_width=thick))
    return join(parts)


def paint(sized: Sized, box: Box, theme: Theme, prefix: str) -> Markup:
    """The box with everything in it, as one group that a screen reader can name."""
    item = sized.item
    look = item.look
    parts = [title(item.description)]
    if item.tipping:
        parts.append(halo(look, box, theme))
    if item.aside:
        theme = faded(theme, _ASIDE_DARK if look is Look.ASSESSMENT else _ASIDE)
    elif item.faded or item.dropped or item.quiet:
        theme = faded(theme, _FADE)
    parts.append(shape(look, box, theme, dashed=item.dashed, on_path=item.on_path))
    if look is Look.STEP:
        parts.append(_step(item, box, theme))
    else:
        if look is Look.ASSESSMENT:
            parts.append(_stripe(item, box, theme))
        if sized.tag is not None:
            parts.append(_tag(sized, box, sized.tag, theme))
        parts += _lines(sized, box, theme)
        parts += [
            marks.pill(box.x + pill.x, box.y + pill.y, pill.content, theme) for pill in sized.pills
        ]
        if sized.bar is not None:
            parts.append(_bar(sized, box, theme, sized.bar))
    group = element(
        "g",
        *parts,
        id=f"{prefix}{item.name}",
        class_=f"node {look.value}",
        role="listitem",
        aria_label=item.description,
        data_id=item.reference,
    )
    return element("a", group, href=item.href) if item.href else group


def halo(look: Look, box: Box, theme: Theme) -> Markup:
    """What marks a box as the tipping point, around it."""
    d = outline(look, box.grown(_HALO))
    return element(
        "path", class_="halo", d=d, fill=theme.tip_halo, stroke=theme.tip, stroke_width=1.4
    )


def _step(item: Item, box: Box, theme: Theme) -> Markup:
    middle = box.middle
    if not item.linked:
        return marks.therefore(middle, theme.inference.ink)
    return text(
        middle.x, middle.y + 3, "AND", STEP_TEXT, theme.inference.ink, face="bold", anchor="middle"
    )


def _stripe(item: Item, box: Box, theme: Theme) -> Markup:
    order = item.order if item.order is not None else len(theme.stripe)
    fill = theme.stripe[order] if order < len(theme.stripe) else theme.assessment.track
    stripe = marks.rounded(Box(box.x + 5, box.y + 8, 4, box.height - 16), 2)
    return element("path", d=stripe, fill=fill)


def _tag(sized: Sized, box: Box, down: float, theme: Theme) -> Markup:
    item = sized.item
    form, paint = form_of(item.look, compact=sized.compact), colours(item.look, theme)
    y = box.y + down
    left, right = box.x + form.left, box.right - form.right
    if item.look is Look.EVIDENCE:
        right -= _FOLD - 1
    parts = []
    if item.tipping:
        fill = paint.ink if item.look is Look.ASSESSMENT else theme.tip_ink
        parts.append(text(right, y, TIPPING, _TAG_SIZE, fill, face="bold", anchor="end"))
        right -= width(TIPPING, _TAG_SIZE, face="bold") + 5
    elif item.grade:
        parts.append(
            text(right, y, item.grade, _GRADE_SIZE, paint.muted, face="bold", anchor="end")
        )
        right -= width(item.grade, _GRADE_SIZE, face="bold") + 5
    long = width(item.tag, _TAG_SIZE, face="bold", spacing=_TAG_SPACING)
    room = right - left - (marks.DOTS * marks.DOT_STEP + 4)
    if item.level is not None and long <= room and not item.tipping:
        parts.append(marks.dots(right, y - 2.7, item.level, paint.bar))
    if long > right - left:
        words = clip(item.tag, _TAG_SIZE, right - left - _TAG_SPACING * len(item.tag), face="bold")
    else:
        words = item.tag
    tag = text(left, y, words, _TAG_SIZE, paint.muted, face="bold", spacing=_TAG_SPACING)
    return join([tag, *parts])


def _lines(sized: Sized, box: Box, theme: Theme) -> list[Markup]:
    form = form_of(sized.item.look, compact=sized.compact)
    paint = colours(sized.item.look, theme)
    left, right = box.x + form.left, box.right - form.right
    parts = []
    for line in sized.lines:
        fill = paint.muted if line.muted else paint.ink
        y = box.y + line.y
        parts.append(text(left, y, line.content, line.size, fill, face=line.face, right=right))
        if line.struck:
            long = width(line.content, line.size, face=line.face)
            start = right - long if is_rtl(line.content) else left
            d = f"M{number(start)},{number(y - line.size * 0.3)}h{number(long)}"
            parts.append(element("path", d=d, fill="none", stroke=fill, stroke_width=1.0))
    return parts


def _bar(sized: Sized, box: Box, theme: Theme, y: float) -> Markup:
    item = sized.item
    form, paint = form_of(item.look, compact=sized.compact), colours(item.look, theme)
    left, right = box.x + form.left, box.right - form.right
    top = box.y + y
    value = "unsettled" if math.isnan(item.strength) else f"{item.strength:.2f}"
    parts = [text(right, top + 6.8, value, _NUMBER_SIZE, paint.ink, face="bold", anchor="end")]
    right -= width(value, _NUMBER_SIZE, face="bold") + 8
    if item.clamped:
        parts.append(marks.padlock(right - 7, top - 2.5, paint.ink))
        right -= 14
    long = right - left
    bar = marks.bar(left, top, long, item.strength, paint, initial=item.initial, high=_BAR)
    if item.earlier is not None:
        parts.append(_change(item, Box(left, top, long, _BAR), theme))
    return join([bar, *parts])


def _change(item: Item, bar: Box, theme: Theme) -> Markup:
    """What a scenario won or lost, on the bar and as a number above its end."""
    assert item.earlier is not None
    if item.look is Look.ASSESSMENT:
        theme = marks.on_dark(theme)
    colour = theme.up if item.strength > item.earlier else theme.down
    piece = marks.change(
        bar.x, bar.y, bar.width, item.earlier, item.strength, theme, high=bar.height
    )
    x = bar.right - marks.delta_width(item.earlier, item.strength, SMALL)
    words = marks.delta(x, bar.y - 4.0, item.earlier, item.strength, SMALL, colour)
    return join((piece, words))
