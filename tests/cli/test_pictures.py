"""`-o` draws a result where the suffix says so, exactly as `draw` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from running import run, saved

from argmap.analysis.ach import ach
from argmap.analysis.change import explain_change
from argmap.analysis.compare import compare
from argmap.analysis.contributions import contributions
from argmap.analysis.cruxes import cruxes
from argmap.analysis.diagnosticity import diagnosticity
from argmap.analysis.grid import grid
from argmap.analysis.pool import pool
from argmap.analysis.survival import survival
from argmap.analysis.sweep import sweep
from argmap.analysis.table import Table
from argmap.analysis.tipping import tipping
from argmap.analysis.tornado import tornado
from argmap.assessment import assess
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay
from argmap.sampling.indicators import indicators
from argmap.sampling.sample import sample
from argmap.text.read import load
from argmap.views.drawing import THEMES, draw
from argmap.views.painting.palette import LIGHT

OVER = ("--over", "Wiring")
ANA, BEN = (Overlay(name, {"Debts": value}) for name, value in (("ana", 0.2), ("ben", 0.9)))
PICTURES: dict[str, tuple[tuple[str, ...], Callable[[ArgumentMap], Table]]] = {
    "compare": ((), compare),
    "sweep": (("Debts=0..1",), lambda m: compare(m, sweep("Debts", 0, 1))),
    "grid": (
        ("Debts=0..1", "Figure=0..1", "--steps", "3"),
        lambda m: grid(m, sweep("Debts", 0, 1, steps=3), sweep("Figure", 0, 1, steps=3)),
    ),
    "explain-change": (
        ("--scenario", "deaf"),
        lambda m: explain_change(m, None, m.scenario("deaf")),
    ),
    "survival": ((), survival),
    "tornado": (("Arson", *OVER), lambda m: tornado(m, "Arson", over="Wiring")),
    "tipping": (("Arson", *OVER), lambda m: tipping(m, "Arson", over="Wiring")),
    "contributions": (("Arson", *OVER), lambda m: contributions(assess(m), "Arson", "Wiring")),
    "ach": ((), ach),
    "diagnosticity": ((), diagnosticity),
    "sample": (("-n", "200"), lambda m: sample(m, 200)),
    "indicators": (("-n", "200"), lambda m: indicators(m, n=200)),
    "pool": (("ana.yaml", "ben.yaml"), lambda m: pool(m, [ANA, BEN])),
    "cruxes": (
        ("ana.yaml", "ben.yaml", "Arson"),
        lambda m: cruxes(m, ANA, BEN, "Arson"),
    ),
}
EACH = pytest.mark.parametrize("name", PICTURES)


@pytest.fixture
def fire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for one, value in (("ana", 0.2), ("ben", 0.9)):
        saved(tmp_path, f"analyst: {one}\nweights: {{Debts: {value}}}\n", f"{one}.yaml")
    return saved(tmp_path)


@EACH
def test_the_suffix_asks_for_a_picture(name: str, fire: Path) -> None:
    options, function = PICTURES[name]
    found = run(name, fire, *options, "-o", "drawn.svg", "--theme", "print")
    assert (found.exit_code, found.stdout) == (0, ""), found.output
    wanted = draw(function(load(fire)), theme=THEMES.named("print"))
    assert Path("drawn.svg").read_text("utf-8") == wanted.svg


def test_pictures_are_light_unless_asked_for_others(fire: Path) -> None:
    assert run("survival", fire, "-o", "drawn.svg").exit_code == 0
    assert Path("drawn.svg").read_text("utf-8") == draw(survival(load(fire)), theme=LIGHT).svg
    assert run("survival", fire, "-o", "drawn.PNG").exit_code == 0
    assert Path("drawn.PNG").read_bytes().startswith(b"\x89PNG")


def test_a_theme_without_a_picture_is_wrong_usage(fire: Path) -> None:
    for options in (("--theme", "dark"), ("--theme", "dark", "-o", "table.csv")):
        found = run("survival", fire, *options)
        assert found.exit_code == 2
        assert "--theme is for pictures, as in -o FILE.svg" in found.stderr
    assert not Path("table.csv").exists()


def test_a_format_wins_over_the_suffix(fire: Path) -> None:
    assert run("survival", fire, "--format", "csv", "-o", "odd.svg").exit_code == 0
    assert Path("odd.svg").read_text("utf-8").startswith("semantics,")


@pytest.mark.parametrize(("name", "drawn"), [("survival", True), ("linchpins", False)])
def test_an_unknown_suffix_names_those_there_are(name: str, drawn: bool, fire: Path) -> None:
    found = run(name, fire, "-o", "drawn.gif")
    assert found.exit_code == 2
    assert ".md, .csv" in found.stderr
    assert (".svg" in found.stderr) == drawn
    assert not Path("drawn.gif").exists()


def test_a_picture_is_not_written_over_what_was_read(fire: Path) -> None:
    run("survival", fire, "-o", "same.svg")
    Path("link.svg").symlink_to(fire)
    found = run("survival", fire, "-o", "link.svg")
    assert found.exit_code == 2
    assert "is read to make this" in found.stderr
