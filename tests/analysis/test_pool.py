"""Pooling: values by hand, what each rule commutes with, and disagreement."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.analysis.ach import ach
from argmap.analysis.cruxes import cruxes
from argmap.analysis.pool import pool
from argmap.analysis.pooling import LINEAR, LOGARITHMIC, PoolingMethod, divergence
from argmap.assessment import assess
from argmap.errors import AnalysisError, MapError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Claim
from argmap.model.overlay import Overlay
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.weight import Range
from argmap.ranking import log_odds
from argmap.semantics import DF_QUAD
from argmap.testing import maps, overlays, units

#: Three analysts and the weights of their words.
OPINIONS, WORDS = (0.9, 0.6, 0.2), (0.5, 0.3, 0.2)
NAMES = ("Ana", "Ben", "Eve")
BOTH = pytest.mark.parametrize("method", [LINEAR, LOGARITHMIC], ids=lambda one: one.name)


TOLD = tuple(Overlay(who, {"A": p}) for who, p in zip(NAMES, OPINIONS, strict=True))


# -- values ------------------------------------------------------------------------------------


def test_pooled_by_hand() -> None:
    # Linear: .45 + .18 + .04. Logarithmic: logit = .5 ln 9 + .3 ln 1.5 − .2 ln 4 = .942988.
    map_ = ArgumentMap(nodes=[Claim("A")])
    linear = pool(map_, TOLD, method=LINEAR, weights=WORDS)
    logarithmic = pool(map_, TOLD, weights=WORDS)
    for found, expected in ((linear, 0.67), (logarithmic, 0.719704)):
        assert found["A"].on_inputs == pytest.approx(expected, abs=5e-7)
        assert found["A"].on_outputs == pytest.approx(expected, abs=5e-7)
        assert found["A"].spread == pytest.approx(0.7)
        # H(.67) − (.5 H(.9) + .3 H(.6) + .2 H(.2)) bits.
        assert found["A"].divergence == pytest.approx(0.244758, abs=5e-7)
        assert found.disagreement["A"].divergence == pytest.approx(0.244758, abs=5e-7)
        assert found.map.by_reference["[A]"].weight == Range(0.2, found["A"].on_inputs, 0.9)


def test_evidence_may_come_before_pooling_or_after_it_by_the_logarithmic_rule() -> None:
    # A likelihood ratio of 3 multiplies odds by 3: .67 becomes .858974; the three opinions
    # become .964286, .818182 and .428571, of which the weighted mean is .813312.
    nodes = [Claim("A"), Claim("E", weight=1.0)]
    map_ = ArgumentMap(nodes=nodes, links=[supports("E", "A", lr=3.0)])
    found = pool(map_, TOLD, weights=WORDS)
    assert found["A"].on_inputs == pytest.approx(0.885097, abs=5e-7)
    assert found["A"].on_outputs == pytest.approx(0.885097, abs=5e-7)
    found = pool(map_, TOLD, method=LINEAR, weights=WORDS)
    assert found["A"].on_inputs == pytest.approx(0.858974, abs=5e-7)
    assert found["A"].on_outputs == pytest.approx(0.813312, abs=5e-7)


@given(st.lists(units(), min_size=1, max_size=5), st.data())
def test_pooled_numbers_lie_between(values: list[float], data: st.DataObject) -> None:
    raw = [data.draw(st.integers(0, 9)) for _ in values]
    assume(sum(raw))
    p, w = np.array(values), np.array(raw) / sum(raw)
    heard = p[w > 0]
    for method in (LINEAR, LOGARITHMIC):
        found = float(method.pooled(p, w))
        if method is LOGARITHMIC and {0.0, 1.0} <= set(heard.tolist()):
            assert math.isnan(found)
        else:
            assert heard.min() <= found <= heard.max()
    assert 0 <= divergence(p, w) <= 1


def test_the_logarithmic_rule_is_the_mean_in_log_odds() -> None:
    p, w = np.array(OPINIONS), np.array(WORDS)
    expected = sum(one * log_odds(q) for one, q in zip(WORDS, OPINIONS, strict=True))
    assert log_odds(float(LOGARITHMIC.pooled(p, w))) == pytest.approx(expected)
    # Two who are opposed and sure are one bit apart.
    assert divergence(np.array([0.0, 1.0]), np.array([0.5, 0.5])) == 1


# -- a map -------------------------------------------------------------------------------------


@BOTH
@settings(max_examples=40)
@given(st.data())
def test_who_agree_are_pooled_to_what_they_say(method: PoolingMethod, data: st.DataObject) -> None:
    map_ = data.draw(maps(acyclic=True))
    ana = data.draw(overlays(map_, "Ana"))
    twin = Overlay("Twin", ana.weights, ana.links)
    found = pool(map_, [ana, twin], method=method, semantics=DF_QUAD)
    alone = assess(ana.on(map_), semantics=DF_QUAD)
    for one in found:
        assert one.on_inputs == pytest.approx(alone.strengths[one.reference], abs=1e-9)
        assert one.on_outputs == pytest.approx(alone.strengths[one.reference], abs=1e-9)
        assert one.spread == 0
    assert all(one.spread == 0 for one in found.disagreement)


@settings(max_examples=40)
@given(st.data())
def test_nobody_s_order_and_a_weight_of_nothing_change_nothing(data: st.DataObject) -> None:
    map_ = data.draw(maps(acyclic=True))
    ana, ben, eve = (data.draw(overlays(map_, name)) for name in NAMES)
    one = pool(map_, [ana, ben], method=LINEAR, weights=[0.25, 0.75], semantics=DF_QUAD)
    two = pool(map_, [eve, ben, ana], method=LINEAR, weights=[0, 0.75, 0.25], semantics=DF_QUAD)
    for before, after in zip(one, two, strict=True):
        assert after.on_inputs == pytest.approx(before.on_inputs, abs=1e-9)
        assert after.on_outputs == pytest.approx(before.on_outputs, abs=1e-9)
        assert after.first == pytest.approx(before.first)


CHOICE = ArgumentMap(
    nodes=[Claim("A"), Claim("B"), Claim("C"), Claim("E", weight=[0.4, 0.5, 0.6]), Argument("R")],
    links=[supports("E", "R"), supports("R", "A", weight=0.5)],
    questions=[Question("which", "Which?", ("A", "B", "C"))],
)


def test_shares_of_the_first_place_are_by_weight_and_split_in_a_tie() -> None:
    ana = Overlay("Ana", {"A": 0.9})
    ben = Overlay("Ben", {"A": 0.1, "B": 0.8, "C": 0.8})
    found = pool(CHOICE, [ana, ben], weights=[0.4, 0.6])
    assert [one.first for one in found] == pytest.approx([0.4, 0.3, 0.3])
    assert found["A"].scores == tuple(assess(one.on(CHOICE)).strengths["[A]"] for one in (ana, ben))


def test_ranges_go_from_the_lowest_number_of_anybody_to_the_highest() -> None:
    ana = Overlay("Ana", {"E": [0.1, 0.2, 0.3]}, {"R -> A": 0.7})
    ben = Overlay("Ben", {"A": 0.5, "R": 0.6})
    found = pool(CHOICE, [ana, ben])
    map_ = found.map
    # .2 and the map's own .5 in log-odds: (ln .25 + ln 1) / 2, odds 1/2.
    weight = map_.by_reference["[E]"].weight
    assert isinstance(weight, Range)
    assert (weight.low, weight.high) == (0.1, 0.6)
    assert weight.mode == pytest.approx(1 / 3)
    # A link and an argument are pooled linearly; who says nothing holds them at .5 and 1.
    assert found.disagreement["R +> A"].pooled == pytest.approx(0.6)
    assert found.disagreement["R"].pooled == pytest.approx(0.8)
    assert found.disagreement["A"].stated == (False, True)
    assert map_.by_reference["[A]"].weight == 0.5
    assert "(0.500)" in str(found.disagreement)


def test_it_is_said_when_the_two_ways_of_pooling_differ_in_order() -> None:
    # Ana's log-odds of A are large; on outputs, their mean is what a score near 1 allows.
    map_ = ArgumentMap(
        nodes=[Claim("A"), Claim("B", weight=0.8), Claim("E"), Claim("F")],
        links=[supports(one, "A", weight=1.0) for one in "EF"],
        questions=[Question("q", "", ("A", "B"))],
    )
    ana = Overlay("Ana", {"A": 0.99, "E": 1.0, "F": 1.0})
    ben = Overlay("Ben", {"A": 0.1, "E": 0.0, "F": 0.0})
    found = pool(map_, [ana, ben], method=LINEAR)
    # Inputs: .545, .5 and .5 give e · 1.198 = odds 3.26, .765; outputs: (.9986 + .1) / 2 = .549.
    assert found["A"].on_inputs == pytest.approx(0.7653, abs=1e-3)
    assert found.agreed
    bold = Overlay("Ana", {"A": 0.999, "B": 0.7, "E": 1.0, "F": 1.0})
    found = pool(
        map_, [bold, Overlay("Ben", {"B": 0.7, "A": 0.1, "E": 0.0, "F": 0.0})], method=LINEAR
    )
    assert not found.agreed
    assert "But pooled on outputs it is another: B > A." in str(found)
    assert "Order, pooled on inputs: A > B." in str(found)


def test_a_scenario_is_supposed_of_every_analyst() -> None:
    ana, ben = Overlay("Ana", {"E": 0.9}), Overlay("Ben", {"E": 0.1})
    found = pool(CHOICE, [ana, ben], scenario=Scenario("s").drop("E"))
    assert found["A"].scores == (0.5, 0.5)


def test_what_does_not_settle_has_no_number_and_no_place() -> None:
    # Three attacks in a ring, of ratio e^20 around log-odds near 10, never settle.
    heights = zip("XYZ", (10, 10.5, 9.5), strict=True)
    map_ = ArgumentMap(
        nodes=[Claim("A"), Claim("B"), *(Claim(one, weight=_expit(at)) for one, at in heights)],
        links=[
            *(attacks(*ends, lr=math.exp(20)) for ends in ("XY", "YZ", "ZX")),
            supports("X", "A"),
        ],
        questions=[Question("q", "", ("A", "B"))],
    )
    ana, ben = Overlay("Ana", {"B": 0.2}), Overlay("Ben", {"B": 0.6})
    for method in (LINEAR, LOGARITHMIC):
        found = pool(map_, [ana, ben], method=method)
        assert math.isnan(found["A"].on_inputs)
        assert math.isnan(found["A"].on_outputs)
        assert math.isnan(found["A"].divergence)
        assert (found["A"].first, found["B"].first) == (0, 1)
        assert "null" in found.to_json()
    assert cruxes(map_, ana, ben).topic.position == "[B]"
    with pytest.raises(AnalysisError, match="has no strength"):
        ach(map_)


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


# -- wrong calls -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overlaid", "weights", "message"),
    [
        ([], None, "there is no analyst"),
        (["ana.yaml"], None, "load_overlay\\('ana.yaml'\\)"),
        ([Overlay("Ana"), Overlay("Ana")], None, "two analysts are named 'Ana'"),
        ([Overlay("Ana"), Overlay("Ben")], [1.0], "1 weights are given for 2"),
        ([Overlay("Ana"), Overlay("Ben")], [0.5, 0.6], "sum to 1, and these to 1.1"),
        ([Overlay("Ana"), Overlay("Ben")], [1.5, -0.5], "at least 0, not -0.5"),
        ([Overlay("Ana"), Overlay("Ben")], [0.5, math.nan], "at least 0, not nan"),
        ([Overlay("Ana", {"A": 0}), Overlay("Ben", {"A": 1})], None, "Ana holds \\[A\\] to be 0"),
    ],
)
def test_wrong_calls_are_refused(
    overlaid: list[Overlay], weights: list[float] | None, message: str
) -> None:
    with pytest.raises(AnalysisError, match=message):
        pool(CHOICE, overlaid, weights=weights)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownReference, match="no node is named 'Z'"):
        pool(CHOICE, [Overlay("Ana", {"Z": 0.5})])
    with pytest.raises(UnknownReference, match="did you mean 'R -> A'"):
        pool(CHOICE, [Overlay("Ana", links={"R -> X": 0.5})])
    with pytest.raises(AnalysisError, match="POOLING_METHODS"):
        pool(CHOICE, [Overlay("Ana")], method="linear")  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="did you mean"):
        pool(CHOICE, [Overlay("Ana", {"E": 0.3})]).disagreement["EE"]
    with pytest.raises(MapError):
        pool(CHOICE, [Overlay("Ana", {"A": 0.3, "[A]": 0.3})])
