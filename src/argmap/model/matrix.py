"""A matrix rates items against hypotheses, as in the analysis of competing hypotheses."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import field, frozen

from argmap import tables
from argmap.errors import MapError, WeightError
from argmap.model.link import Link, attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import ASSESSMENT, Citation, Claim, Evidence, Node
from argmap.model.question import Question
from argmap.model.sequence import kept, strings
from argmap.model.source import Source
from argmap.model.weight import unit

#: The letters of ratings, from very inconsistent to very consistent.
LETTERS = {"II": -2.0, "I": -1.0, "N": 0.0, "C": 1.0, "CC": 2.0}
#: Ratings nearer to 0 than this are neither for nor against.
NEUTRAL = 0.25
#: Low, medium and high credibility or relevance, as numbers.
LEVELS = {"L": 0.2, "M": 0.5, "H": 0.8}
#: The columns beside the hypotheses that are read, under each of these names.
COLUMNS = {
    "item": ("item", "items", "evidence", "evidence item", "statement", "title", "name"),
    "credibility": ("credibility", "cred"),
    "relevance": ("relevance", "rel"),
    "source": ("source", "sources"),
}
#: The names of columns that are left out.
IGNORED = ("type", "kind", "date", "note", "notes", "comment", "comments", "id", "nr", "no", "#")
#: What a hypothesis whose name is one of these begins with in a file.
HYPOTHESIS = "H:"


def rating(value: object) -> float:
    """A number from −2 to 2; raises `WeightError` for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -2 <= value <= 2:
        raise WeightError(f"a rating is a number from −2 to 2, not {value!r}")
    return float(value) + 0.0


def _ratings(values: Iterable[object]) -> tuple[float, ...]:
    return tuple(map(rating, values))


def _name(value: str) -> str:
    return " ".join(value.split())


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_name, strings(values)))


def _level(value: object) -> float | None:
    return None if value is None else unit(value)


def letter(value: float) -> str:
    """The nearest letter; N reaches to a quarter only, so that what is weak is still seen."""
    if abs(value) < NEUTRAL:
        return "N"
    one = "C" if value > 0 else "I"
    return one if abs(value) < 1.5 else 2 * one


@frozen
class Rated:
    """An item and its `ratings`, −2 to 2, one for each hypothesis.

    `credibility` and `relevance` are numbers from 0 to 1, L, M and H standing for .2, .5 and .8;
    None where nobody stated them, which weighs as much as M.
    """

    title: str = field(converter=_name)
    ratings: tuple[float, ...] = field(converter=_ratings)
    credibility: float | None = field(default=None, kw_only=True, converter=_level)
    relevance: float | None = field(default=None, kw_only=True, converter=_level)
    source: str | None = field(default=None, kw_only=True)

    @property
    def weight(self) -> float:
        """Credibility times relevance as PARC's software has it: L, M and H are 1/√2, 1 and √2.

        Other numbers lie on the curve through these, the fourth root of the odds p / (1 − p). The
        product stays between ½ and 2, the least and the most that two letters give.
        """
        odds = _odds(self.credibility) * _odds(self.relevance)
        return min(max(math.sqrt(math.sqrt(odds)), 0.5), 2.0)


def _odds(level: float | None) -> float:
    if level is None:
        return 1.0
    return level / (1 - level) if level < 1.0 else 1e6


@frozen
class Matrix:
    """Hypotheses and the items rated against them, in the order given.

    Raises `MapError` without a hypothesis, when an item has too few or too many ratings, and when
    two of all names are the same.
    """

    hypotheses: tuple[str, ...] = field(converter=_names)
    items: tuple[Rated, ...] = field(default=(), converter=kept)

    def __attrs_post_init__(self) -> None:
        if not self.hypotheses:
            raise MapError("a matrix has at least one hypothesis")
        seen: set[str] = set()
        for name in (*self.hypotheses, *(item.title for item in self.items)):
            if not name or name in seen:
                raise MapError(
                    f"two hypotheses or items are named {name!r}"
                    if name
                    else "a hypothesis or an item has no name"
                )
            seen.add(name)
        for item in self.items:
            if len(item.ratings) != len(self.hypotheses):
                raise MapError(
                    f"{item.title!r} has {len(item.ratings)} ratings for "
                    f"{len(self.hypotheses)} hypotheses"
                )

    def to_map(self, question: str = "Which hypothesis holds?") -> ArgumentMap:
        """Hypotheses as positions, items as evidence.

        A rating r > 0 becomes a support of weight r / 2, one below 0 an attack of −r / 2; none
        where it is 0. An item's initial weight p has the odds p / (1 − p) = weight⁴: .2, .5 and .8
        for L, M and H.
        """
        nodes: list[Node] = [Claim(name, tags=(ASSESSMENT,)) for name in self.hypotheses]
        references = [node.reference for node in nodes]
        links: list[Link] = []
        for item in self.items:
            odds = item.weight**4
            citation = None if item.source is None else Citation(source=item.source)
            node = Evidence(item.title, weight=odds / (1 + odds), citation=citation)
            nodes.append(node)
            for position, value in zip(references, item.ratings, strict=True):
                if value:
                    link = supports if value > 0 else attacks
                    links.append(link(node.reference, position, weight=abs(value) / 2))
        sources = dict.fromkeys(item.source for item in self.items if item.source is not None)
        return ArgumentMap(
            nodes=nodes,
            links=links,
            questions=(Question("hypotheses", question, tuple(references)),),
            sources=tuple(map(Source, sources)),
        )

    def to_csv(self) -> str:
        """A text that is read as this matrix again. Whole ratings are written as letters, others
        as numbers; so are credibility and relevance."""
        header = (*COLUMNS, *map(_heading, self.hypotheses))
        records = [dict(zip(header, _cells(item), strict=True)) for item in self.items]
        return tables.as_csv(records, [tables.Column(name, name) for name in header])


def _heading(hypothesis: str) -> str:
    """The name of a hypothesis as no other column is named."""
    folded = hypothesis.casefold()
    taken = folded in IGNORED or any(folded in names for names in COLUMNS.values())
    return (
        f"{HYPOTHESIS} {hypothesis}" if taken or hypothesis.startswith(HYPOTHESIS) else hypothesis
    )


def _cells(item: Rated) -> tuple[object, ...]:
    letters = {value: name for name, value in LETTERS.items()}
    levels = {value: name for name, value in LEVELS.items()}
    judged = (item.credibility, item.relevance)
    return (
        item.title,
        *(None if level is None else levels.get(level, level) for level in judged),
        item.source,
        *(letters.get(value, value) for value in item.ratings),
    )
