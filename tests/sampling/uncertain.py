"""Small maps in which something is not known exactly."""

from __future__ import annotations

from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim, Evidence
from argmap.model.question import Question


def hinge(chance: float) -> ArgumentMap:
    """A comes first exactly when C is true, which has this chance; nothing else varies."""
    return ArgumentMap(
        nodes=[
            Claim("A", weight=(0.4, 0.4, 0.4)),
            Claim("B", weight=(0.5, 0.5, 0.5)),
            Claim("C", weight=(chance, chance, chance)),
            Evidence("E", weight=1.0),
        ],
        links=[
            supports("C", "A", weight=1.0),
            supports("E", "C", weight=(0.0, 0.0, 0.0)),
        ],
    )


def contested() -> ArgumentMap:
    """Numbers of all kinds, two questions, and a claim in between."""
    return ArgumentMap(
        nodes=[
            Claim("A"),
            Claim("B"),
            Claim("Yes"),
            Claim("No"),
            Claim("C", weight=0.4),
            Evidence("D", weight=0.9),
            Evidence("E", weight=(0.2, 0.3, 0.9)),
        ],
        links=[
            supports("C", "A", weight=0.6),
            attacks("C", "Yes", weight=0.4),
            supports("D", "B", weight=0.3),
            supports("E", "C", weight=0.7),
            attacks("E", "B", weight=0.2),
            supports("E", "No", lr=3),
        ],
        questions=[Question("one", "Which?", ("A", "B")), Question("two", "", ("Yes", "No"))],
    )
