"""Each check objects to its own example, where it should, and to nothing once that is mended."""

from __future__ import annotations

import pytest

from argmap.checks import CHECKS, UNUSED_ALLOWANCE, Check, allowed, check
from argmap.diagnostics import Severity
from argmap.text.read import parse
from argmap.text.rules import RULES

#: What each example needs so that its check is silent: a text of it, and what replaces that.
MENDED = {
    "unopposed-position": ("    + [Shorter]", "    - [Shorter]"),
    "indifferent-evidence": ("    + [Dry] {.5}", "    + [Dry] {.1}"),
    "unargued-claim": ("might say so.", "might say so. #assumption"),
    "unused-source": ("{report, p1}", "{report, p1, note: a}\n    + [Two]: More. {letter, p1}"),
    "unsourced-evidence": (
        "[Conclusion]",
        "===\nargmap: {version: 1, sources: {x: X}}\n===\n\n# Heading {in: x}\n\n[Conclusion]",
    ),
    "undated": ("it. {.5", "it. #undated {.5"),
    "thesis-as-support": ("{.2, B3}", "{.9, B3}"),
    "dominant-source": ("{.9, loud, p2, A1}", "{.5, soft, p2, C3}"),
    "same-source-order": ("{.6, chatty, p2, B2}", "{.6, terse, p2, B2}"),
    "uncertified-cycle": ("step. {weight: 1}\n    _ <One>", "step. {weight: 1}"),
    "saturation": ("{1, A1}", "{.5, A1}"),
    "idle-node": ("sunny. {B3}", "sunny. {B3}\n    +> [North]"),
    "loop-of-support": ("    + [Trust]\n", "    - [Trust]\n"),
    "similar-titles": ("[Arms deals]", "[Old contracts]"),
    "reflected-prior": ("{.5, report, p2, B3}", "{.5, p2, B3}"),
    "unmet-expectation": (
        "expect: [North first]\n    scenarios: {flood: {drop: [Dry], expect: [North down]}}",
        "expect: [South first]\n    scenarios: {flood: {drop: [Dry], expect: [South down]}}",
    ),
    "unplaced-source": ("{.5, minister, C3}", "{.5, minister, p1, C3}"),
}


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_the_example_is_objected_to_and_can_be_mended(one: Check) -> None:
    reading = parse(one.example)
    assert reading.ok, reading.diagnostics
    found = check(reading.required(), checks=[one])
    assert found
    assert {diagnostic.code for diagnostic in found} == {one.rule.code}
    assert all(diagnostic.span is not None for diagnostic in found)
    old, new = MENDED[one.name]
    assert old in one.example
    mended = parse(one.example.replace(old, new))
    assert mended.ok, mended.diagnostics
    assert not check(mended.required(), checks=[one])


def test_codes_are_apart_from_those_of_reading_and_never_errors() -> None:
    reading = {rule.code for rule in RULES}
    for one in CHECKS:
        assert one.rule.code not in reading
        assert one.rule.code.startswith("AM6")
        # What others may see differently is no error; what the authors themselves expected is.
        assert (one.rule.severity is Severity.ERROR) == (one.name == "unmet-expectation")


TEXT = """\
// allow AM603: everybody knows this much
[A]: One.
    + [B]: Two. // allow AM603: taken for granted by both sides
    + [C]: Three.

// allow AM603 on [C]: said elsewhere at length
// allow AM601 AM602: this allows nothing

[D]: Four. {if: [A]}
"""


def test_comments_allow_what_is_objected_to() -> None:
    reading = parse(TEXT, name="x")
    assert reading.ok, reading.diagnostics
    map_ = reading.required()
    found = check(map_, checks=[CHECKS.named("unargued-claim")])
    assert [one.place[1] for one in found] == [3, 4]
    left = allowed(map_, found, reading.allowances, "x")
    assert [(one.code, one.place[1]) for one in left] == [
        (UNUSED_ALLOWANCE.code, 1),
        (UNUSED_ALLOWANCE.code, 7),
    ]


def test_what_a_file_allows_by_name_it_allows_for_itself_alone() -> None:
    reading = parse(TEXT, name="x")
    map_ = reading.required()
    found = check(map_, checks=[CHECKS.named("unargued-claim")])
    left = allowed(map_, found, reading.allowances, "a file that includes x")
    assert [(one.code, one.place[1]) for one in left] == [("AM603", 4)]


def test_one_comment_may_name_several() -> None:
    reading = parse("// allow AM611 on [A], <R>: for the sake of the test\n\n[A]: One.\n", name="x")
    assert [one.reference for one in reading.allowances] == ["[A]", "<R>"]
    assert len({one.reason for one in reading.allowances}) == 1


@pytest.mark.parametrize(
    "comment", ["allow AM603", "allow: reason", "allow AM603:", "allow AMx: y"]
)
def test_an_allowance_needs_a_code_and_a_reason(comment: str) -> None:
    assert [one.code for one in parse(f"[A]: One. // {comment}\n").diagnostics] == ["AM217"]


def test_other_comments_that_speak_of_allowing_are_comments() -> None:
    assert parse("[A]: One. // allow me to say so\n").diagnostics == ()
