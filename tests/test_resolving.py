"""After any changes, a resolver has the strengths that solving from nothing gives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import QbafError, SemanticsError
from argmap.qbaf import Qbaf
from argmap.semantics import DF_QUAD, LOG_ODDS, SEMANTICS, ModularSemantics
from argmap.solver import Resolver, solve
from argmap.testing import qbafs, units
from test_properties_of_scoring import fitting


@given(semantics=st.sampled_from(tuple(SEMANTICS)), acyclic=st.booleans(), data=st.data())
def test_after_any_changes(semantics: ModularSemantics, acyclic: bool, data: st.DataObject) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=acyclic, repeating=True)), semantics)
    resolver = Resolver(qbaf, semantics)
    initial, weights = qbaf.initial.copy(), qbaf.weight.copy()
    clamp = np.full(qbaf.size, np.nan)
    for _ in range(data.draw(st.integers(1, 4))):
        what = data.draw(st.sampled_from(("initial", "weights", "clamp", "clamp")))
        array = {"initial": initial, "weights": weights, "clamp": clamp}[what]
        if not array.size:
            continue
        at = data.draw(st.integers(0, array.size - 1))
        value = data.draw(units() if what != "clamp" else st.one_of(units(), st.just(math.nan)))
        before = resolver.strengths
        array[at] = value
        with np.errstate(all="raise"):
            changed = resolver.change(**{what: {at: value}})
        expected = solve(qbaf, semantics, initial=initial, weights=weights, clamp=clamp)
        found = resolver.strengths
        within = 1e-12 if acyclic else 1e-8
        if acyclic or expected.certified:
            assert np.allclose(found, expected.strengths, rtol=0.0, atol=within, equal_nan=True)
        same = (found == before) | (np.isnan(found) & np.isnan(before))
        assert changed.tolist() == np.flatnonzero(~same).tolist()
        for node in range(qbaf.size):
            assert resolver.strength(node) == pytest.approx(found[node], nan_ok=True, abs=0)


def chain(n: int) -> Qbaf:
    return Qbaf.from_arrays(
        initial=np.full(n, 0.5),
        source=np.arange(n - 1),
        target=np.arange(1, n),
        sign=np.full(n - 1, -1),
        weight=np.ones(n - 1),
    )


def test_only_what_depends_on_the_change_changes() -> None:
    resolver = Resolver(chain(1_000), DF_QUAD)
    assert resolver.change(weights={995: 0.5}).tolist() == [996, 997, 998, 999]
    assert resolver.change(weights={995: 0.5}).size == 0
    assert resolver.change(clamp={998: 0.25}).tolist() == [998, 999]
    assert resolver.strength(999) == 0.375
    assert resolver.change(initial={997: 0.1}).tolist() == [997]
    assert resolver.change(clamp={998: math.nan}).tolist() == [998, 999]


def test_what_does_not_settle_and_settles_again() -> None:
    tall = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    ring = Qbaf.from_arrays(
        initial=[*tall, 0.5],
        source=[0, 1, 2, 0],
        target=[1, 2, 0, 3],
        sign=[-1, -1, -1, 1],
        weight=[20.0, 20.0, 20.0, 1.0],
    )
    resolver = Resolver(ring, LOG_ODDS)
    assert np.isnan(resolver.strengths).all()
    assert resolver.change(weights={3: 0.0}).tolist() == [3]
    assert resolver.strength(3) == 0.5
    assert resolver.change(weights={0: 0.0, 3: 1.0}).tolist() == [0, 1, 2, 3]
    expected = solve(ring, LOG_ODDS, weights=[0.0, 20.0, 20.0, 1.0]).strengths
    assert np.allclose(resolver.strengths, expected, rtol=0, atol=1e-9)
    resolver.change(weights={0: 20.0})
    assert np.isnan(resolver.strengths).all()


def test_wrong_numbers_are_refused_before_anything_changes() -> None:
    resolver = Resolver(chain(3), DF_QUAD)
    before = resolver.strengths
    for wrong, message in (
        ({"initial": {0: 0.2, 1: 1.5}}, r"initial\[1\] is 1.5"),
        ({"initial": {0: math.nan}}, "nan"),
        ({"clamp": {0: -1.0}}, r"clamp\[0\]"),
        ({"weights": {2: 0.5}}, "weights names 2"),
    ):
        with pytest.raises(QbafError, match=message):
            resolver.change(**wrong)
    with pytest.raises(SemanticsError, match="up to 1 only"):
        resolver.change(weights={0: 3.0})
    with pytest.raises(QbafError, match="one weighting"):
        Resolver(chain(2), DF_QUAD, initial=[[0.5, 0.5]] * 2)
    assert np.array_equal(resolver.strengths, before)
