"""What bears on nothing was written for nothing, or lost its relation."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.map.nodes:
        if node.reference in subject.map.positions or node.reference in subject.outgoing:
            continue
        yield Finding(
            f"{node.reference} bears on nothing",
            node.origin,
            "a relation, or a note of another statement",
        )


CHECK = Check(
    Rule("AM611", "idle-node", "A statement or argument bears on nothing.", Severity.WARNING),
    "Only positions stand at the end of an argument. Everything else should lead somewhere; what "
    "leads nowhere is scored and read, and changes nothing.",
    """\
# Which way? {question: way}

[North]: We go north. #assessment
    - [Steep]: It is steep. {B3}

[Sunny]: It is sunny. {B3}
""",
    find,
)
