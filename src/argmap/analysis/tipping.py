"""A tipping point is the nearest value of one weight at which two positions change order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench, Flags
from argmap.analysis.grouping import Member
from argmap.analysis.levers import Lever, levers, single
from argmap.analysis.table import Table
from argmap.analysis.topic import Topic, margin, topic
from argmap.assessment import assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.registry import did_you_mean
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

#: Into so many steps the domain of every weight is cut before a root is looked for.
STEPS = 16
# Halvings of a step; what is left is below 1e-13.
_HALVINGS = 40
# Smaller steps back are rounding errors.
_BACK = 1e-9


@frozen
class Tip:
    """One weight: what it is `now`, and the nearest `value` at which the order has flipped, None
    when it never does in the domain of the weight. `monotone`: the margin rises with the weight
    all the way, or falls; otherwise it may flip back further on."""

    reference: Member
    label: str
    now: float
    value: float | None
    monotone: bool
    lever: Lever = field(repr=False)

    @property
    def change(self) -> float | None:
        return None if self.value is None else self.value - self.now

    def apply(self, map_: ArgumentMap, share: float = 1.0) -> ArgumentMap:
        """The map with the order flipped; of a smaller `share` of the change, not yet."""
        if self.value is None:
            raise AnalysisError(f"no weight of {self.reference} flips the order")
        return self.lever.set(map_, self.now + share * (self.value - self.now))


@frozen(eq=False)
class Tipping(Table):
    """A tip for every weight that bears on the two, the smallest change first; then those without
    one in range, in the order of the map."""

    topic: Topic
    margin: float
    tips: tuple[Tip, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Tip]:
        return iter(self.tips)

    def __len__(self) -> int:
        return len(self.tips)

    def __getitem__(self, name: str | LinkReference) -> Tip:
        """By reference of a node or link, as value or as text; a title will do."""
        for one in self.tips:
            if name in (one.reference, str(one.reference), one.label):
                return one
        near = did_you_mean(str(name), [str(one.reference) for one in self.tips])
        raise UnknownReference(f"no weight of {name} bears on {self.topic}{near}")

    @property
    def found(self) -> tuple[Tip, ...]:
        """The weights that flip the order by themselves."""
        return tuple(one for one in self.tips if one.value is not None)

    @property
    def nearest(self) -> Tip | None:
        """The smallest change; None when none is in range."""
        return self.tips[0] if self.found else None

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "position",
            "over",
            "weight_of",
            "kind",
            "label",
            "now",
            "tip",
            "change",
            "monotone",
        )

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "weight_of": str(one.reference),
                "kind": "link" if one.lever.of_link else "node",
                "label": one.label,
                "now": one.now,
                "tip": one.value,
                "change": one.change,
                "monotone": one.monotone,
            }
            for one in self.tips
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("weight_of", "weight of"),
            Column("now", "now", decimals(3), right=True),
            Column("tip", "flips at", decimals(3), right=True),
            Column("change", "change", decimals(3, signed=True), right=True),
        )
        if all(one.monotone for one in self.found):
            return columns
        return (*columns, Column("remark", ""))

    def rows(self) -> list[dict[str, object]]:
        return [
            {**record, "remark": "" if record["monotone"] else "not monotone"}
            for record in self.to_records()
            if record["tip"] is not None
        ]

    @property
    def caption(self) -> str:
        return f"What flips {self.topic}"

    @property
    def notes(self) -> tuple[str, ...]:
        gap = f"{self.topic}: {decimals(2, signed=True)(self.margin)} in log-odds"
        if self.margin == 0.0:
            return (f"{gap}: they tie as it is.",)
        rest = len(self.tips) - len(self.found)
        if not self.found:
            return (f"{gap}. None in range: no single weight, of {rest} tried, flips the order.",)
        return (f"{gap}. Of {rest} further weights, none flips the order in its range.",)


def tipping(
    map: ArgumentMap,
    position: str,
    *,
    over: str,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Tipping:
    """For each weight that bears on two positions, the nearest value at which their order flips.

    Looked for in 16 steps over the whole domain of the weight, then by halving: a change of order
    that is undone within one step is overlooked. Raises `UnknownReference`, and `AnalysisError`
    for a position compared with itself or without a strength.
    """
    assessment = assess(map, semantics=semantics, scenario=scenario)
    asked = topic(assessment, position, over)
    bench = Bench.of(assessment, asked.ends)
    among = levers(assessment, bench)
    here = margin(assessment, asked)
    values, monotone = flipping(bench, asked, among, here)
    tips = [
        Tip(lever.reference, lever.label, lever.now, value, bool(straight), lever)
        for lever, value, straight in zip(among, values, monotone, strict=True)
    ]
    tips.sort(key=lambda one: np.inf if one.change is None else abs(one.change))
    return Tipping(asked, here, tips)


def flipping(
    bench: Bench, asked: Topic, among: tuple[Lever, ...], here: float
) -> tuple[list[float | None], Flags]:
    """For each weight alone the nearest value that flips the order, and whether the margin, now
    `here`, rises with it all the way or falls."""
    count = len(among)
    if here == 0.0 or not count:
        return [None] * count, np.ones(count, dtype=np.bool_)
    now = np.array([lever.now for lever in among])
    most = np.array([lever.most for lever in among])
    steps = np.linspace(0.0, 1.0, STEPS + 1)
    grid = np.sort(np.c_[most[:, None] * steps, now], axis=1)
    every = [lever for lever in among for _ in range(grid.shape[1])]
    found = single(bench, asked, every, grid.ravel()).reshape(grid.shape)
    ahead = found * np.sign(here)
    flipped = ahead < 0.0
    with np.errstate(invalid="ignore"):
        rising = np.diff(found, axis=1)
    monotone = np.asarray(
        ~((rising > _BACK).any(axis=1) & (rising < -_BACK).any(axis=1)), dtype=np.bool_
    )
    start, end = np.full(count, np.nan), np.full(count, np.nan)
    for at in range(count):
        own = int(np.searchsorted(grid[at], now[at]))
        for other in _outwards(own, grid[at]):
            if flipped[at, other]:
                before = other - 1 if other > own else other + 1
                start[at], end[at] = grid[at, before], grid[at, other]
                break
    tried = np.flatnonzero(~np.isnan(end))
    chosen = [among[at] for at in tried]
    for _ in range(_HALVINGS if chosen else 0):
        middle = (start[tried] + end[tried]) / 2
        over = single(bench, asked, chosen, middle) * np.sign(here) < 0.0
        end[tried] = np.where(over, middle, end[tried])
        start[tried] = np.where(over, start[tried], middle)
    return [None if np.isnan(value) else float(value) for value in end], monotone


def _outwards(own: int, grid: Floats) -> list[int]:
    """The places of a grid, the nearest to its place `own` first."""
    return sorted(range(grid.size), key=lambda at: abs(grid[at] - grid[own]))
