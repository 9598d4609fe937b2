"""An expectation is a sentence about strengths that can be met or not: `A > B`, `A first`."""

from __future__ import annotations

import enum
import re

from attrs import field, frozen

from argmap.diagnostics import Span
from argmap.errors import ScenarioError


class Relation(enum.Enum):
    """What is expected of a strength. The first four compare, the next three look at the base
    (the same map under no scenario), the last at the ranking."""

    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    UP = "up"
    DOWN = "down"
    WITHIN = "within"
    FIRST = "first"


#: The relations that only a scenario can be held to.
AGAINST_BASE = frozenset({Relation.UP, Relation.DOWN, Relation.WITHIN})

_WORD = re.compile(r"(?P<subject>\S.*?)\s+(?P<word>up|down|first)")
_WITHIN = re.compile(r"(?P<subject>\S.*?)\s+within\s+(?P<bound>\S+)")
_COMPARED = re.compile(r"(?P<subject>\S.*?)\s+(?P<sign>>=|<=|>|<)\s+(?P<other>\S.*)")


@frozen
class Expectation:
    """`subject` and `other` are references or bare titles; `bound` is a number in [0, 1]."""

    subject: str
    relation: Relation
    other: str | None = None
    bound: float | None = None
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)

    @classmethod
    def parse(cls, text: str, *, origin: Span | None = None) -> Expectation:
        """`A > B`, `A >= .6`, `A up`, `A down`, `A first`, `A within .05`.

        Raises `ScenarioError` when the text is none of these.
        """
        whole = text.strip()
        found = _WORD.fullmatch(whole)
        if found:
            return cls(found["subject"], Relation(found["word"]), origin=origin)
        found = _WITHIN.fullmatch(whole)
        if found:
            bound = _number(found["bound"])
            if bound is not None:
                return cls(found["subject"], Relation.WITHIN, None, bound, origin=origin)
        found = _COMPARED.fullmatch(whole)
        if found:
            bound = _number(found["other"])
            other = found["other"] if bound is None else None
            return cls(found["subject"], Relation(found["sign"]), other, bound, origin=origin)
        raise ScenarioError(
            f"{text!r} expects nothing that can be checked; write A > B, A >= .6, A up, A down, "
            "A first or A within .05"
        )

    def __str__(self) -> str:
        rest = self.other if self.bound is None else f"{self.bound:g}"
        return f"{self.subject} {self.relation.value}" + ("" if rest is None else f" {rest}")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0.0 <= number <= 1.0 else None
