"""What survives a change of semantics does not hang on the rule by which we score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from attrs import field, frozen

from argmap.analysis.prose import listed
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import SemanticsError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.ranking import Ranking
from argmap.registry import did_you_mean
from argmap.semantics import SEMANTICS
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column


@frozen(eq=False)
class Verdict:
    """A map under one semantics: its assessment, or why there is `none`."""

    semantics: ModularSemantics
    assessment: Assessment | None = field(repr=False)
    none: str = ""


@frozen(eq=False)
class Survival(Table):
    """A verdict for every semantics, in the order of the table of semantics."""

    map: ArgumentMap = field(repr=False)
    verdicts: tuple[Verdict, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, semantics: str) -> Verdict:
        """By name of the semantics."""
        for one in self.verdicts:
            if one.semantics.name == semantics:
                return one
        near = did_you_mean(semantics, [one.semantics.name for one in self.verdicts])
        raise UnknownReference(f"no semantics is named {semantics!r}{near}")

    @property
    def accepting(self) -> tuple[Verdict, ...]:
        """The verdicts of those that score the map."""
        return tuple(one for one in self.verdicts if one.assessment is not None)

    def first(
        self, question: Question | str | None = None
    ) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Who comes first on a question (the first one), and under which semantics; those who tie
        stand together, and nobody where nothing settled."""
        found: dict[tuple[str, ...], list[str]] = {}
        for one in self.accepting:
            assert one.assessment is not None
            leaders = tuple(place.reference for place in one.assessment.ranking(question).first)
            found.setdefault(leaders, []).append(one.semantics.name)
        return {leaders: tuple(names) for leaders, names in found.items()}

    def agrees(self, question: Question | str | None = None) -> bool:
        """Whether the same positions come first under every semantics that scores the map."""
        return len(self.first(question)) == 1

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            *("semantics", "question", "rank", "position", "title", "score", "log_odds"),
            *("warning", "none"),
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per semantics and position; one with `none` where there is no score."""
        records: list[dict[str, object]] = []
        for one in self.verdicts:
            empty: dict[str, object] = dict.fromkeys(self.keys)
            if one.assessment is None:
                records.append(empty | {"semantics": one.semantics.name, "none": one.none})
                continue
            records.extend(
                {
                    "semantics": one.semantics.name,
                    "question": ranking.question.id,
                    "rank": place.rank,
                    "position": place.reference,
                    "title": place.title,
                    "score": place.score,
                    "log_odds": place.log_odds,
                    "warning": place.warning,
                    "none": None,
                }
                for ranking in one.assessment.rankings
                for place in ranking
            )
        return records

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = [Column("semantics", "semantics")]
        if len(self.map.answerable) > 1:
            columns.append(Column("question", "question"))
        return (*columns, Column("order", "order"))

    def rows(self) -> list[dict[str, object]]:
        return [
            {
                "semantics": one.semantics.name,
                "question": ranking.question.id,
                "order": order(ranking),
            }
            for one in self.accepting
            if one.assessment is not None
            for ranking in one.assessment.rankings
        ]

    @property
    def notes(self) -> tuple[str, ...]:
        return (*map(self._leaders, self.map.answerable), *self._reasons())

    def _leaders(self, question: Question) -> str:
        """`First on q: A under all 7.`, or under how many of them who comes first."""
        nodes = self.map.by_reference
        several = f" on {question.id}" if len(self.map.answerable) > 1 else ""
        found = self.first(question)
        parts = []
        for leaders, names in found.items():
            who = " = ".join(nodes[one].title or one for one in leaders) or "nobody"
            parts.append(f"{who} under {'all ' if len(found) == 1 else ''}{len(names)}")
        return f"First{several}: {listed(parts)}." if parts else f"Nothing is first{several}."

    def _reasons(self) -> Iterator[str]:
        """Why some do not score the map, those with one reason together."""
        together: dict[str, list[str]] = {}
        for one in self.verdicts:
            if one.assessment is None:
                reason = one.none.removeprefix(one.semantics.name).strip()
                together.setdefault(reason, []).append(one.semantics.name)
        for reason, names in together.items():
            yield f"Not scored by {listed(names)}: {'it' if len(names) == 1 else 'each'} {reason}."


def order(ranking: Ranking) -> str:
    """`A > B = C`, best first; what did not settle stands after a question mark."""
    groups = [
        (rank, " = ".join(place.title for place in places))
        for rank, places in groupby(ranking, key=lambda place: place.rank)
    ]
    settled = " > ".join(names for rank, names in groups if rank is not None)
    lost = "".join(f"?  {names}" for rank, names in groups if rank is None)
    return "  ".join(part for part in (settled, lost) if part)


def survival(map: ArgumentMap, *, scenario: Scenario | None = None) -> Survival:
    """The map under every semantics. Raises `ScenarioError` when the scenario does not fit."""
    verdicts = []
    for semantics in SEMANTICS:
        try:
            found = assess(map, semantics=semantics, scenario=scenario)
            verdicts.append(Verdict(semantics, found))
        except SemanticsError as error:
            verdicts.append(Verdict(semantics, None, str(error)))
    return Survival(map, verdicts)
