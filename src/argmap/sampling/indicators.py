"""An indicator is something nobody has observed yet that would move the order if it were learnt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from attrs import field, frozen

from argmap.analysis.levers import SPREAD
from argmap.analysis.prose import listed
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.node import EVENT, Claim
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.registry import did_you_mean
from argmap.sampling.inputs import circles
from argmap.sampling.job import Job, contested
from argmap.sampling.layers import Layer
from argmap.sampling.settings import CORRELATION, Settings
from argmap.sampling.tally import ONE, Tally
from argmap.sampling.tasks import Extent, Progress, counting, run
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen
class Indicator:
    """A statement, and what learning whether it is true would do to a question.

    `chance` is the share of draws in which it is true. `change` is by how much the shares of first
    place are expected to change: half the sum, over the positions, of |P(first | learnt) −
    P(first)|, the mean of both outcomes. By chance alone it would be about `error`. `if_true` and
    `if_false` are the shares of the position that `leads` now, NaN when it never turned out so.
    """

    question: str
    reference: str
    title: str
    chance: float
    change: float
    error: float
    leads: str
    if_true: float
    if_false: float


@frozen(eq=False)
class Indicators(Table):
    """The indicators of each question, the largest change first. `circling` are statements that
    could not be drawn, for they bear on themselves."""

    map: ArgumentMap = field(repr=False)
    settings: Settings
    indicators: tuple[Indicator, ...] = field(converter=kept, repr=False)
    #: P(first) by question and reference, with nothing learnt.
    first: dict[str, dict[str, float]] = field(repr=False)
    circling: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    def __len__(self) -> int:
        return len(self.indicators)

    def __getitem__(self, name: str) -> tuple[Indicator, ...]:
        """Those of one statement, by reference or title."""
        found = tuple(one for one in self.indicators if name in (one.reference, one.title))
        if not found:
            near = did_you_mean(name, [one.title for one in self.indicators])
            raise UnknownReference(f"{name!r} is nothing yet to be learnt here{near}")
        return found

    def on(self, question: Question | str) -> tuple[Indicator, ...]:
        """Those of one question."""
        wanted = question.id if isinstance(question, Question) else question
        if wanted not in self.first:
            near = did_you_mean(wanted, self.first)
            raise UnknownReference(f"no question has the id {wanted!r}{near}")
        return tuple(one for one in self.indicators if one.question == wanted)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("question", "statement", "title", "chance", "change", "error"),
            *("leads", "if_true", "if_false"),
        )

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "question": one.question,
                "statement": one.reference,
                "title": one.title,
                "chance": one.chance,
                "change": one.change,
                "error": one.error,
                "leads": one.leads,
                "if_true": one.if_true,
                "if_false": one.if_false,
            }
            for one in self.indicators
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        number = decimals(3)
        columns = (
            Column("title", "statement"),
            Column("chance", "chance", decimals(2), right=True),
            Column("change", "change", number, right=True),
            Column("if_true", "first if true", number, right=True),
            Column("if_false", "first if false", number, right=True),
        )
        return (Column("question", "question"), *columns) if len(self.first) > 1 else columns

    @property
    def caption(self) -> str:
        return "What to look for next"

    @property
    def notes(self) -> tuple[str, ...]:
        return (*self._leaders(), *self._chance(), *self._circles())

    def _leaders(self) -> Iterator[str]:
        nodes = self.map.by_reference
        for question, shares in self.first.items():
            leader = max(shares, key=shares.__getitem__)
            title = nodes[leader].title or leader
            on = f" on {question}" if len(self.first) > 1 else ""
            yield f"{title} comes first{on} in {shares[leader]:.3f} of {self.settings.n:,} draws."

    def _chance(self) -> Iterator[str]:
        errors = [one.error for one in self.indicators if not math.isnan(one.error)]
        if errors:
            yield f"Changes up to about {2 * max(errors):.3f} can be chance."
        elif not self.indicators:
            yield "Nothing is left to be learnt: all that bears on a position was observed."

    def _circles(self) -> Iterator[str]:
        if self.circling:
            yield f"Not tried, for they bear on themselves: {listed(self.circling)}."


def indicators(
    map: ArgumentMap,
    *,
    n: int = 50_000,
    seed: int = 0,
    scenario: Scenario | None = None,
    layers: Iterable[Layer] | None = None,
    correlation: float = CORRELATION,
    spread: float = SPREAD,
    semantics: ModularSemantics | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Indicators:
    """What is not observed, by how much learning it would be expected to change who comes first.

    These are the events and the claims that nobody is cited for, unless they are positions. In
    every draw each of them turns out true or false, with its strength as the chance, beside all
    else that a sample varies: one set of draws answers for all. What is learnt of a claim says
    something of what it follows from, too. Raises as `sample` does.
    """
    settings = Settings(n, seed, spread, correlation, layers)
    assessment = assess(map, semantics=semantics, scenario=scenario)
    questions = contested(assessment.map)
    circling = circles(assessment)
    asked = unobserved(assessment)
    watched = tuple(one for one in asked if one not in circling)
    job = Job.of(assessment, settings, watched=watched)
    extent = Extent.of(job, n, None, executor)
    tell = counting(n, progress)
    drawn = run(job, extent, executor=executor, progress=tell, correlated=False)
    found: list[Indicator] = []
    first: dict[str, dict[str, float]] = {}
    for question, tally in zip(questions, drawn.tallies, strict=True):
        count = tally.settled or math.nan
        shares = (tally.places[:, 0] / ONE / count).tolist()
        first[question.id] = dict(zip(question.positions, shares, strict=True))
        found.extend(_of(assessment, question, watched, tally))
    return Indicators(
        assessment.map, settings, found, first, tuple(one for one in asked if one in circling)
    )


def unobserved(assessment: Assessment) -> tuple[str, ...]:
    """Events, and claims that nobody is cited for, which bear on something; no positions, theses,
    or what is fixed."""
    map_ = assessment.map
    out = {link.source for link in map_.links if map_.counts(link)}
    return tuple(
        node.reference
        for node in map_.nodes
        if isinstance(node, Claim)
        and node.reference in out
        and (EVENT in node.tags or not (node.citation and node.citation.cited))
        and node.reference not in map_.positions
        and node.reference not in map_.clamped
    )


def _of(
    assessment: Assessment, question: Question, watched: tuple[str, ...], tally: Tally
) -> list[Indicator]:
    first = tally.places[:, 0] / ONE
    leader = int(first.argmax())
    nodes, settled = assessment.map.by_reference, tally.settled
    found = []
    for reference, true, with_it in zip(
        watched, tally.true.tolist(), tally.first_if_true / ONE, strict=True
    ):
        false = settled - true
        change = error = 0.0
        if true and false:
            apart = abs(with_it / true - (first - with_it) / false)
            weight = true * false / settled**2
            change = weight * float(apart.sum())
            shares = first / settled
            error = weight * float(((shares * (1 - shares) * settled / true / false) ** 0.5).sum())
        found.append(
            Indicator(
                question.id,
                reference,
                nodes[reference].title or reference,
                true / settled if settled else math.nan,
                change,
                error,
                question.positions[leader],
                float(with_it[leader]) / true if true else math.nan,
                float(first[leader] - with_it[leader]) / false if false else math.nan,
            )
        )
    return sorted(found, key=lambda one: -one.change)
