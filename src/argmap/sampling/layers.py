"""A layer is one kind of thing that may be otherwise than the map says."""

from __future__ import annotations

from attrs import field, frozen

from argmap.registry import Registry


@frozen
class Layer:
    """`unit` is what it lets vary, one of it."""

    name: str
    unit: str = field(eq=False, repr=False)


#: How far to believe what is stated: the initial weights of statements.
CREDIBILITY = Layer("credibility", "weight")
#: How much it bears on something: the weights of links and of steps.
LINKS = Layer("links", "weight")
#: Whether what follows from it turns out true: the claims between evidence and positions.
LINCHPINS = Layer("linchpins", "claim")

LAYERS = Registry("layer", (CREDIBILITY, LINKS, LINCHPINS))
