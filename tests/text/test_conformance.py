"""Files that Argdown's own parser has answered: ours are the same, and what it rejects is
rejected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exported import compared, differences, expected

from argmap.text.plain import parse_argdown

FOLDER = Path(__file__).parents[3] / "shared" / "argdown-conformance"
INDEX: list[dict[str, Any]] = (
    json.loads((FOLDER / "INDEX.json").read_text("utf-8"))
    if (FOLDER / "INDEX.json").is_file()
    else []
)
pytestmark = pytest.mark.skipif(not INDEX, reason="../shared/argdown-conformance is not there")

#: What is read differently; docs/argdown.md says why.
DIFFERENT = {
    "own_crlf_multiline_data",
    # model.explodeArguments
    "doc_guide_creating_oldschool_argument_maps_and_inference_trees_00",
    "doc_guide_creating_statement_and_argument_nodes_14",
    "doc_guide_creating_statement_and_argument_nodes_15",
}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.argdown").read_bytes().decode("utf-8")


def test_at_least_97_percent_of_the_accepted_files_are_read_as_argdown_reads_them() -> None:
    accepted = [one["name"] for one in INDEX if one["outcome"] == "ok"]
    different: set[str] = set()
    for name in accepted:
        argdown = parse_argdown(text_of(name))
        export = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        if not argdown.ok or any(differences(compared(argdown), expected(export))):
            different.add(name)
    assert different == DIFFERENT
    assert len(different) <= 0.03 * len(accepted)


def test_every_file_that_argdown_rejects_is_rejected() -> None:
    rejected = [one["name"] for one in INDEX if one["outcome"] != "ok"]
    assert [name for name in rejected if parse_argdown(text_of(name)).ok] == []
