"""The marks that every kind of picture is made of: shapes, line ends, bars, dots, pills.

All are paths, rectangles and circles, because not every font, and no PDF core font, has them as
characters. Functions named for a shape return path data; the others return finished markup.
"""

from __future__ import annotations

import enum
import math

import attrs

from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.measure import Face, width
from argmap.views.painting.palette import Colours, Theme, blend
from argmap.views.painting.svg import Markup, element, join, number, text

#: Differences of strength smaller than this are none.
THRESHOLD = 0.005

# -- shapes ------------------------------------------------------------------------------


def rounded(box: Box, radius: float) -> str:
    """A box with round corners."""
    r = number(min(radius, box.width / 2, box.height / 2))
    x, y, right, bottom = _edges(box)
    inner = _edges(box.grown(-float(r)))
    return (
        f"M{inner[0]},{y}H{inner[2]}A{r},{r} 0 0 1 {right},{inner[1]}V{inner[3]}"
        f"A{r},{r} 0 0 1 {inner[2]},{bottom}H{inner[0]}A{r},{r} 0 0 1 {x},{inner[3]}V{inner[1]}"
        f"A{r},{r} 0 0 1 {inner[0]},{y}Z"
    )


def chamfered(box: Box, cut: float) -> str:
    """A box with its corners cut off: a counterclaim; with larger cuts the octagon of an event."""
    x, y, right, bottom = _edges(box)
    x1, y1, right1, bottom1 = _edges(box.grown(-cut))
    return f"M{x1},{y}H{right1}L{right},{y1}V{bottom1}L{right1},{bottom}H{x1}L{x},{bottom1}V{y1}Z"


def folded(box: Box, fold: float) -> str:
    """A sheet whose top right corner is folded: evidence. `fold_line` draws the fold."""
    x, y, right, bottom = _edges(box)
    return f"M{x},{y}H{number(box.right - fold)}L{right},{number(box.y + fold)}V{bottom}H{x}Z"


def fold_line(box: Box, fold: float) -> str:
    return f"M{number(box.right - fold)},{number(box.y)}v{number(fold)}h{number(fold)}"


def hexagon(box: Box, point: float) -> str:
    """A box whose short sides are pointed: an argument with text."""
    x, y, right, bottom = _edges(box)
    inner, outer, middle = number(box.x + point), number(box.right - point), number(box.middle.y)
    return f"M{inner},{y}H{outer}L{right},{middle}L{outer},{bottom}H{inner}L{x},{middle}Z"


def _edges(box: Box) -> tuple[str, str, str, str]:
    return number(box.x), number(box.y), number(box.right), number(box.bottom)


# -- lines and their ends ----------------------------------------------------------------


class End(enum.Enum):
    """What a line ends in."""

    NONE = "none"
    ARROW = "arrow"
    BAR = "bar"
    CROSS = "cross"


@attrs.frozen
class Stroke:
    """How a kind of relation is drawn apart from its colour, so that grey print can tell it.

    `both` puts the end at the source too.
    """

    dash: str | None = None
    cap: str | None = None
    end: End = End.NONE
    both: bool = False


SUPPORT = Stroke(end=End.ARROW)
ATTACK = Stroke(dash="7 4", end=End.BAR)
UNDERCUT = Stroke(dash="1.6 3.6", cap="round", end=End.CROSS)
CONTRADICTION = Stroke(dash="5 3", end=End.BAR, both=True)
PREMISE = Stroke()


def line_width(weight: float) -> float:
    """0.8 to 3.8 px."""
    return 0.8 + 3.0 * weight


def line_end(end: End, tip: Point, direction: Point, line: float, colour: str) -> Markup:
    """The head whose foremost point is at `tip`; `direction` is a vector along the line."""
    size = math.hypot(*direction) or 1.0
    cos, sin = direction.x / size, direction.y / size

    def at(ahead: float, aside: float) -> str:
        x, y = tip.x + ahead * cos - aside * sin, tip.y + ahead * sin + aside * cos
        return f"{number(x)},{number(y)}"

    if end is End.ARROW:
        long, half = _arrow(line)
        d = f"M{at(0, 0)}L{at(-long, half)}L{at(-long * 0.78, 0)}L{at(-long, -half)}Z"
        return element("path", d=d, fill=colour)
    if end is End.BAR:
        half = 4.6 + line * 0.35
        d = f"M{at(-1.7, -half)}L{at(-1.7, half)}"
        return element("path", d=d, fill="none", stroke=colour, stroke_width=2.4 + line * 0.25)
    if end is End.CROSS:
        d = f"M{at(-2, -4.5)}L{at(-11, 4.5)}M{at(-2, 4.5)}L{at(-11, -4.5)}"
        return _strokes(d, colour, 2.0)
    return Markup("")


