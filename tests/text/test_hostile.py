"""Texts that try to hurt: any characters, deep nesting, endless lines. Reading stays linear and
never raises."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.rendering import as_text
from argmap.text.file import decoded
from argmap.text.language import ARGDOWN, ARGMAP, Language
from argmap.text.read import parse

SIGNS = [
    *"[]<>{}()#*_@/\\|\"'`~,.:;-+=!?§±",
    *("\n", "\n\n", "    ", "  ", "\t", "    + ", "    - ", "    _ ", "        + ", "><", "_>"),
    *(
        "===\n",
        "--",
        "----\n",
        "(1) ",
        "(2) ",
        "1. ",
        "\n(1) [A]\n----\n(2) <R>\n",
        "* ",
        "# ",
        "//",
        "/*",
        "*/",
        "<!--",
        "-->",
    ),
    *("@include(x)", "[A]", "[A]: ", "<R>", "<R>: ", "#tag", "{.5}", "{if: [A]}", "{weight: 1}"),
    *("argmap:", "version: 1", "&a", "*a", "!!x", "\ufeff", "\r\n", "\x00", "\u202e", "é", "漢"),
    *("a", "word ", "0.5", "2016"),
]


@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
@example("[===\n    + ")
def test_no_text_of_signs_raises(text: str) -> None:
    for language in Language:
        for one in parse(text, language=language).diagnostics:
            as_text(one)


LINES = [
    "[A]",
    "[B]",
    "[A]: Text.",
    "[B]: Text.",
    "<R>",
    "<Q>",
    "<R>: Step.",
    "Text.",
    "[C] {.5}",
    "[A]: Text. {if: [B, R], same: [C]}",
    "<R>: Step. {if: R, .5}",
    "[D]: Text. #thesis {weight: 1}",
    "[E]: Text. #assessment {edge: {if: [A], lr: 2}}",
    "<Q> {edge: {weight: .3, if: Q}}",
]
STARTS = [
    *("", "", "# ", "(1) ", "(2) ", "(3) ", "\n", "\n# H {question: q}\n\n"),
    *(
        f"{'    ' * depth}{sign} "
        for depth in (1, 2, 3)
        for sign in ("+", "-", "+>", "->", "_", "_>", "><")
    ),
]
BLOCKS = [
    "----",
    "-- Rule {strength: .5} --",
    "--\nRule\n--",
    "\n<R>\n\n(1) [A]\n----\n(2) [B]\n----\n(3) [C]\n",
    "\n(1) Premise\n-- {uses: [1, 7]} --\n    _ <R>\n(2) [Undefined]\n",
    "\n",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(STARTS), st.sampled_from(LINES)).map("".join)
        | st.sampled_from(BLOCKS),
        max_size=25,
    ).map("\n".join)
)
@example("<R>\n\n(1) A\n----\n(2) [Undefined]\n\n[A]: Text.\n    + <R>\n    _ <R>\n")
@example("(1) A\n----\n(2) <R>\n\n<R>: Step.\n")
def test_no_mixture_of_lines_raises(text: str) -> None:
    for language in Language:
        for one in parse(text, language=language).diagnostics:
            as_text(one)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    parse(text)


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    source = decoded(content, "x", lambda _: None)
    if source is not None:
        parse(source.text)


HUNDRED_THOUSAND = 100_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[A]: b " + "{" * HUNDRED_THOUSAND, "AM301"),
        ("[A]: b {" + "[" * HUNDRED_THOUSAND, "AM301"),
        ("[A]: b {a: " + "[" * HUNDRED_THOUSAND + "]" * HUNDRED_THOUSAND + "}", "AM204"),
        ("[A]: b {a: " + "{" * HUNDRED_THOUSAND + "}" * HUNDRED_THOUSAND + "}", "AM204"),
        ("[A]: b " + "[" * HUNDRED_THOUSAND, "AM216"),
        ("===\na: " + "{" * HUNDRED_THOUSAND + "\n===\n\n[A]: b", "AM204"),
        ("===\na: " + "[" * HUNDRED_THOUSAND + "\n===\n\n[A]: b", "AM204"),
        ("[A]: b " + "<!--" * HUNDRED_THOUSAND, "AM214"),
        ("(1) a\n" * 10_000, "AM209"),
    ],
)
def test_a_flood_of_signs_is_one_mistake(text: str, code: str) -> None:
    assert [one.code for one in parse(text).diagnostics] == [code]


def test_relations_nested_a_thousand_deep() -> None:
    text = "".join(f"{'    ' * depth}{'+ ' if depth else ''}s{depth}\n" for depth in range(1000))
    (found,) = parse(text).diagnostics
    assert (found.code, found.place[1]) == ("AM204", 66)


def test_a_line_of_more_than_a_megabyte() -> None:
    reading = parse("[B]: Text.\n\n[A]: " + "word " * 250_000 + "{.5}")
    long, weight = reading.diagnostics
    assert (long.code, long.place[1:]) == ("AM107", (3, 1))
    assert (weight.code, weight.place[1:]) == ("AM313", (3, 1_250_007))
    assert all(len(as_text(one)) < 500 for one in reading.diagnostics)


def test_lines_of_a_million_characters_are_text() -> None:
    assert parse("[A]: " + "w" * 999_995).ok
    assert not parse("[A]: " + "w" * 999_996).ok


@pytest.mark.parametrize("sign", ["{", "[", "<", "(", "*a ", "_", "`", "'", "#(", "@[", "/*", ">"])
def test_three_hundred_thousand_of_one_sign_come_to_an_end(sign: str) -> None:
    assert parse("[A]: b " + sign * (300_000 // len(sign))).map is not None


MEGABYTE = 1_000_000
DEEPENING = "".join(f"{' ' * depth}* a\n" for depth in range(1400))


@pytest.mark.parametrize("language", Language, ids=lambda one: one.value)
@pytest.mark.parametrize(
    "text",
    ["{" * MEGABYTE, "[" * MEGABYTE, "(1)" * (MEGABYTE // 3), DEEPENING, ">" * MEGABYTE],
    ids=["{", "[", "(1)", "nested lists", ">"],
)
def test_a_megabyte_of_one_thing_comes_to_an_end(text: str, language: Language) -> None:
    reading = parse(text, language=language)
    assert reading.map is not None or reading.diagnostics


def test_relations_nested_as_deep_as_a_text_goes() -> None:
    text = "a\n" + "".join(f"{' ' * depth}+ a{depth}\n" for depth in range(1, 1400))
    assert parse(text, language=ARGDOWN).ok
    assert [one.code for one in parse(text, language=ARGMAP).diagnostics[:2]] == ["AM202"] * 2
