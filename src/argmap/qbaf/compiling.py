"""Compiling a map: its nodes in order, then a step for every link that something bears on."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
from attrs import evolve, field, frozen

from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.weight import LINK_DEFAULT, mode
from argmap.qbaf.arrays import Qbaf
from argmap.qbaf.checking import closed
from argmap.qbaf.kinds import Role
from argmap.qbaf.repeating import reports, vouchers

_SIGN = {Polarity.SUPPORT: 1, Polarity.ATTACK: -1, Polarity.CONTRADICT: -1}
_ROLE = {
    Polarity.UNDERCUT: Role.UNDERCUT,
    Polarity.PREMISE: Role.PREMISE,
    Polarity.CONDITION: Role.CONDITION,
}


@frozen
class _Rows:
    """Rows as they are collected."""

    source: list[int] = field(factory=list)
    target: list[int] = field(factory=list)
    role: list[int] = field(factory=list)
    sign: list[int] = field(factory=list)
    weight: list[float] = field(factory=list)
    report: list[int] = field(factory=list)
    voucher: list[int] = field(factory=list)

    def add(
        self,
        source: int,
        target: int,
        role: Role,
        sign: int,
        weight: float,
        report: int = -1,
        voucher: int = -1,
    ) -> int:
        self.source.append(source)
        self.target.append(target)
        self.role.append(role)
        self.sign.append(sign)
        self.weight.append(weight)
        self.report.append(report)
        self.voucher.append(voucher)
        return len(self.source) - 1


def compiled(map_: ArgumentMap) -> Qbaf:
    live = _live(map_)
    borne_on = {link.target for link in live if isinstance(link.target, LinkReference)}
    references: list[Target] = [node.reference for node in map_.nodes]
    index = {reference: at for at, reference in enumerate(references)}
    initial = [mode(map_.initial(node.reference)) for node in map_.nodes]
    is_step = [node.is_step for node in map_.nodes]
    rows = _Rows()

    def step(link: Link) -> int:
        references.append(link.reference)
        initial.append(1.0)
        is_step.append(True)
        return len(references) - 1

    report_of = reports(map_)
    voucher_of = vouchers(map_) if map_.same_source > 0.0 else {}

    # The steps of all links come first, so that whatever bears on a link finds them.
    steps: dict[LinkReference, list[int]] = {
        link.reference: [step(link) for _ in _directions(map_, link)]
        for link in live
        if link.reference in borne_on
    }
    carrying: dict[LinkReference, tuple[int, ...]] = {link.reference: () for link in map_.links}
    for link in live:
        reference = link.reference
        role, sign, weight = _ROLE.get(link.polarity, Role.LINK), _sign(link), _weight(link)
        carried: list[int] = []
        for way, (source, target) in enumerate(_directions(map_, link)):
            start = index[source]
            if reference in steps:
                inner = steps[reference][way]
                if link.polarity is Polarity.CONDITION:
                    # What undercuts a condition denies that it limits anything: the step of the
                    # link is how far it does, 1 − σ, and a second one turns that round again.
                    rows.add(start, inner, Role.UNDERCUT, -1, 1.0)
                    start = step(link)
                    rows.add(inner, start, Role.UNDERCUT, -1, 1.0)
                else:
                    rows.add(start, inner, Role.LINK, 1, 1.0)
                    start = inner
            ends = steps[target] if isinstance(target, LinkReference) else [index[target]]
            groups = report_of.get(source, -1), voucher_of.get(source, -1)
            carried.extend(rows.add(start, end, role, sign, weight, *groups) for end in ends)
        carrying[reference] = tuple(carried)

    qbaf = Qbaf.from_arrays(
        initial=np.array(initial, dtype=np.float64),
        source=np.array(rows.source, dtype=np.int32),
        target=np.array(rows.target, dtype=np.int32),
        sign=np.array(rows.sign, dtype=np.int8),
        weight=np.array(rows.weight, dtype=np.float64),
        is_step=np.array(is_step, dtype=np.bool_),
        role=np.array(rows.role, dtype=np.int8),
        report=np.array(rows.report, dtype=np.int32) if report_of else None,
        voucher=np.array(rows.voucher, dtype=np.int32) if voucher_of else None,
        same_source=map_.same_source,
    )
    grounded = qbaf.grounded.copy()
    grounded[[index[reference] for reference in map_.grounded]] = True
    return evolve(
        qbaf,
        grounded=closed(grounded),
        references=tuple(references),
        rows=MappingProxyType(carrying),
    )


def _live(map_: ArgumentMap) -> list[Link]:
    """The links that carry something, in order: what bears on a silent link is silent too."""
    carries = {link.reference: False for link in map_.links if not map_.counts(link)}
    for link in map_.links:
        outer: list[LinkReference] = []
        at: Target = link.reference
        while isinstance(at, LinkReference) and at not in carries:
            outer.append(at)
            at = at.target
        carries.update(dict.fromkeys(outer, carries[at] if isinstance(at, LinkReference) else True))
    return [link for link in map_.links if carries[link.reference]]


def _directions(map_: ArgumentMap, link: Link) -> tuple[tuple[str, Target], ...]:
    """Source and target; of a `><`, which is mutual, both ways, but never from a thesis."""
    if link.polarity is not Polarity.CONTRADICT:
        return ((link.source, link.target),)
    one, other = link.source, link.target
    assert isinstance(other, str)
    ways = ((one, other), (other, one))
    return tuple(way for way in ways if not map_.by_reference[way[0]].is_thesis)


def _sign(link: Link) -> int:
    return _SIGN.get(link.polarity, -1 if link.polarity is Polarity.UNDERCUT else 1)


def _weight(link: Link) -> float:
    if link.lr is not None:
        return math.log(link.lr)
    return LINK_DEFAULT if link.weight is None else mode(link.weight)
