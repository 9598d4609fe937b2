"""A flipping set is a small set of things without which two positions change order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.grouping import ITEM, LINK, Grouping, Player, players
from argmap.analysis.methods import Case
from argmap.analysis.table import Table
from argmap.analysis.topic import Topic, margin, topic
from argmap.assessment import assess
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Action, Change, Scenario
from argmap.model.sequence import kept
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen(eq=False)
class FlippingSet(Table):
    """What to drop, in the order in which it was found, and the margin after each step.

    Approximate unless it is one: found greedily, then by exchange, so that a smaller set may
    exist; none can be left out of it. Empty when `possible` is false, for no set was found.
    """

    topic: Topic
    by: Grouping
    margin: float
    dropped: tuple[Player, ...] = field(converter=kept)
    margins: tuple[float, ...] = field(converter=kept)
    possible: bool

    def __iter__(self) -> Iterator[Player]:
        return iter(self.dropped)

    def __len__(self) -> int:
        return len(self.dropped)

    def apply(self, map_: ArgumentMap) -> ArgumentMap:
        """The map with all of them dropped: the order is flipped."""
        members = [member for player in self.dropped for member in player.members]
        if self.by is LINK:
            return map_.with_weights(dict.fromkeys(members, 0.0))
        nodes = [Change(Action.DROP, str(member)) for member in members]
        return map_.supposing(Scenario(f"flips {self.topic}", changes=nodes))

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "over", "by", "name", "label", "margin")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "by": self.by.name,
                "name": player.name,
                "label": player.label,
                "margin": after,
            }
            for player, after in zip(self.dropped, self.margins, strict=True)
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("label", f"{self.by.name} dropped"),
            Column("margin", "log-odds then", decimals(2, signed=True), right=True),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        said = f"{self.topic}: {decimals(2, signed=True)(self.margin)} in log-odds as it is"
        if not self.possible:
            return (f"{said}. No set was found that flips the order.",)
        if len(self.dropped) == 1:
            return (f"{said}. One is enough.",)
        return (f"{said}. Approximate: a smaller set may exist.",)


def flipping_set(
    map: ArgumentMap,
    position: str,
    *,
    over: str,
    by: Grouping = ITEM,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> FlippingSet:
    """A small set of items, links, sources … whose removal flips the order of two positions.

    Raises `UnknownReference`, and `AnalysisError` for a position compared with itself or a tie.
    """
    if not isinstance(by, Grouping):
        raise AnalysisError("by is a value such as SOURCE, or GROUPINGS.named(…)")
    assessment = assess(map, semantics=semantics, scenario=scenario)
    asked = topic(assessment, position, over)
    here = margin(assessment, asked)
    if here == 0.0:
        raise AnalysisError(f"{asked.position} and {asked.over} tie as it is")
    bench = Bench.of(assessment, asked.ends)
    who = players(assessment, bench, asked, by)
    search = _Search(Case(bench, asked, by, who), float(np.sign(here)))
    found = search.greedy()
    if found is None:
        return FlippingSet(asked, by, here, (), (), False)
    best = search.exchanged(search.pruned(found))
    steps = [tuple(best[: at + 1]) for at in range(len(best))]
    after = search.left(steps) * np.sign(here)
    return FlippingSet(asked, by, here, [who[at] for at in best], after.tolist(), True)


@frozen(eq=False)
class _Search:
    case: Case
    ahead: float

    def left(self, sets: list[tuple[int, ...]]) -> Floats:
        """How far ahead the position that leads remains when each of the sets is dropped."""
        present = np.ones((len(sets), len(self.case.players)), dtype=np.bool_)
        for at, dropped in enumerate(sets):
            present[at, list(dropped)] = False
        found = self.case.margins(present) * self.ahead
        return np.where(np.isnan(found), np.inf, found)

    def greedy(self) -> list[int] | None:
        """One after the other, always what leaves least, until the order flips."""
        chosen: list[int] = []
        rest = list(range(len(self.case.players)))
        lead = np.inf
        while rest:
            left = self.left([(*chosen, one) for one in rest])
            at = int(np.argmin(left))
            if chosen and not left[at] < lead:
                return None
            lead = float(left[at])
            chosen.append(rest.pop(at))
            if lead < 0.0:
                return chosen
        return None

    def pruned(self, chosen: list[int]) -> list[int]:
        """Without what is not needed."""
        while len(chosen) > 1:
            smaller = [tuple(one for one in chosen if one != out) for out in chosen]
            left = self.left(smaller)
            at = int(np.argmin(left))
            if not left[at] < 0.0:
                break
            chosen = list(smaller[at])
        return chosen

    def exchanged(self, chosen: list[int]) -> list[int]:
        """With one in the place of two, as long as that is possible."""
        while len(chosen) > 1:
            others = [one for one in range(len(self.case.players)) if one not in chosen]
            smaller = [
                (*(one for one in chosen if one not in pair), other)
                for pair in itertools.combinations(chosen, 2)
                for other in others
            ]
            if not smaller:
                break
            left = self.left(smaller)
            at = int(np.argmin(left))
            if not left[at] < 0.0:
                break
            chosen = self.pruned(list(smaller[at]))
        return chosen
