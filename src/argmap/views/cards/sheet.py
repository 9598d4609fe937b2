"""Everything that the views of cards show, by reference: a plan, and its map as it is scored."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import Link, LinkReference, Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import ASSUMPTION
from argmap.views.cards.plan import WRITTEN, Card, Plan, plan
from argmap.views.painting.items import FORECAST, Item, item
from argmap.views.painting.marks import THRESHOLD
from argmap.views.painting.relations import Relation, pull, relations

if TYPE_CHECKING:
    from argmap.assessment import Assessment


@attrs.frozen
class Sheet:
    """A plan of the baseline with what it shows now; links go by their reference in the baseline.

    `force` is what a relation passes on; `earlier` and `earlier_force` hold the baseline's
    numbers where a scenario is shown, else None. `linked` tells whether all that has a number
    stands in the picture, so that numbers can lead to it. `excludes` lists what contradicts a
    statement, `gates` what counts only as far as it holds, `names` the ids of nodes. Of the cards
    of the plan a picture shows those of `claims` and, with `rest`, of events and positions.
    """

    map: ArgumentMap
    plan: Plan
    items: Mapping[str, Item]
    relations: Mapping[LinkReference, Relation]
    force: Mapping[LinkReference, float]
    names: Mapping[str, str]
    leaving: Mapping[str, tuple[LinkReference, ...]]
    excludes: Mapping[str, tuple[str, ...]]
    gates: Mapping[str, tuple[str, ...]]
    scored: bool
    earlier: Mapping[str, float] | None = None
    earlier_force: Mapping[LinkReference, float] | None = None
    linked: bool = True
    claims: tuple[Card, ...] = attrs.field(
        default=attrs.Factory(lambda self: self.plan.claims, takes_self=True)
    )
    rest: bool = True

    @property
    def cards(self) -> tuple[Card, ...]:
        """All that are shown."""
        return (*self.claims, *self.plan.positions, *self.plan.events) if self.rest else self.claims

    def anchor(self, reference: str) -> str:
        """The id that leads to a statement; empty where the picture may lack it."""
        return self.names[reference] if self.linked else ""

    def number(self, reference: str) -> str:
        return self.plan.numbers[reference]

    def words(self, reference: str) -> str:
        """The text, after the role that a dashed border shows too."""
        shown = self.items[reference]
        tags = self.map.by_reference[reference].tags
        roles = {ASSUMPTION: "Assumption: ", FORECAST: "Forecast: "}
        role = next((words for tag, words in roles.items() if tag in tags), "")
        return ("Thesis: " if shown.faded else role) + shown.text

    def before(self, reference: str) -> float | None:
        """The strength in the baseline, if it is another one now."""
        if self.earlier is None:
            return None
        value = self.earlier[reference]
        return value if differs(value, self.items[reference].strength) else None

    def stirred(self, link: LinkReference) -> bool:
        """Whether the scenario turns or moves the relation, or the statement it comes from."""
        if self.earlier is None or self.earlier_force is None:
            return False
        turned = self.relations[link].polarity is not link.polarity
        if turned or self.before(link.source) is not None:
            return True
        return differs(self.earlier_force[link], self.force[link])

    def ranked(self, positions: tuple[str, ...]) -> list[str]:
        """Highest strength first; what did not settle comes last, ties as written."""
        return sorted(
            positions,
            key=lambda name: (
                math.isnan(self.items[name].strength),
                -self.items[name].strength,
            ),
        )


def differs(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) != math.isnan(other)
    return abs(one - other) >= THRESHOLD


def sheet(subject: Assessment | ArgumentMap) -> Sheet:
    """Plan and score; of an assessment under a scenario, beside its baseline."""
    if isinstance(subject, ArgumentMap):
        planned = plan(subject, pull)
        forces = {link.reference: pull(link) for link in subject.links}
        return _sheet(subject, subject, planned, None, forces)
    base = subject.baseline
    force = _forces(subject, base)
    if subject.scenario is None:
        planned = plan(base, lambda link: force[link.reference])
        return _sheet(subject.map, base, planned, subject.strengths, force)
    from argmap.assessment import assess

    without = assess(subject.base, semantics=subject.semantics)
    # What the scenario adds is not there yet, and nothing flows.
    before = dict.fromkeys(force, 0.0) | _forces(without, subject.base)
    planned = plan(base, lambda link: before[link.reference])
    now = _sheet(subject.map, base, planned, subject.strengths, force)
    return attrs.evolve(now, earlier=subject.earlier, earlier_force=before, linked=False)


def _forces(assessment: Assessment, base: ArgumentMap) -> dict[LinkReference, float]:
    """By baseline reference; a scenario may turn links, but keeps their order."""
    return {
        old.reference: assessment.flow(new)
        for old, new in zip(base.links, assessment.map.links, strict=True)
    }


def _sheet(
    map_: ArgumentMap,
    base: ArgumentMap,
    planned: Plan,
    strengths: Mapping[str, float] | None,
    force: Mapping[LinkReference, float],
) -> Sheet:
    names = {name: f"n{order}" for order, name in enumerate(map_.by_reference)}
    bearing: dict[str, set[Polarity]] = {}
    for link in map_.links:
        bearing.setdefault(link.source, set()).add(link.polarity)
    old = {new.reference: link.reference for link, new in zip(base.links, map_.links, strict=True)}
    items = {
        name: item(map_, name, strengths, names, planned.numbers, bearing.get(name, set()))
        for name in names
    }
    drawn = {
        old[relation.link]: relation
        for relation in relations(map_, names, planned.numbers)
        if relation.link is not None
    }
    leaving: dict[str, list[LinkReference]] = {}
    for link in base.links:
        if link.polarity in WRITTEN:
            leaving.setdefault(link.source, []).append(link.reference)
    return Sheet(
        map_,
        planned,
        items,
        drawn,
        force,
        names,
        {name: tuple(links) for name, links in leaving.items()},
        _excluded(base),
        _gated(base),
        strengths is not None,
    )


def _excluded(map_: ArgumentMap) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for link in map_.links:
        if link.polarity is Polarity.CONTRADICT and isinstance(link.target, str):
            found.setdefault(link.source, []).append(link.target)
            found.setdefault(link.target, []).append(link.source)
    return {name: tuple(others) for name, others in found.items()}


def _gated(map_: ArgumentMap) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for link in map_.links:
        if link.polarity is Polarity.CONDITION:
            found.setdefault(link.source, {})[_bearer(link)] = None
    return {name: tuple(gated) for name, gated in found.items()}


def _bearer(link: Link) -> str:
    target = link.target
    return target if isinstance(target, str) else target.source
