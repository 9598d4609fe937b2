"""Contributions as a waterfall, or side by side where their method does not add up."""

from __future__ import annotations

import math

from argmap.analysis.contributions import Contributions
from argmap.tables import decimals
from argmap.views.charts.frame import Words, bare, framed, notes, short
from argmap.views.charts.scale import around
from argmap.views.charts.waterfall import (
    BREADTH,
    GAP,
    LABEL,
    PLOT,
    Fall,
    Step,
    fall,
    gathered,
    legend,
)
from argmap.views.painting.blocks import stacked
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import clean

#: So many rows are drawn; what is left over is one of them.
ROWS = 14


def contributions(
    result: Contributions,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """From what would be there without any to what is there, the largest share first."""
    steps = [Step(one.label, one.value, one.error) for one in result]
    adds = math.isclose(result.total, result.value - result.without, rel_tol=1e-6, abs_tol=1e-9)
    said = []
    if adds:
        shown = Fall(
            "",
            gathered(steps, ROWS),
            ("Without any of them", result.without),
            ("As it is", result.value),
        )
    else:
        shown = Fall("", tuple(steps[:ROWS]))
        said.append(f"Contributions by {result.method.name} do not add up to the whole.")
        if len(steps) > ROWS:
            said.append(f"{len(steps) - ROWS} more contribute less.")
    scale = around(shown.values, LABEL + GAP, LABEL + GAP + PLOT)
    body = [fall(shown, scale, result.by.name, theme), notes(said, BREADTH, theme)]
    records = [
        {"label": one.label, "start": start, "end": end, "contribution": one.value}
        | {"error": one.error}
        for one, (start, end) in zip(shown.steps, shown.levels, strict=True)
    ]
    words = _words(result).instead(title, caption)
    return framed(words, theme, BREADTH, stacked(body, 6.0), legend([shown], theme), records)


def _words(result: Contributions) -> Words:
    name = bare(result.topic.position)
    number = decimals(3, signed=result.topic.over is not None)
    if result.topic.over is None:
        title, what = f"What makes {name} as strong as it is?", f"Strength of {name}"
    else:
        other = bare(result.topic.over)
        title = f"What puts {name} where it is beside {other}?"
        what = f"Lead of {name} over {other} in log-odds"
    remark = f", {result.remark}" if result.remark else ""
    caption = f"{what}, {number(result.value)}, by {result.by.name}; {result.method.name}{remark}."
    largest = "; ".join(
        f"{short(clean(share.label))} {share.value:+.3f}" for share in result.shares[:3]
    )
    return Words(title, caption, f"{caption} Of {len(result)} the largest: {largest or 'none'}.")
