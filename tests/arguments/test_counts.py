"""How much is in the map of the two texts, and that each item says whence it comes."""

from __future__ import annotations

from collections import Counter

from argued import whole

from argmap.model.link import LinkReference, Polarity, Target
from argmap.model.node import ASSESSMENT, ASSUMPTION, EVENT, THESIS, Argument


def test_items_beside_positions_and_considerations() -> None:
    items = [
        node
        for node in whole().nodes
        if not isinstance(node, Argument) and node.citation is not None and node.citation.cited
    ]
    assert len(items) > 110


def test_undercuts_and_concessions() -> None:
    map_ = whole()
    polarities = Counter(link.polarity for link in map_.links)
    assert polarities[Polarity.UNDERCUT] >= 15
    assert sum("concession" in node.tags for node in map_.nodes) >= 5


def test_every_kind_of_step_in_an_argument_is_there() -> None:
    map_ = whole()
    tags = Counter(tag for node in map_.nodes for tag in node.tags)
    for tag in (ASSESSMENT, ASSUMPTION, EVENT, THESIS, "forecast", "warrant", "recommendation"):
        assert tags[tag] >= 2, tag
    polarities = Counter(link.polarity for link in map_.links)
    assert polarities[Polarity.PREMISE] >= 10
    assert polarities[Polarity.CONDITION] >= 5


def test_something_counts_against_every_position() -> None:
    map_ = whole()
    assert len(map_.positions) == 10
    for position in map_.positions:
        against = [
            link
            for link in map_.incoming[position]
            if link.polarity is Polarity.ATTACK and map_.counts(link)
        ]
        assert against, position


def test_what_is_cited_says_when_who_and_where() -> None:
    map_ = whole()
    for node in map_.nodes:
        citation = node.citation
        if citation is None or citation.locator is None:
            continue
        assert (citation.date is None) == ("undated" in node.tags), node.reference
        assert citation.voucher in map_.sources_by_id, node.reference
        assert citation.document in map_.sources_by_id, node.reference


def test_every_statement_leads_to_a_position() -> None:
    map_ = whole()
    reaching = set(map_.positions)
    while True:
        more = {
            link.source
            for link in map_.links
            if link.source not in reaching and _hit(link.target) & reaching
        }
        if not more:
            break
        reaching |= more
    assert {node.reference for node in map_.nodes} - reaching == set()


def _hit(target: Target) -> set[str]:
    """The nodes that a link to this target touches, however deep it undercuts."""
    found: set[str] = set()
    while isinstance(target, LinkReference):
        found.add(target.source)
        target = target.target
    return found | {target}
