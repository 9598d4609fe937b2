"""Strengths of a whole graph: one pass over what is acyclic, fixed points on cycles."""

from __future__ import annotations

from argmap.solver.gradient import Gradient, Gradients, gradient, gradients
from argmap.solver.inputs import check_accepts
from argmap.solver.resolving import Resolver
from argmap.solver.solution import Cycle, Solution
from argmap.solver.solve import counted, solve

__all__ = [
    "Cycle",
    "Gradient",
    "Gradients",
    "Resolver",
    "Solution",
    "check_accepts",
    "counted",
    "gradient",
    "gradients",
    "solve",
]
