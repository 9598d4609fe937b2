"""What scenarios of a text add is what the same additions in Python add."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.assessment import assess
from argmap.model.link import LinkReference, Polarity, attacks, condition, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Citation, Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.text.read import parse

TEXT = """===
argmap:
    version: 1
    sources: {press: {title: The press, reliability: B}}
    scenarios:
        more:
            add:
                "[Witness]": {text: "Somebody saw it, too.", source: press, grade: B2, date: 2016}
                Rumour: {text: They say so., weight: [.1, .2, .3], tags: [rumour, evidence]}
                "<Step>": {text: A step., note: So what?}
                "[Doubt]": Who knows?
                "[Witness] +> [A]": strong
                "[Rumour] +> <Step>": {weight: .4, note: on hearsay}
                "<Step> -> [B]": .7
                "[Doubt] _> ([E] +> [A])": .5
                "[Doubt] ?> ([Rumour] +> <Step>)": 1
                "[Witness] -> [B]": {lr: 3}
            expect: [Witness > Rumour, A up]
        fewer: {extends: more, drop: [Witness]}
===

[A]: One. #assessment
    + [E]: Evidence. {weight: .6}

[B]: Two. #assessment
"""
IN_PYTHON = Scenario("python").add(
    Evidence(
        "Witness",
        "Somebody saw it, too.",
        citation=Citation(source="press", grade="B2", date="2016"),
    ),
    Evidence("Rumour", "They say so.", weight=[0.1, 0.2, 0.3], tags=["rumour", "evidence"]),
    Argument("Step", "A step.", note="So what?"),
    Claim("Doubt", "Who knows?"),
    supports("Witness", "A", weight=0.8),
    supports("Rumour", "<Step>", weight=0.4),
    attacks("<Step>", "B", weight=0.7),
    undercuts("Doubt", LinkReference("E", Polarity.SUPPORT, "A"), weight=0.5),
    condition("Doubt", LinkReference("Rumour", Polarity.SUPPORT, "Step"), weight=1),
    attacks("Witness", "B", lr=3),
)


@pytest.fixture
def map_() -> ArgumentMap:
    reading = parse(TEXT)
    assert reading.diagnostics == ()
    return reading.required()


def test_the_text_adds_what_python_adds(map_: ArgumentMap) -> None:
    written, built = map_.supposing(map_.scenario("more")), map_.supposing(IN_PYTHON)
    assert [node.reference for node in written.nodes] == [node.reference for node in built.nodes]
    assert written.nodes == built.nodes
    assert [(str(one.reference), one.weight, one.lr) for one in written.links] == [
        (str(one.reference), one.weight, one.lr) for one in built.links
    ]
    ours = assess(map_, scenario=map_.scenario("more")).strengths
    assert ours == assess(map_, scenario=IN_PYTHON).strengths
    assert written["Witness"].origin is not None


def test_a_child_drops_what_its_parent_adds(map_: ArgumentMap) -> None:
    assert map_.supposing(map_.scenario("fewer")).clamped["[Witness]"].dropped


def test_the_base_knows_nothing_of_what_is_added() -> None:
    (found,) = parse(TEXT.replace("A up]", "Witness up]")).diagnostics
    assert found.code == "AM509"
    assert "no node is named 'Witness'" in found.message


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        ('"[X]": {txt: a}', "AM307", "did you mean 'text'"),
        ('"[X]": {text: a, weight: 2}', "AM406", "between 0 and 1"),
        ('"[X]": {text: a, weight: {a: 1}}', "AM406", "'weight' is a number"),
        ('"[X]": {text: [a]}', "AM406", "'text' is a text"),
        ('"[X]": [a]', "AM406", "'text' is a text"),
        ('"[X]": {text: a, tags: {b: c}}', "AM406", "'tags' is a text"),
        ('"[X]": {text: a, grade: Z9}', "AM406", "not 'Z'"),
        ('"[X]": {text: a, date: never}', "AM406", "never"),
        ('"[X]": {text: a, source: nobody}', "AM408", "no source of the map"),
        ('"[E] +> [B]": heavy', "AM406", "not 'heavy'"),
        ('"[E] +> [B]": {lr: .5}', "AM406", "write the opposite link"),
        ('"[E] +> [B]": {wieght: .5}', "AM307", "did you mean 'weight'"),
        ('"[E] +> [Nobody]": .5', "AM408", "no node is named '[Nobody]'"),
        ('"[E] +> [A]": .5', "AM408", "which the map has"),
        ('"[C]": {text: Three., tags: [assessment]}', "AM408", "adds a position"),
        ('"[X": a', "AM406", "'[X' is no title"),
        ('"": a', "AM406", "'' is no title"),
        ("[E]", "AM406", "keys and values"),
    ],
)
def test_what_cannot_be_added(entry: str, code: str, message: str) -> None:
    start, end = TEXT.index('                "[Witness]"'), TEXT.index("            expect:")
    text = TEXT[:start] + f"                {entry}\n" + TEXT[end:]
    text = text.replace("            expect: [Witness > Rumour, A up]\n", "")
    text = text.replace("        fewer: {extends: more, drop: [Witness]}\n", "")
    (found,) = parse(text).diagnostics
    assert (found.code, message in found.message) == (code, True), found.message


PIECES = st.one_of(
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(["[A]", "[E]", "[E] +> [A]", "[N] _> ([E] +> [A])", "<S>", "strong", "C3"]),
)
KEYS = st.sampled_from(
    ["text", "weight", "lr", "tags", "source", "grade", "date", "note", "[N]", "[N] +> [A]", "<S>"]
)
VALUES = st.recursive(
    PIECES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_nothing_that_is_added_raises(value: object) -> None:
    written = json.dumps(value, ensure_ascii=True)
    text = TEXT.replace("scenarios:\n", f"scenarios:\n        odd: {{add: {written}}}\n", 1)
    reading = parse(text)
    if reading.ok:
        map_ = reading.required()
        for scenario in map_.scenarios:
            assess(map_, scenario=scenario)
    else:
        assert all(one.remedy for one in reading.diagnostics)
