"""A picture is written as its suffix says, whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import drawn
import numpy as np
import pytest
from drawn import every_kind, hostile
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

from argmap.assessment import assess
from argmap.errors import FileError
from argmap.files import write_whole
from argmap.model.link import supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.views import drawing
from argmap.views.drawing import NESTED, NODE_LINK, OVERVIEW, SECTIONS, View, focus_on
from argmap.views.nodelink import Lines, draw
from argmap.views.painting.palette import ADAPTIVE
from argmap.views.painting.paper import A4
from argmap.views.painting.picture import Picture


@pytest.fixture(scope="module")
def picture() -> Picture:
    nodes = [Claim("They are allies", weight=0.5), Claim("They trade", weight=0.8)]
    links = [supports("They trade", "They are allies")]
    return draw(ArgumentMap(nodes=nodes, links=links))


def test_svg_is_saved_as_it_is(picture: Picture, tmp_path: Path) -> None:
    picture.save(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_text(encoding="utf-8") == picture.svg
    assert picture._repr_svg_() == picture.svg


def test_png_has_two_pixels_for_each_px(picture: Picture, tmp_path: Path) -> None:
    picture.save(tmp_path / "map.PNG")
    image = drawn.pixels((tmp_path / "map.PNG").read_bytes())
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.png() == picture.png()
    assert (image[:, :, 3] == 255).all()


def test_a_line_from_right_to_left_ends_at_its_right_edge() -> None:
    text = '<text x="100" y="15" font-size="12" fill="#000000" direction="rtl">שלום</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20">{text}</svg>'
    ink = drawn.pixels(Picture(svg, 200, 20).png(scale=1))[:, :, 3] > 40
    columns = np.flatnonzero(ink.any(axis=0))
    assert columns.min() > 60
    assert columns.max() in range(95, 101)


def test_what_is_replaced_is_set_in_the_bundled_font() -> None:
    picture = drawing.draw(ArgumentMap(nodes=[Claim("A", "\x00\x07 bad letters \ud800")]))
    assert picture.png(scale=1, system_fonts=True) == picture.png(scale=1, system_fonts=False)


@pytest.mark.parametrize("name", ["map.jpg", "map", "map.svg.gz"])
def test_other_suffixes_are_refused(picture: Picture, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=r"use \.svg, \.png or \.pdf"):
        picture.save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_told(picture: Picture, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: No such file"):
        picture.save(tmp_path / "no" / "map.svg")
    (tmp_path / "map.svg").mkdir()
    with pytest.raises(FileError, match="is a folder"):
        picture.save(tmp_path / "map.svg")


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.svg"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(FileError, match="No space left"):
        write_whole(target, b"new")
    assert target.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["map.svg"]


def test_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    target.write_text("old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def rendered(content: bytes, scale: float) -> NDArray[np.float64]:
    """The only page of a PDF in grey."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(content)
    assert len(document) == 1
    grey = document[0].render(scale=scale).to_numpy().mean(axis=2)
    return np.asarray(grey)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
@pytest.mark.parametrize(
    "layout",
    [NODE_LINK, NESTED, OVERVIEW, SECTIONS, focus_on("A")],
    ids=lambda view: view.name,
)
def test_pdf_looks_like_the_png(layout: View) -> None:
    pytest.importorskip("svglib")
    picture = drawing.draw(every_kind(), layout=layout)
    content = picture.pdf()
    assert content == picture.pdf()
    assert content.startswith(b"%PDF")
    page = rendered(content, 1 / 0.75)
    image = drawn.pixels(picture.png(scale=1))[:, :, :3].mean(axis=2)
    high, wide = (min(a, b) for a, b in zip(page.shape, image.shape, strict=True))
    assert abs(high - picture.height) <= 2
    assert abs(wide - picture.width) <= 2
    assert np.abs(page[:high, :wide] - image[:high, :wide]).mean() < 4.0
    ink = (page[:high, :wide] < 128).sum() / (image[:high, :wide] < 128).sum()
    assert 0.9 < ink < 1.1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_pdf_with_other_letters_is_an_image(tmp_path: Path) -> None:
    pytest.importorskip("svglib")
    picture = drawing.draw(hostile(), layout=NESTED)
    picture.save(tmp_path / "map.pdf")
    page = rendered((tmp_path / "map.pdf").read_bytes(), 0.5)
    assert (page < 128).any()


