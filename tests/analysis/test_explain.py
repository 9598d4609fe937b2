"""Prose: every sentence from numbers worked out by hand under log-odds."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings

from argmap.analysis.change import explain_change
from argmap.analysis.confidence import confidence
from argmap.analysis.explain import explain
from argmap.analysis.likelihood import PHIA, YARDSTICKS
from argmap.analysis.prose import Sentence, how_far, listed, shares
from argmap.analysis.topic import topic
from argmap.assessment import assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Citation, Claim, Evidence
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.source import Source
from argmap.testing import maps
from argmap.text.read import load


def bayes(prior: float, ratios: dict[str, float]) -> ArgumentMap:
    """[H] under certain reports, each by its likelihood ratio, and [Rival] without any odds."""
    return ArgumentMap(
        nodes=[
            Claim("H", weight=prior),
            Claim("Rival"),
            *(Evidence(name, weight=1) for name in ratios),
        ],
        links=[
            supports(name, "H", lr=ratio) if ratio >= 1 else attacks(name, "H", lr=1 / ratio)
            for name, ratio in ratios.items()
        ],
    )


def test_words_of_likelihood_are_for_probabilities() -> None:
    # odds 1/3 · 3 = 1
    found = explain(assess(bayes(0.25, {"E": 9, "F": 1 / 3})), "H", over="Rival")
    assert [one.text for one in found["likelihood"]] == [
        "“H” has a posterior probability of 0.500, from a prior of 0.250: “roughly even chance” by "
        "ICD 203."
    ]
    by_phia = explain(assess(bayes(0.5, {"E": 2})), "H", over="Rival", yardstick=PHIA)
    assert "0.667, from a prior of 0.500: “likely” by PHIA." in by_phia["likelihood"][0].text
    # in a gap of the standard there is a number and no word
    gap = explain(assess(bayes(0.5, {"E": 3.5})), "H", over="Rival", yardstick=PHIA)
    assert "0.778, from a prior of 0.500: in no word of PHIA." in gap["likelihood"][0].text
    assert explain(assess(voiced()), "A", over="B")["likelihood"] == ()
    with pytest.raises(AnalysisError, match="yardstick is a value"):
        explain(assess(voiced()), "A", yardstick="PHIA")  # type: ignore[arg-type]


def voiced() -> ArgumentMap:
    """log-odds of [A]: .8 + .7 − .6 = .9; of [B]: 0; each item from a source of its own."""
    nodes = [
        Claim("A"),
        Claim("B"),
        *(
            Evidence(name, weight=weight, citation=Citation(source=source))
            for name, weight, source in (("X", 0.8, "x"), ("Y", 0.7, "y"), ("Z", 0.6, "z"))
        ),
    ]
    return ArgumentMap(
        nodes=nodes,
        links=[supports("X", "A"), supports("Y", "A"), attacks("Z", "A")],
        sources=[Source(name) for name in "xyz"],
        questions=[Question("q", "Which?", ("A", "B"))],
    )


def test_words() -> None:
    assert [how_far(gap) for gap in (0.24, -0.25, 0.99, -1.0)] == [
        *("narrowly", "clearly", "clearly", "strongly")
    ]
    assert [listed(list("abc"[:at])) for at in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert shares([1, 1, -2]) == pytest.approx(16 / 6)
    assert shares([0.0]) == 0.0


def test_explanation() -> None:
    found = explain(assess(voiced()), "A", over="B")
    assert [one.text for one in found] == [
        "“A” is clearly ahead of “B”: 0.711 to 0.500, 0.90 apart in log-odds.",
        "What speaks most for “A” over “B”: “X” (0.80, x) and “Y” (0.70, y).",
        "What speaks most against it: “Z” (0.60, z).",
        # no weight alone: without X .1 is left, with Z certain .5
        "None of 6 weights that bear on it flips it alone, the two positions' own initial weights "
        "aside.",
        "It would flip without “X” and “Y” (a smaller set may exist).",
        found["confidence"][0].text,
    ]
    (order,) = found["order"]
    assert order.numbers["margin"] == pytest.approx(0.9)
    assert found["for"][0].numbers == pytest.approx({"X": 0.8, "Y": 0.7})
    assert found["flip"][1].numbers == pytest.approx({"items": 2.0, "margin then": -0.6})


def test_confidence_by_the_published_rule() -> None:
    a = assess(voiced())
    found = confidence(a, topic(a, "A", "B"))
    # [X] and [Y] alone speak for the order: 1.5² / (.64 + .49)
    assert found.sources == pytest.approx(2.25 / 1.13)
    assert found.agreeing == found.scoring == 7
    assert found.radius.exact
    assert found.radius.value is not None
    assert found.radius.value >= 0.02
    assert found.reversals == ()
    assert found.tests == (True, True, False, True)
    assert found.level == "moderate"
    assert str(found) == (
        "By argmap's rule confidence in this order is moderate: 7 of 7 semantics that score the "
        f"map agree on it, its radius is {found.radius.value:.3f}, it rests on 2.0 sources in "
        "effect, and no single statement would reverse it."
    )


def test_an_order_on_nobodys_word_is_of_low_confidence() -> None:
    nodes = [Claim("A"), Claim("B"), *(Claim(name, weight=0.8) for name in "XYZ")]
    links = [supports(name, "A", weight=0.6) for name in "XYZ"]
    a = assess(ArgumentMap(nodes=nodes, links=links))
    found = confidence(a, topic(a, "A", "B"))
    assert found.tests == (True, True, False, True)
    assert found.sources == 0.0
    assert found.level == "low"


def test_two_voices_are_enough_and_each_side_has_its_own() -> None:
    map_ = voiced().with_weights({"Y": 0.8})
    a = assess(map_)
    found = confidence(a, topic(a, "A", "B"))
    assert found.sources == pytest.approx(2.0)
    assert found.level == "high"
    # seen from the other side it is the same order
    assert confidence(a, topic(a, "B", "A")).sources == pytest.approx(2.0)


def test_what_flips_it() -> None:
    found = explain(assess(voiced().with_weights({"Y": 0.05})), "A")
    # margin .8 + .05 − .6 = .25: X at .55, its link at .6875, Z at .85
    assert found.nearest is not None
    assert found.nearest.value == pytest.approx(0.55, abs=1e-6) or found.nearest.label == "Z"
    assert found["flip"][0].text.startswith("The single weight nearest to flipping it is that of")
    assert found["flip"][1].text == "It would flip without “X”."
    assert found["flip"][2].text == "It would also flip were “X” false or “Z” true."
    assert found.confidence is not None
    assert [(one.reference, one.truth) for one in found.confidence.reversals] == [
        ("[X]", False),
        ("[Z]", True),
    ]


def test_from_behind_and_under_a_scenario() -> None:
    behind = explain(assess(voiced()), "B")
    assert behind.topic.ends == ("[B]", "[A]")
    assert str(behind).startswith("“B” is clearly behind “A”: 0.500 to 0.711")
    assert (
        behind["against"][0].text == "What speaks most against it: “X” (0.80, x) and “Y” (0.70, y)."
    )
    scenario = Scenario("s", title="X is made up").drop("X")
    under = explain(assess(voiced(), scenario=scenario), "A", over="B")
    assert str(under).startswith("Under “X is made up”, “A” is narrowly ahead of “B”")


def test_a_tie() -> None:
    map_ = ArgumentMap(nodes=[Claim("A"), Claim("B")])
    found = explain(assess(map_), "A", over="B")
    assert str(found) == (
        "“A” and “B” tie at 0.500. Nothing speaks for “A” directly. Nothing speaks against it "
        "directly."
    )
    assert found.confidence is None


def test_who_is_behind_a_claim() -> None:
    nodes = [
        Claim("A"),
        Claim("B"),
        Claim("M"),
        *(Evidence(name, citation=Citation(source=name.lower())) for name in "XYZ"),
    ]
    links = [supports("M", "A"), *(supports(name, "M") for name in "XYZ")]
    map_ = ArgumentMap(nodes=nodes, links=links, sources=[Source(name) for name in "xyz"])
    (ground,) = explain(assess(map_), "A", over="B").grounds
    assert ground.voices == "via x, y and others"
    under = assess(map_, scenario=Scenario("s").drop("X").drop("Y"))
    assert explain(under, "A", over="B").grounds[0].voices == "via z"


def test_warnings_are_told() -> None:
    nodes = [Claim("A"), Claim("B"), *(Evidence(f"E{at}", weight=1) for at in range(5))]
    links = [supports(f"E{at}", "A") for at in range(5)]
    found = explain(assess(ArgumentMap(nodes=nodes, links=links)), "A", over="B")
    assert [one.text for one in found["warning"]] == [
        "“A” is saturated, 5.0 away from even in log-odds: what else bears on it hardly shows in "
        "the score."
    ]
    ring = [supports("A", "B", lr=400), supports("B", "A", lr=400)]
    (warning,) = explain(assess(ArgumentMap(nodes=[*nodes], links=ring)), "A", over="B")["warning"]
    assert warning.text.startswith("“A” and “B” bear on each other")


#: Numbers as sentences print them.
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def untraced(found: Iterable[Sentence], sources: Iterable[str] = ()) -> list[str]:
    """What is printed as a number and is none of the numbers that its sentence carries. Titles and
    changes stand in quotation marks; ids of sources and names of standards are no numbers."""
    missing = []
    for one in found:
        text = re.sub("“.*?”", "", one.text)
        for name in (*sources, "ICD 203"):
            text = text.replace(name, "")
        for printed in NUMBER.findall(text):
            digits = len(printed.partition(".")[2])
            if not any(f"{abs(value):.{digits}f}" == printed for value in one.numbers.values()):
                missing.append(f"{printed} in {one.text!r}")
        if not one.numbers:
            missing.append(f"no numbers for {one.text!r}")
    return missing


@settings(max_examples=25)
@given(maps(acyclic=True, max_nodes=6, max_links=9))
def test_every_sentence_is_made_of_numbers_it_carries(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(len(statements) > 1)
    ids = [source.id for source in map_.sources]
    assert untraced(explain(assess(map_), statements[0], over=statements[-1]), ids) == []


def test_every_sentence_about_the_real_map_is_made_of_numbers_it_carries() -> None:
    map_ = load("arguments/iran-russia.argdown")
    ids = sorted((source.id for source in map_.sources), key=len, reverse=True)
    for one, other in (
        ("Durable partnership", "Pragmatic cooperation"),
        ("Moscow acts on Iran", "Moscow shields Iran"),
    ):
        found = explain(assess(map_), one, over=other)
        assert len(found) > 5
        assert untraced(found, ids) == []
    for scenario in map_.scenarios[:8]:
        assert untraced(explain_change(map_, None, scenario).prose.sentences, ids) == []


def test_no_likelihood_beside_a_confidence() -> None:
    """ICD 203, D.6.e(2)(b): no confidence level and degree of likelihood in one sentence."""
    words = [band.word for yardstick in YARDSTICKS for band in yardstick.bands]
    for map_ in (voiced(), bayes(0.25, {"E": 9, "F": 3})):
        for one in explain(assess(map_), map_.nodes[0].reference, over=map_.nodes[1].reference):
            assert not ("confidence" in one.text and any(word in one.text for word in words))
            assert one.about == "likelihood" or not any(word in one.text for word in words)


def test_markdown_and_table() -> None:
    found = explain(assess(voiced()), "A", over="B")
    assert found.to_markdown().split("\n")[0].startswith("* “A” is clearly ahead")
    assert len(found.to_markdown().split("\n")) == len(found) == 6
    assert [record["force"] for record in found.to_records()] == pytest.approx([0.8, 0.7, -0.6])
    assert "<table>" in found._repr_html_()


def test_bad_calls() -> None:
    a = assess(voiced())
    with pytest.raises(AnalysisError, match="compared with itself"):
        explain(a, "A", over="A")
    with pytest.raises(UnknownReference):
        explain(a, "Nobody")
    with pytest.raises(AnalysisError, match="has no rival"):
        explain(a, "X")


@given(maps(acyclic=True, max_nodes=5, max_links=7))
def test_any_two_statements_can_be_explained(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(len(statements) > 1)
    a = assess(map_)
    found = explain(a, statements[0], over=statements[-1])
    assert str(found).endswith(".")
    if found.margin:
        word = "ahead of" if found.margin > 0 else "behind"
        assert word in found["order"][0].text


def test_the_real_map() -> None:
    found = explain(assess(load("arguments/iran-russia.argdown")), "Durable partnership")
    assert found.topic.over == "[Pragmatic cooperation]"
    assert {one.about for one in found} == {"order", "for", "against", "flip", "confidence"}
