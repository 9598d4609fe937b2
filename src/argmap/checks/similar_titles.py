"""Two titles that look alike are one title mistyped, or will be mistaken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Rule, Severity

_SMALL_WORDS = frozenset({"a", "an", "and", "in", "is", "of", "on", "the", "to"})


def find(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for node in subject.map.nodes:
        if node.title is None or (node.is_step and getattr(node, "step", None) not in (None, 1)):
            continue
        plain = _plain(node.title)
        known = seen.setdefault(plain, node.reference)
        if known != node.reference and known[1:-1] != node.title:
            yield Finding(
                f"{node.reference} and {known} are nearly the same title",
                node.origin,
                "one title for both, or two that tell them apart",
            )


def _plain(title: str) -> str:
    """The title without case, signs, small words, plural s and the order of words."""
    words = re.findall(r"\w+", title.casefold())
    return (
        " ".join(sorted(word.removesuffix("s") for word in words if word not in _SMALL_WORDS))
        or title
    )


CHECK = Check(
    Rule("AM614", "similar-titles", "Two titles are nearly the same.", Severity.WARNING),
    "Titles are how statements are referred to. Two that differ in case, small words, a plural "
    "or the order of words are either meant to be one, and then the reasons are split between "
    "them, or will be mixed up by the next person who writes.",
    """\
[Arms deal]: There is a deal.
    + [Arms deals]: There are deals. {B3}
""",
    find,
)
