"""Weighted h-categorizer divides a statement by what attacks it; nothing can support it.

    σ = τ / (1 + Σ attacks wσ)

Amgoud, Ben-Naim, Doder and Vesic, "Acceptability semantics for weighted argumentation
frameworks", IJCAI 2017. Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOTAL
from argmap.semantics.influence import FRACTION
from argmap.semantics.modular import ModularSemantics

WEIGHTED_H_CATEGORIZER = ModularSemantics(
    "weighted-h-categorizer",
    TOTAL,
    FRACTION,
    "τ / (1 + Σ attacks)",
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
