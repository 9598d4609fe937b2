"""What each construct of the text format means for the map."""

from __future__ import annotations

import pytest

from argmap.model.link import Link, LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Claim, Evidence
from argmap.model.weight import Range
from argmap.text.read import parse

HEAD = """===
title: Test
argmap:
    version: 1
    sources:
        report: {title: A report, reliability: B, locators: paragraphs}
        kremlin: {title: The Kremlin, reliability: C, in: report}
===

"""


def read(text: str) -> ArgumentMap:
    reading = parse(HEAD + text)
    assert not reading.diagnostics, "\n".join(map(str, reading.diagnostics))
    assert reading.map is not None
    return reading.map


def links(map_: ArgumentMap) -> list[str]:
    return [str(link.reference) for link in map_.links]


def link(map_: ArgumentMap, shown: str) -> Link:
    return next(one for one in map_.links if str(one.reference) == shown)


class TestRelations:
    @pytest.mark.parametrize(
        ("sign", "shown"),
        [
            ("+", "[B] +> [A]"),
            ("<+", "[B] +> [A]"),
            ("+>", "[A] +> [B]"),
            ("-", "[B] -> [A]"),
            ("<-", "[B] -> [A]"),
            ("->", "[A] -> [B]"),
            ("><", "[A] >< [B]"),
        ],
    )
    def test_signs(self, sign: str, shown: str) -> None:
        assert links(read(f"[A]: One.\n    {sign} [B]: Two.\n")) == [shown]

    def test_an_undercut_hits_the_link_on_the_line_above(self) -> None:
        map_ = read("[A]: One.\n    + [B]: Two.\n        _ [C]: Three. {.6}\n")
        assert links(map_) == ["[B] +> [A]", "[C] _> ([B] +> [A])"]
        assert map_.links[1].weight == 0.6

    def test_an_undercut_hits_a_link_that_leads_away(self) -> None:
        map_ = read("[A]: One.\n    -> [B]: Two.\n        _ [C]: Three.\n")
        assert links(map_) == ["[A] -> [B]", "[C] _> ([A] -> [B])"]

    def test_an_undercut_of_an_undercut(self) -> None:
        text = "[A]: One.\n    + [B]: Two.\n        _ [C]: Three.\n            _ [D]: Four.\n"
        assert links(read(text))[2] == "[D] _> ([C] _> ([B] +> [A]))"

    def test_an_undercut_of_a_contradiction(self) -> None:
        map_ = read("[A]: One.\n    >< [B]: Two.\n        _ [C]: Three.\n")
        assert links(map_)[1] == "[C] _> ([A] >< [B])"

    def test_below_an_argument_it_is_the_argument_that_is_undercut(self) -> None:
        map_ = read("[A]: One.\n    + <R>: Step.\n        _ [C]: Three.\n        + [G]: Ground.\n")
        assert links(map_) == ["<R> +> [A]", "[C] _> <R>", "[G] +> <R>"]

    def test_an_undercut_may_lead_down_to_an_argument(self) -> None:
        assert links(read("<R>: Step.\n\n[C]: Three.\n    _> <R>\n")) == ["[C] _> <R>"]

    def test_lines_with_the_same_ends_and_sign_are_one_link(self) -> None:
        map_ = read(
            "[A]: One.\n    + [B]: Two. {.5}\n\n[B]\n    +> [A]\n        _ [C]: Three.\n\n"
            "[A]\n    + [B] {0.50}\n"
        )
        assert links(map_) == ["[B] +> [A]", "[C] _> ([B] +> [A])"]
        assert link(map_, "[B] +> [A]").weight == 0.5

    def test_wrapped_text_and_braces_on_the_last_line(self) -> None:
        map_ = read(
            "[A]: One\n  and a half\n    + [B]: Two -- with\n      - no, it is text\n".replace(
                "      - no", "      x - no"
            )
            + "      {.5}\n"
        )
        assert map_["A"].text == "One and a half"
        assert map_["B"].text == "Two -- with x - no, it is text"
        assert map_.links[0].weight == 0.5

    def test_comments_are_no_lines(self) -> None:
        map_ = read(
            "// before\n[A]: One. // after\n// between\n    + [B]: Two.\n    /* a\n    block */\n"
            "    - [C]: Three. <!-- c -->\n\n// alone\n\n[D]: Four.\n"
        )
        assert [node.text for node in map_.nodes] == ["One.", "Two.", "Three.", "Four."]
        assert links(map_) == ["[B] +> [A]", "[C] -> [A]"]

    def test_dedent_goes_back_to_the_right_owner(self) -> None:
        map_ = read(
            "[A]: 1\n    + [B]: 2\n        + [C]: 3\n            + [D]: 4\n    - [E]: 5\n"
            "        + [F]: 6\n"
        )
        assert links(map_) == [
            "[B] +> [A]",
            "[C] +> [B]",
            "[D] +> [C]",
            "[E] -> [A]",
            "[F] +> [E]",
        ]


