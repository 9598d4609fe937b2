"""What is asked about: how strong a statement is, or how far it lies ahead of another one."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen

from argmap.assessment import Assessment
from argmap.errors import AnalysisError
from argmap.qbaf import Qbaf
from argmap.ranking import TIE, log_odds
from argmap.semantics.flows import Floats

#: Scores closer than this are level; a hair more than what a ranking calls a tie, so that what is
#: apart here is apart there.
LEVEL = 1.01 * TIE


@frozen
class Topic:
    """A statement, and perhaps another one that it is measured against.

    The value of a topic is the strength of the one, or the margin: log-odds of the one minus
    log-odds of the other. 0 between two statements of the same strength, also at 0 and 1.
    """

    position: str
    over: str | None = None

    @property
    def ends(self) -> tuple[str, ...]:
        return (self.position,) if self.over is None else (self.position, self.over)

    def __str__(self) -> str:
        return self.position if self.over is None else f"{self.position} over {self.over}"

    def of(self, qbaf: Qbaf, strengths: Floats) -> Floats:
        """The values, (S,), of strengths (n, S)."""
        one: Floats = strengths[qbaf.index[self.position]]
        if self.over is None:
            return one
        return self._margins(one, strengths[qbaf.index[self.over]])

    def margins(self, qbaf: Qbaf, strengths: Floats) -> Floats:
        """As `of`, but in log-odds also of a single statement, and 0 wherever a ranking would say
        that the two tie: what has another sign than 0 has a rank of its own."""
        one = strengths[qbaf.index[self.position]]
        if self.over is None:
            return logit(one)
        other = strengths[qbaf.index[self.over]]
        return np.where(np.abs(one - other) < LEVEL, 0.0, self._margins(one, other))

    @staticmethod
    def _margins(one: Floats, other: Floats) -> Floats:
        with np.errstate(invalid="ignore"):
            return np.where(one == other, 0.0, logit(one) - logit(other))


def logit(strengths: Floats) -> Floats:
    """ln(σ / (1 − σ)), ±∞ at the ends."""
    with np.errstate(divide="ignore"):
        return np.log(strengths) - np.log1p(-strengths)


def topic(assessment: Assessment, position: str, over: str | None = None) -> Topic:
    """The topic behind references or bare titles.

    Raises `UnknownReference`, and `AnalysisError` when a position is compared with itself, is an
    argument, or has no strength.
    """
    map_ = assessment.map
    ends = [map_.resolve(name) for name in (position, over) if name is not None]
    for end in ends:
        if map_.by_reference[end].is_step:
            raise AnalysisError(f"{end} is an argument; ask about a statement")
        if math.isnan(assessment.strengths[end]):
            raise AnalysisError(f"{end} has no strength: what bears on it does not settle")
    if over is None:
        return Topic(ends[0])
    if ends[0] == ends[1]:
        raise AnalysisError(f"{ends[0]} is compared with itself; name another position")
    return Topic(*ends)


def margin(assessment: Assessment, asked: Topic) -> float:
    """The margin of a topic, 0 in a tie, or the log-odds of a single statement, as assessed."""
    one = assessment.strengths[asked.position]
    if asked.over is None:
        return log_odds(one)
    other = assessment.strengths[asked.over]
    return 0.0 if abs(one - other) < LEVEL else log_odds(one) - log_odds(other)
