"""A sweep is a scenario for each of some values, at equal distances, of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from argmap.errors import AnalysisError
from argmap.model.scenario import Action, Change, Scenario, factor, finite, truth
from argmap.model.sequence import kept

#: What can be swept, and what its values have to be.
_VALUED = {
    Action.ASSUME: truth,
    Action.SET: truth,
    Action.SCALE: factor,
    Action.SHIFT: finite,
}
_SIGNS = {Action.SCALE: "×", Action.SHIFT: "+"}


@frozen
class Sweep:
    """Scenarios named like `Deal renewed = 0.3`, one for each of the values, in their order."""

    selector: str
    action: Action
    values: tuple[float, ...] = field(converter=kept)

    @property
    def label(self) -> str:
        """What is swept, and how: `Deal renewed`, `source:ru_* ×`."""
        return f"{self.selector} {_SIGNS.get(self.action, '')}".rstrip()

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(
            Scenario(
                f"{self.selector} {_SIGNS.get(self.action, '=')} {value:.6g}",
                changes=(Change(self.action, self.selector, value),),
            )
            for value in self.values
        )

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, at: int) -> Scenario:
        return self.scenarios[at]


def sweep(
    selector: str, low: float, high: float, *, steps: int = 11, action: Action | None = None
) -> Sweep:
    """Scenarios at equal distances from `low` to `high`, both included.

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
    values = [first + (last - first) * at / (steps - 1) for at in range(steps - 1)] + [last]
    return Sweep(selector, chosen, values)
