"""Statements that support each other in a circle lift themselves."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity
from argmap.model.link import Polarity


def find(subject: Subject) -> Iterator[Finding]:
    map_ = subject.map
    lifts: dict[str, list[str]] = {node.reference: [] for node in map_.nodes}
    for link in map_.links:
        if link.polarity in (Polarity.SUPPORT, Polarity.PREMISE) and map_.counts(link):
            assert isinstance(link.target, str)
            lifts[link.source].append(link.target)
    for circle in _circles(lifts):
        node = map_.by_reference[circle[0]]
        yield Finding(
            f"{' supports '.join((*circle, circle[0]))}: a circle of support",
            node.origin,
            "the relation in the one direction in which it is a reason",
        )


def _circles(leads_to: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """One circle for each place where a walk comes back to itself; no recursion."""
    done: set[str] = set()
    for root in leads_to:
        if root in done:
            continue
        path: list[str] = [root]
        on_path = {root: 0}
        waiting = [iter(leads_to[root])]
        while path:
            following = next(waiting[-1], None)
            if following is None:
                done.add(path[-1])
                del on_path[path.pop()]
                waiting.pop()
            elif following in on_path:
                yield tuple(path[on_path[following] :])
            elif following not in done:
                on_path[following] = len(path)
                path.append(following)
                waiting.append(iter(leads_to[following]))


CHECK = Check(
    Rule("AM612", "loop-of-support", "Statements support each other.", Severity.WARNING),
    "Each turn of the circle raises the next statement, so that a claim becomes a reason for "
    "itself. Mutual attack is ordinary disagreement; mutual support is one reason counted twice.",
    """\
[Trust]: They trust each other.
    + [Cooperation]: They cooperate.

[Cooperation]
    + [Trust]
""",
    find,
)
