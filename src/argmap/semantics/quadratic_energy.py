"""Quadratic energy moves a statement hardly at all while its sides are nearly balanced.

    σ = τ − τ·h(−E) + (1 − τ)·h(E),   h(x) = max(0, x)² / (1 + max(0, x)²),
    E = Σ supports wσ − Σ attacks wσ

Potyka, "Continuous dynamical systems for weighted bipolar argumentation", KR 2018.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOTAL
from argmap.semantics.influence import p_max
from argmap.semantics.modular import ModularSemantics

QUADRATIC_ENERGY = ModularSemantics(
    "quadratic-energy",
    TOTAL,
    p_max(2),
    "τ − τ·h(−E) + (1 − τ)·h(E), h(x) = max(0, x)² / (1 + max(0, x)²), E = Σ supports − Σ attacks",
    "Potyka, Continuous dynamical systems for weighted bipolar argumentation, KR 2018",
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
