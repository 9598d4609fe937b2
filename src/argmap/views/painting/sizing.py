"""A box is measured once: how high it is, and where the lines of text in it go."""

from __future__ import annotations

import math

import attrs

from argmap.views.painting import marks
from argmap.views.painting.items import Item, Look
from argmap.views.painting.measure import Face, clip, width, wrap

_TOP, _BOTTOM = 8.0, 7.0
_LEADING = 1.22
_MAX_LINES, _FEW_LINES = 6, 2
_TAG_HEIGHT, _BAR_HEIGHT = 13.0, 10.0
_SUB_SIZE = 10.5
#: Size of sources and notes.
SMALL = 9.0
_STEP = 30.0


@attrs.frozen
class Form:
    """Width, left and right padding, and how the text is set."""

    width: float = 206.0
    left: float = 12.0
    right: float = 12.0
    size: float = 11.5
    face: Face = "regular"


_FORMS = {
    Look.ASSESSMENT: Form(240.0, left=15.0, size=14.5, face="bold"),
    Look.CLAIM: Form(),
    Look.COUNTERCLAIM: Form(),
    Look.EVIDENCE: Form(size=11.0),
    Look.EVENT: Form(),
    Look.ARGUMENT: Form(226.0, left=20.0, right=20.0),
}
_SMALL_FORM = Form(164.0, left=10.0, right=10.0, size=10.5)
_SMALL_FORMS = {
    Look.ASSESSMENT: Form(196.0, left=15.0, right=10.0, size=13.0, face="bold"),
    Look.ARGUMENT: Form(184.0, left=20.0, right=20.0, size=10.5),
}


def form_of(look: Look, *, compact: bool) -> Form:
    return _SMALL_FORMS.get(look, _SMALL_FORM) if compact else _FORMS[look]


@attrs.frozen
class Line:
    """A line of text by the y of its baseline, from the top of the box."""

    y: float
    content: str
    size: float
    face: Face = "regular"
    muted: bool = False
    struck: bool = False


@attrs.frozen
class Pill:
    """A condition by its top left corner within the box."""

    x: float
    y: float
    content: str


@attrs.frozen
class Sized:
    """An item with its size in px and where everything goes, from the top of the box.

    `tag` is a baseline, None in a `compact` box without one; `bar` is None where no bar is drawn.
    """

    item: Item
    width: float
    height: float
    tag: float | None = None
    lines: tuple[Line, ...] = ()
    pills: tuple[Pill, ...] = ()
    bar: float | None = None
    compact: bool = False


def sized(item: Item, *, at_least: float = 0.0, compact: bool = False) -> Sized:
    """Measure and wrap; the height follows from the text, unless more of it is asked for.

    A `compact` box is narrower and says less: no kind, no source, two lines.
    """
    if item.look is Look.STEP:
        return Sized(item, _STEP, _STEP)
    form = form_of(item.look, compact=compact)
    inner = form.width - form.left - form.right
    lines: list[Line] = []
    tagged = not compact or item.tipping or item.look is Look.EVENT
    y = _TOP + (_TAG_HEIGHT if tagged else 0.0)
    most = _FEW_LINES if compact else _MAX_LINES
    for content in wrap(item.text, form.size, inner, face=form.face, max_lines=most):
        lines.append(Line(y + form.size * 0.93, content, form.size, form.face, struck=item.dropped))
        y += form.size * _LEADING
    if item.sub and not compact:
        y += 1.5
        for content in wrap(item.sub, _SUB_SIZE, inner, max_lines=_MAX_LINES):
            lines.append(Line(y + _SUB_SIZE * 0.93, content, _SUB_SIZE, muted=True))
            y += _SUB_SIZE * _LEADING
    if (item.source or item.locator) and not compact:
        lines.append(Line(y + 9.5, _source(item, inner), SMALL, "italic", muted=True))
        y += 12.5
    pills, y = _pills(item, form.left, inner, y)
    if item.folded:
        content = clip(item.folded, SMALL, inner, face="italic")
        lines.append(Line(y + 9.5, content, SMALL, "italic", muted=True))
        y += 12.5
    if item.hidden:
        more = f"{item.hidden} more reason{'s' if item.hidden > 1 else ''} not drawn"
        lines.append(Line(y + 9.5, more, SMALL, "italic", muted=True))
        y += 12.5
    bar = None
    if not item.dropped:
        y += 14.0 if item.earlier is not None else 5.5 if item.initial is not None else 3.0
        bar = y
        y += _BAR_HEIGHT
    height = float(math.ceil(max(y + _BOTTOM, at_least)))
    down = (height - y - _BOTTOM) / 2
    return Sized(
        item,
        form.width,
        height,
        tag=down + _TOP + 8.0 if tagged else None,
        lines=tuple(attrs.evolve(line, y=line.y + down) for line in lines),
        pills=tuple(attrs.evolve(pill, y=pill.y + down) for pill in pills),
        bar=None if bar is None else bar + down,
        compact=compact,
    )


def _source(item: Item, inner: float) -> str:
    """On one line; when it is too long, the locator stays and the source is cut."""
    if not item.locator:
        return clip(item.source, SMALL, inner, face="italic")
    end = f", {item.locator}" if item.source else item.locator
    room = inner - width(end, SMALL, face="italic")
    if room < inner / 3:
        return clip(item.source + end, SMALL, inner, face="italic")
    return clip(item.source, SMALL, room, face="italic") + end


def _pills(item: Item, left: float, inner: float, y: float) -> tuple[list[Pill], float]:
    pills: list[Pill] = []
    x = 0.0
    for condition in item.conditions:
        padding = marks.pill_width("")
        content = clip(condition, marks.PILL_SIZE, inner - padding, face="bold")
        broad = marks.pill_width(content)
        if not pills:
            y += 3.0
        elif x + broad > inner:
            x = 0.0
            y += marks.PILL_HEIGHT + 3.0
        pills.append(Pill(left + x, y, content))
        x += broad + 4.0
    return pills, y + marks.PILL_HEIGHT if pills else y
