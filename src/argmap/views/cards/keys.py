"""The legends of the views of cards: what occurs in them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.model.link import Polarity
from argmap.views.cards import pills, rows
from argmap.views.cards.pills import Pill
from argmap.views.cards.plan import Row
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import lines, marks
from argmap.views.painting.geometry import Point
from argmap.views.painting.items import EVENTS, Look, code
from argmap.views.painting.legend import Entry
from argmap.views.painting.marks import MARK
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, join, number, text

_WORDS = {
    Polarity.SUPPORT: "supports what it stands under",
    Polarity.ATTACK: "attacks it",
    Polarity.UNDERCUT: "undercuts the row above",
}

_CELLS = {
    Polarity.SUPPORT: "supports the position above",
    Polarity.ATTACK: "attacks it",
}


def of_cards(sheet: Sheet, theme: Theme) -> Iterable[Entry]:
    """For rows, pills and bars."""
    written = [row for card in sheet.cards for row in card.rows]
    shown = [sheet.items[row.source] for row in written]
    shown += [sheet.items[card.owner] for card in sheet.cards]
    yield from of_relations(sheet, theme)
    for look, words in (
        (Look.EVIDENCE, "evidence"),
        (Look.CLAIM, "claim"),
        (Look.COUNTERCLAIM, "counterclaim"),
        (Look.ARGUMENT, "argument"),
        (Look.STEP, "linked premises, all needed"),
    ):
        found = next((row for row in written if _is(sheet, row, look)), None)
        if found is not None:
            yield Entry(27 if look is Look.STEP else 10, _icon(sheet, found, theme), words)
    dashed = next((row for row in written if row.home and sheet.items[row.source].dashed), None)
    if dashed is not None:
        yield Entry(10, _icon(sheet, dashed, theme), "assumption or forecast")
    if any(sheet.items[row.source].level is not None for row in written):
        yield Entry(
            33, lambda at: marks.dots(at.x + 33, at.y, 3, theme.evidence.bar), "credibility"
        )
    if any(not row.home for row in written):
        yield Entry(
            9, lambda at: marks.reference(at.x, at.y, theme.muted), "written in full elsewhere"
        )
        yield _pill(Pill("+.4 → 3", Polarity.SUPPORT), "also bears on 3", theme)
    conditions = any(sheet.relations[row.link].condition for row in written)
    if conditions or any(item.conditions for item in shown):
        event = code(EVENTS, 2, len(sheet.map.positions))
        words = f"counts only as far as {event} holds"
        yield _pill(Pill(f"if {event}", Polarity.CONDITION), words, theme)
    if any(row.home and row.source in sheet.plan.alike for row in written):
        yield _pill(Pill("= 2.8", None), "the same report as 2.8", theme)
    if any(item.clamped for item in sheet.items.values()):
        yield Entry(8, lambda at: marks.padlock(at.x, at.y - 5, theme.ink), "assumed")
    yield from of_bars(sheet, theme)


def of_relations(sheet: Sheet, theme: Theme, *, matrix: bool = False) -> Iterable[Entry]:
    """The marks, with a weight beside them; in a `matrix` those of cells."""
    occurring = {relation.polarity for relation in sheet.relations.values()}
    for polarity, words in (_CELLS if matrix else _WORDS).items():
        if polarity in occurring:
            yield Entry(MARK + 20, _mark(polarity, theme), words)


def of_bars(sheet: Sheet, theme: Theme) -> Iterable[Entry]:
    words = "strength, 0 to 1" if sheet.scored else "initial weight, 0 to 1"
    yield Entry(34, lambda at: marks.bar(at.x, at.y - 3, 34, 0.7, theme.claim), words)
    if any(item.initial is not None for item in sheet.items.values()):

        def sample(at: Point) -> Markup:
            d = f"M{number(at.x)},{number(at.y - 2.5)}h7l-3.5,4.7z"
            return element("path", d=d, fill=theme.muted)

        yield Entry(7, sample, "initial weight")
    if sheet.earlier is not None:

        def change(at: Point) -> Markup:
            bar = marks.bar(at.x, at.y - 3, 34, 0.8, theme.claim)
            return join((bar, marks.change(at.x, at.y - 3, 34, 0.4, 0.8, theme, high=6)))

        yield Entry(34, change, "won or lost under the scenario")


def _is(sheet: Sheet, row: Row, look: Look) -> bool:
    shown = sheet.items[row.source]
    return (
        row.home
        and shown.look is look
        and not shown.dashed
        and (look is not Look.STEP or shown.linked)
    )


def _mark(polarity: Polarity, theme: Theme) -> Callable[[Point], Markup]:
    stroke, colour = lines.STROKES[polarity], lines.colour(polarity, theme)
    label = {Polarity.SUPPORT: "+.6", Polarity.ATTACK: "−.6", Polarity.UNDERCUT: "×.6"}[polarity]

    def sample(at: Point) -> Markup:
        mark = marks.row_mark(at.x, at.y, stroke, 0.6, colour)
        word = text(at.x + MARK + 3, at.y + 3.2, label, 9.0, colour, face="bold")
        return join((mark, word))

    return sample


def _icon(sheet: Sheet, row: Row, theme: Theme) -> Callable[[Point], Markup]:
    return lambda at: rows.icon(sheet.items[row.source], at.x, at.y, theme)


def _pill(pill: Pill, words: str, theme: Theme) -> Entry:
    return Entry(pill.width, lambda at: pills.paint(pill, at.x, at.y, theme, ""), words)
