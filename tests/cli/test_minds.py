"""`ach`, `diagnosticity`, `pool` and `cruxes`, and `check` of the files they read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import run, saved

from argmap.analysis.ach import ach
from argmap.analysis.cruxes import cruxes
from argmap.analysis.diagnosticity import diagnosticity
from argmap.analysis.inconsistency import HEUER, WEIGHTED
from argmap.analysis.pool import pool
from argmap.analysis.pooling import LINEAR
from argmap.assessment import assess
from argmap.model.scenario import Scenario
from argmap.text.matrix import load_matrix
from argmap.text.overlay import load_overlay
from argmap.text.read import load

MATRIX = "item,cred,H1,H2\nIt rained,H,C,I\nThe door was open,L,I,CC\n"
ANA = "analyst: Ana\nweights: {Two seats: .9, Figure: .2}\n"
BEN = 'analyst: Ben\nweights: {"[Two seats]": .4}\nlinks: {Motive -> Arson: .8}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a map, a matrix and two overlays."""
    saved(tmp_path)
    for name, text in (("m.csv", MATRIX), ("ana.yaml", ANA), ("ben.yaml", BEN)):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(*arguments: str) -> list[str]:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.split()


@pytest.mark.usefixtures("folder")
def test_answers_are_those_of_the_library() -> None:
    map_, matrix = load("fire.argdown"), load_matrix("m.csv")
    ana, ben = load_overlay("ana.yaml"), load_overlay("ben.yaml")
    deaf = assess(map_, scenario=map_.scenario("deaf"))
    both = ("fire.argdown", "ana.yaml", "ben.yaml")
    weights = [0.25, 0.75]
    expected = {
        ("ach", "fire.argdown"): ach(map_),
        ("ach", "fire.argdown", "--scenario", "deaf", "--method", "heuer"): ach(deaf, method=HEUER),
        ("ach", "fire.argdown", "--items", "Debts | Figure"): ach(map_, items="Debts | Figure"),
        ("ach", "fire.argdown", "--without", "Figure"): ach(map_).without("Figure"),
        ("ach", "m.csv"): ach(matrix),
        ("ach", "m.csv", "--method", "weighted"): ach(matrix, method=WEIGHTED),
        ("ach", "m.csv", "--without", "It rained"): ach(matrix).without("It rained"),
        ("diagnosticity", "fire.argdown"): diagnosticity(map_),
        ("diagnosticity", "m.csv"): diagnosticity(matrix),
        ("pool", *both): pool(map_, [ana, ben]),
        ("pool", *both, "--disagreement"): pool(map_, [ana, ben]).disagreement,
        ("pool", *both, "--method", "linear", "--weights", ".25,.75"): pool(
            map_, [ana, ben], method=LINEAR, weights=weights
        ),
        ("pool", *both, "--drop", "Figure"): pool(
            map_, [ana, ben], scenario=Scenario("s").drop("Figure")
        ),
        ("cruxes", *both): cruxes(map_, ana, ben),
        ("cruxes", *both, "Arson", "--over", "Wiring"): cruxes(
            map_, ana, ben, "Arson", over="Wiring"
        ),
    }
    for arguments, result in expected.items():
        assert printed(*arguments) == str(result).split()
        found = run(*arguments, "--format", "json")
        assert json.loads(found.stdout) == json.loads(result.to_json())


@pytest.mark.usefixtures("folder")
def test_a_matrix_is_written_and_read_again() -> None:
    assert printed("ach", "fire.argdown", "--method", "heuer", "-o", "out.csv") == []
    map_ = load("fire.argdown")
    assert load_matrix("out.csv") == ach(map_).matrix
    assert (
        printed("ach", "out.csv")[-6:] == printed("ach", "fire.argdown", "--method", "heuer")[-6:]
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("ach", "fire.argdown", "--method", "hoyer"), 2, "did you mean 'heuer'"),
        (("ach", "fire.argdown", "--question", "cuase"), 2, "did you mean 'cause'"),
        (("ach", "fire.argdown", "--items", "Nothing"), 2, "matches no statement"),
        (("ach", "m.csv", "--without", "It raind"), 2, "did you mean 'It rained'"),
        (("ach", "m.csv", "--drop", "It rained"), 2, "a matrix has no strengths"),
        (("ach", "m.csv", "--question", "cause"), 2, "a matrix has one question"),
        (("ach", "m.csv", "-o", "m.csv"), 2, "is read to make this"),
        (("ach", "gone.csv"), 1, "AM101"),
        (("diagnosticity", "bad.csv"), 1, "bad.csv:2:3: error[AM803]"),
        (("ach", "fire.argdown", "--semantics", "weighted-max"), 2, "weighted-max"),
        (("pool", "fire.argdown"), 2, "Missing argument 'OVERLAY...'"),
        (("pool", "fire.argdown", "ana.yaml", "ana.yaml"), 2, "two analysts are named 'Ana'"),
        (("pool", "fire.argdown", "ana.yaml", "--weights", "x"), 2, "no list of numbers"),
        (("pool", "fire.argdown", "ana.yaml", "--weights", ".5"), 2, "sum to 1"),
        (("pool", "fire.argdown", "ana.yaml", "-o", "ana.yaml", "--format", "md"), 2, "is read"),
        (("pool", "fire.argdown", "wrong.yaml"), 1, "wrong.yaml:1:11: error[AM501]"),
        (("cruxes", "fire.argdown", "ana.yaml", "wrong.yaml"), 1, "did you mean 'Figure'"),
        (("cruxes", "fire.argdown", "ana.yaml", "twin.yaml"), 2, "differ in no number"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: tuple[str, ...], status: int, message: str, folder: Path
) -> None:
    (folder / "bad.csv").write_text("item,H1\nx,III\n")
    (folder / "wrong.yaml").write_text("weights: {Figur: .5}\n")
    (folder / "twin.yaml").write_text(ANA.replace("Ana", "Twin"))
    result = run(*arguments)
    assert result.exit_code == status
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.usefixtures("folder")
def test_overlays_and_matrices_are_checked_by_their_suffix(folder: Path) -> None:
    (folder / "bad.csv").write_text("item,H1\nx,III\n")
    (folder / "text.yaml").write_text("analyst: Ana\nnote: I feel so\n")
    assert run("check", "m.csv", "ana.yaml").exit_code == 0
    result = run("check", "bad.csv", "text.yaml")
    assert result.exit_code == 1
    assert "bad.csv:2:3: error[AM803]" in result.stdout
    assert "text.yaml:2:1: error[AM307]" in result.stdout
