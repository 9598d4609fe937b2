"""A comparison is the positions of a map under several scenarios, held against the base."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from argmap.analysis.expectations import UNCHANGED
from argmap.analysis.outcome import Outcome, Standing
from argmap.analysis.sweep import Sweep
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, ScenarioError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.ranking import TIE, log_odds
from argmap.registry import did_you_mean
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

#: What the base is called where a scenario is named.
BASE = "base"
#: So many of the statements that a scenario moves most are told.
MOVERS = 3


@frozen
class Regret:
    """How much score a position lacks to the best one of its scenario, at worst: `largest`, in
    `worst`, over the base and all scenarios in which everything settled."""

    question: str
    position: str
    title: str
    largest: float
    worst: str


@frozen(eq=False)
class Comparison(Table):
    """The outcomes: the base first, then the scenarios in the order given, which may be those of a
    `sweep`."""

    map: ArgumentMap = field(repr=False)
    semantics: ModularSemantics
    outcomes: tuple[Outcome, ...] = field(converter=kept, repr=False)
    sweep: Sweep | None = None

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    def __len__(self) -> int:
        return len(self.outcomes)

    def __getitem__(self, scenario: str) -> Outcome:
        """By id of the scenario; the base is `base`."""
        for one in self.outcomes:
            if one.name == scenario:
                return one
        near = did_you_mean(scenario, [one.name for one in self.outcomes])
        raise UnknownReference(f"no scenario {scenario!r} is compared here{near}")

    @property
    def base(self) -> Outcome:
        return self.outcomes[0]

    # -- what to choose ------------------------------------------------------------------

    def regret(self, question: Question | str | None = None) -> tuple[Regret, ...]:
        """Of the positions of a question (the first one), the smallest largest regret first."""
        wanted = self.base.assessment.ranking(question).question
        worst: dict[str, tuple[float, str]] = {}
        for outcome in self.outcomes:
            places = outcome.assessment.ranking(wanted).places
            if any(math.isnan(place.score) for place in places):
                continue
            best = max((place.score for place in places), default=0.0)
            for place in places:
                lack = best - place.score
                if place.reference not in worst or lack > worst[place.reference][0]:
                    worst[place.reference] = (lack, outcome.name)
        nodes = self.map.by_reference
        found = [
            Regret(wanted.id, position, nodes[position].title or position, *worst[position])
            for position in wanted.positions
            if position in worst
        ]
        return tuple(sorted(found, key=lambda one: one.largest))

    def minimax(self, question: Question | str | None = None) -> tuple[str, ...]:
        """The positions whose largest regret is smallest: the choice that can go least wrong."""
        found = self.regret(question)
        return tuple(one.position for one in found if one.largest - found[0].largest < TIE)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "question",
            "scenario",
            "position",
            "title",
            "score",
            "log_odds",
            "delta",
            "delta_log_odds",
            "rank",
            "base_rank",
            "flipped",
            "warning",
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per scenario and position; `flipped` where the position changed order
        with another one."""
        records: list[dict[str, object]] = []
        for outcome in self.outcomes:
            flipped = {end for flip in outcome.flips for end in (flip.ahead, flip.behind)}
            records.extend(
                {
                    **{key: getattr(one, key) for key in self.keys if key != "flipped"},
                    "flipped": one.position in flipped,
                }
                for one in outcome
            )
        return records

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("scenario", "scenario"),
            Column("rank", "rank", right=True),
            Column("order", "order"),
            Column("title", "position"),
            Column("score", "score", decimals(3), right=True),
            Column("log_odds", "log-odds", decimals(2, signed=True), right=True),
            Column("change", "change", right=True),
            Column("delta_log_odds", "in log-odds", decimals(2, signed=True), right=True),
            Column("warning", "warning"),
        )
        quiet = {key for key in ("order", "warning") if not any(row[key] for row in self._marked)}
        return tuple(column for column in columns if column.key not in quiet)

    @cached_property
    def _marked(self) -> tuple[dict[str, object], ...]:
        signed = decimals(3, signed=True)
        shown: list[dict[str, object]] = []
        for record in self.to_records():
            base = record["scenario"] == BASE
            delta = record["delta"]
            assert isinstance(delta, float)
            shown.append(
                {
                    **record,
                    "order": "flipped" if record["flipped"] else "",
                    "change": ""
                    if base
                    else "unchanged"
                    if abs(delta) < UNCHANGED
                    else signed(delta),
                    "delta_log_odds": None
                    if base or abs(delta) < UNCHANGED
                    else record["delta_log_odds"],
                }
            )
        return tuple(shown)

    def rows(self) -> list[dict[str, object]]:
        return list(self._marked)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(itertools.chain(self._moves(), self._regrets(), self._left_over()))

    def _moves(self) -> Iterator[str]:
        """The flips and the largest movers of each scenario."""
        signed = decimals(3, signed=True)
        for one in self.outcomes:
            yield from (f"{one.name}: {flip}." for flip in one.flips)
            movers = [f"{mover.reference} {signed(mover.delta)}" for mover in one.movers(MOVERS)]
            if movers:
                yield f"{one.name} moves most: {', '.join(movers)}."

    def _regrets(self) -> Iterator[str]:
        if len(self.outcomes) == 1:
            return
        for question in self.map.answerable:
            least = self.minimax(question)
            nodes = self.map.by_reference
            names = " = ".join(nodes[one].title or one for one in least)
            regrets = [
                f"{one.title} {one.largest:.3f} ({one.worst})" for one in self.regret(question)
            ]
            if len(regrets) > 1:
                about = f" on {question.id}" if len(self.map.answerable) > 1 else ""
                yield f"Largest regret{about}: {', '.join(regrets)}; smallest for {names}."

    def _left_over(self) -> Iterator[str]:
        for one in self.outcomes:
            for caveat in one.assessment.warnings:
                if caveat.kind == "left-over":
                    yield f"{one.name}: {caveat}."


