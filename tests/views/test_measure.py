"""Widths are those of the bundled font, and lines fit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from drawn import FONTS
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from argmap.views.painting.graphemes import graphemes
from argmap.views.painting.measure import ELLIPSIS, Face, clip, is_bundled, is_rtl, width, wrap

ROOT = Path(__file__).parents[2]
TEXTS = st.text(max_size=80) | st.text("ab -/éд中ً👍🏽\u200d\u0301", max_size=80)


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
def test_widths_are_those_of_the_bundled_face(face: Face) -> None:
    font = TTFont(FONTS / f"Arimo-{face.capitalize()}.ttf")
    words = "Russia–Iran: “close”? ÄÖÜß Łódź Ελλάδα Россия 0.53 × − …"
    units = sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in words)
    assert width(words, 2048, face=face) == pytest.approx(units)


@pytest.mark.slow
def test_the_table_is_what_its_script_writes(tmp_path: Path) -> None:
    written = ROOT / "src/argmap/views/painting/advances.py"
    before = written.read_bytes()
    subprocess.run([sys.executable, ROOT / "scripts/write_advances.py"], check=True, cwd=tmp_path)
    assert written.read_bytes() == before


def test_bundled_fonts_are_small_and_licensed() -> None:
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 400_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()


@given(TEXTS)
def test_graphemes_make_up_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("e\u0301a", 2),
        ("👩‍👩‍👧x", 2),
        ("👍🏽👍", 2),
        ("🇮🇷🇷🇺", 2),
        ("नि", 1),
        ("क्षि", 1),
        ("각각", 2),
        ("", 0),
    ],
)
def test_graphemes_are_what_a_reader_sees(text: str, count: int) -> None:
    assert len(list(graphemes(text))) == count


@given(TEXTS, st.floats(20, 300))
def test_no_line_is_broader_than_asked(text: str, limit: float) -> None:
    for line in wrap(text, 11, limit):
        assert width(line, 11) <= limit + 1e-6 or len(list(graphemes(line))) == 1


@given(TEXTS, st.floats(20, 300))
def test_wrapping_loses_nothing_but_blanks(text: str, limit: float) -> None:
    assert "".join("".join(wrap(text, 11, limit)).split()) == "".join(text.split())


@given(TEXTS, st.floats(20, 300), st.integers(1, 4))
def test_too_long_a_text_ends_in_an_ellipsis(text: str, limit: float, most: int) -> None:
    whole, cut = wrap(text, 11, limit), wrap(text, 11, limit, max_lines=most)
    if len(whole) <= most:
        assert cut == whole
    else:
        assert len(cut) == most
        assert cut[:-1] == whole[: most - 1]
        assert cut[-1].endswith(ELLIPSIS)
        assert width(cut[-1], 11) <= limit or cut[-1] == ELLIPSIS


def test_lines_break_where_a_reader_expects() -> None:
    assert wrap("two words", 11, 40) == ("two", "words")
    assert wrap("俄罗斯海关。", 10, 30) == ("俄罗斯", "海关。")
    assert wrap("https://example.org/a/path", 11, 110) == ("https://example.org/a/", "path")
    assert wrap("", 11, 10) == ("",)


def test_clip_keeps_what_fits_on_one_line() -> None:
    assert clip("short", 9, 100) == "short"
    cut = clip("a rather long source, which nobody can read", 9, 60)
    assert cut.endswith(ELLIPSIS)
    assert width(cut, 9) <= 60


def test_the_first_strong_letter_decides_the_direction() -> None:
    assert is_rtl("(۲۰۱۵) ایران")
    assert not is_rtl("Iran ایران")
    assert not is_rtl("123 …")


def test_wide_letters_are_wide() -> None:
    assert width("中", 10) == 10
    assert width("\u0301", 10) == 0
    assert width("﷽", 10) > 40  # one character, eighteen letters


def test_bundled_tells_which_letters_need_other_fonts() -> None:
    assert is_bundled("Ж")
    assert is_bundled("\n")
    assert not is_bundled("中")
