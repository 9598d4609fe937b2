"""Contributions: golden values of QBAF-Py, and values by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.analysis.bench import Bench
from argmap.analysis.contributions import contributions
from argmap.analysis.grouping import DOCUMENT, GROUPINGS, LINK, SECTION, SOURCE, TAG, players
from argmap.analysis.methods import (
    GRADIENT,
    GRADIENT_INPUT,
    INTRINSIC_REMOVAL,
    METHODS,
    REMOVAL,
    SHAPLEY,
    Case,
    Method,
)
from argmap.analysis.topic import Topic
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.model.weight import mode
from argmap.semantics import DF_QUAD, QUADRATIC_ENERGY, SD_DF_QUAD
from argmap.testing import maps
from argmap.text.read import parse


def golden() -> Assessment:
    """golden/07, qbafpy-notebook-sd-dfquad: TimKam/Quantitative-Bipolar-Argumentation@7053aca,
    definitions of Kampik et al., IJAR 173 (2024) 109255."""
    initial = {"a": 0.5, "b": 0.2, "c": 0.85, "d": 0.65, "e": 0.4, "f": 1.0}
    links = [
        *(attacks(*ends) for ends in ("ca", "eb", "fc")),
        *(supports(*ends) for ends in ("ba", "da", "ec")),
    ]
    nodes = [Claim(name, weight=weight) for name, weight in initial.items()]
    return assess(ArgumentMap(nodes=nodes, links=links), semantics=SD_DF_QUAD)


@pytest.mark.parametrize(
    ("method", "tolerance", "expected"),
    [
        (
            REMOVAL,
            1e-9,
            {
                "b": 0.019119887670659974,
                "c": -0.13368983957219238,
                "d": 0.21206389600564002,
                "e": -0.04170710053062987,
                "f": 0.1530308367222774,
            },
        ),
        (
            INTRINSIC_REMOVAL,
            1e-9,
            {
                "b": 0.026317489969394203,
                "c": -0.2710997442455242,
                "d": 0.21206389600564002,
                "e": -0.04170710053062987,
                "f": 0.1530308367222774,
            },
        ),
        (
            GRADIENT,
            5e-6,
            {
                "b": 0.0915096178650856,
                "c": -0.2287740632891655,
                "d": 0.31374727189540863,
                "e": -0.13460902869701385,
                "f": 0.12153621017932892,
            },
        ),
        (
            SHAPLEY,
            1e-9,
            {
                "b": 0.040388959209915684,
                "c": -0.19945084977310168,
                "d": 0.18340656515777698,
                "e": -0.01804192357236616,
                "f": 0.06588976234675928,
            },
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Method) else "",
)
def test_golden(method: Method, tolerance: float, expected: dict[str, float]) -> None:
    found = contributions(golden(), "a", method=method)
    assert {one.label: one.value for one in found} == pytest.approx(expected, abs=tolerance)
    assert found.value == pytest.approx(0.572192513368984)


def test_gradient_times_input() -> None:
    gradient = contributions(golden(), "a", method=GRADIENT)
    found = contributions(golden(), "a", method=GRADIENT_INPUT)
    assert found["c"].value == pytest.approx(0.85 * gradient["c"].value)


# log-odds: logit [A] = 2 · .5 · .8 − .6 = .2, [B] at 0. All of it is linear in the log-odds.
TEXT = """===
argmap:
    version: 1
    sources: {loud: A loud voice, soft: A soft one, paper: The paper}
===

# Front {in: paper}

[A]: One. #assessment
    + [X]: For. #press {weight: .8, source: loud, locator: p1}
    + [Y]: Also for. #press #late {weight: .4, source: soft, locator: p1}
    - [Z]: Against. {weight: .6, source: soft, locator: p2}

