"""What other programs get says the same as our pictures, and user text stays text in it."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from drawn import every_kind, hostile, layered
from test_plan import iran_russia

from argmap.assessment import assess
from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.views.dot import to_graphviz
from argmap.views.mermaid import COMPACT, LINES, to_mermaid
from argmap.views.painting.palette import DARK, contrast

# the whole grammar that we write; anything else would be user text that got out
_WORDS = r"[^\"\\{}\[\]|$;#<>&%`]*(?:(?:#\d+;|</?b>|<br/>)[^\"\\{}\[\]|$;#<>&%`]*)*"
_LABEL = f'"{_WORDS}"'
_NODES = r"(?:n|je)\d+"
_LINES = [
    re.compile(f"  {pattern}")
    for pattern in (
        f"accTitle: {_WORDS}",
        rf"n\d+(?:\[{_LABEL}\]|\({_LABEL}\)|\{{\{{{_LABEL}\}}\}}|\(\[{_LABEL}\]\)|"
        rf"\(\({_LABEL}\)\)):::\w+",
        r"je\d+\(\( \)\):::joint",
        rf"{_NODES} (?:-- {_LABEL} --[->]|--[->]|-\. {_LABEL} \.-x?|-\.-x?) {_NODES}",
        r"classDef \w+ [\w:,#]+",
        r"linkStyle [\d,]+ stroke:#\w{6},stroke-width:2px",
    )
]


@pytest.mark.parametrize("map_", [every_kind(), hostile(), layered(3, 9, 10)])
@pytest.mark.parametrize("compact", [True, False])
def test_mermaid_keeps_to_a_small_grammar(map_: ArgumentMap, compact: bool) -> None:
    for subject in (map_, assess(map_)):
        first, *rest = to_mermaid(subject, compact=compact).splitlines()
        assert first == "flowchart RL"
        for line in rest:
            assert any(pattern.fullmatch(line) for pattern in _LINES), line


def test_mermaid_escapes_what_means_something() -> None:
    words = '"] --> x; <script> %%{init} `md` #quot; &lt; \\ |'
    text = to_mermaid(ArgumentMap(nodes=[Claim(None, words, tags=("assessment",))]))
    label = re.findall(r'n0\["<b>(.*)</b>', text)[0]
    back = re.sub(r"#(\d+);", lambda match: chr(int(match.group(1))), label)
    assert back == words
    assert not re.search(r'[<>"%`&;]', re.sub(r"#\d+;", "", label))


def test_mermaid_has_every_relation_but_contradictions() -> None:
    map_ = every_kind()
    text = to_mermaid(map_)
    wanted = sum(
        link.polarity not in (Polarity.CONTRADICT, Polarity.CONDITION) for link in map_.links
    )
    joints = text.count(":::joint")
    lines = [line for line in text.splitlines() if re.search(r" (?:--|-\.).*[-x>] (?:n|je)", line)]
    assert len(lines) == wanted + joints
    styled = [
        int(index)
        for found in re.findall(r"linkStyle ([\d,]+) ", text)
        for index in found.split(",")
    ]
    assert sorted(styled) == list(range(len(lines)))


def test_mermaid_of_a_large_map_leaves_items_to_counts() -> None:
    map_ = iran_russia()
    assert len(map_.nodes) > COMPACT
    text = to_mermaid(assess(map_))
    assert "below: 10 for · 2 against" in text
    assert len(text.splitlines()) < 100
    whole = to_mermaid(assess(map_), compact=False)
    assert whole.count(":::evidence") > 100


def test_mermaid_lines_can_be_seen_on_white_and_on_black() -> None:
    for colour in LINES.values():
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#0d1117")) >= 3.0


@pytest.mark.parametrize("map_", [every_kind(), hostile(), layered(3, 9, 10)])
def test_dot_is_drawn_with_all_nodes_and_nothing_of_the_users(map_: ArgumentMap) -> None:
    import pygraphviz

    graph = pygraphviz.AGraph(string=to_graphviz(assess(map_)).source)
    drawn = graph.draw(format="json", prog="dot")
    objects = [one for one in json.loads(drawn)["objects"] if one["name"].startswith("n")]
    assert {one["name"] for one in objects} == {f"n{index}" for index in range(len(map_.nodes))}
    assert all("(" in one["label"] or "<" in one["label"] or one["label"] for one in objects)
    svg = ET.fromstring(graph.draw(format="svg", prog="dot"))
    for element in svg.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "image")
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            if key.endswith("href"):
                assert not value.lower().startswith("javascript")


def test_dot_is_stable_and_has_themes() -> None:
    one, other = (to_graphviz(assess(every_kind())).source for _ in range(2))
    assert one == other
    assert DARK.assessment.fill in to_graphviz(every_kind(), theme=DARK).source