class TestText:
    def test_marks_are_taken_off(self) -> None:
        map_ = read(
            r"[A]: **Bold** and *slanted*, _both_, \[not a title\], \*star, "
            "[words](https://example.com), @[B] #tag #(two words)\n\n[B]: x\n"
        )
        node = map_["A"]
        assert node.text == "Bold and slanted, both, [not a title], *star, words, B"
        assert node.tags == ("tag", "two words")

    def test_an_untitled_statement_is_referred_to_by_its_text(self) -> None:
        map_ = read("Iran buys.\n    + Russia sells.\n")
        assert links(map_) == ["Russia sells. +> Iran buys."]


class TestBraces:
    def test_values_by_shape(self) -> None:
        map_ = read("[A]: One.\n    + [B]: Two. {.7, kremlin, p12, C3, 2016-11}\n")
        assert map_.links[0].weight == 0.7
        citation = map_["B"].citation
        assert citation is not None
        assert (citation.source, citation.locator) == ("kremlin", "p12")
        assert (str(citation.grade), str(citation.date)) == ("C3", "2016-11")
        assert isinstance(map_["B"], Evidence)

    @pytest.mark.parametrize(
        "locator", ["p12", "pp3-4", "§2", "fn1", "l40", "t3:15", "p3+p7", "p3+7", "p3.2", "pp3–4"]
    )
    def test_places(self, locator: str) -> None:
        citation = read(f"[A]: One. {{{locator}}}\n")["A"].citation
        assert citation is not None
        assert citation.locator == locator

    @pytest.mark.parametrize(
        "date", ["2016", "2016-11", "2016-11-23", "2015..2016", "2013..", "..2013", "2015-03..2016"]
    )
    def test_dates(self, date: str) -> None:
        citation = read(f"[A]: One. {{{date}}}\n")["A"].citation
        assert citation is not None
        assert str(citation.date) == date
        assert not citation.cited

    @pytest.mark.parametrize(
        ("written", "weight"),
        [
            (".5", 0.5),
            ("0", 0.0),
            ("1", 1.0),
            ("5e-1", 0.5),
            ("weak", 0.3),
            ("moderate", 0.5),
            ("strong", 0.8),
            (".6±.15", Range(0.45, 0.6, 0.75)),
            (".9±.2", Range(0.7, 0.9, 1.0)),
            ("edge: .4", 0.4),
            ("edge: strong", 0.8),
            ("edge: [.1, .2, .3]", Range(0.1, 0.2, 0.3)),
            ("edge: {weight: .4, note: why}", 0.4),
        ],
    )
    def test_weights_of_links(self, written: str, weight: float | Range) -> None:
        assert read(f"[A]: One.\n    + Two. {{{written}}}\n").links[0].weight == weight

    @pytest.mark.parametrize(
        ("written", "weight"),
        [(".8", 0.8), ("[.8, .9, 1]", Range(0.8, 0.9, 1.0)), (".6±.15", Range(0.45, 0.6, 0.75))],
    )
    def test_initial_weights(self, written: str, weight: float | Range) -> None:
        assert read(f"[A]: One. {{weight: {written}}}\n")["A"].weight == weight

    def test_long_form_means_the_same(self) -> None:
        short = read("[A]: One.\n    + [B]: Two. {.7, kremlin, p12, C3, 2016}\n")
        long = read(
            "[A]: One.\n    + [B]: Two. {edge: .7, source: kremlin, locator: p12, reliability: C,\n"
            "      credibility: 3, date: 2016}\n"
        )
        block = read(
            "[A]: One.\n    + [B]: Two.\n      {\n        edge: .7\n        source: kremlin\n"
            "        locator: p12\n        grade: C3\n        date: 2016\n      }\n"
        )
        assert short.nodes == long.nodes == block.nodes
        assert short.links == long.links == block.links

    def test_likelihood_ratios_and_notes_of_links(self) -> None:
        map_ = read('[A]: One.\n    + Two. {edge: {lr: 3, note: "allies deliver"}}\n')
        assert (map_.links[0].lr, map_.links[0].note) == (3.0, "allies deliver")

    def test_words_of_yaml_stay_words(self) -> None:
        node = read('[A]: One. {note: yes, quote: "no, never", url: https://x.org/a?b}\n')["A"]
        assert (node.note, node.quote, node.url) == ("yes", "no, never", "https://x.org/a?b")

    def test_conditions(self) -> None:
        map_ = read(
            "[A]: One. {if: [Deal renewed, <Step>]}\n    + [B]: Two. {edge: {if: Deal renewed}}\n\n"
            "[Deal renewed]: It is. #event {weight: .4}\n\n<Step>: A step.\n"
        )
        assert links(map_)[1:] == [
            "[Deal renewed] ?> [A]",
            "<Step> ?> [A]",
            "[Deal renewed] ?> ([B] +> [A])",
        ]

    def test_same_reports(self) -> None:
        map_ = read("[A]: One.\n\n[B]: Two. {same: [A]}\n")
        assert map_["B"].same == ("[A]",)

    def test_a_title_that_looks_like_a_number(self) -> None:
        map_ = read("[2016]: A year.\n\n[A]: One. {if: [2016]}\n\n[Null]: Two. {if: [A]}\n")
        assert links(map_)[0] == "[2016] ?> [A]"


