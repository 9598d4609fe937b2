"""Chains, cycles, clamps, and what does not settle."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from argmap.errors import QbafError, SemanticsError
from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, QUADRATIC_ENERGY, SD_DF_QUAD, WEIGHTED_MAX
from argmap.solver import solve


def graph(initial: ArrayLike, *rows: tuple[int, int, float], **more: Any) -> Qbaf:
    """Rows (source, target, weight), attacks with weights below 0."""
    weight = np.array([row[2] for row in rows], dtype=float)
    return Qbaf.from_arrays(
        initial=initial,
        source=np.array([row[0] for row in rows], dtype=int),
        target=np.array([row[1] for row in rows], dtype=int),
        sign=np.where(weight < 0, -1, 1),
        weight=np.abs(weight),
        **more,
    )


def test_the_empty_graph() -> None:
    solution = solve(graph([]), LOG_ODDS)
    assert solution.strengths.shape == (0,)
    assert solution.converged
    assert solution.residual == 0.0


def test_a_chain_needs_no_recursion() -> None:
    n = 20 * sys.getrecursionlimit()
    qbaf = Qbaf.from_arrays(
        initial=np.full(n, 0.5),
        source=np.arange(n - 1),
        target=np.arange(1, n),
        sign=np.full(n - 1, -1),
        weight=np.ones(n - 1),
    )
    strengths = solve(qbaf, DF_QUAD).strengths
    # σ ← ½(1 − σ) tends to 1/3.
    assert strengths[:3].tolist() == [0.5, 0.25, 0.375]
    assert strengths[-1] == pytest.approx(1 / 3, abs=1e-12)


def test_a_ring_needs_no_recursion() -> None:
    n = 10 * sys.getrecursionlimit()
    ring = Qbaf.from_arrays(
        initial=np.full(n, 0.5),
        source=np.arange(n),
        target=np.roll(np.arange(n), -1),
        sign=np.full(n, -1),
        weight=np.ones(n),
    )
    solution = solve(ring, DF_QUAD)
    assert solution.strengths == pytest.approx(1 / 3, abs=1e-9)
    (cycle,) = solution.cycles
    assert cycle.members == tuple(range(n))


def test_wide_and_narrow_parts_of_one_graph_agree_with_the_chain_alone() -> None:
    # A long chain makes the schedule change from whole waves to single nodes on the way.
    n = 1000
    wide = 400
    chain = [(at, at + 1, 0.9) for at in range(n - 1)]
    broad = [(0, n + at, -0.5) for at in range(wide)] + [(n + at, n - 1, -0.01) for at in range(9)]
    alone = solve(graph(np.full(n, 0.4), *chain), LOG_ODDS).strengths
    both = solve(graph(np.full(n + wide, 0.4), *chain, *broad), LOG_ODDS).strengths
    assert np.array_equal(alone[:-1], both[: n - 1])
    assert both[n - 1] < alone[-1]


def test_a_self_loop_is_a_cycle_of_one() -> None:
    # σ = ½(1 − σ), so 1/3.
    solution = solve(graph([0.5], (0, 0, -1.0)), DF_QUAD)
    assert solution.strengths.tolist() == pytest.approx([1 / 3], abs=1e-11)
    assert [cycle.members for cycle in solution.cycles] == [(0,)]


def test_parallel_rows_count_each() -> None:
    # E = .5 + .5
    solution = solve(graph([0.5, 0.5], (0, 1, 1.0), (0, 1, 1.0)), LOG_ODDS)
    assert solution.strengths[1] == pytest.approx(math.e / (1 + math.e), abs=1e-12)


def test_components_are_worked_in_order_and_each_reported() -> None:
    # 0 ⇄ 1 bears on 2 ⇄ 3, which bears on 4; 5 stands before everything.
    qbaf = graph(
        [0.5] * 6,
        *((0, 1, -1.0), (1, 0, -1.0), (1, 2, 0.5), (2, 3, -1.0), (3, 2, -1.0), (3, 4, 1.0)),
        (5, 0, 0.0),
    )
    solution = solve(qbaf, DF_QUAD)
    assert [cycle.members for cycle in solution.cycles] == [(0, 1), (2, 3)]
    # a = ½(1 − a), so a = 1/3; then E = (1 − d) − (1 − 1/6) = 1/6 − d:
    #   c = ½ + ½E if E ≥ 0, here E < 0: c = ½(1 + 1/6 − d) and d = ½(1 − c), so c = 4/9, d = 5/18.
    assert solution.strengths.tolist() == pytest.approx(
        [1 / 3, 1 / 3, 4 / 9, 5 / 18, 0.5 + 5 / 36, 0.5], abs=1e-11
    )


def test_mutual_attack_of_two_certainties_is_settled_by_the_dynamics() -> None:
    # Rounds go (1, 1) → (0, 0) → (1, 1); from (1, 1) the flow is symmetric, so a = 1 − a.
    solution = solve(graph([1.0, 1.0], (0, 1, -1.0), (1, 0, -1.0)), DF_QUAD)
    assert solution.strengths.tolist() == pytest.approx([0.5, 0.5], abs=1e-9)
    assert solution.cycles[0].by_flow


def test_a_stiff_cycle_that_creeps_to_its_limit() -> None:
    # σ = s/(1 + s) with s = σ: the only fixed point is 0, approached like 1/t.
    qbaf = graph([0.0, 1.0], (1, 0, 1.0), (0, 1, 1.0), is_step=[False, True])
    solution = solve(qbaf, SD_DF_QUAD)
    assert solution.converged
    assert solution.strengths.tolist() == pytest.approx([0.0, 0.0], abs=1e-5)


# Three statements that attack each other in a ring so hard (a ratio of e^20) that both rounds and
# dynamics go round for ever: at the only fixed point, σ = ½, each slope is −20 · ¼ = −5, and
# beyond −2 a ring of three turns (its eigenvalues −1 − 5·(a cube root of 1) have real part 1.5).
_TURNING = 1 / (1 + math.exp(-10))
_RING = ((0, 1, -20.0), (1, 2, -20.0), (2, 0, -20.0))


def test_what_does_not_settle_has_no_strength_and_nor_has_what_hangs_on_it() -> None:
    qbaf = graph(
        [_TURNING, 1 / (1 + math.exp(-10.5)), 1 / (1 + math.exp(-9.5)), 0.5, 0.5, 0.6, 0.5],
        *_RING,
        (0, 3, 1.0),
        (3, 4, 1.0),
        (0, 5, 0.0),
        (6, 0, 0.1),
    )
    solution = solve(qbaf, LOG_ODDS)
    assert not solution.converged
    assert np.isnan(solution.strengths).tolist() == [True] * 5 + [False] * 2
    assert solution.strengths[5:].tolist() == [0.6, 0.5]  # a weight of 0 carries nothing
    assert solution.residual > 1e-3
    (cycle,) = solution.unsettled
    assert cycle.members == (0, 1, 2)
    assert cycle.by_flow


def test_fixing_a_member_undoes_the_cycle() -> None:
    qbaf = graph([0.9, 0.8, 0.7], *_RING)
    solution = solve(qbaf, LOG_ODDS, clamp=[np.nan, 0.0, np.nan])
    assert solution.converged
    assert solution.cycles == ()
    # 2 is free of attack; 0 is attacked by it with E = −20 · .7.
    odds = 9 * math.exp(-14)
    assert solution.strengths.tolist() == pytest.approx([odds / (1 + odds), 0.0, 0.7], abs=1e-12)


def test_other_numbers_for_the_same_graph() -> None:
    qbaf = graph([0.5, 0.8], (1, 0, 1.0))
    solution = solve(qbaf, DF_QUAD, initial=[0.2, 0.5], weights=[0.4])
    # .2 + .8 · .4 · .5
    assert solution.strengths.tolist() == pytest.approx([0.36, 0.5], abs=1e-12)
    assert solve(qbaf, DF_QUAD).strengths[0] == pytest.approx(0.9, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"initial": [0.5, 1.2]}, r"initial\[1\] is 1.2"),
        ({"initial": [0.5, math.nan]}, r"initial\[1\] is nan"),
        ({"initial": [0.5]}, "initial has 1 entries, and 2 are expected"),
        ({"weights": [-1.0]}, r"weights\[0\] is -1"),
        ({"weights": [math.inf]}, r"weights\[0\] is inf"),
        ({"weights": [[[1.0]]]}, r"weights has the shape \(1, 1, 1\)"),
        ({"weights": [[1.0, 2.0, -1.0]]}, r"weights\[0, 2\] is -1"),
        ({"weights": [[1.0, 1.0]], "clamp": [[math.nan], [0.0]]}, "weightings"),
        ({"clamp": [math.nan, 7.0]}, r"clamp\[1\] is 7"),
        ({"clamp": ["a", "b"]}, "clamp holds <U1"),
    ],
)
def test_wrong_numbers_are_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(QbafError, match=message):
        solve(graph([0.5, 0.8], (1, 0, 1.0)), LOG_ODDS, **given)


def test_weights_above_1_are_for_those_who_accept_them() -> None:
    qbaf = graph([0.5, 0.8], (1, 0, 1.5))
    with pytest.raises(
        SemanticsError, match=r"df-quad .* row 0, from node 1 to node 0 .* log-odds"
    ):
        solve(qbaf, DF_QUAD)
    with pytest.raises(SemanticsError, match="row 0"):
        solve(graph([0.5, 0.8], (1, 0, 1.0)), DF_QUAD, weights=[1.5])
    # E = 1.2; ½ + ½ · 1.44/2.44
    assert solve(qbaf, QUADRATIC_ENERGY).strengths[0] == pytest.approx(0.5 + 0.72 / 2.44, abs=1e-12)


def test_attack_only_semantics_refuse_support() -> None:
    with pytest.raises(SemanticsError, match=r"weighted-max knows attacks only, and row 0"):
        solve(graph([0.5, 0.8], (1, 0, 1.0)), WEIGHTED_MAX)
    grounded_step = graph([0.5, 0.8, 1.0], (1, 2, 1.0), (2, 0, -1.0), is_step=[False, False, True])
    assert solve(grounded_step, WEIGHTED_MAX).strengths[0] == pytest.approx(0.5 / 1.8, abs=1e-12)


def test_a_name_is_no_semantics() -> None:
    with pytest.raises(SemanticsError, match="SEMANTICS"):
        solve(graph([0.5]), "df-quad")  # type: ignore[arg-type]
