"""A modular semantics is an aggregation and an influence: what bears on a statement becomes one
number, and that number moves the statement's initial weight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import field, frozen

from argmap.semantics.flows import Floats, Flows

#: From the flows into k statements to their energy E, (k,) or (k, S).
Aggregation: TypeAlias = Callable[[Flows], Floats]
#: From initial weights in [0, 1] and energies to strengths in [0, 1].
Influence: TypeAlias = Callable[[Floats, Floats], Floats]


@frozen
class ModularSemantics:
    """How the strength of a statement follows from its initial weight and what bears on it.

    Steps, conditions and undercuts are the same in every semantics. `accepts_lr` says that a
    link may weigh more than 1, as a logarithm of a likelihood ratio does; `accepts_support`,
    that supports may reach statements.
    """

    name: str
    aggregation: Aggregation = field(repr=False)
    influence: Influence = field(repr=False)
    formula: str = field(repr=False)
    citation: str = field(repr=False)
    accepts_support: bool = field(default=True, kw_only=True)
    accepts_lr: bool = field(default=False, kw_only=True)
