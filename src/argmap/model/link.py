"""A link leads from what bears to what is borne on; an undercut hits a link or an argument."""

from __future__ import annotations

import enum
from functools import cached_property
from typing import TypeAlias, Union

from attrs import evolve, field, frozen

from argmap.diagnostics import Span
from argmap.errors import MapError
from argmap.model.weight import Weight, likelihood_ratio, optional_weight


class Polarity(enum.Enum):
    """How a source bears on its target. The value is the sign used in references to links."""

    SUPPORT = "+>"
    ATTACK = "->"
    UNDERCUT = "_>"
    PREMISE = "=>"
    CONDITION = "?>"
    CONTRADICT = "><"


@frozen
class LinkReference:
    """What makes two links the same one: source, polarity and target."""

    source: str
    polarity: Polarity
    target: Target
    # Taken at once, from the innermost target outwards: no nesting is too deep for it.
    _hash: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.source, self.polarity, self.target)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        one: object = self
        while isinstance(one, LinkReference) and isinstance(other, LinkReference):
            if one is other:
                return True
            if (one._hash, one.source, one.polarity) != (other._hash, other.source, other.polarity):
                return False
            one, other = one.target, other.target
        return isinstance(one, str) and one == other

    def __reduce__(self) -> tuple[type[LinkReference], tuple[str, Polarity, Target]]:
        return LinkReference, (self.source, self.polarity, self.target)  # hashes do not travel

    def __str__(self) -> str:
        heads = []
        at: Target = self
        while isinstance(at, LinkReference):
            heads.append(f"{at.source} {at.polarity.value} ")
            at = at.target
        return "(".join(heads) + at + ")" * (len(heads) - 1)


Target: TypeAlias = Union[str, LinkReference]


def _target(value: Target | Link) -> Target:
    return value.reference if isinstance(value, Link) else value


@frozen
class Link:
    """One link. `weight` is in [0, 1] or None (not stated); `lr` is a likelihood ratio ≥ 1.

    `source` and a `target` that is a node are references; in a map they are complete (`[A]`),
    before that a bare title does. Of a CONTRADICT, which is symmetric, the order is as written.
    """

    source: str
    target: Target = field(converter=_target)
    polarity: Polarity
    weight: Weight | None = field(default=None, kw_only=True, converter=optional_weight)
    lr: float | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)

    @lr.validator
    def _ratio(self, _attribute: object, value: float | None) -> None:
        if value is None:
            return
        likelihood_ratio(value)
        if self.weight is not None:
            raise MapError("a link has a weight or a likelihood ratio, not both")
        if self.polarity not in (Polarity.SUPPORT, Polarity.ATTACK):
            raise MapError("only a support or an attack can carry a likelihood ratio")

    @cached_property
    def reference(self) -> LinkReference:
        return link_reference(self.source, self.polarity, self.target)

    def with_weight(self, weight: Weight | None) -> Link:
        """The same link with another weight, which replaces a likelihood ratio."""
        return evolve(self, weight=weight, lr=None)


def link_reference(source: str, polarity: Polarity, target: Target) -> LinkReference:
    """The reference of a link between these two; the ends of a contradiction have no order."""
    if polarity is Polarity.CONTRADICT and isinstance(target, str) and target < source:
        source, target = target, source
    return LinkReference(source, polarity, target)


def supports(source: str, target: str, *, weight: object = None, lr: float | None = None) -> Link:
    """`source` speaks for `target`."""
    return Link(source, target, Polarity.SUPPORT, weight=weight, lr=lr)


def attacks(source: str, target: str, *, weight: object = None, lr: float | None = None) -> Link:
    """`source` speaks against `target`."""
    return Link(source, target, Polarity.ATTACK, weight=weight, lr=lr)


def undercuts(source: str, target: Target | Link, *, weight: object = None) -> Link:
    """`source` weakens a step: another link, or an argument as a whole."""
    return Link(source, target, Polarity.UNDERCUT, weight=weight)


def premise(source: str, target: str, *, weight: object = None) -> Link:
    """`source` is one of the linked premises that the argument `target` needs."""
    return Link(source, target, Polarity.PREMISE, weight=weight)


def condition(source: str, target: Target | Link, *, weight: object = None) -> Link:
    """The node or link `target` counts only as far as `source` holds."""
    return Link(source, target, Polarity.CONDITION, weight=weight)


def contradicts(source: str, target: str, *, weight: object = None) -> Link:
    """The two cannot both hold: a mutual attack, except between positions of one question."""
    return Link(source, target, Polarity.CONTRADICT, weight=weight)
