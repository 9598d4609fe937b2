"""A scenario is a list of changes to a map, applied together and in no particular order."""

from __future__ import annotations

import enum
import math

from attrs import evolve, field, frozen

from argmap.diagnostics import Span
from argmap.errors import ScenarioError
from argmap.model.expectation import Expectation
from argmap.model.link import Link
from argmap.model.node import Node
from argmap.model.sequence import kept
from argmap.model.weight import Weight, weight


class Action(enum.Enum):
    """What a change does with what its selector matches; what is added is matched by none."""

    ADD = "add"
    DROP = "drop"
    ONLY = "only"
    FLIP = "flip"
    ASSUME = "assume"
    SET = "set"
    SCALE = "scale"
    SHIFT = "shift"


@frozen
class Change:
    """One action on what one selector matches. `value` is None for add, drop, only and flip.

    Of an addition, `added` are the nodes and links, and `selector` only names the nodes, or the
    links where there are no nodes.
    """

    action: Action
    selector: str
    value: Weight | None = None
    missing_ok: bool = False
    added: tuple[Node | Link, ...] = field(default=(), kw_only=True, converter=kept)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)


@frozen
class Touched:
    """How many nodes and links one change of a scenario touched."""

    change: Change
    nodes: int
    links: int


@frozen
class Scenario:
    """Changes under a name; each method returns a new scenario with one more of them.

    What is expected of it is checked (`argmap.checks`) and changes nothing.
    """

    id: str
    title: str | None = field(default=None, kw_only=True)
    extends: str | None = field(default=None, kw_only=True)
    changes: tuple[Change, ...] = field(default=(), kw_only=True, converter=kept)
    expect: tuple[Expectation, ...] = field(default=(), kw_only=True, converter=kept)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)

    def add(self, *things: Node | Link) -> Scenario:
        """Add nodes and links, as if the map had them; links go between any nodes of both.

        What is added together counts as one change. It may bear on positions and be none.
        """
        return self.adding(addition(things))

    def scale(self, selector: str, *, by: float, missing: str = "error") -> Scenario:
        """Multiply weights by a finite number ≥ 0: initial weights of nodes, weights of links."""
        return self.adding(Change(Action.SCALE, selector, factor(by), _lenient(missing)))

    def shift(self, selector: str, *, by: float, missing: str = "error") -> Scenario:
        """Add a finite number of log-odds to initial weights."""
        return self.adding(Change(Action.SHIFT, selector, finite(by), _lenient(missing)))

    def set(self, selector: str, to: object, *, missing: str = "error") -> Scenario:
        """Replace weights by a number in [0, 1] or a range."""
        return self.adding(Change(Action.SET, selector, weight(to), _lenient(missing)))

    def assume(self, selector: str, value: bool | float, *, missing: str = "error") -> Scenario:
        """Fix the strength of nodes at true (1), false (0) or a number in [0, 1].

        An intervention: nothing bears on an assumed node, and nothing is inferred backwards.
        """
        return self.adding(Change(Action.ASSUME, selector, truth(value), _lenient(missing)))

    def drop(self, selector: str, *, missing: str = "error") -> Scenario:
        """Take nodes (fixed at 0) or links out of play; what requires them falls."""
        return self.adding(Change(Action.DROP, selector, None, _lenient(missing)))

    def only(self, selector: str, *, missing: str = "error") -> Scenario:
        """Drop every cited statement that the selector does not match, and nothing else."""
        return self.adding(Change(Action.ONLY, selector, None, _lenient(missing)))

    def flip(self, selector: str, *, missing: str = "error") -> Scenario:
        """Turn supports into attacks and attacks into supports."""
        return self.adding(Change(Action.FLIP, selector, None, _lenient(missing)))

    def expecting(self, *expectations: str) -> Scenario:
        """The scenario held to sentences such as `A > B` or `A down`."""
        parsed = tuple(map(Expectation.parse, expectations))
        return evolve(self, expect=(*self.expect, *parsed))

    def adding(self, change: Change) -> Scenario:
        return evolve(self, changes=(*self.changes, change))

    def __add__(self, other: Scenario) -> Scenario:
        """Both sets of changes at once, as equals."""
        if self.extends != other.extends and self.extends and other.extends:
            raise ScenarioError(f"{self.id!r} and {other.id!r} extend different scenarios")
        return Scenario(
            f"{self.id} + {other.id}",
            extends=self.extends or other.extends,
            changes=(*self.changes, *other.changes),
            expect=(*self.expect, *other.expect),
        )


def addition(things: tuple[Node | Link, ...]) -> Change:
    """One change that adds nodes and links. Raises `ScenarioError` for anything else."""
    for one in things:
        if not isinstance(one, Node | Link):
            raise ScenarioError(f"a scenario adds nodes and links, such as Claim('X'), not {one!r}")
    if not things:
        raise ScenarioError("nothing is added; name nodes or links, such as Claim('X')")
    named = [one for one in things if isinstance(one, Node)] or things
    return Change(Action.ADD, ", ".join(str(one.reference) for one in named), added=things)


def truth(value: object) -> float:
    """True, False or a number in [0, 1] as a strength."""
    if isinstance(value, bool):
        return float(value)
    number = weight(value)
    if not isinstance(number, float):
        raise ScenarioError("a strength is assumed as true, false or one number")
    return number


def factor(value: object) -> float:
    """A finite number ≥ 0."""
    number = finite(value)
    if number < 0:
        raise ScenarioError(f"weights are scaled by a number of at least 0, not {value!r}")
    return number


def finite(value: object) -> float:
    """A number that is neither NaN nor infinite."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ScenarioError(f"expected a finite number, not {value!r}")
    return float(value)


def _lenient(missing: str) -> bool:
    if missing not in ("error", "ok"):
        raise ScenarioError(f"missing is 'error' or 'ok', not {missing!r}")
    return missing == "ok"
