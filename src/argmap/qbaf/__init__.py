"""The map as arrays, on which everything that computes works."""

from __future__ import annotations

from argmap.qbaf.arrays import Qbaf
from argmap.qbaf.checking import check_initial, check_weight
from argmap.qbaf.kinds import HEAVIEST, Kind, Role

__all__ = ["HEAVIEST", "Kind", "Qbaf", "Role", "check_initial", "check_weight"]
