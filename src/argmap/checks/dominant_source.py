"""A position that hangs on one voice falls with it."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.checks.without import moved
from argmap.diagnostics import Rule, Severity

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
    sources = list(by_source)
    effects = abs(moved(assessment, list(by_source.values()), map_.positions))
    for position, own in zip(map_.positions, effects.T, strict=True):
        total, largest = own.sum(), int(own.argmax())
        if total > 0.0 and own[largest] > SHARE * total:
            yield Finding(
                f"{sources[largest]!r} gives {own[largest] / total:.0%} of what all sources "
                f"contribute to {position}",
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
