"""Draw the pictures that README and docs show, and the gallery, into `docs/pictures`.

    python scripts/pictures.py

Run it again when maps or views change; the same input gives the same bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

import argmap as am
from argmap.views.drawing import NESTED, NODE_LINK, OVERVIEW, SECTIONS, THEMES, View, draw, focus_on

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
_STEP = re.compile(
    r'^```argdown (title|append)="fire.argdown"\n(.*?)^```$', re.DOTALL | re.MULTILINE
)


def iran_russia() -> am.Picture:
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


def gallery() -> dict[str, am.Picture]:
    """One picture for each view, of the maps that it is made for."""
    whole = am.load(ROOT / "arguments/iran-russia.argdown")
    large = am.assess(whole)
    supposed = am.assess(whole, scenario=am.Scenario("Deal renewed").assume(*_RENEWED))
    views: dict[str, View] = {
        "nested": NESTED,
        "overview": OVERVIEW,
        "sections": SECTIONS,
        "focus": focus_on("[Strategic alliance]"),
    }
    drawn = {name: draw(large, layout=view) for name, view in views.items()}
    drawn["difference"] = draw(supposed, layout=NESTED)
    drawn["print"] = draw(fire(), layout=NODE_LINK, theme=THEMES.named("print"))
    return drawn


_RENEWED = ("[Nuclear deal renewed]", True)

if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    iran_russia().save(PICTURES / "iran-russia.svg")
    draw(fire()).save(PICTURES / "fire.svg")
    for name, picture in gallery().items():
        picture.save(PICTURES / f"gallery-{name}.svg")
