"""Log-odds adds what bears on a statement to the logarithm of its odds.

    σ = τe^E / (1 − τ + τe^E),   E = Σ supports wσ − Σ attacks wσ

The MLP-based semantics of Potyka, "Interpreting neural networks as quantitative argumentation
frameworks", AAAI 2021. With a weight of ln LR on each link and items of strength 1 it is naive
Bayes. The default, because a contested statement still reacts (its slope at balance is not
zero), it is smooth, attack and support mirror each other, and its unit means something.
"""

from __future__ import annotations

from argmap.semantics import principles
from argmap.semantics.aggregation import TOTAL
from argmap.semantics.influence import LOGISTIC
from argmap.semantics.modular import ModularSemantics

LOG_ODDS = ModularSemantics(
    "log-odds",
    TOTAL,
    LOGISTIC,
    "τe^E / (1 − τ + τe^E), E = Σ supports − Σ attacks",
    "Potyka, Interpreting neural networks as quantitative argumentation frameworks, AAAI 2021",
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
