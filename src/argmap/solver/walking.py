"""Stretches of a plan that are worked through node by node, by the loops of `loops`: compiled, or
in plain Python where long chains leave numpy nothing to do at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from argmap.qbaf import Kind, Qbaf
from argmap.semantics.flows import Flags, Floats
from argmap.semantics.modular import ModularSemantics
from argmap.solver import backwards, loops
from argmap.solver.compiled import Loop, able, compiled, formulas
from argmap.solver.evaluate import Evaluation
from argmap.solver.inputs import Numbers
from argmap.solver.plan import Plan

# Blocks of at most so many nodes and rows are faster in plain Python, from so many in a row on.
_NARROW, _LONG = 16, 64
# How many strengths a loop works on at once.
_ROOM = 256
_NO_FLOATS, _NO_TABLE = np.empty(0), np.empty((0, 0))


@frozen
class Stretch:
    """The blocks from `first` to before `last`: one, or several without a cycle that a loop is to
    work through."""

    first: int
    last: int
    by_loop: bool


def blocks(plan: Plan) -> Iterator[Stretch]:
    """Each block alone, without loops."""
    return (Stretch(block, block + 1, False) for block in range(plan.blocks))


def stretches(plan: Plan, semantics: ModularSemantics, *, fast: bool) -> Iterator[Stretch]:
    """All blocks, in order: by loops what is acyclic if they are fast, else what is narrow."""
    if fast and not plan.parts:
        yield Stretch(0, plan.blocks, True)
        return
    if not fast and (plan.blocks < _LONG or not able(plan, semantics)):
        yield from blocks(plan)
        return
    by_loop: Flags = np.ones(plan.blocks, dtype=np.bool_)
    if not fast:
        size = np.array(plan.high) - np.array(plan.low)
        for rows in (plan.bearing, plan.ground, plan.factor):
            size += np.diff(rows.ends)
        by_loop = size <= _NARROW
    by_loop[list(plan.parts)] = False
    ends = np.flatnonzero(np.diff(by_loop, append=False)) + 1
    first = 0
    for last in (*ends.tolist(), plan.blocks):
        looped = first < plan.blocks and bool(by_loop[first])
        if looped and (fast or last - first >= _LONG):
            yield Stretch(first, last, True)
        else:
            yield from (Stretch(block, block + 1, False) for block in range(first, last))
        first = last


@frozen(eq=False)
class Walk:
    """A loop with the numbers it works on; strengths are (n,) by position, or (n, W)."""

    _plan: Plan
    _loop: Callable[[NDArray[Any], int, Any, Any], None]
    _view: Callable[[Floats], Any]

    def through(self, stretch: Stretch, strengths: Floats) -> None:
        """Put the strengths of a stretch in their places."""
        now = self._view(strengths)
        self._loop(_tables(self._plan).cuts[2 * stretch.first : 2 * stretch.last + 1], 0, now, now)

    def block(self, block: int, strengths: Floats) -> Floats:
        """The strengths of a block's nodes, from `strengths`, which are only read."""
        low, high = self._plan.low[block], self._plan.high[block]
        result = np.empty((high - low, *strengths.shape[1:]))
        cuts = _tables(self._plan).cuts[2 * block : 2 * block + 3]
        self._loop(cuts, low, self._view(strengths), self._view(result))
        return result


def walk(evaluation: Evaluation, *, fast: bool) -> Walk:
    """For one weighting without draws, in float64."""
    plan = evaluation.plan
    known = formulas(evaluation.semantics)
    assert known is not None
    view: Callable[[Any], Any] = _itself
    if not fast:
        view = memoryview
    loop: Loop = compiled(loops.walk) if fast else loops.walk

    buffers = (np.empty(_ROOM), np.empty(_ROOM, dtype=np.int64))
    numbers = [tuple(map(view, one)) for one in (*_numbers(evaluation), buffers)]

    def run(cuts: NDArray[Any], shift: int, strengths: Any, result: Any) -> None:
        loop(view(cuts), shift, *numbers, *known, strengths, result)

    return Walk(plan, run, view)


def back(
    evaluation: Evaluation, strengths: Floats, seed: Floats, need: Flags
) -> tuple[Floats, Floats, tuple[Floats, ...], Flags]:
    """At strengths (n,) by position: how much the outcome moves with each strength, from how it
    does directly, with each initial weight, and with the weights of the rows of each kind; and
    where the slopes to the two sides differ. `need` tells which factors are needs."""
    known = formulas(evaluation.semantics)
    assert known is not None
    plan = evaluation.plan
    pull, by_initial = seed.copy(), np.zeros(seed.size)
    sizes = (plan.bearing.row.size, plan.ground.row.size, plan.factor.row.size)
    by_weight = (np.zeros(sizes[0]), np.zeros(sizes[1]), np.zeros(sizes[2]))
    kinks = np.zeros(seed.size, dtype=np.bool_)
    compiled(backwards.back)(
        *_numbers(evaluation), need, *known, strengths, pull, by_initial, by_weight, kinks
    )
    return pull, by_initial, by_weight, kinks


