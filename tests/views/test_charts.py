"""Charts of results, real and hard ones, keep what the visual language promises."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import charted
import drawn
import numpy as np
import pytest
from charted import RESULTS, picture, result, root_of, rows_of
from drawn import SVG, hashed, inside, path_box, text_box

from argmap.analysis.radius import radius
from argmap.errors import AnalysisError
from argmap.views.charts import CHARTS
from argmap.views.drawing import NESTED, draw
from argmap.views.painting.geometry import Box
from argmap.views.painting.palette import ADAPTIVE, DARK, LIGHT, PRINT, Theme, contrast
from argmap.views.painting.picture import Picture

EACH = pytest.mark.parametrize("name", RESULTS)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
#: One of each kind, of the real map.
KINDS = (
    "compare", "sweep", "grid", "tornado", "contributions", "explain_change", "survival",
    "tipping", "ach", "ach of ratings", "sample", "drivers", "pool", "disagreement", "cruxes",
    "indicators", "sobol",
)  # fmt: skip
KIND = pytest.mark.parametrize("name", KINDS)


def test_every_chart_is_tried() -> None:
    assert {type(result(name)) for name in RESULTS} == set(CHARTS)


def test_what_has_no_chart_says_which_have() -> None:
    found = radius(charted.real(), "Moscow shields Iran", over="Moscow acts on Iran")
    with pytest.raises(AnalysisError, match="no picture of a Radius; of these: Comparison"):
        draw(found)


def test_a_result_has_no_layout() -> None:
    with pytest.raises(AnalysisError, match="only maps have layouts"):
        draw(result("survival"), layout=NESTED)  # type: ignore[call-overload]


@EACH
def test_all_text_lies_on_the_page_and_covers_no_other(name: str) -> None:
    page = picture(name)
    paper = Box(0, 0, page.width, page.height)
    found = [(text_box(text), text.text) for text in root_of(name).iter(f"{SVG}text")]
    found.sort(key=lambda one: one[0].y)
    active: list[tuple[Box, str | None]] = []
    for box, words in found:
        assert inside(box, paper), words
        active = [one for one in active if one[0].bottom > box.y]
        for other, beside in active:
            assert not box.grown(-1.2).overlaps(other.grown(-1.2)), (words, beside)
        active.append((box, words))


@pytest.mark.parametrize(
    "name",
    [
        name if name.endswith("odd") else pytest.param(name, marks=pytest.mark.slow)
        for name in RESULTS
    ],
)
def test_no_ink_outside_the_page_when_resvg_draws_it(name: str) -> None:
    shown, edge = picture(name), 40
    root = ET.fromstring(shown.svg)
    root.remove(next(iter(root.iter(f"{SVG}rect"))))
    width, height = shown.width + 2 * edge, shown.height + 2 * edge
    root.set("viewBox", f"{-edge} {-edge} {width} {height}")
    root.set("width", str(width))
    root.set("height", str(height))
    svg = ET.tostring(root, encoding="unicode").replace("ns0:", "").replace(":ns0", "")
    ink = drawn.pixels(Picture(svg, width, height).png(scale=0.25, system_fonts=False))[:, :, 3] > 0
    assert ink.any()
    inner = edge // 4
    ink[inner:-inner, inner:-inner] = False
    assert not ink.any()


@EACH
def test_the_svg_is_plain_and_text_large_enough(name: str) -> None:
    root = root_of(name)
    sizes = [float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")]
    assert min(sizes, default=9) >= 7.5
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in (
            "svg", "title", "desc", "rect", "g", "path", "circle", "text",
        )  # fmt: skip
        assert not any(key.startswith("on") or key == "href" for key in element.attrib)
    assert not re.search(r"\b(nan|inf)\b", picture(name).svg)


@EACH
def test_a_screen_reader_is_told(name: str) -> None:
    root = root_of(name)
    assert root.get("role") == "graphics-document img"
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert all(element is not None and (element.text or "").strip() for element in named)
    for one in rows_of(name):
        assert one.get("role") == "listitem"
        assert (one.get("aria-label") or "").strip()
        assert (one.findtext(f"{SVG}title") or "").strip()
    for group in root.iter(f"{SVG}g"):
        if group.get("role") == "list":
            assert (group.get("aria-label") or "").strip()


def test_ids_differ_between_charts_on_one_page() -> None:
    every = {picture(name).svg for name in RESULTS}
    ids = [one for svg in every for one in re.findall(r' id="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))


@KIND
def test_the_same_bytes_twice(name: str) -> None:
    again = draw(result(name))
    assert again.svg == picture(name).svg
    assert again.to_records() == picture(name).to_records()


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed() -> None:
    names = [name for name in RESULTS if name.endswith("odd")]
    said = hashed(f"from charted import picture\nfor name in {names}: say(picture(name))\n")
    assert len(said) == 1


@EACH
def test_themes_differ_in_colour_alone(name: str) -> None:
    def colourless(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "", re.sub(r"a[0-9a-f]{10}-", "", svg))

    for theme in (DARK, PRINT):
        assert colourless(picture(name, theme).svg) == colourless(picture(name).svg)


@KIND
def test_print_is_grey(name: str) -> None:
    for colour in set(re.findall(r'"#([0-9a-f]{6})"', picture(name, PRINT).svg)):
        assert colour[:2] == colour[2:4] == colour[4:]


@KIND
def test_auto_shows_light_where_nothing_is_asked_for(name: str) -> None:
    auto = draw(result(name), theme=ADAPTIVE)
    assert "prefers-color-scheme:dark" in auto.svg
    ours, light = auto.png(scale=0.5), picture(name).png(scale=0.5)
    if ours != light:  # a colour that stands for two is told apart by a few steps
        assert np.abs(drawn.pixels(ours) - drawn.pixels(light)).max() <= 4
    assert auto.to_records() == picture(name).to_records()


@THEMES
@KIND
def test_all_text_can_be_read_on_what_it_stands_on(name: str, theme: Theme) -> None:
    """The ground of a text is the last filled shape below its middle."""
    grounds: list[tuple[Box, str]] = []
    for element in ET.fromstring(picture(name, theme).svg).iter():
        fill = element.get("fill", "none")
        if element.tag == f"{SVG}text":
            middle = text_box(element).middle
            spot = Box(middle.x, middle.y, 0, 0)
            ground = next(colour for box, colour in reversed(grounds) if inside(spot, box, 0))
            assert contrast(fill, ground) >= 4.4, (element.text, fill, ground)
        elif fill.startswith("#"):
            grounds.append((_box(element), fill))


def _box(element: ET.Element) -> Box:
    if element.tag == f"{SVG}circle":
        x, y, r = (float(element.get(key, 0)) for key in ("cx", "cy", "r"))
        return Box(x - r, y - r, 2 * r, 2 * r)
    if element.tag == f"{SVG}rect":
        return Box(0, 0, float(element.get("width", 0)), float(element.get("height", 0)))
    d = element.get("d", "")
    # marks are written with relative steps and are no ground for text
    return Box(0, 0, 0, 0) if re.search(r"[lhv]", d) else path_box(d)


@THEMES
@KIND
def test_lines_and_bars_can_be_seen(name: str, theme: Theme) -> None:
    for element in ET.fromstring(picture(name, theme).svg).iter(f"{SVG}path"):
        kind = element.get("class")
        if kind in (
            "rise",
            "fall",
            "line",
            "slope",
            "level",
            "border",
            "whisker",
            "first",
            "change",
            "alone",
        ):
            colour = element.get("fill", "none")
            colour = element.get("stroke", "") if colour == "none" else colour
            assert contrast(colour, theme.bg) >= 3.0, kind


@pytest.mark.parametrize("name", ["tornado", "contributions", "explain_change"])
def test_what_falls_is_hatched(name: str) -> None:
    """Each falling bar that is broad enough is followed by its hatch, no rising one is."""
    for row in rows_of(name):
        paths = list(row.iter(f"{SVG}path"))
        for one, after in zip(paths, [*paths[1:], ET.Element("none")], strict=True):
            if one.get("class") not in ("rise", "fall"):
                continue
            hatch = after.get("fill") == "none" and after.get("stroke-width") == "1.2"
            hatch = hatch and after.get("class") is None
            if path_box(one.get("d", "")).width > 4:
                assert hatch == (one.get("class") == "fall")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
@KIND
def test_pdf_looks_like_the_png(name: str) -> None:
    pytest.importorskip("svglib")
    pdfium = pytest.importorskip("pypdfium2")
    shown = picture(name)
    document = pdfium.PdfDocument(shown.pdf())
    assert len(document) == 1
    page = np.asarray(document[0].render(scale=1 / 0.75).to_numpy().mean(axis=2))
    image = drawn.pixels(shown.png(scale=1))[:, :, :3].mean(axis=2)
    high, wide = (min(a, b) for a, b in zip(page.shape, image.shape, strict=True))
    assert abs(high - shown.height) <= 2
    assert np.abs(page[:high, :wide] - image[:high, :wide]).mean() < 4.0
    ink = (page[:high, :wide] < 128).sum() / (image[:high, :wide] < 128).sum()
    assert 0.85 < ink < 1.15


def test_title_and_caption_are_the_callers_when_given() -> None:
    svg = draw(result("tornado"), title="Mine", caption="").svg
    assert ">Mine</text>" in svg
    assert "as weak and as strong" not in "".join(charted.texts(ET.fromstring(svg)))
