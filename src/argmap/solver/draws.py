"""Nodes that turn out true or false: drawn to 1 or 0 with their strength as the chance, in the
middle of a pass, so that what they bear on follows from how they turned out."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike, NDArray

from argmap.errors import QbafError
from argmap.qbaf import Qbaf
from argmap.qbaf.checking import indices, place, refuse
from argmap.semantics.flows import Flags, Floats, Indices
from argmap.solver.plan import Plan


@frozen(eq=False)
class Draws:
    """Nodes (k,) and uniform numbers in [0, 1), (k,), or (k, S) or (k, 1) for many weightings."""

    nodes: NDArray[np.signedinteger[Any]]
    uniforms: Floats

    def placed(self, qbaf: Qbaf, plan: Plan) -> Draws:
        """With positions in place of nodes, ascending. Raises `QbafError` for a node on a cycle:
        its strength is not known before that of what it bears on."""
        places = plan.position[self.nodes]
        for block in plan.parts:
            refuse(
                (places >= plan.low[block]) & (places < plan.high[block]),
                lambda at: (
                    f"drawn[{at}] is {qbaf.node_name(int(self.nodes[at]))}, which bears on itself "
                    "in a circle: fix a node of the circle to draw it"
                ),
            )
        order = np.argsort(places)
        return evolve(self, nodes=places[order], uniforms=self.uniforms[order])

    def draw(self, low: int, values: Floats) -> Indices:
        """Draw among the strengths of the positions from `low` on, once they are `placed`; which
        of them were drawn, counted from there."""
        begin, end = np.searchsorted(self.nodes, (low, low + values.shape[0]))
        rows: Indices = (self.nodes[begin:end] - low).astype(np.intp, copy=False)
        values[rows] = self.uniforms[begin:end] < values[rows]
        return rows


def draws(qbaf: Qbaf, drawn: ArrayLike | None, uniforms: ArrayLike | None) -> Draws | None:
    """Checked; None when nothing is drawn. Raises `QbafError` naming the first offender."""
    if drawn is None and uniforms is None:
        return None
    if drawn is None or uniforms is None:
        raise QbafError("drawn and uniforms belong together: give both or neither")
    nodes = indices("drawn", drawn, qbaf.size)
    numbers = np.asarray(uniforms)
    if numbers.ndim not in (1, 2) or numbers.shape[0] != nodes.size:
        raise QbafError(
            f"uniforms has the shape {numbers.shape}, and ({nodes.size},) is expected, or a second "
            "dimension for many weightings"
        )
    if numbers.size and numbers.dtype.kind != "f":
        raise QbafError(f"uniforms holds {numbers.dtype}, and numbers in [0, 1) are expected")
    known, first = np.unique(nodes, return_index=True)
    if known.size < nodes.size:
        twice = np.ones(nodes.size, dtype=np.bool_)
        twice[first] = False
        refuse(twice, lambda at: f"drawn[{at}] is {nodes[at]}, which is there already")
    refuse(
        _outside(numbers),
        lambda at: f"uniforms[{place(at)}] is {numbers[at]:g}, and a number in [0, 1) is expected",
    )
    return Draws(nodes, numbers)


def _outside(numbers: Floats) -> Flags:
    result: Flags = ~((numbers >= 0.0) & (numbers < 1.0))
    return result
