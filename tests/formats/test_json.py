"""JSON carries everything; what is no map in it is said, and never raised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FileError
from argmap.formats import json_file, json_reading, json_writing, shape
from argmap.testing import maps, units

ROOT = Path(__file__).parents[2]
MAPS = sorted((ROOT / "arguments").glob("*.argdown"))
jsonschema = pytest.importorskip("jsonschema")
VALIDATOR = jsonschema.Draft202012Validator(json_writing.schema())


def _read(content: str) -> am.Reading:
    return json_file.parsed(content, "x.json")


def _round(map_: am.ArgumentMap) -> None:
    content = json_writing.to_json(map_)
    reading = _read(content)
    assert reading.diagnostics == ()
    assert reading.required() == map_
    assert json_writing.to_json(reading.required()) == content
    VALIDATOR.validate(json.loads(content))


@st.composite
def _scenarios(draw: st.DrawFn, map_: am.ArgumentMap) -> am.Scenario:
    names = st.sampled_from([node.reference for node in map_.nodes])
    scenario = am.Scenario("s", title=draw(st.none() | st.text()))
    for name in draw(st.lists(names, max_size=3, unique=True)):
        match draw(st.integers(0, 4)):
            case 0:
                scenario = scenario.drop(name)
            case 1:
                scenario = scenario.assume(name, draw(units()))
            case 2:
                scenario = scenario.set(name, draw(units()))
            case 3:
                scenario = scenario.scale(name, by=draw(units()))
            case _:
                scenario = scenario.shift(name, by=draw(st.floats(-9, 9)))
    if draw(st.booleans()):
        link = am.supports("[Added]", draw(names), weight=draw(units()))
        claims = am.Claim("Added", weight=draw(units())), am.Claim("Doubt")
        scenario = scenario.add(*claims, link, am.undercuts("[Doubt]", link))
    return scenario.flip("nothing -> *", missing="ok").expecting(f"{draw(names)} up")


@given(maps(repeating=True), st.data())
@settings(max_examples=50)
def test_any_map_comes_back(map_: am.ArgumentMap, data: st.DataObject) -> None:
    scenario = data.draw(_scenarios(map_))
    _round(evolve(map_, scenarios=(scenario,)))
    _round(map_.supposing(scenario))


@given(st.text(min_size=1), st.text(), st.sampled_from("ABCDEF"), st.floats(0, 1))
def test_any_words_come_back(word: str, other: str, letter: str, bound: float) -> None:
    expected = am.Expectation(word, am.Expectation.parse("A > B").relation, None, bound)
    citation = am.Citation(
        source=word, document=word, locator=other, grade=f"{letter}3", date="2015..2016-02"
    )
    node = am.Evidence(word, other, tags=(other,), citation=citation, section=(other,), note=other)
    _round(
        am.ArgumentMap(
            nodes=[node, am.Argument("R", step=2, card=False, genre=word), am.Claim(None, word)],
            links=[am.supports("<R>/2", f"[{word}]", lr=1 + bound)],
            sources=[am.Source(word, title=other, authors=[other], reliability=letter)],
            title=other,
            same_source=bound,
            expect=[expected],
            scales=am.Scales(
                reliability=dict(zip("ABCDE", (0.9, 0.8, 0.7, 0.6, 0.5), strict=True))
            ),
        )
    )


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_maps_we_keep_come_back(path: Path, tmp_path: Path) -> None:
    map_ = am.load(path)
    assert am.save(map_, tmp_path / "map.json") == ()
    assert am.load(tmp_path / "map.json") == map_
    lost = am.save(am.load(tmp_path / "map.json"), tmp_path / "map.argdown")
    assert lost == ()
    again = am.load(tmp_path / "map.argdown")
    assert [one.score for one in am.assess(again).ranking()] == pytest.approx(
        [one.score for one in am.assess(map_).ranking()], abs=1e-12
    )


def _keys(part: Any, path: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    if isinstance(part, dict):
        for name, value in part.get("properties", {}).items():
            found.append((f"{path}.{name}", value))
        for name, value in part.items():
            found += _keys(value, f"{path}.{name}")
    return found


def test_the_schema_is_one_and_describes_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(json_writing.schema())
    keys = _keys(json_writing.schema())
    assert len(keys) > 50
    for path, value in keys:
        said = "$ref" in value or value.get("description", "").endswith(".")
        assert said, path


def test_the_schema_knows_the_keys_that_are_read() -> None:
    schema = json_writing.schema()
    defined = schema["$defs"]
    assert list(schema["properties"]) == list(json_reading.KEYS["map"])
    for name in ("node", "citation", "source", "link"):
        assert list(defined[name]["properties"]) == list(json_reading.KEYS[name])


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["A", "[A]", "claim", "support", "B3", "2016", "drop", "up", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "argmap",
                        "nodes",
                        "links",
                        "title",
                        "type",
                        "source",
                        "bears",
                        "target",
                        "weight",
                    ),
                    *(
                        "citation",
                        "grade",
                        "date",
                        "link",
                        "id",
                        "positions",
                        "changes",
                        "x",
                        "section",
                    ),
                    *(
                        "scenarios",
                        "selector",
                        "action",
                        "value",
                        "clamps",
                        "node",
                        "scales",
                        "text",
                    ),
                    *("statements", "arguments", "relations", "members", "pcs", "from", "fromType"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_VALUES)
@example({"statements": {"A": {"members": [{"text": "a", "data": {"x": [[]]}}]}, "B": 1}})
def test_no_data_raises(value: Any) -> None:
    if isinstance(value, dict) and "statements" not in value:
        value = {"argmap": 1, **value}
    elif isinstance(value, dict):
        value = {"arguments": {}, **value}
    reading = _read(json.dumps(value))
    assert reading.ok or reading.diagnostics
    valid = VALIDATOR.is_valid(value)
    codes = {one.code for one in reading.diagnostics}
    if valid:
        # What a schema cannot say: references, ids, and numbers in order.
        assert codes <= {"AM310"}
    elif isinstance(value, dict) and "argmap" in value:
        assert not reading.ok


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "this is not JSON"),
        ("{", "line 1, column 2"),
        ("[" * 100_000, "nested too deep"),
        ('{"argmap": 1, "argmap": 1}', "'argmap' stands twice"),
        ('{"argmap": NaN}', "NaN is no number"),
        ('{"argmap": 1, "same_source": 1e999}', "between 0 and 1"),
        ('{"argmap": ' + "1" * 5000 + "}", "5000 digits"),
        ('{"argmap": 2}', "only version 1"),
        ('{"nodes": []}', "neither a map"),
        ('{"argmap": 1, "nodez": []}', "did you mean 'nodes'"),
        ('{"argmap": 1, "nodes": [{"type": "claim", "title": 3}]}', "nodes[0].title: a text"),
        ('{"argmap": 1, "nodes": [{"type": "claim", "title": "A", "weight": 2}]}', "[0].weight"),
        ('{"argmap": 1, "links": [{"source": "A", "bears": "support", "target": "B"}]}', "named"),
        (
            '{"argmap": 1, "nodes": [{"type": "claim", "title": "A"}], "links": [{"source": "A", '
            '"bears": "undercut", "target": {"link": 0}}]}',
            "leads in a circle",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(content: str, said: str) -> None:
    reading = _read(content)
    assert reading.map is None
    assert any(said in one.message for one in reading.diagnostics), reading.diagnostics
    assert all(one.remedy for one in reading.diagnostics)


def test_a_link_may_bear_on_one_that_comes_later() -> None:
    rows = [{"source": "A", "bears": "undercut", "target": {"link": at + 1}} for at in range(400)]
    rows.append({"source": "A", "bears": "support", "target": "B"})
    nodes = [{"type": "claim", "title": name} for name in "AB"]
    map_ = _read(json.dumps({"argmap": 1, "nodes": nodes, "links": rows})).required()
    assert len(map_.links) == 401
    _round(map_)


def test_a_suffix_that_no_format_has(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="suffix"):
        am.save(am.ArgumentMap(), tmp_path / "map.xyz")
    assert list(tmp_path.iterdir()) == []


def test_a_format_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "map.txt"
    map_ = am.parse("[A]: One.\n").required()
    am.save(map_, path, format=am.FORMATS.named("json"))
    assert am.load(path, format=am.FORMATS.named("json")) == map_
    assert shape.load(path.read_text("utf-8"), "x", lambda _: None) is not None
