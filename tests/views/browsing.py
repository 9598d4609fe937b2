"""Asking a real browser about a page; what is missing for that is a reason to skip."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import pixels
from numpy.typing import NDArray

#: A folder `node_modules` with axe-core and mermaid.
MODULES = "ARGMAP_NODE_MODULES"
#: Set where what is missing is a failure.
REQUIRED = "ARGMAP_BROWSER_REQUIRED"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60_000  # virtual milliseconds that a page may take
_RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)


def _missing(what: str) -> None:
    if os.environ.get(REQUIRED):
        pytest.fail(f"{what}, though {REQUIRED} is set")
    pytest.skip(what)


@cache
def _browser() -> str:
    return next((path for name in _NAMES if (path := shutil.which(name))), "")


def module(path: str) -> str:
    """A script tag for a file below `node_modules`; skips where it is missing."""
    folder = os.environ.get(MODULES, "")
    file = Path(folder, path)
    if not folder or not file.is_file():
        _missing(f"{path} is not there: set {MODULES} to a node_modules that has it")
    return f'<script src="{file.resolve().as_uri()}"></script>'


def asked(tmp_path: Path, body: str, script: str, *, head: str = "") -> Any:
    """What the JavaScript function `script` resolves to in a page with this body.

    Skips where there is no browser.
    """
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pictures</title>'
        f'{head}</head><body><main><h1>Pictures</h1>{body}</main><pre id="result"></pre>'
        "<script>window.pwned = []; window.alert = one => window.pwned.push(one);"
        f"(async () => {{ let found; try {{ found = await ({script})(); }}"
        " catch (error) { found = {error: String(error)}; }"
        " document.getElementById('result').textContent = JSON.stringify(found); })();"
        "</script></body></html>",
        encoding="utf-8",
    )
    done = _run(tmp_path, f"--virtual-time-budget={_PATIENCE}", "--dump-dom", page.as_uri())
    found = _RESULT.search(done.stdout)
    assert found, done.stderr[-2000:]
    assert found[1], "the page did not finish"
    result = json.loads(html.unescape(found[1]))
    if isinstance(result, dict) and "error" in result:
        raise AssertionError(result["error"])
    return result


def screenshot(tmp_path: Path, svg: str, width: int, height: int) -> NDArray[np.int16]:
    """The pixels (height, width, 3) of a picture. Skips where there is no browser."""
    page, target = tmp_path / "picture.html", tmp_path / "shown.png"
    style = "<style>body{margin:0}svg{display:block}</style>"
    page.write_text(f'<!doctype html><meta charset="utf-8">{style}{svg}', encoding="utf-8")
    # windows have a least size, and what is above the page is not part of the picture
    _run(
        tmp_path,
        f"--window-size={width},{height + 200}",
        "--virtual-time-budget=5000",
        f"--screenshot={target}",
        page.as_uri(),
    )
    return pixels(target.read_bytes())[:height, :width, :3]


def _run(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    browser = _browser()
    if not browser:
        _missing(f"no browser: none of {', '.join(_NAMES)} is on PATH")
    return subprocess.run(
        [
            browser,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            f"--user-data-dir={tmp_path / 'profile'}",
            *options,
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
