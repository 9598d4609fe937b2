"""The map of the two texts reaches every paragraph that argues, and cites no other."""

from __future__ import annotations

import pytest
from argued import SEEDS, needs_seeds, paragraphs, places, table, whole

from argmap.model.node import Node

LISTING = {
    document: {
        place: row["argues"] == "yes"
        for row in table("document")
        if row["document"] == document
        for place in places(row["place"])
    }
    for document in SEEDS
}

each_document = pytest.mark.parametrize("document", SEEDS)


def cited() -> list[Node]:
    return [node for node in whole().nodes if node.citation and node.citation.locator]


def cited_places(document: str) -> set[str]:
    found: set[str] = set()
    for node in cited():
        assert node.citation is not None
        if node.citation.document == document:
            found.update(places(node.citation.locator or ""))
    return found


@each_document
def test_every_paragraph_that_argues_is_in_the_map(document: str) -> None:
    arguing = {place for place, argues in LISTING[document].items() if argues}
    assert len(arguing) > 10
    assert arguing - cited_places(document) == set()


@each_document
def test_no_other_paragraph_is_cited(document: str) -> None:
    arguing = {place for place, argues in LISTING[document].items() if argues}
    assert cited_places(document) - arguing == set()


def test_only_the_two_texts_are_cited() -> None:
    assert {node.citation.document for node in cited() if node.citation} == set(SEEDS)


@needs_seeds
@each_document
def test_the_listing_has_the_paragraphs_of_the_text(document: str) -> None:
    found = paragraphs(document)
    assert set(LISTING[document]) == set(found)
    for place, argues in LISTING[document].items():
        # What frames a piece is short, or says who wrote it.
        framing = place == "p1" and document == "wilson2016"
        if not argues and not framing:
            assert len(found[place].split()) < 45


@needs_seeds
def test_figures_of_the_texts_stand_in_the_map() -> None:
    said = " ".join(f"{node.title} {node.text}" for node in whole().nodes)
    for figure in ("0.8", "856", "71", "800", "1,500", "3,000", "10,000", "1,000", "19th"):
        assert any(figure in text for text in paragraphs("wilson2016").values())
        assert figure in said
    for name in ("Su-30", "S-400", "T-90", "Yak-130", "CAATSA", "22 July", "2001"):
        assert name in said
