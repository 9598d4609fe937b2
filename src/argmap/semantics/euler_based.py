"""Euler-based never lets attackers push a statement below the square of its initial weight.

    σ = 1 − (1 − τ²) / (1 + τe^E),   E = Σ supports wσ − Σ attacks wσ

Amgoud and Ben-Naim, "Evaluation of arguments in weighted bipolar graphs", International
Journal of Approximate Reasoning 99 (2018). Attack and support do not mirror each other.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOTAL
from argmap.semantics.influence import EULER
from argmap.semantics.modular import ModularSemantics

EULER_BASED = ModularSemantics(
    "euler-based",
    TOTAL,
    EULER,
    "1 − (1 − τ²) / (1 + τe^E), E = Σ supports − Σ attacks",
    "Amgoud & Ben-Naim, Evaluation of arguments in weighted bipolar graphs, IJAR 99, 2018",
    accepts_lr=True,
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.STRICT_MONOTONY,
        principles.REINFORCEMENT,
        principles.STRICT_REINFORCEMENT,
        principles.RESILIENCE,
        principles.FRANKLIN,
        principles.WEAKENING,
        principles.STRENGTHENING,
    ),
)