class TestWhoseWord:
    def test_headings_give_defaults_to_cited_statements_only(self) -> None:
        map_ = read(
            "# Report {in: report, grade: B3, date: 2016}\n\n"
            "[Cited]: One. {p4}\n\n[Own]: Two. {p5, A1, 2014}\n\n[Claim]: Three.\n\n"
            "## Deeper {grade: D}\n\n[Deep]: Four. {p6}\n\n# Next\n\n[Free]: Five. {p7}\n"
        )

        def cited(title: str) -> tuple[str | None, str, str]:
            citation = map_[title].citation
            assert citation is not None
            return citation.document, str(citation.grade), str(citation.date)

        assert cited("Cited") == ("report", "B3", "2016")
        assert cited("Own") == ("report", "A1", "2014")
        assert cited("Deep") == ("report", "D", "2016")
        assert cited("Free") == (None, "None", "None")
        assert map_["Claim"].citation is None
        assert map_["Deep"].section == ("Report", "Deeper")

    def test_where_the_letter_of_a_grade_comes_from(self) -> None:
        map_ = read(
            "# Report {in: report, grade: A}\n\n[Own]: 1 {p1, D3}\n\n"
            "[Key]: 2 {p1, reliability: E}\n\n[Heading]: 3 {p1}\n\n# Other\n\n"
            "[Source]: 4 {kremlin, in: report}\n\n"
            "[Document]: 5 {p1, in: report}\n\n[None]: 6 {p1}\n"
        )
        letters = [map_.grade(node).reliability for node in map_.nodes]
        assert letters == ["D", "E", "A", "C", "B", None]

    def test_what_is_evidence(self) -> None:
        map_ = read(
            "[Place]: 1 {p1}\n\n[Source]: 2 {kremlin}\n\n[Grade]: 3 {B3}\n\n[Tag]: 4 #evidence\n\n"
            "[Role]: 5 #assumption {kremlin, B3}\n\n[Plain]: 6\n"
        )
        kinds = [type(node) for node in map_.nodes]
        assert kinds == [Claim, Evidence, Evidence, Evidence, Claim, Claim]

    def test_a_stated_weight_wins_over_a_grade(self) -> None:
        map_ = read("[A]: 1 {B3, weight: .9}\n\n[B]: 2 {B3}\n")
        assert map_.initial("[A]") == 0.9
        graded = map_.initial("[B]")
        assert isinstance(graded, Range)
        # logit p = .6 logit .65 + .4 logit .8 = .6 x .619039 + .4 x 1.386294 = .925941,
        # and p = 1 / (1 + e^-.925941) = 1 / 1.396159
        assert graded.mode == pytest.approx(0.716251, abs=1e-6)


