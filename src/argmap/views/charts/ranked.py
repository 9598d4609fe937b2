"""Ranked lists of signed numbers as bars from nothing, and what two analysts owe a difference."""

from __future__ import annotations

import math

from argmap.analysis.cruxes import Cruxes
from argmap.sampling.drivers import Drivers
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

#: So many rows are drawn.
ROWS = 14


def drivers(
    result: Drivers,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """The inputs whose ups and downs go most with those of a lead."""
    shown = Fall(
        "",
        tuple(
            Step(f"{one.input.label} ({one.input.layer.name})", one.correlation)
            for one in result.drivers[:ROWS]
        ),
    )
    scale = around(shown.values, LABEL + GAP, LABEL + GAP + PLOT, within=(-1.0, 1.0))
    said = list(result.notes)
    if len(result) > ROWS:
        said.append(f"{len(result) - ROWS} more go with it less.")
    name = bare(result.position)
    largest = "; ".join(
        f"{short(clean(one.input.label))} {one.correlation:+.2f}" for one in result.drivers[:3]
    )
    words = Words(
        f"What does the lead of {name} hang on?",
        f"Rank correlation of each input with the lead of {name}, over {result.draws:,} draws.",
        f"{len(result)} inputs. The strongest: {largest or 'none'}.",
    ).instead(title, caption)
    body = stacked([fall(shown, scale, "varied", theme), notes(said, BREADTH, theme)], 6.0)
    key = legend([shown], theme, "the lead rises with it", "the lead falls with it (hatched)")
    return framed(words, theme, BREADTH, body, key, result.to_records()[:ROWS])


def cruxes(
    result: Cruxes,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """From what the second analyst finds to what the first does, number by number."""
    one, other = (short(clean(name)) for name in result.analysts)
    steps = [
        Step(f"{crux.label}: {_plain(crux.one)}, not {_plain(crux.other)}", crux.value, crux.error)
        for crux in result
    ]
    shown = Fall("", gathered(steps, ROWS), (other, result.other), (one, result.one))
    unit = (0.0, 1.0) if result.topic.over is None else (-math.inf, math.inf)
    scale = around(shown.values, LABEL + GAP, LABEL + GAP + PLOT, within=unit)
    name = bare(result.topic.position)
    what = f"Strength of {name}"
    if result.topic.over is not None:
        what = f"Lead of {name} over {bare(result.topic.over)} in log-odds"
    words = Words(
        f"Why do {one} and {other} differ?",
        f"{what}: what each number of {one} adds to what {other} finds; {result.remark}.",
        f"{len(result)} numbers differ. {what}: {other} {result.other:.3f}, {one} "
        f"{result.one:.3f}.",
    ).instead(title, caption)
    records = [
        {"label": step.label, "start": start, "end": end, "value": step.value}
        | {"error": step.error}
        for step, (start, end) in zip(shown.steps, shown.levels, strict=True)
    ]
    body = fall(shown, scale, "number", theme)
    return framed(words, theme, BREADTH, body, legend([shown], theme), records)


def _plain(value: float) -> str:
    return decimals(2)(value)
