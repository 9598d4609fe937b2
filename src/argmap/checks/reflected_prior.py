"""A prior read from a text already reflects what that text says: saying it again counts twice."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.link import Polarity
from argmap.model.node import EVENT, Node


def _document(node: Node) -> str | None:
    citation = node.citation
    return None if citation is None else citation.document or citation.source


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    for node in map_.nodes:
        document = _document(node)
        if EVENT not in node.tags or document is None:
            continue
        for link in map_.incoming.get(node.reference, ()):
            if link.polarity not in (Polarity.SUPPORT, Polarity.ATTACK) or not map_.counts(link):
                continue
            if _document(map_.by_reference[link.source]) == document:
                yield Finding(
                    f"the prior of {node.reference} was read from {document!r}, and "
                    f"{link.source} from the same text moves it once more",
                    link.origin,
                    "the prior as it would be without this, or the reason left out",
                )


CHECK = Check(
    Rule(
        "AM615",
        "reflected-prior",
        "An event's prior is moved by what it already reflects.",
        Severity.WARNING,
    ),
    "The weight of an event is its prior. When it was read from a document, it reflects "
    "everything that document says about the event; a reason from the same document that "
    "attacks or supports the event is then counted a second time.",
    """\
===
argmap: {version: 1, sources: {report: A report}}
===

[Deal renewed]: The deal is renewed. #event {report, p1, C4}
    - [Talks stall]: The talks have stalled. {.5, report, p2, B3}
""",
    find,
)
