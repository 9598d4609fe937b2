"""Compiled loops give what numpy gives. Needs the extra `fast`."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import MissingExtra
from argmap.qbaf import Qbaf
from argmap.semantics import LOG_ODDS, SEMANTICS, ModularSemantics
from argmap.solver import compiled, gradient, loops, solve
from argmap.testing import qbafs, units
from test_golden import CASES, graph
from test_many_weightings import columns, wide
from test_properties_of_scoring import fitting

pytest.importorskip("numba")

SEMANTIC = st.sampled_from(tuple(SEMANTICS))
# The first example of all compiles.
PATIENT = settings(deadline=None, max_examples=50)


def agree(qbaf: Qbaf, semantics: ModularSemantics, **numbers: Any) -> None:
    with np.errstate(all="raise"):
        fast = solve(qbaf, semantics, fast=True, **numbers)
        slow = solve(qbaf, semantics, fast=False, **numbers)
    assert not slow.compiled
    assert fast.strengths.shape == slow.strengths.shape
    assert not fast.strengths.flags.writeable
    assert np.array_equal(fast.settled, slow.settled)
    if not slow.cycles:
        assert np.allclose(fast.strengths, slow.strengths, rtol=0, atol=1e-12)
    elif slow.certified:
        assert np.allclose(fast.strengths, slow.strengths, rtol=0, atol=1e-8)


@given(semantics=SEMANTIC, acyclic=st.booleans(), clamped=st.booleans(), data=st.data())
@PATIENT
def test_one_weighting(
    semantics: ModularSemantics, acyclic: bool, clamped: bool, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic)), semantics)
    numbers = {}
    if clamped:
        clamp = columns(data, qbaf.size, 1)[:, 0]
        clamp[clamp < 0.7] = np.nan
        numbers["clamp"] = clamp
    assert solve(qbaf, semantics, fast=True, **numbers).compiled
    agree(qbaf, semantics, **numbers)


@given(
    semantics=SEMANTIC,
    acyclic=st.booleans(),
    given_=st.tuples(st.booleans(), st.booleans(), st.sampled_from((0, 1, 2))),
    data=st.data(),
)
@PATIENT
def test_many_weightings(
    semantics: ModularSemantics,
    acyclic: bool,
    given_: tuple[bool, bool, int],
    data: st.DataObject,
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic)), semantics)
    count = data.draw(st.sampled_from((1, 2, 20)))
    numbers: dict[str, Any] = {}
    if given_[0]:
        numbers["initial"] = columns(data, qbaf.size, count)
    if given_[1]:
        numbers["weights"] = columns(data, qbaf.weight.size, count)
    if given_[2]:
        clamp = columns(data, qbaf.size, count)
        clamp[clamp < 0.7] = np.nan
        numbers["clamp"] = clamp if given_[2] == 1 else clamp[:, 0]
    if acyclic:  # of what is cyclic, single weightings are certified, and compared above
        agree(qbaf, semantics, **numbers)
    else:
        fast = solve(qbaf, semantics, fast=True, **numbers)
        for at in range(fast.strengths.shape[1] if fast.strengths.ndim == 2 else 0):
            own = {name: one if one.ndim == 1 else one[:, at] for name, one in numbers.items()}
            alone = solve(qbaf, semantics, fast=False, **own)
            if alone.certified:
                assert np.allclose(fast.strengths[:, at], alone.strengths, rtol=0, atol=1e-8)


@given(semantics=SEMANTIC, qbaf=qbafs(acyclic=True), data=st.data())
@PATIENT
def test_draws(semantics: ModularSemantics, qbaf: Qbaf, data: st.DataObject) -> None:
    qbaf = fitting(qbaf, semantics)
    drawn = data.draw(st.lists(st.integers(0, qbaf.size - 1), unique=True))
    uniforms = columns(data, len(drawn), 3) * 0.999
    strengths = solve(qbaf, semantics, fast=False, drawn=drawn, uniforms=uniforms).strengths
    nudged = solve(qbaf, semantics, fast=False, drawn=drawn, uniforms=uniforms * (1 - 1e-9))
    if np.array_equal(strengths, nudged.strengths):  # else rounding decides
        agree(qbaf, semantics, drawn=drawn, uniforms=uniforms)


@given(semantics=SEMANTIC, clamped=st.booleans(), margin=st.booleans(), data=st.data())
@PATIENT
def test_slopes(
    semantics: ModularSemantics, clamped: bool, margin: bool, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=True)), semantics)
    clamp = columns(data, qbaf.size, 1)[:, 0]
    clamp[clamp < (0.7 if clamped else 2.0)] = np.nan
    node = st.integers(0, qbaf.size - 1)
    of, over = data.draw(node), data.draw(node) if margin else None
    fast = gradient(qbaf, semantics, of, over=over, clamp=clamp, fast=True)
    slow = gradient(qbaf, semantics, of, over=over, clamp=clamp, fast=False)
    for one, other in ((fast.initial, slow.initial), (fast.weights, slow.weights)):
        assert np.allclose(one, other, rtol=1e-9, atol=1e-12, equal_nan=True)
    assert fast.kinks == slow.kinks


@pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda one: one.name)
def test_more_than_is_worked_on_at_once(semantics: ModularSemantics) -> None:
    qbaf = fitting(wide(400, 1_200), semantics)  # some levels hold more than a buffer
    rng = np.random.default_rng(6)
    agree(qbaf, semantics)
    agree(qbaf, semantics, initial=rng.random((qbaf.size, 5_000)))
    agree(qbaf, semantics, weights=rng.random((qbaf.weight.size, 700)))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    solution = solve(graph(case), SEMANTICS.named(case["semantics"]), fast=True)
    assert solution.compiled
    found = dict(zip(case["initial"], solution.strengths.tolist(), strict=True))
    assert found == pytest.approx(case["expected"], abs=case["tolerance"], rel=0.0)


def test_nothing_at_all() -> None:
    empty = Qbaf.from_arrays(initial=[], source=[], target=[], sign=[], weight=[])
    assert solve(empty, LOG_ODDS, fast=True).strengths.shape == (0,)
    none = solve(empty, LOG_ODDS, initial=np.empty((0, 3)), fast=True)
    assert none.strengths.shape == (0, 3)
    lonely = Qbaf.from_arrays(initial=[0.3], source=[], target=[], sign=[], weight=[])
    assert solve(lonely, LOG_ODDS, fast=True).strengths.tolist() == [0.3]
    assert gradient(lonely, LOG_ODDS, 0, fast=True).initial.tolist() == [1.0]


def test_arrays_of_any_kind() -> None:
    qbaf, rng = wide(), np.random.default_rng(7)
    for initial in (
        np.asfortranarray(rng.random((qbaf.size, 30))),
        rng.random((30, qbaf.size)).T,
        rng.random((qbaf.size, 60))[:, ::2],
        rng.random((qbaf.size, 30)).astype(np.float32),
        rng.integers(0, 2, (qbaf.size, 30)),
    ):
        initial.flags.writeable = False
        agree(qbaf, LOG_ODDS, initial=initial)


def test_threads_share_the_loops() -> None:
    qbaf = wide()
    expected = solve(qbaf, LOG_ODDS, fast=False).strengths
    start = threading.Barrier(8)

    def work(_: int) -> bool:
        start.wait()
        compiled._compiled.cache_clear()  # all ask at once
        return np.allclose(solve(qbaf, LOG_ODDS, fast=True).strengths, expected, atol=1e-12)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def test_what_was_compiled_is_kept() -> None:
    qbaf = wide()
    solve(qbaf, LOG_ODDS, fast=True)
    kept = Path(compiled.compiled(loops.walk).stats.cache_path)  # type: ignore[attr-defined]
    assert list(kept.glob("loops.walk-*.nbi"))


def test_rows_that_repeat_and_single_precision_are_left_to_numpy() -> None:
    twice = Qbaf.from_arrays(
        initial=[0.5, 0.8, 0.6], source=[1, 2], target=[0, 0], sign=[1, 1], weight=[1.0, 1.0],
        report=[0, 0],
    )  # fmt: skip
    assert not solve(twice, LOG_ODDS, fast=True).compiled
    assert not solve(wide(), LOG_ODDS, fast=True, dtype=np.float32).compiled


@given(tau=units(), energy=st.floats(-1e3, 1e3))
def test_powers_of_e_without_a_call(tau: float, energy: float) -> None:
    qbaf = Qbaf.from_arrays(
        initial=[tau, 1.0], source=[1], target=[0], sign=[1 if energy > 0 else -1], weight=[1.0]
    )
    weights = np.full((1, 3), min(abs(energy), 600.0) / 600.0 * 34.0)
    agree(qbaf, LOG_ODDS, weights=weights)


def test_the_variable_decides_where_the_call_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    qbaf = wide()
    assert not solve(qbaf, LOG_ODDS).compiled
    monkeypatch.setenv("ARGMAP_FAST", "1")
    assert solve(qbaf, LOG_ODDS).compiled
    assert not solve(qbaf, LOG_ODDS, fast=False).compiled
    monkeypatch.setenv("ARGMAP_FAST", "0")
    assert not solve(qbaf, LOG_ODDS, initial=np.full((qbaf.size, 40_000), 0.5)).compiled
    assert solve(qbaf, LOG_ODDS, fast=True).compiled
    monkeypatch.delenv("ARGMAP_FAST")
    assert solve(qbaf, LOG_ODDS, initial=np.full((qbaf.size, 40_000), 0.5)).compiled


def test_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_installed", lambda: False)
    qbaf = wide()
    with pytest.raises(MissingExtra, match=r"argmap\[fast\]"):
        solve(qbaf, LOG_ODDS, fast=True)
    monkeypatch.setenv("ARGMAP_FAST", "1")
    assert not solve(qbaf, LOG_ODDS).compiled
