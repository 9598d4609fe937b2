"""A crux is a number on which two analysts differ and which makes their conclusions differ."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis import shapley
from argmap.analysis.bench import Bench, Variants
from argmap.analysis.numbers import Numbered, label, number
from argmap.analysis.shapley import EXACT, Flags
from argmap.analysis.table import Table, called
from argmap.analysis.topic import Topic, topic
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.model.weight import mode
from argmap.semantics.flows import Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen
class Crux:
    """A weight that one analyst has at `one` and the other at `other`. `value` is what the first
    one's number adds, `error` its standard error, 0 where nothing was sampled."""

    reference: Numbered
    label: str
    one: float
    other: float
    value: float
    error: float


@frozen(eq=False)
class Cruxes(Table):
    """What makes the difference between two analysts, the largest, of whatever sign, first.

    `one` and `other` are the values of the topic, a strength or a margin in log-odds, under each
    of them; the values of the cruxes add up to one − other. `idle` names what they differ on and
    what does not bear on the topic; `remark` says how the values were found.
    """

    topic: Topic
    analysts: tuple[str, str]
    one: float
    other: float
    cruxes: tuple[Crux, ...] = field(converter=kept, repr=False)
    idle: tuple[Numbered, ...] = field(converter=kept, repr=False)
    remark: str

    def __iter__(self) -> Iterator[Crux]:
        return iter(self.cruxes)

    def __len__(self) -> int:
        return len(self.cruxes)

    def __getitem__(self, name: str) -> Crux:
        """By reference or label."""
        return called(
            name,
            self.cruxes,
            lambda one: (str(one.reference), one.label),
            f"{name!r} is no number on which the two differ",
        )

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "over", "item", "label", "one", "other", "value", "error")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "item": str(one.reference),
                "label": one.label,
                "one": one.one,
                "other": one.other,
                "value": one.value,
                "error": one.error,
            }
            for one in self.cruxes
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("label", "item"),
            Column("one", self.analysts[0], decimals(3), right=True),
            Column("other", self.analysts[1], decimals(3), right=True),
            Column("value", "explains", decimals(3, signed=True), right=True),
        )
        if any(one.error for one in self.cruxes):
            return (*columns, Column("error", "±", decimals(3), right=True))
        return columns

    @property
    def notes(self) -> tuple[str, ...]:
        plain = decimals(3, signed=self.topic.over is not None)
        signed = decimals(3, signed=True)
        what = "Strength of" if self.topic.over is None else "Margin, in log-odds, of"
        said = (
            f"{what} {self.topic}: {plain(self.one)} with {self.analysts[0]}, "
            f"{plain(self.other)} with {self.analysts[1]}, {signed(self.one - self.other)} apart; "
            f"{self.remark}."
        )
        if not self.idle:
            return (said,)
        return said, f"They differ on {len(self.idle)} more, which do not bear on it."


def cruxes(
    map: ArgumentMap,
    one: Overlay,
    other: Overlay,
    position: str | None = None,
    *,
    over: str | None = None,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
    permutations: int = 200,
    seed: int = 0,
) -> Cruxes:
    """Which of the numbers on which two analysts differ explain the difference in the strength of
    a position, or in its margin `over` another one: Shapley values of going from the other's
    numbers to the one's, exact up to 16 numbers, else over so many antithetic permutations.

    Without a position the first question decides: if they place different positions first, the
    margin between these two, else the position whose strength they differ on most. Raises
    `AnalysisError` when they differ in nothing or a value is not finite; and as
    `Overlay.resolved`.
    """
    if one.name == other.name:
        raise AnalysisError(f"two analysts are named {one.name!r}")
    if permutations < 4:
        raise AnalysisError(f"at least 4 permutations are needed, not {permutations!r}")
    ours, theirs = (
        assess(overlay.on(map), semantics=semantics, scenario=scenario) for overlay in (one, other)
    )
    differing = _differing(map, (one, other), ours.base, theirs.base)
    if not differing:
        raise AnalysisError(f"{one.name} and {other.name} differ in no number")
    if position is None:
        if over is not None:
            raise AnalysisError("over needs a position that is ahead of it or behind")
        position, over = _most_disputed(ours, theirs)
    asked = topic(ours, position, over)
    bearing = _bearing(ours, asked, differing)
    game = _Game(ours, theirs, asked, bearing)
    count = len(bearing)
    exact = count <= EXACT
    found = (
        shapley.exact(game.values, count)
        if exact
        else shapley.sampled(game.values, count, permutations, seed)
    )
    result = [
        Crux(reference, label(map, reference), *numbers, value, error)
        for (reference, numbers), value, error in zip(
            bearing.items(), found.values.tolist(), found.errors.tolist(), strict=True
        )
    ]
    result.sort(key=lambda crux: -abs(crux.value))
    remark = (
        f"exact, over {2**count} mixtures of their numbers"
        if exact
        else f"over {2 * max(permutations // 2, 2)} antithetic permutations, seed {seed}"
    )
    idle = [reference for reference in differing if reference not in bearing]
    names = (one.name, other.name)
    return Cruxes(asked, names, found.everybody, found.nobody, result, idle, remark)


