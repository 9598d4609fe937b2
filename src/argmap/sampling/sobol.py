"""Sobol indices say how much of the variance of a margin each source, item or tag accounts for.

First-order: by how much the variance would fall, on average, were all numbers of a group known.
Total: how much would be left, on average, were all but these known. The one sums to at most 1, and
what a total has over it is interaction with other groups. (Sobol 1993; estimators of Saltelli et
al. 2010 as SALib has them, on a scrambled Sobol sequence.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from attrs import evolve, field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.grouping import DOCUMENT, ITEM, LINK, SOURCE, Grouping
from argmap.analysis.levers import SPREAD
from argmap.analysis.table import Table, called
from argmap.analysis.topic import Topic, logit, topic
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.model.supposing import HIGHEST, LOWEST
from argmap.sampling.inputs import Input
from argmap.sampling.job import Job
from argmap.sampling.layers import Layer
from argmap.sampling.settings import CORRELATION, Settings
from argmap.sampling.streams import LEVELS, Levels
from argmap.sampling.tasks import Progress, counting
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

# As many dimensions as the sequence has.
_MOST = 21_201


@frozen
class Account:
    """Shares of the variance that a group of so many inputs accounts for; each is known to about
    its error, half a 95 % interval."""

    name: str
    label: str
    inputs: int
    first: float
    first_error: float
    total: float
    total_error: float


@frozen(eq=False)
class Accounts(Table):
    """The groups, the largest total first, from so many `weightings`."""

    topic: Topic
    by: Grouping
    settings: Settings
    weightings: int
    variance: float
    accounts: tuple[Account, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def __len__(self) -> int:
        return len(self.accounts)

    def __getitem__(self, name: str) -> Account:
        """By name (reference, source, tag …) or label."""
        return called(
            name, self.accounts, lambda one: (one.name, one.label), f"{name!r} does not vary here"
        )

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("position", "over", "by", "name", "label", "inputs"),
            *("first", "first_error", "total", "total_error"),
        )

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "by": self.by.name,
                "name": one.name,
                "label": one.label,
                "inputs": one.inputs,
                "first": one.first,
                "first_error": one.first_error,
                "total": one.total,
                "total_error": one.total_error,
            }
            for one in self.accounts
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        number = decimals(3)
        return (
            Column("label", self.by.name),
            Column("inputs", "inputs", right=True),
            Column("first", "first-order", number, right=True),
            Column("first_error", "±", number, right=True),
            Column("total", "total", number, right=True),
            Column("total_error", "±", number, right=True),
        )

    @property
    def caption(self) -> str:
        return f"What {self.topic} varies with"

    @property
    def notes(self) -> tuple[str, ...]:
        layers = ", ".join(layer.name for layer in self.settings.layers)
        return (
            f"{self.topic}: variance {self.variance:.3f} in log-odds, over {self.weightings:,} "
            f"weightings; varied: {layers}.",
        )


def sobol(
    map: ArgumentMap,
    position: str,
    *,
    over: str | None = None,
    by: Grouping = SOURCE,
    n: int = 1024,
    seed: int = 0,
    scenario: Scenario | None = None,
    layers: Iterable[Layer] | None = None,
    correlation: float = CORRELATION,
    spread: float = SPREAD,
    semantics: ModularSemantics | None = None,
    progress: Progress | None = None,
) -> Accounts:
    """The Sobol indices of groups of inputs for the margin of two positions, or for the log-odds
    of one; strengths count as within [.001, .999].

    Each input belongs to one group: a link to that of its source (but by LINK to itself), a
    statement with several tags to all of them together, what has no group to one of its own. What
    a source gets wrong throughout belongs to the source, else it is a group itself: the groups are
    independent of each other. `n`, a power of 2, is the number of points; each takes a weighting
    for every group and two more.

    Needs the extra `sensitivity`. Raises `AnalysisError` for settings outside their limits, when
    nothing varies, and when a weighting did not settle; `UnknownReference` for unknown positions.
    """
    if not isinstance(by, Grouping):
        raise AnalysisError("by is a value such as SOURCE, or GROUPINGS.named(…)")
    settings = Settings(n, seed, spread, correlation, layers)
    if n & (n - 1):
        raise AnalysisError(f"n is a power of 2, such as 512 or 1024, not {n}")
    assessment = assess(map, semantics=semantics, scenario=scenario)
    asked = topic(assessment, position, over)
    job = Job.of(assessment, settings)
    job = evolve(job, inputs=_bearing(assessment, asked, job.inputs))
    groups = grouped(assessment, job, by)
    if not groups:
        raise AnalysisError(f"nothing that bears on {asked} varies in these layers")
    ends = [assessment.qbaf.index[end] for end in asked.ends]
    tell = counting(n * (len(groups) + 2), progress)

    def margins(own: Levels) -> Floats:
        near = np.clip(job.strengths(job.together(own), ends), LOWEST, HIGHEST)
        heights = logit(near)
        tell(n)
        lead: Floats = heights[0] - heights[1] if len(ends) == 2 else heights[0]
        return lead

    found = indices(margins, list(groups.values()), n, seed)
    accounts = [
        Account(name, _label(assessment, name, by), len(rows), *row)
        for (name, rows), row in zip(groups.items(), found.shares, strict=True)
    ]
    accounts.sort(key=lambda one: -one.total)
    return Accounts(asked, by, settings, n * (len(groups) + 2), found.variance, accounts)


@frozen
class Indices:
    """Of each group: first-order, its error, total, its error."""

    shares: tuple[tuple[float, float, float, float], ...]
    variance: float


def indices(
    value: Callable[[Levels], Floats], groups: list[list[int]], n: int, seed: int
) -> Indices:
    """Of a function from independent levels (inputs, n) to values (n,), for groups of its inputs
    that leave none out."""
    try:
        from SALib.analyze import sobol as salib
        from scipy.stats import qmc
    except ImportError as error:
        raise AnalysisError(
            "Sobol indices need a package more:  python -m pip install 'argmap[sensitivity]'"
        ) from error
    size = sum(map(len, groups))
    if 2 * size > _MOST:
        raise AnalysisError(f"{size} numbers vary, and at most {_MOST // 2} can be told apart")
    points = qmc.Sobol(2 * size, scramble=True, seed=seed).random(n).T
    levels = np.minimum(points * LEVELS, LEVELS - 1).astype(np.uint16)
    here, there = levels[:size], levels[size:]
    columns = [value(here.copy())]
    for rows in groups:
        mixed = here.copy()
        mixed[rows] = there[rows]
        columns.append(value(mixed))
    columns.append(value(there.copy()))
    values = np.stack(columns, axis=1)
    if np.isnan(values).any():
        lost = int(np.isnan(values).sum())
        raise AnalysisError(f"{lost} of {values.size} weightings did not settle")
    if np.ptp(values) == 0.0:
        raise AnalysisError("nothing that varies bears on it: the variance is 0")
    names = [str(at) for at in range(len(groups))]
    problem = {"num_vars": len(groups), "names": names, "bounds": [[0.0, 1.0]] * len(groups)}
    # SALib takes a seed of 0 for none.
    found = salib.analyze(problem, values.ravel(), calc_second_order=False, seed=seed + 1)
    shares = [found[key] for key in ("S1", "S1_conf", "ST", "ST_conf")]
    each = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in np.transpose(shares))
    return Indices(each, float(values[:, [0, -1]].var()))


def _bearing(assessment: Assessment, asked: Topic, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The inputs that bear on a topic, its own statements' included."""
    bench = Bench.of(assessment, asked.ends)
    bearing, target = bench.bearing, bench.qbaf.target
    return tuple(
        one
        for one in inputs
        if bearing[one.at[0] if isinstance(one.reference, str) else target[list(one.at)]].any()
    )


def grouped(assessment: Assessment, job: Job, by: Grouping) -> Mapping[str, list[int]]:
    """Which rows of the levels of a job belong to each group: all of them, each to one."""
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(job.inputs):
        groups.setdefault(_group(assessment, one, by), []).append(at)
    for voice, at in job.voices.items():
        groups.setdefault(voice if by == SOURCE else f"errors of {voice}", []).append(at)
    return groups


def _group(assessment: Assessment, one: Input, by: Grouping) -> str:
    reference = one.reference
    if by.of is None:
        return str(reference) if isinstance(reference, LinkReference) else f"no {LINK.name}"
    node = reference.source if isinstance(reference, LinkReference) else reference
    return " + ".join(by.of(assessment.map.by_reference[node])) or f"no {by.name}"


def _label(assessment: Assessment, name: str, by: Grouping) -> str:
    node = assessment.map.by_reference.get(name) if by == ITEM else None
    if node is not None:
        return node.title or name
    source = assessment.map.sources_by_id.get(name) if by in (SOURCE, DOCUMENT) else None
    return (source.title if source is not None else None) or name