def compare(
    map: ArgumentMap,
    scenarios: Iterable[Scenario] | None = None,
    *,
    semantics: ModularSemantics | None = None,
) -> Comparison:
    """The map under each scenario, the map's own ones unless others are given.

    Raises `ScenarioError` when one does not fit the map, and when two share an id.
    """
    chosen = map.scenarios if scenarios is None else tuple(scenarios)
    seen = {BASE}
    for one in chosen:
        if not isinstance(one, Scenario):
            raise AnalysisError(f"{one!r} is no scenario: pass map.scenario({one!r})")
        if one.id in seen:
            raise ScenarioError(f"two scenarios to compare are named {one.id!r}")
        seen.add(one.id)
    base = assess(map, semantics=semantics)
    ranks = _ranks(base)
    outcomes = [_outcome(BASE, base, base, ranks)]
    for one in chosen:
        supposed = assess(map, semantics=base.semantics, scenario=one)
        outcomes.append(_outcome(one.id, supposed, base, ranks))
    swept = scenarios if isinstance(scenarios, Sweep) else None
    return Comparison(map, base.semantics, outcomes, swept)


def _ranks(base: Assessment) -> Mapping[tuple[str, str], int | None]:
    return {
        (ranking.question.id, place.reference): place.rank
        for ranking in base.rankings
        for place in ranking
    }


def _outcome(
    name: str,
    here: Assessment,
    base: Assessment,
    ranks: Mapping[tuple[str, str], int | None],
) -> Outcome:
    standings = []
    for ranking in here.rankings:
        for place in ranking:
            before = base.strengths[place.reference]
            standings.append(
                Standing(
                    ranking.question.id,
                    name,
                    place.reference,
                    place.title,
                    place.score,
                    place.log_odds,
                    place.score - before,
                    0.0 if place.score == before else place.log_odds - log_odds(before),
                    place.rank,
                    ranks[ranking.question.id, place.reference],
                    place.warning,
                )
            )
    return Outcome(name, here, base, standings)
