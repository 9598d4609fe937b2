"""From a scene to places: Graphviz gives columns and order, `routes` the lines between them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import attrs

from argmap.model.link import Polarity
from argmap.views.painting.boxes import POINT
from argmap.views.painting.geometry import Box, Point, curve, hull
from argmap.views.painting.items import Look
from argmap.views.painting.relations import Relation
from argmap.views.painting.sizing import Sized
from argmap.views.routing import engine
from argmap.views.routing.engine import Flow
from argmap.views.routing.routes import route
from argmap.views.routing.scene import Scene
from argmap.views.routing.wires import Spacing, Stop, Wire

_GAP = 10.0  # between boxes of one column
_APART = 26.0  # between the map and items that no line reaches
_HEAD_ROOM = 15.0
_LABEL_HEIGHT = 12.0


@attrs.frozen
class Layout:
    """Boxes by item and corner points of lines by relation, in px, the top left at 0, 0.

    `columns` numbers the columns, or where the roots are on top the rows, that boxes stand in.
    """

    boxes: Mapping[str, Box]
    lines: Mapping[str, tuple[Point, ...]]
    width: float
    height: float
    columns: Mapping[str, int] = attrs.field(factory=dict)

    def moved(self, origin: Point) -> Layout:
        """The same with its top left corner at `origin`."""
        dx, dy = origin
        return Layout(
            {name: box.moved(dx, dy) for name, box in self.boxes.items()},
            {
                name: tuple(Point(p.x + dx, p.y + dy) for p in line)
                for name, line in self.lines.items()
            },
            self.width,
            self.height,
            self.columns,
        )


@attrs.frozen
class _Stack:
    """A box with the boxes of what only undercuts its lines: they stay side by side."""

    name: str
    members: tuple[str, ...]
    width: float
    height: float


def lay_out(
    scene: Scene,
    sizes: Mapping[str, Sized],
    label_widths: Mapping[str, float],
    flow: Flow,
    *,
    engine_name: str | None = None,
    sections: Mapping[str, tuple[str, ...]] | None = None,
) -> Layout:
    """Place every item and route every relation; those of one of the `sections`, by item, stay
    together. Raises `EngineError`."""
    joined = {end for relation in scene.relations for end in (relation.source, relation.target)}
    members = [item.name for item in scene.items if item.name in joined]
    top = [name for names in scene.ranked for name in names]
    placed = members + [name for name in top if name not in joined]
    lone = [item.name for item in scene.items if item.name not in {*placed}]
    boxes: dict[str, Box] = {}
    lines: dict[str, tuple[Point, ...]] = {}
    columns: dict[str, int] = {}
    if placed:
        boxes, lines, columns = _connected(
            scene, sizes, label_widths, flow, placed, top, engine_name, sections or {}
        )
    boxes |= _grid(lone, sizes, boxes.values())
    if not boxes:
        return Layout({}, {}, 0.0, 0.0)
    whole = hull([*boxes.values(), *(Box(p.x, p.y, 0, 0) for line in lines.values() for p in line)])
    whole_layout = Layout(boxes, lines, whole.width, whole.height, columns)
    return whole_layout.moved(Point(-whole.x, -whole.y))


def _connected(
    scene: Scene,
    sizes: Mapping[str, Sized],
    label_widths: Mapping[str, float],
    flow: Flow,
    placed: Sequence[str],
    top: Sequence[str],
    engine_name: str | None,
    sections: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, Box], dict[str, tuple[Point, ...]], dict[str, int]]:
    stacks = _stacks(scene, sizes, placed, flow)
    stack_of = {member: stack for stack in stacks for member in stack.members}
    relations = {relation.name: relation for relation in scene.relations}
    graph = _graph(scene.relations, relations, stacks, stack_of, top, scene.ranked, flow)
    graph = attrs.evolve(graph, clusters=_clusters(stacks, sections, top))
    placement = engine.place(graph, engine=engine_name)
    across = flow is Flow.TOP
    cells = {name: box.transposed() if across else box for name, box in placement.boxes.items()}
    centres = sorted({round(box.middle.x) for box in cells.values()})
    columns = {name: _column(centres, box.middle.x) for name, box in cells.items()}
    stops = [
        _stop(sizes[member], cells[stack.name], stack, columns[stack.name], across, sizes)
        for stack in stacks
        for member in stack.members
    ]
    wires = [
        Wire(
            relation.name,
            relation.source,
            relation.target,
            wishes=_wishes(placement.splines.get(relation.name), centres, across),
            room=_HEAD_ROOM + (_LABEL_HEIGHT if across else label_widths.get(relation.name, 0.0)),
            onto=relation.onto,
            outer=relation.polarity is Polarity.CONTRADICT,
        )
        for relation in scene.relations
    ]
    spacing = Spacing(slot=26.0, gutter_at_least=64.0) if across else Spacing()
    routed = route(stops, wires, spacing)
    boxes = {}
    for name, corner in routed.corners.items():
        size = sizes[name]
        x, y = (corner.y, corner.x) if across else corner
        boxes[name] = Box(x, y, size.width, size.height)

    def turned(point: Point) -> Point:
        return Point(point.y, point.x) if across else point

    lines = {name: tuple(turned(point) for point in path) for name, path in routed.paths.items()}
    return boxes, lines, {stop.name: stop.column for stop in stops}


# -- what Graphviz gets ------------------------------------------------------------------


def _stacks(
    scene: Scene, sizes: Mapping[str, Sized], placed: Sequence[str], flow: Flow
) -> list[_Stack]:
    """Whatever bears on nothing but one line stands beside the source of that line."""
    relations = {relation.name: relation for relation in scene.relations}
    leaving: dict[str, list[Relation]] = {}
    for relation in scene.relations:
        leaving.setdefault(relation.source, []).append(relation)
        if relation.polarity is Polarity.CONTRADICT:
            leaving.setdefault(relation.target, []).append(relation)
    host = {
        name: relations[leaving[name][0].target].source
        for name in placed
        if len(leaving.get(name, ())) == 1 and leaving[name][0].onto
    }

    def root(name: str) -> str:
        seen = {name}
        while name in host and host[name] not in seen:
            name = host[name]
            seen.add(name)
        return name if name not in host else min(seen)

    members: dict[str, list[str]] = {}
    for name in placed:
        if root(name) == name:
            members.setdefault(name, []).insert(0, name)
        else:
            members.setdefault(root(name), []).append(name)
    stacks = []
    for index, (name, group) in enumerate(members.items()):
        broad = [sizes[member].width for member in group]
        high = [sizes[member].height for member in group]
        gaps = _GAP * (len(group) - 1)
        if flow is Flow.TOP:
            size = (sum(broad) + gaps, max(high))
        else:
            size = (max(broad), sum(high) + gaps)
        stacks.append(_Stack(f"s{index}", tuple(group), *size))
        assert name == group[0]
    return stacks


def _clusters(
    stacks: Sequence[_Stack], sections: Mapping[str, tuple[str, ...]], top: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Stacks by the section of what they are named for; positions stand apart."""
    found: dict[tuple[str, ...], list[str]] = {}
    for stack in stacks:
        section = sections.get(stack.members[0])
        if section and not set(stack.members) & set(top):
            found.setdefault(section, []).append(stack.name)
    return tuple(tuple(names) for names in found.values())


