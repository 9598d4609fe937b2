"""The map as arrays: statements, steps, links and factors, and nothing else.

Every row is a link from a node to a node. An undercut or conditioned link of a map becomes a
step of its own between its two ends, so that whatever bears on links bears on nodes here.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import ArrayLike, NDArray

from argmap.errors import QbafError
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.weight import LINK_DEFAULT, mode
from argmap.registry import did_you_mean

#: Links into statements may weigh up to this, the logarithm of the largest float; others up to 1.
HEAVIEST = math.log(np.finfo(np.float64).max)


class Role(enum.IntEnum):
    """What a row does at its target.

    A LINK supports or attacks, by its sign: a statement, or a step as a loose ground or a denial
    of one. UNDERCUT and PREMISE reach steps only. A CONDITION limits any node.
    """

    LINK = 0
    UNDERCUT = 1
    PREMISE = 2
    CONDITION = 3


class Kind(enum.IntEnum):
    """How a row enters the formula: by role, sign, and whether the target is a step."""

    BEARING = 0  # ± wσ, aggregated
    GROUND = 1  # one of 1 − Π (1 − wσ)
    DENIAL = 2  # a factor 1 − wσ
    NEED = 3  # a factor 1 − w(1 − σ)


Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_NO_ROWS: Mapping[LinkReference, tuple[int, ...]] = MappingProxyType({})


@frozen(eq=False, kw_only=True)
class Qbaf:
    """A weighted bipolar graph of n nodes and m rows, checked; its arrays cannot be written to.

    `initial` (n,) in [0, 1]; `is_step` (n,); `grounded` (n,): a step that needs a loose ground,
    if only one of flow 0. `source`, `target`, `role`, `sign`, `weight` (m,), in the order given.
    From a map: `references` names the nodes (a step made of a link bears the `LinkReference`),
    and `rows` tells which rows carry a link into its target: one, two for a `><`, none when the
    link counts nothing.
    """

    initial: Floats
    is_step: Flags
    grounded: Flags
    source: Ints
    target: Ints
    role: Bytes
    sign: Bytes
    weight: Floats
    references: tuple[Target, ...] = ()
    rows: Mapping[LinkReference, tuple[int, ...]] = field(default=_NO_ROWS, repr=False)

    @classmethod
    def from_arrays(
        cls,
        *,
        initial: ArrayLike,
        source: ArrayLike,
        target: ArrayLike,
        sign: ArrayLike,
        weight: ArrayLike,
        is_step: ArrayLike | None = None,
        role: ArrayLike | Sequence[str] | None = None,
    ) -> Qbaf:
        """A graph from n initial weights and m rows.

        `sign` is 1 or −1 and matters for links only. `role` holds `Role`s or their names (`link`,
        `undercut`, `premise`, `condition`); without it, all rows are links. Self-loops and
        parallel rows are allowed. Arrays of the right types are taken as they are, not copied.
        Raises `QbafError` naming the first offender.
        """
        initials = _floats("initial", initial)
        n = initials.size
        sources = _indices("source", source, n)
        m = sources.size
        targets = _indices("target", target, n, m)
        steps = np.zeros(n, dtype=np.bool_) if is_step is None else _flags("is_step", is_step, n)
        roles = np.zeros(m, dtype=np.int8) if role is None else _roles(role, m)
        signs = _signs(sign, m)
        weights = _floats("weight", weight, m)
        check_initial("initial", initials)
        to_step = steps[targets]
        for only, what in ((Role.UNDERCUT, "an undercut"), (Role.PREMISE, "a premise")):
            _refuse(
                (roles == only) & ~to_step,
                lambda at, what=what: (
                    f"row {at} is {what} of node {targets[at]}, which is a statement: "
                    f"{what} belongs to a step"
                ),
            )
        bearing = (roles == Role.LINK) & ~to_step
        check_weight("weight", weights, bearing)
        grounded = np.zeros(n, dtype=np.bool_)
        grounded[targets[(roles == Role.LINK) & to_step & (signs > 0)]] = True
        arrays = (initials, steps, grounded, sources, targets, roles, signs, weights)
        names = ("initial", "is_step", "grounded", "source", "target", "role", "sign", "weight")
        return cls(**dict(zip(names, map(_closed, arrays), strict=True)))

    @classmethod
    def from_map(cls, map_: ArgumentMap) -> Qbaf:
        """The nodes of the map in order, then a step for every link that something bears on.

        What counts nothing (`ArgumentMap.counts`) leaves no row. Ranges enter by their mode.
        """
        return _compiled(map_)

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return int(self.initial.size)

    @cached_property
    def kind(self) -> Bytes:
        """How each row enters the formula, as a `Kind` (m,)."""
        kinds = np.full(self.role.size, Kind.NEED, dtype=np.int8)
        kinds[self.role == Role.UNDERCUT] = Kind.DENIAL
        links = self.role == Role.LINK
        to_step = self.is_step[self.target]
        kinds[links & ~to_step] = Kind.BEARING
        kinds[links & to_step & (self.sign > 0)] = Kind.GROUND
        kinds[links & to_step & (self.sign < 0)] = Kind.DENIAL
        kinds.flags.writeable = False
        return kinds

    @cached_property
    def index(self) -> dict[Target, int]:
        """Where each node of the map is; empty for a graph that was not made from one."""
        return {reference: at for at, reference in enumerate(self.references)}

    def node_name(self, node: int) -> str:
        """What to call a node in messages."""
        return str(self.references[node]) if self.references else f"node {node}"

    def row_name(self, row: int) -> str:
        """What to call a row in messages."""
        for reference, rows in self.rows.items():
            if row in rows:
                return f"the link {reference}"
        ends = f"{self.node_name(int(self.source[row]))} to {self.node_name(int(self.target[row]))}"
        return f"row {row}, from {ends}"

    def __repr__(self) -> str:
        steps = int(np.count_nonzero(self.is_step))
        return f"<Qbaf: {self.size - steps} statements, {steps} steps, {self.source.size} rows>"


# -- checking what comes in --------------------------------------------------------------------


def check_initial(name: str, values: Floats) -> None:
    """Raise `QbafError` at the first number outside [0, 1]; NaN is outside."""
    _refuse(
        ~((values >= 0.0) & (values <= 1.0)),
        lambda at: f"{name}[{at}] is {values[at]:g}: an initial weight lies between 0 and 1",
    )


def check_weight(name: str, values: Floats, bearing: Flags) -> None:
    """Raise `QbafError` at the first weight outside its domain; `bearing` (m,) marks the links
    into statements, which may weigh more than 1."""
    _refuse(
        ~((values >= 0.0) & (values <= np.where(bearing, HEAVIEST, 1.0))),
        lambda at: (
            f"{name}[{at}] is {values[at]:g}: "
            + (
                "the weight of a link into a statement is a logarithm of a likelihood ratio at "
                f"most, from 0 to {HEAVIEST:.2f}"
                if bearing[at]
                else "the weight of a condition or of what enters a step lies between 0 and 1"
            )
        ),
    )


def shaped(name: str, array: NDArray[Any], length: int | None) -> None:
    """Raise `QbafError` unless the array has one dimension, and that length if one is given."""
    if array.ndim != 1:
        raise QbafError(f"{name} has the shape {array.shape}, and one dimension is expected")
    if length is not None and array.size != length:
        raise QbafError(f"{name} has {array.size} entries, and {length} are expected")


def _refuse(wrong: Flags, message: Any) -> None:
    if wrong.any():
        raise QbafError(message(int(np.argmax(wrong))))


def _array(name: str, values: Any) -> NDArray[Any]:
    try:
        return np.asarray(values)
    except ValueError as error:  # ragged
        raise QbafError(f"{name} makes no array: {error}") from None


def _floats(name: str, values: Any, length: int | None = None) -> Floats:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "fiu":
        raise QbafError(f"{name} holds {array.dtype}, and numbers are expected")
    return array.astype(np.float64, copy=False)


def _indices(name: str, values: Any, nodes: int, length: int | None = None) -> Ints:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "iu":
        raise QbafError(f"{name} holds {array.dtype}, and whole numbers are expected")
    if nodes > np.iinfo(np.int32).max:
        raise QbafError(f"{nodes} nodes are more than a graph can hold")
    _refuse(
        (array < 0) | (array >= nodes),
        lambda at: (
            f"{name}[{at}] is {array[at]}, and the nodes are numbered from 0 to {nodes - 1}"
            if nodes
            else f"{name}[{at}] is {array[at]}, and there are no nodes"
        ),
    )
    return array.astype(np.int32, copy=False)


def _flags(name: str, values: Any, length: int) -> Flags:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype != np.bool_:
        raise QbafError(f"{name} holds {array.dtype}, and true or false is expected")
    return array.astype(np.bool_, copy=False)


def _roles(values: Any, length: int) -> Bytes:
    array = _array("role", values)
    shaped("role", array, length)
    names = [role.name.lower() for role in Role]
    if array.dtype.kind == "U":
        known, inverse = np.unique(array, return_inverse=True)
        for one in known:
            if one not in names:
                at = int(np.argmax(array == one))
                near = did_you_mean(str(one), names)
                raise QbafError(f"role[{at}] is {str(one)!r}, which is no role{near}")
        codes = np.array([names.index(str(one)) for one in known], dtype=np.int8)
        return codes[inverse]
    if array.size and array.dtype.kind not in "iu":
        raise QbafError(f"role holds {array.dtype}, and {', '.join(names)} are expected")
    _refuse(
        (array < 0) | (array >= len(Role)),
        lambda at: f"role[{at}] is {array[at]}, which is no role: {', '.join(names)}",
    )
    return array.astype(np.int8, copy=False)


def _signs(values: Any, length: int) -> Bytes:
    array = _array("sign", values)
    shaped("sign", array, length)
    if array.size and array.dtype.kind not in "fi":
        raise QbafError(f"sign holds {array.dtype}, and 1 or -1 is expected")
    _refuse(
        (array != 1) & (array != -1),
        lambda at: f"sign[{at}] is {array[at]}, and 1 (support) or -1 (attack) is expected",
    )
    return array.astype(np.int8, copy=False)


def _closed(array: Any) -> Any:
    """A view that cannot be written through; the caller's own array stays as it was."""
    view = array.view()
    view.flags.writeable = False
    return view


