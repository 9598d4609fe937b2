"""Statements that bear on each other in a circle may have more than one answer."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity

_KINDS = frozenset({"unsettled", "not-unique", "uncertified"})


def find(subject: Subject) -> Iterator[Finding]:
    if subject.assessment is None:
        return
    for caveat in subject.assessment.warnings:
        if caveat.kind in _KINDS:
            first = caveat.references[0]
            node = subject.map.by_reference.get(first)
            yield Finding(
                caveat.message,
                node.origin if node is not None else None,
                "lower weights in the circle, or the relation in one direction only",
            )


CHECK = Check(
    Rule(
        "AM613",
        "uncertified-cycle",
        "Nothing proves that a cycle has one answer.",
        Severity.WARNING,
    ),
    "On a cycle strengths are a fixed point. A certificate proves that it is the only one. Where "
    "there is none, the numbers are one answer among possibly several, and which one is found "
    "depends on where the search begins (argmap always begins at the initial weights).",
    """\
<One>: The first step. {weight: 1}
    _ <Two>

<Two>: The second step. {weight: 1}
    _ <One>

[North]: We go north.
    + <One>
    - <Two>
""",
    find,
)
