"""`new` writes a file that is not there yet, and `rules` explains what stands in complaints."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import run, saved

from argmap.checks import CHECKS
from argmap.text.rules import RULES


@pytest.mark.parametrize("template", ["map", "debate", "ach", "decision"])
def test_a_new_file_is_a_map(tmp_path: Path, template: str) -> None:
    path = tmp_path / "mine.argdown"
    assert run("new", path, "--template", template).exit_code == 0
    assert run("check", "--strict", path).exit_code == 0
    assert run("fmt", "--check", path).exit_code == 0


def test_a_suffix_is_added_and_nothing_written_over(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").exit_code == 0
    path = saved(tmp_path, "[A]: Mine.\n", "mine.argdown")
    result = run("new", path)
    assert result.exit_code == 1
    assert "there already" in result.stderr
    assert path.read_text("utf-8") == "[A]: Mine.\n"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.argdown"]
    assert run("new", tmp_path / "no" / "such" / "folder.argdown").exit_code == 1


def test_rules_are_listed_and_explained() -> None:
    listed = run("rules").stdout
    for rule in (*RULES, *(one.rule for one in CHECKS)):
        assert f"\n{rule.code} " in listed
        assert rule.name in listed
    one = run("rules", "am202").stdout
    assert "AM202 indent (error)" in one
    assert "for example here:" in one
    assert run("rules", "indent").stdout == one
    assert run("rules", "AM999").exit_code == 2
