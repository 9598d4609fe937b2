"""Rankings under every semantics that accepts a map."""

from __future__ import annotations

import pytest

from argmap.analysis.survival import survival
from argmap.assessment import assess
from argmap.errors import ScenarioError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.semantics import SEMANTICS
from argmap.text.read import load, parse

# Three supports of .4 against one of .8. log-odds: 1.2 > .8. df-quad: 1 - .6³ = .784 < .8.
DIFFER = """===
argmap: {version: 1}
===

[Many]: Three small reasons. #assessment
    + [X]: One. {weight: .4}
    + [Y]: Two. {weight: .4}
    + [Z]: Three. {weight: .4}

[One]: A large reason. #assessment
    + [L]: Large. {weight: .8}
"""
ATTACKED = DIFFER.replace("    + ", "    - ")


def test_who_comes_first_under_what() -> None:
    found = survival(parse(DIFFER).required())
    first = found.first()
    assert "log-odds" in first["[Many]",]
    assert {"df-quad", "euler-based-top"} <= set(first["[One]",])
    assert not found.agrees()
    assert len(found) == len(SEMANTICS)
    assert {one.semantics.name for one in found if one.assessment is None} == {
        name for name in SEMANTICS.names if not SEMANTICS.named(name).accepts_support
    }
    assert "knows attacks only" in found["weighted-max"].none
    assert "log-odds" in found["weighted-max"].none  # what would accept it


def test_all_accept_attacks() -> None:
    found = survival(parse(ATTACKED).required())
    assert len(found.accepting) == len(SEMANTICS)
    assert found["df-quad"].assessment is not None
    assert found["df-quad"].assessment.strengths["[One]"] == pytest.approx(0.1)
    # .5 (.6³) = .108
    assert found["df-quad"].assessment.strengths["[Many]"] == pytest.approx(0.108)


def test_as_a_table() -> None:
    found = survival(parse(DIFFER).required())
    text = str(found)
    assert text.split("\n")[:2] == ["semantics         order", "log-odds          Many > One"]
    assert "First: Many under 4 and One under 3." in text
    assert (
        "Not scored by weighted-h-categorizer, weighted-max and weighted-card: each knows attacks "
        "only"
    ) in text
    assert len(found.to_records()) == 2 * len(found.accepting) + 3
    assert found.to_csv().startswith("semantics,question,rank,position,title,score")
    assert "<p>Not scored by" in found._repr_html_()


def test_ties_and_scenarios() -> None:
    map_ = parse(DIFFER).required()
    found = survival(map_, scenario=Scenario("nothing").drop("X | Y | Z | L"))
    assert set(found.first()) == {("[Many]", "[One]")}
    assert found.agrees()
    assert "First: Many = One under all 7." in str(found)
    assert str(survival(ArgumentMap())) == ""
    with pytest.raises(ScenarioError):
        survival(map_, scenario=Scenario("wrong").drop("Nobody"))
    with pytest.raises(UnknownReference, match="did you mean 'df-quad'"):
        found["df-quat"]


def test_the_real_map() -> None:
    map_ = load("arguments/iran-russia.argdown")
    found = survival(map_)
    leaders = found.first("closeness")
    assert "log-odds" in next(names for first, names in leaders.items() if first)
    ranking = assess(map_).ranking("closeness")
    assert leaders[tuple(place.reference for place in ranking.first)][0] == "log-odds"
    assert "question" in str(found).split("\n")[0]
