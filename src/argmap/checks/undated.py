"""What was reported happened at some time; a map that does not say when cannot grow old."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity

#: The tag that says that the source gives no date.
UNDATED = "undated"


def find(subject: Subject) -> Iterator[Finding]:
    for node in subject.map.nodes:
        citation = node.citation
        if citation is None or not citation.cited or citation.date is not None:
            continue
        if UNDATED not in node.tags:
            yield Finding(
                f"{node.reference} is cited and has no date",
                node.origin,
                "2016, 2016-11 or 2015..2016 in the braces, or #undated when the source has none",
            )


CHECK = Check(
    Rule("AM606", "undated", "A cited statement has no date.", Severity.WARNING),
    "The date is that of the event, not of the text that reports it. Scenarios choose by it (what "
    "did we know before 2015?), and readers judge by it. Where the source gives none, `#undated` "
    "says that somebody looked.",
    """\
===
argmap: {version: 1, sources: {report: A report}}
===

[Conclusion]: It follows.
    + [Seen]: Somebody saw it. {.5, report, p4, C3}
""",
    find,
)
