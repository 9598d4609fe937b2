"""Principles say what a semantics promises, so that a choice between semantics is a choice of them.

All are about a statement of initial weight τ and the flows for and against it. A semantics declares
those it keeps; `kept` tries one in numbers. Anonymity, independence and directionality hold for
every modular semantics by construction, for a strength is a function of τ and the flows alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import field, frozen

from argmap.registry import Registry
from argmap.semantics.flows import Flows, Groups
from argmap.semantics.modular import ModularSemantics, Principle

_AMGOUD = "Amgoud & Ben-Naim, Evaluation of arguments in weighted bipolar graphs, IJAR 99, 2018"
_POTYKA = "Potyka, Continuous dynamical systems for weighted bipolar argumentation, KR 2018"
_POTYKA_2019 = "Potyka, Extending modular semantics for bipolar weighted argumentation, AAMAS 2019"
# Strengths closer than this are the same.
_NEAR = 1e-12
# How many certain neighbours are many, and how close to 0 or 1 they have to bring a strength.
_MANY, _CLOSE = 10_000, 0.01


@frozen
class Case:
    """A statement in numbers: τ, the flows against it and for it, and some more flow x."""

    tau: float
    attacks: tuple[float, ...] = field(default=())
    supports: tuple[float, ...] = field(default=())
    x: float = 0.5


def strength(
    semantics: ModularSemantics, tau: float, attacks: tuple[float, ...], supports: tuple[float, ...]
) -> float:
    """Of one statement, from its initial weight and the flows into it."""
    values = np.array((*attacks, *supports))
    side = np.repeat([0, 1], [len(attacks), len(supports)])
    alive = (values > 0.0).astype(np.float64)
    flows = Flows(values, Groups.of(side, 2), np.arange(values.size), alive, np.ones(values.size))
    with np.errstate(under="ignore"):
        energy = semantics.aggregation.energy(flows)
        return float(semantics.influence.strength(np.array([tau]), energy)[0])


def kept(principle: Principle, semantics: ModularSemantics, case: Case) -> bool:
    """Whether the case agrees with the principle, under this semantics.

    A semantics that knows attacks only is asked about attacks only; `applies` tells whether there
    is anything to ask.
    """
    if not semantics.accepts_support:
        case = Case(case.tau, case.attacks, (), case.x)
    return _TESTS[principle](semantics, case)


def applies(principle: Principle, semantics: ModularSemantics) -> bool:
    return semantics.accepts_support or not principle.needs_support


_Test = Callable[[ModularSemantics, Case], bool]
_TESTS: dict[Principle, _Test] = {}


def _principle(
    name: str, definition: str, citation: str, *, needs_support: bool = False
) -> Callable[[_Test], Principle]:
    def made(test: _Test) -> Principle:
        principle = Principle(name, definition, citation, needs_support=needs_support)
        _TESTS[principle] = test
        return principle

    return made


def _certain(tau: float) -> bool:
    return tau in (0.0, 1.0)


@_principle("equivalence", "The order of what bears on a statement does not matter.", _AMGOUD)
def EQUIVALENCE(semantics: ModularSemantics, case: Case) -> bool:
    before = strength(semantics, case.tau, case.attacks, case.supports)
    after = strength(semantics, case.tau, case.attacks[::-1], case.supports[::-1])
    return abs(before - after) <= _NEAR


@_principle("stability", "What nothing bears on keeps its initial weight.", _AMGOUD)
def STABILITY(semantics: ModularSemantics, case: Case) -> bool:
    return abs(strength(semantics, case.tau, (), ()) - case.tau) <= _NEAR


@_principle("neutrality", "What has no strength changes nothing.", _AMGOUD)
def NEUTRALITY(semantics: ModularSemantics, case: Case) -> bool:
    before = strength(semantics, case.tau, case.attacks, case.supports)
    after = strength(semantics, case.tau, (*case.attacks, 0.0), case.supports)
    if semantics.accepts_support:
        again = strength(semantics, case.tau, case.attacks, (*case.supports, 0.0))
        return max(abs(before - after), abs(before - again)) <= _NEAR
    return abs(before - after) <= _NEAR


def _moved_by_more(semantics: ModularSemantics, case: Case) -> list[float]:
    """How far one more attacker pulls down, and one more supporter lifts."""
    tau, attacks, supports = case.tau, case.attacks, case.supports
    before = strength(semantics, tau, attacks, supports)
    moved = [before - strength(semantics, tau, (*attacks, case.x), supports)]
    if semantics.accepts_support:
        moved.append(strength(semantics, tau, attacks, (*supports, case.x)) - before)
    return moved


@_principle("monotony", "One more attacker never helps, one more supporter never hurts.", _AMGOUD)
def MONOTONY(semantics: ModularSemantics, case: Case) -> bool:
    return min(_moved_by_more(semantics, case)) >= -_NEAR


@_principle(
    "strict monotony",
    "For 0 < τ < 1, one more attacker of some strength hurts, and one more supporter helps.",
    _AMGOUD,
)
def STRICT_MONOTONY(semantics: ModularSemantics, case: Case) -> bool:
    return _certain(case.tau) or case.x == 0.0 or min(_moved_by_more(semantics, case)) > _NEAR


def _moved_by_rise(semantics: ModularSemantics, case: Case) -> list[float]:
    """The same for each neighbour that can grow, by the share x of what it lacks."""
    tau, attacks, supports = case.tau, case.attacks, case.supports
    before = strength(semantics, tau, attacks, supports)
    moved = []
    for at, flow in enumerate(attacks):
        if flow == 1.0:
            continue
        grown = (*attacks[:at], flow + case.x * (1.0 - flow), *attacks[at + 1 :])
        moved.append(before - strength(semantics, tau, grown, supports))
    for at, flow in enumerate(supports):
        if flow == 1.0:
            continue
        grown = (*supports[:at], flow + case.x * (1.0 - flow), *supports[at + 1 :])
        moved.append(strength(semantics, tau, attacks, grown) - before)
    return moved


@_principle(
    "reinforcement", "A stronger attacker never helps, a stronger supporter never hurts.", _AMGOUD
)
def REINFORCEMENT(semantics: ModularSemantics, case: Case) -> bool:
    return min(_moved_by_rise(semantics, case), default=0.0) >= -_NEAR


@_principle(
    "strict reinforcement",
    "For 0 < τ < 1, an attacker that becomes stronger hurts more, a supporter helps more.",
    _AMGOUD,
)
def STRICT_REINFORCEMENT(semantics: ModularSemantics, case: Case) -> bool:
    if _certain(case.tau) or case.x == 0.0:
        return True
    return min(_moved_by_rise(semantics, case), default=1.0) > _NEAR


@_principle("resilience", "For 0 < τ < 1, nothing makes a statement certain.", _AMGOUD)
def RESILIENCE(semantics: ModularSemantics, case: Case) -> bool:
    return _certain(case.tau) or (
        0.0 < strength(semantics, case.tau, case.attacks, case.supports) < 1.0
    )


@_principle(
    "franklin",
    "An attacker and a supporter of one strength cancel each other.",
    _AMGOUD,
    needs_support=True,
)
def FRANKLIN(semantics: ModularSemantics, case: Case) -> bool:
    tau, attacks, supports = case.tau, case.attacks, case.supports
    before = strength(semantics, tau, attacks, supports)
    after = strength(semantics, tau, (*attacks, case.x), (*supports, case.x))
    return abs(before - after) <= _NEAR


@_principle(
    "weakening",
    "For 0 < τ < 1, what is attacked by as much as supports it and more falls below τ.",
    _AMGOUD,
)
def WEAKENING(semantics: ModularSemantics, case: Case) -> bool:
    if _certain(case.tau) or case.x == 0.0:
        return True
    attacks = (*(case.supports or case.attacks), case.x)
    return strength(semantics, case.tau, attacks, case.supports) < case.tau - _NEAR


@_principle(
    "strengthening",
    "For 0 < τ < 1, what is supported by as much as attacks it and more rises above τ.",
    _AMGOUD,
    needs_support=True,
)
def STRENGTHENING(semantics: ModularSemantics, case: Case) -> bool:
    if _certain(case.tau) or case.x == 0.0:
        return True
    supports = (*case.attacks, case.x)
    return strength(semantics, case.tau, case.attacks, supports) > case.tau + _NEAR


@_principle(
    "duality",
    "Attacks take from 1 − τ's doubts what supports give τ: turning all round gives 1 − σ.",
    _POTYKA,
    needs_support=True,
)
def DUALITY(semantics: ModularSemantics, case: Case) -> bool:
    one = strength(semantics, case.tau, case.attacks, case.supports)
    other = strength(semantics, 1.0 - case.tau, case.supports, case.attacks)
    return abs(one + other - 1.0) <= _NEAR


@_principle(
    "open-mindedness",
    "For 0 < τ < 1, enough certain attackers bring a strength as near to 0 as you like, whatever "
    "else bears on it, and supporters to 1.",
    _POTYKA_2019,
)
def OPEN_MINDEDNESS(semantics: ModularSemantics, case: Case) -> bool:
    if _certain(case.tau):
        return True
    many = (1.0,) * _MANY
    tau = min(max(case.tau, 0.05), 0.95)
    low = strength(semantics, tau, (*case.attacks, *many), case.supports)
    if not semantics.accepts_support:
        return low < _CLOSE
    high = strength(semantics, tau, case.attacks, (*case.supports, *many))
    return low < _CLOSE and high > 1.0 - _CLOSE


PRINCIPLES = Registry("principle", tuple(_TESTS))