def _numbers(evaluation: Evaluation) -> tuple[tuple[NDArray[Any], ...], ...]:
    """Of nodes, and of the rows of each kind, as the loops take them."""
    plan = evaluation.plan
    ends = _tables(plan).ends
    return (
        (
            plan.is_step,
            evaluation.needs_ground,
            evaluation.initial,
            evaluation.heads,
            _NO_FLOATS if evaluation.fixed is None else evaluation.fixed,
        ),
        (ends[0], plan.bearing.source, evaluation.bearing),
        (ends[1], plan.ground.source, evaluation.ground),
        (ends[2], plan.factor.source, evaluation.base, evaluation.slope),
    )


def walk_many(
    qbaf: Qbaf, plan: Plan, semantics: ModularSemantics, given: Numbers, *, by_node: bool
) -> Callable[[slice], Walk]:
    """For many weightings: for some columns of the numbers, strengths of these columns by position,
    or with `by_node` strengths of all columns by node."""
    known = formulas(semantics)
    assert known is not None
    initial: Floats = _table(given.initial)
    weight: Floats = _table(given.weight)
    fixed: Floats = _NO_TABLE if given.fixed is None else _table(given.fixed)
    heads = initial
    if fixed.size and known[0] == loops.COUNT_AND_MEAN:
        heads = np.where(np.isnan(fixed), initial, fixed)
    drawn = np.empty(0, dtype=np.intp)
    uniforms: Floats = _NO_TABLE
    if given.draws is not None:
        draws = given.draws.placed(qbaf, plan)
        drawn, uniforms = draws.nodes.astype(np.intp), _table(draws.uniforms)
    ends = _tables(plan).ends
    place = plan.node if by_node else np.arange(qbaf.size)
    nodes = (plan.is_step, qbaf.grounded[plan.node], place, plan.node, initial, heads, fixed)
    bearing = (ends[0], plan.bearing.source, plan.bearing.row)
    ground = (ends[1], plan.ground.source, plan.ground.row)
    need = qbaf.kind[plan.factor.row] == Kind.NEED
    factor = (ends[2], plan.factor.source, plan.factor.row, need)
    numbers = (nodes, bearing, ground, factor, (drawn, uniforms), weight, *known)
    loop = compiled(loops.walk_many)

    def at(columns: slice) -> Walk:
        begin, width = columns.start, columns.stop - columns.start
        where = (width, begin, begin if by_node else 0)

        def run(cuts: NDArray[Any], shift: int, strengths: Floats, result: Floats) -> None:
            loop(int(cuts[0]), int(cuts[-1]), shift, where, *numbers, strengths, result)

        return Walk(plan, run, _itself)

    return at


def _table(values: Floats) -> Floats:
    """As the loops are compiled for; a copy only where it has to be."""
    if values.dtype == np.float64 and values.flags.c_contiguous and values.flags.writeable:
        return values
    return np.array(values, dtype=np.float64, order="C")


def _itself(values: Floats) -> Floats:
    return values


@frozen(eq=False)
class _Tables:
    """Of a plan: between which positions there are statements or steps of one block, two cuts for
    a block; and where the rows of each kind begin for each position, and side of it."""

    cuts: NDArray[np.intp]
    ends: tuple[NDArray[Any], ...]


_TABLES: WeakKeyDictionary[Plan, _Tables] = WeakKeyDictionary()


def _tables(plan: Plan) -> _Tables:
    known = _TABLES.get(plan)
    if known is None:
        cuts = np.empty(2 * plan.blocks + 1, dtype=np.intp)
        cuts[0:-1:2], cuts[1::2], cuts[-1] = plan.low, plan.middle, plan.node.size
        kinds = (plan.bearing, plan.ground, plan.factor)
        ends = (_counted(rows.group, plan.node.size * rows.sides) for rows in kinds)
        known = _TABLES[plan] = _Tables(cuts, tuple(ends))
    return known


def _counted(group: NDArray[np.intp], groups: int) -> NDArray[Any]:
    """The first row of each group, and after the last; nothing where there are no rows."""
    if not group.size:
        return np.empty(0, dtype=np.int32)
    dtype = np.int32 if group.size <= np.iinfo(np.int32).max else np.intp
    ends = np.zeros(groups + 1, dtype=dtype)
    np.cumsum(np.bincount(group, minlength=groups), out=ends[1:])
    return ends
