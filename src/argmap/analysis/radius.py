"""The radius is how far all weights together have to move for two positions to change order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench, Flags
from argmap.analysis.levers import Lever, directions, levers, margins
from argmap.analysis.table import Table
from argmap.analysis.topic import Topic, margin, topic
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.solver import gradient
from argmap.tables import Column, decimals

_STEPS, _HALVINGS = 64, 40


@frozen(eq=False)
class Radius(Table):
    """The smallest change that, made to all weights at once, each the worst way, flips the order.

    `value` is None when no such change exists; 0 in a tie. It is `exact` when every weight that
    matters pulls the margin one way only; otherwise an upper bound: a smaller change may do, in
    ways that were not tried. Of `ambiguous` weights the slope says which way is tried.
    """

    topic: Topic
    margin: float
    value: float | None
    exact: bool
    ambiguous: int
    levers: tuple[Lever, ...] = field(converter=kept, repr=False)
    signs: tuple[int, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[tuple[Lever, float]]:
        """Every weight with what it is at the radius."""
        for lever, sign in zip(self.levers, self.signs, strict=True):
            yield lever, min(max(lever.now + sign * (self.value or 0.0), 0.0), lever.most)

    def apply(self, map_: ArgumentMap) -> ArgumentMap:
        """The map with all weights at the radius: the order is flipped."""
        if self.value is None:
            raise AnalysisError(f"no change of all weights flips {self.topic}")
        for lever, value in self:
            if value != lever.now:
                map_ = lever.set(map_, value)
        return map_

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "over", "margin", "radius", "exact", "weights", "ambiguous")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "margin": self.margin,
                "radius": self.value,
                "exact": self.exact,
                "weights": len(self.levers),
                "ambiguous": self.ambiguous,
            }
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("position", "position"),
            Column("over", "over"),
            Column("margin", "log-odds", decimals(2, signed=True), right=True),
            Column("radius", "radius", decimals(4), right=True),
            Column("weights", "weights", right=True),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        if self.value is None:
            return ("None in range: no equal change of all weights flips the order.",)
        if self.exact:
            return (f"Exact: every weight within {self.value:.4f} keeps the order.",)
        return (
            f"An upper bound: {self.ambiguous} of {len(self.levers)} weights pull both ways, and "
            "a smaller change may do.",
        )


def radius(
    map: ArgumentMap,
    position: str,
    *,
    over: str,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Radius:
    """How far (L∞) all weights have to move, each the way that hurts, until the order flips.

    Raises `UnknownReference`, and `AnalysisError` for a position compared with itself.
    """
    assessment = assess(map, semantics=semantics, scenario=scenario)
    asked = topic(assessment, position, over)
    bench = Bench.of(assessment, asked.ends)
    among = levers(assessment, bench)
    here = margin(assessment, asked)
    sure = directions(bench, asked, among)
    unsure = sure == 0
    slopes = _slopes(bench, asked, assessment, among, unsure)
    signs = np.where(unsure, np.sign(slopes), sure) * -np.sign(here)
    value = 0.0 if here == 0.0 else _smallest(bench, asked, among, signs, np.sign(here))
    exact = not bool(unsure.any())
    return Radius(asked, here, value, exact, int(unsure.sum()), among, signs.astype(int).tolist())


def _slopes(
    bench: Bench, asked: Topic, assessment: Assessment, among: tuple[Lever, ...], unsure: Flags
) -> Floats:
    """The slope of the margin by each lever."""
    if not unsure.any():
        return np.zeros(len(among))
    assert asked.over is not None
    index = assessment.qbaf.index
    found = gradient(
        bench.qbaf,
        bench.semantics,
        index[asked.position],
        over=index[asked.over],
        clamp=bench.clamp,
    )
    slopes = [
        (found.weights if lever.of_link else found.initial)[list(lever.at)].sum() for lever in among
    ]
    return np.asarray(np.nan_to_num(np.array(slopes)))


def _smallest(
    bench: Bench, asked: Topic, among: tuple[Lever, ...], signs: Floats, ahead: float
) -> float | None:
    """The least step along the signs at which the order has flipped."""
    now = np.array([lever.now for lever in among])
    most = np.array([lever.most for lever in among])

    def flipped(steps: Floats) -> Flags:
        values = [np.clip(now + signs * step, 0.0, most) for step in steps]
        return np.asarray(margins(bench, asked, [among] * steps.size, values) * ahead < 0.0)

    largest = float(most.max(initial=0.0))
    grid = np.linspace(0.0, largest, _STEPS + 1)
    found = flipped(grid)
    if not found.any():
        return None
    at = int(np.argmax(found))
    low, high = grid[max(at - 1, 0)], grid[at]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if flipped(np.array([middle]))[0]:
            high = middle
        else:
            low = middle
    return float(high)
