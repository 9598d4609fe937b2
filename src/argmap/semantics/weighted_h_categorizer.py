"""Weighted h-categorizer divides a statement by what attacks it; nothing can support it.

    σ = τ / (1 + Σ attacks wσ)

Amgoud, Ben-Naim, Doder and Vesic, "Acceptability semantics for weighted argumentation
frameworks", IJCAI 2017. Converges on every graph.
"""

from __future__ import annotations

from argmap.semantics.aggregation import total
from argmap.semantics.influence import fraction
from argmap.semantics.modular import ModularSemantics

WEIGHTED_H_CATEGORIZER = ModularSemantics(
    "weighted-h-categorizer",
    total,
    fraction,
    "τ / (1 + Σ attacks)",
    "Amgoud, Ben-Naim, Doder & Vesic, Acceptability semantics for weighted argumentation "
    "frameworks, IJCAI 2017",
    accepts_support=False,
)
