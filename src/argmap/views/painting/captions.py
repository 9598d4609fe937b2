"""What is written above a picture, and what a screen reader says of it first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from argmap.model.map import ArgumentMap
from argmap.views.painting.items import Item

if TYPE_CHECKING:
    from argmap.assessment import Assessment


def heading(map_: ArgumentMap) -> str:
    """The title, else the questions, else the positions, so that no picture is without a name."""
    if map_.title:
        return map_.title
    asked = [question.text for question in map_.questions if question.text]
    if asked:
        return " · ".join(asked)
    nodes = [map_.by_reference[reference] for reference in map_.positions[:6]]
    return " · ".join(node.title or node.text for node in nodes)


def how(subject: Assessment | ArgumentMap) -> str:
    """Where the numbers come from."""
    if isinstance(subject, ArgumentMap):
        return "Initial weights."
    words = f"Strengths under {subject.semantics.name}"
    scenario = subject.scenario
    if scenario is not None:
        words += f", scenario “{scenario.title or scenario.id}”"
    if not subject.converged:
        words += " – NOT SETTLED: the strengths did not converge"
    return f"{words}."


def ranking(positions: Iterable[Item]) -> str:
    """The strengths in words, highest first."""
    order = sorted(positions, key=lambda item: (math.isnan(item.strength), -item.strength))
    scores = "; ".join(f"{item.text} {_spoken(item.strength)}" for item in order)
    return f"Strengths: {scores}." if scores else ""


def _spoken(strength: float) -> str:
    return "did not settle" if math.isnan(strength) else f"{strength:.2f}"


def described(map_: ArgumentMap, items: Mapping[str, Item], *, scored: bool) -> str:
    """How large the map is, and its ranking."""
    said = f"Argument map with {len(map_.nodes)} nodes and {len(map_.links)} relations."
    positions = [items[reference] for reference in map_.positions]
    return f"{said} {ranking(positions)}".strip() if scored else said
