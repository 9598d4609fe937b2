"""`convert` writes a map in another format and says what is lost; it writes over nothing."""

from __future__ import annotations

from pathlib import Path

from running import MAP, run, saved

import argmap as am


def test_there_and_back(tmp_path: Path) -> None:
    path = saved(tmp_path)
    assert run("convert", path, tmp_path / "fire.json").exit_code == 0
    assert run("convert", tmp_path / "fire.json", tmp_path / "again.argdown").exit_code == 0
    one, two = am.load(path), am.load(tmp_path / "again.argdown")
    assert one.nodes == two.nodes
    assert set(one.links_by_reference) == set(two.links_by_reference)
    assert one.scenarios == two.scenarios
    assert run("assess", tmp_path / "fire.json").stdout == run("assess", path).stdout
    assert run("check", tmp_path / "fire.json").exit_code == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = saved(tmp_path)
    assert run("convert", path, path).exit_code == 2
    other = saved(tmp_path, "x", "other.json")
    assert run("convert", path, other).exit_code == 2
    assert other.read_text("utf-8") == "x"
    assert run("convert", path, other, "--force").exit_code == 0
    assert path.read_text("utf-8") == MAP


def test_an_unknown_suffix_and_a_wrong_file(tmp_path: Path) -> None:
    assert run("convert", saved(tmp_path), tmp_path / "x.docx").exit_code == 1
    wrong = saved(tmp_path, "{}", "wrong.json")
    result = run("convert", wrong, tmp_path / "x.argdown")
    assert result.exit_code == 1
    assert "AM703" in result.stderr
    assert not (tmp_path / "x.argdown").exists()
