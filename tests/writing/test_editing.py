"""An edit says what was asked for, in its own place, and leaves every other byte as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.diagnostics import SourceText
from argmap.errors import EditError, FileError, UnknownReference
from argmap.files import write_whole
from argmap.reading import ReadError
from argmap.writing.files import write_originals
from argmap.writing.manuscript import renamed_in
from argmap.writing.pieces import pieces

ROOT = Path(__file__).parents[2]
TEXT = """\
===
argmap:
    version: 1
    sources: {tv: {title: The news}}
===

# Who did it? {question: who, in: tv}

[A]: It was *Ann*. #assessment // she says no

[B]: It was Bob. #assessment
  {p3, weight: .4}

[C]: Somebody was seen. {tv, C3}
    +> [A] {.5}
        _ [D]: It was dark, says @[C].
    -> [B]
    +> <R>

<R>: Whoever was there did it. {note: "a, b"}

(1) [P]: A premise.
(2) [Q]: Another. {edge: .5}
-- a rule --
(3) [E]: A conclusion.
    +> [A] {edge: {weight: .3, note: why}}

[F]: Data on lines of its own. {
  note: first
  weight: .2
}
"""

SIGNS = (
    *("[A]", "[A]: ", "<R>", "{.5}", "{", "}", "*", "_", "**", "//", "/* c */", "<!-- c -->", "=="),
    *(
        "\n",
        "\n\n",
        "    ",
        "    + ",
        "\t",
        "# ",
        "(1) ",
        "----\n",
        "- ",
        "\\",
        "#t",
        "@[A]",
        "===\n",
    ),
    *("word ", "é", "漢", "\ufeff", "\r\n", "\x00", " // c\n", "1. ", "* ", "@include(x)"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_the_pieces_of_any_text_are_the_text(text: str) -> None:
    source = SourceText("x", text)
    found = pieces(source)
    assert "".join(piece.text for piece in found) == text
    assert all(text.startswith(piece.text, piece.start) for piece in found)


@pytest.mark.parametrize(
    ("of", "key", "value", "before", "after"),
    [
        ("[A]", "weight", 0.6, "*Ann*. #assessment", "*Ann*. #assessment {weight: .6}"),
        ("A", "weight", 1, "*Ann*. #assessment", "*Ann*. #assessment {weight: 1}"),
        ("[B]", "weight", am.Range(0.1, 0.2, 0.3), "weight: .4", "weight: [.1, .2, .3]"),
        ("[B]", "weight", None, "{p3, weight: .4}", "{p3}"),
        ("[B]", "locator", None, "{p3, weight", "{weight"),
        ("[B]", "locator", "p4", "{p3,", "{p4,"),
        ("[B]", "locator", "the end", "{p3,", "{locator: the end,"),
        ("[C]", "grade", "A1", "{tv, C3}", "{tv, A1}"),
        ("[C]", "date", "2016..", "{tv, C3}", "{tv, C3, 2016..}"),
        ("[C]", "quote", "well: no", "{tv, C3}", '{tv, C3, quote: "well: no"}'),
        ("[C]", "quote", "} x", "{tv, C3}", '{tv, C3, quote: "\\u007d x"}'),
        ("[C]", "if", ["A", "B"], "{tv, C3}", "{tv, C3, if: [A, B]}"),
        ("[C]", "same", "D", "{tv, C3}", "{tv, C3, same: [D]}"),
        ("[C]", "card", True, "{tv, C3}", "{tv, C3, card: true}"),
        ("<R>", "note", None, ' {note: "a, b"}', ""),
        ("<R>", "weight", 0.8, "-- a rule --", "-- a rule {strength: .8} --"),
        ("C -> A", "weight", 0.7, "[A] {.5}\n", "[A] {.7}\n"),
        ("C -> A", "weight", "strong", "[A] {.5}\n", "[A] {strong}\n"),
        ("C -> A", "weight", None, "[A] {.5}\n", "[A]\n"),
        ("C -> A", "lr", 3, "{.5}\n", "{edge: {lr: 3}}\n"),
        ("C -> A", "note", "x", "{.5}\n", "{edge: {weight: .5, note: x}}\n"),
        ("C -> B", "weight", (0.2, 0.3, 0.4), "-> [B]", "-> [B] {edge: {weight: [.2, .3, .4]}}"),
        ("[F]", "weight", 0.3, "weight: .2\n", "weight: .3\n"),
        ("[F]", "quote", "x", "weight: .2\n", "weight: .2\n  quote: x\n"),
        ("[F]", "note", None, "note: first\n  weight", "weight"),
        ("[D] _> ([C] +> [A])", "weight", 0.2, "@[C].", "@[C]. {.2}"),
        ("P -> R", "weight", 0.2, "A premise.", "A premise. {edge: {weight: .2}}"),
        ("Q -> R", "weight", 0.2, "{edge: .5}", "{edge: {weight: .2}}"),
        ("E -> A", "weight", 0.2, "{weight: .3, note", "{weight: .2, note"),
        ("E -> A", "lr", 2, "{weight: .3, note", "{lr: 2, note"),
        ("E -> A", "note", None, "{weight: .3, note: why}", "{weight: .3}"),
    ],
)
def test_a_value_is_written_where_it_belongs(
    of: str, key: str, value: object, before: str, after: str
) -> None:
    assert TEXT.count(before) == 1
    changed = am.edit_text(TEXT).with_value(of, key, value)
    assert str(changed) == TEXT.replace(before, after)


def test_a_tag_comes_after_the_words_and_goes_again() -> None:
    text = am.edit_text(TEXT)
    tagged = text.with_tag("[B]", "rumour").with_tag("[A]", "of old")
    assert str(tagged) == TEXT.replace("Bob. #assessment", "Bob. #assessment #rumour").replace(
        "*Ann*. #assessment", "*Ann*. #assessment #(of old)"
    )
    assert str(tagged.without_tag("[B]", "rumour").without_tag("A", "of old")) == TEXT
    assert tagged.with_tag("[B]", "rumour") == tagged


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(mark: str, line_end: str) -> None:
    text = "[A]: One\n  two.\n    + [B]: Three. {.5}\n\n[C]: Four.\n"
    text = mark + text.replace("\n", line_end)
    changed = am.edit_text(text).with_weight("[C]", 0.1).with_weight("B -> A", 0.2)
    assert str(changed) == text.replace("{.5}", "{.2}").replace("Four.", "Four. {weight: .1}")


def test_of_several_lines_that_draw_a_link_the_one_that_weighs_it_changes() -> None:
    text = "[A]: One.\n    + [B]: Two.\n\n[B]\n    +> [A] {.5}\n"
    assert str(am.edit_text(text).with_weight("B -> A", 0.6)) == text.replace(".5", ".6")


@pytest.mark.parametrize(
    ("of", "key", "value", "complaint"),
    [
        ("[A]", "weight", 2, "weight"),
        ("[A]", "wieght", 0.5, "did you mean 'weight'"),
        ("[A]", "source", "nobody", "no source"),
        ("[A]", "if", "Nowhere", "nowhere defined"),
        ("[A]", "date", "2016-13", "2016-13"),
        ("C -> A", "grade", "B3", "of a link"),
        ("C -> A", "lr", 0.5, "at least 1"),
    ],
)
def test_what_would_not_read_as_asked_is_refused(
    of: str, key: str, value: object, complaint: str
) -> None:
    with pytest.raises(EditError, match=complaint):
        am.edit_text(TEXT).with_value(of, key, value)


def test_what_is_not_there_is_no_edit() -> None:
    with pytest.raises(UnknownReference, match="did you mean"):
        am.edit_text(TEXT).with_weight("[Ab]", 0.5)
    with pytest.raises(UnknownReference):
        am.edit_text(TEXT).with_weight("A -> B", 0.5)
    with pytest.raises(ReadError):
        am.edit_text("[A] and more\n")
    with pytest.raises(FileError, match="in no file"):
        am.edit_text(TEXT).with_weight("[A]", 0.5).save()


NAMED = """\
===
argmap:
    version: 1
    scenarios:
        s:
            drop: [Old, "[Old] & !tag:x"]
            assume: {"under(Old)": true}
            flip: [Third -> Other, Other -> Old]
            expect: [Old down, Other > Old]
    expect:
        - Other <= Old
    questions: {q: {text: Which?, positions: [Old, Other]}}
