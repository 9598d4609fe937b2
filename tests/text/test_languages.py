"""Which of the two languages a text is in, and what map comes of plain Argdown."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap as am
from argmap.diagnostics import Severity
from argmap.model.map import ArgumentMap
from argmap.text.complaints import MOST
from argmap.text.language import ARGDOWN, ARGMAP, Language
from argmap.text.plain import parse_argdown
from argmap.text.read import parse, read

TWO_BLANKS = "[A]: One.\n  + [B]: Two.\n"


def plain(text: str) -> ArgumentMap:
    reading = parse(text, language=ARGDOWN)
    assert not reading.diagnostics, "\n".join(map(str, reading.diagnostics))
    return reading.required()


def links(map_: ArgumentMap) -> list[str]:
    return [str(link.reference) for link in map_.links]


def codes(text: str, language: Language | None = None) -> list[tuple[str, Severity]]:
    return [(one.code, one.severity) for one in parse(text, language=language).diagnostics]


class TestWhichLanguage:
    def test_the_key_chooses_the_profile(self) -> None:
        assert codes("===\nargmap: {version: 1}\n===\n\n" + TWO_BLANKS) == [
            ("AM202", Severity.ERROR)
        ]

    @pytest.mark.parametrize("front", ["title: x", "model:\n  mode: loose", "a: argmap"])
    def test_other_front_matter_is_argdown(self, front: str) -> None:
        assert codes(f"===\n{front}\n===\n\n{TWO_BLANKS}") == []

    @pytest.mark.parametrize("name", ["map.argmap.yaml", "argmap.yaml"])
    def test_settings_beside_the_file_choose_the_profile(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / "map.argdown"
        path.write_text(TWO_BLANKS, "utf-8")
        assert read(path).ok
        (tmp_path / name).write_text("version: 1\n", "utf-8")
        assert [one.code for one in read(path).diagnostics] == ["AM202"]

    def test_without_settings_free_indentation_is_argdown(self) -> None:
        assert codes(TWO_BLANKS) == []
        assert codes("[A]: One.\n\t- [Nowhere]\n") == []

    @pytest.mark.parametrize("braces", ["{.5}", "{weight: .5}", "{p12, note: x}", "{note: x, C2}"])
    def test_what_only_argmap_knows_makes_it_argmap(self, braces: str) -> None:
        found = [code for code, _ in codes(f"[A]: One.\n  + [B]: Two. {braces}\n")]
        assert "AM202" in found

    def test_what_argdown_rejects_too_is_judged_as_argmap(self) -> None:
        assert [code for code, _ in codes(TWO_BLANKS + "[C]: No blank line.\n")] == [
            "AM202",
            "AM205",
        ]

    def test_an_argument_says_it(self) -> None:
        assert codes("[A]: One.\n    + [B]\n", ARGDOWN) == []
        assert codes(TWO_BLANKS, ARGMAP) == [("AM202", Severity.ERROR)]
        assert codes("===\nargmap: {version: 1}\n===\n\n" + TWO_BLANKS, ARGDOWN) == []


class TestTheMap:
    def test_signs_mean_what_they_mean_in_the_profile(self) -> None:
        map_ = plain("[A]\n + [B]\n - [C]\n +> [D]\n -> [E]\n <+ [F]\n <- [G]\n >< [H]\n")
        assert links(map_) == [
            "[B] +> [A]",
            "[C] -> [A]",
            "[A] +> [D]",
            "[A] -> [E]",
            "[F] +> [A]",
            "[G] -> [A]",
            "[A] >< [H]",
        ]

    def test_lists_and_references_hold_nodes(self) -> None:
        map_ = plain("* [A]\n  - <R>: Step.\n* No title.\n\n1. [C]: Three.\n")
        assert [node.reference for node in map_.nodes] == ["[A]", "<R>", "No title.", "[C]"]

    def test_the_last_definition_gives_the_text_unless_one_is_canonical(self) -> None:
        assert plain("[A]: One.\n\n[A]: Two.\n")["A"].text == "Two."
        assert plain("[A]: One. {isCanonical: true}\n\n[A]: Two.\n")["A"].text == "One."

    def test_equal_texts_stay_two_statements(self) -> None:
        map_ = plain("Same.\n  + x\n\nSame.\n  + y\n")
        assert [node.reference for node in map_.nodes] == ["Same.", "x", "[Untitled 3]", "y"]

    def test_data_is_not_read_as_weights(self) -> None:
        map_ = plain("[A]: One. {weight: 80, source: Smith}\n  + [B] {.3}\n")
        assert (map_["A"].weight, map_["A"].citation, map_.links[0].weight) == (None, None, None)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("[A]\n  + [B]\n    _ [C]\n", "[C] _> ([B] +> [A])"),
            ("[A]\n  + <B>\n    _ [C]\n", "[C] _> <B>"),
            ("[A]\n  _ [C]\n", "[C] -> [A]"),
            ("<B>\n  _ [C]\n", "[C] _> <B>"),
            ("[C]\n  _> <B>\n", "[C] _> <B>"),
            ("<B>\n\n(1) p\n----\n(2) q\n  _ [C]\n", "[C] _> <B>"),
            ("<B>\n\n(1) p\n----\n  _ [C]\n(2) q\n", "[C] _> <B>"),
            ("<B>\n\n(1) p\n----\n(2) q\n----\n  _ [C]\n(3) r\n", "[C] _> <B>/2"),
            ("(1) p\n----\n(2) q\n\n[A]\n  + [B]\n    _ [C]\n", "[C] _> ([B] +> [A])"),
        ],
    )
    def test_undercuts_hit_a_step(self, text: str, shown: str) -> None:
        assert shown in links(plain(text))

    def test_structures_are_steps(self) -> None:
        map_ = plain(
            "<R>: Why.\n\n(1) [P]: 1\n(2) [Q]: 2\n-- Rule --\n(3) [C]: 3\n(4) [S]: 4\n"
            "-- {uses: [1, 3]} --\n(5) [D]: 5\n\n[X]\n  + <R>\n"
        )
        assert links(map_) == [
            "[P] => <R>/1",
            "[Q] => <R>/1",
            "<R>/1 +> [C]",
            "[P] => <R>/2",
            "[C] => <R>/2",
            "<R>/2 +> [D]",
            "[D] +> [X]",
        ]
        assert (map_["<R>/1"].text, map_["<R>/2"].text) == ("Rule", "Why.")

    def test_what_no_map_can_hold_is_left_out_with_a_warning(self) -> None:
        assert codes("[A]\n  >< [A]\n", ARGDOWN) == [("AM504", Severity.WARNING)]

    def test_sections_and_title(self) -> None:
        map_ = plain("===\ntitle: T\n===\n\n# One\n\n## Two\n\n[A]: x\n")
        assert (map_.title, map_["A"].section) == ("T", ("One", "Two"))

    def test_it_can_be_scored(self) -> None:
        map_ = am.parse(TWO_BLANKS).required()
        assert am.assess(map_).strengths["[A]"] > 0.5

    def test_a_thousand_levels(self) -> None:
        text = "[S0]\n" + "".join(f"{' ' * depth}+ [S{depth}]\n" for depth in range(1, 1000))
        assert len(plain(text).links) == 999


class TestTraps:
    """What Argdown reads otherwise than it looks: an error in the profile, else a warning."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("[A]: An address: http://x.org\n", "AM215"),
            ("[A]: An open { brace.\n", "AM301"),
            ("[A]: A comment /* that goes on.\n", "AM214"),
            ("[A]: [B] is [C]: x\n", "AM206"),
            ("# A heading\nthat goes on\n\n[A]: x\n", "AM205"),
        ],
    )
    def test_severity(self, text: str, code: str) -> None:
        assert codes(text, ARGDOWN)[0] == (code, Severity.WARNING)
        assert (code, Severity.ERROR) in codes(text, ARGMAP)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("\ufeff[A]: x\n", "AM103"),
            ("[A]: x <b>y</b> z\n", "AM206"),
            ("Prose.\n\n- A bullet.\n", "AM203"),
            ("(1) A number in brackets.\n", "AM209"),
            ("===\nmodel: {}\n===\n[A]: x\n", "AM205"),
            ("[A]: x {a: b} y\n", "AM302"),
            ("[A]: x {a: b, a: c}\n", "AM305"),
            ("[A]: x {\n  a: {b: c}\n  d: e\n}\n", "AM303"),
            ("[A]: x\n\n    + [B]: y\n", "AM203"),
            ("[A]: x \\\n", "AM218"),
            ("* a\n  * b\n", "AM202"),
            ("[A] and more\n", "AM213"),
        ],
    )
    def test_what_argdown_rejects_is_rejected_in_both(self, text: str, code: str) -> None:
        for language in Language:
            reading = parse(text, language=language)
            assert code in [one.code for one in reading.diagnostics]
            assert not reading.ok

    def test_data_that_swallows_text_up_to_a_later_brace(self) -> None:
        text = "[A]: x {a: b. Foo {c: d}\n"
        assert [code for code, _ in codes(text, ARGMAP)] == ["AM301"]
        assert [code for code, _ in codes(text, ARGDOWN)] == ["AM304"]

    def test_an_argument_needs_no_text(self) -> None:
        assert not codes("<R>:\n    + [G]: x\n", ARGMAP)

    def test_one_mistake_does_not_hide_another(self) -> None:
        text = "[A]: x {a: b\n\n[B]: y [C] z\n\n[D]: *w\n"
        assert [code for code, _ in codes(text, ARGMAP)] == ["AM301", "AM206", "AM207"]
        assert [code for code, _ in codes(text, ARGDOWN)] == ["AM301", "AM206", "AM207"]

    def test_settings_for_later_are_noted(self) -> None:
        text = "===\nselection: {excludeDisconnected: false}\nmap: {a: 1}\n===\n\n[A]: x\n"
        assert codes(text) == [("AM219", Severity.NOTE), ("AM219", Severity.NOTE)]

    def test_complaints_have_an_end(self) -> None:
        found = parse("[A]: x [B]\n\n" * 2 * MOST, language=ARGMAP).diagnostics
        assert len(found) == MOST + 1
        assert found[-1].code == "AM108"


