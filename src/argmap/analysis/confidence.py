"""Confidence is how many of four published tests the order of two positions passes."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from argmap.analysis.bench import Bench, Flags
from argmap.analysis.grouping import SOURCE, players
from argmap.analysis.linchpins import trials
from argmap.analysis.methods import Case
from argmap.analysis.prose import counted, shares
from argmap.analysis.radius import Radius, radius
from argmap.analysis.survival import survival
from argmap.analysis.topic import Topic, margin
from argmap.assessment import Assessment

#: The order stands when all weights move by less than this, and rests on so many voices.
ROBUST, VOICES = 0.02, 2.0
LEVELS = {4: "high", 3: "moderate"}


@frozen
class Reversal:
    """A statement that, were it `truth`, would make the margin `margin`, of the other sign."""

    reference: str
    truth: bool
    margin: float


@frozen(eq=False)
class Confidence:
    """What the rule looks at. `agreeing` of `scoring` semantics have the same order; `sources` is
    the effective number of those that the order rests on, by what the lead loses without each."""

    agreeing: int
    scoring: int
    radius: Radius
    sources: float
    reversals: tuple[Reversal, ...]

    @property
    def tests(self) -> tuple[bool, bool, bool, bool]:
        """Every semantics agrees; the radius is .02 or more, or there is none; at least two
        sources in effect; no single statement reverses the order."""
        step = self.radius.value
        return (
            self.agreeing == self.scoring,
            step is None or step >= ROBUST,
            self.sources >= VOICES,
            not self.reversals,
        )

    @property
    def level(self) -> str:
        """high: all four tests passed; moderate: three; else low, and low whenever the order rests
        on nobody's word."""
        return LEVELS.get(sum(self.tests), "low") if self.sources > 0.0 else "low"

    def __str__(self) -> str:
        step = self.radius.value
        most = "" if self.radius.exact else "at most "
        far = "beyond the range of any weight" if step is None else f"{most}{step:.3f}"
        single = counted(len(self.reversals), "single statement")
        return (
            f"By argmap's rule confidence in this order is {self.level}: {self.agreeing} of "
            f"{self.scoring} semantics that score the map agree on it, its radius is {far}, it "
            f"rests on {self.sources:.1f} sources in effect, and "
            f"{single if self.reversals else 'no single statement'} would reverse it."
        )


def confidence(assessment: Assessment, asked: Topic) -> Confidence:
    """The confidence in the order of two positions."""
    here = margin(assessment, asked)
    assert asked.over is not None
    found = survival(assessment.map).accepting
    margins = [_sign(one.assessment, asked) for one in found if one.assessment is not None]
    agreeing = sum(bool(one == np.sign(here)) for one in margins)
    step = radius(assessment.map, asked.position, over=asked.over, semantics=assessment.semantics)
    bench = Bench.of(assessment, asked.ends)
    who = players(assessment, bench, asked, SOURCE)
    present: Flags = ~np.eye(len(who), dtype=np.bool_)
    without = Case(bench, asked, SOURCE, who).margins(present)
    # What speaks for the other side is nothing that the order rests on.
    lost = np.clip((here - without[np.isfinite(without)]) * np.sign(here), 0.0, None)
    behind = shares(lost.tolist())
    return Confidence(agreeing, len(found), step, behind, reversals(assessment, asked, here))


def reversals(assessment: Assessment, asked: Topic, here: float) -> tuple[Reversal, ...]:
    """The single statements whose being true or false reverses the order, the largest reversal
    first."""
    tried = trials(assessment, asked.ends)
    margins = asked.margins(assessment.qbaf, tried.strengths)
    found = [
        Reversal(tried.among[at // 2].reference, at % 2 == 0, float(margins[at]))
        for at in np.flatnonzero(margins * np.sign(here) < 0.0).tolist()
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.margin)))


def _sign(found: Assessment, asked: Topic) -> float:
    return float(np.sign(margin(found, asked)))
