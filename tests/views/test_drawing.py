"""Every view of the large map, and of hard ones, keeps what the visual language promises."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree as ET

import attrs
import drawn
import numpy as np
import pytest
from drawn import (
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
from test_plan import iran_russia

from argmap.assessment import Assessment, assess
from argmap.errors import EngineError, UnknownReference
from argmap.model.link import Polarity, attacks, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim
from argmap.model.scenario import Scenario
from argmap.views.cards.folding import folded
from argmap.views.cards.sheet import sheet
from argmap.views.drawing import (
    AUTO,
    NESTED,
    NODE_LINK,
    OVERVIEW,
    SECTIONS,
    THEMES,
    VIEWS,
    View,
    draw,
    focus_on,
)
from argmap.views.painting.geometry import Box
from argmap.views.painting.palette import ADAPTIVE, DARK, LIGHT, PRINT, Theme, contrast
from argmap.views.painting.picture import Picture
from argmap.views.routing import engine

CARDS: dict[str, View] = {
    "nested": NESTED,
    "overview": OVERVIEW,
    "sections": SECTIONS,
    "focus": focus_on("A"),
}
WEST = Scenario("West").assume("Nuclear deal renewed", True).drop("Iran and the West draw closer")


@cache
def scored(name: str) -> Assessment:
    maps: dict[str, Callable[[], ArgumentMap]] = {
        "iran-russia": iran_russia,
        "under a scenario": iran_russia,
        "every kind": every_kind,
        "hostile": hostile,
        "layered": lambda: layered(4, 19, 127),
    }
    return assess(maps[name](), scenario=WEST if name == "under a scenario" else None)


@cache
def picture(name: str, view: str, theme: Theme = LIGHT) -> Picture:
    return draw(scored(name), layout=CARDS[view], theme=theme)


@cache
def root_of(name: str, view: str) -> ET.Element:
    return ET.fromstring(picture(name, view).svg)


ALL = [
    (name, view)
    for name in ("iran-russia", "under a scenario", "every kind", "hostile", "layered")
    for view in CARDS
]
EACH = pytest.mark.parametrize(("name", "view"), ALL, ids=[" ".join(one) for one in ALL])
REAL = pytest.mark.parametrize("view", CARDS)


@EACH
def test_no_text_leaves_its_box(name: str, view: str) -> None:
    root = root_of(name, view)
    boxed = groups(root, "node")
    assert boxed
    for node in boxed:
        box = shape_box(node)
        for text in node.iter(f"{SVG}text"):
            assert inside(text_box(text), box), (text.text, text_box(text), box)


@EACH
def test_no_text_covers_another_and_all_lies_on_the_page(name: str, view: str) -> None:
    page = picture(name, view)
    texts = [(text_box(text), text.text) for text in root_of(name, view).iter(f"{SVG}text")]
    paper = Box(0, 0, page.width, page.height)
    texts.sort(key=lambda one: one[0].y)
    active: list[tuple[Box, str | None]] = []
    for box, words in texts:
        assert inside(box, paper), words
        active = [one for one in active if one[0].bottom > box.y]
        for other, beside in active:
            assert not box.grown(-1.2).overlaps(other.grown(-1.2)), (words, beside)
        active.append((box, words))


@EACH
def test_no_boxes_overlap(name: str, view: str) -> None:
    boxes = [shape_box(node) for node in groups(root_of(name, view), "node")]
    for one, other in itertools.combinations(boxes, 2):
        assert not one.grown(-0.2).overlaps(other)


@EACH
def test_text_is_large_enough_and_nothing_runs(name: str, view: str) -> None:
    root = root_of(name, view)
    assert min(float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")) >= 7.5
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in (
            "svg", "title", "desc", "rect", "g", "path", "circle", "text", "a",
        )  # fmt: skip
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            if key == "href":
                assert value.startswith("#")


@EACH
def test_ids_are_unique_and_what_is_led_to_is_there(name: str, view: str) -> None:
    root = root_of(name, view)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    led = {element.get("href", "")[1:] for element in root.iter(f"{SVG}a")}
    assert led <= set(ids)
    if (name, view) == ("iran-russia", "nested"):
        assert len(led) > 80


def test_ids_differ_between_pictures_on_one_page() -> None:
    seen: Counter[str] = Counter()
    for name, view in ALL:
        seen.update(
            {element.get("id", "") for element in root_of(name, view).iter() if element.get("id")}
        )
    assert max(seen.values()) == 1


@EACH
def test_a_screen_reader_is_told(name: str, view: str) -> None:
    root = root_of(name, view)
    assert root.get("role") == "graphics-document img"
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert all(element is not None and (element.text or "").strip() for element in named)
    assert root.get("aria-labelledby") == " ".join(
        element.get("id", "") for element in named if element is not None
    )
    for group in groups(root, "row"):
        assert (group.findtext(f"{SVG}title") or "").strip()
    for kind in ("cell", "section", "assessment"):
        for group in groups(root, kind):
            assert (group.get("aria-label") or "").strip(), ET.tostring(group)
    for group in [*groups(root, "row"), *groups(root, "context")]:
        assert group.get("role") == "listitem"


@pytest.mark.parametrize("name", ["iran-russia", "every kind", "hostile", "layered"])
def test_each_relation_is_drawn_once_in_the_nested_view(name: str) -> None:
    root, map_ = root_of(name, "nested"), scored(name).map
    drawn_ = [group.get("data-rel") for kind in ("row", "cell") for group in groups(root, kind)]
    written = sum(
        link.polarity not in (Polarity.CONDITION, Polarity.CONTRADICT) for link in map_.links
    )
    assert len(drawn_) == len(set(drawn_)) == written
    pills = [text.text or "" for text in root.iter(f"{SVG}text")]
    for words, polarity in (("if ", Polarity.CONDITION), ("excludes ", Polarity.CONTRADICT)):
        links = [link for link in map_.links if link.polarity is polarity]
        between = sum(link.source in map_.positions for link in links)
        said = sum(words in pill for pill in pills)
        if polarity is Polarity.CONTRADICT:
            assert said >= 2 * (len(links) - between)
        elif links:
            assert said >= 1


@REAL
def test_the_same_bytes_twice(view: str) -> None:
    again = draw(scored("iran-russia"), layout=CARDS[view])
    assert again.svg == picture("iran-russia", view).svg


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    said = hashed(
        "from argmap.views.drawing import NESTED, OVERVIEW, SECTIONS, focus_on\n"
        "for m in (every_kind(), hostile(), layered(3, 9, 22)):\n"
        "    for view in (NESTED, OVERVIEW, SECTIONS, focus_on('A')):\n"
        "        say(view.draw(m))\n"
    )
    assert len(said) == 1


@pytest.mark.parametrize("view", CARDS)
def test_ink_stays_in_the_cards_when_resvg_sets_the_text(view: str) -> None:
    outside = ink_outside(picture("every kind", view))
    assert not outside.size, outside[:5]


# -- themes --------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DARK, PRINT], ids=lambda theme: theme.name)
@REAL
def test_themes_differ_in_colour_alone(view: str, theme: Theme) -> None:
    def colourless(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "", re.sub(r"a[0-9a-f]{10}-", "", svg))

    other = picture("iran-russia", view, theme)
    assert colourless(other.svg) == colourless(picture("iran-russia", view).svg)


@REAL
def test_print_is_grey(view: str) -> None:
    for colour in set(re.findall(r'"#([0-9a-f]{6})"', picture("iran-russia", view, PRINT).svg)):
        assert colour[:2] == colour[2:4] == colour[4:]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["iran-russia", "under a scenario", "every kind"])
@REAL
def test_all_text_can_be_read_on_what_it_stands_on(view: str, name: str, theme: Theme) -> None:
    """The ground of a text is the last filled shape painted below it."""
    root = ET.fromstring(picture(name, view, theme).svg)
    for group in [root, *groups(root, "node")]:
        grounds: list[tuple[Box, str]] = []
        for element in group.iter():
            fill = element.get("fill", "none")
            if element.tag == f"{SVG}text" and group is not root:
                box = text_box(element)
                below = [colour for ground, colour in grounds if inside(box, ground, 1.5)]
                ratio = contrast(fill, below[-1])
                assert ratio >= 4.4, (element.text, ratio)
            elif fill.startswith("#") and (
                " 0 0 1 " in element.get("d", "") or element.get("class") == "shape"
            ):
                grounds.append((drawn.path_box(element.get("d", "")), fill))


@pytest.mark.parametrize("view", [*CARDS.values(), NODE_LINK], ids=lambda view: view.name)
def test_auto_is_light_and_becomes_dark(view: View) -> None:
    assessment = scored("every kind")
    auto = draw(assessment, layout=view, theme=ADAPTIVE)
    light, dark = (draw(assessment, layout=view, theme=theme) for theme in (LIGHT, DARK))
    assert auto.png(scale=1) == light.png(scale=1)
    root = ET.fromstring(auto.svg)
    style = root.findtext(f"{SVG}style") or ""
    assert style.startswith("@media (prefers-color-scheme:dark){")
    rules = {
        (name, one): other
        for name, one, other in re.findall(
            r'\[(fill|stroke)="(#\w+)"\]\{(?:fill|stroke):(#\w+)\}', style
        )
    }
    assert style.count(f"#{root.get('id')} [") == len(rules)
    wanted = re.findall(r'(fill|stroke)="(#\w+)"', dark.svg)
    shown = re.findall(r' (fill|stroke)="(#\w+)"', auto.svg[auto.svg.index("</style>") :])
    assert [(name, rules[name, one]) for name, one in shown] == wanted


# -- which view ----------------------------------------------------------------------------


def test_the_view_follows_the_size_of_the_map() -> None:
    def caption(map_: ArgumentMap) -> str:
        return draw(map_).svg

    assert draw(every_kind()).svg == draw(every_kind(), layout=NODE_LINK).svg
    assert "Set as cards, because the map has 150 nodes" in caption(layered(4, 19, 127))
    assert "crossing lines" in caption(layered(4, 30, 4))
    assert "Summed up by sections, because the map has 340 nodes" in caption(layered(4, 36, 300))
    assert "because" not in draw(layered(4, 19, 127), caption="Mine").svg


def test_a_map_is_drawn_where_nothing_can_lay_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, "/no/such/dot")
    assert "because there is no layout for boxes and lines" in draw(every_kind()).svg
    with pytest.raises(EngineError):
        draw(every_kind(), layout=NODE_LINK)


def test_views_have_names() -> None:
    assert VIEWS.names == ("auto", "node-link", "nested", "overview", "sections")
    assert VIEWS.named("nested") is NESTED
    assert THEMES.names == ("light", "dark", "auto", "print")
    assert AUTO in tuple(VIEWS)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("nodes", [[], [Claim("A")]], ids=["empty", "single"])
def test_hardly_anything_is_a_picture_too(nodes: list[Claim], view: View) -> None:
    ET.fromstring(draw(ArgumentMap(nodes=nodes), layout=view).svg)
    ET.fromstring(draw(assess(ArgumentMap(nodes=nodes)), layout=view).svg)


# -- what is shown -------------------------------------------------------------------------


def words(name: str, view: str) -> list[str]:
    return [text.text or "" for text in root_of(name, view).iter(f"{SVG}text")]


def test_focus_takes_a_letter_a_title_or_a_reference() -> None:
    pictures = [
        draw(scored("iran-russia"), layout=focus_on(name)).svg
        for name in ("A", "Strategic alliance", "[Strategic alliance]")
    ]
    assert len(set(pictures)) == 1
    with pytest.raises(UnknownReference):
        draw(scored("iran-russia"), layout=focus_on("Q"))


def test_focus_shows_every_reason_of_the_position() -> None:
    assessment = scored("iran-russia")
    root = root_of("iran-russia", "focus")
    cards = {group.get("data-id") for group in groups(root, "card")}
    rows = {group.get("data-src") for group in groups(root, "row")}
    names = sheet(assessment).names
    for link in assessment.map.incoming["[Strategic alliance]"]:
        if link.polarity in (Polarity.SUPPORT, Polarity.ATTACK):
            assert link.source in cards or names[link.source] in rows


def test_positions_stand_highest_first() -> None:
    for view in ("nested", "overview"):
        shown = [
            group.get("data-id")
            for group in groups(root_of("iran-russia", view), "assessment")
            if "card" not in group.get("class", "").split()
        ]
        ranked = [
            place.reference
            for ranking in scored("iran-russia").rankings
            for place in ranking.places
        ]
        assert shown == ranked


def test_a_scenario_shows_what_it_changes_and_names_the_rest() -> None:
    said = words("under a scenario", "nested")
    assert any("rows unchanged" in one for one in said)
    assert any(one.startswith("Unchanged claims: ") for one in said)
    assert (
        picture("under a scenario", "nested").height < picture("iran-russia", "nested").height / 2
    )
    before, now = scored("iran-russia").strengths, scored("under a scenario").strengths
    shown = {
        group.get("data-src") for group in groups(root_of("under a scenario", "nested"), "row")
    }
    plan = sheet(scored("under a scenario")).plan
    names = sheet(scored("under a scenario")).names
    for name in plan.homes:
        if abs(before[name] - now[name]) >= 0.005:
            assert names[name] in shown


def test_folded_counts_turn_on_the_way_and_count_once() -> None:
    first = supports("A", "P")
    map_ = ArgumentMap(
        nodes=[
            Claim("P", tags=("assessment",)),
            Claim("A", card=False),
            *map(Claim, "BCDEU"),
        ],
        links=[
            first,
            attacks("B", "P"),
            attacks("C", "B"),  # counts for
            supports("D", "C"),
            supports("D", "A"),  # once
            attacks("E", "A"),
            undercuts("U", first),
        ],
    )
    counts = folded(sheet(map_), "[P]")
    assert (counts.for_, counts.against, counts.undercuts) == (3, 2, 1)


def test_the_difference_in_boxes_and_lines() -> None:
    assessment = assess(every_kind(), scenario=Scenario("t").set("[Deal] -> [Alliance]", 0.2))
    svg = draw(assessment, layout=NODE_LINK).svg
    assert 'class="delta"' in svg
    assert "+.2 ▼" in svg
    assert "Without the scenario" in svg


@pytest.mark.parametrize("view", [*VIEWS, focus_on("A"), focus_on("B")], ids=lambda view: view.name)
def test_what_did_not_settle_says_so(view: View) -> None:
    assessment = scored("every kind")
    strengths = assessment.solution.strengths.copy()
    strengths[[0, 3, 9]] = np.nan
    loose = attrs.evolve(
        assessment, solution=attrs.evolve(assessment.solution, strengths=strengths)
    )
    svg = draw(loose, layout=view).svg
    assert "unsettled" in svg
    assert not re.search(r'"[^"]*\bnan\b[^"]*"', svg)


def test_a_relation_that_a_scenario_turns_is_among_the_changes() -> None:
    scenario = Scenario("turn").flip("[Energy rivals] -> [Strategic alliance]")
    shown = sheet(assess(iran_russia(), scenario=scenario))
    turned = [
        link for link in shown.relations if shown.relations[link].polarity is not link.polarity
    ]
    assert len(turned) == 1
    assert shown.stirred(turned[0])
    assert shown.relations[turned[0]].polarity is Polarity.SUPPORT


# -- rows, numbers and columns ---------------------------------------------------------------


def chain(levels: int) -> ArgumentMap:
    """A claim with a reason that has a reason, and so on."""
    nodes = [Claim("P", tags=("assessment",)), Claim("C", card=True)]
    nodes += [Claim(f"S{order}") for order in range(levels)]
    links = [supports("C", "P"), supports("S0", "C")]
    links += [supports(f"S{order + 1}", f"S{order}") for order in range(levels - 1)]
    return ArgumentMap(nodes=nodes, links=links)


@pytest.mark.parametrize("levels", [2, 10, 16, 22, 40])
def test_rows_of_different_levels_begin_in_different_places(levels: int) -> None:
    root = ET.fromstring(draw(chain(levels), layout=NESTED).svg)
    numbers: dict[int, float] = {}
    pills: dict[int, str] = {}
    for group in groups(root, "row"):
        level = int(group.get("aria-level", 0))
        words = list(group.iter(f"{SVG}text"))
        counted = next(text for text in words if re.fullmatch(r"1\.\d+", text.text or ""))
        numbers[level] = float(counted.get("x", 0))
        said = [text.text or "" for text in words]
        pills.update((level, one) for one in said if one.startswith("on "))
    assert len(numbers) == levels
    steps = [numbers[level + 1] - numbers[level] for level in range(1, min(levels, 22))]
    assert min(steps) > 7.0
    assert pills == {level: f"on 1.{level - 1}" for level in range(23, levels + 1)}


@pytest.mark.parametrize(
    ("positions", "event", "context"),
    [(4, "E1", "N1"), (5, "Ev1", "N1"), (13, "Ev1", "N1"), (14, "Ev1", "Nb1")],
)
def test_no_event_looks_like_a_reason_on_a_position(
    positions: int, event: str, context: str
) -> None:
    nodes = [Claim(f"P{order}", tags=("assessment",)) for order in range(positions)]
    nodes += [Claim("E", tags=("event",)), Claim("N"), Claim("R"), Claim("L")]
    nodes += [Claim("Last")]
    links = [supports("R", f"P{positions - 1}"), attacks("E", "R"), supports("L", "R")]
    map_ = ArgumentMap(nodes=nodes, links=links)
    for view in (NESTED, NODE_LINK, OVERVIEW):
        words = {
            text.text for text in ET.fromstring(draw(map_, layout=view).svg).iter(f"{SVG}text")
        }
        assert words & {event, f"EVENT {event}"}
    numbers = sheet(map_).plan.numbers
    assert numbers["[N]"] == context
    plain = [number.replace(".", "") for number in numbers.values()]
    assert len(set(plain)) == len(plain)


@pytest.mark.parametrize("position", "ABCDEFGHIJ")
def test_little_of_a_focus_stays_white(position: str) -> None:
    root = ET.fromstring(draw(scored("iran-russia"), layout=focus_on(position)).svg)
    cards = [shape_box(card) for card in groups(root, "card")]
    (band,) = [shape_box(one) for one in groups(root, "assessment")]
    columns: dict[float, list[Box]] = {}
    for card in cards:
        columns.setdefault(card.x, []).append(card)
    top, bottom = min(card.y for card in cards), max(card.bottom for card in cards)
    reached = [max(card.bottom for card in column) - top for column in columns.values()]
    assert sum(reached) >= 0.7 * len(reached) * (bottom - top)
    assert abs(len(columns) * (cards[0].width + 46) - band.width) < 1
