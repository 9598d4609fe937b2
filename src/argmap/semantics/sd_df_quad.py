"""SD-DF-QuAD aggregates like DF-QuAD and saturates gently: no finite evidence reaches 0 or 1.

    σ = τ − τ·h(−E) + (1 − τ)·h(E),   h(x) = max(0, x) / (1 + max(0, x)),
    E = Π attacks (1 − wσ) − Π supports (1 − wσ)

The squared DF-QuAD of Potyka, "Extending modular semantics for bipolar weighted argumentation",
AAMAS 2019, in the form with p = 1 of Kampik et al., IJAR 173 (2024), Table 2.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import PRODUCT
from argmap.semantics.influence import p_max
from argmap.semantics.modular import ModularSemantics

SD_DF_QUAD = ModularSemantics(
    "sd-df-quad",
    PRODUCT,
    p_max(1),
    "τ − τ·h(−E) + (1 − τ)·h(E), h(x) = max(0, x) / (1 + max(0, x)), "
    "E = Π attacks (1 − v) − Π supports (1 − v)",
    "Potyka, Extending modular semantics for bipolar weighted argumentation, AAMAS 2019",
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.REINFORCEMENT,
        principles.RESILIENCE,
        principles.DUALITY,
    ),
)
