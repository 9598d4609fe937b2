"""A tornado shows how far a margin swings when one thing after another is as weak, and as strong,
as it may reasonably be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.grouping import ITEM, Grouping, players
from argmap.analysis.levers import Lever, levers, margins
from argmap.analysis.table import Table, called
from argmap.analysis.tipping import flipping
from argmap.analysis.topic import Topic, margin, topic
from argmap.assessment import assess
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

# Where between low and high the margin is looked at.
_SHARES = np.linspace(0.0, 1.0, 5)


@frozen
class Bar:
    """The margins when all weights of an item, link or group stand at their low and high ends.

    `swing` is how far the margin moves in between, and `flips` whether the order changes
    anywhere there. Of a bar that is one weight alone, `low` and `high` are its ends, and `tip` is
    the nearest value, of all that it can have, at which the order flips; None where none does.
    """

    name: str
    label: str
    at_low: float
    at_high: float
    swing: float
    flips: bool
    low: float | None = None
    high: float | None = None
    tip: float | None = None


@frozen(eq=False)
class Tornado(Table):
    """The bars, the widest first. `margin` is that of the map as it is: of a single position, its
    log-odds."""

    topic: Topic
    by: Grouping
    margin: float
    bars: tuple[Bar, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Bar]:
        return iter(self.bars)

    def __len__(self) -> int:
        return len(self.bars)

    def __getitem__(self, name: str) -> Bar:
        """By name (reference, source, tag …) or label."""
        return called(
            name,
            self.bars,
            lambda one: (one.name, one.label),
            f"{name!r} does not bear on {self.topic}",
        )

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("position", "over", "by", "name", "label", "at_low", "at_high", "swing", "flips"),
            *("low", "high", "tip"),
        )

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "by": self.by.name,
                "name": one.name,
                "label": one.label,
                "at_low": one.at_low,
                "at_high": one.at_high,
                "swing": one.swing,
                "flips": one.flips,
                "low": one.low,
                "high": one.high,
                "tip": one.tip,
            }
            for one in self.bars
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        number = decimals(2, signed=True)
        columns = (
            Column("label", self.by.name),
            Column("at_low", "at low", number, right=True),
            Column("at_high", "at high", number, right=True),
            Column("swing", "swing", decimals(2), right=True),
        )
        if not any(one.flips for one in self.bars):
            return columns
        return (*columns, Column("flips", "order", lambda value: "flips" if value else ""))

    @property
    def caption(self) -> str:
        return f"What moves {self.topic}"

    @property
    def notes(self) -> tuple[str, ...]:
        said = f"{self.topic}: {decimals(2, signed=True)(self.margin)} in log-odds as it is."
        if self.topic.over is None:
            return (said,)
        flipping = sum(one.flips for one in self.bars)
        return (f"{said} {flipping or 'None'} of {len(self.bars)} can flip the order.",)


def tornado(
    map: ArgumentMap,
    position: str,
    *,
    over: str | None = None,
    by: Grouping = ITEM,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Tornado:
    """How far each item, link or group can move the margin of two positions, or one's log-odds.

    Every weight of a group goes from its low to its high end at once: the range as stated or as
    the grade implies, else .15 to each side. The positions' own initial weights stay. Raises
    `UnknownReference`, and `AnalysisError` for a position compared with itself.
    """
    if not isinstance(by, Grouping):
        raise AnalysisError("by is a value such as SOURCE, or GROUPINGS.named(…)")
    assessment = assess(map, semantics=semantics, scenario=scenario)
    asked = topic(assessment, position, over)
    bench = Bench.of(assessment, asked.ends)
    known = {lever.reference: lever for lever in levers(assessment, bench)}
    here = margin(assessment, asked)
    groups: list[tuple[str, str, tuple[Lever, ...]]] = []
    for player in players(assessment, bench, asked, by):
        owned = tuple(known[member] for member in player.members if member in known)
        if any(lever.low < lever.high for lever in owned):
            groups.append((player.name, player.label, owned))
    cases = [owned for _, _, owned in groups for _ in _SHARES]
    values = [
        np.array([lever.low + share * (lever.high - lever.low) for lever in owned])
        for _, _, owned in groups
        for share in _SHARES
    ]
    found = margins(bench, asked, cases, values).reshape(-1, _SHARES.size)
    alone = tuple(owned[0] for _, _, owned in groups if len(owned) == 1)
    tips = flipping(bench, asked, alone, here)[0] if over is not None else [None] * len(alone)
    tip_of = dict(zip(alone, tips, strict=True))
    bars = []
    for (name, label, owned), row in zip(groups, found, strict=True):
        every = np.r_[row, here]
        flips = over is not None and bool((every * np.sign(here) < 0.0).any())
        swing = float(np.ptp(every))
        one = owned[0] if len(owned) == 1 else None
        ends = (one.low, one.high, tip_of[one]) if one is not None else (None, None, None)
        bars.append(Bar(name, label, float(row[0]), float(row[-1]), swing, flips, *ends))
    bars.sort(key=lambda bar: -bar.swing)
    return Tornado(asked, by, here, bars)
