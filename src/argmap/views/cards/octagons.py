"""Events side by side as octagons: how likely each is, and which cards it touches."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.views.cards import cards
from argmap.views.cards.folding import touched
from argmap.views.cards.sheet import Sheet
from argmap.views.painting import marks
from argmap.views.painting.blocks import Block
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.items import Look
from argmap.views.painting.measure import clip, wrap
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, element, join, text
from argmap.views.painting.svg import title as hover

GAP = 8.0
_FEWEST, _MOST = 4, 7  # side by side


def rows(sheet: Sheet, broad: float, theme: Theme) -> list[Block]:
    """All events in rows `broad` px wide, all equally high."""
    events = [card.owner for card in sheet.plan.events]
    per = min(_MOST, max(_FEWEST, len(events)))
    each = (broad - (per - 1) * GAP) / per
    said = {name: wrap(sheet.items[name].text, 9.5, each - 20, max_lines=5) for name in events}
    down = 10.0 if any(sheet.before(name) is not None for name in events) else 0.0
    high = 48.0 + down + max(map(len, said.values())) * 12.0

    def row(names: Sequence[str]) -> Block:
        def paint(at: Point) -> Markup:
            return join(
                _event(
                    sheet,
                    name,
                    said[name],
                    down,
                    Box(at.x + index * (each + GAP), at.y, each, high),
                    theme,
                )
                for index, name in enumerate(names)
            )

        return Block(high, paint)

    return [row(events[start : start + per]) for start in range(0, len(events), per)]


def _event(
    sheet: Sheet, name: str, words: Sequence[str], down: float, box: Box, theme: Theme
) -> Markup:
    shown = sheet.items[name]
    left, right = box.x + 10, box.right - 10
    parts = [
        hover(shown.description),
        element(
            "path",
            class_="shape",
            d=marks.chamfered(box, 8.0),
            fill=theme.bg,
            stroke=theme.tip,
            stroke_width=1.1,
        ),
        text(left, box.y + 17, sheet.number(name), 10, theme.tip_ink, face="bold"),
        cards.strength(sheet, name, Point(right, box.y + 13.5), box.width - 78, theme),
    ]
    for index, line in enumerate(words):
        y = box.y + 33 + down + index * 12
        parts.append(text(left, y, line, 9.5, theme.ink, right=right))
    reached = touched(sheet, name)
    if reached:
        said = clip(f"touches {', '.join(reached)}", 9, box.width - 20, face="italic")
        parts.append(text(left, box.bottom - 8, said, 9, theme.muted, face="italic"))
    return element(
        "g",
        *parts,
        class_=f"node card {Look.EVENT.value}",
        role="listitem",
        aria_label=f"{sheet.number(name)} {shown.description}",
        data_id=shown.reference,
    )
