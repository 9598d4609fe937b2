"""Each semantics keeps the principles it declares, and a case in numbers breaks every other one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.qbaf import Qbaf
from argmap.semantics import (
    DF_QUAD,
    EULER_BASED,
    EULER_BASED_TOP,
    LOG_ODDS,
    SD_DF_QUAD,
    SEMANTICS,
    WEIGHTED_MAX,
    ModularSemantics,
    principles,
)
from argmap.semantics.modular import Principle
from argmap.semantics.principles import PRINCIPLES, Case, applies, kept
from argmap.solver import solve
from argmap.testing import cases

#: What is withheld, with a case against it.
BROKEN: dict[ModularSemantics, dict[Principle, Case]] = {
    DF_QUAD: {
        # Beside a certain attacker, others count nothing: .5 · (1 − 1) with one or two.
        principles.STRICT_MONOTONY: Case(0.5, attacks=(1.0,), x=0.5),
        principles.STRICT_REINFORCEMENT: Case(0.5, attacks=(1.0, 0.5), x=0.5),
        principles.RESILIENCE: Case(0.5, attacks=(1.0,)),
        # E = .5 − 1 becomes .5 · .5 − .5.
        principles.FRANKLIN: Case(0.5, attacks=(0.5,), x=0.5),
        # E = 0 − 0
        principles.WEAKENING: Case(0.5, supports=(1.0,), x=0.5),
        principles.STRENGTHENING: Case(0.5, attacks=(1.0,), x=0.5),
        principles.OPEN_MINDEDNESS: Case(0.5, supports=(1.0,)),
    },
    SD_DF_QUAD: {
        principles.STRICT_MONOTONY: Case(0.5, attacks=(1.0,), x=0.5),
        principles.STRICT_REINFORCEMENT: Case(0.5, attacks=(1.0, 0.5), x=0.5),
        principles.FRANKLIN: Case(0.5, attacks=(0.5,), x=0.5),
        principles.WEAKENING: Case(0.5, supports=(1.0,), x=0.5),
        principles.STRENGTHENING: Case(0.5, attacks=(1.0,), x=0.5),
        # h ≤ ½: never below τ/2.
        principles.OPEN_MINDEDNESS: Case(0.5),
    },
    EULER_BASED: {
        # At .5 with a supporter of .8 the gap is .032603.
        principles.DUALITY: Case(0.5, supports=(0.8,)),
        # Never below τ².
        principles.OPEN_MINDEDNESS: Case(0.5),
    },
    EULER_BASED_TOP: {
        principles.STRICT_MONOTONY: Case(0.5, attacks=(0.8,), x=0.5),
        principles.STRICT_REINFORCEMENT: Case(0.5, attacks=(0.8, 0.2), x=0.5),
        # E = −.8, then .5 − .8
        principles.FRANKLIN: Case(0.5, attacks=(0.8,), x=0.5),
        principles.WEAKENING: Case(0.5, supports=(0.8,), x=0.5),
        principles.STRENGTHENING: Case(0.5, attacks=(0.8,), x=0.5),
        principles.DUALITY: Case(0.5, supports=(0.8,)),
        principles.OPEN_MINDEDNESS: Case(0.5),
    },
    WEIGHTED_MAX: {
        principles.STRICT_MONOTONY: Case(0.5, attacks=(0.8,), x=0.5),
        principles.STRICT_REINFORCEMENT: Case(0.5, attacks=(0.8, 0.2), x=0.5),
        # Never below τ/2.
        principles.OPEN_MINDEDNESS: Case(0.5),
    },
}
PAIRS = [
    (semantics, principle)
    for semantics in SEMANTICS
    for principle in PRINCIPLES
    if applies(principle, semantics)
]


def named(pair: object) -> str:
    return str(getattr(pair, "name", ""))


@pytest.mark.parametrize(
    ("semantics", "principle"),
    [(one, other) for one, other in PAIRS if other in one.principles],
    ids=named,
)
@given(case=cases())
def test_what_is_promised(semantics: ModularSemantics, principle: Principle, case: Case) -> None:
    assert kept(principle, semantics, case)


@pytest.mark.parametrize(
    ("semantics", "principle"),
    [(one, other) for one, other in PAIRS if other not in one.principles],
    ids=named,
)
def test_what_is_withheld(semantics: ModularSemantics, principle: Principle) -> None:
    assert not kept(principle, semantics, BROKEN[semantics][principle])


def test_nothing_is_declared_that_says_nothing() -> None:
    for semantics in SEMANTICS:
        assert semantics.principles
        assert all(applies(one, semantics) for one in semantics.principles)
        assert not set(BROKEN.get(semantics, ())) & set(semantics.principles)


def test_principles_say_what_they_are_and_who_stated_them() -> None:
    assert PRINCIPLES.named("duality") is principles.DUALITY
    for principle in PRINCIPLES:
        assert principle.definition.endswith(".")
        assert any(character.isdigit() for character in principle.citation)


@given(case=cases(), semantics=st.sampled_from(tuple(SEMANTICS)))
def test_one_statement_alone_is_as_in_a_graph(case: Case, semantics: ModularSemantics) -> None:
    """The strength that principles are tried on is the one that is scored."""
    supports = case.supports if semantics.accepts_support else ()
    flows = (*case.attacks, *supports)
    qbaf = Qbaf.from_arrays(
        initial=[case.tau, *flows],
        source=np.arange(1, len(flows) + 1),
        target=np.zeros(len(flows), dtype=int),
        sign=np.repeat([-1, 1], [len(case.attacks), len(supports)]),
        weight=np.ones(len(flows)),
    )
    alone = principles.strength(semantics, case.tau, case.attacks, supports)
    assert solve(qbaf, semantics).strengths[0] == pytest.approx(alone, abs=1e-12)


def test_certainty_is_where_log_odds_stops_listening() -> None:
    # Why several principles are stated for 0 < τ < 1.
    assert principles.strength(LOG_ODDS, 1.0, (1.0,), ()) == 1.0
