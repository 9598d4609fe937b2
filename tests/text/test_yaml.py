"""YAML 1.2 core, with the place of every value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from unittest.mock import patch

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.text.yaml import Mapping, Plain, Scalar, plain, read_yaml, resolved


def read(text: str) -> Plain:
    found: list[Diagnostic] = []
    value = read_yaml(Span(SourceText("x", text), 0, len(text)), found.append)
    assert not found, found
    assert value is not None
    return plain(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-7", -7),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        (".5", 0.5),
        ("5.", 5.0),
        ("-1e3", -1000.0),
        ("+.inf", math.inf),
        ("1.2.3", "1.2.3"),
        ("2016-11-23", "2016-11-23"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_the_core_schema(raw: str, value: object) -> None:
    assert resolved(raw) == value
    assert type(resolved(raw)) is type(value)


def test_not_a_number_is_one() -> None:
    found = resolved(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


def test_quoted_scalars_are_strings() -> None:
    assert read("{a: '5', b: \"true\", c: 5}") == {"a": "5", "b": "true", "c": 5}


def test_places_count_characters() -> None:
    text = "é: [漢字, 'x']\n𝄞: {b: c}\n"
    value = read_yaml(Span(SourceText("x", "__" + text), 2, 2 + len(text)), lambda _: None)
    assert isinstance(value, Mapping)
    assert [key.span.text for key, _ in value.entries] == ["é", "𝄞"]
    assert value.entries[0][1].span.text == "[漢字, 'x']"
    inner = value.entries[1][1]
    assert isinstance(inner, Mapping)
    assert isinstance(inner.entries[0][1], Scalar)
    assert inner.entries[0][1].span.text == "c"


BRACES = st.lists(
    st.tuples(st.text("aZ09._-§±é漢", min_size=1, max_size=6), st.booleans(), st.integers(0, 2)),
    min_size=1,
    max_size=5,
)


@given(BRACES)
@example([("---", False, 0)])
@example([("...", False, 0), ("-", True, 1)])
@example([("-", False, 0)])
def test_simple_braces_are_read_as_yaml_reads_them(parts: list[tuple[str, bool, int]]) -> None:
    entries = [
        f"{word}: {word[::-1]}{' ' * blanks}" if keyed else f"{word}{' ' * blanks}"
        for word, keyed, blanks in parts
    ]
    text = "{" + ", ".join(entries) + "}"
    span = Span(SourceText("x", "__" + text), 2, 2 + len(text))

    def outcome(read: Callable[[Callable[[Diagnostic], None]], object]) -> object:
        found: list[Diagnostic] = []
        return read(found.append), found

    fast = outcome(lambda report: read_yaml(span, report))
    with patch("argmap.text.yaml._SIMPLE", re.compile("(?!)")):
        slow = outcome(lambda report: read_yaml(span, report))
    assert fast == slow


WORDS = st.text("abcdefghij", min_size=1, max_size=5).filter(
    lambda word: isinstance(resolved(word), str)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4))
def test_plain_data_reads_back(value: dict[str, Plain]) -> None:
    assert read(pyyaml.safe_dump(value)) == value
    assert read(pyyaml.safe_dump(value, default_flow_style=True, width=10_000)) == value
