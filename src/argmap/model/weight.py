"""A weight is a number in [0, 1] or a range; where nobody states one, it is filled in here."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from attrs import Factory, field, frozen

from argmap.errors import WeightError

#: Initial weight of a statement, and of an Argument that has no ground and no premise.
STATEMENT_DEFAULT = 0.5
#: Initial weight of an Argument with grounds or premises: a step passes on what reaches it.
STEP_DEFAULT = 1.0
#: Weight of a link.
LINK_DEFAULT = 1.0
#: Words for link weights.
LINK_WORDS: Mapping[str, float] = {"weak": 0.3, "moderate": 0.5, "strong": 0.8}


def unit(value: object) -> float:
    """`value` as a float in [0, 1]; raises `WeightError` for anything else, NaN included."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WeightError(f"a weight is a number from 0 to 1, not {value!r}")
    if not 0.0 <= value <= 1.0:  # also false for NaN
        raise WeightError(f"a weight lies between 0 and 1, and {value!r} does not")
    return float(value) + 0.0  # -0.0 becomes 0.0


@frozen
class Range:
    """A weight nobody knows exactly: 0 ≤ low ≤ mode ≤ high ≤ 1. The mode is what is scored."""

    low: float = field(converter=unit)
    mode: float = field(converter=unit)
    high: float = field(converter=unit)

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.mode <= self.high:
            raise WeightError(
                f"a range is low ≤ mode ≤ high, and [{self.low:g}, {self.mode:g}, {self.high:g}] "
                "is not in that order"
            )

    def __str__(self) -> str:
        return f"[{self.low:g}, {self.mode:g}, {self.high:g}]"


Weight: TypeAlias = float | Range


def weight(value: object) -> Weight:
    """A number, a `Range`, or three numbers low, mode, high; raises `WeightError` otherwise."""
    if isinstance(value, Range):
        return value
    if isinstance(value, (list, tuple)):
        if len(value) != 3:
            raise WeightError(f"a range has three numbers, low, mode and high, not {len(value)}")
        return Range(*value)
    return unit(value)


def optional_weight(value: object) -> Weight | None:
    """As `weight`; None stays None, which means that nobody stated one."""
    return None if value is None else weight(value)


def mode(value: Weight) -> float:
    """The number that is scored."""
    return value.mode if isinstance(value, Range) else value


