"""Log-odds adds what bears on a statement to the logarithm of its odds.

    σ = τe^E / (1 − τ + τe^E),   E = Σ supports wσ − Σ attacks wσ

The MLP-based semantics of Potyka, "Interpreting neural networks as quantitative argumentation
frameworks", AAAI 2021. With a weight of ln LR on each link and items of strength 1 it is naive
Bayes. The default, because a contested statement still reacts (its slope at balance is not
zero), it is smooth, attack and support mirror each other, and its unit means something.
"""

from __future__ import annotations

from argmap.semantics.aggregation import total
from argmap.semantics.influence import logistic
from argmap.semantics.modular import ModularSemantics

LOG_ODDS = ModularSemantics(
    "log-odds",
    total,
    logistic,
    "τe^E / (1 − τ + τe^E), E = Σ supports − Σ attacks",
    "Potyka, Interpreting neural networks as quantitative argumentation frameworks, AAAI 2021",
    accepts_lr=True,
)
