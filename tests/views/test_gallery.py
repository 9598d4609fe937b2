"""The pictures on the pages are those that the script draws now; run it when this fails."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_gallery_is_fresh() -> None:
    found = importlib.util.spec_from_file_location("pictures", ROOT / "scripts/pictures.py")
    assert found is not None
    assert found.loader is not None
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    kinds = {"gallery": script.gallery(), "result": script.results()}
    for kind, drawn in kinds.items():
        for name, picture in drawn.items():
            shown = (ROOT / f"docs/pictures/{kind}-{name}.svg").read_text("utf-8")
            assert picture.svg == shown, name