class TestArgdown:
    def test_regrouping(self) -> None:
        text = parse_argdown(
            "===\ngroup:\n  regroup:\n    - title: G\n      statements: [A]\n      children:\n"
            "        - {title: H, arguments: [B]}\n===\n\n# Old\n\n[A]: x\n\n<B>: y\n\n[C]: z\n"
        )
        assert [(one.title, [child.title for child in one.children]) for one in text.sections] == [
            ("G", ["H"])
        ]
        assert [one.section for one in (*text.statements, *text.arguments)] == ["s0", None, "s1"]
        assert text.statement["A"].members[0].section == "s1"

    def test_shortcodes_of_ones_own(self) -> None:
        front = "===\nmodel:\n  shortcodes:\n    ':b:': {unicode: '💣'}\n===\n\n"
        assert parse_argdown(front + "[A]: a :b: .E. c\n").statement["A"].text == "a 💣 ∃ c"

    def test_aliases_do_not_blow_up(self) -> None:
        chain = ", ".join(
            f"{new}: &{new} [{', '.join(['*' + old] * 9)}]"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        )
        found = parse_argdown(f"[A]: x {{a: &a [1, 1], {chain}}}\n")
        assert [one.code for one in found.diagnostics] == ["AM306"]

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            ("yes", "yes"),
            ("010", 10),
            ("0x1F", 31),
            ("0b11", 3),
            ("1_000", "1_000"),
            ("-.5", "-.5"),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("~", None),
            ("2016-11-23", "2016-11-23T00:00:00.000Z"),
            ("2016-11-23T10:00:00+02:00", "2016-11-23T08:00:00.000Z"),
            ("'1'", "1"),
            ("!!str 1", "1"),
        ],
    )
    def test_values(self, raw: str, value: object) -> None:
        assert parse_argdown(f"[A]: x {{a: {raw}}}\n").statement["A"].data == {"a": value}

    def test_public_names_load(self) -> None:
        for name in am.text.__all__:
            assert getattr(am.text, name).__name__ == name
