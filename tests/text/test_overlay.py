"""Overlays as files: numbers are read, anything else is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapError, UnknownReference, WeightError
from argmap.model.link import LinkReference, Polarity, attacks, premise, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Claim, Evidence
from argmap.model.overlay import Overlay
from argmap.model.weight import Range
from argmap.reading import ReadError
from argmap.text.overlay import load_overlay, parse_overlay, read_overlay

SUPPORT = supports("E", "A", weight=0.4)
MAP = ArgumentMap(
    nodes=[Claim("A"), Claim("B"), Evidence("E"), Argument("R"), Claim("F"), Claim("U")],
    links=[
        SUPPORT,
        attacks("E", "B"),
        supports("F", "B"),
        attacks("F", "B"),
        supports("U", "B", lr=3.0),
        undercuts("U", SUPPORT),
    ],
)

TEXT = """\
# What Ana thinks, and why she does.
analyst: Ana
weights:
  "[A]": .6      # the first reason
  E: [.2, .4, .7]
  <R>: 1
links:
  E -> A: .7
  "[F] +> [B]": 0
  "F -> B": .5
  "[U] _> ([E] +> [A])": .1
"""


def test_numbers_are_read_and_put_on_the_map() -> None:
    found = parse_overlay(TEXT, MAP)
    assert found.diagnostics == ()
    ana = found.required()
    assert (ana.name, len(ana)) == ("Ana", 7)
    link = LinkReference("[E]", Polarity.SUPPORT, "[A]")
    assert ana.resolved(MAP) == {
        "[A]": 0.6,
        "[E]": Range(0.2, 0.4, 0.7),
        "<R>": 1.0,
        link: 0.7,
        LinkReference("[F]", Polarity.SUPPORT, "[B]"): 0.0,
        LinkReference("[F]", Polarity.ATTACK, "[B]"): 0.5,
        LinkReference("[U]", Polarity.UNDERCUT, link): 0.1,
    }
    overlaid = ana.on(MAP)
    assert overlaid.initial("[A]") == 0.6
    assert overlaid.initial("[B]") == MAP.initial("[B]")
    assert overlaid.links_by_reference[link].weight == 0.7
    assert Overlay("Ana", {"[A]": 0.6}) == Overlay("Ana", {"[A]": 0.6})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 AM406 an overlay holds keys and values"),
        ("- A", "1:1 AM406 an overlay holds keys and values"),
        ("analyst: {a: b}", "1:10 AM406 'analyst' is a name"),
        ("analyst: A\nnote: I feel so", "2:1 AM307 an overlay holds numbers only, and 'note'"),
        ("analyst: A\nweigths: {A: .5}", "2:1 AM307 an overlay holds numbers only, and 'weigths'"),
        ("weights: high", "1:10 AM406 'weights' holds names and numbers"),
        ("weights: {A: high}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("links: {E -> A: strong}", "1:17 AM311 an overlay holds numbers only; of 'E -> A'"),
        ("weights: {A: {text: x}}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: true}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: .nan}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: 1.2}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: [.7, .4, .2]}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: [.2, .4]}", "1:14 AM311 an overlay holds numbers only; of 'A'"),
        ("weights: {A: .5, A: .6}", "1:18 AM305 'A' stands twice"),
        ("weights: {A: *x}", "1:14 AM306"),
        ("weights: {A: .5", "1:15 AM304"),
        ("weights: {Eh: .5}", "1:11 AM501 no node is named 'Eh'; did you mean 'E'?"),
        ('weights: {A: .5, "[A]": .6}', "1:18 AM311"),
        ('links: {"E -> C": .5}', "1:9 AM501 no link is named 'E -> C'; did you mean 'E -> B'?"),
        ('links: {"F => B": .5}', "1:9 AM501 no link is named 'F => B'"),
        ('links: {"U -> B": .5}', "1:9 AM311 [U] +> [B] has a likelihood ratio"),
        ("\x00", "1:1 AM106"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, expected: str) -> None:
    found = parse_overlay(text, MAP)
    assert not found.ok
    said = [f"{one.place[1]}:{one.place[2]} {one.code} {one.message}" for one in found.diagnostics]
    assert any(one.startswith(expected) for one in said), said
    assert all(one.remedy for one in found.diagnostics)


def test_without_a_map_names_are_taken_as_they_are() -> None:
    ana = parse_overlay("weights: {Nowhere: .5}").required()
    with pytest.raises(UnknownReference, match="no node is named 'Nowhere'"):
        ana.on(MAP)


def test_an_analyst_without_a_name_is_called_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "ben.yaml").write_text("weights:\n  A: .5\n")
    assert load_overlay(tmp_path / "ben.yaml").name == "ben"
    with pytest.raises(ReadError, match="AM101"):
        load_overlay(tmp_path / "bem.yaml")
    assert read_overlay(tmp_path / "bem.yaml").diagnostics[0].remedy.endswith("ben.yaml")


@given(st.text() | st.text(alphabet="{}[]:, .5A\n-&*!weightslinks"))
def test_no_text_is_too_hostile(text: str) -> None:
    found = parse_overlay(text, MAP)
    assert found.ok or found.diagnostics


def test_wrong_overlays_are_refused() -> None:
    with pytest.raises(MapError, match="an analyst has a name"):
        Overlay(" ")
    with pytest.raises(WeightError, match="between 0 and 1"):
        Overlay("Ana", {"A": 2})
    with pytest.raises(MapError, match="Ana weighs \\[A\\] twice"):
        Overlay("Ana", {"A": 0.5, "[A]": 0.5}).on(MAP)
    several = ArgumentMap(
        nodes=MAP.nodes, links=[premise("A", "R"), supports("A", "R"), attacks("E", "B")]
    )
    with pytest.raises(UnknownReference, match=r"\[A\] => <R> or \[A\] \+> <R>: write which"):
        Overlay("Ana", links={"A -> R": 0.5}).on(several)
