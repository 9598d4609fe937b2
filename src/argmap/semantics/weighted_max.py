"""Weighted max divides a statement by its strongest attacker; nothing can support it.

    σ = τ / (1 + max attacks wσ)

Amgoud, Ben-Naim, Doder and Vesic, "Acceptability semantics for weighted argumentation
frameworks", IJCAI 2017. Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOP
from argmap.semantics.influence import FRACTION
from argmap.semantics.modular import ModularSemantics

WEIGHTED_MAX = ModularSemantics(
    "weighted-max",
    TOP,
    FRACTION,
    "τ / (1 + max attacks)",
    "Amgoud, Ben-Naim, Doder & Vesic, Acceptability semantics for weighted argumentation "
    "frameworks, IJCAI 2017",
    accepts_support=False,
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.REINFORCEMENT,
        principles.RESILIENCE,
        principles.WEAKENING,
    ),
)
