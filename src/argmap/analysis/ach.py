"""The analysis of competing hypotheses (Heuer, Psychology of Intelligence Analysis, 1999, ch. 8):
which item tells the positions apart, and which position has least against it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from attrs import evolve, field, frozen

from argmap.analysis.effects import effects, items_of
from argmap.analysis.inconsistency import EFFECTS, HEUER, AchMethod, leading, spread
from argmap.analysis.table import Table, called
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.matrix import Matrix, Rated, letter
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.ranking import TIE
from argmap.tables import Column, decimals

Rateable: TypeAlias = ArgumentMap | Assessment | Matrix


@frozen
class Hypothesis:
    """A position with its score and rank; those that tie share a rank."""

    reference: str
    title: str
    score: float
    rank: int


@frozen
class AchItem:
    """An item and what it does to each position, in the order of the positions.

    `ratings` go from −2 to 2. `effects` and `log_odds` are strength with the item minus without,
    and the same in log-odds; None where there is no map. `values` are what the method compares;
    `range` is the largest of them minus the smallest and `deviation` their standard deviation, as
    of a whole population. `first_without` are the references of who comes first without the item.
    """

    reference: str
    title: str
    ratings: tuple[float, ...]
    effects: tuple[float, ...] | None
    log_odds: tuple[float, ...] | None
    values: tuple[float, ...] = field(repr=False)
    range: float
    deviation: float
    credibility: float | None
    relevance: float | None
    source: str | None
    first_without: tuple[str, ...]


@frozen(eq=False)
class Ach(Table):
    """The items, those first that tell the positions apart most: by the range of their `values`.

    The values are effects in log-odds by the method EFFECTS, ratings by the others. `matrix` holds
    the ratings in the order of the map or of the file; of a map, a rating is twice the item's
    effect in log-odds were it certain, within −2 and 2, and its credibility is its strength;
    `selector` chose the items, if any did.
    """

    question: Question
    method: AchMethod
    positions: tuple[Hypothesis, ...] = field(converter=kept)
    items: tuple[AchItem, ...] = field(converter=kept, repr=False)
    matrix: Matrix = field(repr=False)
    assessment: Assessment | None = field(default=None, repr=False)
    selector: str | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[AchItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, name: str) -> AchItem:
        """By reference or title."""
        return called(
            name, self.items, lambda one: (one.reference, one.title), f"{name!r} is no item here"
        )

    @property
    def ranking(self) -> tuple[Hypothesis, ...]:
        """The positions, best first."""
        return tuple(sorted(self.positions, key=lambda one: one.rank))

    @property
    def first(self) -> tuple[str, ...]:
        """References of those who share rank 1."""
        return tuple(one.reference for one in self.positions if one.rank == 1)

    def without(self, *items: str) -> Ach:
        """The same without some items, by reference or title: they are left out of the matrix and,
        by EFFECTS, dropped from the map."""
        dropped = [self[name] for name in items]
        if self.method.against is None:
            assert self.assessment is not None
            scenario = Scenario("without")
            for one in dropped:
                scenario = scenario.drop(one.reference)
            map_, semantics = self.assessment.map, self.assessment.semantics
            scored = assess(map_, semantics=semantics, scenario=scenario)
            return _of_assessment(scored, self.method, self.question, self.selector)
        left = {one.title: (one,) for one in self.items if one not in dropped}
        rows = [
            _Row(one.reference, rated, one.effects, one.log_odds)
            for rated in self.matrix.items
            for one in left.get(rated.title, ())
        ]
        titles = self.matrix.hypotheses
        fewer = _scored(self.question, self.method, titles, rows, self.assessment)
        return evolve(fewer, selector=self.selector)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "question",
            "method",
            "item",
            "title",
            "source",
            "credibility",
            "relevance",
            "position",
            "rating",
            "effect",
            "log_odds",
            "range",
            "deviation",
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per item and position."""
        return [
            {
                "question": self.question.id,
                "method": self.method.name,
                "item": one.reference,
                "title": one.title,
                "source": one.source,
                "credibility": one.credibility,
                "relevance": one.relevance,
                "position": position.reference,
                "rating": one.ratings[at],
                "effect": None if one.effects is None else one.effects[at],
                "log_odds": None if one.log_odds is None else one.log_odds[at],
                "range": one.range,
                "deviation": one.deviation,
            }
            for one in self.items
            for at, position in enumerate(self.positions)
        ]

    def to_csv(self) -> str:
        """The matrix, as `read_matrix` reads it."""
        return self.matrix.to_csv()

    def rows(self) -> list[dict[str, object]]:
        titles = {one.reference: one.title for one in self.positions}
        rows: list[dict[str, object]] = []
        for one in self.items:
            changed = one.first_without and set(one.first_without) != set(self.first)
            row: dict[str, object] = {
                "title": one.title,
                "credibility": one.credibility,
                "relevance": one.relevance,
                "range": one.range,
                "deviation": one.deviation,
                "first": " = ".join(titles[end] for end in one.first_without) if changed else None,
            }
            rows.append(row | {f"value {at}": value for at, value in enumerate(one.values)})
        return rows

    @property
    def _heads(self) -> tuple[str, ...]:
        """What stands above the columns of the positions: their titles, where these are short."""
        if all(len(one.title) <= _SHORT for one in self.positions):
            return tuple(one.title for one in self.positions)
        return tuple(f"H{number}" for number in range(1, len(self.positions) + 1))

    @property
    def columns(self) -> tuple[Column, ...]:
        show = decimals(2, signed=True) if self.method.against is None else _letter
        rows = self.rows()
        columns = (
            Column("title", "item"),
            Column("credibility", "credibility", decimals(2), right=True),
            Column("relevance", "relevance", decimals(2), right=True),
            *(Column(f"value {at}", head, show, right=True) for at, head in enumerate(self._heads)),
            Column("range", "range", decimals(2), right=True),
            Column("deviation", "deviation", decimals(2), right=True),
            Column("first", "first without it"),
        )
        stated = ("credibility", "relevance", "first")
        return tuple(
            one
            for one in columns
            if one.key not in stated or any(row[one.key] is not None for row in rows)
        )

    @property
    def caption(self) -> str:
        return self.question.text

    @property
    def notes(self) -> tuple[str, ...]:
        number = decimals(0 if self.method is HEUER else 3)
        heads = dict(zip((one.reference for one in self.positions), self._heads, strict=True))
        lines = []
        for one in self.ranking:
            head = heads[one.reference]
            name = one.title if head == one.title else f"{head} {one.title}"
            lines.append(f"{one.rank}. {name}: {self.method.score} {number(one.score)}")
        return tuple(lines)


