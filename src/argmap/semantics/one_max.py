"""1-max adds up what bears on a statement and saturates gently.

    σ = τ − τ·h(−E) + (1 − τ)·h(E),   h(x) = max(0, x) / (1 + max(0, x)),
    E = Σ supports wσ − Σ attacks wσ

The 1-max(1) influence on sums; Potyka, "Extending modular semantics for bipolar weighted
argumentation", AAMAS 2019, lists the family.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOTAL
from argmap.semantics.influence import p_max
from argmap.semantics.modular import ModularSemantics

ONE_MAX = ModularSemantics(
    "one-max",
    TOTAL,
    p_max(1),
    "τ − τ·h(−E) + (1 − τ)·h(E), h(x) = max(0, x) / (1 + max(0, x)), E = Σ supports − Σ attacks",
    "Potyka, Extending modular semantics for bipolar weighted argumentation, AAMAS 2019",
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
        principles.DUALITY,
        principles.OPEN_MINDEDNESS,
    ),
)
