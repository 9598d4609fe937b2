"""Graphviz gets empty boxes named by counters and gives back where they lie; no text reaches it.

The only module that uses graphviz and pygraphviz.
"""

from __future__ import annotations

import enum
import importlib.util
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import graphviz

from argmap.errors import EngineError
from argmap.views.painting.geometry import Box, Point

#: In-process up to this many cells and edges: a layout cannot be interrupted there.
IN_PROCESS = 300
#: Seconds that a layout in a process of its own may take.
LIMIT = 30.0
#: Environment variable that names the engine: `pygraphviz`, or a `dot` program.
VARIABLE = "ARGMAP_ENGINE"
BUNDLED = "pygraphviz"

_INCH = 72.0
_CLUSTER_MARGIN = 18  # points
_FORMAT = "json0"
_CHILD = (
    "import sys, pygraphviz;"
    "graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode('utf-8'));"
    f"sys.stdout.buffer.write(graph.draw(format='{_FORMAT}', prog='dot'))"
)


#: What `views.dot` writes, so that this module alone knows the package.
Digraph: TypeAlias = graphviz.Digraph


def plain(words: str) -> str:
    """`words` as an attribute in which neither backslashes nor angle brackets mean anything."""
    written: str = graphviz.escape(words)
    return written


class Flow(enum.Enum):
    """Where the roots are; the value is Graphviz's `rankdir`."""

    LEFT = "RL"
    TOP = "BT"


@attrs.frozen
class Cell:
    """Something to place: a name made of a letter and a counter, and a size in px."""

    name: str
    width: float
    height: float


@attrs.frozen
class Edge:
    """A pull between two cells: the tail wants a rank further from the roots than the head."""

    name: str
    tail: str
    head: str
    weight: int = 1