_SHORT = 8


def _letter(value: object) -> str:
    return letter(value) if isinstance(value, float) else ""


def ach(
    of: Rateable,
    *,
    method: AchMethod | None = None,
    question: Question | str | None = None,
    items: str | None = None,
) -> Ach:
    """Items against the positions of one question, the first unless another is asked for.

    Of a map or an assessment by EFFECTS, and of a matrix by HEUER, unless another method is given.
    The items of a map are its evidence, what is cited, and what nothing bears on; or the
    statements that the selector `items` matches. Raises `UnknownReference`, `ScenarioError` for a
    selector that is none, and `AnalysisError` where there is nothing to compare.
    """
    if method is not None and not isinstance(method, AchMethod):
        raise AnalysisError("method is a value such as HEUER, or ACH_METHODS.named(…)")
    if isinstance(of, Matrix):
        if question is not None or items is not None:
            raise AnalysisError("a matrix has one question, and all its lines are items")
        if method is not None and method.against is None:
            return ach(of.to_map(), method=method)
        references = tuple(f"[{name}]" for name in of.hypotheses)
        rows = [_Row(f"[{one.title}]", one) for one in of.items]
        return _scored(Question("", "", references), method or HEUER, of.hypotheses, rows)
    if isinstance(of, ArgumentMap):
        of = assess(of)
    if not isinstance(of, Assessment):
        raise AnalysisError(f"a map, an assessment or a matrix is analysed, not {of!r}")
    return _of_assessment(of, method or EFFECTS, question, items)


@frozen(eq=False)
class _Row:
    """An item before it is scored, and the strengths of the positions without it."""

    reference: str
    rated: Rated
    effects: tuple[float, ...] | None = None
    log_odds: tuple[float, ...] | None = None
    without: tuple[float, ...] = ()


def _of_assessment(
    assessment: Assessment, method: AchMethod, question: Question | str | None, items: str | None
) -> Ach:
    map_ = assessment.map
    asked = assessment.ranking(question).question
    if not asked.positions:
        raise AnalysisError("there is no position to hold items against")
    nodes = items_of(assessment, asked.positions, items)
    references = [node.reference for node in nodes]
    found = effects(assessment, references, asked.positions)
    ratings = np.clip(2 * found.bearing, -2, 2)
    titles = [map_.by_reference[one].title or one for one in asked.positions]
    rows = [
        _Row(
            node.reference,
            Rated(
                node.title or node.text,
                ratings[at].tolist(),
                credibility=assessment.strengths[node.reference],
                source=node.citation.voucher if node.citation else None,
            ),
            tuple(found.strengths[at].tolist()),
            tuple(found.log_odds[at].tolist()),
            tuple(found.without[at].tolist()),
        )
        for at, node in enumerate(nodes)
    ]
    return evolve(_scored(asked, method, titles, rows, assessment), selector=items)


def _scored(
    question: Question,
    method: AchMethod,
    titles: Sequence[str],
    rows: Sequence[_Row],
    assessment: Assessment | None = None,
) -> Ach:
    matrix = Matrix(titles, [row.rated for row in rows])
    ratings = np.array([row.rated.ratings for row in rows]).reshape(len(rows), len(titles))
    if method.against is None:
        assert assessment is not None
        scores = np.array([assessment.strengths[one] for one in question.positions])
        without = np.array([row.without for row in rows]).reshape(ratings.shape)
        values = [row.log_odds or () for row in rows]
        sign = -1.0
    else:
        costs = method.against(ratings, np.array([row.rated.weight for row in rows]))
        scores = costs.sum(axis=0)
        without = scores - costs
        values = [row.rated.ratings for row in rows]
        sign = 1.0
    positions = [
        Hypothesis(
            reference, title, float(score), 1 + int((sign * scores < sign * score - TIE).sum())
        )
        for reference, title, score in zip(question.positions, titles, scores, strict=True)
    ]
    items = [
        AchItem(
            row.reference,
            row.rated.title,
            row.rated.ratings,
            row.effects,
            row.log_odds,
            tuple(value),
            *spread(value),
            row.rated.credibility,
            row.rated.relevance,
            row.rated.source,
            leading(question.positions, sign * left),
        )
        for row, value, left in zip(rows, values, without, strict=True)
    ]
    items.sort(key=lambda one: (-round(one.range, 9), -round(one.deviation, 9)))
    return Ach(question, method, positions, items, matrix, assessment)