def end_room(end: End, line: float) -> float:
    """How far before its tip the line itself must stop."""
    if end is End.ARROW:
        return _arrow(line)[0] * 0.7
    return {End.BAR: 2.0, End.CROSS: 6.5}.get(end, 0.0)


def end_length(end: End, line: float) -> float:
    """How much of the line the head covers."""
    if end is End.ARROW:
        return _arrow(line)[0]
    return {End.BAR: 4.5, End.CROSS: 12.0}.get(end, 0.0)


def _arrow(line: float) -> tuple[float, float]:
    return 7 + line * 1.5, 3.2 + line * 0.75


def _strokes(d: str, colour: str, thick: float) -> Markup:
    return element(
        "path", d=d, fill="none", stroke=colour, stroke_width=thick, stroke_linecap="round"
    )


# -- bars, dots, locks, pills ------------------------------------------------------------


def bar(
    x: float,
    y: float,
    long: float,
    strength: float,
    colours: Colours,
    *,
    initial: float | None = None,
    high: float = 6.0,
) -> Markup:
    """A strength from 0 to 1 as the filled part of a track; ▼ above it marks the initial weight.

    NaN leaves the track empty.
    """
    parts = [
        element("path", d=rounded(Box(x, y, long, high), high / 2), fill=colours.track),
    ]
    filled = long * strength
    if filled >= 0.5:  # false for NaN
        ends = rounded(Box(x, y, max(high, filled), high), high / 2)
        parts.append(element("path", d=ends, fill=colours.bar))
    if initial is not None:
        tip = f"M{number(x + long * initial)},{number(y - 0.5)}"
        parts.append(element("path", class_="initial", d=tip + "l-3,-4h6z", fill=colours.muted))
    return join(parts)


DOTS = 5
DOT_STEP = 7.0


def dots(right: float, y: float, level: int, colour: str) -> Markup:
    """Five dots that end at `right`, the first `level` of them filled: credibility."""
    first = right - (DOTS - 1) * DOT_STEP - 2.85
    return join(
        element(
            "circle",
            cx=first + index * DOT_STEP,
            cy=y,
            r=2.4,
            fill=colour if index < level else "none",
            stroke=colour,
            stroke_width=0.9,
        )
        for index in range(DOTS)
    )


def padlock(x: float, y: float, colour: str) -> Markup:
    """8 px broad and 9.5 high, its top left corner at (x, y): the strength is assumed."""
    shackle = f"M{number(x + 1.8)},{number(y + 4.5)}v-1.7a2.2,2.2 0 0 1 4.4,0v1.7"
    return join(
        (
            element("path", d=shackle, fill="none", stroke=colour, stroke_width=1.3),
            element("path", d=rounded(Box(x, y + 4.2, 8, 5.3), 1), fill=colour),
        )
    )


def therefore(middle: Point, colour: str) -> Markup:
    """∴ as three dots."""
    return join(
        element("circle", cx=middle.x + dx, cy=middle.y + dy, r=1.9, fill=colour)
        for dx, dy in ((0.0, -4.2), (-4.4, 3.2), (4.4, 3.2))
    )


PILL_SIZE = 8.5
PILL_HEIGHT = 13.0
_PILL_PADDING = 5.0


def change(
    x: float, y: float, long: float, earlier: float, strength: float, theme: Theme, *, high: float
) -> Markup:
    """Over a bar: the piece that was won or lost, and a thin line where the strength was."""
    if not abs(strength - earlier) >= THRESHOLD:
        return Markup("")
    low, top = sorted((earlier, strength))
    piece = Box(x + long * low, y - 1, max(1.5, long * (top - low)), high + 2)
    colour = theme.up if strength > earlier else theme.down
    line = f"M{number(x + long * earlier)},{number(y - 2.5)}v{number(high + 5)}"
    return join(
        (
            element("path", d=rounded(piece, 0), fill=colour),
            element("path", d=line, fill="none", stroke=theme.ink, stroke_width=1.2),
        )
    )


_TRIANGLE = 8.0  # with the blank after it


