"""A map as a graph of networkx, for all that library can answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.model.link import LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.weight import LINK_DEFAULT, mode

if TYPE_CHECKING:
    import networkx

    from argmap.assessment import Assessment


def to_networkx(subject: Assessment | ArgumentMap) -> networkx.MultiDiGraph:
    """A directed graph; needs the extra `networkx`.

    Nodes are named by their references and have `kind`, `title`, `text`, `tags`, `source`,
    `initial` and, of an assessment, `strength`. Edges lead from what bears to what is borne on;
    their keys are the signs of links, and they have `polarity`, `weight` and, of an assessment,
    `flow`. A link that another one bears on is a node of the kind `link` between its ends, and a
    contradiction two edges.
    """
    import networkx

    if isinstance(subject, ArgumentMap):
        map_, assessment = subject, None
    else:
        map_, assessment = subject.map, subject
    graph = networkx.MultiDiGraph(title=map_.title or "")
    for node in map_.nodes:
        found: dict[str, Any] = {
            "kind": node.kind,
            "title": node.title,
            "text": node.text,
            "tags": node.tags,
            "source": node.citation.voucher if node.citation else None,
            "initial": mode(map_.initial(node.reference)),
        }
        if assessment is not None:
            found["strength"] = assessment.strengths[node.reference]
        graph.add_node(node.reference, **found)
    borne_on = {link.target for link in map_.links if isinstance(link.target, LinkReference)}
    for link in map_.links:
        if link.reference in borne_on:
            graph.add_node(str(link.reference), kind="link")
    for link in map_.links:
        said: dict[str, Any] = {"polarity": link.polarity.name.lower(), "lr": link.lr}
        said["weight"] = LINK_DEFAULT if link.weight is None else mode(link.weight)
        ends: list[tuple[str, Target]] = [(link.source, link.target)]
        if link.polarity is Polarity.CONTRADICT:
            ends.append((str(link.target), link.source))
        for source, target in ends:
            if assessment is not None:
                into = target if isinstance(target, str) else None
                said["flow"] = assessment.flow(link, into=into)
            way = [source, str(target)]
            if link.reference in borne_on:
                way.insert(1, str(link.reference))
            for start, end in pairwise(way):
                graph.add_edge(start, end, key=link.polarity.value, **said)
    return graph
