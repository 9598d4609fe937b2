"""The maps are written in our own words, and read well as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argued import FILES, ROOT, SEEDS, needs_seeds, paragraphs

#: So many words in a row, shared with a text, are a sentence copied.
RUN = 7
KEPT = sorted(path for path in (ROOT / "arguments").rglob("*") if path.is_file())
TEXTS = (*KEPT, *sorted((ROOT / "docs").glob("*.md")))

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@each_file
def test_no_line_is_longer_than_100_columns(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines() if len(line) > 100] == []


@each_file
def test_braces_are_less_than_a_quarter_of_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    held, depth = 0, 0
    for sign in text:
        depth += sign == "{"
        held += depth > 0
        depth -= sign == "}"
    assert depth == 0
    assert held < len(text) / 4


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"['’]", "", text.casefold()))
    yield from zip(*(words[at:] for at in range(RUN)), strict=False)


@needs_seeds
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_sentence_is_copied(path: Path) -> None:
    # Signs that argmap adds would break runs up and hide them, so they are taken out.
    text = re.sub(r"^\s*//|[{][^{}]*[}]|#\w+", " ", path.read_text("utf-8"), flags=re.MULTILINE)
    theirs = {
        run for document in SEEDS for text_ in paragraphs(document).values() for run in runs(text_)
    }
    assert {" ".join(run) for run in runs(text)} & {" ".join(run) for run in theirs} == set()
