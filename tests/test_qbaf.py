"""What a map becomes as arrays, with strengths derived by hand.

All derivations use DF-QuAD, whose arithmetic is exact: an attack of flow v on τ leaves τ(1 − v),
a support makes 1 − (1 − τ)(1 − v).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import argmap as am
from argmap.errors import QbafError, SemanticsError
from argmap.model.link import Link
from argmap.model.map import Clamp
from argmap.model.node import Node
from argmap.model.question import Question
from argmap.qbaf import Kind, Qbaf, Role


def strengths(*parts: Node | Link, **more: Any) -> dict[str, float]:
    """Of the nodes, by title, under DF-QuAD."""
    nodes = [one for one in parts if isinstance(one, Node)]
    links = [one for one in parts if isinstance(one, Link)]
    found = am.assess(am.ArgumentMap(nodes=nodes, links=links, **more), semantics=am.DF_QUAD)
    return {str(node.title): found.strengths[node.reference] for node in nodes}


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


A, B = am.Claim("A", weight=0.5), am.Claim("B", weight=0.5)
E, F = am.Evidence("E", weight=0.8), am.Evidence("F", weight=0.5)
U, V, W = (am.Claim(title, weight=weight) for title, weight in zip("UVW", (0.6, 0.5, 0.4)))  # noqa: B905


# -- links and what undercuts them -------------------------------------------------------------


def test_an_undercut_weakens_the_link_and_neither_end() -> None:
    link = am.supports("E", "A", weight=0.5)
    found = strengths(A, E, U, link, am.undercuts("U", link, weight=0.5))
    # flow = .5 · .8 · (1 − .5 · .6) = .28;  1 − .5 · .72
    assert found == {"A": near(0.64), "E": 0.8, "U": 0.6}


def test_an_undercut_of_an_undercut_gives_back_what_it_took() -> None:
    link = am.supports("E", "A")
    first = am.undercuts("U", link)
    second = am.undercuts("V", first, weight=0.8)
    third = am.undercuts("W", second)
    # V's flow .8 · .5 · (1 − .4) = .24;  U's .6 · .76 = .456;  E's .8 · .544 = .4352
    assert strengths(A, E, U, V, W, link, first, second, third)["A"] == near(1 - 0.5 * (1 - 0.4352))


def test_undercuts_reach_any_depth() -> None:
    depth = 3000
    nodes: list[Node] = [A, am.Evidence("E", weight=1.0)]
    links = [am.supports("E", "A")]
    for at in range(depth):
        nodes.append(am.Claim(f"U{at}", weight=0.5))
        links.append(am.undercuts(f"U{at}", links[-1]))
    assessment = am.assess(am.ArgumentMap(nodes=nodes, links=links), semantics=am.DF_QUAD)
    # x = ½(1 − x) far below, so x → 1/3 and the flow 1 − 1/3.
    assert assessment.strengths["[A]"] == near(1 - 0.5 / 3)


def test_two_undercutters_multiply() -> None:
    link = am.attacks("E", "A")
    found = strengths(A, E, U, V, link, am.undercuts("U", link), am.undercuts("V", link))
    # .8 · .4 · .5 = .16;  .5 · .84
    assert found["A"] == near(0.42)


def test_a_condition_on_a_link() -> None:
    link = am.supports("E", "A")
    found = strengths(A, E, U, link, am.condition("U", link, weight=0.5))
    # .8 · (1 − .5 · .4) = .64;  1 − .5 · .36
    assert found["A"] == near(0.82)


def test_an_undercut_link_of_each_kind() -> None:
    R = am.Argument("R", weight=1.0)
    premise = am.premise("E", "R", weight=0.5)
    # A premise that is undercut holds less: 1 − ½(1 − .8 · .4) = .66
    assert strengths(R, E, U, premise, am.undercuts("U", premise))["R"] == near(0.66)
    condition = am.condition("E", "A", weight=0.5)
    # A condition that is undercut limits less: ½ · (1 − ½ · (1 − .8) · .4) = .5 · .96
    assert strengths(A, E, U, condition, am.undercuts("U", condition))["A"] == near(0.48)


# -- statements ----------------------------------------------------------------------------------


def test_conditions_limit_a_statement_after_everything_else() -> None:
    found = strengths(
        A,
        E,
        U,
        V,
        am.supports("E", "A"),
        am.condition("U", "A"),
        am.condition("V", "A", weight=0.4),
    )
    # (1 − .5 · .2) · .6 · (1 − .4 · .5)
    assert found["A"] == near(0.9 * 0.6 * 0.8)


def test_a_thesis_is_scored_and_carries_nothing() -> None:
    T = am.Claim("T", weight=0.5, tags="thesis")
    found = strengths(A, E, T, am.supports("E", "T"), am.attacks("T", "A"))
    assert found == {"A": 0.5, "E": 0.8, "T": near(0.9)}
    # Of a `><`, the way from the thesis carries nothing, the way to it does:
    # E = (1 − .5) − (1 − .8) = .3;  .5 + .5 · .3
    for contradiction in (am.contradicts("T", "A"), am.contradicts("A", "T")):
        found = strengths(A, E, T, am.supports("E", "T"), contradiction)
        assert found == {"A": 0.5, "E": 0.8, "T": near(0.65)}


def test_a_ground_that_is_a_thesis_stays_as_a_ground_of_nothing() -> None:
    T = am.Claim("T", weight=1.0, tags="thesis")
    R = am.Argument("R")
    assert strengths(R, T, am.supports("T", "R"))["R"] == 0.0


def test_ranges_count_by_their_mode() -> None:
    ranged = am.Claim("A", weight=(0.1, 0.5, 0.6))
    found = strengths(ranged, E, am.attacks("E", "A", weight=(0.2, 0.5, 0.9)))
    assert found["A"] == near(0.5 * 0.6)


def test_what_nobody_stated() -> None:
    # A statement .5, a link 1, an argument with grounds 1, one without .5.
    found = strengths(
        am.Claim("A"), am.Argument("R"), am.Argument("S"), E,
        *(am.supports("E", "R"), am.supports("R", "A"), am.attacks("S", "A")),
    )  # fmt: skip
    assert found["R"] == near(0.8)
    assert found["S"] == 0.5
    # E = (1 − .5) − (1 − .8) = .3;  .5 + .5 · .3
    assert found["A"] == near(0.65)


# -- arguments -----------------------------------------------------------------------------------

R = am.Argument("R", weight=0.9)


def test_linked_premises_multiply_by_weight() -> None:
    found = strengths(R, E, U, am.premise("E", "R"), am.premise("U", "R", weight=0.5))
    # .9 · .8 · (1 − .5 · .4)
    assert found["R"] == near(0.9 * 0.8 * 0.8)


def test_loose_grounds_fill_what_the_others_left_open() -> None:
    found = strengths(R, E, F, am.supports("E", "R", weight=0.5), am.supports("F", "R"))
    # .9 · (1 − .6 · .5)
    assert found["R"] == near(0.63)


def test_premises_and_a_loose_ground_are_both_needed() -> None:
    found = strengths(
        R, E, F, U, am.premise("E", "R"), am.premise("U", "R"), am.supports("F", "R", weight=0.6)
    )
    # .9 · (.8 · .6) · (.6 · .5)
    assert found["R"] == near(0.9 * 0.48 * 0.3)


def test_attackers_undercutters_and_conditions_of_an_argument() -> None:
    found = strengths(
        R, E, F, U, V, am.supports("E", "R"), am.attacks("F", "R", weight=0.5),
        *(am.undercuts("U", "R", weight=0.5), am.condition("V", "R")),
    )  # fmt: skip
    # .9 · .8 · (1 − .25) · (1 − .3) · .5
    assert found["R"] == near(0.9 * 0.8 * 0.75 * 0.7 * 0.5)


def test_a_dropped_ground_takes_the_step_along() -> None:
    map_ = am.ArgumentMap(nodes=[A, E, R], links=[am.supports("E", "R"), am.attacks("R", "A")])
    dropped = am.assess(map_, semantics=am.DF_QUAD, scenario=am.Scenario("s").drop("E"))
    assert dict(dropped.strengths) == {"[A]": 0.5, "[E]": 0.0, "<R>": 0.0}
    premised = am.ArgumentMap(nodes=[A, E, R], links=[am.premise("E", "R"), am.attacks("R", "A")])
    dropped = am.assess(premised, semantics=am.DF_QUAD, scenario=am.Scenario("s").drop("E"))
    assert dropped.strengths["<R>"] == 0.0


def test_a_ground_that_is_flipped_away_leaves_the_step_without() -> None:
    map_ = am.ArgumentMap(nodes=[E, am.Argument("R")], links=[am.supports("E", "R")])
    flipped = am.assess(map_, scenario=am.Scenario("s").flip("E -> R"))
    assert flipped.strengths["<R>"] == 0.0
    # … and an argument that never had one stands on its own: .5 · (1 − .8)
    attacked = am.ArgumentMap(nodes=[E, am.Argument("R")], links=[am.attacks("E", "R")])
    assert am.assess(attacked).strengths["<R>"] == near(0.1)


# -- contradictions ------------------------------------------------------------------------------


def test_rivals_for_one_question_do_not_attack_each_other() -> None:
    question = Question("q", "Which?", ("A", "B"))
    rivals = (A, B, am.contradicts("A", "B"))
    assert strengths(*rivals, questions=[question]) == {"A": 0.5, "B": 0.5}
    # Told to: a = ½(1 − b) and b = ½(1 − a), so 1/3.
    found = strengths(*rivals, questions=[question], rivalry="attack")
    assert found == {"A": pytest.approx(1 / 3, abs=1e-11), "B": pytest.approx(1 / 3, abs=1e-11)}


def test_others_that_contradict_each_other_do() -> None:
    question = Question("q", "Which?", ("A",))
    strong = am.Claim("B", weight=0.8)
    found = strengths(A, strong, am.contradicts("A", "B", weight=0.5), questions=[question])
    # a = ½(1 − b/2), b = .8(1 − a/2):  b = .8 − .4a,  a = .5 − .25(.8 − .4a) = .3 + .1a
    assert found["A"] == pytest.approx(1 / 3, abs=1e-11)
    assert found["B"] == pytest.approx(0.8 - 0.4 / 3, abs=1e-11)


def test_an_undercut_of_a_contradiction_hits_both_directions() -> None:
    question = Question("q", "Which?", ())
    link = am.contradicts("A", "B")
    undercut = am.undercuts("U", link)
    found = strengths(A, B, U, link, undercut, questions=[question])
    # a = ½(1 − .4a), so a = .5/1.2
    assert found["A"] == pytest.approx(0.5 / 1.2, abs=1e-11)
    assert found["B"] == pytest.approx(0.5 / 1.2, abs=1e-11)
    again = am.undercuts("V", undercut)
    found = strengths(A, B, U, V, link, undercut, again, questions=[question])
    # U's flow is .6 · .5, so a = ½(1 − .7a)
    assert found["A"] == pytest.approx(0.5 / 1.35, abs=1e-11)


def test_an_undercut_of_what_is_silent_is_silent() -> None:
    link = am.contradicts("A", "B")
    map_ = am.ArgumentMap(
        nodes=[A, B, U],
        links=[link, am.undercuts("U", link)],
        questions=[Question("q", "Which?", ("A", "B"))],
    )
    qbaf = Qbaf.from_map(map_)
    assert qbaf.source.size == 0
    assert set(qbaf.rows.values()) == {()}


# -- fixed nodes, likelihood ratios --------------------------------------------------------------


def test_a_fixed_node_ignores_attacks_and_conditions() -> None:
    found = strengths(
        A, B, E, U, am.attacks("E", "A"), am.condition("U", "A"), am.supports("A", "B"),
        clamps=[Clamp("A", 0.7)],
    )  # fmt: skip
    assert found["A"] == 0.7
    assert found["B"] == near(0.85)


def test_a_likelihood_ratio_multiplies_the_odds() -> None:
    certain = am.Evidence("E", weight=1.0)
    prior = am.Claim("A", weight=0.2)
    map_ = am.ArgumentMap(nodes=[prior, certain], links=[am.supports("E", "A", lr=6.0)])
    # odds ¼ · 6 = 1.5
    assert am.assess(map_).strengths["[A]"] == near(0.6)
    with pytest.raises(SemanticsError, match=r"df-quad .* the link \[E\] \+> \[A\]"):
        am.assess(map_, semantics=am.DF_QUAD)


def test_an_undercut_likelihood_ratio() -> None:
    link = am.attacks("E", "A", lr=math.e)
    certain = am.Evidence("E", weight=1.0)
    map_ = am.ArgumentMap(nodes=[A, certain, U], links=[link, am.undercuts("U", link)])
    # E = −1 · (1 − .6)
    assert am.assess(map_).strengths["[A]"] == near(1 / (1 + math.exp(0.4)))


# -- the arrays ----------------------------------------------------------------------------------


def test_only_what_something_bears_on_becomes_a_step() -> None:
    link = am.supports("E", "A", weight=0.7)
    plain = Qbaf.from_map(am.ArgumentMap(nodes=[A, E, U], links=[link]))
    assert plain.size == 3
    undercut = am.ArgumentMap(nodes=[A, E, U], links=[link, am.undercuts("U", link)])
    qbaf = Qbaf.from_map(undercut)
    assert qbaf.references == ("[A]", "[E]", "[U]", undercut.links[0].reference)
    assert qbaf.is_step.tolist() == [False, False, False, True]
    assert qbaf.rows[undercut.links[0].reference] == (1,)
    assert (qbaf.source[1], qbaf.target[1], qbaf.weight[1]) == (3, 0, 0.7)
    assert qbaf.initial.dtype == np.float64
    assert qbaf.source.dtype == qbaf.target.dtype == np.int32
    assert not any(
        getattr(qbaf, name).flags.writeable for name in ("initial", "source", "target", "weight")
    )


def test_roles_of_rows_by_name() -> None:
    qbaf = Qbaf.from_arrays(
        initial=[0.5, 1.0, 0.8, 0.6],
        source=[2, 3, 2, 1],
        target=[1, 1, 1, 0],
        sign=[1, 1, 1, -1],
        weight=[1.0, 0.5, 0.5, 1.0],
        is_step=[False, True, False, False],
        role=["link", "undercut", "premise", "link"],
    )
    assert qbaf.kind.tolist() == [Kind.GROUND, Kind.DENIAL, Kind.NEED, Kind.BEARING]
    # R = .8 · (1 − .3) · (1 − .5 · .2) = .504;  A = .5 · .496
    assert am.solve(qbaf, am.DF_QUAD).strengths.tolist() == [
        near(0.5 * 0.496), near(0.504), 0.8, 0.6
    ]  # fmt: skip


def test_arrays_of_the_right_types_are_not_copied_and_stay_writable() -> None:
    weight = np.array([1.0])
    qbaf = Qbaf.from_arrays(
        initial=np.array([0.5, 0.5]),
        source=np.array([0], dtype=np.int32),
        target=np.array([1], dtype=np.int32),
        sign=np.array([1], dtype=np.int8),
        weight=weight,
    )
    assert np.shares_memory(qbaf.weight, weight)
    assert weight.flags.writeable
    assert not qbaf.weight.flags.writeable


GOOD: dict[str, Any] = {
    "initial": [0.5, 0.8, 1.0],
    "source": [1, 0],
    "target": [0, 2],
    "sign": [1, -1],
    "weight": [1.0, 0.5],
    "is_step": [False, False, True],
    "role": [Role.LINK, Role.UNDERCUT],
}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"initial": [0.5, math.nan, 1.0]}, r"initial\[1\] is nan: .* between 0 and 1"),
        ({"initial": [0.5, math.inf, 1.0]}, r"initial\[1\] is inf"),
        ({"initial": [0.5, -0.1, 1.0]}, r"initial\[1\] is -0.1"),
        ({"initial": [[0.5, 0.8, 1.0]]}, r"initial has the shape \(1, 3\)"),
        ({"initial": ["high", "low", "low"]}, "initial holds <U4, and numbers are expected"),
        ({"initial": [[0.5], 0.8, 1.0]}, "initial makes no array"),
        ({"source": [1, 3]}, r"source\[1\] is 3, and the nodes are numbered from 0 to 2"),
        ({"source": [-1, 0]}, r"source\[0\] is -1"),
        ({"source": [1.0, 0.0]}, "source holds float64, and whole numbers are expected"),
        ({"target": [0]}, "target has 1 entries, and 2 are expected"),
        ({"target": [0, 9]}, r"target\[1\] is 9"),
        ({"sign": [1, 0]}, r"sign\[1\] is 0, and 1 \(support\) or -1"),
        ({"sign": [True, False]}, "sign holds bool"),
        ({"weight": [1.0, 1.5]}, r"weight\[1\] is 1.5: .* enters a step lies between 0 and 1"),
        ({"weight": [1e9, 0.5]}, r"weight\[0\] is 1e\+09: .* into a statement"),
        ({"weight": [math.inf, 0.5]}, r"weight\[0\] is inf"),
        ({"weight": [math.nan, 0.5]}, r"weight\[0\] is nan"),
        ({"is_step": [0, 0, 1]}, "is_step holds int64, and true or false"),
        ({"is_step": [False, False]}, "is_step has 2 entries, and 3"),
        ({"is_step": [False] * 3}, "row 1 is an undercut of node 2, which is a statement"),
        ({"role": ["premise", "link"]}, "row 0 is a premise of node 0, which is a statement"),
        ({"role": ["link", "undercutt"]}, r"role\[1\] is 'undercutt'.*did you mean 'undercut'"),
        ({"role": [0, 7]}, r"role\[1\] is 7, which is no role"),
        ({"role": [0.0, 1.0]}, "role holds float64"),
    ],
)
def test_arrays_that_make_no_graph_are_refused_by_name(
    changed: dict[str, Any], message: str
) -> None:
    Qbaf.from_arrays(**GOOD)
    with pytest.raises(QbafError, match=message):
        Qbaf.from_arrays(**{**GOOD, **changed})


def test_no_nodes_and_a_row() -> None:
    with pytest.raises(QbafError, match="there are no nodes"):
        Qbaf.from_arrays(initial=[], source=[0], target=[0], sign=[1], weight=[1.0])
    empty = Qbaf.from_arrays(initial=[], source=[], target=[], sign=[], weight=[])
    assert empty.size == 0
