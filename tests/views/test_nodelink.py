"""Pictures of whole maps keep what the visual language promises."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

import drawn
import pytest
from drawn import (
    HOSTILE,
    SVG,
    every_kind,
    groups,
    hashed,
    hostile,
    ink_outside,
    inside,
    layered,
    shape_box,
    text_box,
)
from hypothesis import given
from test_plan import iran_russia, semmelweis

from argmap.analysis.path import critical_path
from argmap.assessment import assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import Polarity, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim, Evidence
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.testing import maps
from argmap.views.nodelink import Lines, draw
from argmap.views.painting import boxes
from argmap.views.painting.geometry import Box, Point, crossed
from argmap.views.painting.palette import DARK, LIGHT
from argmap.views.painting.picture import Picture
from argmap.views.routing.engine import Flow
from argmap.views.routing.fold import fold
from argmap.views.routing.scene import scene

CASES: dict[str, Callable[[], ArgumentMap]] = {
    "every kind": every_kind,
    "hostile": hostile,
    "34 nodes": lambda: layered(3, 9, 22),
    "150 nodes": lambda: layered(4, 19, 127),
    "iran-russia": iran_russia,
    "semmelweis": semmelweis,
}
SECTIONED = ("iran-russia", "semmelweis")
HOSTILE_TIP = f"4{HOSTILE[4]}"


LARGE = pytest.param(("iran-russia", Flow.LEFT), marks=pytest.mark.slow)


ASKED: list[tuple[str, Lines]] = [
    ("every kind", {"compact": True}),
    ("every kind", {"path": "Alliance", "tip": "Orders"}),
    ("hostile", {"compact": True, "tip": HOSTILE_TIP}),
    ("34 nodes", {"path": "P0", "tip": "E20", "flow": Flow.TOP}),
    ("34 nodes", {"fold": True, "focus": "C2", "depth": 3}),
    ("semmelweis", {"clusters": True}),
    ("semmelweis", {"clusters": True, "compact": True}),
]


@pytest.fixture(
    params=[
        *((name, flow) for name in CASES if name not in SECTIONED for flow in Flow),
        LARGE,
        *ASKED,
    ],
    ids=str,
    scope="module",
)
def picture(request: pytest.FixtureRequest) -> Picture:
    name, asked = request.param
    if isinstance(asked, Flow):
        return draw(CASES[name](), flow=asked)
    return draw(assess(CASES[name]()), **asked)


@pytest.fixture
def root(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.svg)


def ends(line: ET.Element) -> tuple[Point, Point]:
    pairs = re.findall(r"(-?[\d.]+),(-?[\d.]+)", line.get("d", ""))
    return Point(*map(float, pairs[0])), Point(*map(float, pairs[-1]))


def lines(root: ET.Element) -> dict[str, ET.Element]:
    """By id of their relation."""
    return {
        g.get("id", ""): next(path for path in g.iter(f"{SVG}path") if path.get("class") == "line")
        for g in groups(root, "edge")
    }


def nodes(root: ET.Element) -> dict[str, Box]:
    return {g.get("id", ""): shape_box(g) for g in groups(root, "node")}


def test_no_text_leaves_its_box(root: ET.Element) -> None:
    for node in groups(root, "node"):
        box = shape_box(node)
        for text in node.iter(f"{SVG}text"):
            assert inside(text_box(text), box), (text.text, text_box(text), box)


def test_no_text_covers_another_in_its_box(root: ET.Element) -> None:
    for node in groups(root, "node"):
        boxes = [text_box(text) for text in node.iter(f"{SVG}text")]
        for one, other in itertools.combinations(boxes, 2):
            assert not one.grown(-0.8).overlaps(other.grown(-0.8))


def test_all_text_lies_on_the_page(root: ET.Element, picture: Picture) -> None:
    page = Box(0, 0, picture.width, picture.height)
    for text in root.iter(f"{SVG}text"):
        assert inside(text_box(text), page), text.text


def test_boxes_do_not_overlap(root: ET.Element) -> None:
    for one, other in itertools.combinations(nodes(root).values(), 2):
        assert not one.overlaps(other)


def test_labels_cover_no_box_and_no_label(root: ET.Element) -> None:
    plates = [
        drawn.path_box(path.get("d", ""))
        for path in root.iter(f"{SVG}path")
        if path.get("class") == "plate"
    ]
    boxes = list(nodes(root).values())
    joints = [
        Box(float(dot.get("cx", 0)), float(dot.get("cy", 0)), 0, 0).grown(3.9)
        for group in groups(root, "edge")
        for dot in group.iter(f"{SVG}circle")
    ]
    for plate in plates:
        assert not any(plate.overlaps(box) for box in boxes + joints)
    for one, other in itertools.combinations(plates, 2):
        assert not one.overlaps(other)


def test_no_line_passes_through_a_box(root: ET.Element) -> None:
    # circles and pointed sides lie inside their bounding box, and so does what reaches them
    slack = {"step": 14.0, "argument": 14.0}
    boxes = [
        shape_box(g).grown(-slack.get((g.get("class") or "").split()[1], 1.2))
        for g in groups(root, "node")
    ]
    for line in lines(root).values():
        path = [
            Point(float(x), float(y))
            for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", line.get("d", ""))
        ]
        for a, b in itertools.pairwise(path):
            strip = Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).grown(0.01)
            assert not any(strip.overlaps(box) for box in boxes), line.get("d")


def test_every_line_ends_on_its_boxes(root: ET.Element) -> None:
    boxes = nodes(root)
    for group in groups(root, "edge"):
        start, end = ends(lines(root)[group.get("id", "")])
        source = boxes[group.get("data-source", "")]
        assert touches(start, source), group.get("aria-label")
        target = boxes.get(group.get("data-target", ""))
        if target is not None:
            assert touches(end, target), group.get("aria-label")


def touches(point: Point, box: Box, reach: float = 14.0) -> bool:
    """Near the outline, up to the length of a head or the depth of a pointed side."""
    near = box.grown(reach)
    return near.x <= point.x <= near.right and near.y <= point.y <= near.bottom


def test_lines_onto_others_end_at_a_joint_on_them(root: ET.Element) -> None:
    known = lines(root)
    found = 0
    for group in groups(root, "edge"):
        target = known.get(group.get("data-target", ""))
        if target is None:
            continue
        found += 1
        joint = next(group.iter(f"{SVG}circle"))
        x, y = float(joint.get("cx", 0)), float(joint.get("cy", 0))
        box = drawn.path_box(target.get("d", "")).grown(0.6)
        assert box.x <= x <= box.right
        assert box.y <= y <= box.bottom
    onto = [g for g in groups(root, "undercut") if g.get("data-target", "") not in nodes(root)]
    assert found >= len(onto)


def test_no_text_is_smaller_than_it_may_be(root: ET.Element) -> None:
    sizes = [float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")]
    assert min(sizes) >= 7.5


def test_nothing_can_run(picture: Picture, root: ET.Element) -> None:
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "g", "path", "circle", "rect", "text", "a",
        }  # fmt: skip
        assert not any(name.lower().startswith("on") for name in element.attrib)
        href = element.get("href", "")
        assert href == "" or href.startswith("https://")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", picture.svg)


def test_ids_are_unique_across_pictures() -> None:
    pictures = [draw(CASES[name]()) for name in CASES if name not in SECTIONED]
    ids = Counter(one for picture in pictures for one in re.findall(r' id="([^"]*)"', picture.svg))
    assert max(ids.values()) == 1


def test_it_can_be_read_aloud(root: ET.Element) -> None:
    assert "img" in root.get("role", "")
    named = root.get("aria-labelledby", "").split()
    known = {element.get("id"): element for element in root}
    assert [known[one].tag for one in named] == [f"{SVG}title", f"{SVG}desc"]
    for group in groups(root, "node") + groups(root, "edge"):
        assert group.get("role") == "listitem"
        assert group.get("aria-label")
        assert (group.find(f"{SVG}title")) is not None
    lists = [g for g in root.iter(f"{SVG}g") if g.get("role") == "list"]
    assert len(lists) == 2


@pytest.mark.parametrize("name", [name for name in CASES if name not in SECTIONED])
def test_each_relation_is_drawn_once(name: str) -> None:
    map_ = CASES[name]()
    root = ET.fromstring(draw(map_).svg)
    drawn_ = [g.get("aria-label") for g in groups(root, "edge")]
    expected = [link for link in map_.links if link.polarity is not Polarity.CONDITION]
    assert len(drawn_) == len(expected)
    by_class = Counter((g.get("class") or "").split()[1] for g in groups(root, "edge"))
    assert by_class == Counter(link.polarity.name.lower() for link in expected)


def test_conditions_are_pills() -> None:
    root = ET.fromstring(draw(every_kind()).svg)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("if E1") == 1  # on the forecast
    assert words.count("if E2") == 2  # on the argument, and on a link


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    said = hashed(
        "from argmap.views.nodelink import Lines, draw\n"
        "for m in (every_kind(), hostile(), layered(3, 9, 22)):\n"
        "    say(draw(m))\n"
    )
    assert len(said) == 1


def test_ink_stays_in_the_boxes_when_resvg_sets_the_text() -> None:
    outside = ink_outside(draw(every_kind()))
    assert not outside.size, outside[:5]


# -- what is shown -----------------------------------------------------------------------


def shown(picture: Picture) -> set[str]:
    return {g.get("data-id", "") for g in groups(ET.fromstring(picture.svg), "node")}


def test_focus_shows_what_bears_on_a_statement() -> None:
    map_ = every_kind()
    assert shown(draw(map_, focus="Bargain", depth=0)) == {"[Bargain]"}
    # arguments cost no step: their premises are one statement away
    assert shown(draw(map_, focus="Bargain", depth=1)) == {
        "[Bargain]", "<Hamadan>", "<Geography>", "[Bragged]", "[Secrets]", "[Border]",
        "[Neighbours]",
    }  # fmt: skip
    deep = shown(draw(map_, focus="Alliance", depth=1))
    assert {"[Deal]", "[Open]", "[Spin]"} <= deep  # undercuts belong to the links they hit
    assert "[Gone]" not in deep
    with pytest.raises(UnknownReference):
        draw(map_, focus="Alliances")


def test_focus_says_how_much_it_leaves_out() -> None:
    root = ET.fromstring(draw(every_kind(), focus="Distrust", depth=0).svg)
    assert "1 more reason not drawn" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_counterclaim_is_what_only_attacks() -> None:
    root = ET.fromstring(draw(layered(3, 9, 22)).svg)
    for group in groups(root, "counterclaim"):
        words = group.get("aria-label", "").split(":")[1].split(".")[0].strip()
        verbs = [
            g.get("class", "").split()[1]
            for g in groups(root, "edge")
            if g.get("aria-label", "").startswith(words + " ")
        ]
        assert set(verbs) <= {"attack", "undercut"}


def test_bars_show_strengths_of_an_assessment_and_initial_weights_of_a_map() -> None:
    map_ = ArgumentMap(
        nodes=[Claim("A", weight=0.5), Claim("B", weight=0.8)], links=[supports("B", "A")]
    )
    numbers = [text.text for text in ET.fromstring(draw(map_).svg).iter(f"{SVG}text")]
    assert "0.50" in numbers
    scored = assess(map_)
    picture = draw(scored)
    numbers = [text.text for text in ET.fromstring(picture.svg).iter(f"{SVG}text")]
    assert f"{scored.strengths['[A]']:.2f}" in numbers
    assert picture.svg.count('class="initial"') == 1  # nothing bears on B


def test_themes_differ_in_colour_alone() -> None:
    def colourless(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}|a[0-9a-f]{10}-", "", svg)

    light, dark = draw(every_kind()), draw(every_kind(), theme=DARK)
    assert light.svg != dark.svg
    assert colourless(light.svg) == colourless(dark.svg)


@pytest.mark.parametrize("nodes", [[], [Claim("A")]], ids=["empty", "single"])
def test_hardly_anything_is_a_picture_too(nodes: list[Claim]) -> None:
    picture = draw(ArgumentMap(nodes=nodes))
    assert len(groups(ET.fromstring(picture.svg), "node")) == len(nodes)


def test_a_title_of_ones_own_or_none() -> None:
    def words(picture: Picture) -> list[str | None]:
        return [text.text for text in ET.fromstring(picture.svg).iter(f"{SVG}text")]

    assert "Every kind" in words(draw(every_kind()))
    assert "Mine" in words(draw(every_kind(), title="Mine"))
    assert "Every kind" not in words(draw(every_kind(), title="", caption=""))


def test_small_maps_have_their_roots_on_top_unless_a_row_would_be_long() -> None:
    def star(count: int) -> Picture:
        nodes = [Claim("A"), *(Claim(f"C{i}") for i in range(count))]
        return draw(ArgumentMap(nodes=nodes, links=[supports(f"C{i}", "A") for i in range(count)]))

    assert "up to what it bears on" in star(4).svg
    assert "at the right" in star(5).svg
    assert star(5).width < star(4).width


@pytest.mark.parametrize("flow", Flow)
def test_positions_stand_in_the_order_of_their_strengths(flow: Flow) -> None:
    assessment = assess(layered(4, 9, 22))
    boxes = {
        group.get("data-id", ""): shape_box(group)
        for group in groups(ET.fromstring(draw(assessment, flow=flow).svg), "assessment")
    }
    shown = sorted(boxes, key=lambda name: (boxes[name].y, boxes[name].x))
    assert shown == [place.reference for place in assessment.ranking().places]


def test_a_map_without_a_title_is_named_by_its_questions_or_positions() -> None:
    nodes = [Claim("A", "Yes"), Claim("B", "No")]
    assert draw(ArgumentMap(nodes=nodes)).title == "A · B"
    asked = Question("q", "Is it so?", ("A", "B"))
    assert draw(ArgumentMap(nodes=nodes, questions=[asked])).title == "Is it so?"


def test_crossings_are_counted_between_different_lines() -> None:
    flat, steep = (Point(0, 5), Point(10, 5)), (Point(5, 0), Point(5, 10))
    beside = (Point(0, 6), Point(10, 6))
    assert crossed([flat, steep, beside]) == 2
    assert crossed([flat, flat[::-1]]) == 0
    assert crossed([flat, (Point(10, 5), Point(10, 9))]) == 0


# -- what is brought out, folded and put together --------------------------------------------


def edges(picture: Picture) -> dict[str, str]:
    """The colour of each line by what it says."""
    return {
        group.get("aria-label", ""): next(
            path.get("stroke", "") for path in group if path.get("class") == "line"
        )
        for group in groups(ET.fromstring(picture.svg), "edge")
    }


def test_a_path_stands_out_and_all_else_is_dim() -> None:
    assessment = assess(layered(3, 9, 22))
    picture = draw(assessment, path="P0")
    path = critical_path(assessment, "P0")
    root = ET.fromstring(picture.svg)
    thick = {
        group.get("data-id")
        for group in groups(root, "node")
        for shape in group
        if shape.get("class") == "shape" and shape.get("stroke-width") == "2.6"
    }
    assert thick == set(path.statements)
    lit = [label for label, colour in edges(picture).items() if colour != LIGHT.dim]
    assert len(lit) == len(path)
    halos = [one for one in root.iter(f"{SVG}path") if one.get("class") == "halo"]
    assert len(halos) == len(path) + 1  # and the sample in the legend
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "critical path" in words
    labels = next(iter(groups(root, "labels")))
    assert len(list(labels)) == len(path)
    with pytest.raises(AnalysisError, match="draw assess"):
        draw(layered(3, 9, 22), path="P0")


def test_a_tipping_point_has_a_halo_and_says_so() -> None:
    root = ET.fromstring(draw(every_kind(), tip="Orders").svg)
    (marked,) = [
        group for group in groups(root, "node") if any(one.get("class") == "halo" for one in group)
    ]
    assert marked.get("data-id") == "[Orders]"
    halo = next(one for one in marked if one.get("class") == "halo")
    assert drawn.path_box(halo.get("d", "")) == shape_box(marked).grown(4.0)
    assert boxes.TIPPING in [text.text for text in marked.iter(f"{SVG}text")]
    with pytest.raises(UnknownReference):
        draw(every_kind(), tip="Order")


def test_a_fold_takes_what_bears_on_nothing_else_and_counts_it() -> None:
    map_ = every_kind()
    for options in ({"fold": True}, {"compact": True}):
        root = ET.fromstring(draw(map_, **options).svg)  # type: ignore[arg-type]
        here = {group.get("data-id") for group in groups(root, "node")}
        assert not groups(root, "evidence")
        # `Spin` undercuts an undercut of the link of an item, and nothing else
        assert "[Spin]" not in here
        assert {"[Open]", "[Alone]", "[Renewed]", "[Bargain]"} <= here
        words = [text.text for text in root.iter(f"{SVG}text")]
        assert "folded: 1 for · 1 against · 1 undercut" in words


@given(maps(max_nodes=9))
def test_a_fold_leaves_no_orphan_and_loses_nothing(map_: ArgumentMap) -> None:
    folded = fold(map_)
    bearing = [link for link in map_.links if link.polarity is not Polarity.CONTRADICT]
    leaving = {link.source for link in bearing}
    for name in map_.by_reference:
        if name not in folded.hidden or not isinstance(map_.by_reference[name], Evidence):
            continue
        assert name in leaving
        assert name not in map_.positions
    if folded.hidden:
        assert folded.counts
    for name in folded.counts:
        assert name not in folded.hidden
    kept_links = {one.link for one in scene(map_, folded=folded).relations}
    # what is left of a statement that bore on something still bears on something, unless all that
    # it bore on went, which takes it along
    for link in bearing:
        target = link.target
        if link.source in folded.hidden or not isinstance(target, str):
            continue
        if target not in folded.hidden and link.polarity is not Polarity.CONDITION:
            assert link.reference in kept_links


def test_compact_boxes_are_small_and_still_name_events() -> None:
    plain, compact = draw(every_kind(), fold=True), draw(every_kind(), compact=True)
    for kind in ("claim", "assessment", "event"):
        one = shape_box(groups(ET.fromstring(plain.svg), kind)[0])
        other = shape_box(groups(ET.fromstring(compact.svg), kind)[0])
        assert other.width < one.width
    words = [text.text for text in ET.fromstring(compact.svg).iter(f"{SVG}text")]
    assert "EVENT E1" in words
    assert "CLAIM" not in words


@pytest.mark.parametrize(
    "options",
    [{"clusters": True}, {"clusters": True, "flow": Flow.TOP}, {"clusters": True, "compact": True}],
    ids=str,
)
def test_grounds_hold_the_boxes_of_their_section_alone(options: Lines) -> None:
    map_ = semmelweis()
    root = ET.fromstring(draw(map_, **options).svg)
    panels: dict[str, list[Box]] = {}
    names = [text.text for text in next(iter(groups(root, "names"))).iter(f"{SVG}text")]
    grounds = [path for path in root.iter(f"{SVG}path") if path.get("class") == "ground"]
    assert len(grounds) == len(names) > 3
    for name, ground in zip(names, grounds, strict=True):
        parts = (ground.get("d") or "").split("Z")[:-1]
        panels[str(name)] = [drawn.path_box(part) for part in parts]
    for group in groups(root, "node"):
        node = map_[group.get("data-id", "")]
        box = shape_box(group)
        touched = {
            name for name, boxes in panels.items() if any(one.overlaps(box) for one in boxes)
        }
        if node.reference in map_.positions or not node.section:
            assert not touched
        else:
            assert len(touched) == 1
            (name,) = touched
            assert name.rstrip("…") in " · ".join(node.section).upper()
            assert any(inside(box, one) for one in panels[name])


def test_a_scenario_is_explained_and_moves_conditions() -> None:
    assessment = assess(every_kind(), scenario=Scenario("t").assume("Renewed", True))
    words = [text.text for text in ET.fromstring(draw(assessment).svg).iter(f"{SVG}text")]
    assert {"won under the scenario", "if E1 ▲", "EVENT E1 ▲"} <= set(words)
    assert any("The coloured part of a bar is the change" in (one or "") for one in words)
