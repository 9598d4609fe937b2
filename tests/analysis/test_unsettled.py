"""What has no strength has no margin: it is said, or refused, and never scored."""

from __future__ import annotations

import math

import pytest
from attrs import evolve

from argmap.analysis.change import explain_change
from argmap.analysis.compare import compare
from argmap.analysis.contributions import contributions
from argmap.analysis.explain import explain
from argmap.analysis.flipping import flipping_set
from argmap.analysis.linchpins import linchpins
from argmap.analysis.methods import GRADIENT_INPUT, INTRINSIC_REMOVAL, REMOVAL, SHAPLEY
from argmap.analysis.radius import radius
from argmap.analysis.survival import survival
from argmap.analysis.tipping import tipping
from argmap.analysis.tornado import tornado
from argmap.assessment import assess
from argmap.errors import AnalysisError
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.question import Question
from argmap.model.scenario import Scenario


def ring() -> ArgumentMap:
    """Three attacks of ratio e^20 around log-odds near 10 never settle; [P] hangs on them."""
    rising = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    return ArgumentMap(
        nodes=[
            *(Claim(title, weight=weight) for title, weight in zip("ABC", rising, strict=True)),
            Claim("P"),
            Claim("Q"),
            Claim("R", weight=0.4),
        ],
        links=[
            *(attacks(*ends, lr=math.exp(20)) for ends in ("AB", "BC", "CA")),
            supports("A", "P"),
        ],
        questions=[Question("q", "", ("P", "Q", "R"))],
    )


def test_it_has_no_rank_and_no_change() -> None:
    found = compare(ring(), [Scenario("cut").drop("A")])
    assert found.base["P"].rank is None
    assert math.isnan(found["cut"]["P"].delta)
    assert not found["cut"]["P"].unchanged
    assert found["cut"].flips == ()
    assert "unsettled" in str(found)
    # only where everything settled is anything regretted
    assert {regret.worst for regret in found.regret()} == {"cut"}
    assert {regret.worst for regret in compare(ring()).regret()} == set()
    assert compare(ring()).minimax() == ()


@pytest.mark.parametrize("question", [tipping, radius, tornado, flipping_set])
def test_it_is_refused(question: object) -> None:
    assert callable(question)
    with pytest.raises(AnalysisError, match=r"\[P\] has no strength"):
        question(ring(), "P", over="Q")


def test_it_is_not_explained() -> None:
    a = assess(ring())
    with pytest.raises(AnalysisError, match="does not settle"):
        explain(a, "P", over="Q")
    with pytest.raises(AnalysisError, match="does not settle"):
        contributions(a, "P")


def test_the_rest_goes_on() -> None:
    found = linchpins(ring())
    assert all("[P]" not in one.before for one in found)
    assert survival(ring())["log-odds"].assessment is not None
    assert "has no strength in one of the two" in str(
        explain_change(ring(), None, Scenario("cut").drop("A"))
    )


def beside() -> ArgumentMap:
    """The ring hangs below [P]; what is asked about [Q] over [R] has nothing to do with it."""
    map_ = ring()
    return evolve(
        map_,
        nodes=(*map_.nodes, Claim("E", weight=0.3)),
        links=(*map_.links, supports("E", "Q")),
    )


def test_a_ring_beside_the_question_is_no_matter() -> None:
    map_ = beside()
    own = math.log(0.4 / 0.6)
    # log-odds .3 − ln(.4/.6); without [E] −ln(.4/.6) is left, so that [E] alone flips nothing
    tips = tipping(map_, "Q", over="R")
    assert tips["Q"].value == pytest.approx(1 / (1 + math.exp(0.3 - own)))
    assert tips["E"].value is None
    assert tornado(map_, "Q", over="R")["E"].swing == pytest.approx(0.3)
    assert radius(map_, "Q", over="R").exact
    assert not flipping_set(map_, "Q", over="R").possible
    a = assess(map_)
    for method in (SHAPLEY, REMOVAL, INTRINSIC_REMOVAL, GRADIENT_INPUT):
        found = contributions(a, "Q", over="R", method=method)
        assert {one.name: one.value for one in found} == pytest.approx({"[E]": 0.3})
    told = explain(a, "Q", over="R")
    assert told.margin == pytest.approx(0.3 - own)
    assert told.confidence is not None
    assert told.confidence.reversals == ()