class TestStructures:
    TEXT = (
        "<Hamadan>: Shows how forced it is. #mine\n\n"
        "(1) [Bragged]: One. {p26, edge: {weight: .9}}\n(2) [Keep]: Two. #assumption\n"
        "-- Modus ponens {strength: .8} --\n(3) [Fragile]: Three.\n    -> [Alliance] {.7}\n\n"
        "[Alliance]: Four.\n"
    )

    def test_linked_premises(self) -> None:
        map_ = read(self.TEXT)
        assert links(map_) == [
            "[Bragged] => <Hamadan>",
            "[Keep] => <Hamadan>",
            "<Hamadan> +> [Fragile]",
            "[Fragile] -> [Alliance]",
        ]
        step = map_["<Hamadan>"]
        assert isinstance(step, Argument)
        assert (step.weight, step.text, step.tags) == (0.8, "Shows how forced it is.", ("mine",))
        assert map_.links[0].weight == 0.9

    def test_what_the_argument_bears_on_is_borne_by_its_conclusion(self) -> None:
        map_ = read(self.TEXT + "    - <Hamadan> {.7}\n")
        assert "[Fragile] -> [Alliance]" in links(map_)
        assert "<Hamadan> -> [Alliance]" not in links(map_)

    def test_a_line_weighs_the_link_to_the_conclusion(self) -> None:
        map_ = read(self.TEXT + "\n[Fragile]\n    + <Hamadan> {.6}\n")
        assert link(map_, "<Hamadan> +> [Fragile]").weight == 0.6

    def test_grounds_and_denials_of_an_argument_with_premises(self) -> None:
        map_ = read(
            self.TEXT + "\n<Hamadan>\n    + [G]: Ground.\n    - [D]: Denied.\n    _ [U]: No.\n"
        )
        assert links(map_)[-3:] == ["[G] +> <Hamadan>", "[D] -> <Hamadan>", "[U] _> <Hamadan>"]

    CHAIN = (
        "<R>: Text.\n\n(1) [A]: 1\n(2) [B]: 2\n-- First {strength: .9} --\n"
        "    _ [U]: Undercut. {.2}\n(3) [C]: 3\n(4) [D]: 4\n"
        "--\nSecond {strength: .7}\n--\n(5) [E]: 5\n"
    )

    def test_several_inferences_are_chained_steps(self) -> None:
        map_ = read(
            self.CHAIN + "\n[X]: 6\n    + <R>\n    - [Y]: 7\n        + <R>\n\n<R>\n    _ [Z]: 8\n"
        )
        assert links(map_) == [
            "[A] => <R>/1",
            "[B] => <R>/1",
            "<R>/1 +> [C]",
            "[U] _> <R>/1",
            "[C] => <R>/2",
            "[D] => <R>/2",
            "<R>/2 +> [E]",
            "[E] +> [X]",
            "[Y] -> [X]",
            "[E] +> [Y]",
            "[Z] _> <R>/2",
        ]
        assert (map_["<R>/1"].weight, map_["<R>/2"].weight) == (0.9, 0.7)
        assert map_["<R>/2"].text == "Text."

    def test_uses_names_the_premises(self) -> None:
        map_ = read(self.CHAIN.replace("Second {strength: .7}", "Second {uses: [1, 3]}"))
        assert [one for one in links(map_) if one.endswith("<R>/2")] == [
            "[A] => <R>/2",
            "[C] => <R>/2",
        ]

    def test_a_structure_needs_no_argument_above_it(self) -> None:
        map_ = read("(1) [A]: 1\n----\n(2) [B]: 2\n\n(1) [C]: 3\n----\n(2) [D]: 4\n")
        assert [node.reference for node in map_.nodes if node.is_step] == [
            "<Untitled 1>",
            "<Untitled 2>",
        ]

    def test_relations_below_premises(self) -> None:
        map_ = read("(1) [A]: 1\n    + [X]: 2\n(2) [B]: 3\n----\n(3) [C]: 4\n")
        assert "[X] +> [A]" in links(map_)


