"""Weighted max divides a statement by its strongest attacker; nothing can support it.

    σ = τ / (1 + max attacks wσ)

Amgoud, Ben-Naim, Doder and Vesic, "Acceptability semantics for weighted argumentation
frameworks", IJCAI 2017. Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics.aggregation import top
from argmap.semantics.influence import fraction
from argmap.semantics.modular import ModularSemantics

WEIGHTED_MAX = ModularSemantics(
    "weighted-max",
    top,
    fraction,
    "τ / (1 + max attacks)",
    "Amgoud, Ben-Naim, Doder & Vesic, Acceptability semantics for weighted argumentation "
    "frameworks, IJCAI 2017",
    accepts_support=False,
)
