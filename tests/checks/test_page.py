"""`docs/checks.md` is written from the checks; `pytest tests/checks --accept` writes it anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("checks_page", ROOT / "scripts/checks_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh(request: pytest.FixtureRequest) -> None:
    page, text = ROOT / "docs/checks.md", _script().page()
    if request.config.getoption("--accept"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text, "python scripts/checks_page.py writes it anew"