class TestQuestions:
    TEXT = (
        "# How close? {question: close}\n\n[P]: One. #assessment\n    >< [Q]: Two. #assessment\n\n"
        "## Below\n\n[R]: Three. #assessment\n\n# Other {question: other}\n\n"
        "[S]: Four. #assessment\n"
    )

    def test_headings_ask(self) -> None:
        map_ = read(self.TEXT)
        assert [(one.id, one.text, one.positions) for one in map_.questions] == [
            ("close", "How close?", ("[P]", "[Q]", "[R]")),
            ("other", "Other", ("[S]",)),
        ]
        assert not map_.counts(map_.links[0])

    def test_rivalry_may_be_scored(self) -> None:
        map_ = parse("===\nargmap: {version: 1, rivalry: attack}\n===\n\n" + self.TEXT).required()
        assert map_.counts(map_.links[0])

    def test_a_contradiction_across_questions_counts(self) -> None:
        map_ = read(self.TEXT + "    >< [P]\n")
        assert [map_.counts(one) for one in map_.links] == [False, True]

    def test_without_a_question_the_tagged_claims_are_the_positions(self) -> None:
        map_ = read("[A]: One. #assessment\n    + [B]: Two.\n")
        assert map_.answerable[0].positions == ("[A]",)

    def test_without_tags_what_bears_on_nothing(self) -> None:
        map_ = read(
            "[A]: One.\n    >< [B]: Two.\n    + [C]: Three.\n\n[D]: Four. #event\n\n"
            "[E]: Five. #thesis\n\n[F]: Six. #evidence\n\n<G>: Seven.\n"
        )
        assert map_.answerable[0].positions == ("[A]", "[B]")
        assert not map_.counts(map_.links[0])

    def test_settings_describe_questions_too(self) -> None:
        map_ = parse(
            "===\nargmap:\n    questions: {q: {text: What now?, positions: [A, B]}}\n===\n\n"
            "[A]: One.\n\n[B]: Two.\n"
        ).required()
        assert [(one.text, one.positions) for one in map_.questions] == [
            ("What now?", ("[A]", "[B]"))
        ]


def test_settings_reach_the_map() -> None:
    map_ = parse(
        "===\ntitle: Named\nargmap:\n    version: 1\n    semantics: df-quad\n    same_source: .3\n"
        "    scales: {reliability: {B: .7}}\n"
        "    sources: {x: {authors: [A, B], date: 2016, url: u}}\n"
        "    scenarios:\n        s: {title: S, drop: [A], assume: {B: true}, scale: {'[C]': .5}}\n"
        "===\n\n[A]: 1\n\n[B]: 2\n\n[C]: 3 {B, x}\n".replace("{B, x}", "{x, reliability: B}")
    ).required()
    assert (map_.title, map_.semantics, map_.same_source) == ("Named", "df-quad", 0.3)
    assert map_.scales.reliability["B"] == 0.7
    assert map_.sources_by_id["x"].authors == ("A", "B")
    supposed = map_.supposing(map_.scenario("s"))
    assert {one.reference: (one.value, one.dropped) for one in supposed.clamps} == {
        "[A]": (0.0, True),
        "[B]": (1.0, False),
    }
    scaled = supposed.initial("[C]")
    assert isinstance(scaled, Range)
    assert scaled.mode == pytest.approx(0.35)


def test_links_know_where_they_were_written() -> None:
    map_ = read("[A]: One.\n    + [B]: Two.\n")
    origin = map_.links[0].origin
    assert origin is not None
    assert (origin.line, origin.column, origin.text) == (11, 5, "+")
    assert map_.links[0].reference == LinkReference("[B]", Polarity.SUPPORT, "[A]")
