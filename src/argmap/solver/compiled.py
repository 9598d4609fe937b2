"""The loops, compiled by numba, if it is installed (the extra `fast`) and where that pays.

numba takes half a second to import, and the first time of all, seconds to compile; what it
compiled is kept on disk. So it is not even imported for what numpy does in a few hundredths of a
second.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeAlias

from argmap.errors import MissingExtra
from argmap.semantics import aggregation, influence
from argmap.semantics.modular import Aggregation, Influence, ModularSemantics
from argmap.solver import backwards, loops
from argmap.solver.plan import Plan

Loop: TypeAlias = Callable[..., None]

_AGGREGATIONS: Mapping[Aggregation, int] = MappingProxyType(
    {
        aggregation.TOTAL: loops.TOTAL,
        aggregation.PRODUCT: loops.PRODUCT,
        aggregation.TOP: loops.TOP,
        aggregation.COUNT_AND_MEAN: loops.COUNT_AND_MEAN,
    }
)
_INFLUENCES: Mapping[Influence, int] = MappingProxyType(
    {
        influence.LOGISTIC: loops.LOGISTIC,
        influence.EULER: loops.EULER,
        influence.LINEAR: loops.LINEAR,
        influence.FRACTION: loops.FRACTION,
        influence.p_max(1): loops.P_MAX + 1,
        influence.p_max(2): loops.P_MAX + 2,
    }
)

_LOCK = Lock()
# Division by zero gives ∞, as in numpy, and a × b + c may be rounded once.
_OPTIONS: Any = {"error_model": "numpy", "fastmath": {"contract"}}
# What numpy takes, in nanoseconds, for a block, for a row, and for a row and weighting of many;
# and from how much on numba is asked.
_BLOCK, _ROW, _CELL, _MUCH = 20_000, 8, 4, 20_000_000


def formulas(semantics: ModularSemantics) -> tuple[int, int] | None:
    """What the loops call the aggregation and the influence; None for those they do not know."""
    known = (
        _AGGREGATIONS.get(semantics.aggregation),
        _INFLUENCES.get(semantics.influence),
    )
    return None if known[0] is None or known[1] is None else (known[0], known[1])


def wanted(
    plan: Plan, semantics: ModularSemantics, fast: bool | None, weightings: int | None = None
) -> bool:
    """Whether compiled loops do the work.

    With `fast` None the variable ARGMAP_FAST decides, 0 for never and 1 for always, and without it
    how much there is to do. Rows that repeat each other and semantics of others have no loops.
    Raises `MissingExtra` when they are asked for and numba is not installed.
    """
    if fast and not _installed():
        raise MissingExtra(
            "fast=True needs numba, which is not installed: pip install 'argmap[fast]'"
        )
    if fast is None:
        fast = {"0": False, "1": _installed()}.get(os.environ.get("ARGMAP_FAST", ""))
    if fast is False or not able(plan, semantics):
        return False
    if fast:
        return True
    rows = plan.bearing.row.size + plan.ground.row.size + plan.factor.row.size
    one = plan.blocks * _BLOCK + rows * _ROW
    return (one if weightings is None else rows * weightings * _CELL) >= _MUCH and _installed()


def able(plan: Plan, semantics: ModularSemantics) -> bool:
    """Whether the loops can do it."""
    return formulas(semantics) is not None and all(
        rows.same is None and rows.voice is None
        for rows in (plan.bearing, plan.ground, plan.factor)
    )


@cache
def _installed() -> bool:
    return find_spec("numba") is not None


def compiled(loop: Loop) -> Loop:
    """A loop of `loops` or `backwards`, compiled when it is first called."""
    with _LOCK:
        return _compiled(loop)


@cache
def _compiled(loop: Loop) -> Loop:
    import numba

    _let_loops_call_each_other()

    options = {"nogil": True, **_OPTIONS}
    try:
        result: Loop = numba.njit(loop, cache=True, **options)
    except RuntimeError:  # nowhere to keep it
        result = numba.njit(loop, **options)
    return result


@cache
def _let_loops_call_each_other() -> None:
    from numba.extending import overload, register_jitable

    for helper in (loops.take, loops.flows, loops.strength, backwards.bent):
        register_jitable(**_OPTIONS)(helper)
    overload(loops.bend, jit_options=_OPTIONS, strict=False)(
        lambda influence, tau, energy, bits, out: loops.bend_at_once  # noqa: ARG005
    )
