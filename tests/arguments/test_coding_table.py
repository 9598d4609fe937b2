"""Every number in `arguments/` is the number of a level of the coding table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from argued import FILES, reading, table

from argmap.model.link import Polarity
from argmap.model.node import ASSUMPTION, EVENT, Argument
from argmap.model.weight import Range

LEVELS = table("level")
GRADES = {row["grade"] for row in LEVELS}
WEIGHTS = {float(row["link weight"]) for row in LEVELS}
RANGES = {
    Range(*json.loads(row["range"].replace("[.", "[0.").replace(" .", " 0."))) for row in LEVELS
}
UNSPOKEN = next(row["range"] for row in LEVELS if row["level"] == "6")

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_there_are_at_most_eight_levels_and_none_looks_like_another() -> None:
    assert 2 <= len(LEVELS) <= 8
    assert len(GRADES) == len(WEIGHTS) == len(RANGES) == len(LEVELS)


def test_the_levels_fall() -> None:
    weights = [float(row["link weight"]) for row in LEVELS]
    assert weights == sorted(weights, reverse=True)


@each_file
def test_links_have_a_weight_of_the_table(path: Path) -> None:
    map_ = reading(path).required()
    for link in map_.links:
        assert link.lr is None
        inference = isinstance(map_.by_reference[link.source], Argument)
        rivals = any(
            {link.source, link.target} <= set(question.positions) for question in map_.questions
        )
        if (
            link.polarity in (Polarity.PREMISE, Polarity.CONDITION)
            or (link.polarity is Polarity.CONTRADICT and rivals)
            or inference  # which has its number in `strength:`
        ):
            assert link.weight is None, link.reference
        else:
            assert link.weight in WEIGHTS, link.reference


@each_file
def test_grades_are_those_of_the_table(path: Path) -> None:
    for node in reading(path).required().nodes:
        if node.citation is not None and node.citation.grade is not None:
            assert str(node.citation.grade) in GRADES, node.reference


@each_file
def test_only_events_assumptions_and_inferences_state_a_weight(path: Path) -> None:
    for node in reading(path).required().nodes:
        if isinstance(node, Argument):
            assert node.weight is None or node.weight in WEIGHTS, node.reference
        elif EVENT in node.tags or ASSUMPTION in node.tags:
            assert node.weight in RANGES, node.reference
        else:
            assert node.weight is None, node.reference


@each_file
def test_what_is_taken_for_granted_unspoken_has_the_range_of_level_6(path: Path) -> None:
    for node in reading(path).required().nodes:
        if ASSUMPTION in node.tags:
            assert str(node.weight) == UNSPOKEN.replace("[.", "[0.").replace(" .", " 0.")


@each_file
def test_inferences_from_linked_premises_say_how_strong_they_are(path: Path) -> None:
    for node in reading(path).required().nodes:
        if isinstance(node, Argument):
            assert node.weight in WEIGHTS, node.reference
