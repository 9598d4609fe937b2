"""Where each statement and each relation of a map is written when the map is set as cards.

A card is a statement with what bears on it; a row is a relation with the statement it comes from.
Nothing is drawn here, and every view of cards shares the plan, so that numbers are the same in all.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import EVENT, Claim, Node
from argmap.views.painting.items import CONTEXT, EVENTS, code, letter
from argmap.views.painting.relations import pull

#: Polarities that become rows or cells; the others are written beside what they concern.
WRITTEN = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.UNDERCUT, Polarity.PREMISE)
_BEARING = (Polarity.SUPPORT, Polarity.ATTACK)
#: How many counted reasons make a claim a card, if it bears on a position, and if it does not.
FEW, MANY = 2, 6


@attrs.frozen
class Row:
    """One relation in a card.

    `home` tells that the statement it comes from is written in full here; `parent` is the row
    of the same card that it hangs on, None for the card itself; `onto` tells that it hits the
    relation of that row (or, as an undercut, an argument) rather than the statement.
    """

    link: LinkReference
    source: str
    depth: int
    home: bool
    parent: int | None = None
    onto: bool = False


@attrs.frozen
class Card:
    """A statement that stands on its own. `cells` are its relations to positions."""

    owner: str
    section: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    cells: tuple[LinkReference, ...] = ()


@attrs.frozen
class Plan:
    """Claims in drawing order, then one card for each position (what bears on it directly) and
    one for each event; `context` are statements that bear on nothing.

    `homes` says at which relation a statement without a card is written in full; `alike` lists
    the other reports of the same thing.
    """

    claims: tuple[Card, ...]
    positions: tuple[Card, ...]
    events: tuple[Card, ...]
    context: tuple[str, ...]
    numbers: Mapping[str, str]
    homes: Mapping[str, LinkReference]
    alike: Mapping[str, tuple[str, ...]]

    @property
    def cards(self) -> Iterator[Card]:
        return itertools.chain(self.claims, self.positions, self.events)


def plan(map_: ArgumentMap, force: Callable[[Link], float]) -> Plan:
    """Plan the map of the baseline; `force` orders the rows of a card, strongest first."""
    return _Planner(map_, force).plan()


class _Planner:
    def __init__(self, map_: ArgumentMap, force: Callable[[Link], float]) -> None:
        self.map = map_
        self.force = force
        self.nodes = map_.by_reference
        self.positions = dict.fromkeys(map_.positions)
        self.events = {
            node.reference: None
            for node in map_.nodes
            if EVENT in node.tags and node.reference not in self.positions
        }
        self.leaving: dict[str, list[Link]] = {}
        for link in map_.links:
            if link.polarity in WRITTEN:
                self.leaving.setdefault(link.source, []).append(link)
        self.owners = {node.reference: None for node in map_.nodes if self._is_owner(node)}
        self.cells: dict[LinkReference, None] = {}
        self.homes: dict[str, LinkReference] = {}
        self.children: dict[Target, list[Link]] = {}

    def plan(self) -> Plan:
        self._settle()
        self._sort()
        numbers = {name: letter(order) for order, name in enumerate(self.positions)}
        many = len(self.positions)
        numbers |= {name: code(EVENTS, order, many) for order, name in enumerate(self.events)}
        claims = [self._card(name) for name in self._ordered()]
        numbers |= {card.owner: str(order + 1) for order, card in enumerate(claims)}
        positions = [self._card(name) for name in self.positions]
        events = [self._card(name) for name in self.events]
        for card in (*claims, *positions, *events):
            written = [row.source for row in card.rows if row.home]
            for order, name in enumerate(written):
                numbers[name] = f"{numbers[card.owner]}.{order + 1}"
        context = tuple(name for name in self.nodes if name not in numbers)
        numbers |= {name: code(CONTEXT, order, many) for order, name in enumerate(context)}
        return Plan(
            tuple(claims),
            tuple(positions),
            tuple(events),
            context,
            numbers,
            dict(self.homes),
            _alike(self.map),
        )

    # -- who has a card ------------------------------------------------------------------

    def _is_owner(self, node: Node) -> bool:
        name = node.reference
        if name in self.positions or name in self.events:
            return True
        if node.is_step or node.card is not None:
            return bool(node.card) and not node.is_step
        incoming = [link for link in self.map.incoming.get(name, ()) if link.polarity in _BEARING]
        if len(incoming) >= MANY:
            return True
        counted = sum(map(self.map.counts, incoming))
        bears = any(
            link.target in self.positions and link.polarity in _BEARING and self.map.counts(link)
            for link in self.leaving.get(name, ())
        )
        return isinstance(node, Claim) and counted >= FEW and bears

    # -- where everything else is written --------------------------------------------------

    def _settle(self) -> None:
        """Give each other statement a home from which a card is reached."""
        incoming = {self._host(link.target) for link in self.map.links if link.polarity in WRITTEN}
        for name in self.nodes:
            if name not in self.owners and name not in self.leaving and name in incoming:
                self.owners[name] = None
        self._find_cells()
        choices = {
            name: sorted(links, key=self._preference)
            for name, links in self.leaving.items()
            if name not in self.owners
        }
        self.homes = {name: links[0].reference for name, links in choices.items()}
        for name, links in choices.items():  # what only undercuts: where the row is a home itself
            if all(link.polarity is Polarity.UNDERCUT for link in links):
                links.sort(key=self._is_reference)
                self.homes[name] = links[0].reference
        reached: set[str] = set()
        for name in choices:
            while circle := self._circle(name, reached):
                movable = [one for one in circle if len(choices[one]) > 1]
                if movable:
                    one = min(movable, key=lambda one: pull(choices[one][0]))
                    choices[one].pop(0)
                    self.homes[one] = choices[one][0].reference
                else:
                    one = max(circle, key=lambda one: len(self.map.incoming.get(one, ())))
                    self._promote(one)

    def _promote(self, name: str) -> None:
        self.owners[name] = None
        del self.homes[name]
        self._find_cells()

    def _circle(self, name: str, reached: set[str]) -> list[str]:
        """The circle of homes that `name` leads into; empty when it leads to a card."""
        way: dict[str, None] = {}
        while name not in self.owners and name not in reached:
            if name in way:
                path = list(way)
                return path[path.index(name) :]
            way[name] = None
            name = self._host(self.homes[name])
        reached.update(way)
        return []

    def _preference(self, link: Link) -> tuple[float, ...]:
        """Ascending: claims and items before events, positions, theses and undercuts; the largest
        weight."""
        target, weight = link.target, pull(link)
        if not isinstance(target, str):
            return (1.0, 3.0, 0.0, -weight)
        if self.nodes[target].is_thesis and target not in self.owners:
            return (1.0, 2.0, 0.0, -weight)
        if target in self.positions or target in self.events:
            return (1.0, float(target in self.positions), 0.0, -weight)
        return (0.0, -weight, float(target not in self.owners), 0.0)

    def _is_reference(self, link: Link) -> bool:
        target = link.target
        if isinstance(target, LinkReference):
            return self.homes.get(target.source) != target
        return target in self.owners

    def _find_cells(self) -> None:
        self.cells = {}
        taken: set[tuple[str, str]] = set()
        for link in self.map.links:
            pair = (link.source, str(link.target))
            if (
                link.polarity in _BEARING
                and link.target in self.positions
                and link.source in self.owners
                and link.source not in self.positions
                and link.source not in self.events
                and pair not in taken
            ):
                taken.add(pair)
                self.cells[link.reference] = None

    def _anchor(self, target: Target) -> Target:
        """The row, or the place of a node, where what bears on `target` is written."""
        while isinstance(target, LinkReference):
            if target.polarity is Polarity.CONDITION:
                target = target.target
            elif target.polarity is Polarity.CONTRADICT or target in self.cells:
                return target.source
            else:
                return target
        return target

    def _host(self, target: Target) -> str:
        """The node under which that is."""
        if isinstance(target, LinkReference):
            target = self._anchor(target)
        while isinstance(target, LinkReference):
            target = self._anchor(target.target)
        return target

    # -- rows ------------------------------------------------------------------------------

    def _sort(self) -> None:
        for link in self.map.links:
            if link.polarity in WRITTEN and link.reference not in self.cells:
                self.children.setdefault(self._anchor(link.target), []).append(link)
        for links in self.children.values():
            links.sort(key=self._row_order)

    def _row_order(self, link: Link) -> tuple[float, ...]:
        sides = (Polarity.UNDERCUT, Polarity.PREMISE, Polarity.SUPPORT, Polarity.ATTACK)
        force = 0.0 if link.polarity is Polarity.PREMISE else self.force(link)
        return (
            sides.index(link.polarity),
            not self.map.counts(link),
            -force if force == force else 0.0,
        )

    def _card(self, owner: str) -> Card:
        node = self.nodes[owner]
        cells = [
            link.reference for link in self.leaving.get(owner, ()) if link.reference in self.cells
        ]
        return Card(owner, node.section, tuple(self._rows(owner)), tuple(cells))

    def _rows(self, owner: str) -> list[Row]:
        rows: list[Row] = []
        waiting: list[tuple[Link, int, int | None]] = [
            (link, 0, None) for link in reversed(self.children.get(owner, ()))
        ]
        while waiting:
            link, depth, parent = waiting.pop()
            reference, here = link.reference, len(rows)
            home = self.homes.get(link.source) == reference
            onto = link.polarity is Polarity.UNDERCUT
            rows.append(Row(reference, link.source, depth, home, parent, onto))
            below: Sequence[Link] = self.children.get(reference, ())
            if home:
                below = (*below, *self.children.get(link.source, ()))
            waiting += [(child, depth + 1, here) for child in reversed(below)]
        return rows

    def _ordered(self) -> list[str]:
        """Claims by section, inside a section those first that weigh most on positions."""
        weight = dict.fromkeys(self.owners, 0.0)
        for reference in self.cells:
            weight[reference.source] += pull(self.map.links_by_reference[reference])
        sections: dict[tuple[str, ...], int] = {}
        for node in self.map.nodes:
            sections.setdefault(node.section, len(sections))
        claims = [
            name
            for name in self.nodes
            if name in self.owners and name not in self.positions and name not in self.events
        ]
        claims.sort(key=lambda name: (sections[self.nodes[name].section], -weight[name]))
        return claims


def _alike(map_: ArgumentMap) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for node in map_.nodes:
        for other in node.same:
            found.setdefault(node.reference, {})[other] = None
            found.setdefault(other, {})[node.reference] = None
    return {name: tuple(others) for name, others in found.items()}
