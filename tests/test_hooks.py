"""The hooks for users of pre-commit name commands that are there, and pre-commit takes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from argmap.cli import COMMANDS
from argmap.formats import TEXT
from pages import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = yaml.safe_load(MANIFEST.read_text("utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_on_maps(hook: dict[str, str]) -> None:
    program, command, *options = hook["entry"].split()
    assert (program, hook["language"]) == ("argmap", "python")
    assert hook["id"] == f"argmap-{command}"
    known = {one.name: one for one in COMMANDS}
    given = {text for param in known[command].params for text in param.opts}
    assert set(options) <= given
    assert re.search(hook["files"], f"maps/debate{TEXT.suffixes[0]}")
    assert not re.search(hook["files"], "maps/debate.argdown.bak")


def test_every_hook_is_documented() -> None:
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    for hook in HOOKS:
        assert f"- id: {hook['id']}" in page


def test_pre_commit_takes_them() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    loaded = clientlib.load_manifest(str(Path(MANIFEST)))
    assert [hook["id"] for hook in loaded] == ["argmap-check", "argmap-fmt"]
