"""Files with mistakes: what is expected stands on the line it belongs to, `// error: AM202`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.rendering import as_record, as_text
from argmap.text.read import read
from argmap.text.rules import RULES

CASES = sorted((Path(__file__).parent / "cases").glob("*.argdown"))
_EXPECTED = re.compile(r"(?://|#) error: ((?:AM\d+(?:, )?)+)")


def expected(path: Path) -> list[tuple[int, str]]:
    return [
        (number, code)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for codes in _EXPECTED.findall(line)
        for code in codes.split(", ")
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_mistake_is_found_where_it_stands_and_nothing_else(path: Path) -> None:
    found = [(one.place[1], one.code) for one in read(path).diagnostics]
    assert found == expected(path)


def test_every_diagnostic_has_a_place_and_says_what_to_do() -> None:
    for path in CASES:
        for one in read(path).diagnostics:
            text = as_text(one)
            assert text.startswith(f"{path}:{one.place[1]}:{one.place[2]}: ")
            assert one.code in text
            assert one.remedy, text
            assert as_record(one)["line"] == one.place[1]


def test_codes_are_distinct_and_grouped() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"AM[1-578]\d\d", code) for code in codes)
