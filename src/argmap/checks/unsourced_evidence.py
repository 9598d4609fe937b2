"""Evidence is somebody's word; without a source nobody can weigh whose."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.node import Evidence


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.map.nodes:
        if not isinstance(node, Evidence):
            continue
        if node.citation is None or node.citation.voucher is None:
            yield Finding(
                f"{node.reference} is evidence, and nobody vouches for it",
                node.origin,
                "the id of its source in the braces, or in: on a heading above",
            )


CHECK = Check(
    Rule("AM605", "unsourced-evidence", "Evidence has no source.", Severity.WARNING),
    "A grade without a source cannot be checked, cannot be distrusted in a scenario, and cannot "
    "be counted once when the same voice speaks twice.",
    """\
[Conclusion]: It follows.
    + [Seen]: Somebody saw it. {.5, C3}
""",
    find,
)
