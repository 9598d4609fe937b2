"""How a diagnostic is printed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Diagnostic, Rule, Severity, SourceText, Span, in_order
from argmap.errors import UnknownName
from argmap.registry import Registry
from argmap.rendering import as_github, as_sarif, as_text, visible

RULE = Rule("AM999", "test", "A test.")


def at(text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(RULE, "wrong", Span(SourceText("x", text), start, end), "right")


def test_the_line_has_a_caret_below_the_place() -> None:
    assert as_text(at("one\ntwo three\n", 8, 13)) == (
        "x:2:5: error[AM999] wrong\n2 | two three\n        ^^^^^\n  = remedy: right"
    )


def test_wide_characters_count_twice_and_combining_ones_not_at_all() -> None:
    shown = as_text(at("漢字 e\u0301 x", 6, 7)).splitlines()
    assert shown[2] == " " * (4 + 4 + 1 + 1 + 1) + "^"


def test_long_lines_are_cut_around_the_place() -> None:
    shown = as_text(at("a" * 5000 + "!" + "b" * 5000, 5000, 5001)).splitlines()
    assert len(shown[1]) < 120
    assert shown[1][shown[2].index("^")] == "!"


def test_nothing_in_a_text_reaches_the_terminal_raw() -> None:
    assert "\x1b" not in as_text(at("\x1b[31m\u202e", 0, 1))
    assert visible("a\x1bb") == "a\\x1bb"


@given(st.text(), st.data())
def test_any_place_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(SourceText("x", text), start, end)
    line, column = span.line, span.column
    assert text.split("\n")[line - 1][: column - 1] == text[start - column + 1 : start]
    as_text(at(text, start, end))


def test_order_and_repetition() -> None:
    late, early = at("abc", 2, 3), at("abc", 0, 1)
    assert in_order([late, early, late]) == (early, late)


def test_a_whole_file_has_its_first_place() -> None:
    diagnostic = Diagnostic(RULE, "wrong", None, "right", file="y")
    assert as_text(diagnostic) == "y:1:1: error[AM999] wrong\n  = remedy: right"


def test_registries_say_what_is_near() -> None:
    registry = Registry("rule", (RULE,))
    assert registry.named("test") is RULE
    with pytest.raises(UnknownName, match="did you mean 'test'"):
        registry.named("tets")
    with pytest.raises(ValueError, match="two values"):
        Registry("rule", (RULE, RULE))


def test_sarif_has_rules_results_and_places() -> None:
    note = Diagnostic(Rule("AM998", "note", "A note.", Severity.NOTE), "so", None, "do", file="a b")
    log = json.loads(as_sarif([at("one\ntwo three\n", 8, 13), note], version="1.2"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["AM998", "AM999"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 10}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b"
    assert (first["level"], second["level"]) == ("error", "note")


def test_annotations_are_one_line_each() -> None:
    assert as_github([at("x", 0, 1)]) == (
        "::error file=x,line=1,col=1,title=AM999 test::wrong%0Aremedy: right"
    )


def test_a_diagnostic_in_one_line() -> None:
    assert str(at("abc", 1, 2)) == "x:1:2: error[AM999] wrong"
