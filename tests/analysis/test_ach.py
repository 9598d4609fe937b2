"""The analysis of competing hypotheses: counts and weights by hand, effects against the map."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.analysis.ach import Ach, ach
from argmap.analysis.diagnosticity import diagnosticity
from argmap.analysis.inconsistency import EFFECTS, HEUER, WEIGHTED, AchMethod
from argmap.assessment import assess
from argmap.errors import AnalysisError, ScenarioError, UnknownReference
from argmap.model.link import supports
from argmap.model.map import ArgumentMap
from argmap.model.matrix import Matrix, Rated
from argmap.model.node import Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.ranking import log_odds
from argmap.semantics import DF_QUAD
from argmap.testing import maps, matrices
from argmap.text.matrix import load_matrix, parse_matrix
from argmap.text.read import parse

HEUERS = Path(__file__).parents[3] / "shared/interop/ach/own_heuer_matrix.csv"

#: Heuer (1999), chapter 8: will Iraq retaliate? Consistent (1) or not (−1) with "it will not",
#: "by minor terrorism", "by major terrorism".
IRAQ = Matrix(
    ("None", "Minor", "Major"),
    (
        Rated("Public statement", (1, 1, 1)),
        Rated("Quiet in 1991", (1, 1, -1)),
        Rated("Would not provoke", (1, 1, -1)),
        Rated("More broadcasts", (-1, 1, 1)),
        Rated("Embassies warned", (-1, 1, 1)),
        Rated("Loss of face", (-1, 1, 1)),
    ),
)


def scores(found: Ach) -> list[float]:
    return [one.score for one in found.positions]


def order(found: Ach) -> list[str]:
    return [one.title for one in found.ranking]


# -- Heuer's example ---------------------------------------------------------------------------


def test_inconsistencies_are_counted() -> None:
    found = ach(IRAQ)
    assert found.method is HEUER
    assert scores(found) == [3, 0, 2]
    assert order(found) == ["Minor", "Major", "None"]
    assert found["Public statement"].range == found["Public statement"].deviation == 0
    assert found.items[-1].title == "Public statement"
    # 1, 1, −1: the mean is 1/3, the variance (4/9 + 4/9 + 16/9) / 3 = 8/9.
    assert found["Quiet in 1991"].deviation == pytest.approx(math.sqrt(8 / 9))


def test_items_can_be_left_out() -> None:
    fewer = ach(IRAQ).without("More broadcasts", "[Embassies warned]")
    assert scores(fewer) == [1, 0, 2]
    assert [one.title for one in fewer.matrix.items] == [
        one.title for one in IRAQ.items if one.title not in ("More broadcasts", "Embassies warned")
    ]


def test_the_example_that_is_shared() -> None:
    if not HEUERS.exists():
        pytest.skip("the file is not published with the repository")
    matrix = load_matrix(HEUERS)
    found = ach(matrix)
    assert (scores(found), order(found)) == ([3, 0, 2], ["H2", "H3", "H1"])
    assert found[matrix.items[0].title].range == 0
    fourth, fifth = (one.title for one in matrix.items[3:5])
    assert scores(found.without(fourth, fifth)) == [1, 0, 2]


@pytest.mark.parametrize(
    ("credibility", "relevance", "rating", "expected"),
    [
        # PARC, ACH 2.0.5: √2 · √2 · 1, √2 · 1/√2 · 2, 1/√2 · 1/√2 · 1, and what is not stated.
        (0.8, 0.8, -1, 2),
        (0.8, 0.2, -2, 2),
        (0.2, 0.2, -1, 0.5),
        (None, None, -2, 2),
        (None, 0.8, -1, math.sqrt(2)),
        (1.0, None, -1, 2),
        (0.0, None, -1, 0.5),
        (0.8, 0.8, 2, 0),
    ],
)
def test_weighted_inconsistencies(
    credibility: float | None, relevance: float | None, rating: float, expected: float
) -> None:
    item = Rated("x", (rating, 0), credibility=credibility, relevance=relevance)
    assert scores(ach(Matrix(("A", "B"), (item,)), method=WEIGHTED)) == pytest.approx([expected, 0])


def test_ties_share_a_rank_and_the_first_without_an_item_is_told() -> None:
    matrix = Matrix(("A", "B", "C"), (Rated("x", (-1, 0, 0)), Rated("y", (0, -1, 0))))
    found = ach(matrix)
    assert [one.rank for one in found.positions] == [2, 2, 1]
    assert found["x"].first_without == ("[A]", "[C]")
    assert "A = C" in str(found)


# -- between matrices and maps -----------------------------------------------------------------

methods = st.sampled_from((HEUER, WEIGHTED))


@given(matrices(), methods)
def test_import_export_import_keeps_scores_and_ranks(matrix: Matrix, method: AchMethod) -> None:
    first = ach(matrix, method=method)
    again = ach(parse_matrix(first.to_csv()).required(), method=method)
    assert scores(again) == scores(first)
    assert order(again) == order(first)


@given(matrices(), methods)
def test_so_does_the_way_through_a_map(matrix: Matrix, method: AchMethod) -> None:
    # Ratings just at the bound of what counts may fall on either side of it.
    bound = [value for one in matrix.items for value in one.ratings if abs(value + 0.25) < 1e-6]
    assume(not bound)
    # What is neither for nor against anything has no link, and bears on nothing.
    assume(any(value for one in matrix.items for value in one.ratings))
    there = ach(matrix.to_map(), method=method)
    back = ach(parse_matrix(there.to_csv()).required(), method=method)
    expected = ach(matrix, method=method)
    assert scores(there) == pytest.approx(scores(expected), abs=1e-9)
    assert scores(back) == pytest.approx(scores(expected), abs=1e-9)


@given(matrices())
def test_the_effect_of_an_item_of_such_a_map_is_half_its_rating_times_its_strength(
    matrix: Matrix,
) -> None:
    for one in ach(matrix, method=EFFECTS):
        strength = one.credibility or 0.0
        expected = [rating / 2 * strength for rating in one.ratings]
        assert one.log_odds == pytest.approx(expected, abs=1e-9)


# -- effects -----------------------------------------------------------------------------------


@given(maps(acyclic=True))
def test_an_effect_is_the_strength_minus_the_strength_without(map_: ArgumentMap) -> None:
    assume(map_.questions[0].positions)
    whole = assess(map_, semantics=DF_QUAD)
    for one in ach(whole):
        without = assess(map_, semantics=DF_QUAD, scenario=Scenario("s").drop(one.reference))
        assert one.effects is not None
        for position, effect in zip(map_.questions[0].positions, one.effects, strict=True):
            expected = whole.strengths[position] - without.strengths[position]
            assert effect == pytest.approx(expected, abs=1e-12)
        places = without.ranking().first
        assert set(one.first_without) == {place.reference for place in places}


MAP = """\
# Which way? {question: way}

