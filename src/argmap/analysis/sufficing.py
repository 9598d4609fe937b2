"""Which of several changes turn an order: enough by themselves, or needed for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from argmap.model.sequence import kept

#: Some of the changes, by number.
Some: TypeAlias = tuple[int, ...]


@frozen
class Causes:
    """The smallest sets of changes, after Kampik, Čyras & Ruiz Alarcón, "Change in quantitative
    bipolar argumentation: sufficient, necessary, and counterfactual explanations", IJAR 164 (2024).

    Each of `sufficient` turns the order when it alone is made. Without any one of `counterfactual`,
    all else being made, the order is as before. Without one of `necessary`, it is as before
    whatever else is made.
    """

    sufficient: tuple[Some, ...] = field(converter=kept)
    counterfactual: tuple[Some, ...] = field(converter=kept)
    necessary: tuple[Some, ...] = field(converter=kept)


def causes(turned: Callable[[frozenset[int]], bool], changes: int) -> Causes:
    """Of an order that all changes together turn; `turned` says of any set of them whether it
    does. Asks about all 2^changes sets."""
    everything = frozenset(range(changes))
    turning = {one for one in _subsets(everything) if turned(one)}
    return Causes(
        _smallest(turning),
        _smallest(one for one in _subsets(everything) if everything - one not in turning),
        _smallest(
            one
            for one in _subsets(everything)
            if not any(other <= everything - one for other in turning)
        ),
    )


def _subsets(whole: frozenset[int]) -> Iterator[frozenset[int]]:
    """All of them, the smaller first."""
    for size in range(len(whole) + 1):
        yield from map(frozenset, itertools.combinations(sorted(whole), size))


def _smallest(sets: Iterator[frozenset[int]] | set[frozenset[int]]) -> list[Some]:
    """Those that hold no other one."""
    found: list[frozenset[int]] = []
    for one in sorted(sets, key=lambda some: (len(some), sorted(some))):
        if not any(other <= one for other in found):
            found.append(one)
    return [tuple(sorted(one)) for one in found]
