"""A voice that is cited without the document in which it was read cannot be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    documents = {source.document for source in map_.sources} | {
        node.citation.document for node in map_.nodes if node.citation is not None
    }
    for node in map_.nodes:
        citation = node.citation
        if citation is None or citation.source is None or citation.source in documents:
            continue
        source = map_.sources_by_id[citation.source]
        if citation.document is None and source.document is None and citation.locator is None:
            yield Finding(
                f"{node.reference} cites {citation.source!r}, and no document in which to find it",
                node.origin,
                "in: and the document, here, on a heading, or on the source; or a place in it",
            )


CHECK = Check(
    Rule("AM616", "unplaced-source", "A source is cited without a document.", Severity.WARNING),
    "Who vouches and where it was read are two things: a minister's denial may be known from a "
    "newspaper only. Without the document nobody can go back to the words.",
    """\
===
argmap: {version: 1, sources: {minister: The minister}}
===

[Conclusion]: It follows.
    + [Denied]: The minister denied it. {.5, minister, C3}
""",
    find,
)
