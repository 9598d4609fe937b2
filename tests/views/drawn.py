"""Maps to draw, and reading a drawing back: what the tests of pictures share."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

import argmap.views
from argmap.model.link import (
    attacks,
    condition,
    contradicts,
    premise,
    supports,
    undercuts,
)
from argmap.model.map import ArgumentMap, Clamp
from argmap.model.node import Argument, Citation, Claim, Evidence
from argmap.model.source import Source
from argmap.views.painting.geometry import Box
from argmap.views.painting.measure import width
from argmap.views.painting.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(argmap.views.__file__).parent / "fonts"

# -- maps --------------------------------------------------------------------------------


def evidence(
    title: str, text: str, source: str, grade: str, locator: str | None = None
) -> Evidence:
    citation = Citation(source=source, grade=grade, locator=locator)
    return Evidence(title, text, citation=citation)


def every_kind() -> ArgumentMap:
    """One of everything that a node-link map can show."""
    nodes = [
        Claim("Alliance", "They are allies for the long term.", tags=("assessment",)),
        Claim("Bargain", "They deal case by case, as rivals.", tags=("assessment",)),
        Claim("Renewed", "The nuclear deal is renewed.", tags=("event",), weight=0.35),
        Claim("Snapback", "UN sanctions snap back.", tags=("event",), weight=0.2),
        Argument("Hamadan", "The quarrel shows how forced the cooperation is.", weight=0.8),
        Argument("Geography"),
        Argument("Named"),
        Claim("Bragged", "Moscow gave the secret away to impress a home audience."),
        Claim("Secrets", "Real partners would not behave so.", tags=("assumption",)),
        Claim("Orders", "Orders for arms will follow.", tags=("forecast",)),
        Claim("None", "The authors conclude that it is no alliance.", tags=("thesis",)),
        evidence("Frozen", "Russia froze a delivery.", "kremlin", "A1", "pp20-22"),
        evidence("Deal", "The Kremlin claimed a deal. " * 12, "agency", "C4", "p3"),
        Claim("Open", "Whether the deal will happen is open."),
        Claim("Spin", "The doubts are spin."),
        evidence("Border", "They share the Caspian Sea", "agency", "F6"),
        Claim("Neighbours", "Neighbours compete"),
        evidence("Gone", "A document that a scenario dropped", "agency", "D"),
        Claim("Distrust", "Both distrust the West."),
        Claim("Alone", "A remark that bears on nothing."),
    ]
    deal = supports("Deal", "Alliance", weight=0.7)
    doubt = undercuts("Open", deal, weight=0.7)
    orders = supports("Deal", "Orders", weight=0.3)
    links = [
        supports("Hamadan", "Bargain", weight=0.6),
        premise("Bragged", "Hamadan"),
        premise("Secrets", "Hamadan", weight=0.7),
        premise("Border", "Geography"),
        premise("Neighbours", "Geography"),
        supports("Geography", "Bargain", weight=0.4),
        attacks("Geography", "Alliance"),
        attacks("None", "Alliance", weight=0.5),
        supports("Orders", "Alliance", weight=0.55),
        condition("Renewed", "Orders"),
        attacks("Frozen", "Alliance", lr=3.0),
        deal,
        orders,
        contradicts("Alliance", "Bargain"),
        contradicts("Bragged", "Frozen"),
        supports("Named", "Alliance", weight=0.35),
        supports("Distrust", "Named"),
        supports("Gone", "Distrust", weight=0.8),
        doubt,
        undercuts("Spin", doubt, weight=0.3),
        condition("Snapback", orders, weight=0.9),
        condition("Snapback", "Hamadan"),
        undercuts("Open", "Named", weight=0.2),
    ]
    return ArgumentMap(
        nodes=nodes,
        links=links,
        sources=[Source("kremlin", title="Kremlin decree"), Source("agency", title="An agency")],
        clamps=[Clamp("[Distrust]", 1.0), Clamp("[Gone]", 0.0, True)],
        title="Every kind",
    )


HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]> -- <!-- <![CDATA[ ?> <?php",
    "\x00\x07\x1b[31m\u202edlrow\u2066 \ufffe\ud800",
    'javascript:alert(1) " onload="alert(1)',
    "e\u0301\u0302\u0303 \u200d\u200c ﷽ &amp; &#x3c; {{x}} ${y}",
    "اتحاد راهبردی ایران و روسیه (۲۰۱۵).",
    "2016年上半年贸易额为8.56亿美元,仅占俄罗斯外贸总额的0.8%",
    "👩‍👩‍👧 🇮🇷🇷🇺 👍🏽 हिन्दी पाठ ภาษาไทย",
    "W" * 10_000,
    "\n\t ",
)


def hostile() -> ArgumentMap:
    """Texts that try to break out, or that are hard to set, in a map with cycles."""
    nodes: list[Claim | Evidence] = []
    for index, words in enumerate(HOSTILE):
        tags = ("assessment",) if index < 2 else ()
        cited = (
            Citation(source="s", document="d", locator=words[:40], grade="B2")
            if index % 2
            else None
        )
        kind = Evidence if index % 2 else Claim
        url = ("javascript:alert(1)", "https://x.org/?a=1&b=2", " data:text/html,x")[index % 3]
        nodes.append(kind(f"{index}{words}", words, tags=tags, citation=cited, url=url))
    titles = [str(node.title) for node in nodes]
    links = [supports(a, b, weight=0.5) for a, b in zip(titles[1:], titles, strict=False)]
    links += [
        attacks(titles[0], titles[4]),
        attacks(titles[3], titles[8]),
        supports(titles[5], titles[5]),
    ]
    links += [
        undercuts(titles[7], links[0]),
        condition(titles[6], titles[2]),
        contradicts(titles[2], titles[6]),
    ]
    return ArgumentMap(
        nodes=nodes,
        links=links,
        sources=[Source("s", title=HOSTILE[0]), Source("d", title=HOSTILE[3])],
        title=" ".join(HOSTILE[:6]),
    )


def layered(positions: int, claims: int, items: int) -> ArgumentMap:
    """A map of the usual build, the same each time: claims bear on several positions, evidence
    on claims, and every ninth item undercuts the link of another."""
    nodes: list[Claim | Evidence] = [
        Claim(f"P{i}", f"Position {i} is right", tags=("assessment",)) for i in range(positions)
    ]
    nodes += [Claim(f"C{i}", f"Claim {i} " + "and so on " * (i % 7)) for i in range(claims)]
    links = []
    for i in range(claims):
        for j in range(1 + i % positions):
            kind = attacks if (i + j) % 3 == 0 else supports
            links.append(kind(f"C{i}", f"P{(i + j) % positions}", weight=(3 + i % 6) / 10))
    last = None
    for i in range(items):
        nodes.append(evidence(f"E{i}", f"Item {i} " + "says more " * (i % 9), "s", "B2"))
        if i % 9 == 8 and last is not None:
            links.append(undercuts(f"E{i}", last, weight=0.5))
            continue
        last = supports(f"E{i}", f"C{i * 7 % claims}", weight=(2 + i % 7) / 10)
        links.append(last)
        if i % 4 == 0:
            links.append(attacks(f"E{i}", f"C{(i * 5 + 1) % claims}", weight=0.3))
    return ArgumentMap(
        nodes=nodes,
        links=list({one.reference: one for one in links}.values()),
        sources=[Source("s")],
    )


def hashed(program: str) -> set[str]:
    """What a program with these maps at hand says, run under two hash seeds."""
    start = (
        "import hashlib, sys; sys.path[:0] = [sys.argv[1]]\n"
        "from drawn import every_kind, hostile, layered\n"
        "def say(picture): print(hashlib.sha256(picture.svg.encode()).hexdigest())\n"
    )
    return {
        subprocess.run(
            [sys.executable, "-c", start + program, os.path.dirname(__file__)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }


def ink_outside(picture: Picture) -> NDArray[np.intp]:
    """Pixels that resvg inks outside all boxes when it sets nothing but the texts of nodes."""
    root = ET.fromstring(picture.svg)
    boxes = [shape_box(node) for node in groups(root, "node")]
    texts = [text for node in groups(root, "node") for text in node.iter(f"{SVG}text")]
    for text in texts:
        text.set("fill", "#000000")
    bare = ET.Element(f"{SVG}svg", {k: v for k, v in root.attrib.items() if k != "role"})
    bare.extend(texts)
    svg = ET.tostring(bare, encoding="unicode")
    ink = pixels(Picture(svg, picture.width, picture.height).png(scale=1))[:, :, 3] > 40
    assert ink.any()
    for box in boxes:
        ink[int(box.y) : int(box.bottom) + 1, int(box.x) : int(box.right) + 1] = False
    return np.argwhere(ink)


# -- reading a drawing -------------------------------------------------------------------


@cache
def _font(face: str) -> TTFont:
    return TTFont(FONTS / f"Arimo-{face}.ttf")


def real_width(element: ET.Element) -> float:
    """Of a `<text>`, with the bundled font; letters that it lacks count as we measure them."""
    bold = element.get("font-weight") == "bold"
    italic = element.get("font-style") == "italic"
    font = _font("Bold" if bold else "Italic" if italic else "Regular")
    known, advances = font.getBestCmap(), font["hmtx"]
    content = element.text or ""
    units = sum(advances[known[ord(c)]][0] if ord(c) in known else width(c, 2048) for c in content)
    spacing = float(element.get("letter-spacing", 0)) * len(content)
    return float(units) / 2048 * float(element.get("font-size", 0)) + spacing


def text_box(element: ET.Element) -> Box:
    """What a `<text>` covers, from its baseline, size and real width."""
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    size, long = float(element.get("font-size", 0)), real_width(element)
    anchor = element.get("text-anchor", "start")
    backward = element.get("direction") == "rtl"
    if anchor == "middle":
        x -= long / 2
    elif (anchor == "end") != backward:
        x -= long
    return Box(x, y - size * 0.75, long, size * 0.97)


def path_box(d: str) -> Box:
    """The box around the corner points of absolute path data."""
    xs: list[float] = []
    ys: list[float] = []
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command == "H":
            xs += values
        elif command == "V":
            ys += values
        elif command == "A":
            xs.append(values[-2])
            ys.append(values[-1])
        elif command in "MLCQ":
            xs += values[::2]
            ys += values[1::2]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def inside(inner: Box, outer: Box, slack: float = 0.3) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.right <= outer.right + slack
        and inner.y >= outer.y - slack
        and inner.bottom <= outer.bottom + slack
    )


def groups(root: ET.Element, kind: str) -> list[ET.Element]:
    """All `<g>` with that class."""
    return [g for g in root.iter(f"{SVG}g") if kind in (g.get("class") or "").split()]


def shape_box(node: ET.Element) -> Box:
    shape = next(path for path in node.iter(f"{SVG}path") if path.get("class") == "shape")
    return path_box(shape.get("d", ""))


def pixels(png: bytes) -> NDArray[np.int16]:
    """An 8-bit PNG as an array (height, width, 4), or (height, width, 3) without transparency."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    channels = {2: 3, 6: 4}[colour]
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + channels * width)
    image = np.zeros((height, width, channels), np.int16)
    above = np.zeros((width, channels), np.int16)
    for index, row in enumerate(rows):
        line = row[1:].reshape(width, channels).astype(np.int16)
        above = _unfiltered(int(row[0]), line, above)
        image[index] = above
    return image


def _unfiltered(kind: int, line: NDArray[np.int16], above: NDArray[np.int16]) -> NDArray[np.int16]:
    if kind == 0:
        return line
    if kind == 1:
        return (np.cumsum(line, axis=0, dtype=np.int64) % 256).astype(np.int16)
    if kind == 2:
        return ((line + above) % 256).astype(np.int16)
    result = np.zeros_like(line)
    left = np.zeros(line.shape[1], np.int16)
    corner = np.zeros(line.shape[1], np.int16)
    for x in range(len(line)):
        if kind == 3:
            guess = (left + above[x]) // 2
        else:
            p = left + above[x] - corner
            a, b, c = abs(p - left), abs(p - above[x]), abs(p - corner)
            guess = np.where((a <= b) & (a <= c), left, np.where(b <= c, above[x], corner))
        left = (line[x] + guess) % 256
        corner = above[x]
        result[x] = left
    return result