def _graph(
    drawn: Sequence[Relation],
    relations: Mapping[str, Relation],
    stacks: Sequence[_Stack],
    stack_of: Mapping[str, _Stack],
    top: Sequence[str],
    ranked: Sequence[Sequence[str]],
    flow: Flow,
) -> engine.Graph:
    edges = []
    for relation in drawn:
        if relation.polarity is Polarity.CONTRADICT:
            continue
        end = relation
        while end.onto:
            end = relations[end.target]
        tail, head = stack_of[relation.source].name, stack_of[end.target].name
        if relation.source in top and end.target not in top:
            tail, head = head, tail  # assessments are roots even where they bear on something
        if tail != head:
            weight = 3 if relation.polarity is Polarity.PREMISE else 1
            edges.append(engine.Edge(relation.name, tail, head, weight))
    return engine.Graph(
        cells=tuple(engine.Cell(stack.name, stack.width, stack.height) for stack in stacks),
        edges=tuple(edges),
        same=(tuple(stack_of[name].name for name in top),) if len(top) > 1 else (),
        ordered=tuple(tuple(stack_of[name].name for name in names) for names in ranked),
        flow=flow,
        gap=_GAP if flow is Flow.LEFT else 2 * _GAP,
    )


# -- what Graphviz gave ------------------------------------------------------------------


def _column(centres: Sequence[float], u: float) -> int:
    return min(range(len(centres)), key=lambda index: abs(centres[index] - u))


def _stop(
    size: Sized,
    cell: Box,
    stack: _Stack,
    column: int,
    across: bool,
    sizes: Mapping[str, Sized],
) -> Stop:
    low = cell.y
    for member in stack.members:
        extent = sizes[member].width if across else sizes[member].height
        if member == size.item.name:
            break
        low += extent + _GAP
    argument = size.item.look is Look.ARGUMENT
    return Stop(
        name=size.item.name,
        column=column,
        low=low,
        high=low + extent,
        depth=size.height if across else size.width,
        pad=POINT + 6.0 if across and argument else 10.0,
        leave=size.width * 0.36 if across else 10.0,
        is_round=size.item.look is Look.STEP,
        point=POINT if argument and not across else 0.0,
    )


def _wishes(
    spline: Sequence[Point] | None, centres: Sequence[float], across: bool
) -> dict[int, float]:
    """Where Graphviz led the line past the middle of each column between its ends."""
    if not spline:
        return {}
    points = [Point(p.y, p.x) if across else p for p in spline]
    path = [points[0]]
    for index in range(0, len(points) - 3, 3):
        a, b, c, d = points[index : index + 4]
        path += curve(a, b, c, d)[1:]
    wishes: dict[int, float] = {}
    for column, u in enumerate(centres):
        for a, b in itertools.pairwise(path):
            if min(a.x, b.x) <= u <= max(a.x, b.x):
                share = (u - a.x) / (b.x - a.x) if b.x != a.x else 0.0
                wishes[column] = a.y + (b.y - a.y) * share
                break
    return wishes


def _grid(names: Sequence[str], sizes: Mapping[str, Sized], above: Iterable[Box]) -> dict[str, Box]:
    """Items that no line reaches, in rows below the map."""
    taken = list(above)
    whole = hull(taken) if taken else Box(0, 0, 0, 0)
    limit = max(whole.width, 3 * 240.0)
    x, y = 0.0, whole.bottom + _APART if taken else 0.0
    row = 0.0
    boxes: dict[str, Box] = {}
    for name in names:
        size = sizes[name]
        if x > 0 and x + size.width > limit:
            x, y, row = 0.0, y + row + 2 * _GAP, 0.0
        boxes[name] = Box(whole.x + x, y, size.width, size.height)
        x += size.width + 2 * _GAP
        row = max(row, size.height)
    return boxes
