"""A ranking is the positions of one question in the order of their strengths."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap import tables
from argmap.errors import UnknownReference
from argmap.model.question import Question
from argmap.model.sequence import kept
from argmap.registry import did_you_mean
from argmap.tables import Column, decimals

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]

#: Scores closer than this are one score.
TIE = 1e-9


@frozen
class Candidate:
    """A position before it is ranked."""

    reference: str
    title: str
    label: str
    score: float
    warning: str = ""


@frozen
class Place:
    """One position in a ranking.

    `rank` is None and `score` NaN where the strength did not settle. `log_odds` is the logit of
    the score; `gap` is how far, in log-odds, the next one below lies behind: 0 in a tie, None for
    the last.
    """

    rank: int | None
    reference: str
    title: str
    label: str
    score: float
    log_odds: float
    gap: float | None
    warning: str = ""


def log_odds(strength: float) -> float:
    """ln(σ / (1 − σ)): −∞ at 0 and ∞ at 1, NaN for NaN."""
    if math.isnan(strength):
        return math.nan
    if strength <= 0.0:
        return -math.inf
    return math.inf if strength >= 1.0 else math.log(strength) - math.log1p(-strength)


_COLUMNS = (
    Column("rank", "rank", right=True),
    Column("title", "position"),
    Column("score", "score", decimals(3), right=True),
    Column("log_odds", "log-odds", decimals(2, signed=True), right=True),
    Column("gap", "gap", decimals(2), right=True),
)
_WARNING = Column("warning", "warning")


@frozen
class Ranking:
    """The places, best first. Scores closer than 1e-9 share a rank (1, 1, 3), in file order;
    what did not settle comes last, without a rank."""

    question: Question
    places: tuple[Place, ...] = field(default=(), converter=kept)
    scenario: str = ""

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, name: str) -> Place:
        """The place of a position, by reference or title."""
        for place in self.places:
            if name in (place.reference, place.title):
                return place
        known = [place.title for place in self.places]
        raise UnknownReference(f"{name!r} is not ranked here{did_you_mean(name, known)}")

    @property
    def first(self) -> tuple[Place, ...]:
        """Who shares rank 1; empty when nothing settled."""
        return tuple(place for place in self.places if place.rank == 1)

    def margin(self, name: str, *, over: str) -> float:
        """How much more, in log-odds, one position has than another."""
        one, other = self[name], self[over]
        return _between(one.score, other.score)

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows: question, scenario, rank, position, title, label, score, log_odds, gap,
        warning."""
        return [
            {
                "question": self.question.id,
                "scenario": self.scenario,
                "rank": place.rank,
                "position": place.reference,
                "title": place.title,
                "label": place.label,
                "score": place.score,
                "log_odds": place.log_odds,
                "gap": place.gap,
                "warning": place.warning,
            }
            for place in self.places
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is shown to people; the warnings only when there are any."""
        return (*_COLUMNS, _WARNING) if any(one.warning for one in self.places) else _COLUMNS

    def to_csv(self) -> str:
        return tables.as_csv(self.to_records(), _ALL)

    def to_json(self) -> str:
        return tables.as_json(self.to_records(), _ALL)

    def to_markdown(self) -> str:
        return tables.as_markdown(self.to_records(), self.columns)

    def to_frame(self) -> pandas.DataFrame:
        """A pandas frame of the records; needs the extra `frames`."""
        import pandas

        return pandas.DataFrame(self.to_records(), columns=[column.key for column in _ALL])

    def __str__(self) -> str:
        return tables.as_text(self.to_records(), self.columns)

    def _repr_html_(self) -> str:
        caption = self.question.text or self.question.id
        return tables.as_html(self.to_records(), self.columns, caption=caption)


_ALL = tuple(
    Column(key, key)
    for key in (
        "question",
        "scenario",
        "rank",
        "position",
        "title",
        "label",
        "score",
        "log_odds",
        "gap",
        "warning",
    )
)


def ranked(question: Question, candidates: Sequence[Candidate], *, scenario: str = "") -> Ranking:
    """Candidates, given in file order, ranked by score."""
    settled = [one for one in candidates if not math.isnan(one.score)]
    by_score = sorted(settled, key=lambda one: -one.score)
    groups: list[list[Candidate]] = []
    for one in by_score:
        if groups and groups[-1][0].score - one.score < TIE:
            groups[-1].append(one)
        else:
            groups.append([one])
    order = {id(one): at for at, one in enumerate(candidates)}
    ranks: list[tuple[int | None, Candidate]] = []
    for group in groups:
        rank = len(ranks) + 1
        ranks.extend((rank, one) for one in sorted(group, key=lambda one: order[id(one)]))
    ranks.extend((None, one) for one in candidates if math.isnan(one.score))
    return Ranking(
        question,
        tuple(
            _place(rank, one, ranks[at + 1] if at + 1 < len(ranks) else None)
            for at, (rank, one) in enumerate(ranks)
        ),
        scenario,
    )


def _place(rank: int | None, one: Candidate, below: tuple[int | None, Candidate] | None) -> Place:
    gap: float | None = None
    if below is not None and rank is not None and below[0] is not None:
        gap = 0.0 if below[0] == rank else _between(one.score, below[1].score)
    return Place(
        rank,
        one.reference,
        one.title,
        one.label,
        one.score,
        log_odds(one.score),
        gap,
        one.warning,
    )


def _between(one: float, other: float) -> float:
    return 0.0 if one == other else log_odds(one) - log_odds(other)
