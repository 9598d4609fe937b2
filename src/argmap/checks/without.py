"""How far positions move when nodes are taken out of play, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from argmap.assessment import Assessment
from argmap.ranking import log_odds
from argmap.solver import solve


def moved(
    assessment: Assessment, groups: Sequence[Iterable[str]], positions: Sequence[str]
) -> NDArray[np.float64]:
    """By group and position, how many log-odds the position has from the nodes of the group: its
    log-odds minus those it has when they are dropped."""
    qbaf = assessment.qbaf
    if not groups:
        return np.zeros((0, len(positions)))
    clamp = np.full((qbaf.size, len(groups)), np.nan)
    for reference in assessment.map.clamped:
        clamp[qbaf.index[reference]] = assessment.strengths[reference]
    for column, group in enumerate(groups):
        clamp[[qbaf.index[reference] for reference in group], column] = 0.0
    without = solve(qbaf, assessment.semantics, clamp=clamp).strengths
    here = np.array([log_odds(assessment.strengths[position]) for position in positions])
    there = [
        [log_odds(float(value)) for value in without[qbaf.index[position]]]
        for position in positions
    ]
    effects: NDArray[np.float64] = here - np.array(there).T
    return effects
