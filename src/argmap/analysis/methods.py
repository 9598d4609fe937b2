"""The ways to say how much a player contributes; none keeps every principle one could ask for
(Kampik, Potyka, Yin, Čyras & Toni, IJAR 173, 2024)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from attrs import field, frozen

from argmap.analysis import shapley
from argmap.analysis.bench import Bench, Flags, Variants
from argmap.analysis.grouping import LINK, Grouping, Player
from argmap.analysis.topic import Topic
from argmap.errors import AnalysisError
from argmap.qbaf import Qbaf
from argmap.registry import Registry
from argmap.semantics.flows import Floats, Indices
from argmap.solver import gradient


@frozen(eq=False)
class Case:
    """Who contributes to what: players of a bench, as flags (n, k) of nodes or (m, k) of rows."""

    bench: Bench
    asked: Topic
    by: Grouping
    players: tuple[Player, ...]
    permutations: int = 0
    seed: int = 0

    @cached_property
    def owned(self) -> Flags:
        qbaf = self.bench.qbaf
        owned = np.zeros((self.size, len(self.players)), dtype=np.bool_)
        for at, player in enumerate(self.players):
            for member in player.members:
                rows = list(qbaf.rows[member]) if not isinstance(member, str) else []
                owned[rows or [qbaf.index[member]], at] = True
        return owned

    @property
    def size(self) -> int:
        return self.inputs.size

    @property
    def inputs(self) -> Floats:
        """What the players bring: weights of rows, or initial weights of nodes."""
        return self.bench.qbaf.weight if self.by is LINK else self.bench.qbaf.initial

    def values(self, present: Flags) -> Floats:
        """The values (S,) of coalitions (S, k): nodes that somebody absent owns count as 0, and
        so do the weights of absent links. Raises `AnalysisError` where one is not finite."""
        return self.sound(self.tried(present, self.asked.of))

    def margins(self, present: Flags) -> Floats:
        """The margins (S,) of coalitions, with whatever comes out."""
        return self.tried(present, self.asked.margins)

    def tried(self, present: Flags, value: Callable[[Qbaf, Floats], Floats]) -> Floats:
        owned = self.owned.astype(np.float32)

        def variants(chosen: Indices) -> Variants:
            absent = owned @ (~present[chosen]).T.astype(np.float32) > 0.0
            if self.by is LINK:
                return Variants(weights=np.where(absent, 0.0, self.inputs[:, None]))
            return Variants(clamp=self.bench.fixing(absent))

        return self.bench.tried(len(present), variants, value)

    def inherent(self) -> Floats:
        """The values (k,) when all that bears on one player is cut, and its nodes stand at their
        initial weights."""
        owned = self.owned

        def variants(chosen: Indices) -> Variants:
            return Variants(clamp=self.bench.fixing(owned[:, chosen], self.bench.qbaf.initial))

        return self.sound(self.bench.tried(len(self.players), variants, self.asked.of))

    def derivatives(self) -> Floats:
        """By each input, (n,) or (m,)."""
        index, bench = self.bench.qbaf.index, self.bench
        over = None if self.asked.over is None else index[self.asked.over]
        of = index[self.asked.position]
        found = gradient(bench.qbaf, bench.semantics, of, over=over, clamp=bench.clamp)
        return self.sound(found.weights if self.by is LINK else found.initial)

    def sound(self, values: Floats) -> Floats:
        """The values; raises `AnalysisError` where one is no finite number."""
        if np.isnan(values).any():
            raise AnalysisError(
                f"{self.asked} has no value under some of the removals: strengths do not settle, "
                "or both are 0 or 1"
            )
        if np.isinf(values).any():
            raise AnalysisError(
                f"the margin of {self.asked} becomes infinite under some of the removals, where a "
                "strength is 0 or 1; ask for the strength of one position"
            )
        return values


@frozen(eq=False)
class Amounts:
    """What a method finds: values (k,), standard errors (k,), and a remark on how."""

    values: Floats
    errors: Floats
    remark: str = ""


@frozen
class Method:
    """A way to share a value among players. `additive`: the shares add up to the value minus its
    value without any player."""

    name: str
    amounts: Callable[[Case], Amounts] = field(repr=False)
    principles: str = field(repr=False)
    additive: bool = field(default=False, kw_only=True)


def _exactly(values: Floats, remark: str = "") -> Amounts:
    return Amounts(values, np.zeros(values.size), remark)


def _without(case: Case) -> Floats:
    return case.values(~np.eye(len(case.players), dtype=np.bool_))


def _all(case: Case) -> float:
    return float(case.values(np.ones((1, len(case.players)), dtype=np.bool_))[0])


def _removal(case: Case) -> Amounts:
    return _exactly(_all(case) - _without(case))


def _intrinsic_removal(case: Case) -> Amounts:
    if case.by is LINK:
        raise AnalysisError("a link has no strength of its own; ask for its removal")
    return _exactly(case.inherent() - _without(case))


def _gradient(case: Case) -> Amounts:
    return _exactly(case.derivatives() @ case.owned)


def _gradient_input(case: Case) -> Amounts:
    return _exactly((case.derivatives() * case.inputs) @ case.owned)


def _shapley(case: Case) -> Amounts:
    count = len(case.players)
    if count <= shapley.EXACT:
        found = shapley.exact(case.values, count)
        return Amounts(found.values, found.errors, f"exact, over {2**count} coalitions")
    found = shapley.sampled(case.values, count, case.permutations, case.seed)
    remark = f"over {2 * max(case.permutations // 2, 2)} antithetic permutations, seed {case.seed}"
    return Amounts(found.values, found.errors, remark)


REMOVAL = Method(
    "removal",
    _removal,
    "Value minus the value when the player is dropped. What two players can each do alone counts "
    "for neither; what they can do together only, for both.",
)
INTRINSIC_REMOVAL = Method(
    "intrinsic-removal",
    _intrinsic_removal,
    "As removal, but the player stands at its initial weight: what bears on it is left to others.",
)
GRADIENT = Method(
    "gradient",
    _gradient,
    "The derivative by the player's weight. Says what a small change does, and nothing of a "
    "large one; 0 on a plateau.",
)
GRADIENT_INPUT = Method(
    "gradient-input",
    _gradient_input,
    "The derivative times the weight: a first guess at removal.",
)
SHAPLEY = Method(
    "shapley",
    _shapley,
    "What the player adds, averaged over all orders of joining. The only one whose shares add up; "
    "a player may count for or against only because others are there.",
    additive=True,
)

METHODS = Registry("method", (REMOVAL, INTRINSIC_REMOVAL, GRADIENT, GRADIENT_INPUT, SHAPLEY))
