"""What the pages show is what happens: every block of code on them runs.

`pytest tests/test_docs.py --accept` writes what happens into the pages; read the difference.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import click
import pytest

from argmap.cli import COMMANDS
from argmap.text.read import read
from argmap.text.rules import RULES
from pages import PAGES, ROOT, Block, blocks, console, run_python, save

RUN_ELSEWHERE = {"pip", "pytest", "git", "cd", "python", "ruff", "mypy", "lint-imports", "dask"}
NOT_RUN = {"text", "yaml", "toml", "argdown"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    accept = bool(request.config.getoption("--accept"))
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    names: dict[str, Any] = {"__name__": "__main__"}
    wrong: list[str] = []
    changed: list[tuple[Block, str]] = []
    for block in blocks(text):
        if block.file is not None:
            save(block)
            if block.file.endswith(".argdown") and not block.file.startswith("wrong"):
                wrong.extend(map(str, read(block.file).diagnostics))
        elif block.language == "python":
            try:
                run_python(block, names, page.name)
            except Exception as error:
                wrong.append(f"{page.name}:{block.line}\n{type(error).__name__}: {error}")
        elif block.language == "console":
            content, complaints = console(block, accept=accept)
            wrong.extend(f"{page.name}:{block.line}\n{one}" for one in complaints)
            changed.append((block, content))
        elif block.language == "sh":
            words = re.findall(r"(?:^|&& )\s*(\S+)", block.content, re.MULTILINE)
            assert set(words) <= {*RUN_ELSEWHERE, "argmap"}
        else:
            assert block.language in NOT_RUN, f"{page.name}:{block.line}: {block.language}"
    if accept:
        for block, content in reversed(changed):
            text = text[: block.start] + content + text[block.end :]
        page.write_text(text, "utf-8")
    assert not wrong, "\n\n".join(wrong)


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        prose = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name} leads to {target}"


def test_the_table_of_diagnostics_is_that_of_the_rules(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs/text-format.md"
    text = page.read_text("utf-8")
    rows = [
        f"| {one.code} | {one.severity.value} | `{one.name}` | {one.summary.replace('|', '/')} |"
        for one in sorted(RULES, key=lambda one: one.code)
    ]
    table = "\n".join(["| code | | rule | |", "| --- | --- | --- | --- |", *rows])
    found = re.search(r"(?<=<!-- rules -->\n\n).*?(?=\n\n<!-- end of rules -->)", text, re.DOTALL)
    assert found is not None
    if request.config.getoption("--accept"):
        page.write_text(text[: found.start()] + table + text[found.end() :], "utf-8")
    else:
        assert found[0] == table


def test_every_command_and_option_is_in_the_pages() -> None:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    for command in COMMANDS:
        assert f"argmap {command.name}" in text
        for option in command.params:
            if isinstance(option, click.Option):
                longest = max(option.opts, key=len)
                assert re.search(rf"{re.escape(longest)}\b", text), f"{command.name} {longest}"
