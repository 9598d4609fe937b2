"""The map as arrays: statements, steps, links and factors, and nothing else.

Every row is a link from a node to a node. An undercut or conditioned link of a map becomes a
step of its own between its two ends, so that whatever bears on links bears on nodes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np
from attrs import field, frozen
from numpy.typing import ArrayLike

from argmap.model.link import LinkReference, Target
from argmap.model.map import ArgumentMap
from argmap.qbaf import checking
from argmap.qbaf.kinds import Bytes, Flags, Floats, Ints, Kind, Role

_NO_ROWS: Mapping[LinkReference, tuple[int, ...]] = MappingProxyType({})


@frozen(eq=False, kw_only=True)
class Qbaf:
    """A weighted bipolar graph of n nodes and m rows, checked; its arrays cannot be written to.

    `initial` (n,) in [0, 1]; `is_step` (n,); `grounded` (n,): a step that needs a loose ground,
    if only one of flow 0. `source`, `target`, `role`, `sign`, `weight` (m,), in the order given.
    From a map: `references` names the nodes (a step made of a link bears the `LinkReference`),
    and `rows` tells which rows carry a link into its target: one, two for a `><`, none when the
    link counts nothing.

    Rows of one `report` (m,), −1 for none, into one target, of one role and sign, count their
    largest flow only; this holds for all but premises and conditions. Of the links of one `voucher`
    (m,), −1 for none, into one statement, of one sign, every flow but the largest is multiplied by
    1 − `same_source` before they are aggregated. A report that several vouch for is nobody's.
    """

    initial: Floats
    is_step: Flags
    grounded: Flags
    source: Ints
    target: Ints
    role: Bytes
    sign: Bytes
    weight: Floats
    report: Ints | None = None
    voucher: Ints | None = None
    same_source: float = 0.0
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
        report: ArrayLike | None = None,
        voucher: ArrayLike | None = None,
        same_source: float = 0.0,
    ) -> Qbaf:
        """A graph from n initial weights and m rows.

        `sign` is 1 or −1 and matters for links only. `role` holds `Role`s or their names (`link`,
        `undercut`, `premise`, `condition`); without it, all rows are links. Self-loops and
        parallel rows are allowed. `report`, `voucher` and `same_source` are as in the class.
        Arrays of the right types are taken as they are, not copied.
        Raises `QbafError` naming the first offender.
        """
        initials = checking.floats("initial", initial)
        n = initials.size
        sources = checking.indices("source", source, n)
        m = sources.size
        targets = checking.indices("target", target, n, m)
        steps = np.zeros(n, np.bool_) if is_step is None else checking.flags("is_step", is_step, n)
        roles = np.zeros(m, np.int8) if role is None else checking.roles(role, m)
        signs = checking.signs(sign, m)
        weights = checking.floats("weight", weight, m)
        checking.check_initial("initial", initials)
        to_step = steps[targets]
        for only, what in ((Role.UNDERCUT, "an undercut"), (Role.PREMISE, "a premise")):
            checking.refuse(
                (roles == only) & ~to_step,
                lambda at, what=what: (
                    f"row {at} is {what} of node {targets[at]}, which is a statement: "
                    f"{what} belongs to a step"
                ),
            )
        bearing = (roles == Role.LINK) & ~to_step
        checking.check_weight("weight", weights, bearing)
        grounded = np.zeros(n, dtype=np.bool_)
        grounded[targets[(roles == Role.LINK) & to_step & (signs > 0)]] = True
        arrays = (initials, steps, grounded, sources, targets, roles, signs, weights)
        names = ("initial", "is_step", "grounded", "source", "target", "role", "sign", "weight")
        return cls(
            **dict(zip(names, map(checking.closed, arrays), strict=True)),
            report=None if report is None else checking.groups("report", report, m),
            voucher=None if voucher is None else checking.groups("voucher", voucher, m),
            same_source=checking.share("same_source", same_source),
        )

    @classmethod
    def from_map(cls, map_: ArgumentMap) -> Qbaf:
        """The nodes of the map in order, then a step for every link that something bears on.

        What counts nothing (`ArgumentMap.counts`) leaves no row. Ranges enter by their mode.
        """
        from argmap.qbaf.compiling import compiled

        return compiled(map_)

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