# -- compiling a map ---------------------------------------------------------------------------

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

    def add(self, source: int, target: int, role: Role, sign: int, weight: float) -> int:
        self.source.append(source)
        self.target.append(target)
        self.role.append(role)
        self.sign.append(sign)
        self.weight.append(weight)
        return len(self.source) - 1


def _compiled(map_: ArgumentMap) -> Qbaf:
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
            carried.extend(rows.add(start, end, role, sign, weight) for end in ends)
        carrying[reference] = tuple(carried)

    qbaf = Qbaf.from_arrays(
        initial=np.array(initial, dtype=np.float64),
        source=np.array(rows.source, dtype=np.int32),
        target=np.array(rows.target, dtype=np.int32),
        sign=np.array(rows.sign, dtype=np.int8),
        weight=np.array(rows.weight, dtype=np.float64),
        is_step=np.array(is_step, dtype=np.bool_),
        role=np.array(rows.role, dtype=np.int8),
    )
    grounded = qbaf.grounded.copy()
    grounded[[index[reference] for reference in map_.grounded]] = True
    return Qbaf(
        initial=qbaf.initial,
        is_step=qbaf.is_step,
        grounded=_closed(grounded),
        source=qbaf.source,
        target=qbaf.target,
        role=qbaf.role,
        sign=qbaf.sign,
        weight=qbaf.weight,
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
