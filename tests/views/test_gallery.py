"""The pictures on the pages are those that are drawn now.

`pytest -m slow tests/views/test_gallery.py --accept` writes them; look at them before you commit.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    found = importlib.util.spec_from_file_location("pictures", ROOT / "scripts/pictures.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_pictures_are_fresh(script: ModuleType, request: pytest.FixtureRequest) -> None:
    stale = []
    for name, content in script.pictures():
        path = ROOT / "docs/pictures" / name
        if request.config.getoption("--accept"):
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            stale.append(name)
    assert not stale, f"{', '.join(stale)}: run python scripts/pictures.py, and look at them"


@pytest.mark.parametrize(("page", "kind"), [("gallery.md", "gallery"), ("charts.md", "chart")])
def test_a_gallery_shows_all_that_its_code_saves(page: str, kind: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    saved = re.findall(r'\.save\("(\w+)\.svg"\)', text)
    shown = re.findall(rf"!\[[^\]]+\]\(pictures/{kind}-(\w+)\.svg\)", text)
    assert saved == shown
    kept = {
        path.stem.removeprefix(f"{kind}-") for path in (ROOT / "docs/pictures").glob(f"{kind}-*")
    }
    assert kept == set(saved)
