"""The commands that answer questions about an assessment print what their functions return."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import MAP, run, saved

import argmap
from argmap.analysis.change import explain_change
from argmap.analysis.compare import compare
from argmap.analysis.contributions import contributions
from argmap.analysis.difference import diff
from argmap.analysis.explain import explain
from argmap.analysis.flipping import flipping_set
from argmap.analysis.grid import grid
from argmap.analysis.grouping import SOURCE
from argmap.analysis.linchpins import linchpins
from argmap.analysis.methods import REMOVAL
from argmap.analysis.radius import radius
from argmap.analysis.survival import survival
from argmap.analysis.sweep import sweep
from argmap.analysis.table import Table
from argmap.analysis.tipping import tipping
from argmap.analysis.tornado import tornado
from argmap.assessment import assess
from argmap.cli import app
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Action, Scenario
from argmap.sampling.indicators import indicators
from argmap.sampling.layers import CREDIBILITY, LINKS
from argmap.sampling.sample import sample
from argmap.text.read import load

OVER = ("--over", "Wiring")
ANSWERS: dict[str, tuple[tuple[str, ...], Callable[[ArgumentMap], Table]]] = {
    "compare": ((), compare),
    "survival": ((), survival),
    "sample": (
        ("-n", "2000", "--seed", "3", "--scenario", "deaf", "--layers", "links, credibility"),
        lambda m: sample(
            m, 2000, seed=3, scenarios=[m.scenario("deaf")], layers=[CREDIBILITY, LINKS]
        ),
    ),
    "indicators": (
        ("-n", "2000", "--correlation", "0.2", "--spread", "0.1"),
        lambda m: indicators(m, n=2000, correlation=0.2, spread=0.1),
    ),
    "linchpins": ((), linchpins),
    "explain": (("Arson", *OVER), lambda m: explain(assess(m), "Arson", over="Wiring")),
    "tipping": (("Arson", *OVER), lambda m: tipping(m, "Arson", over="Wiring")),
    "radius": (("Arson", *OVER), lambda m: radius(m, "Arson", over="Wiring")),
    "flipping-set": (
        ("Arson", *OVER, "--by", "source"),
        lambda m: flipping_set(m, "Arson", over="Wiring", by=SOURCE),
    ),
    "explain-change": (
        ("--before", "deaf", "--drop", "Debts"),
        lambda m: explain_change(m, m.scenario("deaf"), Scenario("drop Debts").drop("Debts")),
    ),
    "sweep": (
        ("Debts=0..1", "--steps", "3"),
        lambda m: compare(m, sweep("Debts", 0, 1, steps=3)),
    ),
    "grid": (
        ("Debts=0.1..2", "[Figure] -> [Arson]=0..1", "--action", "scale", "--steps", "2"),
        lambda m: grid(
            m,
            sweep("Debts", 0.1, 2, steps=2, action=Action.SCALE),
            sweep("[Figure] -> [Arson]", 0, 1, steps=2, action=Action.SCALE),
        ),
    ),
    "tornado": (
        ("Arson", *OVER, "--by", "source"),
        lambda m: tornado(m, "Arson", over="Wiring", by=SOURCE),
    ),
    "contributions": (
        ("Arson", *OVER, "--by", "source", "--method", "removal"),
        lambda m: contributions(assess(m), "Arson", over="Wiring", method=REMOVAL, by=SOURCE),
    ),
}
each = pytest.mark.parametrize("name", ANSWERS)


@each
def test_text_is_the_result_itself(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path)
    options, answer = ANSWERS[name]
    result = run(name, path, *options)
    assert result.exit_code == 0
    shown = [line.rstrip() for line in result.stdout.rstrip("\n").split("\n")]
    assert shown == [line.rstrip() for line in str(answer(load(path))).split("\n")]


@each
def test_json_and_csv_hold_its_records(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path)
    options, answer = ANSWERS[name]
    expected = answer(load(path))
    assert json.loads(run(name, path, *options, "--format", "json").stdout) == json.loads(
        expected.to_json()
    )
    rows = list(csv.reader(io.StringIO(run(name, path, *options, "--format", "csv").stdout)))
    assert rows == list(csv.reader(io.StringIO(expected.to_csv())))


@each
def test_a_file_is_written_whole_and_never_over_an_input(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path)
    options, answer = ANSWERS[name]
    output = tmp_path / "answer.md"
    assert run(name, path, *options, "-o", output).stdout == ""
    assert output.read_text("utf-8").rstrip() == answer(load(path)).to_markdown().rstrip()
    before = path.read_bytes()
    assert run(name, path, *options, "-o", path, "--format", "csv").exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tipping", "Arsen", *OVER), "did you mean 'Arson'"),
        (("tipping", "Arson", "--over", "Arson"), "Arson"),
        (("tipping", "Arson"), "--over"),
        (("tornado", "Arson", "--by", "sauce"), "did you mean 'source'"),
        (("contributions", "Arson", "--method", "shaply"), "did you mean 'shapley'"),
        (("compare", "--scenario", "deef"), "did you mean 'deaf'"),
        (("explain", "Arson", "--yardstick", "PIA"), "did you mean 'PHIA'"),
        (("radius", "Arson", "--over", "Nobody"), "no node is named 'Nobody'"),
        (("flipping-set", "Arson", "--over", "Arson"), "compared with itself"),
        (("explain-change",), "make the same changes"),
        (("explain-change", "--before", "deef"), "did you mean 'deaf'"),
        (("sweep", "Debts"), "write it like 'Heavy rain=0..1'"),
        (("sweep", "Debts=0..much"), "a number after .."),
        (("sweep", "Debts=0..1", "--steps", "1"), "at least 2 steps"),
        (("sweep", "Debs=0..1"), "did you mean 'Debts'"),
        (("grid", "Debts=0..1", "Debts=0..2"), "2"),
        (("grid", "Debts=0..1", "Debts=0..0.5"), "two values"),
        (("grid", "Debts=0..1", "Figure=0..1", "--question", "why"), "no question"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    command, *options = arguments
    result = run(command, saved(tmp_path), *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


@each
def test_what_does_not_read_is_shown_and_ends_with_1(name: str, tmp_path: Path) -> None:
    result = run(name, saved(tmp_path, "[A]: Text. {wieght: 1}\n"), *ANSWERS[name][0])
    assert result.exit_code == 1
    assert "AM307" in result.stderr


def test_diff_compares_two_files(tmp_path: Path) -> None:
    old = saved(tmp_path)
    new = saved(tmp_path, MAP.replace("{strong}", "{weak}", 1), "new.argdown")
    result = run("diff", old, new)
    assert result.exit_code == 0
    expected = str(diff(load(old), load(new)))
    assert result.stdout.split() == expected.split()
    assert "0.8" in result.stdout
    assert run("diff", old, new, "-o", new, "--format", "csv").exit_code == 2
    assert run("diff", old, tmp_path / "gone.argdown").exit_code == 1


def test_diff_with_what_git_recorded(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    path = saved(tmp_path)
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run(["git", "-C", str(tmp_path), *identity, *command], check=True)
    old = load(path)
    saved(tmp_path, MAP.replace("{strong}", "{weak}", 1))
    result = run("diff", path, "--rev", "HEAD")
    assert result.exit_code == 0
    assert result.stdout.split() == str(diff(old, load(path))).split()
    assert run("diff", path, "--rev", "HEAD~1").exit_code == 1
    assert "no revision" in run("diff", path, "--rev", "HEAD~1").stderr
    assert run("diff", path, "--rev", "HEAD", "-o", path, "--format", "csv").exit_code == 2
    for wrong in ((path,), (path, path, "--rev", "HEAD")):
        assert "give two files, or one and --rev" in run("diff", *wrong).stderr


def test_changes_come_first(tmp_path: Path) -> None:
    path = saved(tmp_path)
    shares = ("contributions", path, "Arson", "--by", "source")
    assert "neighbour" in run(*shares).stdout.casefold()
    assert "neighbour" not in run(*shares, "--drop", "source:neighbour").stdout.casefold()
    assert "deaf" in run("compare", path, "--scenario", "deaf").stdout


def test_every_question_has_its_command() -> None:
    functions = {
        name.replace("_", "-")
        for name in argmap.__all__
        if name.islower() and getattr(argmap, name).__module__.startswith("argmap.analysis.")
    }
    # `explain` tells confidence and posteriors, `check` what is unmet, `draw` the path.
    assert functions - {"confidence", "critical-path", "posterior", "unmet"} <= set(app.commands)
