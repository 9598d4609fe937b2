"""What the authors expected of their own map, and the map does not do."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.analysis.expectations import unmet
from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule
from argmap.errors import SemanticsError


def find(subject: Subject) -> Iterator[Finding]:
    try:
        missed = unmet(subject.map)
    except SemanticsError:
        return
    for one in missed:
        where = f"under {one.scenario.id!r} " if one.scenario else ""
        yield Finding(
            f"{where}expected: {one.expectation}; but {one.because}",
            one.expectation.origin,
            "what the numbers say, when the map is right; a changed map, when it is not",
        )


CHECK = Check(
    Rule("AM617", "unmet-expectation", "The map does not do what was expected of it."),
    "An expectation is argued from the texts before anybody looks at a number. When the number "
    "disagrees, one of the two is wrong, and it is worth knowing which. Do not tune weights until "
    "the expectation is met: then neither says anything any more.",
    """\
===
argmap:
    version: 1
    expect: [North first]
    scenarios: {flood: {drop: [Dry], expect: [North down]}}
===

# Which way? {question: way}

[North]: We go north. #assessment
    - [Steep]: It is steep. {.8, B3}

[South]: We go south. #assessment
    + [Dry]: The roads are dry. {.5, B3}
""",
    find,
)
