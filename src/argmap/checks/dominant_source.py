"""A position that hangs on one voice falls with it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.ranking import log_odds
from argmap.solver import solve

#: The share of all sources' contributions that one source may have.
SHARE = 0.5


def find(subject: Subject) -> Iterator[Finding]:
    assessment, map_ = subject.assessment, subject.map
    if assessment is None or not assessment.converged:
        return
    by_source: dict[str, list[str]] = {}
    for node in map_.nodes:
        if node.citation is not None and node.citation.cited and node.citation.voucher:
            by_source.setdefault(node.citation.voucher, []).append(node.reference)
    if len(by_source) < 2:
        return
    qbaf = assessment.qbaf
    moved: dict[str, dict[str, float]] = {position: {} for position in map_.positions}
    for source, references in by_source.items():
        clamp = np.full(qbaf.size, np.nan)
        clamp[[qbaf.index[reference] for reference in references]] = 0.0
        without = solve(qbaf, assessment.semantics, clamp=clamp).strengths
        for position, effects in moved.items():
            before = log_odds(assessment.strengths[position])
            effects[source] = abs(before - log_odds(float(without[qbaf.index[position]])))
    for position, effects in moved.items():
        total = sum(effects.values())
        largest = max(effects, key=lambda source: effects[source])
        if total > 0.0 and effects[largest] > SHARE * total:
            yield Finding(
                f"{largest!r} gives {effects[largest] / total:.0%} of what all sources contribute "
                f"to {position}",
                map_.by_reference[position].origin,
                "other voices, or the reason why this one is enough",
            )


CHECK = Check(
    Rule(
        "AM608",
        "dominant-source",
        "One source gives more than half of what bears on a position.",
        Severity.WARNING,
    ),
    "The contribution of a source is how far a position's log-odds move when everything it "
    "vouches for is dropped. Where one source has more than half of the sum over all sources, "
    "the assessment is that source's view in other words.",
    """\
===
argmap: {version: 1, sources: {loud: A loud voice, soft: A soft one, other: Another}}
===

[Conclusion]: It follows.
    + [One]: The first thing. {.9, loud, p1, A1}
    + [Two]: The second thing. {.9, loud, p2, A1}
    + [Three]: The third thing. {.5, soft, p1, A1}
    - [Four]: The fourth thing. {.5, other, p1, A1}
""",
    find,
)
