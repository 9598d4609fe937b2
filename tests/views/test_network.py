"""Maps as graphs of networkx."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.assessment import assess
from argmap.model.link import LinkReference, Polarity, contradicts, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim, Evidence
from argmap.testing import maps
from argmap.views.network import to_networkx

networkx = pytest.importorskip("networkx", reason="the extra networkx is not installed")


def test_nodes_and_links_are_there_with_their_numbers() -> None:
    link = supports("E", "A", weight=0.5)
    map_ = ArgumentMap(
        title="Small",
        nodes=[Claim("A", tags=("x",)), Claim("B"), Evidence("E", weight=0.8), Claim("U")],
        links=[link, undercuts("U", link, weight=0.4), contradicts("A", "B")],
    )
    graph = to_networkx(assess(map_))
    middle = "[E] +> [A]"
    assert set(graph) == {"[A]", "[B]", "[E]", "[U]", middle}
    assert graph.nodes["[E]"]["kind"] == "evidence"
    assert graph.nodes["[E]"]["initial"] == graph.nodes["[E]"]["strength"] == 0.8
    assert graph.nodes[middle]["kind"] == "link"
    assert graph.edges["[E]", middle, "+>"]["weight"] == 0.5
    # .5 · .8 · (1 − .4 · .5)
    assert graph.edges[middle, "[A]", "+>"]["flow"] == pytest.approx(0.32)
    assert graph.edges["[U]", middle, "_>"]["polarity"] == "undercut"
    assert graph.has_edge("[A]", "[B]", "><")
    assert graph.has_edge("[B]", "[A]", "><")
    assert networkx.has_path(graph, "[U]", "[B]")
    assert "strength" not in to_networkx(map_).nodes["[A]"]


@given(maps())
def test_every_map_becomes_a_graph(map_: ArgumentMap) -> None:
    graph = to_networkx(map_)
    borne_on = {link.target for link in map_.links if isinstance(link.target, LinkReference)}
    both_ways = [link for link in map_.links if link.polarity is Polarity.CONTRADICT]
    through = [link for link in (*map_.links, *both_ways) if link.reference in borne_on]
    assert len(graph) == len(map_.nodes) + len(borne_on)
    assert graph.number_of_edges() <= len(map_.links) + len(both_ways) + len(through)
    for link in map_.links:
        assert networkx.has_path(graph, link.source, str(link.target))
