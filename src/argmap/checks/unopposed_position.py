"""A position that nothing counts against was not weighed."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.link import Polarity


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    against = (Polarity.ATTACK, Polarity.CONTRADICT)
    for reference in map_.positions:
        links = map_.incoming.get(reference, ())
        if not any(link.polarity in against and map_.counts(link) for link in links):
            yield Finding(
                f"nothing counts against {reference}",
                map_.by_reference[reference].origin,
                "what its opponents would say, below it, after -",
            )


CHECK = Check(
    Rule("AM601", "unopposed-position", "Nothing counts against a position.", Severity.WARNING),
    "A ranking compares. A position with reasons on one side only wins by default, and a reader "
    "who knows the other side stops trusting the map. `><` between positions of one question "
    "does not count: rivals are drawn against each other, not scored.",
    """\
# Which way? {question: way}

[North]: We go north. #assessment
    + [Shorter]: It is shorter. {B3}

[South]: We go south. #assessment
    - [Longer]: It is longer. {B3}
""",
    find,
)
