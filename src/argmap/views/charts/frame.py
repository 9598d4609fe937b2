"""What every chart has around it: words, rows that a screen reader can list, notes, its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from argmap.views.painting.blocks import Block
from argmap.views.painting.geometry import Point
from argmap.views.painting.legend import Entry, strip
from argmap.views.painting.measure import Face, clip, is_rtl, width, wrap
from argmap.views.painting.page import page, prefix
from argmap.views.painting.palette import Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import Markup, clean, element, number, text
from argmap.views.painting.svg import title as hover

#: The sizes of text: of rows, of what stands below or beside them, of columns' heads.
ROW, SMALL, HEAD = 11.0, 9.0, 8.5
_SPACING = 0.55
_SHORT = 240.0


@attrs.frozen
class Words:
    """Above a chart, and what a screen reader says of it first."""

    title: str
    caption: str
    description: str

    def instead(self, title: str | None, caption: str | None) -> Words:
        """With the caller's own; an empty string leaves out, None keeps."""
        return Words(
            clean(self.title if title is None else title),
            clean(self.caption if caption is None else caption),
            clean(self.description),
        )


def framed(
    words: Words,
    theme: Theme,
    broad: float,
    body: Block,
    legend: Iterable[Entry],
    records: Sequence[Mapping[str, object]],
) -> Picture:
    """A chart `broad` px wide on its page, with what it shows as records."""
    ids = prefix(f"{words} {theme.name} {[sorted(one.items()) for one in records]}")
    picture = page(
        words.title,
        words.caption,
        words.description,
        theme,
        ids,
        (broad, body.height),
        body.paint,
        lambda origin, limit: strip(legend, theme, origin, limit),
    )
    return attrs.evolve(picture, records=tuple(dict(one) for one in records))


def row(said: str, *parts: Markup, class_: str = "row") -> Markup:
    """One of a list, with the sentence that is shown on hovering and read aloud."""
    return element("g", hover(said), *parts, class_=class_, role="listitem", aria_label=said)


def listing(label: str, rows: Iterable[Markup]) -> Markup:
    return element("g", *rows, role="list", aria_label=label)


def bare(reference: str) -> str:
    """A reference without its brackets, short enough for a sentence."""
    inner = reference[1:-1] if reference[:1] + reference[-1:] in ("[]", "<>") else reference
    return short(clean(inner))


def short(name: str) -> str:
    """At most some thirty letters, for sentences."""
    return clip(name, ROW, _SHORT)


# -- text ------------------------------------------------------------------------------------


def ended(
    right: float, y: float, content: str, size: float, fill: str, *, face: Face = "regular"
) -> Markup:
    """A line whose end stands at `right`, also when it runs from right to left."""
    start = right - width(content, size, face=face)
    return text(start, y, content, size, fill, face=face, right=right)


def lines(
    left: float, y: float, broad: float, content: Sequence[str], size: float, fill: str
) -> list[Markup]:
    """Lines below each other, the first baseline at `y`."""
    return [
        text(left, y + at * size * 1.2, line, size, fill, right=left + broad)
        for at, line in enumerate(content)
    ]


def head(left: float, y: float, words: str, broad: float, theme: Theme) -> Markup:
    """Small capitals over a column."""
    capitals = words.upper()
    shown = clip(capitals, HEAD, broad - _SPACING * len(capitals), face="bold")
    spacing = None if is_rtl(shown) else _SPACING
    right = left + broad
    return text(left, y, shown, HEAD, theme.muted, face="bold", spacing=spacing, right=right)


def head_ended(right: float, y: float, words: str, theme: Theme) -> Markup:
    """Small capitals over a column of numbers, which end at `right`."""
    return ended(right, y, words.upper(), HEAD, theme.muted, face="bold")


def notes(said: Iterable[str], broad: float, theme: Theme) -> Block:
    """Sentences below a chart, each on lines of its own; nothing for none."""
    found = [line for one in said for line in wrap(clean(one), 10.0, broad)]

    def paint(at: Point) -> Markup:
        return element("g", *lines(at.x, at.y + 9, broad, found, 10.0, theme.muted), class_="notes")

    return Block(len(found) * 12.0 + 4 if found else 0.0, paint)


# -- lines -----------------------------------------------------------------------------------


def rule(
    start: Point,
    end: Point,
    colour: str,
    *,
    thick: float = 1.0,
    dash: str | None = None,
    class_: str | None = None,
) -> Markup:
    d = f"M{number(start.x)},{number(start.y)}L{number(end.x)},{number(end.y)}"
    return element(
        "path",
        class_=class_,
        d=d,
        fill="none",
        stroke=colour,
        stroke_width=thick,
        stroke_dasharray=dash,
    )


def pointer(x: float, y: float, colour: str) -> Markup:
    """► 7 px long, its middle at `y`."""
    return element("path", d=f"M{number(x)},{number(y - 3.5)}l7,3.5l-7,3.5z", fill=colour)
