"""Contributions share a strength, or a margin, among those it is owed to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.grouping import ITEM, Grouping, Member, players
from argmap.analysis.methods import SHAPLEY, Case, Method
from argmap.analysis.table import Table, called
from argmap.analysis.topic import Topic, topic
from argmap.assessment import Assessment
from argmap.errors import AnalysisError
from argmap.model.sequence import kept
from argmap.tables import Column, decimals


@frozen
class Contribution:
    """What one player adds; `error` is the standard error, 0 where nothing was sampled."""

    name: str
    label: str
    value: float
    error: float
    members: tuple[Member, ...] = field(repr=False)


@frozen(eq=False)
class Contributions(Table):
    """Contributions to a topic, the largest, of whatever sign, first.

    `value` is the strength or the margin (in log-odds), `without` the same when no player is
    there. `remark` says how the numbers were found.
    """

    topic: Topic
    method: Method
    by: Grouping
    value: float
    without: float
    shares: tuple[Contribution, ...] = field(converter=kept, repr=False)
    remark: str = ""

    def __iter__(self) -> Iterator[Contribution]:
        return iter(self.shares)

    def __len__(self) -> int:
        return len(self.shares)

    def __getitem__(self, name: str) -> Contribution:
        """By name (reference, source, tag …) or label."""
        return called(
            name,
            self.shares,
            lambda one: (one.name, one.label),
            f"{name!r} contributes nothing here",
        )

    @property
    def total(self) -> float:
        """The sum of all contributions: value − without, when the method is additive."""
        return float(np.sum([one.value for one in self.shares]))

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "over", "method", "by", "name", "label", "contribution", "error")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "method": self.method.name,
                "by": self.by.name,
                "name": one.name,
                "label": one.label,
                "contribution": one.value,
                "error": one.error,
            }
            for one in self.shares
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("label", self.by.name),
            Column("contribution", "contribution", decimals(3, signed=True), right=True),
        )
        if any(one.error for one in self.shares):
            return (*columns, Column("error", "±", decimals(3), right=True))
        return columns

    @property
    def caption(self) -> str:
        return f"Contributions to {self.topic}"

    @property
    def notes(self) -> tuple[str, ...]:
        number = decimals(3, signed=self.topic.over is not None)
        what = "strength of" if self.topic.over is None else "margin, in log-odds, of"
        said = f"{what} {self.topic}: {number(self.value)}, without any {number(self.without)}"
        said = said[0].upper() + said[1:]
        return (f"{said}; {self.method.name}{', ' + self.remark if self.remark else ''}.",)


def contributions(
    assessment: Assessment,
    position: str,
    over: str | None = None,
    *,
    method: Method = SHAPLEY,
    by: Grouping = ITEM,
    permutations: int = 200,
    seed: int = 0,
) -> Contributions:
    """Who contributes how much to a strength or, given `over`, to the margin between two.

    Shapley values are exact up to 16 players; beyond, they come from so many `permutations`, half
    of them the reverse of the other half. Raises `UnknownReference`, and `AnalysisError` when a
    position is compared with itself or when a value is not finite.
    """
    asked = topic(assessment, position, over)
    if not isinstance(method, Method) or not isinstance(by, Grouping):
        raise AnalysisError(
            "method and by are values such as SHAPLEY and SOURCE, or METHODS.named(…)"
        )
    if isinstance(permutations, bool) or not isinstance(permutations, int) or permutations < 4:
        raise AnalysisError(f"at least 4 permutations are needed, not {permutations!r}")
    bench = Bench.of(assessment, asked.ends)
    who = players(assessment, bench, asked, by)
    case = Case(bench, asked, by, who, permutations, seed)
    ends = case.values(np.array([[False] * len(who), [True] * len(who)], dtype=np.bool_))
    amounts = method.amounts(case)
    shares = [
        Contribution(player.name, player.label, amount, error, player.members)
        for player, amount, error in zip(
            who, amounts.values.tolist(), amounts.errors.tolist(), strict=True
        )
    ]
    shares.sort(key=lambda one: -abs(one.value))
    return Contributions(asked, method, by, float(ends[1]), float(ends[0]), shares, amounts.remark)
