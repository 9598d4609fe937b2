"""The commands that draw: what they refuse, and the bar while they work."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from running import run, saved

from argmap.analysis.grouping import TAG
from argmap.cli.screen import progress
from argmap.sampling.sample import sample
from argmap.sampling.sobol import sobol
from argmap.text.read import load


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sample", "-n", "0"), "n is a whole number from 1"),
        (("sample", "-n", "many"), "not a valid integer"),
        (("sample", "--correlation", "1.5"), "correlation is a number from 0 to 1"),
        (("sample", "--layers", "linchpin"), "did you mean 'linchpins'?"),
        (("sample", "--scenario", "death"), "did you mean 'deaf'?"),
        (("sample", "--drivers", "Motive"), "is no position"),
        (("indicators", "--seed", "-1"), "seed is a whole number from 0"),
        (("indicators", "--drop", "[Nobody]"), "matches nothing"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path = saved(tmp_path)
    result = run(arguments[0], path, *arguments[1:])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_drivers_instead(tmp_path: Path) -> None:
    path = saved(tmp_path)
    result = run("sample", path, "-n", "1000", "--drivers", "Arson")
    map_ = load(path)
    expected = str(sample(map_, 1000).drivers("Arson"))
    assert result.stdout.rstrip().split("\n") == [
        line.rstrip() for line in expected.rstrip().split("\n")
    ]
    found = sample(map_, 1000, scenarios=[map_.scenario("deaf")])
    under = run("sample", path, "-n", "1000", "--drivers", "Arson", "--scenario", "deaf")
    first = str(found.drivers("Arson", scenario="deaf")).split("\n")[1]
    assert first in under.stdout


def test_sobol_prints_its_result(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    path = saved(tmp_path)
    options = ("--over", "Wiring", "--by", "tag", "-n", "64", "--seed", "2")
    result = run("sobol", path, "Arson", *options)
    expected = str(sobol(load(path), "Arson", over="Wiring", by=TAG, n=64, seed=2))
    assert result.stdout.rstrip().split("\n") == [
        line.rstrip() for line in expected.rstrip().split("\n")
    ]
    wrong = run("sobol", path, "Arson", "-n", "100")
    assert wrong.exit_code == 2
    assert "power of 2" in wrong.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for stream, quiet, shown in (
        (Terminal(), False, True),
        (Terminal(), True, False),
        (io.StringIO(), False, False),
    ):
        monkeypatch.setattr("sys.stderr", stream)
        with progress("Drawing", quiet=quiet) as tell:
            assert (tell is not None) is shown
            if tell is not None:
                tell(1, 2)
        assert ("Drawing" in stream.getvalue()) is shown
