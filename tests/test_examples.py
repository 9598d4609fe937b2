"""The examples run as they are, from the folder of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
WRITING = {"draw.py": ("cache-or-index.png", "index.svg", "unscored.svg")}


def test_there_are_examples() -> None:
    assert {path.name for path in EXAMPLES} >= {"rank.py", "build.py", "draw.py", "suppose.py"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example(path: Path, tmp_path: Path) -> None:
    written = WRITING.get(path.name, ())
    arguments = [str(tmp_path)] if written else []
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert {one.name for one in tmp_path.iterdir()} == set(written)
