"""An outcome is what one scenario makes of the positions of a map, held against the base."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from argmap.analysis.expectations import UNCHANGED
from argmap.assessment import Assessment
from argmap.errors import UnknownReference
from argmap.model.scenario import Touched
from argmap.model.sequence import kept
from argmap.ranking import TIE
from argmap.registry import did_you_mean


@frozen
class Standing:
    """A position under a scenario. `delta` is the change of its score against the base and
    `delta_log_odds` that of its log-odds; NaN where either did not settle."""

    question: str
    scenario: str
    position: str
    title: str
    score: float
    log_odds: float
    delta: float
    delta_log_odds: float
    rank: int | None
    base_rank: int | None
    warning: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the score differs by less than .005."""
        return abs(self.delta) < UNCHANGED


@frozen
class Flip:
    """Two positions of one question that changed order: `ahead` was behind in the base, and is
    now ahead or, where `tied`, level."""

    question: str
    ahead: str
    behind: str
    tied: bool = False

    def __str__(self) -> str:
        return f"{self.ahead} {'ties with' if self.tied else 'overtakes'} {self.behind}"


@frozen
class Mover:
    """A statement, no position and not fixed by the scenario, that the scenario moved."""

    reference: str
    before: float
    after: float

    @property
    def delta(self) -> float:
        return self.after - self.before


@frozen(eq=False)
class Outcome:
    """What a scenario makes of the positions, in the order of the questions."""

    name: str
    assessment: Assessment = field(repr=False)
    base: Assessment = field(repr=False)
    standings: tuple[Standing, ...] = field(converter=kept)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings)

    def __getitem__(self, name: str) -> Standing:
        """By reference or title of a position."""
        for one in self.standings:
            if name in (one.position, one.title):
                return one
        near = did_you_mean(name, [one.title for one in self.standings])
        raise UnknownReference(f"{name!r} is no position of the map{near}")

    @property
    def touched(self) -> tuple[Touched, ...]:
        """How many things each change of the scenario touched."""
        return self.assessment.map.touched

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """The pairs whose order differs from the base."""
        found = []
        for before, after in zip(self.base.rankings, self.assessment.rankings, strict=True):
            ordered = [place for place in before if place.rank is not None]
            scores = {place.reference: place.score for place in after}
            for at, above in enumerate(ordered):
                for below in ordered[at + 1 :]:
                    if above.rank == below.rank:
                        continue
                    lead = scores[above.reference] - scores[below.reference]
                    if lead < TIE:  # never of NaN
                        tied = lead > -TIE
                        found.append(
                            Flip(before.question.id, below.reference, above.reference, tied)
                        )
        return tuple(found)

    def movers(self, limit: int | None = 5) -> tuple[Mover, ...]:
        """Statements between the evidence and the positions that moved by .005 or more, the
        largest change of score first. Between: something bears on them, and they on something."""
        map_, before, after = self.assessment.map, self.base.strengths, self.assessment.strengths
        out = {link.source for link in map_.links}
        positions = set(map_.positions)
        found = [
            Mover(node.reference, before[node.reference], after[node.reference])
            for node in map_.nodes
            if not node.is_step
            and node.reference in before
            and node.reference in out
            and node.reference in map_.incoming
            and node.reference not in positions
            and node.reference not in map_.clamped
            and abs(after[node.reference] - before[node.reference]) >= UNCHANGED
        ]
        found.sort(key=lambda mover: -abs(mover.delta))
        return tuple(found[:limit])
