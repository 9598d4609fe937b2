"""Selectors: what they match, how they combine, and what they say of a mistake."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ScenarioError
from argmap.model.link import attacks, condition, contradicts, premise, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Citation, Claim, Evidence
from argmap.model.selector import select
from argmap.model.source import Source

SUPPORT = supports("E", "A")
MAP = ArgumentMap(
    nodes=[
        Claim("A", tags=["x", "y"]),
        Claim("B", weight=0.2),
        Evidence("E", citation=Citation(source="ru_tass", grade="B3", date="2014")),
        Evidence(
            "F", citation=Citation(source="us", document="paper", grade="D", date="2015..2016")
        ),
        Claim("Thin trade", section=("Economy", "Trade"), tags=["y"]),
        Argument("R"),
        Claim("U", citation=Citation(grade="F6")),
        Claim("Why & how (or not)?", "Signs"),
        Claim("C"),
    ],
    links=[
        SUPPORT,
        attacks("F", "A"),
        undercuts("U", SUPPORT),
        premise("Thin trade", "R"),
        supports("R", "B"),
        contradicts("A", "B"),
        condition("C", "U"),
    ],
    sources=[Source("ru_tass"), Source("us"), Source("paper")],
)


@pytest.mark.parametrize(
    ("selector", "titles"),
    [
        ("A", "A"),
        (" [A] ", "A"),
        ("<R>", "R"),
        ("[*]", "A B E F Thin trade U Why & how (or not)? C"),
        ("*trade", "Thin trade"),
        ("<*>", "R"),
        ("tag:x", "A"),
        ("tag:*", "A Thin trade"),
        ("kind:evidence", "E F"),
        ("source:ru_*", "E"),
        ("in:paper", "F"),
        ("section:Econ*", "Thin trade"),
        ("Why & how (or not)?", "Why & how (or not)?"),
        ("nothing*", ""),
        ("grade<C", "F"),
        ("grade<=D", "F"),
        ("grade>C", "E"),
        ("grade=B", "E"),
        ("credibility>3", ""),
        ("credibility>=3", "E"),
        ("credibility<4", "E"),
        ("weight<.4", "B F"),
        ("weight <= 0.2", "B"),
        ("date<2015", "E"),
        ("date>2014", "F"),
        ("date=2014..2016", "E F"),
        ("date<=2015", "E"),
        ("under([A])", "B E F Thin trade R U C"),
        ("under(R)", "Thin trade"),
        ("tag:y & !tag:x", "Thin trade"),
        ("tag:x | source:us", "A F"),
        ("A | B & tag:x", "A"),
        ("(A | B) & tag:x", "A"),
        ("!!A", "A"),
        ("!(kind:claim | kind:argument)", "E F"),
        ("Thin trade | <R>", "Thin trade R"),
    ],
)
def test_nodes(selector: str, titles: str) -> None:
    found = select(MAP, selector)
    assert " ".join(str(node.title) for node in found.nodes) == titles
    assert not found.links


@pytest.mark.parametrize(
    ("selector", "shown"),
    [
        ("E -> A", ["[E] +> [A]"]),
        ("* -> A", ["[E] +> [A]", "[F] -> [A]"]),
        ("(E | F) -> (A | B)", ["[E] +> [A]", "[F] -> [A]"]),
        ("kind:evidence -> *", ["[E] +> [A]", "[F] -> [A]"]),
        ("<R>->[B]", ["<R> +> [B]"]),
        ("E -> A | <R> -> B", ["[E] +> [A]", "<R> +> [B]"]),
        ("B -> A", []),
    ],
)
def test_links(selector: str, shown: list[str]) -> None:
    found = select(MAP, selector)
    assert [str(link.reference) for link in found.links] == shown
    assert not found.nodes


def test_links_left_over() -> None:
    assert len(select(MAP, "!* -> A").links) == len(MAP.links) - 2


@pytest.mark.parametrize(
    ("selector", "message", "column"),
    [
        ("", "empty selector", None),
        ("sourec:x", "did you mean 'source'", 0),
        ("A & ", "a title is missing", 4),
        ("A | & B", "a title is missing", 4),
        ("(A | B", "a closing bracket", 6),
        ("under([A]", "a closing bracket", 9),
        ("[A] B", "& or | is expected", 4),
        ("A & E -> A", "cannot be combined", 10),
        ("grade<X", "letter from A to F", 6),
        ("credibility>9", "digit from 1 to 6", 12),
        ("weight<much", "could not convert", 7),
        ("date<someday", "is no date", 5),
        ("(E -> A) -> B", "an arrow leads from nodes", 9),
    ],
)
def test_mistakes_are_shown_where_they_are(selector: str, message: str, column: int | None) -> None:
    with pytest.raises(ScenarioError) as error:
        select(MAP, selector)
    lines = str(error.value).split("\n")
    assert message in lines[0]
    if column is not None:
        assert lines[-1].index("^") - 4 == column


@given(st.lists(st.sampled_from([*"AB&|!()<>[]*:= ", " -> ", "under(", "tag:", "grade<", "C"])))
def test_any_text_selects_or_is_refused(parts: list[str]) -> None:
    with contextlib.suppress(ScenarioError):
        select(MAP, "".join(parts))
