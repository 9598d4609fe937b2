"""Weights, ranges, grades and the numbers behind them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import WeightError
from argmap.model import weight as weights
from argmap.model.weight import Grade, Range, Scales


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.mark.parametrize("value", [1.2, -0.1, math.nan, math.inf, "high", True, None, {}])
def test_what_is_no_weight(value: object) -> None:
    with pytest.raises(WeightError):
        weights.weight(value)


@pytest.mark.parametrize("value", [[0.9, 0.5, 0.1], [0.1, 0.5], [0.1, 0.2, 1.3], [0, 0, "x"]])
def test_what_is_no_range(value: object) -> None:
    with pytest.raises(WeightError):
        weights.weight(value)


@given(st.floats(0, 1))
def test_every_number_from_0_to_1_is_a_weight(value: float) -> None:
    assert weights.weight(value) == value
    assert math.copysign(1, weights.unit(value)) == 1  # no minus zero


@pytest.mark.parametrize("value", [0.5, 0, -1, math.nan, math.inf, "3", True])
def test_what_is_no_likelihood_ratio(value: object) -> None:
    with pytest.raises(WeightError):
        weights.likelihood_ratio(value)


def test_a_ratio_below_one_is_told_its_opposite() -> None:
    with pytest.raises(WeightError, match="opposite link with 4"):
        weights.likelihood_ratio(0.25)


@pytest.mark.parametrize(
    ("text", "letter", "digit"),
    [("B3", "B", "3"), ("F6", "F", "6"), ("C", "C", None), ("2", None, "2")],
)
def test_grades_are_read_and_shown(text: str, letter: str | None, digit: str | None) -> None:
    grade = Grade.parse(text)
    assert (grade.reliability, grade.credibility, str(grade)) == (letter, digit, text)


@pytest.mark.parametrize("text", ["", "G1", "A7", "AB", "b3", "B33", "3B", "\u00b3"])
def test_what_is_no_grade(text: str) -> None:
    with pytest.raises(WeightError):
        Grade.parse(text)


# .6 logit c + .4 logit r, by hand from A-E and 1-5 = .95 .80 .65 .35 .10 and F = 6 = .50
@pytest.mark.parametrize(
    ("grade", "mode"),
    [
        ("A1", 0.95),
        ("B3", expit(0.6 * logit(0.65) + 0.4 * logit(0.80))),
        ("E5", 0.10),
        ("C", 0.65),
        ("4", 0.35),
        ("F6", 0.5),
        ("F1", expit(0.6 * logit(0.95))),
        ("A6", expit(0.4 * logit(0.95))),
        ("F", 0.5),
    ],
)
def test_modes(grade: str, mode: float) -> None:
    assert weights.graded(Grade.parse(grade), Scales()).mode == pytest.approx(mode, abs=1e-12)


def test_no_grade_is_one_half() -> None:
    assert weights.graded(Grade(), Scales()).mode == 0.5


def test_low_and_high_lie_half_a_step_away() -> None:
    found = weights.graded(Grade.parse("B3"), Scales())
    # Midpoints in logit towards C and A for the letter, towards 4 and 2 for the digit.
    low = 0.6 * (logit(0.65) + logit(0.35)) / 2 + 0.4 * (logit(0.80) + logit(0.65)) / 2
    high = 0.6 * (logit(0.65) + logit(0.80)) / 2 + 0.4 * (logit(0.80) + logit(0.95)) / 2
    assert (found.low, found.high) == pytest.approx((expit(low), expit(high)))


def test_the_ends_are_mirrored_and_the_unknown_moves_between_two_and_eight() -> None:
    best = weights.graded(Grade.parse("A"), Scales())
    step = (logit(0.95) - logit(0.80)) / 2
    assert best.low == pytest.approx(expit(logit(0.95) - step))
    assert best.high == pytest.approx(expit(logit(0.95) + step))
    worst = weights.graded(Grade.parse("5"), Scales())
    step = (logit(0.35) - logit(0.10)) / 2
    assert worst.low == pytest.approx(expit(logit(0.10) - step))
    unknown = weights.graded(Grade.parse("F6"), Scales())
    assert (unknown.low, unknown.high) == pytest.approx((0.2, 0.8))


@given(st.sampled_from("ABCDEF"), st.sampled_from("123456"))
def test_ranges_are_in_order(letter: str, digit: str) -> None:
    found = weights.graded(Grade(letter, digit), Scales())
    assert 0 < found.low < found.mode < found.high < 1


@pytest.mark.parametrize(
    "table",
    [
        {"A": 0.9},
        dict.fromkeys("ABCDE", 0.5),
        dict(zip("ABCDE", (1, 0.8, 0.6, 0.4, 0.2), strict=True)),
    ],
)
def test_scales_fall_and_are_complete(table: dict[str, float]) -> None:
    with pytest.raises(WeightError):
        Scales(reliability=table)


def test_what_fills_in_a_weight_nobody_states() -> None:
    scales = Scales()
    assert weights.initial(0.3, Grade.parse("A1"), scales) == 0.3
    assert weights.initial(None, None, scales) == 0.5
    assert weights.initial(None, None, scales, fed=True) == 1.0
    assert weights.initial(None, None, scales, fed=False) == 0.5
    assert weights.mode(weights.initial(None, Grade.parse("E"), scales)) == pytest.approx(0.1)
    assert weights.mode(Range(0.1, 0.2, 0.4)) == 0.2
