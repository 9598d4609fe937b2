"""A sample is the order of the positions over many draws of all that is not known exactly."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor

from attrs import field, frozen

from argmap.analysis.compare import BASE
from argmap.analysis.levers import SPREAD
from argmap.analysis.prose import counted, listed
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, ScenarioError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.registry import did_you_mean
from argmap.sampling.drivers import Driver, Drivers
from argmap.sampling.inputs import Input, between, circles
from argmap.sampling.job import Job, contested
from argmap.sampling.layers import LAYERS, LINCHPINS, Layer
from argmap.sampling.outlook import Outlook, Spread
from argmap.sampling.settings import CORRELATION, Settings, whole
from argmap.sampling.streams import BLOCK
from argmap.sampling.tasks import Extent, Progress, counting, run
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

# Draws for what is said of fewer layers.
_FEWER = BLOCK


@frozen(eq=False)
class Sample(Table):
    """The outlooks on all questions, for the map as it is (`base`), then for each scenario.

    `fewer` are those of the base when only the first layers vary, from fewer draws. `inputs` is
    what varied in the base, `circling` what would have been drawn true or false, did it not bear
    on itself.
    """

    map: ArgumentMap = field(repr=False)
    semantics: ModularSemantics
    settings: Settings
    inputs: tuple[Input, ...] = field(repr=False)
    outlooks: tuple[Outlook, ...] = field(converter=kept, repr=False)
    fewer: tuple[Outlook, ...] = field(converter=kept, repr=False)
    circling: tuple[str, ...] = ()
    _varied: Mapping[str, tuple[Input, ...]] = field(alias="varied", factory=dict, repr=False)
    _kept: Mapping[tuple[str, str], Floats] = field(alias="kept", factory=dict, repr=False)

    def __iter__(self) -> Iterator[Outlook]:
        return iter(self.outlooks)

    def __len__(self) -> int:
        return len(self.outlooks)

    def __getitem__(self, name: str) -> Spread:
        """A position by reference or title, in the base."""
        return self._holding(name, BASE)[name]

    def outlook(self, question: Question | str | None = None, *, scenario: str = BASE) -> Outlook:
        """On one question, given itself or its id (without one, the first), under a scenario."""
        wanted = question.id if isinstance(question, Question) else question
        under = self._under(scenario)
        for one in under:
            if wanted in (None, one.question.id):
                return one
        near = did_you_mean(str(wanted), [one.question.id for one in under])
        raise UnknownReference(f"no question has the id {wanted!r}{near}")

    def drivers(self, position: str, *, scenario: str = BASE) -> Drivers:
        """What the lead of a position over the best of the others goes with."""
        outlook = self._holding(position, scenario)
        column = outlook.correlation[:, outlook.row(position)].tolist()
        found = [Driver(*pair) for pair in zip(self._varied[scenario], column, strict=True)]
        found.sort(key=lambda one: -abs(one.correlation))
        error = 1.0 / math.sqrt(outlook.settled) if outlook.settled else math.nan
        return Drivers(outlook[position].position, outlook.settled, error, found)

    def draws(self, position: str, *, scenario: str = BASE) -> Floats:
        """All strengths of a position, (n,), NaN where they did not settle, if they were kept."""
        outlook = self._holding(position, scenario)
        if not self._kept:
            raise AnalysisError("the draws were not kept: sample(…, keep=True)")
        found: Floats = self._kept[scenario, outlook.question.id][outlook.row(position)]
        return found

    def _under(self, scenario: str) -> tuple[Outlook, ...]:
        found = tuple(one for one in self.outlooks if one.scenario == scenario)
        if not found:
            near = did_you_mean(scenario, self._varied)
            raise UnknownReference(f"no scenario {scenario!r} was sampled here{near}")
        return found

    def _holding(self, position: str, scenario: str) -> Outlook:
        under = self._under(scenario)
        for one in under:
            if any(position in (spread.position, spread.title) for spread in one):
                return one
        near = did_you_mean(position, [spread.title for one in under for spread in one])
        raise UnknownReference(f"{position!r} is no position of the map{near}")

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("question", "scenario", "position", "title", "score", "first", "mean", "sd"),
            *("q05", "q25", "median", "q75", "q95", "draws", "settled", "layers"),
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per scenario and position, in each question the likeliest first."""
        return [
            {
                "question": one.question.id,
                "scenario": one.scenario,
                "position": position,
                "title": one[position].title,
                "score": one[position].score,
                "first": first,
                "mean": one[position].mean,
                "sd": one[position].sd,
                "q05": one[position].quantile(0.05),
                "q25": one[position].quantile(0.25),
                "median": one[position].median,
                "q75": one[position].quantile(0.75),
                "q95": one[position].quantile(0.95),
                "draws": one.draws,
                "settled": one.settled,
                "layers": " + ".join(layer.name for layer in one.layers),
            }
            for one in self.outlooks
            for position, first in one.first.items()
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        number = decimals(3)
        columns = [
            Column("title", "position"),
            Column("first", "P(first)", number, right=True),
            Column("score", "score", number, right=True),
            Column("mean", "mean", number, right=True),
            Column("q05", "5 %", number, right=True),
            Column("median", "median", number, right=True),
            Column("q95", "95 %", number, right=True),
        ]
        if len(self.map.answerable) > 1:
            columns.insert(0, Column("question", "question"))
        if len(self._varied) > 1:
            columns.insert(0, Column("scenario", "scenario"))
        return tuple(columns)

    @property
    def caption(self) -> str:
        return "How often each position comes first"

    # -- what varied, and what did not ---------------------------------------------------

    @property
    def notes(self) -> tuple[str, ...]:
        return (*self._how(), *self._with_fewer(), *self._circles(), *self._unsettled())

    def _how(self) -> Iterator[str]:
        settings = self.settings
        counts = Counter(one.layer for one in self.inputs)
        varied = [
            f"{layer.name} ({counted(counts[layer], layer.unit)})" for layer in settings.layers
        ]
        yield (
            f"{settings.n:,} draws, seed {settings.seed}; what one source gets wrong goes together "
            f"({settings.correlation:g})."
        )
        yield f"Varied: {listed(varied)}."
        left = [layer.name for layer in LAYERS if layer not in settings.layers]
        if left:
            yield f"Not varied: {listed(left)}. This looks more certain than it is."

    def _with_fewer(self) -> Iterator[str]:
        for question in contested(self.map):
            full = self.outlook(question)
            leader = next(iter(full.first), None)
            under = [one for one in self.fewer if one.question == question]
            if leader is None or not under:
                continue
            varying = [layer for layer in full.layers if any(i.layer == layer for i in self.inputs)]
            shares = [
                f"{one[leader].first:.3f} with {layer.name} {'too' if at else 'alone'}"
                for at, (one, layer) in enumerate(zip((*under, full), varying, strict=True))
            ]
            yield f"{full[leader].title} comes first in {listed(shares)}."

    def _circles(self) -> Iterator[str]:
        if self.circling:
            yield (
                f"Not drawn true or false, for they bear on themselves: {listed(self.circling)}."
            )

    def _unsettled(self) -> Iterator[str]:
        for one in self.outlooks:
            if one.settled < one.draws:
                where = f" under {one.scenario}" if len(self._varied) > 1 else ""
                lost = counted(one.draws - one.settled, "draw")
                yield f"Left out, for not settling on {one.question.id or 'them'}{where}: {lost}."


def sample(
    map: ArgumentMap,
    n: int,
    *,
    seed: int = 0,
    scenarios: Iterable[Scenario] = (),
    layers: Iterable[Layer] | None = None,
    correlation: float = CORRELATION,
    spread: float = SPREAD,
    semantics: ModularSemantics | None = None,
    keep: bool = False,
    chunk: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Sample:
    """The positions over n draws of what is not known exactly, for the map and its scenarios.

    Three `layers` vary: CREDIBILITY and LINKS, weights in their ranges (PERT), those stated as one
    number by `spread` each way; and LINCHPINS, claims between evidence and positions, true with
    their strength as the chance. Errors of one source go together as far as `correlation`.

    Every number comes from a stream of its own, keyed by `seed` and what it is for: the same in
    all scenarios, whatever else is in the map, and whoever draws it. `executor` is any of
    `concurrent.futures`, which is given tasks of `chunk` draws; without it, threads. `keep` keeps
    all strengths of the positions. `progress` is told after each task how many draws of how many
    have been made.

    Raises `AnalysisError` for settings outside their limits, for a map without positions, and for
    one that does not settle as it is. Where single draws do not settle, they count nowhere.
    """
    settings = Settings(n, seed, spread, correlation, layers)
    if chunk is not None:
        whole("chunk", chunk, 1, n)
    if executor is not None and not isinstance(executor, Executor):
        raise AnalysisError(f"executor is one of concurrent.futures, not {executor!r}")
    base = assess(map, semantics=semantics)
    chosen = {BASE: base, **_supposed(base, scenarios)}
    questions = contested(map)
    jobs = {name: Job.of(one, settings) for name, one in chosen.items()}
    varying = [one for one in settings.layers if one in {i.layer for i in jobs[BASE].inputs}]
    few = min(n, _FEWER)
    tell = counting(n * len(jobs) + few * max(len(varying) - 1, 0), progress)
    fewer: list[Outlook] = []
    for count in range(1, len(varying)):
        layers = varying[:count]
        job = Job.of(base, settings, layers=layers)
        extent = Extent.of(job, few, chunk, executor)
        found = run(job, extent, executor=executor, progress=tell, correlated=False)
        for question, tally in zip(questions, found.tallies, strict=True):
            fewer.append(Outlook.of(base, question, BASE, tuple(layers), tally))
    outlooks: list[Outlook] = []
    strengths: dict[tuple[str, str], Floats] = {}
    for name, job in jobs.items():
        extent = Extent.of(job, n, chunk, executor)
        found = run(job, extent, executor=executor, progress=tell, keep=keep)
        for at, (question, tally) in enumerate(zip(questions, found.tallies, strict=True)):
            outlooks.append(Outlook.of(chosen[name], question, name, settings.layers, tally))
            if keep:
                strengths[name, question.id] = found.kept[at]
    circling = circles(base).intersection(between(base)) if LINCHPINS in settings.layers else ()
    return Sample(
        map,
        base.semantics,
        settings,
        jobs[BASE].inputs,
        outlooks,
        fewer,
        tuple(one.reference for one in map.nodes if one.reference in circling),
        {name: job.inputs for name, job in jobs.items()},
        strengths,
    )


def _supposed(base: Assessment, scenarios: Iterable[Scenario]) -> dict[str, Assessment]:
    found: dict[str, Assessment] = {}
    for one in scenarios:
        if not isinstance(one, Scenario):
            raise AnalysisError(f"{one!r} is no scenario: pass map.scenario({one!r})")
        if one.id in found or one.id == BASE:
            raise ScenarioError(f"two scenarios to sample are named {one.id!r}")
        found[one.id] = assess(base.map, semantics=base.semantics, scenario=one)
    return found