@attrs.frozen
class Graph:
    """What to lay out. `same` lists cells that share a rank, `ordered` those of one rank
    that follow each other, `clusters` those that stay together; gaps are in px."""

    cells: tuple[Cell, ...]
    edges: tuple[Edge, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[tuple[str, ...], ...] = ()
    clusters: tuple[tuple[str, ...], ...] = ()
    flow: Flow = Flow.LEFT
    gap: float = 9.0
    rank_gap: float = 72.0


@attrs.frozen
class Placement:
    """Where everything lies: boxes of cells, and for each edge the points of a Bézier spline
    (one, and three more for each piece) from tail to head."""

    boxes: Mapping[str, Box]
    splines: Mapping[str, tuple[Point, ...]]


def dot(graph: Graph) -> str:
    """The layout-only DOT; the same graph gives the same text."""
    drawing = graphviz.Digraph("argmap")
    drawing.attr(
        rankdir=graph.flow.value,
        nodesep=_inches(graph.gap),
        ranksep=_inches(graph.rank_gap),
        splines="spline",
        outputorder="edgesfirst",
        remincross="true",
        mclimit="4",
        margin="0",
        pad="0",
    )
    drawing.attr("node", shape="box", label="", fixedsize="true")
    drawing.attr("edge", arrowhead="none")
    for cell in graph.cells:
        drawing.node(cell.name, width=_inches(cell.width), height=_inches(cell.height))
    for names in graph.same:
        with drawing.subgraph() as rank:
            rank.attr(rank="same")
            for name in names:
                rank.node(name)
    for index, names in enumerate(graph.clusters):
        with drawing.subgraph(name=f"cluster_{index}") as cluster:
            cluster.attr(margin=str(_CLUSTER_MARGIN))
            for name in names:
                cluster.node(name)
    for names in graph.ordered:
        for one, other in itertools.pairwise(names):
            if one != other:
                drawing.edge(one, other, id=f"{one}-{other}", style="invis")
    for edge in graph.edges:
        drawing.edge(edge.tail, edge.head, id=edge.name, weight=str(edge.weight))
    return str(drawing.source)


def place(graph: Graph, *, engine: str | None = None, limit: float = LIMIT) -> Placement:
    """Lay the graph out, deterministically.

    `engine` is `pygraphviz` (the Graphviz bundled in its wheel) or the path of a `dot` program;
    without one, `ARGMAP_ENGINE` decides, else what is found in that order. Raises `EngineError`
    when there is none, when it fails, or when it takes longer than `limit` seconds.
    """
    if not graph.cells:
        return Placement({}, {})
    source = dot(graph)
    program = engine or os.environ.get(VARIABLE) or _found()
    size = len(graph.cells) + len(graph.edges)
    if program == BUNDLED:
        _require_bundled()
        if size <= IN_PROCESS:
            answer = _in_process(source)
        else:
            answer = _in_child([sys.executable, "-c", _CHILD], source, size, limit)
    else:
        path = shutil.which(program)
        if path is None:
            raise EngineError(
                f"the layout engine {program!r} is neither {BUNDLED!r} nor a program that can be "
                f"run (from the argument engine or {VARIABLE})"
            )
        answer = _in_child([path, f"-T{_FORMAT}"], source, size, limit)
    try:
        return _read(json.loads(answer), graph)
    except (ValueError, KeyError, IndexError) as error:
        raise EngineError(f"the layout engine {program!r} gave no layout: {error!r}") from error


def _found() -> str:
    if importlib.util.find_spec("pygraphviz") is not None:
        return BUNDLED
    program = shutil.which("dot")
    if program is None:
        raise EngineError(
            "no layout engine: neither pygraphviz nor a program named dot was found. "
            "Install the one that needs nothing else:  python -m pip install pygraphviz"
        )
    return program


def _require_bundled() -> None:
    if importlib.util.find_spec("pygraphviz") is None:
        raise EngineError(
            "the layout engine pygraphviz is not installed:  python -m pip install pygraphviz"
        )


def _in_process(source: str) -> bytes:
    import pygraphviz

    try:
        answer: bytes = pygraphviz.AGraph(string=source).draw(format=_FORMAT, prog="dot")
    except Exception as error:
        raise EngineError(f"Graphviz could not lay out the map: {error}") from error
    return answer


def _in_child(command: list[str], source: str, size: int, limit: float) -> bytes:
    try:
        done = subprocess.run(
            command, input=source.encode(), capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineError(
            f"laying out {size} boxes and links took more than {limit:g} s and was stopped; "
            "draw a part of the map with focus="
        ) from None
    except OSError as error:
        raise EngineError(f"{Path(command[0]).name} could not be run: {error}") from error
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise EngineError(
            f"{Path(command[0]).name} could not lay out the map "
            f"(status {done.returncode}): {words[-1] if words else 'no message'}"
        )
    return done.stdout


def _read(answer: dict[str, Any], graph: Graph) -> Placement:
    left, _, _, top = (float(part) for part in answer["bb"].split(","))
    sizes = {cell.name: cell for cell in graph.cells}
    edges = {edge.name for edge in graph.edges}

    def point(pair: str) -> Point:
        x, y = pair.split(",")
        return Point(float(x) - left, top - float(y))

    found: dict[str, Box] = {}
    for entry in answer["objects"]:
        cell = sizes.get(entry["name"])
        if cell is not None:
            x, y = point(entry["pos"])
            found[cell.name] = Box(x - cell.width / 2, y - cell.height / 2, cell.width, cell.height)
    splines: dict[str, tuple[Point, ...]] = {}
    for entry in answer.get("edges", ()):
        if entry["id"] not in edges:
            continue
        pairs = entry["pos"].split(";")[0].split()
        splines[entry["id"]] = tuple(point(pair) for pair in pairs if pair[0] not in "es")
    missing = sizes.keys() - found.keys()
    if missing:
        raise ValueError(f"no position for {min(missing)}")
    return Placement({name: found[name] for name in sizes}, splines)


def _inches(px: float) -> str:
    return f"{px / _INCH:.4f}"
