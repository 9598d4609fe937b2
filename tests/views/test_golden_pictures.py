"""Pictures as they were accepted: what Graphviz is given, and every byte of the SVG.

`pytest tests/views/test_golden_pictures.py --accept` accepts them as they are now; look at them and
at the difference before you commit it. With another Graphviz than the bundled one only the places
of boxes are compared.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from drawn import every_kind, groups, layered, shape_box

from argmap.assessment import assess
from argmap.model.scenario import Scenario
from argmap.views.drawing import NESTED, OVERVIEW, SECTIONS, draw, focus_on
from argmap.views.nodelink import Lines
from argmap.views.painting.palette import ADAPTIVE
from argmap.views.painting.paper import A4
from argmap.views.painting.picture import Picture
from argmap.views.routing import engine
from argmap.views.routing.engine import Flow, Graph, Placement

#: Names a `dot` that is not the bundled one.
OTHER = "ARGMAP_OTHER_DOT"
GOLDEN = Path(__file__).parent / "golden"

LINES: dict[str, Lines] = {
    "lines": {"flow": Flow.LEFT},
    "lines-top": {"flow": Flow.TOP},
    "compact": {"compact": True},
    "path": {"path": "Alliance", "tip": "Orders"},
    "focus-lines": {"focus": "Bargain", "depth": 1},
}


def of_lines(name: str, engine_name: str | None = None) -> Picture:
    lines = LINES[name]
    if engine_name is not None:
        lines = {**lines, "engine": engine_name}
    return draw(assess(every_kind()), **lines)


OTHERS: dict[str, Callable[[], Picture]] = {
    "nested": lambda: draw(assess(every_kind()), layout=NESTED),
    "nested-difference": lambda: draw(
        assess(every_kind(), scenario=Scenario("t").assume("Renewed", True)), layout=NESTED
    ),
    "nested-page-2": lambda: draw(assess(every_kind()), layout=NESTED, paper=A4)[1],
    "overview": lambda: draw(assess(layered(3, 5, 12)), layout=OVERVIEW),
    "sections": lambda: draw(assess(layered(3, 5, 12)), layout=SECTIONS, theme=ADAPTIVE),
    "focus": lambda: draw(assess(every_kind()), layout=focus_on("A")),
}


def check(path: Path, content: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        path.write_text(content, "utf-8")
    assert path.read_text("utf-8") == content, f"{path.name}: look at it, then --accept"


@pytest.mark.parametrize("name", LINES)
def test_layouts_are_asked_for_and_drawn_as_accepted(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pygraphviz")
    monkeypatch.delenv(engine.VARIABLE, raising=False)
    place, asked = engine.place, []

    def watched(graph: Graph, **options: str | None) -> Placement:
        asked.append(engine.dot(graph))
        return place(graph, engine=options.get("engine"))

    monkeypatch.setattr(engine, "place", watched)
    picture = of_lines(name)
    (dot,) = asked
    check(GOLDEN / f"{name}.dot", dot, request)
    check(GOLDEN / f"{name}.svg", picture.svg, request)


@pytest.mark.parametrize("name", OTHERS)
def test_cards_and_tables_are_drawn_as_accepted(name: str, request: pytest.FixtureRequest) -> None:
    check(GOLDEN / f"{name}.svg", OTHERS[name]().svg, request)


@pytest.mark.parametrize("name", LINES)
def test_another_dot_puts_the_boxes_in_the_same_places(name: str) -> None:
    dot = os.environ.get(OTHER) or shutil.which("dot")
    if not dot:
        pytest.skip(f"no program named dot: neither {OTHER} nor PATH has one")

    def boxes(svg: str) -> dict[str, tuple[float, ...]]:
        found = groups(ET.fromstring(svg), "node")
        return {
            group.get("data-id", ""): (box.x, box.y, box.width, box.height)
            for group in found
            for box in [shape_box(group)]
        }

    accepted = boxes((GOLDEN / f"{name}.svg").read_text("utf-8"))
    drawn = boxes(of_lines(name, dot).svg)
    assert drawn.keys() == accepted.keys()
    for reference, box in accepted.items():
        assert drawn[reference] == pytest.approx(box, abs=0.5), reference
