"""How one strength follows from what bears on it: the semantics that users choose by name."""

from __future__ import annotations

from argmap.registry import Registry
from argmap.semantics.df_quad import DF_QUAD
from argmap.semantics.euler_based import EULER_BASED
from argmap.semantics.euler_based_top import EULER_BASED_TOP
from argmap.semantics.log_odds import LOG_ODDS
from argmap.semantics.modular import ModularSemantics
from argmap.semantics.one_max import ONE_MAX
from argmap.semantics.quadratic_energy import QUADRATIC_ENERGY
from argmap.semantics.sd_df_quad import SD_DF_QUAD
from argmap.semantics.weighted_card import WEIGHTED_CARD
from argmap.semantics.weighted_h_categorizer import WEIGHTED_H_CATEGORIZER
from argmap.semantics.weighted_max import WEIGHTED_MAX

SEMANTICS = Registry(
    "semantics",
    (
        LOG_ODDS,
        QUADRATIC_ENERGY,
        DF_QUAD,
        SD_DF_QUAD,
        EULER_BASED,
        EULER_BASED_TOP,
        ONE_MAX,
        WEIGHTED_H_CATEGORIZER,
        WEIGHTED_MAX,
        WEIGHTED_CARD,
    ),
)

__all__ = [
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
    "ModularSemantics",
]
