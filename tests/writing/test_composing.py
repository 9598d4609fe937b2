"""A map as text is that map again; what the text does not carry is said, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.reading import ReadError
from argmap.testing import maps, units, weights
from argmap.text.language import Language
from argmap.writing.composing import to_text

ROOT = Path(__file__).parents[2]
CONFORMANCE = ROOT.parent / "shared/argdown-conformance"
MAPS = sorted((ROOT / "arguments").glob("*.argdown"))
WORDS = st.lists(
    st.sampled_from(
        [
            *("a", "b", "1.", "(1)", "+", "-", "--", "><", "_so_", "*", "**", "[x]", "[x]:", "<y>"),
            *(
                "{.5}",
                "}",
                "#tag",
                "#(",
                "//",
                "http://x",
                "@[A]",
                "\\",
                "\\[",
                "===",
                "/*",
                ":heart:",
            ),
            *(
                "'",
                '"',
                "e.g.",
                "1<2",
                "@include(x)",
                "# h",
                "!",
                "é",
                "漢字",
                "&",
                "|",
                "~",
                ":heart:",
            ),
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


def _unordered(map_: am.ArgumentMap) -> am.ArgumentMap:
    return evolve(map_, links=sorted(map_.links, key=lambda link: str(link.reference)))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_maps_we_keep_lose_nothing(path: Path) -> None:
    map_ = am.load(path)
    written = to_text(map_)
    assert written.diagnostics == ()
    assert _unordered(am.parse(written.text).required()) == _unordered(map_)
    assert to_text(am.parse(written.text).required()).text == written.text
    assert am.format_text(written.text).text == written.text


@given(maps())
@settings(max_examples=60)
def test_any_map_is_written_and_what_is_lost_is_said(map_: am.ArgumentMap) -> None:
    written = to_text(map_)
    again = am.parse(written.text).required()
    assert bool(written.diagnostics) == (_unordered(again) != _unordered(map_))


@st.composite
def _told(draw: st.DrawFn) -> am.ArgumentMap:
    """Maps whose nodes have texts, tags, citations and sections, and no structure."""
    map_ = draw(maps())
    links = tuple(one for one in map_.links if one.polarity is not am.Polarity.PREMISE)
    links = tuple(
        one if one.polarity is not am.Polarity.CONDITION else evolve(one, weight=None)
        for one in links
    )
    nodes: list[Any] = []
    sections = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    at = 0
    for node in map_.nodes:
        at = min(at + draw(st.integers(0, 1)), len(sections))
        cited = draw(
            st.sampled_from(
                [
                    None,
                    am.Citation(date="2016"),
                    am.Citation(source="x", locator="p3", grade="B3", date="2015..2016"),
                    am.Citation(document="y", locator="somewhere", source="z"),
                ]
            )
        )
        tags = {*node.tags, *draw(st.sets(st.sampled_from(["one", "two words", "evidence"])))}
        if not isinstance(node, am.Evidence):
            tags -= {"evidence"}
            cited = cited if cited is None or not cited.source else None
        else:
            tags |= {"evidence"}
        nodes.append(
            evolve(
                node,
                text=draw(WORDS),
                tags=sorted(tags),
                citation=cited,
                note=draw(st.none() | WORDS),
                quote=draw(st.none() | WORDS),
                genre=draw(st.none() | WORDS),
                card=draw(st.sampled_from([None, True, False])),
                section=sections[:at][-1:],
            )
        )
    kept = {one.reference for one in links}
    return evolve(
        map_,
        nodes=nodes,
        links=[one for one in links if isinstance(one.target, str) or _stands(one.target, kept)],
        sources=[am.Source("x", title=draw(WORDS)), am.Source("y"), am.Source("z", document="y")],
        title=draw(st.none() | WORDS),
        same_source=draw(units()),
        grounded=None,
    )


def _stands(target: am.LinkReference, kept: set[am.LinkReference]) -> bool:
    at: Any = target
    while isinstance(at, am.LinkReference):
        if at not in kept:
            return False
        at = at.target
    return True


@given(_told())
@settings(max_examples=60)
def test_what_maps_say_in_words_comes_back(map_: am.ArgumentMap) -> None:
    written = to_text(map_)
    again = am.parse(written.text).required()
    # Links that begin at an argument and are undercut, and the like, have no line to stand on.
    assert [one.message for one in written.diagnostics if "the link" not in one.message] == []
    assert again.nodes == map_.nodes
    assert again.sources == map_.sources
    assert again.questions == map_.questions


SETTINGS = """\
===
title: Settings
argmap:
    version: 1
    sources: {tv: {title: "The news: at nine", authors: [Ann, Bob], reliability: C, url: "http://x"}}
    scales: {reliability: {A: .9}}
    semantics: quadratic-energy
    rivalry: attack
    same_source: .25
    expect: [A > B, A >= .123456789]
    questions: {q: {text: Which one?, positions: [B, A]}}
    scenarios:
        s: {title: A title, drop: ["C & !tag:x"], scale: {"source:tv": .2}, expect: [A down]}
        t: {extends: s, assume: {A: true}, set: {B: [.1, .2, .3]}, flip: ["C -> A"]}
        u: {shift: {B: -1.5}}
