"""The command line as a whole: help, version, streams, and how it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import run, saved

import argmap
from argmap.cli import COMMANDS
from argmap.cli.screen import Screen, fitting, padded


def test_version_and_help() -> None:
    assert run("--version").stdout == f"argmap {argmap.__version__}\n"
    for arguments in ([], *([str(one.name)] for one in COMMANDS)):
        for flag in ("--help", "-h"):
            shown = run(*arguments, flag)
            assert shown.exit_code == 0
            assert max(map(len, shown.stdout.split("\n"))) <= 80


def test_help_lists_the_commands_in_the_order_of_the_table() -> None:
    shown = run("--help").stdout
    places = [shown.index(f"\n  {one.name} ") for one in COMMANDS]
    assert places == sorted(places)


def test_help_names_the_semantics() -> None:
    shown = "".join(run("assess", "--help").stdout.split())
    assert all(one.name in shown for one in argmap.SEMANTICS)


def test_an_unknown_command_is_wrong_usage() -> None:
    result = run("asess")
    assert result.exit_code == 2
    assert "assess" in result.stderr


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


def test_python_m_argmap(tmp_path: Path) -> None:
    done = started("check", str(saved(tmp_path)), "--ignore", "AM6")
    assert (done.returncode, done.stdout) == (0, "1 file checked: all is well.\n")
    done = started("check", str(tmp_path / "missing"))
    assert done.returncode == 1


def test_a_pipe_that_is_closed_early_is_no_event(tmp_path: Path) -> None:
    path = saved(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "argmap", "assess", str(path)],
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colours_unless_it_says_no(tmp_path: Path) -> None:
    import pty

    def shown(**environment: str) -> bytes:
        master, slave = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "argmap", "check", str(saved(tmp_path))],
            stdout=slave,
            env={**os.environ, "TERM": "xterm", **environment},
            timeout=60,
            check=False,
        )
        os.close(slave)
        output = os.read(master, 10_000)
        os.close(master)
        return output

    assert b"\x1b[" in shown()
    assert b"\x1b[" not in shown(NO_COLOR="1")


class TestScreen:
    def test_bars_are_exact_to_an_eighth(self) -> None:
        assert Screen().bar(0.0, 10) == ""
        assert Screen().bar(0.5, 10) == "█████"
        assert Screen().bar(0.51, 10) == "█████▏"
        assert Screen().bar(1.0, 10) == "█" * 10
        assert Screen().bar(float("nan"), 10) == ""
        assert Screen(blocks=False).bar(0.5, 10) == "#####"

    @pytest.mark.parametrize(
        ("text", "columns", "short"),
        [
            ("short", 5, "short"),
            ("a long sentence", 10, "a long…"),
            ("a long sentence", 7, "a long…"),
            ("unbreakable", 6, "unbre…"),
            ("two, three", 5, "two…"),
            ("漢字漢字", 5, "漢字…"),
            ("anything", 1, "…"),
            ("anything", 0, ""),
            ("line\nbreak", 20, "line break"),
        ],
    )
    def test_shortening(self, text: str, columns: int, short: str) -> None:
        assert Screen().short(text, columns) == short

    def test_wrapping(self) -> None:
        screen = Screen(width=20)
        assert screen.wrapped("one two three four five", first="Note: ", indent="  ") == [
            "Note: one two three",
            "  four five",
        ]
        assert screen.wrapped("x" * 30) == ["x" * 30]

    def test_padding_counts_columns(self) -> None:
        assert padded("漢", 4) == "漢  "
        assert padded("1", 3, right=True) == "  1"

    def test_what_an_encoding_lacks_is_replaced(self) -> None:
        import io

        ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        assert fitting("−1 × “a” … é", ascii_only) == '-1 x "a" ... ?'
