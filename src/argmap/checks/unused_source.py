"""A source that is described and never cited is a slip, or a voice that was left out."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    used = {source.document for source in map_.sources}
    for node in map_.nodes:
        if node.citation is not None:
            used.update((node.citation.source, node.citation.document))
    for source in map_.sources:
        if source.id not in used:
            yield Finding(
                f"the source {source.id!r} is described and never cited",
                source.origin,
                "its id in the braces of what it vouches for, or nothing",
            )


CHECK = Check(
    Rule("AM604", "unused-source", "A source is described and never cited.", Severity.WARNING),
    "Either something that the source says was forgotten, or the description is left over.",
    """\
===
argmap:
    version: 1
    sources: {report: A report, letter: A letter}
===

[Conclusion]: It follows. {report, p1}
""",
    find,
)
