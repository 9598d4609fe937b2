"""Draw the pictures that README, the tutorial, the gallery and the page on charts show, into
`docs/pictures`.

    python scripts/pictures.py

Those of the gallery are what the code on its page saves. Run it again when maps or views change;
the same input gives the same bytes.
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
from argmap.analysis.table import Table

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


def gallery() -> dict[str, bytes]:
    """By name, what the code of the gallery saves."""
    page = (ROOT / "docs/gallery.md").read_text("utf-8")
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "arguments", "arguments")
        for code in _CODE.findall(page):
            exec(code, names)
        return {path.stem: path.read_bytes() for path in sorted(Path().glob("*.svg"))}


def pictures() -> Iterator[tuple[str, bytes]]:
    """Names of files below `docs/pictures`, and what belongs into them."""
    yield "iran-russia.svg", readme().svg.encode()
    yield "fire.svg", am.draw(fire()).svg.encode()
    for name, content in gallery().items():
        yield f"gallery-{name}.svg", content
    for name, picture in results().items():
        yield f"result-{name}.svg", picture.svg.encode()


def results() -> dict[str, am.Picture]:
    """One chart for each kind of result, of the large map."""
    whole = am.load(ROOT / "arguments/iran-russia.argdown")
    assessment = am.assess(whole)
    partnership = am.sweep("section:The bounded partnership*", 0, 1.5, action=am.Action.SCALE)
    unease = am.sweep("section:The uneasy pair*", 0, 1.5, action=am.Action.SCALE)
    analysts = [
        am.read_overlay(path).required() for path in sorted(ROOT.glob("arguments/overlays/*.yaml"))
    ]
    pooled = am.pool(whole, analysts)
    found: dict[str, Table] = {
        "compare": am.compare(whole, [whole.scenario(name) for name in _SCENARIOS]),
        "sweep": am.compare(whole, partnership),
        "grid": am.grid(whole, partnership, unease),
        "explain-change": am.explain_change(whole, None, whole.scenario("turns-west-long-run")),
        "survival": am.survival(whole),
        "tornado": am.tornado(whole, _SYRIA[0], over=_SYRIA[1]),
        "tipping": am.tipping(whole, _SYRIA[0], over=_SYRIA[1]),
        "contributions": am.contributions(assessment, *_CLOSE, by=am.SOURCE),
        "ach": am.ach(assessment),
        "sample": am.sample(whole, 16_000, scenarios=[whole.scenario("turns-west-long-run")]),
        "indicators": am.indicators(whole, n=16_000),
        "pool": pooled,
        "disagreement": pooled.disagreement,
        "cruxes": am.cruxes(whole, *analysts[:2], _CLOSE[0], over=_CLOSE[1]),
    }
    return {name: am.draw(result) for name, result in found.items()}


_SCENARIOS = (
    "turns-west-long-run",
    "us-russia-dialogue",
    "strikes-no-longer-accepted",
    "distrust-authors-inference",
    "only-2016",
    "only-2021",
)
_SYRIA = ("Moscow shields Iran", "Moscow acts on Iran")
_CLOSE = ("Durable partnership", "Pragmatic cooperation")

if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, content in pictures():
        (PICTURES / name).write_bytes(content)
