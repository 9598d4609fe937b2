"""Records as text, Markdown, HTML, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import re

import pytest

from argmap import tables
from argmap.tables import Column, decimals

RECORDS = [
    {"position": "Alliance", "score": 0.71239, "rank": 1, "note": None},
    {"position": "同盟", "score": 0.5, "rank": 2, "note": 'a, "b"\nc'},
]


def test_text_is_aligned_by_columns_of_the_terminal() -> None:
    assert tables.as_text(RECORDS) == (
        'position  score  rank  note\nAlliance  0.712     1\n同盟      0.500     2  a, "b" c'
    )


def test_chosen_columns_under_chosen_titles() -> None:
    columns = (
        Column("rank", "#", right=True),
        Column("score", "log", decimals(1, signed=True), right=True),
    )
    assert tables.as_text(RECORDS, columns) == "#   log\n1  +0.7\n2  +0.5"
    assert tables.as_csv(RECORDS, columns) == "rank,score\n1,0.71239\n2,0.5\n"
    assert json.loads(tables.as_json(RECORDS, columns))[1] == {"rank": 2, "score": 0.5}


def test_no_records() -> None:
    columns = (Column("a", "A"),)
    assert tables.as_text([], columns) == "A"
    assert tables.as_text([]) == ""
    assert tables.as_csv([], columns) == "a\n"
    assert tables.as_json([]) == "[]"


def test_a_key_that_some_records_lack() -> None:
    assert tables.as_text([{"a": 1}, {"b": True}]) == "a  b\n1\n   yes"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0.000"),
        (-0.0, "0.000"),
        (-0.0004, "0.000"),
        (-1.5, "−1.500"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, ""),
        (None, ""),
        (True, "yes"),
        (12, "12"),
        ("x", "x"),
    ],
)
def test_values_for_people(value: object, shown: str) -> None:
    assert tables.shown(value) == shown


def test_signed_numbers() -> None:
    show = decimals(2, signed=True)
    assert [show(value) for value in (1.0, -1.0, 0.001, math.inf)] == [
        "+1.00",
        "−1.00",
        "0.00",
        "+∞",
    ]


def test_csv_comes_back_as_it_was() -> None:
    values: list[dict[str, object]] = [
        {"x": 0.1 + 0.2, "y": 'say "no", twice\n'},
        {"x": math.nan, "y": None},
    ]
    rows = list(csv.reader(io.StringIO(tables.as_csv(values))))
    assert rows[0] == ["x", "y"]
    assert float(rows[1][0]) == 0.1 + 0.2
    assert rows[1][1] == 'say "no", twice\n'
    assert rows[2] == ["", ""]


def test_json_has_no_nan() -> None:
    values = [{"x": math.nan, "y": -math.inf, "z": 0.1, "ü": "é"}]
    text = tables.as_json(values)
    assert json.loads(text) == [{"x": None, "y": None, "z": 0.1, "ü": "é"}]
    assert "é" in text


def test_html_is_escaped() -> None:
    text = tables.as_html([{"<b>": "<script>alert('1')</script> & \"q\""}], caption="<i>")
    assert set(re.findall(r"<(\w+)", text)) == {
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


def test_markdown_is_escaped() -> None:
    text = tables.as_markdown([{"a|b": "x | y *z* <b> [l](u) `c` \\ _d_\nnext", "n": 1.0}])
    assert text.splitlines() == [
        "| a\\|b | n |",
        "| --- | ---: |",
        "| x \\| y \\*z\\* \\<b\\> \\[l\\](u) \\`c\\` \\\\ \\_d\\_ next | 1.000 |",
    ]


def test_control_characters_stay_visible_and_do_nothing() -> None:
    text = tables.as_text([{"a": "x\x1b[31mred\u202eturned"}])
    assert text == "a\nx\\x1b[31mred\\x202eturned"


def test_styles_by_name() -> None:
    assert list(tables.STYLES) == ["text", "md", "csv", "json"]