===

[A]: One. #assessment

[B]: Two. {weight: .6±.15, if: [C]}
    - An untitled one. {.5, tv, p3}
        _ Another that undercuts it.

[C]: Three.
    +> [A] {edge: {lr: 3, if: [B], note: "so, yes"}}
        _ <R>

<R>: A reason.
    + [C]

<S>: A chain.

(1) [P]: One.
-- first {strength: .5} --
(2) [I]: Two.
    + [B]
(3) [Q]: Three. {edge: .5}
-- {uses: [2, 3], note: why} --
(4) [A]
"""


def test_settings_structures_and_untitled_statements_come_back() -> None:
    map_ = am.parse(SETTINGS).required()
    written = to_text(map_)
    assert written.diagnostics == ()
    assert _unordered(am.parse(written.text).required()) == _unordered(map_)


def test_what_a_text_cannot_carry_is_said() -> None:
    map_ = am.ArgumentMap(
        nodes=[am.Claim("A"), am.Claim("B", "b")],
        links=[am.condition("B", "A", weight=0.5)],
        clamps=[am.Clamp("A", 0.3)],
    )
    said = [one.message for one in to_text(map_).diagnostics]
    assert said == [
        "[A] has another text: 'A' in the place of ''",
        "the link [B] ?> [A] has another weight: None in the place of 0.5",
        "the map has clamps that are not written as they are",
    ]


def test_a_title_that_no_text_can_have_is_refused() -> None:
    with pytest.raises(ReadError):
        to_text(am.ArgumentMap(nodes=[am.Claim("a]b", "text")]))


@given(weights())
def test_weights_come_back_exactly(weight: Any) -> None:
    nodes = [am.Claim("A", "a", weight=weight), am.Claim("B", "b")]
    map_ = am.ArgumentMap(nodes=nodes, links=[am.supports("A", "B", weight=weight)])
    assert am.parse(to_text(map_).text).required() == map_


def test_untitled_statements_stand_in_their_structure_and_nowhere_else() -> None:
    text = (
        "(1) one\n(2) two\n----\n(3) three\n\n(1) one more\n----\n(2) [C]: four\n    + [D]: five\n"
    )
    map_ = am.parse(text, language=Language.ARGDOWN).required()
    again = am.parse(to_text(map_).text).required()
    assert set(again.links_by_reference) == set(map_.links_by_reference)


def test_argdowns_own_files_become_texts_of_argmap() -> None:
    files = sorted(CONFORMANCE.glob("*.argdown"))
    if not files:
        pytest.skip("the conformance files are not here")
    for path in files:
        reading = am.read(path)
        if reading.ok:
            written = to_text(reading.required())
            again = am.parse(written.text).required()
            same = _unordered(again) == _unordered(reading.required())
            assert bool(written.diagnostics) != same, path.name
