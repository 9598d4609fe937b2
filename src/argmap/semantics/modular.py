"""A modular semantics is an aggregation and an influence: what bears on a statement becomes one
number, and that number moves the statement's initial weight.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from argmap.semantics.flows import Flags, Floats, Flows


@frozen
class Principle:
    """A promise about strengths, with who stated it.

    `needs_support` marks those that say nothing where nothing can be supported.
    """

    name: str
    definition: str = field(eq=False, repr=False)
    citation: str = field(eq=False, repr=False)
    needs_support: bool = field(default=False, kw_only=True, eq=False, repr=False)


@frozen(repr=False)
class Aggregation:
    """From the flows into k statements to their energy.

    `energy` gives E, (k,) or (k, S); `slopes` (r,) are ∂E/∂v of each row; `reach` bounds how far E
    can move, (k,) or (k, S), when the flows move by at most their values; `kinks` (k,) tell where
    the slopes of the two sides differ, None for nowhere. `adds` tells that E is the supports minus
    the attacks, and nothing else; `sublinear`, that of attacks alone E is never above 0, and that
    flows λ times as large, λ ≥ 1, make E at most λ times as large and no smaller.
    """

    formula: str
    energy: Callable[[Flows], Floats]
    slopes: Callable[[Flows], Floats] = field(kw_only=True)
    reach: Callable[[Flows], Floats] = field(kw_only=True)
    kinks: Callable[[Flows], Flags] | None = field(default=None, kw_only=True)
    adds: bool = field(default=False, kw_only=True)
    sublinear: bool = field(default=False, kw_only=True)

    def __repr__(self) -> str:
        return f"<Aggregation: {self.formula}>"


@frozen(repr=False)
class Influence:
    """From initial weights in [0, 1] and energies to strengths in [0, 1].

    `strength` takes τ and E; `slopes` gives ∂σ/∂τ and ∂σ/∂E; `steepest` of τ bounds |∂σ/∂E| over
    all E; `kinks` of τ and E tell where the slopes of the two sides differ, None for nowhere. At a
    kink the slopes are those towards larger E.
    """

    formula: str
    strength: Callable[[Floats, Floats], Floats]
    slopes: Callable[[Floats, Floats], tuple[Floats, Floats]] = field(kw_only=True)
    steepest: Callable[[Floats], Floats] = field(kw_only=True)
    kinks: Callable[[Floats, Floats], Flags] | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        return f"<Influence: {self.formula}>"


@frozen
class ModularSemantics:
    """How the strength of a statement follows from its initial weight and what bears on it.

    Steps, conditions and undercuts are the same in every semantics. `accepts_lr` says that a
    link may weigh more than 1, as a logarithm of a likelihood ratio does; `accepts_support`,
    that supports may reach statements. `principles` are the promises it makes, which tests hold it
    to, for supports and attacks between statements.
    """

    name: str
    aggregation: Aggregation = field(repr=False)
    influence: Influence = field(repr=False)
    formula: str = field(repr=False)
    citation: str = field(repr=False)
    accepts_support: bool = field(default=True, kw_only=True)
    accepts_lr: bool = field(default=False, kw_only=True)
    principles: tuple[Principle, ...] = field(default=(), kw_only=True, repr=False)
