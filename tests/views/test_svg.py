"""No text becomes markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.views.painting.svg import clean, element, escaped, join, number, safe_href, text

ANY = st.text() | st.text("<>&\"'\x00\x0b\u202e\ufffe\ud800a")


@given(ANY)
def test_any_text_comes_back_as_it_was(content: str) -> None:
    root = ET.fromstring(element("a", element("b", escaped(content)), c=content))
    # XML reads newlines as one kind, and in attributes as blanks
    wanted = clean(content).replace("\r\n", "\n").replace("\r", "\n")
    assert (root[0].text or "") == wanted
    assert root.get("c") == wanted.replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize(
    "letter",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x9f",
        "\u202e",
        "\u2066",
        "\ud800",
        "\ufffe",
        "\U0001ffff",
        "\ufdd0",
    ],
)
def test_what_is_replaced_is_replaced_visibly(letter: str) -> None:
    assert clean(f"a{letter}b") == "a\ufffdb"


def test_what_text_needs_is_kept() -> None:
    needed = "a\tb\nc é\u0301 \u200d\u200c\u200f 👍🏽 中 ﷽"
    assert clean(needed) == needed


def test_attributes_keep_their_order_and_numbers_one_decimal() -> None:
    made = element("rect", x=1.26, class_="a", stroke_width=-0.01, rx=None, viewBox="0 0 1 1")
    assert made == '<rect x="1.3" class="a" stroke-width="0" viewBox="0 0 1 1"/>'
    assert [number(value) for value in (0.04, -0.04, 12.0, 1234567.89)] == [
        "0",
        "0",
        "12",
        "1234567.9",
    ]


def test_a_line_from_right_to_left_starts_at_the_right() -> None:
    assert 'x="90" y="5" font-size="9" fill="#000000" direction="rtl"' in text(
        10, 5, "ایران", 9, "#000000", right=90
    )
    assert 'x="10"' in text(10, 5, "Iran", 9, "#000000", right=90)


@pytest.mark.parametrize(
    "url", ["https://x.org/a?b=1&c=2#d", "http://x.org", "mailto:a@b.org", "notes/a.html", "#top"]
)
def test_harmless_links_stay(url: str) -> None:
    assert safe_href(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:x",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "javascript&colon;x",
        "\x01javascript:x", 'https://x.org/"><script>', "http://[", "", None,
    ],
)  # fmt: skip
def test_other_links_go(url: str | None) -> None:
    assert safe_href(url) is None or ":" not in str(safe_href(url))


def test_join_of_nothing_is_nothing() -> None:
    assert join(()) == ""
