"""`argmap draw`: pictures of what was asked, where they were asked for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from running import run, saved

import argmap as am


def test_a_picture_of_the_whole_map(tmp_path: Path) -> None:
    path, target = saved(tmp_path), tmp_path / "map.svg"
    result = run("draw", path, "-o", target)
    assert result.exit_code == 0
    picture = am.draw(am.assess(am.load(path)))
    assert result.stdout == f"{target}: {picture.width} × {picture.height} px\n"
    assert target.read_text("utf-8") == picture.svg
    assert "The fire" in "".join(ET.fromstring(picture.svg).itertext())


def test_pixels(tmp_path: Path) -> None:
    target = tmp_path / "map.png"
    assert run("draw", saved(tmp_path), "-o", target, "-q").output == ""
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_focus_a_depth_and_a_title(tmp_path: Path) -> None:
    path, target = saved(tmp_path), tmp_path / "part.svg"
    result = run("draw", path, "-o", target, "--focus", "Motive", "--depth", "1", "--title", "Why?")
    assert result.exit_code == 0
    assessment = am.assess(am.load(path))
    assert (
        target.read_text("utf-8") == am.draw(assessment, focus="Motive", depth=1, title="Why?").svg
    )


def test_under_a_scenario(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    options = ("--scenario", "deaf", "--semantics", "df-quad")
    assert run("draw", saved(tmp_path), "-o", target, *options).exit_code == 0
    shown = "".join(ET.fromstring(target.read_text("utf-8")).itertext())
    assert "Nobody listens" in shown
    assert "df-quad" in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Missing option '-o'"),
        (["-o", "map.gif"], "use .svg or .png"),
        (["-o", "map"], "use .svg or .png"),
        (["-o", "map.svg", "--focus", "Mottive"], "did you mean 'Motive'?"),
        (["-o", "map.svg", "--depth", "0"], "0 is not in the range"),
        (["-o", "map.svg", "--scenario", "x"], "no scenario is named 'x'"),
        (["-o", "map.svg", "--path", "Arsen"], "did you mean 'Arson'?"),
        (["-o", "map.svg", "--tip", "Arsen"], "'--tip'"),
        (["-o", "map.svg", "--paper", "a5"], "known: a4, a3, a2"),
        (["-o", "map.svg", "--by-section", "--fold"], "leave out --fold"),
        (["-o", "map.svg", "--by-section", "--layout", "nested"], "leave out --layout"),
        (["-o", "map.png", "--embed-fonts"], "for one picture as .svg"),
        (["-o", "map.dot", "--compact"], "has the whole map"),
    ],
)
def test_wrong_usage(options: list[str], said: str, tmp_path: Path) -> None:
    result = run("draw", saved(tmp_path), *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("map.svg").exists()


def test_pages(tmp_path: Path) -> None:
    path, target = saved(tmp_path), tmp_path / "map.svg"
    result = run("draw", path, "-o", target, "--layout", "nested", "--paper", "a3")
    assert result.stdout == f"{target}\n"
    (page,) = am.draw(am.assess(am.load(path)), layout=am.NESTED, paper=am.A3)
    assert target.read_text("utf-8") == page.svg


def test_a_picture_for_each_section(tmp_path: Path) -> None:
    path, target = saved(tmp_path), tmp_path / "map.svg"
    result = run("draw", path, "-o", target, "--by-section")
    made = am.atlas(am.assess(am.load(path)))
    names = [tmp_path / f"map-{name}.svg" for name in made]
    assert result.stdout == "".join(f"{name}\n" for name in names)
    assert all(name.exists() for name in names)


def test_boxes_and_lines_as_asked(tmp_path: Path) -> None:
    path, target = saved(tmp_path), tmp_path / "map.svg"
    options = ("--path", "Arson", "--tip", "Motive", "--compact", "--clusters", "--embed-fonts")
    assert run("draw", path, "-o", target, "-q", *options).exit_code == 0
    wanted = am.draw(
        am.assess(am.load(path)),
        path="Arson",
        tip="Motive",
        compact=True,
        clusters=True,
        embed_fonts=True,
    )
    assert target.read_text("utf-8") == wanted.svg


def test_problems(tmp_path: Path) -> None:
    assert run("draw", tmp_path / "missing", "-o", tmp_path / "x.svg").exit_code == 1
    result = run("draw", saved(tmp_path), "-o", tmp_path / "nowhere" / "x.svg")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = saved(tmp_path, name="odd.svg")
    before = path.read_bytes()
    assert run("draw", path, "-o", path).exit_code == 2
    assert path.read_bytes() == before