===

// allow AM603 on [Old], [Other]: because
// about [Old]

[Old]: An old one, see @[Old] and [Old](x). {if: [Other]}
    - [Other]

[Other]: Another. #x
    + [Third]: A third. {same: [Old], edge: {if: Old}}
    >< [Old]

<Old>: A step of the same title. {if: "[Old]"}
    + [Third]
"""


def test_a_title_changes_wherever_it_is_written() -> None:
    text = NAMED.replace('\n<Old>: A step of the same title. {if: "[Old]"}\n    + [Third]\n', "")
    changed = str(am.edit_text(text).renamed("[Old]", "New"))
    assert changed == text.replace("Old", "New").replace("[New](x)", "[Old](x)")
    assert str(am.edit_text(changed).renamed("New", "Old")) == text


def test_an_argument_of_the_same_title_keeps_it() -> None:
    text = NAMED.replace("[Old, ", '["[Old]", ').replace("same: [Old]", 'same: ["[Old]"]')
    text = text.replace("if: Old", 'if: "[Old]"').replace("under(Old)", "under([Old])")
    text = text.replace("Other -> Old]", '"Other -> [Old]"]')
    text = text.replace("[Old down, Other > Old]", '["[Old] down", "Other > [Old]"]')
    text = text.replace("- Other <= Old", '- "Other <= [Old]"')
    changed = str(am.edit_text(text).renamed("[Old]", "New"))
    assert changed.count("New") == NAMED.count("Old") - 2
    assert "<Old>: A step" in changed


@pytest.mark.parametrize(
    ("new", "complaint"),
    [
        ("Other", "there already"),
        ("a]b", "no brackets"),
        ("", "no brackets"),
        (" x", "no blanks"),
        ("a\nb", "no line ends"),
    ],
)
def test_titles_that_cannot_be_are_refused(new: str, complaint: str) -> None:
    with pytest.raises(EditError, match=complaint):
        am.edit_text("[Old]: One.\n\n[Other]: Two.\n").renamed("Old", new)


def test_a_selector_that_would_select_something_else_is_refused() -> None:
    settings = "===\nargmap: {scenarios: {s: {assume: {'O*': true}}}}\n===\n\n"
    text = settings + "[Old]: One.\n\n[Other]: Two.\n"
    with pytest.raises(EditError, match="no longer select the same"):
        am.edit_text(text).renamed("Old", "New")


def test_an_untitled_statement_has_no_title_to_change() -> None:
    with pytest.raises(EditError, match="has no title"):
        am.edit_text("One.\n").renamed("One.", "New")


def test_plain_argdown_can_be_renamed_and_takes_no_weights() -> None:
    text = am.edit_text("[Old]: One.\n  + [B]: Two, says @[Old].\n    - <R>\n  - [Old]\n")
    assert str(text.renamed("Old", "New")) == str(text).replace("Old", "New")
    with pytest.raises(EditError):
        text.with_weight("[B]", 0.5)


# -- files -----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    return tmp_path / "arguments"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.is_file()}


def test_each_weight_of_a_map_in_files_can_be_set_and_set_back(folder: Path) -> None:
    text = am.edit(folder / "semmelweis.argdown")
    for node in text.map.nodes[::5]:
        changed = text.with_weight(node.reference, 0.123)
        assert changed.map[node.reference].weight == 0.123
        assert changed.with_weight(node.reference, node.weight).map == text.map
    for link in text.map.links[::7]:
        changed = text.with_weight(link.reference, 0.123)
        assert changed.map.link(link).weight == 0.123


def test_a_rename_reaches_includes_and_settings_and_back(folder: Path) -> None:
    before = _bytes(folder)
    path = folder / "iran-russia.argdown"
    scores = am.assess(am.load(path)).ranking()
    written = am.edit(path).renamed("Strategic alliance", "Lasting alliance").save()
    assert {Path(one).name for one in written} > {"positions.argdown", "iran-russia.argmap.yaml"}
    now = am.assess(am.load(path)).ranking()
    assert [one.score for one in now] == [one.score for one in scores]
    for name, text in _bytes(folder).items():
        assert b"[Strategic alliance]" not in text
        shorter = text.count(b"Lasting alliance")
        assert len(text) == len(before[name]) + shorter * (len("Lasting") - len("Strategic"))
    am.edit(path).renamed("[Lasting alliance]", "Strategic alliance").save()
    assert _bytes(folder) == before


def test_several_texts_that_share_a_file_are_renamed_together(folder: Path) -> None:
    texts = [folder / "uneasy-2016.argdown", folder / "partnership-2021.argdown"]
    changed = [one for one in renamed_in(texts, "Thin trade", "Little trade") if one.changed]
    assert [Path(one.name).name for one in changed].count("positions.argdown") == 1
    write_originals(changed)
    for one in texts:
        assert "[Little trade]" in am.load(one)


def test_all_files_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _bytes(folder)
    changed = am.edit(folder / "iran-russia.argdown").renamed("Thin trade", "Little trade")
    calls: list[str] = []

    def failing(path: Path, content: bytes) -> None:
        calls.append(path.name)
        if len(calls) == 2:
            raise FileError("the disk is full")
        write_whole(path, content)

    monkeypatch.setattr("argmap.writing.files.write_whole", failing)
    with pytest.raises(FileError, match="disk is full"):
        changed.save()
    assert len(calls) == 3
    assert _bytes(folder) == before


def test_what_somebody_else_changed_meanwhile_is_not_written_over(folder: Path) -> None:
    path = folder / "semmelweis.argdown"
    changed = am.edit(path).with_weight(am.load(path).nodes[0].reference, 0.2)
    path.write_text(path.read_text("utf-8") + "\n// later\n", "utf-8")
    with pytest.raises(FileError, match="read it again"):
        changed.save()
