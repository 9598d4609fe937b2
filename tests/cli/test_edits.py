"""`set` and `rename`: files are changed in one place, shown with --diff, or left alone."""

from __future__ import annotations

from pathlib import Path

from running import MAP, run, saved


def test_set_changes_a_weight_and_nothing_else(tmp_path: Path) -> None:
    path = saved(tmp_path)
    result = run("set", path, "[Two seats]", "weight=[.5, .7, .9]")
    assert result.exit_code == 0
    assert path.read_text("utf-8") == MAP.replace("p4, A2}", "p4, A2, weight: [.5, .7, .9]}")
    assert result.stdout == f"{path}: changed\n"
    result = run("set", path, "Two seats", "weight=", "--tag", "fire")
    assert path.read_text("utf-8") == MAP.replace("two places. {", "two places. #fire {")
    run("set", path, "Two seats", "--untag", "fire")
    assert path.read_text("utf-8") == MAP


def test_set_changes_a_link(tmp_path: Path) -> None:
    path = saved(tmp_path)
    assert run("set", path, "Motive -> Arson", "weight=.6").exit_code == 0
    assert path.read_text("utf-8") == MAP.replace("{weak}", "{.6}")


def test_a_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path)
    result = run("set", path, "[Debts]", "date=2016", "--diff")
    assert "+    + [Debts]: The owner was in debt. {brigade, p5, B2, 2016}" in result.stdout
    result = run("rename", "Debts", "Debt", path, "--diff")
    assert "+    + [Debt]: The owner was in debt." in result.stdout
    assert path.read_text("utf-8") == MAP


def test_rename_in_a_file(tmp_path: Path) -> None:
    path = saved(tmp_path)
    assert run("rename", "[Arson]", "Set on purpose", path).exit_code == 0
    assert path.read_text("utf-8") == MAP.replace("[Arson]", "[Set on purpose]")


def test_what_cannot_be_set_is_wrong_usage_and_changes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path)
    for arguments in (
        ("set", path, "[Arsen]", "weight=.5"),
        ("set", path, "[Arson]", "weight"),
        ("set", path, "[Arson]"),
        ("set", path, "[Arson]", "weight=7"),
        ("set", path, "[Arson]", "--untag", "x"),
        ("rename", "Arson", "Wiring", path),
        ("rename", "Arsen", "Other", path),
    ):
        assert run(*arguments).exit_code == 2
    assert path.read_text("utf-8") == MAP


def test_a_file_that_is_no_map_is_complained_about(tmp_path: Path) -> None:
    path = saved(tmp_path, "[A]: One. {.5, x}\n")
    result = run("set", path, "[A]", "weight=.5")
    assert result.exit_code == 1
    assert "AM308" in result.stderr
    assert run("rename", "A", "B", tmp_path / "gone.argdown").exit_code == 1
