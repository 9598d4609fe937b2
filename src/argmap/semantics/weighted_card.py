"""Weighted card divides a statement first of all by how many attack it; nothing can support it.

    σ = τ / (1 + n + Σ attacks wσ / n),   n attackers with τ > 0 and w > 0

Amgoud, Ben-Naim, Doder and Vesic, "Acceptability semantics for weighted argumentation
frameworks", IJCAI 2017. Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import COUNT_AND_MEAN
from argmap.semantics.influence import FRACTION
from argmap.semantics.modular import ModularSemantics

WEIGHTED_CARD = ModularSemantics(
    "weighted-card",
    COUNT_AND_MEAN,
    FRACTION,
    "τ / (1 + n + Σ attacks / n), n attackers with τ > 0 and w > 0",
    "Amgoud, Ben-Naim, Doder & Vesic, Acceptability semantics for weighted argumentation "
    "frameworks, IJCAI 2017",
    accepts_support=False,
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.STRICT_MONOTONY,
        principles.REINFORCEMENT,
        principles.STRICT_REINFORCEMENT,
        principles.RESILIENCE,
        principles.WEAKENING,
        principles.OPEN_MINDEDNESS,
    ),
)