[North]: We go north. #assessment
    + [Dry]: The roads are dry. {.5}
    - [Steep]: It is steep. {.8}

[South]: We go south. #assessment
    + [Dry] {.5}

[East]: We go east. #assessment

[Idle]: It bears on nothing.

# When? {question: when}

[Now]: We go now. #assessment
    + [Dawn]: The sun is up. #event {.3}
"""


def test_what_is_an_item_and_what_it_tells_apart() -> None:
    map_ = parse(MAP).required()
    found = ach(map_)
    assert [one.reference for one in found] == ["[Steep]", "[Dry]"]
    # Log-odds of .5 · .8 and .5 · .5: strength times weight of the link, which are added.
    assert found["Steep"].log_odds == pytest.approx((-0.4, 0, 0))
    assert found["Dry"].log_odds == pytest.approx((0.25, 0.25, 0))
    assert found["Steep"].ratings == pytest.approx((-1.6, 0, 0))
    assert found.first == ("[South]",)
    assert found["Dry"].first_without == ("[South]", "[East]")
    assert [one.reference for one in ach(map_, question="when")] == ["[Dawn]"]
    assert [one.reference for one in ach(map_, items="Dry | Idle")] == ["[Dry]"]
    assert scores(ach(map_, method=HEUER)) == [1, 0, 0]
    best = diagnosticity(map_).to_records()
    assert [(one["best_for"], one["worst_for"]) for one in best] == [
        ("South = East", "North"),
        ("North = South", "East"),
    ]


def test_dropping_by_effects_scores_the_map_again() -> None:
    map_ = parse(MAP).required()
    fewer = ach(map_).without("Steep")
    expected = assess(map_, scenario=Scenario("s").drop("[Steep]"))
    assert scores(fewer) == [expected.strengths[one] for one in ("[North]", "[South]", "[East]")]
    assert [one.reference for one in fewer] == ["[Dry]"]
    chosen = ach(map_, items="Dry | Steep | Idle").without("Steep")
    assert [one.reference for one in chosen] == ["[Dry]"]


def test_positions_may_be_named_as_columns_are() -> None:
    matrix = Matrix(("range", "first", "title"), (Rated("x", (-2, 1, 0)),))
    assert str(ach(matrix)).split("\n")[1].split()[:6] == ["x", "II", "C", "N", "3.00", "1.25"]


def test_a_map_without_items_still_ranks() -> None:
    found = ach(ArgumentMap(nodes=[Claim("A", weight=0.2), Claim("B")]))
    assert len(found) == 0
    assert order(found) == ["B", "A"]
    assert "strength 0.200" in str(found)


def test_certain_positions_have_infinite_log_odds() -> None:
    nodes = [Claim("A", weight=0.5), Claim("B"), Evidence("E", weight=1.0)]
    map_ = ArgumentMap(nodes=nodes, links=[supports("E", "A", weight=1.0)])
    (one,) = ach(assess(map_, semantics=DF_QUAD))
    assert one.log_odds == (math.inf, 0)
    assert one.ratings == (2, 0)
    assert log_odds(1.0) == math.inf
    assert "∞" in str(ach(assess(map_, semantics=DF_QUAD)))


def test_wrong_calls_are_refused() -> None:
    map_ = parse(MAP).required()
    with pytest.raises(AnalysisError, match="a map, an assessment or a matrix"):
        ach("map.argdown")  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match="HEUER"):
        ach(map_, method="heuer")  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match="one question"):
        ach(IRAQ, question="way")
    with pytest.raises(AnalysisError, match="matches no statement"):
        ach(map_, items="Idle")
    with pytest.raises(ScenarioError):
        ach(map_, items="tag:")
    with pytest.raises(UnknownReference, match="did you mean 'way'"):
        ach(map_, question="wai")
    with pytest.raises(UnknownReference, match="did you mean 'Dry'"):
        ach(map_).without("Dri")
    with pytest.raises(AnalysisError, match="no position"):
        ach(ArgumentMap(nodes=[Evidence("E")]))
