"""A laid-out text says what it said; laid out twice it is what it was after once."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import argmap as am
from argmap.diagnostics import Severity
from argmap.reading import Reading
from argmap.text.read import parse, read
from argmap.writing.filling import WIDTH
from argmap.writing.layout import format_text

ROOT = Path(__file__).parents[2]
MAPS = sorted((ROOT / "arguments").glob("*.argdown"))
CONFORMANCE = ROOT.parent / "shared/argdown-conformance"

LINES = (
    *("[A]: One.", "[B]: Two words. #tag {.5}", "[C]: Three. {weight: .2, note: x}", "<R>: Step."),
    *(
        "    + [A]",
        "    - [B] {.5}",
        "        _ It was dark.",
        "    +> <R>",
        "  more of it",
        "    ",
    ),
    *("// a comment", "    // allow AM603: why", "/* two\n   lines */", "[A] // at the end", ""),
    *("# Heading {in: x}", "(1) A premise.", "----", "-- a rule {strength: .5} --", "(2) So."),
    *(
        "[D]: Long " + "word " * 30 + "{\n    note: x\n}",
        "{.5,  kremlin ,p12}",
        "1. item",
        "* item",
    ),
    *("\t+ A tab.", "@include(x.argdown)", "[E]: *Emphasis* and _more of it_, @[A].", "text \\[ x"),
    *("===\ntitle: x\n===", "        + [F]: Two levels.", "  + Between.", "--\nrule\n--", "<R>"),
    *(
        "[G]: " + "a - b + c (1) 2. ## <!-- x --> " * 6,
        "[H]: x {a: 1, # why\n  b: 2}",
        "- At once.",
    ),
)


def _said(reading: Reading) -> object:
    allowed = [(one.codes, one.reason, one.reference) for one in reading.allowances]
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    codes = [one.code for one in errors]
    map_ = reading.map
    if map_ is not None:  # the two languages differ in the order of links, which means nothing
        map_ = evolve(map_, links=sorted(map_.links, key=lambda link: str(link.reference)))
    return map_, codes, allowed


def _check(text: str) -> None:
    laid_out = format_text(text).text
    if laid_out is None:
        return
    assert format_text(laid_out).text == laid_out
    before, after = parse(text), parse(laid_out)
    assert all(line == line.rstrip() for line in laid_out.split("\n"))
    assert laid_out.endswith("\n") or not laid_out
    if before.ok:
        assert _said(before) == _said(after)


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
@example("[A]: x // allow AM603: a\n  long text that goes on")
@example("[A]: " + "word " * 19 + "\n  1999. So it was")
def test_any_lines(text: str) -> None:
    _check(text)


SIGNS = (
    *"[]<>{}()#*_@/\\|\"'`~,.:;-+=!?",
    *(
        "\n",
        "\n\n",
        "    ",
        "  ",
        "\t",
        "\n    + ",
        "\n    - ",
        "===\n",
        "--",
        "\n(1) ",
        "\n----\n",
    ),
    *(
        "//",
        "/*",
        "*/",
        "<!--",
        "-->",
        "[A]",
        "[A]: ",
        "<R>",
        "<R>: ",
        "#tag",
        "{.5}",
        "a",
        "word ",
    ),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_any_signs(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_maps_we_keep_are_laid_out(path: Path) -> None:
    assert format_text(path.read_text("utf-8")).text == path.read_text("utf-8")


@pytest.mark.parametrize("width", [50])
def test_another_width_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("argmap.writing.filling.WIDTH", width)
    for path in (one for one in (ROOT / "arguments").iterdir() if one.is_file()):
        text = path.read_text("utf-8")
        if path.suffix == ".argdown":
            laid_out = format_text(text).text
            assert laid_out is not None
            assert laid_out != text
            text = laid_out
        (tmp_path / path.name).write_text(text, "utf-8")
    for path in MAPS:
        assert _said(read(tmp_path / path.name)) == _said(read(path))


@pytest.mark.parametrize(
    ("written", "laid_out"),
    [
        ("\ufeff[A]:  One.\r\n\r\n\r\n[B]: Two.", "[A]: One.\n\n[B]: Two.\n"),
        ("[A]: One.\n[B]: Two.\n# Head\n[C]: x", "[A]: One.\n\n[B]: Two.\n\n# Head\n\n[C]: x\n"),
        ("[A]: One.\n\n    + Two.\n", "[A]: One.\n    + Two.\n"),
        ("[A]: One.\n\t+ Two.\n", "[A]: One.\n    + Two.\n"),
        ("[A]: One.\n        + Two.\n", "[A]: One.\n    + Two.\n"),
        ("[A]: One. {.5 ,note:  x , p3 }\n", "[A]: One. {.5, note: x, p3}\n"),
        ("[A]: One. {\n  note: x\n  }\n", "[A]: One. {\n    note: x\n}\n"),
        ("[A]: One.{note: x,\n   p3}  \n", "[A]: One. {note: x, p3}\n"),
        ("(1) a\n--\nrule,  other\n--\n(2) b\n", "(1) a\n-- rule, other --\n(2) b\n"),
        ("(1) a\n\n--------\n\n(2) b\n", "(1) a\n----\n(2) b\n"),
        ("===\nargmap: {}\n===\n[A]: x", "===\nargmap: {}\n===\n\n[A]: x\n"),
        ("// one\n\n\n//two  \n[A]: x\n//three\n", "// one\n\n//two\n[A]: x\n//three\n"),
        ("[A]: x\n    // why\n\n    + y\n", "[A]: x\n    // why\n    + y\n"),
        ("[A]: x // allow AM603:  a b\n", "[A]: x // allow AM603:  a b\n"),
        ("*  item\n* other\n", "* item\n* other\n"),
        ("", ""),
    ],
)
def test_what_is_repaired(written: str, laid_out: str) -> None:
    assert format_text(written).text == laid_out


def test_plain_argdown_stays_plain_argdown() -> None:
    text = "[A]: One.\n   +  [B]\n         - [C]\n"
    assert format_text(text).text == "[A]: One.\n  + [B]\n    - [C]\n"
    titled = "===\ntitle: x\n===\n\n"
    four = titled + "[A]: One.\n    + [B]\n        - [C]\n"
    assert format_text(titled + text).text == four


def test_plain_argdown_gets_four_blanks_for_each_level() -> None:
    plain = "[A]: One.\n  + [B]: Two\n    - <C>: Three.\n  - Four.\n"
    laid_out = "[A]: One.\n    + [B]: Two\n        - <C>: Three.\n    - Four.\n"
    assert format_text(plain).text == laid_out
    # In argmap's profile the sign may be the first of a wrapped line.
    profile = format_text("===\nargmap: {version: 1}\n===\n\n" + plain)
    assert profile.text is None
    assert {one.code for one in profile.diagnostics} == {"AM202"}
    # Two that are too deep may belong to the same line or to each other.
    siblings = "===\nargmap: {}\n===\n\n[A]: One.\n        + [B]: Two.\n        + [C]: Three.\n"
    assert format_text(siblings).text is None


def test_no_line_that_is_wrapped_begins_with_what_means_more() -> None:
    words = ["word", "-5", "+", "1999.", "(2)", "_", "*", "\\[x]", "*so*", "a", "//x", "##", "--"]
    for shift in range(len(words)):
        text = (
            "[A]: " + " ".join([*words[shift:], *words[:shift]] * 12).replace("//", "\\//") + "\n"
        )
        result = format_text(text)
        assert result.text is not None
        assert parse(result.text).map == parse(text).map
        assert max(map(len, result.text.splitlines())) <= WIDTH


def test_a_text_with_other_mistakes_is_left_and_they_are_told() -> None:
    result = am.format_text("===\nargmap: {}\n===\n\n[A]: One. {x\n\n[B]: *Two.\n")
    assert result.text is None
    assert [one.code for one in result.diagnostics] == ["AM301", "AM207"]


def test_argdowns_own_files() -> None:
    files = sorted(CONFORMANCE.glob("*.argdown"))
    if not files:
        pytest.skip("the conformance files are not here")
    done = 0
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        _check(text)
        done += format_text(text).ok
    assert done > 0.9 * len(files)
