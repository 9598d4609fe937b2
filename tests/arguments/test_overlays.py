"""The readings in `arguments/overlays/` fit the map, and every number is argued."""

from __future__ import annotations

from pathlib import Path

import pytest
from argued import ROOT, whole

from argmap.analysis.pool import pool
from argmap.text.overlay import load_overlay, read_overlay

OVERLAYS = tuple(sorted((ROOT / "arguments/overlays").glob("*.yaml")))

each_overlay = pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)


@each_overlay
def test_it_names_what_the_map_has(path: Path) -> None:
    found = read_overlay(path, whole())
    assert found.ok
    assert found.diagnostics == ()
    assert len(found.required()) >= 10


@each_overlay
def test_every_block_of_numbers_stands_below_its_reason(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > 100] == []
    numbers = [at for at, line in enumerate(lines) if line.startswith('  "')]
    for at in numbers:
        above = lines[at - 1]
        assert above.startswith("  #") or (at - 1 in numbers), lines[at]


def test_they_are_far_apart() -> None:
    map_ = whole()
    found = pool(map_, [load_overlay(path, map_) for path in OVERLAYS])
    assert len(found.analysts) == 3
    assert found["Strategic alliance"].spread > 0.3
