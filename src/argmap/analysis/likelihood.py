"""Words of likelihood are for probabilities, and a strength is one only where it is a posterior."""

from __future__ import annotations

import math

from attrs import field, frozen

from argmap.assessment import Assessment
from argmap.model.link import Polarity
from argmap.model.sequence import kept
from argmap.model.weight import mode
from argmap.registry import Registry
from argmap.semantics import LOG_ODDS

_BEARING = (Polarity.SUPPORT, Polarity.ATTACK)


@frozen
class Band:
    """Probabilities from `low` up to `high`, `high` left out unless it is the last of all."""

    low: float
    high: float
    word: str


@frozen
class Yardstick:
    """A standard's words for probabilities, the smallest first. What lies in no band has none."""

    name: str
    bands: tuple[Band, ...] = field(converter=kept)

    def band(self, probability: float) -> Band | None:
        """The band of a probability; None where the standard has no word for it."""
        for band in self.bands:
            last = band is self.bands[-1] and probability == band.high
            if band.low <= probability < band.high or last:
                return band
        return None


#: Intelligence Community Directive 203, "Analytic Standards" (2015), first row of terms. It has no
#: words below 1 % and above 99 %; its bands meet, and a bound belongs to the band above it.
ICD_203 = Yardstick(
    "ICD 203",
    (
        Band(0.01, 0.05, "almost no chance"),
        Band(0.05, 0.20, "very unlikely"),
        Band(0.20, 0.45, "unlikely"),
        Band(0.45, 0.55, "roughly even chance"),
        Band(0.55, 0.80, "likely"),
        Band(0.80, 0.95, "very likely"),
        Band(0.95, 0.99, "almost certain"),
    ),
)
#: The probability yardstick of the UK's Professional Head of Intelligence Assessment (2018), which
#: leaves gaps between its words on purpose.
PHIA = Yardstick(
    "PHIA",
    (
        Band(0.00, 0.05, "remote chance"),
        Band(0.10, 0.20, "highly unlikely"),
        Band(0.25, 0.35, "unlikely"),
        Band(0.40, 0.50, "realistic possibility"),
        Band(0.55, 0.75, "likely"),
        Band(0.80, 0.90, "highly likely"),
        Band(0.95, 1.00, "almost certain"),
    ),
)

YARDSTICKS = Registry("yardstick", (ICD_203, PHIA))


@frozen
class Posterior:
    """A strength that is a probability: `value`, from a stated `prior` and `reports` that are
    certain, each by its likelihood ratio."""

    position: str
    prior: float
    reports: int
    value: float


def posterior(assessment: Assessment, name: str) -> Posterior | None:
    """The strength of a statement as a posterior probability; None where it is no such thing.

    It is one by Bayes' rule when it is scored by log-odds, somebody stated its initial weight,
    nothing is a condition of it, and all that bears on it bears with the whole of a stated
    likelihood ratio: from what is certain (strength 1), neither undercut, nor conditional, nor
    repeated. That the reports are independent, given the statement, is for the author to know.
    """
    map_ = assessment.map
    reference = map_.resolve(name)
    node = map_.by_reference[reference]
    if assessment.semantics is not LOG_ODDS or node.weight is None or reference in map_.clamped:
        return None
    links = [link for link in map_.incoming.get(reference, ()) if map_.counts(link)]
    for link in links:
        whole = math.nan if link.lr is None else math.log(link.lr)
        flow = assessment.flow(link, into=reference)
        if link.polarity not in _BEARING or not math.isclose(flow, whole, abs_tol=1e-12):
            return None
    if not links:
        return None
    value = assessment.strengths[reference]
    return Posterior(reference, mode(map_.initial(reference)), len(links), value)
