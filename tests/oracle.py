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
    """Final strengths by reference, of an acyclic map whose nodes have no grades."""
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
            1 - value
            for value in counted(
                [
                    (one.source, flow(one))
                    for one in bearing.get(link.reference, ())
                    if one.polarity is _UNDERCUT
                ],
                0.0,
            )
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

    report, voice = reports(map_), vouchers(map_)

    def counted(found: Sequence[tuple[str, float]], rho: float) -> list[float]:
        """The flows from these sources of one polarity, as they count."""
        once: list[tuple[str | None, float]] = []
        for own in {report.get(source, source) for source, _ in found}:
            members = [(s, v) for s, v in found if report.get(s, s) == own]
            if own not in report.values():
                once.extend((voice.get(source), value) for source, value in members)
            else:
                whose = {voice.get(source) for source, _ in members}
                largest = max(value for _, value in members)
                once.append((whose.pop() if len(whose) == 1 else None, largest))
        result = [value for who, value in once if who is None]
        for one in {who for who, _ in once if who is not None}:
            values = sorted(value for who, value in once if who == one)
            result += [values[-1], *(value * (1 - rho) for value in values[:-1])]
        return result

    for _ in range(len(map_.nodes) + 1):
        following = {}
        for node in map_.nodes:
            here = node.reference
            into: dict[Polarity, list[tuple[str, float]]] = {one: [] for one in Polarity}
            needed = 1.0
            for link in bearing.get(here, ()):
                if link.polarity is Polarity.PREMISE:
                    needed *= 1 - weight(link) * (1 - holds(link))
                elif link.polarity is _MUTUAL:
                    other = link.source if link.target == here else str(link.target)
                    if not map_.by_reference[other].is_thesis:
                        into[Polarity.ATTACK].append((other, flow(link, other)))
                else:
                    into[link.polarity].append((link.source, flow(link)))
            tau = initial[here]
            rho = 0.0 if node.is_step else map_.same_source
            attacks = counted(into[Polarity.ATTACK], rho)
            supports = counted(into[Polarity.SUPPORT], rho)
            if here in fixed:
                following[here] = fixed[here]
            elif node.is_step:
                ground = 1 - _complements(supports) if here in grounded else 1.0
                doubt = _complements(attacks) * _complements(counted(into[_UNDERCUT], 0.0))
                following[here] = tau * needed * ground * doubt * limited(here)
            else:
                following[here] = influence(tau, attacks, supports) * limited(here)
        now = following
    return now


def _feeders(map_: ArgumentMap, reference: str) -> set[str]:
    feeding = (Polarity.SUPPORT, Polarity.PREMISE)
    return {
        link.source
        for link in map_.links
        if link.target == reference
        and link.polarity in feeding
        and map_.by_reference[reference].is_step
    }


def reports(map_: ArgumentMap) -> dict[str, str]:
    """Of what reports the same as something else, one name for the report, by spreading the names
    along `same` and up from only grounds until nothing changes."""
    pairs = [{node.reference, other} for node in map_.nodes for other in node.same]
    while True:
        label = {one: one for pair in pairs for one in pair}
        for _ in label:
            for pair in pairs:
                low = min(label[one] for one in pair)
                label.update(dict.fromkeys(pair, low))
        before = len(pairs)
        for node in map_.nodes:
            feeders = _feeders(map_, node.reference)
            if feeders and len({label.get(one, (one,)) for one in feeders}) == 1:
                pair = {node.reference, min(feeders)}
                if feeders <= label.keys() and pair not in pairs:
                    pairs.append(pair)
        if len(pairs) == before:
            return label


def vouchers(map_: ArgumentMap) -> dict[str, str | None]:
    """Whom everything speaks for, of an acyclic map."""

    def of(reference: str) -> str | None:
        feeders = _feeders(map_, reference)
        if not feeders:
            citation = map_.by_reference[reference].citation
            return citation.source if citation else None
        found = {of(one) for one in feeders}
        return found.pop() if len(found) == 1 else None

    return {node.reference: of(node.reference) for node in map_.nodes}


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
