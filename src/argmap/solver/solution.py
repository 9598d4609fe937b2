"""A solution is the strength of every node of a graph, and how far it can be trusted."""

from __future__ import annotations

from attrs import field, frozen

from argmap.semantics.flows import Flags, Floats


@frozen
class Cycle:
    """What became of one strongly connected component.

    `members` are node numbers, ascending. `residual` is the largest |F(s) − s| among them, `rounds`
    how often F was taken, and `by_flow` tells that repeated rounds did not settle and the
    continuous dynamics ds/dt = F(s) − s were followed instead.

    `certified` tells that the fixed point is provably the only one, given what bears on the
    component from outside; no strength is then further from it than `error`. Otherwise `others`
    are further fixed points that other starts led to, each the strengths of the members; none found
    proves nothing. In many weightings at once they are not looked for, and a cycle holds the worst.
    """

    members: tuple[int, ...]
    converged: bool
    residual: float
    rounds: int
    by_flow: bool
    certified: bool = False
    error: float | None = None
    others: tuple[tuple[float, ...], ...] = ()


@frozen(eq=False)
class Solution:
    """Final strengths (n,), or (n, S) for many weightings, read-only, in [0, 1].

    NaN where nothing settled, and wherever that matters downstream: a vector that still moves is
    no answer. `cycles` are all cyclic components, in order of evaluation. `settled` tells it of
    each weighting (S,), `unique` whether the strengths are provably the only ones, and `residuals`
    what the largest |F(s) − s| is; they have no dimension for one. `compiled` tells that numba's
    loops did the work, and not numpy; the strengths are the same to 1e-12.
    """

    strengths: Floats = field(repr=False)
    cycles: tuple[Cycle, ...] = ()
    settled: Flags = field(kw_only=True, repr=False)
    unique: Flags = field(kw_only=True, repr=False)
    residuals: Floats = field(kw_only=True, repr=False)
    compiled: bool = field(default=False, kw_only=True)

    @property
    def converged(self) -> bool:
        """Whether everything settled, in all weightings."""
        return bool(self.settled.all())

    @property
    def certified(self) -> bool:
        """Whether these are provably the only strengths, in all weightings."""
        return bool(self.unique.all())

    @property
    def residual(self) -> float:
        """The largest over all cycles and weightings; 0 without cycles."""
        return float(self.residuals.max(initial=0.0))

    @property
    def rounds(self) -> int:
        """The most that any cycle took; 1 without cycles."""
        return max((cycle.rounds for cycle in self.cycles), default=1)

    @property
    def unsettled(self) -> tuple[Cycle, ...]:
        """The cycles that did not settle."""
        return tuple(cycle for cycle in self.cycles if not cycle.converged)
