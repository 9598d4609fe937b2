"""Draw the pictures that README and docs show, into `docs/pictures`.

    python scripts/pictures.py

Run it again when maps or views change; the same input gives the same bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

import argmap as am

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
_STEP = re.compile(
    r'^```argdown (title|append)="fire.argdown"\n(.*?)^```$', re.DOTALL | re.MULTILINE
)


def iran_russia() -> am.Picture:
    """One assessment of the large map, with its reasons and what these rest on."""
    assessment = am.assess(am.load(ROOT / "arguments/iran-russia.argdown"))
    return am.draw(assessment, focus="[Deals stay on paper]", depth=2)


def fire() -> am.Picture:
    """The map of the tutorial, as its last step leaves it."""
    page = (ROOT / "docs/tutorial.md").read_text("utf-8")
    text = ""
    for how, part in _STEP.findall(page):
        text = part if how == "title" else text + part
    return am.draw(am.assess(am.parse(text).required()))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    iran_russia().save(PICTURES / "iran-russia.svg")
    fire().save(PICTURES / "fire.svg")
