"""Small labels with round ends: where else a statement bears, what it needs, what it excludes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from argmap.model.link import LinkReference, Polarity
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import lines
from argmap.views.painting.geometry import Box
from argmap.views.painting.marks import PILL_HEIGHT, PILL_SIZE, pill_width, rounded
from argmap.views.painting.measure import clip
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, join, text

_SIGNS = {Polarity.SUPPORT: "+", Polarity.ATTACK: "−", Polarity.UNDERCUT: "×"}
_DASHES = {Polarity.ATTACK: "3 1.8", Polarity.CONTRADICT: "4 2", Polarity.UNDERCUT: "0.8 2"}
GAP = 4.0


@attrs.frozen
class Pill:
    """`polarity` is None for the same report elsewhere; `target` names the id it leads to."""

    content: str
    polarity: Polarity | None
    target: str = ""

    @property
    def width(self) -> float:
        return pill_width(self.content)


def weight(sheet: Sheet, link: LinkReference) -> str:
    """`+.6`, `×.7`; the sign alone where no weight is stated."""
    shown = sheet.relations[link]
    return shown.label or _SIGNS.get(shown.polarity, "")


def onward(sheet: Sheet, links: Sequence[LinkReference]) -> list[Pill]:
    """One pill for each relation, saying what it bears on."""
    return [_onward(sheet, link) for link in links]


def _onward(sheet: Sheet, link: LinkReference) -> Pill:
    target, polarity = link.target, sheet.relations[link].polarity
    strong = weight(sheet, link)
    if isinstance(target, str):
        sign = "premise" if polarity is Polarity.PREMISE else strong
        return Pill(f"{sign} → {sheet.number(target)}", polarity, sheet.anchor(target))
    words = f"{strong} on {sheet.number(target.source)}"
    if isinstance(target.target, str):
        words += f" → {sheet.number(target.target)}"
    return Pill(words, polarity, sheet.anchor(target.source))


def beside(sheet: Sheet, name: str) -> list[Pill]:
    """What a statement needs, repeats and excludes."""
    shown = sheet.items[name]
    found = [Pill(moved(sheet, words), Polarity.CONDITION) for words in shown.conditions]
    found += [
        Pill(f"= {sheet.number(other)}", None, sheet.anchor(other))
        for other in sheet.plan.alike.get(name, ())
    ]
    for other in sheet.excludes.get(name, ()):
        words = f"excludes {sheet.number(other)}"
        found.append(Pill(words, Polarity.CONTRADICT, sheet.anchor(other)))
    return found


def moved(sheet: Sheet, condition: str) -> str:
    """A condition with ▲ or ▼ when a scenario moves what it waits for."""
    for name in sheet.gates:
        before = sheet.before(name)
        if before is not None and condition == f"if {sheet.number(name)}":
            return f"{condition} {'▲' if sheet.items[name].strength > before else '▼'}"
    return condition


def fitted(pills: Sequence[Pill], limit: float) -> list[Pill]:
    """None broader than `limit`."""
    room = limit - pill_width("")
    return [
        attrs.evolve(pill, content=clip(pill.content, PILL_SIZE, room, face="bold"))
        for pill in pills
    ]


def flowing(pills: Sequence[Pill], start: float, limit: float) -> Iterator[tuple[int, float, Pill]]:
    """Line and x of each, beginning at `start` of line 0 and going on below."""
    line, x = 0, start
    for pill in pills:
        if x > 0 and x + pill.width > limit:
            line, x = line + 1, 0.0
        yield line, x, pill
        x += pill.width + GAP


def colour(pill: Pill, theme: Theme) -> str:
    if pill.polarity is None:
        return theme.muted
    if pill.polarity is Polarity.CONDITION:
        return theme.tip_ink
    return lines.colour(pill.polarity, theme)


def paint(pill: Pill, x: float, y: float, theme: Theme, ids: str) -> Markup:
    """(x, y) is the left middle. Words keep the full contrast, whatever the line is like."""
    fill = colour(pill, theme)
    words = theme.muted if pill.polarity is Polarity.PREMISE else fill
    if pill.polarity is Polarity.CONDITION:
        words = theme.event.ink
    box = Box(x, y - PILL_HEIGHT / 2, pill.width, PILL_HEIGHT)
    shape = element(
        "path",
        d=rounded(box, PILL_HEIGHT / 2),
        fill=theme.tip_halo if pill.polarity is Polarity.CONDITION else theme.bg,
        stroke=theme.tip if pill.polarity is Polarity.CONDITION else fill,
        stroke_width=0.9,
        stroke_dasharray=_DASHES.get(pill.polarity) if pill.polarity else None,
        stroke_linecap="round" if pill.polarity is Polarity.UNDERCUT else None,
    )
    label = text(
        box.middle.x, y + 3.1, pill.content, PILL_SIZE, words, face="bold", anchor="middle"
    )
    if not pill.target:
        return join((shape, label))
    return element("a", shape, label, href=f"#{ids}{pill.target}")
