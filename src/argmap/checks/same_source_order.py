"""Where one voice counted twice decides the order, how much its repetitions count must be said."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from argmap.assessment import assess
from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity

#: The `same_source` with which the map is scored once more.
DISCOUNT = 0.5


def find(subject: Subject) -> Iterator[Finding]:
    assessment, map_ = subject.assessment, subject.map
    if assessment is None or map_.same_source > 0.0 or not map_.sources:
        return
    discounted = assess(evolve(map_, same_source=DISCOUNT, grounded=map_.grounded))
    for before, after in zip(assessment.rankings, discounted.rankings, strict=True):
        order = [place.reference for place in before]
        other = [place.reference for place in after]
        if order == other:
            continue
        at = next(i for i, (a, b) in enumerate(zip(order, other, strict=True)) if a != b)
        yield Finding(
            f"with same_source: {DISCOUNT:g}, {other[at]} comes before {order[at]}: the order "
            "hangs on counting one source's reports in full",
            map_.by_reference[order[at]].origin,
            f"same_source: {DISCOUNT:g} in the settings, or same: [Title] where a report repeats "
            "another",
        )


CHECK = Check(
    Rule(
        "AM609",
        "same-source-order",
        "The order of positions would change if one source's reports counted less together.",
        Severity.WARNING,
    ),
    "Two reports of one source for the same thing are not two independent reasons. By default "
    "each counts in full; `same_source: 0.5` counts all but the strongest of one source for one "
    "target by half. Where that changes the order, the map should decide.",
    """\
===
argmap: {version: 1, sources: {chatty: A chatty voice, terse: A terse one}}
===

# Which way? {question: way}

[North]: We go north. #assessment
    + [Dry]: The road is dry. {.6, chatty, p1, B2}
    + [Short]: The road is short. {.6, chatty, p2, B2}

[South]: We go south. #assessment
    + [Safe]: The road is safe. {1, terse, p1, A1}
""",
    find,
)
