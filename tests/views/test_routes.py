"""Lines keep out of boxes, whatever the columns look like."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.views.painting.geometry import Box, Point, spread
from argmap.views.routing.lanes import CLEARANCE, Extent, open_lanes
from argmap.views.routing.routes import route
from argmap.views.routing.tracks import Side, Turn, assign
from argmap.views.routing.wires import Spacing, Stop, Wire


@given(st.lists(st.floats(-500, 500), max_size=12), st.floats(0, 20))
def test_spread_keeps_order_gap_and_bounds(wishes: list[float], gap: float) -> None:
    wishes.sort()
    places = spread(wishes, -100, 100, gap)
    assert len(places) == len(wishes)
    assert all(-100 - 1e-6 <= place <= 100 + 1e-6 for place in places)
    room = min(gap, 200 / (len(wishes) - 1)) if len(wishes) > 1 else 0
    assert all(b - a >= room - 1e-6 for a, b in itertools.pairwise(places))


def test_spread_grants_wishes_where_it_can() -> None:
    assert spread([10, 50, 90], 0, 100, 13) == [10, 50, 90]
    assert spread([50, 50], 0, 100, 10) == [45, 55]


@given(
    st.lists(st.tuples(st.floats(0, 12), st.floats(10, 80)), max_size=6),
    st.lists(st.floats(-50, 500), max_size=8),
)
def test_lanes_lie_between_boxes(gaps: list[tuple[float, float]], wishes: list[float]) -> None:
    at, boxes = 0.0, []
    for index, (gap, high) in enumerate(gaps):
        boxes.append(Extent(f"n{index}", at + gap, at + gap + high))
        at += gap + high
    lanes, moves = open_lanes(boxes, {f"e{i}": wish for i, wish in enumerate(wishes)})
    moved = [(box.low + moves[box.name], box.high + moves[box.name]) for box in boxes]
    assert all(a[1] <= b[0] + 1e-6 for a, b in itertools.pairwise(moved))
    for lane in lanes.values():
        for low, high in moved:
            assert lane <= low - CLEARANCE + 1e-3 or lane >= high + CLEARANCE - 1e-3


def test_turns_that_need_not_cross_do_not() -> None:
    down = [Turn(f"e{i}", 10.0 * i, 100 + 10.0 * i, Side.FAR, Side.NEAR) for i in range(4)]
    tracks, count = assign(down)
    assert count == 4
    assert [tracks[f"e{i}"] for i in range(4)] == [0, 1, 2, 3]
    up = [Turn(f"e{i}", 100 + 10.0 * i, 10.0 * i, Side.FAR, Side.NEAR) for i in range(4)]
    tracks, _ = assign(up)
    assert [tracks[f"e{i}"] for i in range(4)] == [3, 2, 1, 0]


def test_turns_far_apart_share_a_track() -> None:
    turns = [Turn(f"e{i}", 100.0 * i, 100.0 * i + 50, Side.FAR, Side.NEAR) for i in range(5)]
    assert assign(turns)[1] == 1


def test_a_line_ends_on_the_stub_of_another() -> None:
    turns = [
        Turn("host", 50, 200, Side.FAR, Side.NEAR),
        Turn("guest", 120, 50, Side.FAR, Side.JOINT, beyond="host"),
    ]
    tracks, _ = assign(turns)
    assert tracks["guest"] > tracks["host"]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Stop], list[Wire]]:
    stops: list[Stop] = []
    for column in range(draw(st.integers(1, 4))):
        at = 0.0
        for row in range(draw(st.integers(1, 4))):
            at += draw(st.floats(8, 40))
            high = at + draw(st.floats(30, 90))
            stops.append(Stop(f"n{column}.{row}", column, at, high, draw(st.floats(60, 120))))
            at = high
    names = st.sampled_from([stop.name for stop in stops])
    wires: list[Wire] = []
    for index in range(draw(st.integers(0, 8))):
        onto = bool(wires) and draw(st.booleans())
        target = draw(st.sampled_from([wire.name for wire in wires]) if onto else names)
        wires.append(Wire(f"e{index}", draw(names), target, onto=onto))
    return stops, wires


@given(graphs())
def test_no_line_runs_through_a_box(graph: tuple[list[Stop], list[Wire]]) -> None:
    stops, wires = graph
    routed = route(stops, wires, Spacing())
    boxes = {
        stop.name: Box(*routed.corners[stop.name], stop.depth, stop.high - stop.low)
        for stop in stops
    }
    for one, other in itertools.combinations(boxes.values(), 2):
        assert not one.grown(-0.01).overlaps(other.grown(-0.01))
    for wire in wires:
        path = routed.paths[wire.name]
        assert on_side(path[0], boxes[wire.source])
        if not wire.onto:
            assert on_side(path[-1], boxes[wire.target])
        for a, b in itertools.pairwise(path):
            assert a.x == pytest.approx(b.x) or a.y == pytest.approx(b.y, abs=0.06)
            strip = Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            assert not any(strip.overlaps(box.grown(-0.5)) for box in boxes.values())


@given(graphs())
def test_what_ends_on_a_line_ends_on_it(graph: tuple[list[Stop], list[Wire]]) -> None:
    stops, wires = graph
    routed = route(stops, wires, Spacing())
    for wire in wires:
        if wire.onto:
            end = routed.paths[wire.name][-1]
            host = routed.paths[wire.target]
            strips = [
                Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).grown(0.1)
                for a, b in itertools.pairwise(host)
            ]
            assert any(
                strip.x <= end.x <= strip.right and strip.y <= end.y <= strip.bottom
                for strip in strips
            )


def on_side(point: Point, box: Box) -> bool:
    return (
        min(abs(point.x - box.x), abs(point.x - box.right)) < 0.01
        and box.y <= point.y <= box.bottom
    )


def test_a_chain_of_lines_onto_lines_keeps_its_order() -> None:
    """Found by search: moving one turn at a time does not untangle this one."""
    stops = [Stop(f"n0.{row}", 0, 10 + 40.0 * row, 40 + 40.0 * row, 60) for row in range(2)]
    wires = [
        Wire("e0", "n0.1", "n0.0"),
        Wire("e1", "n0.0", "e0", onto=True),
        Wire("e2", "n0.0", "e1", onto=True),
        Wire("e3", "n0.0", "e2", onto=True),
    ]
    ends = [route(stops, wires, Spacing()).paths[f"e{i}"][-1].x for i in (1, 2, 3)]
    assert ends == sorted(ends, reverse=True)
