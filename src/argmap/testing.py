"""Hypothesis strategies for maps and graphs, for tests of argmap and of what is built on it.

Needs the extra `test`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from attrs import evolve
from hypothesis import strategies as st

from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap, link_problem
from argmap.model.matrix import Matrix, Rated
from argmap.model.node import THESIS, Argument, Citation, Claim, Evidence, Node
from argmap.model.overlay import Overlay
from argmap.model.question import Question
from argmap.model.source import Source
from argmap.model.weight import Range
from argmap.qbaf import Qbaf, Role
from argmap.semantics.principles import Case, applies, kept

_EDGES = (0.0, 1.0, 0.5, 0.001, 0.999)


def units() -> st.SearchStrategy[float]:
    """Numbers in [0, 1], the ends often."""
    return st.one_of(st.sampled_from(_EDGES), st.floats(0.0, 1.0))


def ranges() -> st.SearchStrategy[Range]:
    """Low, mode and high in order."""
    return st.lists(units(), min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))


def weights() -> st.SearchStrategy[float | Range | None]:
    """A number, a range, or nothing stated."""
    return st.one_of(st.none(), units(), ranges())


@st.composite
def nodes(draw: st.DrawFn, title: str) -> Node:
    """A claim, an item of evidence, an argument or, rarely, a thesis."""
    kind: Callable[..., Node] = draw(st.sampled_from((Claim, Claim, Evidence, Argument, Argument)))
    tags = (THESIS,) if kind is Claim and draw(st.integers(0, 7)) == 7 else ()
    return kind(title, weight=draw(weights()), tags=tags)


@st.composite
def maps(
    draw: st.DrawFn,
    *,
    acyclic: bool = False,
    repeating: bool = False,
    max_nodes: int = 7,
    max_links: int = 14,
) -> ArgumentMap:
    """Maps with links of all polarities, on nodes and on links, and one question.

    Acyclic: nothing bears on what bears on it, by whatever way; `><` stands between positions
    only, where it is silent. Repeating: nodes cite a few sources and report what others do, and
    the map has a `same_source`.
    """
    count = draw(st.integers(1, max_nodes))
    chosen = [draw(nodes(f"N{at}")) for at in range(count)]
    if repeating:
        chosen = [draw(_repeating(node, chosen[:at])) for at, node in enumerate(chosen)]
    by_reference = {node.reference: node for node in chosen}
    place = {node.reference: at for at, node in enumerate(chosen)}
    positions = tuple(node.reference for node in chosen if not node.is_step and draw(st.booleans()))
    links: dict[LinkReference, Link] = {}
    for _ in range(draw(st.integers(0, max_links))):
        link = draw(_links(chosen, list(links)))
        if link.reference in links or link_problem(link, by_reference, links):
            continue
        rivals = link.polarity is Polarity.CONTRADICT
        if rivals and acyclic and not {link.source, link.target} <= set(positions):
            continue
        if acyclic and not rivals and place[link.source] >= place[_end(link.target)]:
            continue
        links[link.reference] = link
    return ArgumentMap(
        nodes=chosen,
        links=tuple(links.values()),
        questions=(Question("q", "Which?", positions),),
        sources=_SOURCES if repeating else (),
        same_source=draw(st.sampled_from((0.0, 0.3, 1.0))) if repeating else 0.0,
    )


_SOURCES = tuple(Source(id=one, title=one.upper()) for one in "xyz")


@st.composite
def _repeating(draw: st.DrawFn, node: Node, before: list[Node]) -> Node:
    source = draw(st.sampled_from((None, "x", "x", "y")))
    same: tuple[str, ...] = ()
    if before and draw(st.integers(0, 2)) == 0:
        same = (draw(st.sampled_from(before)).reference,)
    return evolve(node, citation=Citation(source=source) if source else None, same=same)


def _end(target: Target) -> str:
    """The node that a link bears on in the end; of an undercut `><`, either of its ends, which
    the link's own source must not come after."""
    while isinstance(target, LinkReference):
        target = target.target
    return target


@st.composite
def _links(draw: st.DrawFn, among: list[Node], known: list[LinkReference]) -> Link:
    references = [node.reference for node in among]
    source = draw(st.sampled_from(references))
    if known and draw(st.integers(0, 3)) == 0:
        polarity = draw(st.sampled_from((Polarity.UNDERCUT, Polarity.UNDERCUT, Polarity.CONDITION)))
        target: Target = draw(st.sampled_from(known))
    else:
        polarity = draw(st.sampled_from(tuple(Polarity)))
        target = draw(st.sampled_from(references))
    return Link(source, target, polarity, weight=draw(weights()))


