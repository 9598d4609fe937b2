"""`fmt` writes, checks and shows; what it cannot lay out it leaves alone."""

from __future__ import annotations

from pathlib import Path

from running import MAP, run, saved

WRONG = "===\nargmap: {version: 1}\n===\n\n[A]: One. {\n"


def test_fmt_writes_only_what_changes(tmp_path: Path) -> None:
    good, bad = saved(tmp_path), saved(tmp_path, "[A]: One.\n[B]: Two.", "b.argdown")
    before = good.stat().st_mtime_ns
    result = run("fmt", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == f"{bad}: laid out anew\n"
    assert bad.read_text("utf-8") == "[A]: One.\n\n[B]: Two.\n"
    assert good.read_text("utf-8") == MAP
    assert good.stat().st_mtime_ns == before
    assert run("fmt", tmp_path).stdout == ""


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "[A]: One.\n[B]: Two.\n")
    result = run("fmt", "--check", path)
    assert result.exit_code == 1
    assert "would be laid out anew" in result.stdout
    result = run("fmt", "--diff", path)
    assert result.exit_code == 0
    assert "+\n [B]: Two." in result.stdout
    assert path.read_text("utf-8") == "[A]: One.\n[B]: Two.\n"
    assert run("fmt", "--check", saved(tmp_path)).exit_code == 0


def test_a_file_with_mistakes_is_left_and_the_others_are_not(tmp_path: Path) -> None:
    wrong = saved(tmp_path, WRONG, "a.argdown")
    other = saved(tmp_path, "[A]: One.", "b.argdown")
    result = run("fmt", wrong, other, tmp_path / "gone.argdown")
    assert result.exit_code == 1
    assert "AM301" in result.stderr
    assert "AM101" in result.stderr
    assert wrong.read_text("utf-8") == WRONG
    assert other.read_text("utf-8") == "[A]: One.\n"
