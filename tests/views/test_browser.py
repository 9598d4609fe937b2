"""A real browser sets the text, reads the pictures aloud, and draws the Mermaid.

Skipped where there is no Chromium, or no axe-core and mermaid (`browsing.py` says how to name
them); `.ci/run` fetches them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import asked, module, screenshot
from drawn import every_kind, hostile, layered, pixels
from test_plan import iran_russia, semmelweis

from argmap.assessment import assess
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.views.drawing import (
    NESTED,
    NODE_LINK,
    OVERVIEW,
    SECTIONS,
    THEMES,
    View,
    draw,
    focus_on,
)
from argmap.views.mermaid import to_mermaid
from argmap.views.painting.geometry import Box
from argmap.views.painting.paper import A3, A4
from argmap.views.painting.picture import Picture

pytestmark = pytest.mark.slow

VIEWS: dict[str, View] = {
    "nested": NESTED,
    "overview": OVERVIEW,
    "sections": SECTIONS,
    "focus": focus_on("A"),
    "node-link": NODE_LINK,
}

# boxes as the browser has them: of each node its shape and its texts, and all texts of the page
_MEASURE = """async () => {
  await Promise.all(["", "bold ", "italic "].map(
    face => document.fonts.load(face + "12px 'argmap Arimo'")));
  await document.fonts.ready;
  const box = one => { const b = one.getBBox(); return [b.x, b.y, b.width, b.height]; };
  const text = one => ({box: box(one), words: one.textContent,
    size: parseFloat(getComputedStyle(one).fontSize)});
  return {
    faces: [...document.fonts].filter(one => one.status === "loaded").length,
    texts: [...document.querySelectorAll("svg text")].map(text),
    nodes: [...document.querySelectorAll("svg g.node")].map(node => ({
      name: node.dataset.id,
      shape: box(node.querySelector("path.shape")),
      texts: [...node.querySelectorAll("text")].map(text)})),
    plates: [...document.querySelectorAll("svg path.plate")].map(one => ({
      plate: box(one), words: [...one.parentNode.querySelectorAll("text")].map(box)})),
  };
}"""


def pictures(view: str) -> list[Picture]:
    whole = assess(iran_russia())
    if view == "node-link":
        whole = assess(semmelweis())
    drawn = [draw(whole, layout=VIEWS[view], embed_fonts=True)]
    if view != "node-link":
        drawn += draw(whole, layout=VIEWS[view], embed_fonts=True, paper=A4)
    else:
        drawn.append(draw(whole, embed_fonts=True, compact=True, clusters=True))
        drawn.append(draw(whole, embed_fonts=True, path="Cadaveric matter", tip="Diet and care"))
    if view == "nested":
        changed = assess(iran_russia(), scenario=Scenario("w").assume("Nuclear deal renewed", True))
        drawn += draw(changed, layout=NESTED, embed_fonts=True, paper=A3)
    return drawn


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_browser_sets_stays_in_its_box(view: str, tmp_path: Path) -> None:
    checked = 0
    for picture in pictures(view):
        found = asked(tmp_path, picture.svg, _MEASURE)
        assert found["faces"] >= 2
        page = Box(0, 0, picture.width, picture.height).grown(0.5)
        for text in found["texts"]:
            assert text["size"] >= 7.5, text["words"]
            # line boxes are higher than letters; breadth is what fonts decide
            x, _, broad, _ = text["box"]
            assert page.x <= x, text["words"]
            assert x + broad <= page.right, text["words"]
        for node in found["nodes"]:
            shape = Box(*node["shape"])
            for text in node["texts"]:
                x, y, broad, high = text["box"]
                assert shape.x - 0.5 <= x, (node["name"], text["words"])
                assert x + broad <= shape.right + 0.5, (node["name"], text["words"])
                assert shape.y <= y + high / 2 <= shape.bottom, (node["name"], text["words"])
                checked += 1
        for label in found["plates"]:
            plate = Box(*label["plate"])
            for x, _, broad, _ in label["words"]:
                assert plate.x - 0.5 <= x
                assert x + broad <= plate.right + 0.5
    assert checked > 50


@pytest.mark.parametrize("view", VIEWS)
def test_no_text_covers_another_when_a_browser_sets_it(view: str, tmp_path: Path) -> None:
    for picture in pictures(view)[:2]:
        found = asked(tmp_path, picture.svg, _MEASURE)
        # what letters take of a line box, as `drawn.text_box` has it
        boxes = []
        for text in found["texts"]:
            x, y, broad, high = text["box"]
            size = text["size"]
            baseline = y + high * 0.81  # ascent of Arimo in its line box
            boxes.append((Box(x, baseline - size * 0.75, broad, size * 0.97), text["words"]))
        boxes.sort(key=lambda one: one[0].y)
        active: list[tuple[Box, str]] = []
        for box, words in boxes:
            active = [one for one in active if one[0].bottom > box.y]
            for other, beside in active:
                assert not box.grown(-1.6).overlaps(other.grown(-1.6)), (words, beside)
            active.append((box, words))


@pytest.mark.parametrize("theme", ["light", "dark", "auto", "print"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(view: str, theme: str, tmp_path: Path) -> None:
    chosen = THEMES.named(theme)
    shown = assess(every_kind())
    drawn = [draw(shown, layout=VIEWS[view], theme=chosen)]
    if theme == "light":
        large = semmelweis() if view == "node-link" else iran_russia()
        drawn.append(draw(assess(large), layout=VIEWS[view]))
    body = "".join(picture.svg for picture in drawn)
    script = """async () => (await axe.run(document)).violations.filter(
      one => ["serious", "critical"].includes(one.impact)
    ).map(one => [one.id, one.help, one.nodes.length, one.nodes[0].html.slice(0, 300)])"""
    assert asked(tmp_path, body, script, head=module("axe-core/axe.min.js")) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_hostile_map_runs_nothing_in_a_browser(view: str, tmp_path: Path) -> None:
    svg = draw(assess(hostile()), layout=VIEWS[view]).svg
    script = """async () => {
      for (const one of document.querySelectorAll("svg *")) {
        for (const kind of ["mouseover", "focus", "load", "error"])
          one.dispatchEvent(new Event(kind));
      }
      await new Promise(done => setTimeout(done, 200));
      const tags = new Set([...document.querySelectorAll("svg *")].map(one => one.localName));
      const links = [...document.querySelectorAll("svg a")].map(one => one.getAttribute("href"));
      return {pwned: window.pwned, tags: [...tags], links,
        texts: document.querySelectorAll("svg text").length};
    }"""
    found = asked(tmp_path, svg, script)
    assert found["pwned"] == []
    assert set(found["tags"]) <= {"title", "desc", "rect", "g", "path", "circle", "text", "a"}
    assert all(link.startswith(("#", "https://x.org/")) for link in found["links"])
    assert found["texts"] > 10


@pytest.mark.parametrize("view", VIEWS)
def test_the_png_is_what_a_browser_shows(view: str, tmp_path: Path) -> None:
    picture = draw(assess(every_kind()), layout=VIEWS[view], embed_fonts=True)
    shown = screenshot(tmp_path, picture.svg, picture.width, picture.height).mean(axis=2)
    image = pixels(picture.png(scale=1))[:, :, :3].mean(axis=2)
    assert shown.shape == image.shape
    assert abs(shown - image).mean() < 4.0
    assert 0.9 < (shown < 128).sum() / (image < 128).sum() < 1.1


MERMAID: dict[str, Callable[[], ArgumentMap]] = {
    "every kind": every_kind,
    "hostile": hostile,
    "34 nodes": lambda: layered(3, 9, 22),
    "iran-russia": iran_russia,
}


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("name", MERMAID)
def test_mermaid_draws_what_we_write(name: str, compact: bool, tmp_path: Path) -> None:
    map_ = MERMAID[name]()
    text = to_mermaid(assess(map_), compact=compact)
    nodes = len(re.findall(r"^  n\d+[^ ]*:::|^  n\d+.*:::\w+$", text, re.MULTILINE))
    lines = len(re.findall(r"^  (?:n|je)\d+ .* (?:n|je)\d+$", text, re.MULTILINE))
    body = (
        f'<textarea id="text" hidden>{text.replace("&", "&amp;").replace("<", "&lt;")}</textarea>'
    )
    script = """async () => {
      mermaid.initialize({startOnLoad: false, securityLevel: "strict", maxEdges: 2000,
        maxTextSize: 500000});
      const text = document.getElementById("text").value;
      const {svg} = await mermaid.render("drawn", text);
      const place = document.createElement("div");
      place.innerHTML = svg;
      document.body.append(place);
      await new Promise(done => setTimeout(done, 100));
      return {pwned: window.pwned, nodes: place.querySelectorAll("g.node").length,
        lines: place.querySelectorAll("path.flowchart-link").length,
        scripts: place.querySelectorAll("script, img, iframe").length,
        links: [...place.querySelectorAll("a")].map(one => one.getAttribute("href")),
        words: place.textContent};
    }"""
    found = asked(tmp_path, body, script, head=module("mermaid/dist/mermaid.min.js"))
    assert found["pwned"] == []
    assert found["scripts"] == 0
    assert found["links"] == []
    assert found["nodes"] == nodes + text.count(":::joint")
    assert found["lines"] == lines
