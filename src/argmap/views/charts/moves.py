"""From one scenario to another: for each position that moved, the changes that moved it."""

from __future__ import annotations

from argmap.analysis.change import ChangeExplanation
from argmap.analysis.compare import BASE
from argmap.assessment import Assessment
from argmap.model.scenario import Scenario
from argmap.views.charts.frame import Words, framed, notes, short
from argmap.views.charts.positions import positions
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
from argmap.views.painting.marks import THRESHOLD
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture
from argmap.views.painting.svg import clean

_STEPS = 8


def explain_change(
    result: ChangeExplanation,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    """A waterfall for each position that moved by .005 or more, all to one scale."""
    old, new = result.before.strengths, result.after.strengths
    names = (_named(result.before), _named(result.after))
    known = positions(result.before.map)
    falls, records, still, lost = [], [], [], []
    for reference, one in known.items():
        move = new[reference] - old[reference]
        if move != move:
            lost.append(short(one.title))
            continue
        if abs(move) < THRESHOLD:
            still.append(short(one.title))
            continue
        steps = [Step(str(share.step), share.value, share.error) for share in result[reference]]
        shown = Fall(
            f"{one.letter} · {one.title}",
            gathered(steps, _STEPS),
            (names[0], old[reference]),
            (names[1], new[reference]),
        )
        falls.append(shown)
        records += [
            {"position": reference, "step": step.label, "start": start, "end": end}
            | {"share": step.value, "error": step.error}
            for step, (start, end) in zip(shown.steps, shown.levels, strict=True)
        ]
    said = [f"Unchanged: {', '.join(still)}."] if still else []
    said += [f"Without a strength in one of the two: {', '.join(lost)}."] if lost else []
    values = [value for one in falls for value in one.values]
    scale = around(values, LABEL + GAP, LABEL + GAP + PLOT, within=(0.0, 1.0))
    blocks = [fall(one, scale, "change", theme) for one in falls]
    body = stacked([*blocks, notes(said, BREADTH, theme)], 10.0)
    moved = "; ".join(
        f"{short(one.title)} from {old[reference]:.2f} to {new[reference]:.2f}"
        for reference, one in known.items()
        if abs(new[reference] - old[reference]) >= THRESHOLD
    )
    words = Words(
        f"What moves from “{names[0]}” to “{names[1]}”?",
        f"Strengths under {result.before.semantics.name}; what each change of the scenario adds.",
        f"Positions that moved: {moved or 'none'}.",
    ).instead(title, caption)
    return framed(words, theme, BREADTH, body, legend(falls, theme), records)


def _named(assessment: Assessment) -> str:
    scenario: Scenario | None = assessment.scenario
    return BASE if scenario is None else short(clean(scenario.title or scenario.id))
