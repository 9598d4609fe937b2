"""A saturated position hardly reacts any more, and small differences between such mean little."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity


def find(subject: Subject) -> Iterator[Finding]:
    if subject.assessment is None:
        return
    for caveat in subject.assessment.warnings:
        if caveat.kind == "saturated":
            yield Finding(
                caveat.message,
                subject.map.by_reference[caveat.references[0]].origin,
                "one node for what says the same thing twice, or lower weights",
            )


CHECK = Check(
    Rule("AM610", "saturation", "A position's log-odds are beyond 4.", Severity.WARNING),
    "Beyond log-odds of 4 (a score above .982 or below .018) another reason of the same kind no "
    "longer shows in the score. Mostly the same thing has been counted under several names.",
    """\
[Conclusion]: It follows.
    + [One]: The first thing. {1, A1}
    + [Two]: The second thing. {1, A1}
    + [Three]: The third thing. {1, A1}
    + [Four]: The fourth thing. {1, A1}
    + [Five]: The fifth thing. {1, A1}
""",
    find,
)
