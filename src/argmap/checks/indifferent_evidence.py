"""Evidence that moves every position alike does not help to choose between them."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.checks.without import moved
from argmap.diagnostics import Rule, Severity
from argmap.model.node import Evidence

#: Log-odds by which evidence has to move some position to be looked at, and by which share of
#: that its effects on the positions may differ and still be alike.
MOVES, ALIKE = 0.02, 0.1


def find(subject: Subject) -> Iterator[Finding]:
    assessment, map_ = subject.assessment, subject.map
    if assessment is None or not assessment.converged:
        return
    evidence = [
        node
        for node in map_.nodes
        if isinstance(node, Evidence) and node.reference in subject.outgoing
    ]
    for question in map_.answerable:
        if len(question.positions) < 2:
            continue
        by_node = moved(assessment, [[node.reference] for node in evidence], question.positions)
        for node, effects in zip(evidence, by_node, strict=True):
            largest = abs(effects).max()
            if largest >= MOVES and effects.max() - effects.min() <= ALIKE * largest:
                yield Finding(
                    f"{node.reference} moves all positions on {question.text or 'the question'!r} "
                    f"alike, by {effects.mean():+.2f} in log-odds",
                    node.origin,
                    "what it says about one position and not about another, or nothing",
                )


CHECK = Check(
    Rule(
        "AM602",
        "indifferent-evidence",
        "Evidence bears on all positions of a question alike.",
        Severity.WARNING,
    ),
    "Evidence that fits every hypothesis equally well has no diagnostic value (Heuer, Psychology "
    "of Intelligence Analysis, 1999, chapter 8), however reliable it is. Often it bears more on "
    "one position than on another, and the links do not say so yet.",
    """\
# Which way? {question: way}

[North]: We go north. #assessment
    + [Dry]: The roads are dry. {.5, B3}
    - [Steep]: It is steep.

[South]: We go south. #assessment
    + [Dry] {.5}
    - [Steep]
""",
    find,
)
