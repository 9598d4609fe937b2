"""A claim that nobody argues or vouches for should not carry weight unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.node import ASSUMPTION, Claim


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    for node in map_.nodes:
        if not isinstance(node, Claim) or node.weight is not None or ASSUMPTION in node.tags:
            continue
        if node.citation is not None and node.citation.cited:
            continue
        if node.reference in map_.positions or map_.incoming.get(node.reference):
            continue
        if any(map_.counts(link) for link in subject.outgoing.get(node.reference, ())):
            yield Finding(
                f"nobody argues {node.reference} or vouches for it, and it counts at the default "
                "of one half",
                node.origin,
                "a reason below it, a source or a grade, weight: …, or #assumption",
            )


CHECK = Check(
    Rule(
        "AM603",
        "unargued-claim",
        "A claim bears on something at its default weight, without a reason or a source.",
        Severity.WARNING,
    ),
    "The default weight of one half stands for not knowing. A claim that carries weight should "
    "say where it has its strength from; one that is taken for granted should say so with "
    "`#assumption`.",
    """\
[Conclusion]: It follows.
    + [Said]: Somebody might say so.
""",
    find,
)
