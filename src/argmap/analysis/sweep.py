"""A sweep is a scenario for each of some values of one weight; a grid, for each pair of values."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import reduce
from operator import add

from argmap.errors import AnalysisError
from argmap.model.scenario import Action, Change, Scenario, factor, finite, truth

#: What can be swept, and what its values have to be.
_VALUED = {
    Action.ASSUME: truth,
    Action.SET: truth,
    Action.SCALE: factor,
    Action.SHIFT: finite,
}


def sweep(
    selector: str, low: float, high: float, *, steps: int = 11, action: Action | None = None
) -> tuple[Scenario, ...]:
    """Scenarios named like `Deal renewed = 0.3`, at equal distances from `low` to `high`.

    Without an `action`, strengths of nodes are assumed and weights of links (a selector with an
    arrow) are set; SET, SCALE and SHIFT sweep initial weights. Raises `AnalysisError` for fewer
    than two steps, and `ArgmapError` for values that the action cannot take.
    """
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 2:
        raise AnalysisError(f"a sweep takes at least 2 steps, not {steps!r}")
    if not selector.strip():
        raise AnalysisError("a sweep needs a selector of what to sweep, such as a title")
    chosen = action or (Action.SET if "->" in selector else Action.ASSUME)
    if chosen not in _VALUED:
        known = ", ".join(one.value for one in _VALUED)
        raise AnalysisError(f"{chosen.value} takes no value to sweep; these do: {known}")
    valued = _VALUED[chosen]
    first, last = valued(low), valued(high)
    if first == last:
        raise AnalysisError(f"a sweep leads from one value to another, not from {low} to {high}")
    sign = {Action.SCALE: " × ", Action.SHIFT: " + "}.get(chosen, " = ")
    values = [first + (last - first) * at / (steps - 1) for at in range(steps - 1)] + [last]
    return tuple(
        Scenario(f"{selector}{sign}{value:.6g}", changes=(Change(chosen, selector, value),))
        for value in values
    )


def grid(*sweeps: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """Every combination of one scenario of each sweep; the last one varies fastest."""
    if not sweeps:
        raise AnalysisError("a grid needs at least one sweep")
    return tuple(reduce(add, chosen) for chosen in itertools.product(*map(tuple, sweeps)))
