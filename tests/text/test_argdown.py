"""Made-up texts are read as Argdown's own parser reads them.

`argdown/cases.json` holds the texts with Argdown's answers; scripts/argdown_cases.py made it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exported import compared, differences

from argmap.text.language import ARGDOWN
from argmap.text.plain import parse_argdown
from argmap.text.read import parse

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "argdown" / "cases.json").read_text("utf-8")
)


def test_there_are_texts_of_both_kinds() -> None:
    accepted = [one for one in CASES if one["export"] is not None]
    assert len(accepted) > 40
    assert len(CASES) - len(accepted) > 20


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_argdown_reads_the_same(case: dict[str, Any]) -> None:
    argdown = parse_argdown(case["text"])
    assert argdown.ok == (case["export"] is not None), argdown.diagnostics
    if argdown.ok:
        assert not list(differences(compared(argdown), case["export"]))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_a_map_comes_of_what_says_anything(case: dict[str, Any]) -> None:
    argdown, reading = parse_argdown(case["text"]), parse(case["text"], language=ARGDOWN)
    assert reading.ok == (argdown.ok and bool(argdown.statements or argdown.arguments))
