"""A linchpin is a single statement whose being true, or false, changes who comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from attrs import field, frozen

from argmap.analysis.bench import Bench, Variants
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.ranking import TIE
from argmap.registry import did_you_mean
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen
class Linchpin:
    """Were the statement `truth`, `after` would come first on the question instead of `before`;
    several who tie stand together."""

    reference: str
    title: str
    strength: float
    truth: bool
    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen(eq=False)
class Linchpins(Table):
    """The linchpins, in the order of the questions and of the map, of so many statements
    `tried`."""

    map: ArgumentMap = field(repr=False)
    linchpins: tuple[Linchpin, ...] = field(converter=kept)
    tried: int

    def __iter__(self) -> Iterator[Linchpin]:
        return iter(self.linchpins)

    def __len__(self) -> int:
        return len(self.linchpins)

    def __getitem__(self, name: str) -> tuple[Linchpin, ...]:
        """Those of one statement, by reference or title; none for a statement that is none."""
        reference = self.map.resolve(name)
        return tuple(one for one in self.linchpins if one.reference == reference)

    def on(self, question: Question | str) -> tuple[Linchpin, ...]:
        """Those that change who comes first on one question."""
        wanted = question.id if isinstance(question, Question) else question
        ids = [one.id for one in self.map.answerable]
        if wanted not in ids:
            near = did_you_mean(wanted, ids)
            raise UnknownReference(f"no question has the id {wanted!r}{near}")
        return tuple(one for one in self.linchpins if one.question == wanted)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("question", "statement", "title", "strength", "truth", "before", "after")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "question": one.question,
                "statement": one.reference,
                "title": one.title,
                "strength": one.strength,
                "truth": one.truth,
                "before": self._titles(one.before),
                "after": self._titles(one.after),
            }
            for one in self.linchpins
        ]

    def _titles(self, references: tuple[str, ...]) -> str:
        nodes = self.map.by_reference
        return " = ".join(nodes[one].title or one for one in references)

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = (
            Column("title", "statement"),
            Column("strength", "strength", decimals(3), right=True),
            Column("truth", "were it", lambda value: "true" if value else "false"),
            Column("before", "first now"),
            Column("after", "first then"),
        )
        several = len(self.map.answerable) > 1
        return (Column("question", "question"), *columns) if several else columns

    @property
    def notes(self) -> tuple[str, ...]:
        if self.linchpins:
            return ()
        return (f"No single statement, of {self.tried} tried, changes who comes first.",)


def linchpins(
    map: ArgumentMap,
    *,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Linchpins:
    """Every statement that bears on a position and is none, tried as true and as false.

    To take a statement as true is to assume it, as a scenario does: nothing bears on it then.
    Theses and what the scenario fixed are not tried.
    """
    assessment = assess(map, semantics=semantics, scenario=scenario)
    tried = trials(assessment, assessment.map.positions)
    found: list[Linchpin] = []
    if tried.among:
        for question in assessment.map.answerable:
            found.extend(_of(question, assessment, tried))
    return Linchpins(assessment.map, found, len(tried.among))


@frozen(eq=False)
class Trials:
    """Statements tried: column 2i of `strengths` has the i-th of them true, 2i + 1 false."""

    among: tuple[Node, ...]
    strengths: Floats


def trials(assessment: Assessment, ends: Iterable[str]) -> Trials:
    """The strengths of `ends` with one statement after another, of those that bear on them, taken
    as true and as false. Those of statements that bear on no end are not worked out."""
    supposed, bench = assessment.map, Bench.of(assessment, ends)
    out = {link.source for link in supposed.links if supposed.counts(link)}
    positions = set(supposed.positions)
    among = tuple(
        node
        for node in supposed.nodes
        if not node.is_step
        and not node.is_thesis
        and node.reference in out
        and bench.bearing[bench.qbaf.index[node.reference]]
        and node.reference not in positions
        and node.reference not in supposed.clamped
    )
    at = [bench.qbaf.index[node.reference] for node in among for _ in range(2)]
    clamp = np.repeat(bench.clamp[:, None], len(at), axis=1)
    clamp[at, np.arange(len(at))] = np.tile([1.0, 0.0], len(among))
    if not among:
        return Trials((), clamp)
    return Trials(among, bench.strengths(Variants(clamp=clamp), len(at)))


def _of(question: Question, assessment: Assessment, tried: Trials) -> Iterator[Linchpin]:
    before = tuple(place.reference for place in assessment.ranking(question).first)
    rows = tried.strengths[[assessment.qbaf.index[one] for one in question.positions]]
    if not rows.size:
        return
    leads = rows > np.max(np.where(np.isnan(rows), -1.0, rows), axis=0) - TIE
    for column in range(leads.shape[1]):
        after = tuple(
            position
            for position, first in zip(question.positions, leads[:, column], strict=True)
            if first
        )
        if set(after) != set(before):
            node = tried.among[column // 2]
            yield Linchpin(
                node.reference,
                node.title or node.reference,
                assessment.strengths[node.reference],
                column % 2 == 0,
                question.id,
                before,
                after,
            )
