"""Maps as tests of somebody else's project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAP = """===
argmap:
    version: 1
    expect: [A > B, B first]
    scenarios:
        without: {drop: [News], expect: [A down, B > A, A within .01]}
===

[A]: One. #assessment
    + [News]: News. {weight: .8}

[B]: Two. #assessment
    + [Known]: Known. {weight: .5}
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=120,
        check=False,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
    )


def test_expectations_are_tests(tmp_path: Path) -> None:
    (tmp_path / "good.argdown").write_text(MAP, "utf-8")
    (tmp_path / "wrong.argdown").write_text("[A]: Text. {wieght: 1}\n", "utf-8")
    (tmp_path / "notes.txt").write_text("No map.\n", "utf-8")
    found = run(tmp_path, "-rA", "-p", "argmap.pytest_maps")
    assert found.returncode == 1
    lines = found.stdout.splitlines()
    assert [line.split(" - ")[0] for line in lines if line.startswith(("PASSED", "FAILED"))] == [
        "PASSED good.argdown::reads",
        "PASSED good.argdown::A > B",
        "PASSED good.argdown::without: A down",
        "PASSED good.argdown::without: B > A",
        "FAILED good.argdown::B first",
        "FAILED good.argdown::without: A within .01".replace(" .01", " 0.01"),
        "FAILED wrong.argdown::reads",
    ]
    assert "B first: rank 2 with 0.622459; first: [A] 0.689974" in found.stdout
    assert "AM307" in found.stdout
    assert "Traceback" not in found.stdout


def test_nobody_collects_maps_unasked(tmp_path: Path) -> None:
    (tmp_path / "good.argdown").write_text(MAP, "utf-8")
    assert run(tmp_path).returncode == 5  # nothing to test