def delta_width(earlier: float, strength: float, size: float) -> float:
    return _TRIANGLE + width(_moved(earlier, strength), size, face="bold")


def _moved(earlier: float, strength: float) -> str:
    return f"{abs(strength - earlier):.2f}".removeprefix("0")


def on_dark(theme: Theme) -> Theme:
    """Ink and colours of change that can be seen on the box of a position."""
    paint = theme.assessment
    return attrs.evolve(
        theme,
        ink=paint.ink,
        up=blend(theme.up, paint.ink, 0.55),
        down=blend(theme.down, paint.ink, 0.5),
    )


def delta(x: float, y: float, earlier: float, strength: float, size: float, fill: str) -> Markup:
    """▲.12 or ▼.12 from `x` on, with the baseline at `y`; nothing for no change."""
    if not abs(strength - earlier) >= THRESHOLD:
        return Markup("")
    start = f"M{number(x)},{number(y - (0.5 if strength > earlier else 6.5))}"
    triangle = "l3.2,-6l3.2,6z" if strength > earlier else "l3.2,6l3.2,-6z"
    return join(
        (
            element("path", class_="delta", d=start + triangle, fill=fill),
            text(x + _TRIANGLE, y, _moved(earlier, strength), size, fill, face="bold"),
        )
    )


MARK = 15.0  # how long the mark of a row is


def row_mark(x: float, y: float, stroke: Stroke, weight: float, colour: str) -> Markup:
    """A short relation that points to the left, for rows of cards; `y` is its middle."""
    line = 0.8 + 2.2 * weight
    begin = {End.ARROW: 5.0, End.BAR: 1.5, End.CROSS: 7.5}.get(stroke.end, 0.0)
    dash = {End.BAR: "4 2.4", End.CROSS: "0.8 2.8"}.get(stroke.end)
    d = f"M{number(x + begin)},{number(y)}H{number(x + MARK)}"
    head = {
        End.ARROW: f"M{number(x)},{number(y)}l6.5,-3.7v7.4z",
        End.BAR: f"M{number(x + 1)},{number(y - 4.2)}v8.4",
        End.CROSS: f"M{number(x)},{number(y - 3)}l6,6m0,-6l-6,6",
    }.get(stroke.end, "")
    parts = [
        element(
            "path",
            d=d,
            fill="none",
            stroke=colour,
            stroke_width=line,
            stroke_dasharray=dash,
            stroke_linecap=stroke.cap,
        )
    ]
    if stroke.end is End.ARROW:
        parts.append(element("path", d=head, fill=colour))
    elif head:
        parts.append(_strokes(head, colour, 1.8))
    return join(parts)


def reference(x: float, y: float, colour: str) -> Markup:
    """↗ in 8 px: what follows is written in full elsewhere."""
    d = f"M{number(x)},{number(y + 3)}l7,-7m-4.6,0h4.6v4.6"
    return _strokes(d, colour, 1.2)


def hatching(box: Box, colour: str) -> Markup:
    """Slanted gaps over a filled bar: against, also without colours."""
    d = "".join(
        f"M{number(box.x + 1.5 + at)},{number(box.bottom)}l3,{number(-box.height)}"
        for at in range(0, max(0, int(box.width) - 4), 5)
    )
    return element("path", d=d, fill="none", stroke=colour, stroke_width=1.1) if d else Markup("")


def badge(box: Box, content: str, fill: str, ink: str, size: float = 10.0) -> Markup:
    """The number of a card, in its middle."""
    return join(
        (
            element("path", d=rounded(box, 4.0), fill=fill),
            text(
                box.middle.x,
                box.middle.y + size * 0.36,
                content,
                size,
                ink,
                face="bold",
                anchor="middle",
            ),
        )
    )


def pill_width(content: str, *, face: Face = "bold") -> float:
    return width(content, PILL_SIZE, face=face) + 2 * _PILL_PADDING


def pill(x: float, y: float, content: str, theme: Theme) -> Markup:
    """A condition in the colours of events; (x, y) is the top left corner."""
    shape = rounded(Box(x, y, pill_width(content), PILL_HEIGHT), PILL_HEIGHT / 2)
    return join(
        (
            element("path", d=shape, fill=theme.tip_halo, stroke=theme.tip, stroke_width=0.9),
            text(x + _PILL_PADDING, y + 9.6, content, PILL_SIZE, theme.event.ink, face="bold"),
        )
    )
