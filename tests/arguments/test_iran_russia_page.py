"""`docs/iran-russia.md` and its pictures say what the map says.

`pytest tests/arguments --accept` writes them anew; the prose is in `scripts/iran_russia_page.md`.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType
from typing import Any

import pytest
from argued import ROOT


def _script() -> ModuleType:
    name = "iran_russia_page"
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT: Any = _script()
PAGE = ROOT / "docs/iran-russia.md"


def test_the_page_is_fresh(request: pytest.FixtureRequest) -> None:
    text = SCRIPT.page()
    if request.config.getoption("--accept"):
        PAGE.write_text(text, "utf-8")
    assert PAGE.read_text("utf-8") == text, "python scripts/iran_russia_page.py writes it anew"


@pytest.mark.parametrize("name", SCRIPT.PICTURES)
def test_its_pictures_are_fresh(name: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pygraphviz", reason="another engine places boxes elsewhere")
    path = PAGE.parent / "pictures" / name
    picture = dict(SCRIPT.pictures())[name]
    if request.config.getoption("--accept"):
        picture.save(path)
    assert path.read_text("utf-8") == picture.svg
    assert f"](pictures/{name})" in PAGE.read_text("utf-8")


def test_every_link_leads_to_the_line_where_the_statement_stands() -> None:
    text = PAGE.read_text("utf-8")
    found = re.findall(r"\[([^\]]+)\]\(\.\./arguments/([\w.-]+)#L(\d+)\)", text)
    assert len(found) > 100
    for words, file, number in found:
        line = (ROOT / "arguments" / file).read_text("utf-8").splitlines()[int(number) - 1]
        if re.fullmatch(r"[01]\.\d\d", words):
            # A weight leads to the relation that bears it; braces may stand on the next line.
            assert re.search(r"[+-]>? [\[<]", line), line
        elif not words.startswith("AM6"):
            assert f"[{words}]:" in line or words in line, line


def test_the_prose_knows_when_it_is_no_longer_true() -> None:
    with pytest.raises(SCRIPT.Stale):
        SCRIPT.expect("Strategic alliance > Durable partnership")
    with pytest.raises(SCRIPT.Stale):
        SCRIPT.leading("for Strategic alliance: Thin trade")


def test_no_placeholder_is_left() -> None:
    assert not re.search(r"\{\{|\}\}|@\[", PAGE.read_text("utf-8"))
