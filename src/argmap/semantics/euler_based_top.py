"""Euler-based top lets only the strongest attacker and the strongest supporter count.

    σ = 1 − (1 − τ²) / (1 + τe^E),   E = max supports wσ − max attacks wσ

Mossakowski and Neuhaus, "Modular semantics and characteristics for bipolar weighted
argumentation graphs", arXiv:1807.06685 (2018). Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOP
from argmap.semantics.influence import EULER
from argmap.semantics.modular import ModularSemantics

EULER_BASED_TOP = ModularSemantics(
    "euler-based-top",
    TOP,
    EULER,
    "1 − (1 − τ²) / (1 + τe^E), E = max supports − max attacks",
    "Mossakowski & Neuhaus, Modular semantics and characteristics for bipolar weighted "
    "argumentation graphs, arXiv:1807.06685, 2018",
    principles=(
        principles.EQUIVALENCE,
        principles.STABILITY,
        principles.NEUTRALITY,
        principles.MONOTONY,
        principles.REINFORCEMENT,
        principles.RESILIENCE,
    ),
)