[B]: Two. #assessment
"""


@pytest.fixture
def simple() -> Assessment:
    return assess(parse(TEXT).required())


@pytest.mark.parametrize("method", [REMOVAL, SHAPLEY, GRADIENT_INPUT], ids=lambda one: one.name)
def test_a_linear_margin_is_shared_alike_by_all(simple: Assessment, method: Method) -> None:
    found = contributions(simple, "A", over="B", method=method)
    expected = {"X": 0.8, "Y": 0.4, "Z": -0.6}
    assert {one.label: one.value for one in found} == pytest.approx(expected)
    assert [one.label for one in found] == ["X", "Z", "Y"]
    assert found.value == pytest.approx(0.6)
    assert found.without == 0.0
    assert found.total == pytest.approx(0.6)


def test_by_what(simple: Assessment) -> None:
    def values(name: str) -> dict[str, float]:
        found = contributions(simple, "A", over="B", method=REMOVAL, by=GROUPINGS.named(name))
        return {one.name: round(one.value, 9) for one in found}

    assert values("source") == {"loud": 0.8, "soft": -0.2}
    assert values("document") == {"paper": 0.6}
    assert values("tag") == {"press": 1.2, "late": 0.4}
    assert values("section") == {"Front": 0.6}
    assert values("link") == {"[X] +> [A]": 0.8, "[Z] -> [A]": -0.6, "[Y] +> [A]": 0.4}
    labels = [one.label for one in contributions(simple, "A", by=SOURCE)]
    assert sorted(labels) == ["A loud voice", "A soft one"]


def test_what_a_scenario_fixed_is_no_player(simple: Assessment) -> None:
    supposed = assess(simple.base, scenario=Scenario("s").drop("X"))
    found = contributions(supposed, "A", over="B", method=SHAPLEY)
    assert {one.label: one.value for one in found} == pytest.approx({"Y": 0.4, "Z": -0.6})
    links = contributions(supposed, "A", over="B", method=REMOVAL, by=LINK)
    assert links["[X] +> [A]"].value == 0.0


def test_rivals_are_no_players_and_the_margin_is_odd(simple: Assessment) -> None:
    one, other = contributions(simple, "A", over="B"), contributions(simple, "B", over="A")
    assert {one.name for one in one} == {"[X]", "[Y]", "[Z]"}
    assert one.value == -other.value
    assert one["X"].value == pytest.approx(-other["X"].value)


def test_as_a_table(simple: Assessment) -> None:
    text = str(contributions(simple, "A", over="B", by=SOURCE))
    assert text == (
        "source        contribution\n"
        "A loud voice        +0.800\n"
        "A soft one          −0.200\n"
        "\n"
        "Margin, in log-odds, of [A] over [B]: +0.600, without any 0.000; shapley, exact, over 4 "
        "coalitions."
    )
    csv = contributions(simple, "A", by=TAG).to_csv()
    assert csv.startswith("position,over,method,by,name,label,contribution,error\n[A],,shapley,tag")
    assert "Contributions to [A]" in contributions(simple, "A", by=SECTION)._repr_html_()


def test_more_players_than_16_are_sampled() -> None:
    nodes = [Claim("A"), *(Claim(f"E{at}", weight=0.05 * at) for at in range(1, 19))]
    links = [supports(f"E{at}", "A") for at in range(1, 19)]
    a = assess(ArgumentMap(nodes=nodes, links=links))
    found = contributions(a, "A", seed=3, permutations=40)
    assert found.total == pytest.approx(found.value - found.without, abs=1e-10)
    assert all(one.error > 0.0 for one in found)
    assert found.remark == "over 40 antithetic permutations, seed 3"
    again = contributions(a, "A", seed=3, permutations=40)
    assert again.to_records() == found.to_records()
    assert "±" in str(found)


@given(maps(max_nodes=6), st.data())
def test_shapley_is_efficient(map_: ArgumentMap, data: st.DataObject) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(statements)
    a = assess(map_, semantics=DF_QUAD)
    chosen = data.draw(st.sampled_from(statements))
    assume(not math.isnan(a.strengths[chosen]))
    by = data.draw(st.sampled_from([GROUPINGS.named("item"), LINK]))
    try:
        found = contributions(a, chosen, by=by, permutations=4)
    except AnalysisError:
        return  # something does not settle
    assert abs(found.total - (found.value - found.without)) <= 1e-10
    assert found.value == pytest.approx(a.strengths[chosen], abs=1e-12)


@given(maps(acyclic=True, max_nodes=5, max_links=8))
def test_gradient_is_what_differences_say(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(statements)
    a = assess(map_)
    for one in contributions(a, statements[-1], method=GRADIENT):
        now = mode(a.map.initial(one.name))
        if not 1e-3 < now < 1 - 1e-3:
            continue
        up, down = (
            assess(map_.with_weights({one.name: now + step})).strengths[statements[-1]]
            for step in (1e-6, -1e-6)
        )
        assert one.value == pytest.approx((up - down) / 2e-6, abs=1e-6)


@given(maps(acyclic=True, max_nodes=5, max_links=8))
def test_removal_is_what_dropping_does(map_: ArgumentMap) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(statements)
    a = assess(map_)
    found = contributions(a, statements[-1], method=REMOVAL)
    for one in found:
        dropped = assess(map_, scenario=Scenario("s").drop(one.name))
        expected = a.strengths[statements[-1]] - dropped.strengths[statements[-1]]
        assert one.value == pytest.approx(expected, abs=1e-12)


def test_bad_calls(simple: Assessment) -> None:
    with pytest.raises(AnalysisError, match="compared with itself"):
        contributions(simple, "A", over="[A]")
    with pytest.raises(UnknownReference, match="no node is named 'Nobody'"):
        contributions(simple, "Nobody")
    with pytest.raises(AnalysisError, match=r"METHODS\.named"):
        contributions(simple, "A", method="shapley")  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match="at least 4 permutations"):
        contributions(simple, "A", permutations=0)
    with pytest.raises(AnalysisError, match="a link has no strength"):
        contributions(simple, "A", method=INTRINSIC_REMOVAL, by=LINK)
    with pytest.raises(UnknownReference, match="contributes nothing here"):
        contributions(simple, "A")["B"]
    with pytest.raises(LookupError, match="did you mean 'shapley'"):
        METHODS.named("shaply")


def test_an_infinite_margin_is_refused() -> None:
    nodes = [Claim("A"), Claim("B"), Claim("X", weight=1.0)]
    a = assess(
        ArgumentMap(nodes=nodes, links=[attacks("X", "A"), supports("X", "B", weight=0.5)]),
        semantics=DF_QUAD,
    )
    with pytest.raises(AnalysisError, match="infinite"):
        contributions(a, "A", over="B")
    assert contributions(a, "A")["X"].value == -0.5


def test_an_argument_is_no_topic() -> None:
    a = assess(
        parse(
            "===\nargmap: {version: 1}\n===\n\n[A]: One. #assessment\n    + <R>: Step.\n"
        ).required()
    )
    with pytest.raises(AnalysisError, match="is an argument"):
        contributions(a, "<R>")
    assert np.isclose(contributions(a, "A")["R"].value, a.strengths["[A]"] - 0.5)
    assert DOCUMENT.name == "document"
    assert len(contributions(a, "A", by=SOURCE)) == 0


def test_impacts_of_the_attacks_on_a_topic() -> None:
    """golden/07, ctoth-shapley-attack-impacts: what the direct attacks on a take from it, shared
    by Shapley values while all other attacks are there (formal-argumentation 0.3.0, after Al
    Anaissy et al. 2024, Def. 13, arXiv:2407.08302)."""
    weights = {"a": 0.6, "b": 0.5, "c": 0.7, "d": 0.4}
    map_ = ArgumentMap(
        nodes=[Claim(name, weight=weight) for name, weight in weights.items()],
        links=[attacks("b", "a"), attacks("c", "a"), attacks("d", "b")],
    )
    assessment = assess(map_, semantics=QUADRATIC_ENERGY)
    asked = Topic("[a]")
    bench = Bench.of(assessment, asked.ends)
    direct = [one for one in players(assessment, bench, asked, LINK) if one.name.endswith("[a]")]
    found = SHAPLEY.amounts(Case(bench, asked, LINK, tuple(direct))).values
    names = [one.label for one in direct]
    assert dict(zip(names, -found, strict=True)) == pytest.approx(
        {"b -> a": 0.11672366427775852, "c -> a": 0.2200305770786943}, abs=1e-9
    )
    assert -found.sum() == pytest.approx(0.6 - assessment.strengths["[a]"])
