"""DF-QuAD lets each side fill what the others of its side left open, then moves τ in proportion.

    σ = τ − τ·max(0, −E) + (1 − τ)·max(0, E),   E = Π attacks (1 − wσ) − Π supports (1 − wσ)

Rago, Toni, Aurisicchio and Baroni, "Discontinuity-free decision support with quantitative
argumentation debates", KR 2016.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import PRODUCT
from argmap.semantics.influence import LINEAR
from argmap.semantics.modular import ModularSemantics

DF_QUAD = ModularSemantics(
    "df-quad",
    PRODUCT,
    LINEAR,
    "τ − τ·max(0, −E) + (1 − τ)·max(0, E), E = Π attacks (1 − v) − Π supports (1 − v)",
    "Rago, Toni, Aurisicchio & Baroni, Discontinuity-free decision support with quantitative "
    "argumentation debates, KR 2016",
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.REINFORCEMENT,
        principles.DUALITY,
    ),
)