def likelihood_ratio(value: object) -> float:
    """A finite number ≥ 1, of which the natural logarithm acts as link weight."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise WeightError(f"a likelihood ratio is a finite number of at least 1, not {value!r}")
    if value < 1:
        raise WeightError(
            f"a likelihood ratio is at least 1, and {value:g} is less: write the opposite link "
            f"with {1 / value if value > 0 else math.inf:g}"
        )
    return float(value)


def _scale(names: str, what: str) -> Callable[[Any, Any, Mapping[str, float]], None]:
    def check(_instance: Any, _attribute: Any, table: Mapping[str, float]) -> None:
        if set(table) != set(names):
            raise WeightError(f"a scale of {what} has exactly the levels {', '.join(names)}")
        values = [table[name] for name in names]
        if not all(0 < unit(value) < 1 for value in values):
            raise WeightError(f"the levels of {what} lie strictly between 0 and 1")
        if any(high <= low for high, low in itertools.pairwise(values)):
            raise WeightError(f"the levels of {what} fall from {names[0]} to {names[-1]}")

    return check


_LEVELS = (0.95, 0.80, 0.65, 0.35, 0.10)
_UNKNOWN = 0.5
_UNKNOWN_LOW, _UNKNOWN_HIGH = 0.2, 0.8


@frozen
class Scales:
    """The numbers behind the letters A–E and the digits 1–5 of a grade.

    argmap's own convention: no standard maps letters to numbers. F and 6 mean "cannot be
    judged" and stand for .5 always.
    """

    reliability: Mapping[str, float] = field(
        default=Factory(lambda: dict(zip("ABCDE", _LEVELS, strict=True))),
        validator=_scale("ABCDE", "reliability"),
        hash=False,
    )
    credibility: Mapping[str, float] = field(
        default=Factory(lambda: dict(zip("12345", _LEVELS, strict=True))),
        validator=_scale("12345", "credibility"),
        hash=False,
    )


@frozen
class Grade:
    """How reliable the source (A–F) and how credible the report (1–6); either may be missing."""

    reliability: str | None = field(default=None)
    credibility: str | None = field(default=None)

    @reliability.validator
    def _letter(self, _attribute: object, value: str | None) -> None:
        if value is not None and (len(value) != 1 or value not in "ABCDEF"):
            raise WeightError(f"a source's reliability is a letter from A to F, not {value!r}")

    @credibility.validator
    def _digit(self, _attribute: object, value: str | None) -> None:
        if value is not None and (len(value) != 1 or value not in "123456"):
            raise WeightError(f"a report's credibility is a digit from 1 to 6, not {value!r}")

    @classmethod
    def parse(cls, text: str) -> Grade:
        """`B3`, or one of its halves; raises `WeightError` for anything else."""
        letter = text[:1] if text[:1].isalpha() else None
        digit = text[1:] if letter else text
        if not text or len(digit) > 1:
            raise WeightError(f"a grade is a letter A–F and a digit 1–6, such as B3, not {text!r}")
        return cls(letter, digit or None)

    def __str__(self) -> str:
        return (self.reliability or "") + (self.credibility or "")

    def or_else(self, other: Grade) -> Grade:
        """This grade, its missing half taken from `other`."""
        return Grade(self.reliability or other.reliability, self.credibility or other.credibility)


def graded(grade: Grade, scales: Scales) -> Range:
    """The initial weight that a grade stands for, with its range.

    logit p = .6 logit c + .4 logit r; one half alone stands for itself; none is .5. Low and
    high follow from the same formula with each known half moved half a step (midpoints in
    logit, mirrored at both ends) and an unknown half (F, 6) moved between .2 and .8.
    """
    halves = [
        (share, triple)
        for share, triple in (
            (0.6, _triple(grade.credibility, scales.credibility)),
            (0.4, _triple(grade.reliability, scales.reliability)),
        )
        if triple is not None
    ]
    if not halves:
        return Range(_UNKNOWN_LOW, _UNKNOWN, _UNKNOWN_HIGH)
    total = sum(share for share, _ in halves)
    low, mid, high = (
        _expit(sum(share * triple[at] for share, triple in halves) / total) for at in range(3)
    )
    return Range(low, mid, high)


def _triple(level: str | None, table: Mapping[str, float]) -> tuple[float, float, float] | None:
    if level is None:
        return None
    if level not in table:
        return _logit(_UNKNOWN_LOW), _logit(_UNKNOWN), _logit(_UNKNOWN_HIGH)
    names = list(table)
    names.sort()
    at = names.index(level)
    here = _logit(table[level])
    up = (_logit(table[names[at - 1]]) - here) / 2 if at > 0 else None
    down = (here - _logit(table[names[at + 1]])) / 2 if at + 1 < len(names) else None
    return (
        here - (down if down is not None else up or 0.0),
        here,
        here + (up if up is not None else down or 0.0),
    )


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def initial(
    stated: Weight | None, grade: Grade | None, scales: Scales, *, fed: bool | None = None
) -> Weight:
    """The initial weight where nobody states one is filled in here and nowhere else.

    `grade` is None for what is not cited; `fed` is None for a statement, and tells of an
    Argument whether it has grounds or premises.
    """
    if stated is not None:
        return stated
    if fed is not None:
        return STEP_DEFAULT if fed else STATEMENT_DEFAULT
    return STATEMENT_DEFAULT if grade is None else graded(grade, scales)
