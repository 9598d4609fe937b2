"""Reading takes time in proportion to the text, and less than Argdown's own parser takes."""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from argmap.text.read import parse
from benchmarks import maps
from benchmarks.figures import Figure
from benchmarks.measure import Row, compared

#: The environment variable that names a folder in which npm installed @argdown/core.
NODE_FOLDER = "ARGDOWN_FOLDER"


def row(sizes: tuple[int, int], runs: int) -> Row:
    return compared("read a text", _reading, sizes, runs=runs, limit=12)


def _reading(statements: int) -> Callable[[], object]:
    text = maps.text(statements)
    assert parse(text).ok
    return lambda: parse(text)


def against_argdown(*, smoke: bool = False) -> Figure:
    """CPU time of a map from a text of 10,400 statements and 1.6 MB, over that of Argdown's own
    parser and model, medians of the same run; no number where that is not installed."""
    name = "text to map, of the time of Argdown's own parser"
    folder = os.environ.get(NODE_FOLDER)
    if folder is None or shutil.which("node") is None:
        return Figure(name, float("nan"), "", note=f"needs node and {NODE_FOLDER}=FOLDER")
    text = maps.text(100 if smoke else 10_400, words=6)
    runs = 1 if smoke else 5
    theirs = _argdown(text, Path(folder), runs)
    ours: list[float] = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        assert parse(text).ok
        ours.append(time.process_time() - start)
    one, two = statistics.median(ours), statistics.median(theirs)
    note = f"{one:.2f} s against {two:.2f} s for {len(text) / 1e6:.1f} MB"
    return Figure(name, one / two, "×", None if smoke else 0.8, note)


def _argdown(text: str, folder: Path, runs: int) -> list[float]:
    script = Path(__file__).with_name("argdown.cjs")
    with tempfile.NamedTemporaryFile("w", suffix=".argdown", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run(
            ["node", str(script), file.name, str(runs)],
            capture_output=True,
            text=True,
            cwd=folder,
            check=True,
        )
    seconds: list[float] = json.loads(done.stdout)
    return seconds
