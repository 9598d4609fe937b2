"""Draw the pictures that README, the tutorial and the galleries show, into `docs/pictures`.

    python scripts/pictures.py

Those of the galleries, of maps and of results, are what the code on their pages saves. Run it again
when maps or views change; the same input gives the same bytes.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import argmap as am

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
_STEP = re.compile(
    r'^```argdown (title|append)="fire.argdown"\n(.*?)^```$', re.DOTALL | re.MULTILINE
)
_CODE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def readme() -> am.Picture:
    """One assessment of the large map, with its reasons and what these rest on."""
    assessment = am.assess(am.load(ROOT / "arguments/iran-russia.argdown"))
    return am.draw(assessment, focus="[Deals stay on paper]", depth=2)


def fire() -> am.Assessment:
    """The map of the tutorial, as its last step leaves it."""
    page = (ROOT / "docs/tutorial.md").read_text("utf-8")
    text = ""
    for how, part in _STEP.findall(page):
        text = part if how == "title" else text + part
    return am.assess(am.parse(text).required())


def saved(page: str) -> dict[str, bytes]:
    """By name, what the code of a page saves."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "arguments", "arguments")
        for code in _CODE.findall(text):
            exec(code, names)
        return {path.stem: path.read_bytes() for path in sorted(Path().glob("*.svg"))}


def pictures() -> Iterator[tuple[str, bytes]]:
    """Names of files below `docs/pictures`, and what belongs into them."""
    yield "iran-russia.svg", readme().svg.encode()
    yield "fire.svg", am.draw(fire()).svg.encode()
    for name, content in saved("gallery.md").items():
        yield f"gallery-{name}.svg", content
    for name, content in saved("charts.md").items():
        yield f"chart-{name}.svg", content


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, content in pictures():
        (PICTURES / name).write_bytes(content)
