"""A conclusion restated is no reason: what rests on it mainly rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.link import Link, Polarity
from argmap.model.weight import LINK_DEFAULT, mode


def _weight(link: Link) -> float:
    return LINK_DEFAULT if link.weight is None else mode(link.weight)


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    for node in map_.nodes:
        if node.is_thesis:
            continue
        supports = [
            link
            for link in map_.incoming.get(node.reference, ())
            if link.polarity is Polarity.SUPPORT
        ]
        restated = [link for link in supports if map_.by_reference[link.source].is_thesis]
        others = [_weight(link) for link in supports if link not in restated]
        if restated and max(map(_weight, restated)) > max(others, default=0.0):
            yield Finding(
                f"the strongest support of {node.reference} is a conclusion restated, "
                f"{restated[0].source}, which counts for nothing",
                node.origin,
                "the reasons that the thesis itself rests on",
            )


CHECK = Check(
    Rule(
        "AM607",
        "thesis-as-support",
        "The main support of a statement is a thesis.",
        Severity.WARNING,
    ),
    "What an author concludes is drawn and carries nothing, so that no conclusion is evidence for "
    "itself. A statement that has little else below it looks better argued than it is.",
    """\
[Conclusion]: It follows.
    + [They conclude so]: The authors conclude that it follows. #thesis {.8}
    + [Weak reason]: Something speaks for it. {.2, B3}
""",
    find,
)
