"""argmap weighs arguments: text in, scored assessments and pictures out.

Everything listed in `__all__` is public. Names load their module on first use, so importing
argmap costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.analysis.ach import Ach as Ach
    from argmap.analysis.ach import AchItem as AchItem
    from argmap.analysis.ach import Hypothesis as Hypothesis
    from argmap.analysis.ach import ach as ach
    from argmap.analysis.change import ChangeExplanation as ChangeExplanation
    from argmap.analysis.change import explain_change as explain_change
    from argmap.analysis.compare import Comparison as Comparison
    from argmap.analysis.compare import Regret as Regret
    from argmap.analysis.compare import compare as compare
    from argmap.analysis.confidence import Confidence as Confidence
    from argmap.analysis.confidence import confidence as confidence
    from argmap.analysis.contributions import Contribution as Contribution
    from argmap.analysis.contributions import Contributions as Contributions
    from argmap.analysis.contributions import contributions as contributions
    from argmap.analysis.cruxes import Crux as Crux
    from argmap.analysis.cruxes import Cruxes as Cruxes
    from argmap.analysis.cruxes import cruxes as cruxes
    from argmap.analysis.diagnosticity import Diagnosticity as Diagnosticity
    from argmap.analysis.diagnosticity import diagnosticity as diagnosticity
    from argmap.analysis.difference import Difference as Difference
    from argmap.analysis.difference import diff as diff
    from argmap.analysis.disagreement import Disagreement as Disagreement
    from argmap.analysis.disagreement import Disputed as Disputed
    from argmap.analysis.expectations import Unmet as Unmet
    from argmap.analysis.expectations import unmet as unmet
    from argmap.analysis.explain import Explanation as Explanation
    from argmap.analysis.explain import explain as explain
    from argmap.analysis.flipping import FlippingSet as FlippingSet
    from argmap.analysis.flipping import flipping_set as flipping_set
    from argmap.analysis.grid import Grid as Grid
    from argmap.analysis.grid import grid as grid
    from argmap.analysis.grouping import DOCUMENT as DOCUMENT
    from argmap.analysis.grouping import GROUPINGS as GROUPINGS
    from argmap.analysis.grouping import ITEM as ITEM
    from argmap.analysis.grouping import LINK as LINK
    from argmap.analysis.grouping import SECTION as SECTION
    from argmap.analysis.grouping import SOURCE as SOURCE
    from argmap.analysis.grouping import TAG as TAG
    from argmap.analysis.grouping import Grouping as Grouping
    from argmap.analysis.inconsistency import ACH_METHODS as ACH_METHODS
    from argmap.analysis.inconsistency import EFFECTS as EFFECTS
    from argmap.analysis.inconsistency import HEUER as HEUER
    from argmap.analysis.inconsistency import WEIGHTED as WEIGHTED
    from argmap.analysis.inconsistency import AchMethod as AchMethod
    from argmap.analysis.likelihood import ICD_203 as ICD_203
    from argmap.analysis.likelihood import PHIA as PHIA
    from argmap.analysis.likelihood import YARDSTICKS as YARDSTICKS
    from argmap.analysis.likelihood import Band as Band
    from argmap.analysis.likelihood import Posterior as Posterior
    from argmap.analysis.likelihood import Yardstick as Yardstick
    from argmap.analysis.likelihood import posterior as posterior
    from argmap.analysis.linchpins import Linchpin as Linchpin
    from argmap.analysis.linchpins import Linchpins as Linchpins
    from argmap.analysis.linchpins import linchpins as linchpins
    from argmap.analysis.methods import GRADIENT as GRADIENT
    from argmap.analysis.methods import GRADIENT_INPUT as GRADIENT_INPUT
    from argmap.analysis.methods import INTRINSIC_REMOVAL as INTRINSIC_REMOVAL
    from argmap.analysis.methods import METHODS as METHODS
    from argmap.analysis.methods import REMOVAL as REMOVAL
    from argmap.analysis.methods import SHAPLEY as SHAPLEY
    from argmap.analysis.methods import Method as Method
    from argmap.analysis.outcome import Flip as Flip
    from argmap.analysis.outcome import Mover as Mover
    from argmap.analysis.outcome import Outcome as Outcome
    from argmap.analysis.outcome import Standing as Standing
    from argmap.analysis.path import CriticalPath as CriticalPath
    from argmap.analysis.path import PathLink as PathLink
    from argmap.analysis.path import critical_path as critical_path
    from argmap.analysis.pool import Analyst as Analyst
    from argmap.analysis.pool import Pool as Pool
    from argmap.analysis.pool import PooledPosition as PooledPosition
    from argmap.analysis.pool import pool as pool
    from argmap.analysis.pooling import LINEAR as LINEAR
    from argmap.analysis.pooling import LOGARITHMIC as LOGARITHMIC
    from argmap.analysis.pooling import POOLING_METHODS as POOLING_METHODS
    from argmap.analysis.pooling import PoolingMethod as PoolingMethod
    from argmap.analysis.radius import Radius as Radius
    from argmap.analysis.radius import radius as radius
    from argmap.analysis.sufficing import Causes as Causes
    from argmap.analysis.survival import Survival as Survival
    from argmap.analysis.survival import Verdict as Verdict
    from argmap.analysis.survival import survival as survival
    from argmap.analysis.sweep import Sweep as Sweep
    from argmap.analysis.sweep import sweep as sweep
    from argmap.analysis.tipping import Tip as Tip
    from argmap.analysis.tipping import Tipping as Tipping
    from argmap.analysis.tipping import tipping as tipping
    from argmap.analysis.tornado import Bar as Bar
    from argmap.analysis.tornado import Tornado as Tornado
    from argmap.analysis.tornado import tornado as tornado
    from argmap.assessment import Assessment as Assessment
    from argmap.assessment import Caveat as Caveat
    from argmap.assessment import Reason as Reason
    from argmap.assessment import Strength as Strength
    from argmap.assessment import assess as assess
    from argmap.checks import CHECKS as CHECKS
    from argmap.checks import check as check
    from argmap.diagnostics import Diagnostic as Diagnostic
    from argmap.errors import ArgmapError as ArgmapError
    from argmap.formats import FORMATS as FORMATS
    from argmap.formats import Format as Format
    from argmap.formats import load as load
    from argmap.formats import read as read
    from argmap.formats import save as save
    from argmap.model.expectation import Expectation as Expectation
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
    from argmap.model.map import Clamp as Clamp
    from argmap.model.matrix import Matrix as Matrix
    from argmap.model.matrix import Rated as Rated
    from argmap.model.node import Argument as Argument
    from argmap.model.node import Citation as Citation
    from argmap.model.node import Claim as Claim
    from argmap.model.node import Evidence as Evidence
    from argmap.model.overlay import Overlay as Overlay
    from argmap.model.question import Question as Question
    from argmap.model.scenario import Action as Action
    from argmap.model.scenario import Scenario as Scenario
    from argmap.model.source import Source as Source
    from argmap.model.weight import Grade as Grade
    from argmap.model.weight import Range as Range
    from argmap.model.weight import Scales as Scales
    from argmap.qbaf import Qbaf as Qbaf
    from argmap.ranking import Place as Place
    from argmap.ranking import Ranking as Ranking
    from argmap.reading import Parsed as Parsed
    from argmap.reading import ReadError as ReadError
    from argmap.reading import Reading as Reading
    from argmap.sampling.drivers import Drivers as Drivers
    from argmap.sampling.indicators import Indicators as Indicators
    from argmap.sampling.indicators import indicators as indicators
    from argmap.sampling.layers import CREDIBILITY as CREDIBILITY
    from argmap.sampling.layers import LAYERS as LAYERS
    from argmap.sampling.layers import LINCHPINS as LINCHPINS
    from argmap.sampling.layers import LINKS as LINKS
    from argmap.sampling.outlook import Outlook as Outlook
    from argmap.sampling.outlook import Spread as Spread
    from argmap.sampling.sample import Sample as Sample
    from argmap.sampling.sample import sample as sample
    from argmap.sampling.sobol import Accounts as Accounts
    from argmap.sampling.sobol import sobol as sobol
    from argmap.semantics import DF_QUAD as DF_QUAD
    from argmap.semantics import EULER_BASED as EULER_BASED
    from argmap.semantics import EULER_BASED_TOP as EULER_BASED_TOP
    from argmap.semantics import LOG_ODDS as LOG_ODDS
    from argmap.semantics import ONE_MAX as ONE_MAX
    from argmap.semantics import QUADRATIC_ENERGY as QUADRATIC_ENERGY
    from argmap.semantics import SD_DF_QUAD as SD_DF_QUAD
    from argmap.semantics import SEMANTICS as SEMANTICS
    from argmap.semantics import WEIGHTED_CARD as WEIGHTED_CARD
    from argmap.semantics import WEIGHTED_H_CATEGORIZER as WEIGHTED_H_CATEGORIZER
    from argmap.semantics import WEIGHTED_MAX as WEIGHTED_MAX
    from argmap.semantics.modular import ModularSemantics as ModularSemantics
    from argmap.solver import Gradient as Gradient
    from argmap.solver import Gradients as Gradients
    from argmap.solver import Resolver as Resolver
    from argmap.solver import Solution as Solution
    from argmap.solver import gradient as gradient
    from argmap.solver import gradients as gradients
    from argmap.solver import solve as solve
    from argmap.text.language import ARGDOWN as ARGDOWN
    from argmap.text.language import ARGMAP as ARGMAP
    from argmap.text.language import Language as Language
    from argmap.text.matrix import load_matrix as load_matrix
    from argmap.text.matrix import parse_matrix as parse_matrix
    from argmap.text.matrix import read_matrix as read_matrix
    from argmap.text.overlay import load_overlay as load_overlay
    from argmap.text.overlay import parse_overlay as parse_overlay
    from argmap.text.overlay import read_overlay as read_overlay
    from argmap.text.plain import parse_argdown as parse_argdown
    from argmap.text.plain import read_argdown as read_argdown
    from argmap.text.read import parse as parse
    from argmap.text.revision import read_at as read_at
    from argmap.views.atlas import Atlas as Atlas
    from argmap.views.atlas import atlas as atlas
    from argmap.views.dot import to_graphviz as to_graphviz
    from argmap.views.drawing import AUTO as AUTO
    from argmap.views.drawing import NESTED as NESTED
    from argmap.views.drawing import NODE_LINK as NODE_LINK
    from argmap.views.drawing import OVERVIEW as OVERVIEW
    from argmap.views.drawing import SECTIONS as SECTIONS
    from argmap.views.drawing import THEMES as THEMES
    from argmap.views.drawing import VIEWS as VIEWS
    from argmap.views.drawing import View as View
    from argmap.views.drawing import draw as draw
    from argmap.views.drawing import focus_on as focus_on
    from argmap.views.mermaid import to_mermaid as to_mermaid
    from argmap.views.network import to_networkx as to_networkx
    from argmap.views.painting.pages import Pages as Pages
    from argmap.views.painting.palette import ADAPTIVE as ADAPTIVE
    from argmap.views.painting.palette import DARK as DARK
    from argmap.views.painting.palette import LIGHT as LIGHT
    from argmap.views.painting.palette import PRINT as PRINT
    from argmap.views.painting.palette import Theme as Theme
    from argmap.views.painting.paper import A2 as A2
    from argmap.views.painting.paper import A3 as A3
    from argmap.views.painting.paper import A4 as A4
    from argmap.views.painting.paper import PAPERS as PAPERS
    from argmap.views.painting.paper import Paper as Paper
    from argmap.views.painting.picture import Picture as Picture
    from argmap.writing.layout import Formatted as Formatted
    from argmap.writing.layout import format_text as format_text
    from argmap.writing.manuscript import Manuscript as Manuscript
    from argmap.writing.manuscript import edit as edit
    from argmap.writing.manuscript import edit_text as edit_text

# Where each public name lives.
_HOME = {
    "argmap.analysis.ach": (
        "Ach",
        "AchItem",
        "Hypothesis",
        "ach",
    ),
    "argmap.analysis.change": (
        "ChangeExplanation",
        "explain_change",
    ),
    "argmap.analysis.compare": (
        "Comparison",
        "Regret",
        "compare",
    ),
    "argmap.analysis.confidence": (
        "Confidence",
        "confidence",
    ),
    "argmap.analysis.contributions": (
        "Contribution",
        "Contributions",
        "contributions",
    ),
    "argmap.analysis.cruxes": (
        "Crux",
        "Cruxes",
        "cruxes",
    ),
    "argmap.analysis.diagnosticity": (
        "Diagnosticity",
        "diagnosticity",
    ),
    "argmap.analysis.difference": (
        "Difference",
        "diff",
    ),
    "argmap.analysis.disagreement": (
        "Disagreement",
        "Disputed",
    ),
    "argmap.analysis.expectations": (
        "Unmet",
        "unmet",
    ),
    "argmap.analysis.explain": (
        "Explanation",
        "explain",
    ),
    "argmap.analysis.flipping": (
        "FlippingSet",
        "flipping_set",
    ),
    "argmap.analysis.grid": (
        "Grid",
        "grid",
    ),
    "argmap.analysis.grouping": (
        "DOCUMENT",
        "GROUPINGS",
        "Grouping",
        "ITEM",
        "LINK",
        "SECTION",
        "SOURCE",
        "TAG",
    ),
    "argmap.analysis.inconsistency": (
        "ACH_METHODS",
        "AchMethod",
        "EFFECTS",
        "HEUER",
        "WEIGHTED",
    ),
    "argmap.analysis.likelihood": (
        "Band",
        "ICD_203",
        "PHIA",
        "Posterior",
        "YARDSTICKS",
        "Yardstick",
        "posterior",
    ),
    "argmap.analysis.linchpins": (
        "Linchpin",
        "Linchpins",
        "linchpins",
    ),
    "argmap.analysis.methods": (
        "GRADIENT",
        "GRADIENT_INPUT",
        "INTRINSIC_REMOVAL",
        "METHODS",
        "Method",
        "REMOVAL",
        "SHAPLEY",
    ),
    "argmap.analysis.outcome": (
        "Flip",
        "Mover",
        "Outcome",
        "Standing",
    ),
    "argmap.analysis.path": (
        "CriticalPath",
        "PathLink",
        "critical_path",
    ),
    "argmap.analysis.pool": (
        "Analyst",
        "Pool",
        "PooledPosition",
        "pool",
    ),
    "argmap.analysis.pooling": (
        "LINEAR",
        "LOGARITHMIC",
        "POOLING_METHODS",
        "PoolingMethod",
    ),
    "argmap.analysis.radius": (
        "Radius",
        "radius",
    ),
    "argmap.analysis.sufficing": ("Causes",),
    "argmap.analysis.survival": (
        "Survival",
        "Verdict",
        "survival",
    ),
    "argmap.analysis.sweep": (
        "Sweep",
        "sweep",
    ),
    "argmap.analysis.tipping": (
        "Tip",
        "Tipping",
        "tipping",
    ),
    "argmap.analysis.tornado": (
        "Bar",
        "Tornado",
        "tornado",
    ),
    "argmap.assessment": (
        "Assessment",
        "Caveat",
        "Reason",
        "Strength",
        "assess",
    ),
    "argmap.checks": (
        "CHECKS",
        "check",
    ),
    "argmap.diagnostics": ("Diagnostic",),
    "argmap.errors": ("ArgmapError",),
    "argmap.formats": (
        "FORMATS",
        "Format",
        "load",
        "read",
        "save",
    ),
    "argmap.model.expectation": ("Expectation",),
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
    "argmap.model.map": (
        "ArgumentMap",
        "Clamp",
    ),
    "argmap.model.matrix": (
        "Matrix",
        "Rated",
    ),
    "argmap.model.node": (
        "Argument",
        "Citation",
        "Claim",
        "Evidence",
    ),
    "argmap.model.overlay": ("Overlay",),
    "argmap.model.question": ("Question",),
    "argmap.model.scenario": (
        "Action",
        "Scenario",
    ),
    "argmap.model.source": ("Source",),
    "argmap.model.weight": (
        "Grade",
        "Range",
        "Scales",
    ),
    "argmap.qbaf": ("Qbaf",),
    "argmap.ranking": (
        "Place",
        "Ranking",
    ),
    "argmap.reading": (
        "Parsed",
        "ReadError",
        "Reading",
    ),
    "argmap.sampling.drivers": ("Drivers",),
    "argmap.sampling.indicators": (
        "Indicators",
        "indicators",
    ),
    "argmap.sampling.layers": (
        "CREDIBILITY",
        "LAYERS",
        "LINCHPINS",
        "LINKS",
    ),
    "argmap.sampling.outlook": (
        "Outlook",
        "Spread",
    ),
    "argmap.sampling.sample": (
        "Sample",
        "sample",
    ),
    "argmap.sampling.sobol": (
        "Accounts",
        "sobol",
    ),
    "argmap.semantics": (
        "DF_QUAD",
        "EULER_BASED",
        "EULER_BASED_TOP",
        "LOG_ODDS",
        "ONE_MAX",
        "QUADRATIC_ENERGY",
        "SD_DF_QUAD",
        "SEMANTICS",
        "WEIGHTED_CARD",
        "WEIGHTED_H_CATEGORIZER",
        "WEIGHTED_MAX",
    ),
    "argmap.semantics.modular": ("ModularSemantics",),
    "argmap.solver": (
        "Gradient",
        "Gradients",
        "Resolver",
        "Solution",
        "gradient",
        "gradients",
        "solve",
    ),
    "argmap.text.language": (
        "ARGDOWN",
        "ARGMAP",
        "Language",
    ),
    "argmap.text.matrix": (
        "load_matrix",
        "parse_matrix",
        "read_matrix",
    ),
    "argmap.text.overlay": (
        "load_overlay",
        "parse_overlay",
        "read_overlay",
    ),
    "argmap.text.plain": (
        "parse_argdown",
        "read_argdown",
    ),
    "argmap.text.read": ("parse",),
    "argmap.text.revision": ("read_at",),
    "argmap.views.atlas": (
        "Atlas",
        "atlas",
    ),
    "argmap.views.dot": ("to_graphviz",),
    "argmap.views.drawing": (
        "AUTO",
        "NESTED",
        "NODE_LINK",
        "OVERVIEW",
        "SECTIONS",
        "THEMES",
        "VIEWS",
        "View",
        "draw",
        "focus_on",
    ),
    "argmap.views.mermaid": ("to_mermaid",),
    "argmap.views.network": ("to_networkx",),
    "argmap.views.painting.palette": (
        "ADAPTIVE",
        "DARK",
        "LIGHT",
        "PRINT",
        "Theme",
    ),
    "argmap.views.painting.pages": ("Pages",),
    "argmap.views.painting.paper": (
        "A2",
        "A3",
        "A4",
        "PAPERS",
        "Paper",
    ),
    "argmap.views.painting.picture": ("Picture",),
    "argmap.writing.layout": (
        "Formatted",
        "format_text",
    ),
    "argmap.writing.manuscript": (
        "Manuscript",
        "edit",
        "edit_text",
    ),
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
