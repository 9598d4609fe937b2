"""Strengths by reference, rankings, reasons, flows, and what to know before trusting them."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from attrs.exceptions import FrozenInstanceError

import argmap as am
from argmap.errors import SemanticsError, UnknownName, UnknownReference
from argmap.model.question import Question
from argmap.ranking import Candidate, log_odds, ranked


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


def example() -> am.ArgumentMap:
    deal = am.supports("Deal", "Alliance", weight=0.5)
    return am.ArgumentMap(
        nodes=[
            am.Claim("Alliance", "They are allies.", weight=0.5),
            am.Claim("Cooperation", "They cooperate case by case.", weight=0.5),
            am.Evidence("Deal", weight=0.8),
            am.Evidence("Quarrel", weight=0.9),
            am.Evidence("Trade", weight=0.6),
            am.Claim("Uncertain", weight=0.5),
        ],
        links=[
            deal,
            am.undercuts("Uncertain", deal),
            am.supports("Trade", "Alliance", weight=0.3),
            am.attacks("Quarrel", "Alliance"),
            am.supports("Quarrel", "Cooperation", weight=0.4),
            am.contradicts("Alliance", "Cooperation"),
        ],
        questions=[Question("closeness", "How close?", ("Alliance", "Cooperation"))],
    )


# Flows into Alliance: .5 · .8 · .5 = .2 and .3 · .6 = .18 for, .9 against; into Cooperation .36.
ALLIANCE, COOPERATION = 1 / (1 + math.exp(0.52)), 1 / (1 + math.exp(-0.36))


def test_strengths_by_reference_and_title() -> None:
    a = am.assess(example())
    assert a.strengths["[Alliance]"] == near(ALLIANCE)
    assert list(a.strengths)[:2] == ["[Alliance]", "[Cooperation]"]
    assert len(a.strengths) == 6
    assert a.strength("Cooperation") == am.Strength(0.5, a.strengths["[Cooperation]"], 0.5)
    unstated = am.assess(am.ArgumentMap(nodes=[am.Claim("A")]))
    assert unstated.strength("[A]") == am.Strength(0.5, 0.5, None)
    with pytest.raises(UnknownReference, match="did you mean"):
        a.strength("Aliance")
    with pytest.raises(TypeError):
        a.strengths["[Alliance]"] = 1.0  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        a.scenario = None  # type: ignore[misc]


def test_a_ranking_in_order_with_gaps() -> None:
    ranking = am.assess(example()).ranking()
    first, second = ranking
    assert (first.rank, first.reference, first.title) == (1, "[Cooperation]", "Cooperation")
    assert first.label == "They cooperate case by case."
    assert first.score == near(COOPERATION)
    assert first.log_odds == near(0.36)
    assert first.gap == near(0.88)
    assert (second.rank, second.gap) == (2, None)
    assert ranking["Alliance"] == ranking["[Alliance]"] == second
    assert ranking.first == (first,)
    assert ranking.margin("Alliance", over="Cooperation") == near(-0.88)
    assert len(ranking) == 2
    with pytest.raises(UnknownReference, match="'Alliances' is not ranked here; did you mean"):
        ranking["Alliances"]


def test_a_ranking_as_tables() -> None:
    ranking = am.assess(example()).ranking()
    assert str(ranking) == (
        "rank  position     score  log-odds   gap\n"
        "   1  Cooperation  0.589     +0.36  0.88\n"
        "   2  Alliance     0.373     −0.52"
    )
    assert "<caption>How close?</caption>" in ranking._repr_html_()
    assert ranking.to_markdown().splitlines()[0] == "| rank | position | score | log-odds | gap |"
    records = ranking.to_records()
    assert records[0]["position"] == "[Cooperation]"
    assert list(records[0]) == [
        *("question", "scenario", "rank", "position", "title", "label", "score", "log_odds"),
        *("gap", "warning"),
    ]  # fmt: skip
    assert ranking.to_csv().splitlines()[0] == ",".join(records[0])
    assert '"rank": 1' in ranking.to_json()


def test_an_assessment_prints_its_rankings_and_warnings() -> None:
    sure = am.assess(mutual(1.0))
    assert "<p>warning: &lt;R&gt;, &lt;Q&gt; bear on each other" in sure._repr_html_()
    assert str(sure).endswith(f"warning: {sure.warnings[0]}")
    a = am.assess(example(), scenario=am.Scenario("s<1"))
    question, table = str(a).partition("\n")[0], str(a.ranking())
    assert question == "How close?"
    assert table in str(a)
    assert repr(a) == "<Assessment: log-odds under 's<1', 6 nodes>"


def test_scores_that_close_share_a_rank() -> None:
    question = Question("q")
    scores = {"a": 0.3, "b": 0.7, "c": 0.7 + 4e-10, "d": 0.2, "e": math.nan, "f": 0.7 - 2e-9}
    places = ranked(question, [Candidate(k, k, k, v) for k, v in scores.items()]).places
    assert [(one.title, one.rank) for one in places] == [
        *(("b", 1), ("c", 1), ("f", 3), ("a", 4), ("d", 5), ("e", None)),
    ]  # fmt: skip
    assert places[0].gap == 0.0
    assert places[-2].gap is None


def test_certainties_have_infinite_log_odds_and_no_nan() -> None:
    places = ranked(
        Question("q"), [Candidate(k, k, k, v) for k, v in {"a": 1.0, "b": 1.0, "c": 0.0}.items()]
    )
    assert [one.gap for one in places] == [0.0, math.inf, None]
    assert [one.log_odds for one in places] == [math.inf, math.inf, -math.inf]
    assert "∞" in str(places)
    assert places.margin("a", over="b") == 0.0
    assert log_odds(0.5) == 0.0


def test_a_ranking_for_each_question() -> None:
    map_ = am.ArgumentMap(
        nodes=[am.Claim(title) for title in "ABCD"],
        questions=[Question("one", "", ("A", "B")), Question("two", "", ("C", "D"))],
    )
    a = am.assess(map_)
    assert [one.question.id for one in a.rankings] == ["one", "two"]
    assert a.ranking().question.id == "one"
    assert a.ranking("two") == a.ranking(map_.questions[1]) == a.rankings[1]
    with pytest.raises(UnknownReference, match="did you mean 'two'"):
        a.ranking("tow")


def test_the_empty_map() -> None:
    a = am.assess(am.ArgumentMap())
    assert dict(a.strengths) == {}
    assert a.rankings == ()
    assert len(a.ranking()) == 0
    assert a.converged
    assert a.warnings == ()


def test_reasons_each_way_strongest_first() -> None:
    a = am.assess(example())
    found = [(one.source, one.sign, one.force) for one in a.reasons("Alliance")]
    assert found == [
        ("[Quarrel]", -1, near(0.9)),
        ("[Deal]", 1, near(0.2)),
        ("[Trade]", 1, near(0.18)),
    ]
    assert [one.source for one in a.reasons("Alliance", limit=1)] == ["[Quarrel]", "[Deal]"]
    assert len(a.reasons("[Alliance]", limit=None)) == 3
    # The silent contradiction is no reason, nor is what was dropped.
    dropped = am.assess(example(), scenario=am.Scenario("s").drop("Quarrel"))
    assert [one.source for one in dropped.reasons("Alliance")] == ["[Deal]", "[Trade]"]
    assert dropped.reasons("Cooperation") == ()


def test_flows_of_links_under_any_of_their_names() -> None:
    map_ = example()
    a = am.assess(map_)
    deal, undercut, trade, *_, contradiction = map_.links
    assert a.flow(deal) == a.flow(deal.reference) == near(0.2)
    assert a.flow(am.supports("Deal", "Alliance").reference) == near(0.2)
    assert a.flow(undercut) == 0.5
    assert a.flow(trade, into="Alliance") == near(0.18)
    assert a.flow(contradiction) == 0.0
    with pytest.raises(UnknownReference, match="there is no link"):
        a.flow(am.attacks("Deal", "Alliance"))


def test_a_contradiction_flows_both_ways() -> None:
    link = am.contradicts("A", "B", weight=0.5)
    nodes = [am.Claim("A", weight=0.5), am.Claim("B", weight=0.8)]
    a = am.assess(
        am.ArgumentMap(nodes=nodes, links=[link], questions=[Question("q", "", ("A",))]),
        semantics=am.DF_QUAD,
    )
    # Strengths 1/3 and 2/3, as derived in test_qbaf.
    assert a.flow(link, into="A") == pytest.approx(1 / 3, abs=1e-9)
    assert a.flow(link, into="B") == pytest.approx(1 / 6, abs=1e-9)
    assert a.flow(link) == pytest.approx(1 / 3, abs=1e-9)
    assert [one.source for one in a.reasons("A")] == ["[B]"]
    assert [one.source for one in a.reasons("B")] == ["[A]"]


def test_a_scenario_is_applied_once_and_remembered() -> None:
    scenario = am.Scenario("doubt").assume("Deal", False).scale("Quarrel", by=0.5)
    base = example()
    a = am.assess(base, scenario=scenario)
    assert a.scenario is scenario
    assert a.base is base
    assert a.map == base.supposing(scenario)
    # Into Alliance: .18 for, .45 against.
    assert a.strengths["[Alliance]"] == near(1 / (1 + math.exp(0.27)))
    assert a.ranking().scenario == "doubt"
    assert a.flow(base.links[0]) == 0.0


def test_nothing_flows_into_what_a_scenario_fixed() -> None:
    a = am.assess(example(), scenario=am.Scenario("s").assume("Alliance", True))
    assert a.reasons("Alliance") == ()
    assert a.strengths["[Alliance]"] == 1.0
    assert a.warnings == ()  # what is assumed is not saturated


def test_the_semantics_of_the_map_unless_another_is_given() -> None:
    map_ = am.ArgumentMap(
        nodes=[am.Claim("A"), am.Claim("B", weight=0.8)],
        links=[am.supports("B", "A")],
        semantics="df-quad",
    )
    assert am.assess(map_).semantics is am.DF_QUAD
    assert am.assess(map_).strengths["[A]"] == near(0.9)
    assert am.assess(map_, semantics=am.EULER_BASED).semantics is am.EULER_BASED
    assert am.assess(example()).semantics is am.LOG_ODDS
    with pytest.raises(UnknownName):
        am.assess(am.ArgumentMap(semantics="df-quat"))
    with pytest.raises(SemanticsError):
        am.assess(map_, semantics="df-quad")  # type: ignore[arg-type]


def test_saturation_is_reported() -> None:
    items = [am.Evidence(f"E{at}", weight=0.9) for at in range(5)]
    map_ = am.ArgumentMap(
        nodes=[am.Claim("A"), *items],
        links=[am.supports(str(item.title), "A") for item in items],
    )
    a = am.assess(map_)
    (warning,) = a.warnings
    assert warning.kind == "saturated"
    assert warning.references == ("[A]",)
    assert "+4.5" in str(warning)
    assert a.ranking()["A"].warning == "saturated"
    assert "saturated" in str(a.ranking())


def mutual(weight: float) -> am.ArgumentMap:
    nodes = [am.Argument("R", weight=weight), am.Argument("Q", weight=weight), am.Claim("A")]
    links = [am.undercuts("R", "Q"), am.undercuts("Q", "R"), am.supports("R", "A")]
    return am.ArgumentMap(nodes=nodes, links=links)


def test_what_can_settle_in_several_ways_is_said() -> None:
    # r = 1 − q and q = 1 − r: any two strengths that add up to 1.
    a = am.assess(mutual(1.0))
    (warning,) = a.warnings
    assert (warning.kind, warning.references) == ("not-unique", ("<R>", "<Q>"))
    assert not a.solution.certified
    # With .9 each, r = .9(1 − q) has one solution: 9/19.
    certain = am.assess(mutual(0.9))
    assert certain.warnings == ()
    assert certain.strengths["<R>"] == pytest.approx(9 / 19, abs=1e-11)


def test_what_is_not_proven_to_be_the_only_answer_is_said() -> None:
    # Each slope may be as steep as 8 · ¼ = 2.
    nodes = [am.Claim("A", weight=0.5), am.Claim("B", weight=0.5)]
    links = [am.attacks("A", "B", lr=math.e**8), am.supports("B", "A", lr=math.e**8)]
    a = am.assess(am.ArgumentMap(nodes=nodes, links=links))
    (warning,) = a.warnings
    assert warning.kind == "uncertified"
    assert warning.references == ("[A]", "[B]")


def test_what_does_not_settle_is_said_and_has_no_rank() -> None:
    # The ring of test_solver: three attacks of ratio e^20 around log-odds near 10.
    ratio = math.exp(20)
    rising = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    map_ = am.ArgumentMap(
        nodes=[
            *(am.Claim(title, weight=weight) for title, weight in zip("ABC", rising, strict=True)),
            am.Claim("P"),
            am.Claim("Q"),
        ],
        links=[
            *(am.attacks(*ends, lr=ratio) for ends in ("AB", "BC", "CA")),
            am.supports("A", "P"),
        ],
        questions=[Question("q", "", ("P", "Q"))],
    )
    a = am.assess(map_)
    assert not a.converged
    assert a.residual > 1e-3
    assert [(one.kind, one.references) for one in a.warnings] == [
        ("unsettled", ("[A]", "[B]", "[C]")),
        ("unsettled", ("[P]",)),
    ]
    ranking = a.ranking()
    assert [(one.title, one.rank) for one in ranking] == [("Q", 1), ("P", None)]
    assert str(ranking).splitlines()[2].split() == ["P", "unsettled"]
    assert ranking.to_json().count("null") == 5  # P's rank, score, log-odds and gap; Q's gap
    assert math.isnan(a.flow(map_.links[-1]))
    silenced = am.assess(map_.with_weights({map_.links[-1].reference: 0.0}))
    assert silenced.flow(map_.links[-1]) == 0.0
    assert silenced.strengths["[P]"] == 0.5
    assert a.reasons("P") == ()


def test_importing_argmap_loads_no_numpy() -> None:
    code = (
        "import sys, argmap; "
        "loaded = {one.partition('.')[0] for one in sys.modules}; "
        "print(sorted(loaded & {'numpy', 'click', 'rich', 'yaml', 'graphviz', 'hypothesis'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
