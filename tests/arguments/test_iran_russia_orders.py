"""`docs/iran-russia-orders.md` says what the map says under every scenario and semantics.

`pytest tests/arguments --accept` writes it anew.
"""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from argued import ROOT

PAGE = ROOT / "docs/iran-russia-orders.md"


def _script() -> Any:
    name = "iran_russia_orders"
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh(request: pytest.FixtureRequest) -> None:
    text = _script().page()
    if request.config.getoption("--accept"):
        PAGE.write_text(text, "utf-8")
    assert PAGE.read_text("utf-8") == text, "python scripts/iran_russia_orders.py writes it anew"
