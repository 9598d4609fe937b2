"""The files in `arguments/`, the page that holds their coding table, and the texts behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.text.read import read

ROOT = Path(__file__).parents[2]
FILES = tuple(sorted((ROOT / "arguments").glob("*.argdown")))
WHOLE = ROOT / "arguments/iran-russia.argdown"
CODING = ROOT / "docs/coding.md"

#: The analysed texts, which are not part of the repository, by the id of their document.
SEEDS = {
    "wilson2016": ROOT.parent / "shared/seeds/004_736a9b3aed4be43f.txt",
    "inss2021": ROOT.parent / "shared/seeds/000_621bceecb102f207.txt",
}
needs_seeds = pytest.mark.skipif(
    not all(path.exists() for path in SEEDS.values()),
    reason="the analysed texts are not published with the repository",
)


@cache
def reading(path: Path) -> Reading:
    return read(path)


def whole() -> ArgumentMap:
    return reading(WHOLE).required()


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the first table on the coding page whose first column has this heading."""
    rows: list[dict[str, str]] = []
    columns: list[str] = []
    for line in CODING.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            if rows:
                break
        elif cells[0] == heading:
            columns = cells
        elif columns and not set(cells[0]) <= set("-: "):
            rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def places(locator: str) -> Iterator[str]:
    """`pp3-5+fn1` is p3, p4, p5 and fn1."""
    for part in locator.split("+"):
        found = re.fullmatch(r"(pp?|fn)(\d+)(?:-p?(\d+))?", part)
        assert found, f"{locator} names no paragraph"
        kind = found[1].replace("pp", "p")
        for number in range(int(found[2]), int(found[3] or found[2]) + 1):
            yield f"{kind}{number}"


def paragraphs(document: str) -> dict[str, str]:
    """The paragraphs of a text by place: without title, byline and headings, page breaks joined."""
    lines = [line for line in SEEDS[document].read_text("utf-8").splitlines() if line.strip()]
    lines = lines[1 if document == "wilson2016" else 2 :]
    found: dict[str, str] = {}
    notes = 0
    for line in lines:
        if line == "Conclusion and Assessment":
            continue
        if line.startswith("[i"):
            notes += 1
            found[f"fn{notes}"] = line
        elif line[0].islower():
            last = list(found)[-1]
            found[last] += " " + line
        else:
            found[f"p{len(found) - notes + 1}"] = line
    return found
