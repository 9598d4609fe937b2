"""Which questions of a map the headings of its text can ask."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.map import ArgumentMap
from argmap.model.node import ASSESSMENT
from argmap.model.question import Question


def asked_by_headings(map_: ArgumentMap) -> Iterator[tuple[tuple[str, ...], Question]]:
    """The questions that headings can ask, by section: each is the text of the last heading, and
    its positions are what is tagged as an assessment below it. All of them or none."""
    sections = list(
        dict.fromkeys(
            node.section[: at + 1] for node in map_.nodes for at in range(len(node.section))
        )
    )
    asked: dict[tuple[str, ...], Question] = {}
    for question in map_.questions:
        free = [one for one in sections if one[-1] == question.text and one not in asked]
        if not free:
            return
        asked[free[0]] = question
    found: dict[str, list[str]] = {question.id: [] for question in asked.values()}
    for node in map_.nodes:
        if ASSESSMENT in node.tags and not node.is_step:
            for depth in range(len(node.section), 0, -1):
                if node.section[:depth] in asked:
                    found[asked[node.section[:depth]].id].append(node.reference)
                    break
    if all(tuple(found[one.id]) == one.positions for one in asked.values()):
        yield from asked.items()