def test_pdf_without_its_packages_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportlab.pdfgen.canvas", None)
    monkeypatch.setitem(sys.modules, "svglib.svglib", None)
    with pytest.raises(FileError, match=r"argmap\[pdf\]"):
        drawing.draw(hostile(), layout=NESTED).pdf()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [{"path": "Alliance", "tip": "Orders"}, {"compact": True}, {"fold": True}, {"clusters": True}],
    ids=lambda lines: next(iter(lines)),
)
def test_pdf_of_boxes_and_lines_looks_like_the_png(lines: Lines) -> None:
    pytest.importorskip("svglib")
    picture = drawing.draw(assess(every_kind()), **lines)
    page = rendered(picture.pdf(), 1 / 0.75)
    image = drawn.pixels(picture.png(scale=1))[:, :, :3].mean(axis=2)
    high, wide = (min(a, b) for a, b in zip(page.shape, image.shape, strict=True))
    assert np.abs(page[:high, :wide] - image[:high, :wide]).mean() < 4.0


# -- letters that a picture carries ----------------------------------------------------------


def test_an_svg_carries_the_faces_that_occur_in_it() -> None:
    plain = drawing.draw(every_kind(), layout=NESTED)
    carried = drawing.draw(every_kind(), layout=NESTED, embed_fonts=True)
    root = ET.fromstring(carried.svg)
    style = root.findtext("{http://www.w3.org/2000/svg}style") or ""
    assert style.count("@font-face") == 3
    assert (root.get("font-family") or "").startswith("'argmap Arimo', Helvetica")
    assert "http" not in style
    assert len(carried.svg) - len(plain.svg) < 180_000
    assert carried.png(scale=1) == plain.png(scale=1)
    small = drawing.draw(ArgumentMap(nodes=[Claim("A")]), embed_fonts=True)
    assert small.svg.count("@font-face") == 2  # nothing is in italics
    both = drawing.draw(every_kind(), layout=NESTED, embed_fonts=True, theme=ADAPTIVE)
    assert both.svg.count("<style>") == 2
    (page, *_) = drawing.draw(every_kind(), layout=NESTED, embed_fonts=True, paper=A4)
    assert "@font-face" in page.svg


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic"])
def test_compressed_faces_are_the_bundled_ones(face: str) -> None:
    pytest.importorskip("brotli")
    whole, small = (TTFont(drawn.FONTS / f"Arimo-{face}.{kind}") for kind in ("ttf", "woff2"))
    assert whole.getBestCmap() == small.getBestCmap()
    assert whole["hmtx"].metrics == small["hmtx"].metrics
    assert small.flavor == "woff2"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_pdf_of_a_picture_with_fonts_is_the_same() -> None:
    pytest.importorskip("svglib")
    plain = drawing.draw(every_kind(), layout=OVERVIEW)
    assert drawing.draw(every_kind(), layout=OVERVIEW, embed_fonts=True).pdf() == plain.pdf()


def test_the_numbers_behind_a_picture_are_those_of_the_map() -> None:
    dropped = Scenario("t").drop("Deal")
    assessment = assess(every_kind(), scenario=dropped)
    records = drawing.draw(assessment, layout=OVERVIEW).to_records()
    assert [one["node"] for one in records] == [node.reference for node in assessment.map.nodes]
    for one in records:
        assert one["strength"] == assessment.strengths[str(one["node"])]
        assert one["earlier"] == assessment.earlier[str(one["node"])]
    bare = drawing.draw(every_kind(), layout=OVERVIEW, theme=ADAPTIVE).to_records()
    assert {(one["strength"], one["earlier"]) for one in bare} == {(None, None)}
    kinds = {str(one["kind"]) for one in bare}
    assert kinds == {"claim", "evidence", "argument"}
