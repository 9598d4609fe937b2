"""The notebooks among the examples run from top to bottom, and are kept without what they print."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)

#: Executes a notebook where it lies; what a cell raises ends it with a traceback.
RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
place = {"metadata": {"path": sys.argv[2]}}
nbclient.NotebookClient(notebook, timeout=120, resources=place).execute()
shown = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
print(len(shown), sum("image/svg+xml" in str(cell.outputs) for cell in shown))
"""


def test_there_are_notebooks() -> None:
    assert "what-if.ipynb" in {path.name for path in NOTEBOOKS}


@each
def test_nothing_printed_is_kept(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@each
@pytest.mark.slow
def test_it_runs(path: Path) -> None:
    for package in ("nbclient", "nbformat", "ipykernel"):
        pytest.importorskip(package, reason="needs the extra dev")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path), str(FOLDER)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown, pictures = map(int, done.stdout.split())
    assert shown > 5
    assert pictures > 0
