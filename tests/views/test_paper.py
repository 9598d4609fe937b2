"""Pages of paper hold everything once, in order, and are cut where they may be."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import drawn
import numpy as np
import pytest
from drawn import SVG, every_kind, groups, hostile, inside, shape_box, text_box
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from test_plan import iran_russia

from argmap.assessment import Assessment, assess
from argmap.errors import FileError, PictureError
from argmap.files import write_all
from argmap.model.link import Polarity, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.views.atlas import atlas
from argmap.views.drawing import NESTED, NODE_LINK, OVERVIEW, SECTIONS, View, draw, focus_on
from argmap.views.painting.blocks import Block, listed
from argmap.views.painting.geometry import Box, Point
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import ADAPTIVE, LIGHT
from argmap.views.painting.paper import A2, A3, A4, PAPERS, Paper, fill, flowing, levelled, tallest
from argmap.views.painting.svg import NOTHING, Markup

VIEWS: dict[str, View] = {
    "nested": NESTED,
    "overview": OVERVIEW,
    "sections": SECTIONS,
    "focus": focus_on("A"),
}
CASES = [
    ("iran-russia", "nested", A4),
    ("iran-russia", "nested", A3),
    ("iran-russia", "overview", A4),
    ("iran-russia", "sections", A3),
    ("iran-russia", "focus", A4),
    ("iran-russia", "focus", A2),
    ("under a scenario", "nested", A4),
    ("every kind", "nested", A4),
    ("hostile", "nested", A4),
    ("hostile", "focus", A4),
]
EACH = pytest.mark.parametrize(
    ("name", "view", "paper"), CASES, ids=[f"{a} {b} {c.name}" for a, b, c in CASES]
)


@cache
def scored(name: str) -> Assessment:
    if name == "under a scenario":
        return assess(iran_russia(), scenario=Scenario("w").assume("Nuclear deal renewed", True))
    maps: dict[str, Callable[[], ArgumentMap]] = {
        "iran-russia": iran_russia,
        "every kind": every_kind,
        "hostile": hostile,
    }
    return assess(maps[name]())


@cache
def pages(name: str, view: str, paper: Paper) -> Pages:
    return draw(scored(name), layout=VIEWS[view], paper=paper)


@cache
def roots(name: str, view: str, paper: Paper) -> list[ET.Element]:
    return [ET.fromstring(page.svg) for page in pages(name, view, paper)]


# -- what every page keeps to --------------------------------------------------------------


@EACH
def test_all_lies_on_its_page_and_in_its_box(name: str, view: str, paper: Paper) -> None:
    for page, root in zip(pages(name, view, paper), roots(name, view, paper), strict=True):
        whole = Box(0, 0, page.width, page.height)
        boxes = [shape_box(node) for node in groups(root, "node")]
        for one, other in itertools.combinations(boxes, 2):
            assert not one.grown(-0.2).overlaps(other)
        for box in boxes:
            assert inside(box, whole)
        for node, box in zip(groups(root, "node"), boxes, strict=True):
            for text in node.iter(f"{SVG}text"):
                assert inside(text_box(text), box), text.text
        for text in root.iter(f"{SVG}text"):
            assert inside(text_box(text), whole), text.text


@EACH
def test_no_text_covers_another(name: str, view: str, paper: Paper) -> None:
    for root in roots(name, view, paper):
        texts = sorted(
            (text_box(text).y, index) for index, text in enumerate(root.iter(f"{SVG}text"))
        )
        found = list(root.iter(f"{SVG}text"))
        active: list[Box] = []
        for _, index in texts:
            box = text_box(found[index])
            active = [one for one in active if one.bottom > box.y]
            for other in active:
                assert not box.grown(-1.2).overlaps(other.grown(-1.2)), found[index].text
            active.append(box)


@EACH
def test_pages_have_the_shape_of_the_paper_and_their_numbers(
    name: str, view: str, paper: Paper
) -> None:
    made = pages(name, view, paper)
    assert len({(page.width, page.height) for page in made}) == 1
    assert made[0].height / made[0].width == pytest.approx(paper.height / paper.width, rel=0.01)
    for order, root in enumerate(roots(name, view, paper)):
        words = [text.text for text in root.iter(f"{SVG}text")]
        numbered = f"page {order + 1} of {len(made)}" in words
        assert numbered == (len(made) > 1)
        assert bool(groups(root, "legend")) == (order == 0)


@EACH
def test_ids_are_unique_when_all_pages_are_shown_together(
    name: str, view: str, paper: Paper
) -> None:
    seen = Counter(
        element.get("id")
        for root in roots(name, view, paper)
        for element in root.iter()
        if element.get("id")
    )
    assert max(seen.values()) == 1


# -- cards ---------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", ["iran-russia", "every kind", "hostile"])
def test_each_relation_stands_on_one_page_once(name: str, paper: Paper) -> None:
    shown = [
        group.get("data-rel")
        for root in roots(name, "nested", paper)
        for kind in ("row", "cell")
        for group in groups(root, kind)
    ]
    written = sum(
        link.polarity not in (Polarity.CONDITION, Polarity.CONTRADICT)
        for link in scored(name).map.links
    )
    assert len(shown) == len(set(shown)) == written


def test_cards_are_cut_between_the_reasons_of_their_owner() -> None:
    cut = 0
    for paper in PAPERS:
        for root in roots("iran-russia", "nested", paper):
            for card in groups(root, "card"):
                words = [text.text or "" for text in card.iter(f"{SVG}text")]
                if any(one.endswith(" (continued)") for one in words):
                    cut += 1
                    assert groups(card, "row")[0].get("aria-level") == "1"
                    assert not groups(card, "cell")
    assert cut > 3


def test_a_reason_longer_than_a_page_is_cut_all_the_same() -> None:

    nodes = [
        Claim("P", tags=("assessment",)),
        Claim("C", card=True),
        *map(Claim, map(str, range(90))),
    ]
    links = [supports("C", "P"), supports("0", "C")]
    links += [supports(str(order + 1), str(order // 2)) for order in range(89)]
    made = draw(ArgumentMap(nodes=nodes, links=links), layout=NESTED, paper=A4)
    assert len(made) > 2
    assert made[0].width == pages("iran-russia", "nested", A4)[0].width


def test_booklets_have_one_column_and_posters_as_many_as_can_be_read() -> None:
    lefts = {
        round(shape_box(card).x)
        for root in roots("iran-russia", "nested", A4)
        for card in groups(root, "card")
    }
    assert len(lefts) == 1
    for paper in PAPERS:
        for name in VIEWS:
            made = pages("iran-russia", name, paper)
            point = 10.5 * paper.width / made[0].width / 25.4 * 72
            assert point <= 10.6  # no px is larger than a point
            if name in ("nested", "focus"):
                assert point >= 6.4


# -- other pictures on paper ---------------------------------------------------------------


def test_boxes_and_lines_fill_one_page_as_they_lie() -> None:
    picture = draw(every_kind(), layout=NODE_LINK)
    (page,) = made = draw(every_kind(), layout=NODE_LINK, paper=A4)
    assert (made.width, made.height) == (297.0, 210.0)
    assert page.width >= picture.width
    assert page.height >= picture.height
    assert page.width / page.height == pytest.approx(297 / 210, rel=0.01)


def test_auto_chooses_on_paper_too() -> None:
    made = draw(scored("iran-russia"), paper=A3, theme=ADAPTIVE)
    assert "Set as cards, because the map has" in made[0].svg
    assert all("prefers-color-scheme:dark" in page.svg for page in made)


def test_the_same_bytes_twice() -> None:
    again = draw(scored("iran-russia"), layout=NESTED, paper=A3)
    assert [page.svg for page in again] == [page.svg for page in pages("iran-russia", "nested", A3)]


@pytest.mark.parametrize("width", [0, -1, 49.9, float("nan"), float("inf")])
def test_paper_has_an_extent(width: float) -> None:
    with pytest.raises(PictureError, match=r"width is .* not at least 50 millimetres"):
        Paper("odd", width, 100)


@pytest.mark.parametrize("paper", [Paper("label", 50, 50), Paper("ribbon", 60, 900)], ids=str)
def test_odd_paper_is_filled_too(paper: Paper) -> None:
    for name in VIEWS:
        made = pages("every kind", name, paper)
        whole = [Box(0, 0, page.width, page.height) for page in made]
        for box, root in zip(whole, roots("every kind", name, paper), strict=True):
            for text in root.iter(f"{SVG}text"):
                assert inside(text_box(text), box), text.text


# -- files ---------------------------------------------------------------------------------


def test_pages_are_saved_with_their_numbers(tmp_path: Path) -> None:
    made = pages("iran-russia", "nested", A3)
    made.save(tmp_path / "map.svg")
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        f"map-{order + 1}.svg" for order in range(len(made))
    ]
    assert (tmp_path / "map-2.svg").read_text("utf-8") == made[1].svg
    draw(every_kind(), layout=NESTED, paper=A3).save(tmp_path / "one.svg")
    assert (tmp_path / "one.svg").exists()
    with pytest.raises(FileError, match=r"use \.svg"):
        made.save(tmp_path / "map.gif")


def coarse(grey: NDArray[np.float64], size: int = 6) -> NDArray[np.float64]:
    """Means of squares of pixels, which are the same wherever letters begin within one."""
    high, wide = (side // size * size for side in grey.shape)
    squares = grey[:high, :wide].reshape(high // size, size, wide // size, size)
    return np.asarray(squares.mean(axis=(1, 3)))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
@pytest.mark.parametrize(("name", "view", "paper"), [CASES[index] for index in (0, 2, 3, 5, 6, 8)])
def test_a_pdf_has_all_pages_and_looks_like_them(name: str, view: str, paper: Paper) -> None:
    pytest.importorskip("svglib")
    pdfium = pytest.importorskip("pypdfium2")
    made = pages(name, view, paper)
    content = made.pdf()
    assert content == made.pdf()
    document = pdfium.PdfDocument(content)
    assert len(document) == len(made)
    for sheet, page in zip(document, made, strict=True):
        assert sheet.get_width() == pytest.approx(paper.width / 25.4 * 72, abs=0.1)
        assert sheet.get_height() == pytest.approx(paper.height / 25.4 * 72, abs=0.1)
        grey = sheet.render(scale=page.width / sheet.get_width()).to_numpy().mean(axis=2)
        image = drawn.pixels(page.png(scale=1))[:, :, :3].mean(axis=2)
        high, wide = (min(a, b) for a, b in zip(grey.shape, image.shape, strict=True))
        differences = abs(coarse(grey[:high, :wide]) - coarse(image[:high, :wide]))
        assert differences.mean() < 4.5
        ink = (grey < 128).sum() / max(1, (image < 128).sum())
        assert 0.75 < ink < 1.25  # pale letters are near the middle


def test_several_files_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    (tmp_path / "a").write_bytes(b"old")
    real, calls = os.replace, []

    def fail_late(one: str, other: str) -> None:
        calls.append(other)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(one, other)

    monkeypatch.setattr("os.replace", fail_late)
    with pytest.raises(FileError, match="No space left"):
        write_all({tmp_path / name: b"new" for name in "abc"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    monkeypatch.setattr("os.replace", real)
    with pytest.raises(FileError, match="No such file"):
        write_all({tmp_path / "b": b"new", tmp_path / "no" / "c": b"new"})
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    write_all({tmp_path / name: b"new" for name in "ab"})
    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == [b"new", b"new"]


# -- an atlas ------------------------------------------------------------------------------


def test_an_atlas_has_each_relation_of_a_map_once() -> None:
    made = atlas(scored("iran-russia"))
    cards = [name for name in made if name.endswith("-cards")]
    assert len(made) == 2 * len(cards)  # sections, and an overview for all but the rest
    shown: list[str | None] = []
    for name in cards:
        picture = made[name]
        assert not isinstance(picture, Pages)
        root = ET.fromstring(picture.svg)
        shown += [group.get("data-rel") for kind in ("row", "cell") for group in groups(root, kind)]
    whole = ET.fromstring(draw(scored("iran-russia"), layout=NESTED).svg)
    assert Counter(shown) == Counter(
        group.get("data-rel") for kind in ("row", "cell") for group in groups(whole, kind)
    )


def test_an_atlas_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    made = atlas(scored("iran-russia"))
    with pytest.raises(FileError):
        made.save(tmp_path / "map.gif")
    (tmp_path / "map-2-cards.svg").mkdir()
    with pytest.raises(FileError, match="is a folder"):
        made.save(tmp_path / "map.svg")
    assert [one.name for one in tmp_path.iterdir()] == ["map-2-cards.svg"]
    (tmp_path / "map-2-cards.svg").rmdir()
    made.save(tmp_path / "map.svg")
    assert {one.name for one in tmp_path.iterdir()} == {f"map-{name}.svg" for name in made}


def test_ids_differ_between_the_pictures_of_an_atlas() -> None:
    made = atlas(every_kind(), paper=A4, theme=LIGHT)
    seen: Counter[str | None] = Counter()
    for name in made:
        picture = made[name]
        for page in picture if isinstance(picture, Pages) else (picture,):
            seen.update(one.get("id") for one in ET.fromstring(page.svg).iter() if one.get("id"))
    assert max(seen.values()) == 1


# -- spreading blocks ----------------------------------------------------------------------


def block(height: float) -> Block:
    return Block(height, lambda _: NOTHING)


HEIGHTS = st.lists(st.integers(5, 400), max_size=30)


@given(HEIGHTS, st.integers(1, 6), st.integers(100, 900))
def test_columns_hold_blocks_in_order_until_there_is_no_room(
    heights: list[int], count: int, room: int
) -> None:
    blocks = [block(height) for height in heights]
    columns, left = fill(blocks, count, room, 10.0)
    assert [one for column in columns for one in column] + left == blocks
    assert len(columns) == count
    for column in columns:
        assert len(column) == 1 or tallest([column], 10.0) <= room
    if blocks:
        assert columns[0]


@given(HEIGHTS, st.integers(1, 6))
def test_levelled_columns_are_no_higher_than_they_have_to_be(
    heights: list[int], count: int
) -> None:
    blocks = [block(height) for height in heights]
    columns = levelled(blocks, count, 10.0)
    assert [one for column in columns for one in column] == blocks
    found = tallest(columns, 10.0)
    # no way to cut the list into columns has a lower highest one
    best = [0.0] * (len(blocks) + 1)
    for order in range(1, len(blocks) + 1):
        best[order] = tallest([blocks[:order]], 10.0)
    for _ in range(count - 1):
        best = [
            min(
                max(best[cut], tallest([blocks[cut:order]], 10.0) if cut < order else 0.0)
                for cut in range(order + 1)
            )
            for order in range(len(blocks) + 1)
        ]
    assert found <= best[-1] + 4.0


@given(
    st.lists(st.lists(st.integers(5, 80), min_size=1, max_size=12), max_size=8),
    st.lists(st.integers(20, 90), max_size=3),
    st.integers(1, 4),
    st.integers(200, 500),
)
def test_pages_hold_every_row_once_and_in_order(
    groups_: list[list[int]], top: list[int], count: int, room: int
) -> None:
    seen: list[tuple[int, int]] = []

    def row(key: tuple[int, int], height: float) -> Block:
        def paint(_: Point) -> Markup:
            seen.append(key)
            return NOTHING

        return Block(height, paint)

    blocks = [
        listed([block(15)], [row((a, b), height) for b, height in enumerate(rows)], 2.0)
        for a, rows in enumerate(groups_)
    ]
    made = flowing([block(height) for height in top], blocks, 100.0, 10.0, count, room, room)
    for page in made:
        for at, one in page:
            assert at.y + one.height <= room + 1e-6
            one.paint(at)
    assert seen == [(a, b) for a, rows in enumerate(groups_) for b in range(len(rows))]
