"""Results to draw, and reading their charts back: what the tests of charts share."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from drawn import HOSTILE, SVG, every_kind, groups, layered

from argmap.analysis.ach import ach
from argmap.analysis.change import explain_change
from argmap.analysis.compare import compare
from argmap.analysis.contributions import contributions
from argmap.analysis.cruxes import cruxes
from argmap.analysis.diagnosticity import diagnosticity
from argmap.analysis.grid import grid
from argmap.analysis.grouping import LINK, SOURCE
from argmap.analysis.inconsistency import WEIGHTED
from argmap.analysis.methods import REMOVAL
from argmap.analysis.pool import pool
from argmap.analysis.survival import survival
from argmap.analysis.sweep import sweep
from argmap.analysis.table import Table
from argmap.analysis.tipping import tipping
from argmap.analysis.topic import Topic
from argmap.analysis.tornado import tornado
from argmap.assessment import assess
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.matrix import Matrix, Rated
from argmap.model.node import Claim
from argmap.model.overlay import Overlay
from argmap.model.question import Question
from argmap.model.scenario import Action, Scenario
from argmap.sampling.indicators import indicators
from argmap.sampling.sample import sample
from argmap.sampling.settings import Settings
from argmap.sampling.sobol import Account, Accounts
from argmap.text.read import load
from argmap.views.drawing import draw
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.picture import Picture

ROOT = Path(__file__).parents[2]


@cache
def real() -> ArgumentMap:
    return load(ROOT / "arguments/iran-russia.argdown")


@cache
def many() -> ArgumentMap:
    return layered(4, 19, 127)


@cache
def odd(*, surrogates: bool = True) -> ArgumentMap:
    """Positions and reasons whose titles try to break out, or are hard to set."""
    titles = [f"{at}{words}" for at, words in enumerate(HOSTILE)]
    if not surrogates:
        titles = [title.replace("\ud800", "") for title in titles]
    positions = [titles[at] for at in (0, 5, 8)]
    nodes = [
        Claim(title, title, tags=("assessment",) if title in positions else ()) for title in titles
    ]
    links = [
        (attacks if at % 3 else supports)(title, positions[at % 3], weight=0.5 + at / 30)
        for at, title in enumerate(titles)
        if title not in positions
    ]
    return ArgumentMap(nodes=nodes, links=links, title=titles[0])


@cache
def loose() -> ArgumentMap:
    """Three attacks in a ring that never settle, and a position that hangs on them."""
    rising = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    return ArgumentMap(
        nodes=[
            *(Claim(title, weight=weight) for title, weight in zip("ABC", rising, strict=True)),
            *map(Claim, "PQR"),
        ],
        links=[
            *(attacks(*ends, lr=math.exp(20)) for ends in ("AB", "BC", "CA")),
            supports("A", "P"),
        ],
        questions=[Question("q", "", ("P", "Q", "R"))],
    )


def _named(map_: ArgumentMap, count: int) -> list[Scenario]:
    nodes = [node for node in map_.nodes if node.reference not in map_.positions]
    every = itertools.islice(itertools.cycle(nodes), count)
    return [Scenario(f"without {at}").drop(node.reference) for at, node in enumerate(every)]


def _first_two(map_: ArgumentMap) -> tuple[str, str]:
    one, other = map_.positions[:2]
    return one, other


ANALYSTS = (
    Overlay("Anna", {"Thin trade": 0.9, "Mutual distrust": 0.4, "Oil needs coordinating": 0.8}),
    Overlay("Boris", {"Thin trade": 0.3, "Mutual distrust": 0.8}),
    Overlay("Chen", {"Mutual distrust": 0.9}, {"Thin trade -> Pragmatic cooperation": 0.9}),
)


def _odd_analysts() -> list[Overlay]:
    titles = [node.title or "" for node in odd().nodes]
    return [
        Overlay(f"{at}{words}", {titles[1]: at / 9, titles[2]: 0.5 - at / 20})
        for at, words in enumerate((HOSTILE[0], HOSTILE[5], HOSTILE[8]))
    ]


def _accounts() -> Accounts:
    """Without SALib, and with what an estimate may come out as."""
    rows = [
        Account("no source", "no source", 9, 0.61, 0.05, 0.72, 0.06),
        Account("agency", HOSTILE[3], 4, 0.2, 0.02, 0.21, 0.02),
        Account("rumour", "A rumour", 1, -0.01, 0.01, 0.0, math.nan),
    ]
    asked = Topic("[A]", "[B]")
    return Accounts(asked, SOURCE, Settings(8), 40, 1.25, rows)


def _ratings() -> Matrix:
    """Every letter, with and without credibility and relevance."""
    rows = [
        Rated("Says one thing", (1, 1, 1)),
        Rated("Says another", (-2, 2, 0), credibility=0.8, relevance=0.2),
        Rated("Says " + "so much " * 20, (-1, -1, 2), credibility=0.2),
    ]
    return Matrix(("First", "Second of them", "Third"), rows)


RESULTS: dict[str, Callable[[], Table]] = {
    "compare": lambda: compare(real()),
    "compare nothing": lambda: compare(real(), []),
    "compare 200": lambda: compare(layered(2, 4, 9), _named(layered(2, 4, 9), 200)),
    "compare odd": lambda: compare(odd(), _named(odd(), 3)),
    "compare one": lambda: compare(ArgumentMap(nodes=[Claim("A")]), []),
    "compare empty": lambda: compare(ArgumentMap(), []),
    "sweep": lambda: compare(
        real(), sweep("section:The bounded partnership*", 0, 1.5, action=Action.SCALE)
    ),
    "sweep odd": lambda: compare(odd(), sweep(odd().positions[0], 1, 0, action=Action.SET)),
    "grid": lambda: grid(
        real(),
        sweep("section:The bounded partnership*", 0, 1.5, steps=7, action=Action.SCALE),
        sweep("section:The uneasy pair*", 0, 1.5, steps=8, action=Action.SCALE),
    ),
    "grid odd": lambda: grid(
        odd(),
        sweep(odd().positions[0], 0, 1, steps=3, action=Action.SET),
        sweep(odd().positions[1], 0, 1, steps=3, action=Action.SET),
    ),
    "tornado": lambda: tornado(real(), "Moscow shields Iran", over="Moscow acts on Iran"),
    "tornado of links": lambda: tornado(
        real(), "Pragmatic cooperation", over="Durable partnership", by=LINK
    ),
    "tornado of sources": lambda: tornado(real(), "Strategic alliance", by=SOURCE),
    "tornado odd": lambda: tornado(odd(), _first_two(odd())[0], over=_first_two(odd())[1]),
    "tornado of nothing": lambda: tornado(ArgumentMap(nodes=[Claim("A"), Claim("B")]), "A"),
    "contributions": lambda: contributions(
        assess(real()), "Pragmatic cooperation", "Durable partnership", by=SOURCE
    ),
    "contributions of items": lambda: contributions(
        assess(many()), _first_two(many())[0], permutations=4
    ),
    "contributions by removal": lambda: contributions(
        assess(real()), "Strategic alliance", by=SOURCE, method=REMOVAL
    ),
    "contributions odd": lambda: contributions(assess(odd()), _first_two(odd())[0]),
    "contributions of nothing": lambda: contributions(assess(ArgumentMap(nodes=[Claim("A")])), "A"),
    "explain_change": lambda: explain_change(real(), None, real().scenario("only-2016")),
    "explain_change odd": lambda: explain_change(odd(), None, _named(odd(), 1)[0]),
    "survival": lambda: survival(real()),
    "survival of every kind": lambda: survival(every_kind()),
    "survival odd": lambda: survival(odd()),
    "survival empty": lambda: survival(ArgumentMap()),
}


RESULTS |= {
    "compare unsettled": lambda: compare(loose(), [Scenario("cut").drop("A")]),
    "sweep unsettled": lambda: compare(loose(), sweep("A", 0.2, 1, steps=3, action=Action.SET)),
    "grid unsettled": lambda: grid(
        loose(),
        sweep("A", 0.2, 1, steps=2, action=Action.SET),
        sweep("Q", 0.2, 1, steps=2, action=Action.SET),
    ),
    "survival unsettled": lambda: survival(loose()),
    "explain_change unsettled": lambda: explain_change(loose(), None, Scenario("cut").drop("A")),
    "pool unsettled": lambda: pool(loose(), [Overlay("Ana", {"Q": 0.4})]),
    "tipping": lambda: tipping(real(), "Moscow shields Iran", over="Moscow acts on Iran"),
    "tipping out of range": lambda: tipping(
        ArgumentMap(nodes=[Claim("A"), Claim("B")]),
        "A",
        over="B",
        scenario=Scenario("fixed").assume("A", 0.9).assume("B", 0.2),
    ),
    "tipping odd": lambda: tipping(odd(), _first_two(odd())[0], over=_first_two(odd())[1]),
    "ach": lambda: ach(real()),
    "ach of ratings": lambda: ach(_ratings()),
    "ach weighted": lambda: ach(_ratings(), method=WEIGHTED),
    "ach odd": lambda: ach(odd()),
    "diagnosticity": lambda: diagnosticity(_ratings()),
    "sample": lambda: sample(real(), 500, scenarios=[real().scenario("only-2016")]),
    "sample odd": lambda: sample(odd(surrogates=False), 50),
    "drivers": lambda: sample(real(), 500).drivers("Durable partnership"),
    "drivers odd": lambda: sample(odd(surrogates=False), 50).drivers(
        odd(surrogates=False).positions[0]
    ),
    "indicators": lambda: indicators(real(), n=2000),
    "indicators odd": lambda: indicators(odd(surrogates=False), n=50),
    "pool": lambda: pool(real(), ANALYSTS),
    "pool odd": lambda: pool(odd(), _odd_analysts()),
    "disagreement": lambda: pool(real(), ANALYSTS).disagreement,
    "disagreement odd": lambda: pool(odd(), _odd_analysts()).disagreement,
    "sobol": _accounts,
    "cruxes": lambda: cruxes(
        real(), *ANALYSTS[:2], "Pragmatic cooperation", over="Durable partnership"
    ),
    "cruxes odd": lambda: cruxes(odd(), _odd_analysts()[0], _odd_analysts()[1], odd().positions[0]),
}


@cache
def result(name: str) -> Table:
    return RESULTS[name]()


@cache
def picture(name: str, theme: Theme = LIGHT) -> Picture:
    return draw(result(name), theme=theme)


@cache
def root_of(name: str) -> ET.Element:
    return ET.fromstring(picture(name).svg)


# -- reading a chart -------------------------------------------------------------------------


def rows_of(name: str) -> list[ET.Element]:
    return groups(root_of(name), "row")


def texts(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def number(words: str) -> float:
    """What is written: −.35, +0.351, .12."""
    return float(words.replace("−", "-"))


def numbers(element: ET.Element) -> list[float]:
    found = []
    for words in texts(element):
        try:
            found.append(number(words))
        except ValueError:
            continue
    return found


def axis(root: ET.Element) -> Callable[[float], float]:
    """From px to values, by the outermost numbers below the first grid and their places."""
    (x, low), *_between, (y, high) = _first_grid(root)
    return lambda px: low + (px - x) * (high - low) / (y - x)


def _first_grid(root: ET.Element) -> list[tuple[float, float]]:
    """Places and values, which rise within one grid."""
    ticks = [
        (float(text.get("x", 0)), float(text.get("y", 0)), number(text.text or ""))
        for text in root.iter(f"{SVG}text")
        if text.get("text-anchor") == "middle" and text.get("font-size") == "9.5"
    ]
    below = [(x, value) for x, y, value in ticks if y == ticks[0][1]]
    ends = [at for at, (one, other) in enumerate(itertools.pairwise(below)) if other[1] <= one[1]]
    return below[: ends[0] + 1] if ends else below