@st.composite
def qbafs(
    draw: st.DrawFn,
    *,
    acyclic: bool = False,
    steps: bool = True,
    supports: bool = True,
    repeating: bool = False,
    max_nodes: int = 8,
    max_rows: int = 20,
) -> Qbaf:
    """Graphs with rows of all roles; self-loops and parallel rows among them, unless acyclic.

    Repeating: with a few reports and vouchers, and a `same_source`.
    """
    n = draw(st.integers(1, max_nodes))
    is_step = draw(st.lists(st.booleans(), min_size=n, max_size=n)) if steps else [False] * n
    rows: list[tuple[int, int, Role, int, float]] = []
    for _ in range(draw(st.integers(0, max_rows))):
        source, target = draw(st.integers(0, n - 1)), draw(st.integers(0, n - 1))
        if acyclic:
            if source == target:
                continue
            source, target = min(source, target), max(source, target)
        roles = tuple(Role) if is_step[target] else (Role.LINK, Role.LINK, Role.CONDITION)
        role = draw(st.sampled_from(roles))
        free = supports or is_step[target]
        sign = draw(st.sampled_from((1, -1))) if free else -1
        rows.append((source, target, role, sign, draw(units())))
    groups: dict[str, Any] = {}
    if repeating:
        numbers = st.lists(st.sampled_from((-1, -1, 0, 1)), min_size=len(rows), max_size=len(rows))
        groups = {
            "report": np.array(draw(numbers), dtype=np.int32),
            "voucher": np.array(draw(numbers), dtype=np.int32),
            "same_source": draw(st.sampled_from((0.0, 0.4, 1.0))),
        }
    columns: dict[str, Any] = {
        name: np.array([row[at] for row in rows], dtype=dtype)
        for at, (name, dtype) in enumerate(_COLUMNS)
    }
    return Qbaf.from_arrays(
        **groups,
        **columns,
        initial=np.array([draw(units()) for _ in range(n)]),
        is_step=np.array(is_step, dtype=np.bool_),
    )


_COLUMNS: tuple[tuple[str, Any], ...] = (
    ("source", np.int32),
    ("target", np.int32),
    ("role", np.int8),
    ("sign", np.int8),
    ("weight", np.float64),
)


@st.composite
def overlays(draw: st.DrawFn, map: ArgumentMap, name: str) -> Overlay:
    """Numbers for some of the nodes and links of a map, whole references as their names."""
    numbers = st.integers(1, 99).map(lambda at: at / 100) | ranges()
    nodes = draw(st.sets(st.sampled_from([node.reference for node in map.nodes])))
    links = draw(st.sets(st.sampled_from([str(link.reference) for link in map.links] or [""])))
    return Overlay(
        name,
        {one: draw(numbers) for one in sorted(nodes)},
        {one: draw(numbers) for one in sorted(links) if one},
    )


def matrices() -> st.SearchStrategy[Matrix]:
    """Matrices of some items and hypotheses, most ratings whole, some weights not stated."""
    rating = st.sampled_from((-2, -1, 0, 1, 2)) | st.floats(-2, 2)
    level = st.none() | st.sampled_from((0.2, 0.5, 0.8)) | st.floats(0.05, 0.95)
    return st.integers(1, 4).flatmap(
        lambda count: st.builds(
            Matrix,
            st.just([f"H{at}" for at in range(count)]),
            st.lists(
                st.builds(
                    Rated,
                    st.sampled_from(_TITLES),
                    st.lists(rating, min_size=count, max_size=count),
                    credibility=level,
                    relevance=level,
                    source=st.sampled_from((None, "x", "y, z")),
                ),
                unique_by=lambda item: item.title,
                min_size=1,
            ),
        )
    )


_TITLES = (
    "It rained",
    'She said "no", twice',
    "# 1",
    "=1+1; or 2",
    "item",
    "−",
    " x\ty ",
    "Ü",
    "I",
)


def _hundredths() -> st.SearchStrategy[float]:
    """Numbers in [0, 1] that differ, if they do, by enough to tell."""
    return st.one_of(st.sampled_from((0.0, 1.0, 0.5)), st.integers(1, 99).map(lambda at: at / 100))


def cases() -> st.SearchStrategy[Case]:
    """Statements in numbers, to try a `Principle` on: `kept(principle, semantics, case)`."""
    flows = st.lists(_hundredths(), max_size=4).map(tuple)
    return st.builds(Case, tau=_hundredths(), attacks=flows, supports=flows, x=_hundredths())


__all__ = [
    "Case",
    "applies",
    "cases",
    "kept",
    "maps",
    "matrices",
    "nodes",
    "overlays",
    "qbafs",
    "ranges",
    "units",
    "weights",
]
