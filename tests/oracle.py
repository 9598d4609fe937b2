"""The scoring rules once more, in plain Python and straight on a map or on rows, to test against.

Nothing here is shared with the package: formulas are written as DESIGN and the papers have them,
one node at a time, and repeated until everything that is acyclic must have settled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from argmap.model.link import Link, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.weight import Range
from argmap.qbaf import Qbaf, Role

Influence = Callable[[float, Sequence[float], Sequence[float]], float]


def log_odds(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    power = math.exp(sum(supports) - sum(attacks))
    return tau * power / (1 - tau + tau * power)


def _h(x: float, p: int) -> float:
    return max(0.0, x) ** p / (1 + max(0.0, x) ** p)


def quadratic_energy(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    energy = sum(supports) - sum(attacks)
    return tau - tau * _h(-energy, 2) + (1 - tau) * _h(energy, 2)


def one_max(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    energy = sum(supports) - sum(attacks)
    return tau - tau * _h(-energy, 1) + (1 - tau) * _h(energy, 1)


def _complements(flows: Sequence[float]) -> float:
    return math.prod(1 - flow for flow in flows)


def df_quad(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    energy = _complements(attacks) - _complements(supports)
    return tau - tau * max(0.0, -energy) + (1 - tau) * max(0.0, energy)


def sd_df_quad(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    energy = _complements(attacks) - _complements(supports)
    return tau - tau * _h(-energy, 1) + (1 - tau) * _h(energy, 1)


def _euler(tau: float, energy: float) -> float:
    return 1 - (1 - tau**2) / (1 + tau * math.exp(energy))


def euler_based(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    return _euler(tau, sum(supports) - sum(attacks))


def euler_based_top(tau: float, attacks: Sequence[float], supports: Sequence[float]) -> float:
    return _euler(tau, max(supports, default=0.0) - max(attacks, default=0.0))


INFLUENCES: Mapping[str, Influence] = {
    "log-odds": log_odds,
    "quadratic-energy": quadratic_energy,
    "df-quad": df_quad,
    "sd-df-quad": sd_df_quad,
    "euler-based": euler_based,
    "euler-based-top": euler_based_top,
    "one-max": one_max,
}


# -- on a map --------------------------------------------------------------------------------


def _mode(value: object, default: float) -> float:
    if value is None:
        return default
    if isinstance(value, Range):
        return value.mode
    assert isinstance(value, float)
    return value


def strengths_of_map(map_: ArgumentMap, influence: Influence) -> dict[str, float]:
    """Final strengths by reference, of an acyclic map whose nodes are not cited."""
    grounded = map_.grounded
    fed = grounded | {link.target for link in map_.links if link.polarity is Polarity.PREMISE}
    initial = {
        node.reference: _mode(node.weight, 1.0 if node.is_step and node.reference in fed else 0.5)
        for node in map_.nodes
    }
    fixed = {one.reference: one.value for one in map_.clamps}
    now = {reference: fixed.get(reference, tau) for reference, tau in initial.items()}
    bearing: dict[object, list[Link]] = {}
    for link in map_.links:
        if map_.counts(link):
            for end in {link.target, link.source if link.polarity is _MUTUAL else link.target}:
                bearing.setdefault(end, []).append(link)

    def weight(link: Link) -> float:
        return math.log(link.lr) if link.lr is not None else _mode(link.weight, 1.0)

    def denied(link: Link) -> float:
        return math.prod(
            1 - flow(one) for one in bearing.get(link.reference, ()) if one.polarity is _UNDERCUT
        )

    def limited(target: object) -> float:
        return math.prod(
            1 - weight(one) * (1 - now[one.source]) * denied(one)
            for one in bearing.get(target, ())
            if one.polarity is Polarity.CONDITION
        )

    def holds(link: Link, source: str | None = None) -> float:
        """The strength that arrives, before the weight."""
        return now[source or link.source] * denied(link) * limited(link.reference)

    def flow(link: Link, source: str | None = None) -> float:
        return weight(link) * holds(link, source)

    for _ in range(len(map_.nodes) + 1):
        following = {}
        for node in map_.nodes:
            here = node.reference
            into: dict[Polarity, list[float]] = {polarity: [] for polarity in Polarity}
            needed = 1.0
            for link in bearing.get(here, ()):
                if link.polarity is Polarity.PREMISE:
                    needed *= 1 - weight(link) * (1 - holds(link))
                elif link.polarity is _MUTUAL:
                    other = link.source if link.target == here else str(link.target)
                    if not map_.by_reference[other].is_thesis:
                        into[Polarity.ATTACK].append(flow(link, other))
                else:
                    into[link.polarity].append(flow(link))
            tau = initial[here]
            attacks, supports = into[Polarity.ATTACK], into[Polarity.SUPPORT]
            if here in fixed:
                following[here] = fixed[here]
            elif node.is_step:
                ground = 1 - _complements(supports) if here in grounded else 1.0
                doubt = _complements(attacks) * _complements(into[_UNDERCUT])
                following[here] = tau * needed * ground * doubt * limited(here)
            else:
                following[here] = influence(tau, attacks, supports) * limited(here)
        now = following
    return now


_MUTUAL, _UNDERCUT = Polarity.CONTRADICT, Polarity.UNDERCUT


# -- on rows ---------------------------------------------------------------------------------


def strengths_of_rows(qbaf: Qbaf, influence: Influence, rounds: int) -> list[float]:
    """What so many rounds from the initial weights come to, one node at a time."""
    now: list[float] = qbaf.initial.tolist()
    for _ in range(rounds):
        now = one_round(qbaf, influence, now)
    return now


def one_round(qbaf: Qbaf, influence: Influence, now: Sequence[float]) -> list[float]:
    """Every node's strength from the strengths `now`."""
    rows = list(
        zip(
            qbaf.source.tolist(),
            qbaf.target.tolist(),
            qbaf.role.tolist(),
            qbaf.sign.tolist(),
            qbaf.weight.tolist(),
            strict=True,
        )
    )
    following = []
    for node, tau in enumerate(qbaf.initial.tolist()):
        attacks, supports, factors, grounded = [], [], 1.0, False
        for source, target, role, sign, weight in rows:
            if target != node:
                continue
            if role in (Role.PREMISE, Role.CONDITION):
                factors *= 1 - weight * (1 - now[source])
            elif role == Role.UNDERCUT:
                factors *= 1 - weight * now[source]
            elif sign > 0:
                grounded = True
                supports.append(weight * now[source])
            else:
                attacks.append(weight * now[source])
        if qbaf.is_step[node]:
            ground = 1 - _complements(supports) if grounded else 1.0
            following.append(tau * ground * _complements(attacks) * factors)
        else:
            following.append(influence(tau, attacks, supports) * factors)
    return following
