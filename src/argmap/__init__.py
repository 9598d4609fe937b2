"""argmap weighs arguments: text in, scored assessments and pictures out.

Everything listed in `__all__` is public. Names load their module on first use, so importing
argmap costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.assessment import Assessment as Assessment
    from argmap.assessment import Caveat as Caveat
    from argmap.assessment import Reason as Reason
    from argmap.assessment import Strength as Strength
    from argmap.assessment import assess as assess
    from argmap.errors import ArgmapError as ArgmapError
    from argmap.model.link import Link as Link
    from argmap.model.link import LinkReference as LinkReference
    from argmap.model.link import Polarity as Polarity
    from argmap.model.link import attacks as attacks
    from argmap.model.link import condition as condition
    from argmap.model.link import contradicts as contradicts
    from argmap.model.link import premise as premise
    from argmap.model.link import supports as supports
    from argmap.model.link import undercuts as undercuts
    from argmap.model.map import ArgumentMap as ArgumentMap
    from argmap.model.node import Argument as Argument
    from argmap.model.node import Citation as Citation
    from argmap.model.node import Claim as Claim
    from argmap.model.node import Evidence as Evidence
    from argmap.model.question import Question as Question
    from argmap.model.scenario import Scenario as Scenario
    from argmap.model.source import Source as Source
    from argmap.model.weight import Grade as Grade
    from argmap.model.weight import Range as Range
    from argmap.model.weight import Scales as Scales
    from argmap.qbaf import Qbaf as Qbaf
    from argmap.ranking import Place as Place
    from argmap.ranking import Ranking as Ranking
    from argmap.reading import ReadError as ReadError
    from argmap.reading import Reading as Reading
    from argmap.semantics import DF_QUAD as DF_QUAD
    from argmap.semantics import EULER_BASED as EULER_BASED
    from argmap.semantics import LOG_ODDS as LOG_ODDS
    from argmap.semantics import QUADRATIC_ENERGY as QUADRATIC_ENERGY
    from argmap.semantics import SEMANTICS as SEMANTICS
    from argmap.semantics.modular import ModularSemantics as ModularSemantics
    from argmap.solver import Solution as Solution
    from argmap.solver import solve as solve
    from argmap.text.read import load as load
    from argmap.text.read import parse as parse
    from argmap.text.read import read as read
    from argmap.views.nodelink import draw as draw
    from argmap.views.picture import Picture as Picture

# Where each public name lives.
_HOME = {
    "argmap.assessment": (
        "Assessment",
        "Caveat",
        "Reason",
        "Strength",
        "assess",
    ),
    "argmap.qbaf": ("Qbaf",),
    "argmap.ranking": (
        "Place",
        "Ranking",
    ),
    "argmap.semantics": (
        "DF_QUAD",
        "EULER_BASED",
        "LOG_ODDS",
        "QUADRATIC_ENERGY",
        "SEMANTICS",
    ),
    "argmap.semantics.modular": ("ModularSemantics",),
    "argmap.solver": (
        "Solution",
        "solve",
    ),
    "argmap.errors": ("ArgmapError",),
    "argmap.model.link": (
        "Link",
        "LinkReference",
        "Polarity",
        "attacks",
        "condition",
        "contradicts",
        "premise",
        "supports",
        "undercuts",
    ),
    "argmap.model.map": ("ArgumentMap",),
    "argmap.model.node": ("Argument", "Citation", "Claim", "Evidence"),
    "argmap.model.question": ("Question",),
    "argmap.model.scenario": ("Scenario",),
    "argmap.model.source": ("Source",),
    "argmap.model.weight": ("Grade", "Range", "Scales"),
    "argmap.reading": ("ReadError", "Reading"),
    "argmap.text.read": ("load", "parse", "read"),
    "argmap.views.nodelink": ("draw",),
    "argmap.views.picture": ("Picture",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__version__ = "0.1.0"
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    try:
        module = _MODULE_OF[name]
    except KeyError:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}") from None
    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
