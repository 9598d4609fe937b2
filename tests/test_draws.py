"""Nodes that are drawn to 1 or 0 in the middle of a pass."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import QbafError
from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, SEMANTICS, WEIGHTED_CARD, ModularSemantics
from argmap.solver import solve
from argmap.testing import qbafs, units
from oracle import INFLUENCES, Influence, one_round
from test_properties_of_scoring import fitting


def uniforms() -> st.SearchStrategy[float]:
    return units().filter(lambda number: number < 1.0)


def drawn_in_a_loop(
    qbaf: Qbaf, influence: Influence, drawn: dict[int, float]
) -> tuple[list[float], dict[int, float]]:
    """Strengths, and how the drawn nodes turned out, one node at a time: a node is known once all
    that leads to it is."""
    now = qbaf.initial.tolist()
    feeders: dict[int, set[int]] = {at: set() for at in range(qbaf.size)}
    for source, target in zip(qbaf.source.tolist(), qbaf.target.tolist(), strict=True):
        feeders[target].add(source)
    known: set[int] = set()
    while len(known) < qbaf.size:
        node = next(at for at in feeders if at not in known and feeders[at] <= known)
        now[node] = one_round(qbaf, influence, now)[node]
        if node in drawn:
            now[node] = 1.0 if drawn[node] < now[node] else 0.0
        known.add(node)
    return now, {node: now[node] for node in drawn}


@given(
    name=st.sampled_from(sorted(INFLUENCES)),
    qbaf=qbafs(acyclic=True),
    data=st.data(),
)
def test_drawing_is_what_a_loop_over_nodes_does(name: str, qbaf: Qbaf, data: st.DataObject) -> None:
    semantics = SEMANTICS.named(name)
    nodes = data.draw(st.lists(st.integers(0, qbaf.size - 1), unique=True))
    count = data.draw(st.sampled_from((1, 3, 20)))
    numbers = np.array(
        data.draw(st.lists(uniforms(), min_size=count * len(nodes), max_size=count * len(nodes)))
    ).reshape(len(nodes), count)
    found = solve(qbaf, semantics, drawn=nodes, uniforms=numbers)
    assert found.strengths.shape == (qbaf.size, count)
    for at in range(count):
        drawn = dict(zip(nodes, numbers[:, at].tolist(), strict=True))
        expected, turned_out = drawn_in_a_loop(qbaf, INFLUENCES[name], drawn)
        if any(abs(drawn[one] - solved) < 1e-9 for one, solved in _before(qbaf, name, drawn)):
            continue  # rounding decides
        assert found.strengths[:, at] == pytest.approx(expected, abs=1e-12)
        assert {one: found.strengths[one, at] for one in nodes} == turned_out
        alone = solve(qbaf, semantics, drawn=nodes, uniforms=numbers[:, at])
        assert alone.strengths == pytest.approx(expected, abs=1e-12)


def _before(qbaf: Qbaf, name: str, drawn: dict[int, float]) -> list[tuple[int, float]]:
    """The strengths from which the nodes were drawn: those of one more round."""
    now, _ = drawn_in_a_loop(qbaf, INFLUENCES[name], drawn)
    again = one_round(qbaf, INFLUENCES[name], now)
    return [(node, again[node]) for node in drawn]


@given(semantics=st.sampled_from(tuple(SEMANTICS)), data=st.data())
def test_what_was_drawn_is_as_good_as_fixed(
    semantics: ModularSemantics, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=True, repeating=True)), semantics)
    node = data.draw(st.integers(0, qbaf.size - 1))
    found = solve(qbaf, semantics, drawn=[node], uniforms=np.array([[0.0, 0.5, 0.9]]))
    for at in range(3):
        clamp = np.full(qbaf.size, np.nan)
        clamp[node] = found.strengths[node, at]
        assert found.strengths[node, at] in (0.0, 1.0)
        fixed = solve(qbaf, semantics, clamp=clamp).strengths
        assert found.strengths[:, at] == pytest.approx(fixed, abs=1e-12)


def chain() -> Qbaf:
    return Qbaf.from_arrays(
        initial=[0.5, 0.6, 0.5], source=[0, 1], target=[1, 2], sign=[1, -1], weight=[1.0, 1.0]
    )


def test_values_by_hand() -> None:
    # df-quad: .5 drawn at .4 is 1, which lifts .6 to 1 (.6 + .4·1), which fells .5 to 0; drawn at
    # .5 it is 0, and .6 drawn at .6 is 0, so that .5 stays.
    found = solve(chain(), DF_QUAD, drawn=[1, 0], uniforms=[[0.6, 0.6, 0.1], [0.4, 0.5, 0.5]])
    assert found.strengths.T.tolist() == [[1.0, 1.0, 0.0], [0.0, 0.0, 0.5], [0.0, 1.0, 0.0]]


def test_as_often_as_strong() -> None:
    found = solve(chain(), LOG_ODDS, drawn=[1], uniforms=np.linspace(0, 1, 1_000, False)[None])
    strength = solve(chain(), LOG_ODDS).strengths[1]
    assert found.strengths[1].mean() == pytest.approx(strength, abs=1e-3)


def test_a_node_that_turned_out_false_counts_no_more() -> None:
    found = solve(
        evolve(chain(), sign=np.array([-1, -1])), WEIGHTED_CARD, drawn=[1], uniforms=[[0.9, 0.0]]
    )
    # τ/(1 + n + mean): nobody attacks, or one with 1
    assert found.strengths[2].tolist() == [0.5, 0.5 / 3.0]


def test_a_fixed_strength_is_drawn_and_a_shared_number_serves_all() -> None:
    clamp = np.array([[np.nan, np.nan], [0.3, 0.2], [np.nan, np.nan]])
    found = solve(chain(), LOG_ODDS, clamp=clamp, drawn=[1], uniforms=[0.25])
    assert found.strengths[1].tolist() == [1.0, 0.0]


def test_more_weightings_than_are_worked_on_at_once() -> None:
    numbers = np.random.default_rng(1).random((1, 9_000))
    found = solve(chain(), LOG_ODDS, drawn=[0], uniforms=numbers).strengths
    assert np.array_equal(found[0], (numbers[0] < 0.5).astype(float))


def test_nothing_drawn_is_nothing_changed() -> None:
    assert np.array_equal(
        solve(chain(), LOG_ODDS, drawn=[], uniforms=np.empty(0)).strengths,
        solve(chain(), LOG_ODDS).strengths,
    )


@pytest.mark.parametrize(
    ("drawn", "uniforms", "message"),
    [
        ([0], None, "belong together"),
        (None, [0.5], "belong together"),
        ([3], [0.5], r"drawn\[0\] is 3"),
        ([0, 0], [0.5, 0.5], r"drawn\[1\] is 0, which is there already"),
        ([0], [1.0], r"uniforms\[0\] is 1"),
        ([0], [[np.nan]], r"uniforms\[0, 0\] is nan"),
        ([0], [0.5, 0.5], r"uniforms has the shape \(2,\), and \(1,\) is expected"),
        ([0], [1], "uniforms holds int64"),
    ],
)
def test_wrong_calls(drawn: object, uniforms: object, message: str) -> None:
    with pytest.raises(QbafError, match=message):
        solve(chain(), LOG_ODDS, drawn=drawn, uniforms=uniforms)  # type: ignore[arg-type]


def test_a_node_on_a_circle_is_refused_until_the_circle_is_cut() -> None:
    ring = Qbaf.from_arrays(
        initial=[0.5, 0.6, 0.5],
        source=[0, 1, 1],
        target=[1, 0, 2],
        sign=[-1, -1, 1],
        weight=[1.0, 1.0, 1.0],
    )
    with pytest.raises(QbafError, match=r"drawn\[1\] is node 1, which bears on itself"):
        solve(ring, LOG_ODDS, drawn=[2, 1], uniforms=[0.5, 0.5])
    found = solve(ring, DF_QUAD, clamp=[0.0, np.nan, np.nan], drawn=[2, 1], uniforms=[0.5, 0.5])
    assert found.strengths.tolist() == [0.0, 1.0, 1.0]
    # What follows a circle can be drawn.
    follows = solve(ring, LOG_ODDS, drawn=[2], uniforms=[[0.0, 0.999]])
    assert follows.strengths[2].tolist() == [1.0, 0.0]
