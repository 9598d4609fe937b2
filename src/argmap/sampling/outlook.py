"""An outlook is what many draws make of one question: who comes first how often, and how the
strengths are spread.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from argmap.analysis.table import Table
from argmap.assessment import Assessment
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.question import Question
from argmap.model.sequence import kept
from argmap.registry import did_you_mean
from argmap.sampling.layers import Layer
from argmap.sampling.settings import share
from argmap.sampling.tally import BINS, ONE, Tally
from argmap.semantics.flows import Floats
from argmap.tables import Column, decimals


@frozen(eq=False)
class Spread:
    """A position over all draws that settled.

    `score` is its strength as the map stands, `first` the share of draws in which it comes first,
    shared with those who tie. `least` and `most` are the extremes. All NaN when nothing settled.
    """

    position: str
    title: str
    score: float
    first: float
    mean: float
    sd: float
    least: float
    most: float
    _counts: NDArray[np.int64] = field(alias="counts", repr=False)

    def quantile(self, share_: float) -> float:
        """The strength below which this share of the draws lies, to 1/4,096 at worst."""
        wanted = share("a share of draws", share_)
        total = int(self._counts.sum())
        if not total:
            return math.nan
        edges = np.arange(BINS + 1) / BINS
        below = np.append(0, np.cumsum(self._counts)) / total
        # Where no draw lies nothing rises; the first and last edge of a rise are kept.
        rising = np.append(True, np.diff(below) > 0) | np.append(np.diff(below) > 0, True)
        found = float(np.interp(wanted, below[rising], edges[rising]))
        return min(max(found, self.least), self.most)

    @property
    def median(self) -> float:
        return self.quantile(0.5)

    def histogram(self, bins: int = 64) -> tuple[float, ...]:
        """Shares of the draws in so many parts of [0, 1] of equal width; a power of 2 up to
        4,096."""
        if isinstance(bins, bool) or not isinstance(bins, int) or bins < 1 or BINS % bins:
            raise AnalysisError(f"bins is a power of 2 up to {BINS}, not {bins!r}")
        counts = self._counts.reshape(bins, -1).sum(axis=1)
        return tuple((counts / max(int(counts.sum()), 1)).tolist())


@frozen(eq=False)
class Outlook(Table):
    """The positions of a question in the order of the map, over `settled` of so many `draws`.

    As a table, how often each has which rank; those who tie share their ranks.
    """

    question: Question
    scenario: str
    layers: tuple[Layer, ...]
    draws: int
    settled: int
    spreads: tuple[Spread, ...] = field(converter=kept, repr=False)
    _places: Floats = field(alias="places", repr=False)
    _ahead: Floats = field(alias="ahead", repr=False)
    #: Of each input (inputs, k), the rank correlation with the lead of each position.
    correlation: Floats = field(repr=False)

    @classmethod
    def of(
        cls,
        assessment: Assessment,
        question: Question,
        scenario: str,
        layers: tuple[Layer, ...],
        tally: Tally,
    ) -> Outlook:
        settled = tally.settled
        count = settled or math.nan
        means = tally.total / ONE / count
        variance = np.maximum(tally.squares / ONE / count - means**2, 0.0)
        variance[tally.least == tally.most] = 0.0
        nodes = assessment.map.by_reference
        spreads = [
            Spread(
                position,
                nodes[position].title or nodes[position].text,
                assessment.strengths[position],
                float(tally.places[at, 0] / ONE / count),
                float(means[at]),
                math.sqrt(variance[at]),
                float(tally.least[at]) if settled else math.nan,
                float(tally.most[at]) if settled else math.nan,
                tally.counts[at],
            )
            for at, position in enumerate(question.positions)
        ]
        return cls(
            question,
            scenario,
            layers,
            tally.draws,
            settled,
            spreads,
            tally.places / ONE / count,
            tally.ahead / count,
            tally.correlation / ONE / count,
        )

    def __iter__(self) -> Iterator[Spread]:
        return iter(self.spreads)

    def __len__(self) -> int:
        return len(self.spreads)

    def __getitem__(self, name: str) -> Spread:
        """By reference or title of a position."""
        return self.spreads[self.row(name)]

    def row(self, name: str) -> int:
        """Which position that is, from 0; raises `UnknownReference`."""
        for at, one in enumerate(self.spreads):
            if name in (one.position, one.title):
                return at
        near = did_you_mean(name, [one.title for one in self.spreads])
        raise UnknownReference(f"{name!r} is no position here{near}")

    @property
    def first(self) -> Mapping[str, float]:
        """P(first) by reference, the most frequent first, then the one with the higher mean."""
        ordered = sorted(self.spreads, key=lambda one: (-one.first, -one.mean))
        return {one.position: one.first for one in ordered}

    def ahead(self, name: str, *, over: str) -> float:
        """P(A > B): the share of draws in which one position is stronger than another."""
        return float(self._ahead[self.row(name), self.row(over)])

    def ranks(self, name: str) -> tuple[float, ...]:
        """The shares of draws in which a position has rank 1, 2, …"""
        return tuple(self._places[self.row(name)].tolist())

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("question", "scenario", "position", "title", "rank", "share")

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per position and rank."""
        return [
            {
                "question": self.question.id,
                "scenario": self.scenario,
                "position": one.position,
                "title": one.title,
                "rank": rank,
                "share": share,
            }
            for one in self.spreads
            for rank, share in enumerate(self.ranks(one.position), 1)
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        ranks = range(1, len(self.spreads) + 1)
        shares = [Column(str(rank), f"rank {rank}", decimals(3), right=True) for rank in ranks]
        return (Column("title", "position"), *shares)

    def rows(self) -> list[dict[str, object]]:
        found: dict[str, dict[str, object]] = {one: {} for one in self.first}
        for record in self.to_records():
            row = found[str(record["position"])]
            row["title"] = record["title"]
            row[str(record["rank"])] = record["share"]
        return list(found.values())

    @property
    def caption(self) -> str:
        return self.question.text or self.question.id