def _differing(
    map_: ArgumentMap, overlays: tuple[Overlay, Overlay], ours: ArgumentMap, theirs: ArgumentMap
) -> dict[Numbered, tuple[float, float]]:
    """The weights in which the maps of two analysts differ, in the order stated."""
    named = {name: None for overlay in overlays for name in overlay.resolved(map_)}
    both = {name: (mode(number(ours, name)), mode(number(theirs, name))) for name in named}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def _most_disputed(ours: Assessment, theirs: Assessment) -> tuple[str, str | None]:
    here, there = ours.ranking(), theirs.ranking()
    if not len(here):
        raise AnalysisError("the map has no position; name the statement that is disputed")
    one, other = (tuple(place.reference for place in ranking.first) for ranking in (here, there))
    if one and other and not set(one) & set(other):
        return one[0], other[0]
    apart = {place.reference: abs(place.score - there[place.reference].score) for place in here}
    settled = [reference for reference in apart if not math.isnan(apart[reference])]
    if not settled:
        raise AnalysisError(
            "no position has a strength with both: what bears on it does not settle"
        )
    return max(settled, key=lambda reference: apart[reference]), None


def _bearing(
    ours: Assessment, asked: Topic, differing: dict[Numbered, tuple[float, float]]
) -> dict[Numbered, tuple[float, float]]:
    """Those from which a way leads to the topic."""
    bench, supposed = Bench.of(ours, asked.ends), _supposed(ours)
    reached, qbaf = bench.bearing, bench.qbaf

    def bears(reference: Numbered) -> bool:
        if isinstance(reference, str):
            return bool(reached[qbaf.index[reference]])
        return bool(reached[qbaf.target[list(qbaf.rows[supposed[reference]])]].any())

    return {reference: pair for reference, pair in differing.items() if bears(reference)}


def _supposed(assessment: Assessment) -> dict[LinkReference, LinkReference]:
    """What a scenario, which may turn links, has made of the references of links."""
    pairs = zip(assessment.base.links, assessment.map.links, strict=False)
    return {link.reference: turned.reference for link, turned in pairs}


@frozen(eq=False)
class _Game:
    """The topic's value when some numbers are the one's and the rest the other's."""

    ours: Assessment
    theirs: Assessment
    asked: Topic
    differing: dict[Numbered, tuple[float, float]]

    def values(self, present: Flags) -> Floats:
        bench, theirs = Bench.of(self.ours, self.asked.ends), self.theirs.qbaf
        qbaf, supposed = bench.qbaf, _supposed(self.ours)
        # Which number a node or row has; the one after the last is nobody's, and never taken.
        nobody = len(self.differing)
        of_node, of_row = np.full(qbaf.size, nobody), np.full(qbaf.weight.size, nobody)
        for at, reference in enumerate(self.differing):
            if isinstance(reference, str):
                of_node[qbaf.index[reference]] = at
            else:
                of_row[list(qbaf.rows[supposed[reference]])] = at

        def variants(chosen: Indices) -> Variants:
            taken = np.vstack([present[chosen].T, np.zeros(chosen.size, dtype=np.bool_)])
            mine, yours = qbaf.initial[:, None], theirs.initial[:, None]
            initial = np.where(taken[of_node], mine, yours)
            mine, yours = qbaf.weight[:, None], theirs.weight[:, None]
            return Variants(initial=initial, weights=np.where(taken[of_row], mine, yours))

        found = bench.tried(len(present), variants, self.asked.of)
        if not np.isfinite(found).all():
            raise AnalysisError(
                f"{self.asked} has no finite value under some mixtures of the two: strengths do "
                "not settle, or one is 0 or 1; ask for the strength of one position"
            )
        return found
