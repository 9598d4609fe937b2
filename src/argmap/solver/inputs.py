"""What a graph is solved with is checked before any work, and the first offender is named."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike, NDArray

from argmap.errors import QbafError, SemanticsError
from argmap.qbaf import Kind, Qbaf, check_initial, check_weight
from argmap.semantics import SEMANTICS
from argmap.semantics.flows import Flags, Floats
from argmap.semantics.modular import ModularSemantics
from argmap.solver.draws import Draws, draws


@frozen(eq=False)
class Numbers:
    """Initial weights (n,) and weights (m,), fixed strengths (NaN where free) or None, and which
    nodes are fixed. With `many`, everything has a second dimension of that length, or of 1 where
    all weightings share it; `cut` marks what is fixed in all of them. `draws` are None when no
    node is drawn."""

    initial: Floats
    weight: Floats
    fixed: Floats | None
    cut: Flags | None
    many: int | None
    draws: Draws | None = None


def numbers(
    qbaf: Qbaf,
    semantics: ModularSemantics,
    initial: ArrayLike | None,
    weights: ArrayLike | None,
    clamp: ArrayLike | None,
    drawn: ArrayLike | None = None,
    uniforms: ArrayLike | None = None,
) -> Numbers:
    """The graph's own numbers where none are given, all checked.

    Raises `QbafError` for what is outside its domain and `SemanticsError` for a graph that the
    semantics cannot score.
    """
    tau = qbaf.initial if initial is None else _floats("initial", initial, qbaf.size)
    weight = qbaf.weight if weights is None else _floats("weights", weights, qbaf.weight.size)
    fixed = None if clamp is None else _floats("clamp", clamp, qbaf.size)
    chance = draws(qbaf, drawn, uniforms)
    drawing = None if chance is None else chance.uniforms
    many = _many(initial=tau, weights=weight, clamp=fixed, uniforms=drawing)
    if initial is not None:
        check_initial("initial", tau)
    if weights is not None:
        check_weight("weights", weight, qbaf.kind == Kind.BEARING)
    cut = None
    if fixed is not None:
        given = ~np.isnan(fixed)
        check_initial("clamp", np.where(given, fixed, 0.0))
        cut = given if given.ndim == 1 else np.asarray(given.all(axis=1))
        if not given.any():
            fixed = cut = None
    check_accepts(qbaf, semantics, weight)
    if many is not None:
        tau, weight = _column(tau), _column(weight)
        fixed = None if fixed is None else _column(fixed)
        chance = None if chance is None else evolve(chance, uniforms=_column(chance.uniforms))
    return Numbers(tau, weight, fixed, cut, many, chance)


def _column(values: Floats) -> Floats:
    return values[:, None] if values.ndim == 1 else values


def _many(**arrays: Floats | None) -> int | None:
    found: tuple[str, int] | None = None
    for name, array in arrays.items():
        if array is None or array.ndim == 1:
            continue
        width = array.shape[1]
        if found is None:
            found = name, width
        elif width != found[1]:
            raise QbafError(f"{name} has {width} weightings, and {found[0]} has {found[1]}")
    return None if found is None else found[1]


def _floats(name: str, values: ArrayLike, length: int) -> Floats:
    array: NDArray[Any] = np.asarray(values)
    if array.ndim not in (1, 2):
        raise QbafError(
            f"{name} has the shape {array.shape}, and one dimension is expected, or a second one "
            "for many weightings"
        )
    if array.shape[0] != length:
        raise QbafError(f"{name} has {array.shape[0]} entries, and {length} are expected")
    if array.size and array.dtype.kind not in "fiu":
        raise QbafError(f"{name} holds {array.dtype}, and numbers are expected")
    if array.dtype == np.float32:
        return array
    return array.astype(np.float64, copy=False)


def check_accepts(qbaf: Qbaf, semantics: ModularSemantics, weight: Floats | None = None) -> None:
    """Raise `SemanticsError` when the semantics cannot score the graph, with what is in the way
    and which semantics would."""
    if not isinstance(semantics, ModularSemantics):
        raise SemanticsError(
            f"{semantics!r} is no semantics: pass a value such as argmap.DF_QUAD, "
            "or SEMANTICS.named(…)"
        )
    if semantics.accepts_lr and semantics.accepts_support:
        return
    bearing = qbaf.kind == Kind.BEARING
    if not semantics.accepts_support:
        supports = bearing & (qbaf.sign > 0)
        if supports.any():
            raise SemanticsError(
                f"{semantics.name} knows attacks only, and {qbaf.row_name(_first(supports))} "
                f"supports a statement; for supports: {_those('accepts_support')}"
            )
    heavy = (qbaf.weight if weight is None else weight) > 1.0
    heavy = bearing & (heavy if heavy.ndim == 1 else heavy.any(axis=1))
    if not semantics.accepts_lr and heavy.any():
        raise SemanticsError(
            f"{semantics.name} accepts link weights up to 1 only, and "
            f"{qbaf.row_name(_first(heavy))} weighs more, as a likelihood ratio may; "
            f"these accept it: {_those('accepts_lr')}"
        )


def _first(flags: Flags) -> int:
    return int(np.argmax(flags))


def _those(accept: str) -> str:
    return ", ".join(one.name for one in SEMANTICS if getattr(one, accept))
