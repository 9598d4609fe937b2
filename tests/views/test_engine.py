"""Graphviz sees counters and sizes, and says where things go, or why not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from argmap.errors import ArgmapError, EngineError
from argmap.views.routing import engine
from argmap.views.routing.engine import Cell, Edge, Flow, Graph, dot, place


def chain(count: int, flow: Flow = Flow.LEFT) -> Graph:
    return Graph(
        cells=tuple(Cell(f"n{i}", 200, 60) for i in range(count)),
        edges=tuple(Edge(f"e{i}", f"n{i + 1}", f"n{i}") for i in range(count - 1)),
        flow=flow,
    )


def test_the_dot_holds_nothing_but_counters_and_sizes() -> None:
    source = dot(Graph((Cell("n0", 72, 36), Cell("n1", 72, 36)), (Edge("e0", "n1", "n0", 3),)))
    assert "n0 [height=0.5000 width=1.0000]" in source
    assert "n1 -> n0 [id=e0 weight=3]" in source
    assert 'label=""' in source


@pytest.mark.parametrize("flow", Flow)
def test_heads_come_first(flow: Flow) -> None:
    placed = place(chain(3, flow))
    boxes = [placed.boxes[f"n{i}"] for i in range(3)]
    along = [box.x if flow is Flow.LEFT else box.y for box in boxes]
    assert along == sorted(along)
    assert all((box.width, box.height) == (200, 60) for box in boxes)
    for i in range(2):
        spline = placed.splines[f"e{i}"]
        assert len(spline) % 3 == 1


def test_ranks_can_be_shared() -> None:
    graph = Graph(
        (Cell("n0", 50, 20), Cell("n1", 50, 20), Cell("n2", 50, 20)),
        (Edge("e0", "n2", "n0"),),
        same=(("n0", "n1"),),
    )
    boxes = place(graph).boxes
    assert boxes["n0"].x == boxes["n1"].x < boxes["n2"].x


def test_the_same_graph_gives_the_same_places() -> None:
    assert place(chain(30)) == place(chain(30))


def test_nothing_has_its_place_too() -> None:
    assert place(Graph(())).boxes == {}


def test_large_graphs_go_to_a_process_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    small = place(chain(20))
    monkeypatch.setattr(engine, "IN_PROCESS", 0)
    assert place(chain(20)) == small


def test_a_layout_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "IN_PROCESS", 0)
    monkeypatch.setattr(engine, "_CHILD", "import time; time.sleep(60)")
    with pytest.raises(EngineError, match=r"39 boxes and links took more than 0\.2 s"):
        place(chain(20), limit=0.2)


def test_what_the_child_says_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "IN_PROCESS", 0)
    monkeypatch.setattr(engine, "_CHILD", "raise SystemExit('out of luck')")
    with pytest.raises(EngineError, match="out of luck"):
        place(chain(2))
    monkeypatch.setattr(engine, "_CHILD", "print('{}')")
    with pytest.raises(EngineError, match="gave no layout"):
        place(chain(2))


def test_the_variable_names_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, "no-such-dot")
    with pytest.raises(EngineError, match="'no-such-dot' is neither 'pygraphviz' nor a program"):
        place(chain(2))
    assert place(chain(2), engine="pygraphviz").boxes  # the argument goes first


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_dot_program_is_second_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "dot"
    stand_in.write_text(f"#!{sys.executable}\n{engine._CHILD.replace(';', chr(10))}\n")
    stand_in.chmod(0o755)
    expected = place(chain(4))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert place(chain(4), engine="dot") == expected
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert place(chain(4)) == expected


def test_without_an_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(engine.VARIABLE, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(EngineError, match="python -m pip install pygraphviz") as caught:
        place(chain(2))
    assert isinstance(caught.value, ArgmapError)
    with pytest.raises(EngineError, match="pip install pygraphviz"):
        place(chain(2), engine="pygraphviz")
