"""What Argdown's tools export is read: statements, arguments, structures, relations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import argmap as am
from argmap.formats import json_file

CONFORMANCE = Path(__file__).parents[3] / "shared/argdown-conformance"

# As `argdown json` writes it; the text is that of TEXT, without what argmap does not need.
EXPORT: dict[str, Any] = {
    "frontMatter": {
        "title": "A small case",
        "argmap": {"version": 1, "sources": {"tv": {"title": "The news"}}},
    },
    "statements": {
        "A": {
            "type": "equivalence-class",
            "title": "A",
            "tags": ["assessment"],
            "members": [
                {"title": "A", "isReference": True, "role": "relation-statement"},
                {"title": "A", "text": "First ", "role": "top-level-statement", "section": "s"},
            ],
        },
        "B": {
            "title": "B",
            "members": [{"text": "Second", "data": {"tv": None, "p3": None, "C3": None}}],
        },
        "Untitled 1": {"title": "Untitled 1", "members": [{"text": "No title."}]},
        "P": {"title": "P", "members": [{"text": "A premise", "data": {"weight": 0.7}}]},
        "I": {"title": "I", "members": [{"text": "Between"}]},
        "C": {"title": "C", "members": [{"text": "So"}]},
    },
    "arguments": {
        "R": {
            "title": "R",
            "members": [{"text": "gist ", "role": "argument-description"}],
            "pcs": [
                {"title": "P", "role": "premise"},
                {"title": "I", "role": "intermediary-conclusion", "inference": {}},
                {"title": "B", "role": "premise"},
                {
                    "title": "C",
                    "role": "main-conclusion",
                    "inference": {"inferenceRules": ["x"], "data": {"strength": 0.8}},
                },
            ],
        },
        "S": {"title": "S", "members": [], "pcs": []},
    },
    "relations": [
        {"relationType": "support", "from": "B", "fromType": "equivalence-class", "to": "A",
         "toType": "equivalence-class"},
        {"relationType": "contradictory", "from": "A", "fromType": "equivalence-class",
         "to": "Untitled 1", "toType": "equivalence-class"},
        {"relationType": "attack", "from": "R", "fromType": "argument", "to": "A",
         "toType": "equivalence-class"},
        {"relationType": "undercut", "from": "B", "fromType": "equivalence-class", "to": "R",
         "toType": "inference", "conclusionIndex": 1},
        {"relationType": "support", "from": "A", "fromType": "equivalence-class", "to": "S",
         "toType": "argument"},
    ],
    "sections": [{"type": "section", "id": "s", "title": "A heading", "children": []}],
}  # fmt: skip
TEXT = """\
===
title: A small case
argmap: {version: 1, sources: {tv: {title: The news}}}
===

[B]: Second {tv, p3, C3}

No title.

<S>: S

<R>: gist

(1) [P]: A premise {weight: .7}
----
    _ [B]
(2) [I]: Between
(3) [B]
-- {strength: .8} --
(4) [C]: So
    -> [A]

# A heading

[A]: First #assessment
    + [B]
    +> <S>
    >< No title.
"""


def test_an_export_is_the_map_of_its_text() -> None:
    map_ = json_file.parsed(json.dumps(EXPORT), "x.json").required()
    text = TEXT.replace("\nNo title.\n", "", 1)
    meant = am.parse(text).required()
    assert map_.title == meant.title
    assert map_.sources == meant.sources
    nodes = {one.reference: one for one in map_.nodes}
    for node in meant.nodes:
        if node.reference not in ("No title.", "<S>"):
            assert nodes[node.reference] == node
    assert nodes["No title."].text == "No title."
    assert {str(one.reference) for one in map_.links} == {str(one.reference) for one in meant.links}


def test_what_relates_to_nothing_is_said() -> None:
    broken = {**EXPORT, "relations": [{**EXPORT["relations"][0], "to": "Nobody"}]}
    reading = json_file.parsed(json.dumps(broken), "x.json")
    assert not reading.ok
    assert "relations[0]: 'Nobody'" in reading.diagnostics[0].message


def test_argdowns_own_exports_are_read() -> None:
    files = [one for one in sorted(CONFORMANCE.glob("*.json")) if one.stem != "INDEX"]
    if not files:
        pytest.skip("the conformance files are not here")
    count = 0
    for path in files:
        said = json.loads(path.read_text("utf-8"))
        if "statements" not in said or said.get("exceptions") or said.get("exception"):
            continue
        reading = json_file.read(path)
        codes = {one.code for one in reading.diagnostics}
        assert codes <= {"AM702"}, (path.name, [str(one) for one in reading.diagnostics][:3])
        assert len(reading.required().nodes) >= len(said["statements"])
        count += 1
    assert count > 300
