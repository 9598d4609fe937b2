"""What scenarios do to strengths, whoever writes them down."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.analysis.compare import compare
from argmap.assessment import assess
from argmap.cli import app
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.testing import maps
from argmap.text.read import load, parse

TEXT = """===
argmap:
    version: 1
    sources: {press: The press}
    scenarios:
        written:
            scale: {"source:press": .2}
            assume: {Rain: true}
            drop: [Doubt]
===

# Will it flood? {question: flood}

[Flood]: It floods. #assessment
    + [High]: The river is high. {source: press, weight: .7}
        + [Rain]: It rains. #event {weight: .6}
            + [Front]: A front comes in. {weight: .4}
    - [Doubt]: Who says so? {weight: .3}

[Dry]: It stays dry. #assessment
    + [Dam]: The dam holds. {source: press, weight: .8}
"""
# Each example scores a map twice.
FEW = settings(max_examples=25)
IN_PYTHON = Scenario("python").drop("Doubt").assume("Rain", True).scale("source:press", by=0.2)


@FEW
@given(maps())
def test_the_empty_scenario_is_the_base_bit_for_bit(map_: ArgumentMap) -> None:
    base, empty = assess(map_), assess(map_, scenario=Scenario("empty"))
    assert base.solution.strengths.tobytes() == empty.solution.strengths.tobytes()


@FEW
@given(maps(acyclic=True), st.data())
def test_permuted_changes_give_the_same_strengths(map_: ArgumentMap, data: st.DataObject) -> None:
    statements = [node.reference for node in map_.nodes if not node.is_step]
    assume(len(statements) >= 2)
    scenario = Scenario("s").drop(statements[0]).assume(statements[1], 0.3)
    scenario = scenario.scale("*", by=0.7).shift(statements[-1], by=0.4).scale("*", by=1.2)
    order = data.draw(st.permutations(scenario.changes))
    one = assess(map_, scenario=scenario).strengths
    other = assess(map_, scenario=Scenario("s", changes=order)).strengths
    assert one == pytest.approx(other, abs=1e-12, nan_ok=True)


def test_python_file_and_command_line_print_the_same_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "flood.argdown"
    path.write_text(TEXT, "utf-8")

    def printed(*options: str) -> str:
        app(["assess", str(path), *options], standalone_mode=False, prog_name="argmap")
        return capsys.readouterr().out

    def table(text: str) -> list[dict[str, str]]:
        rows = list(csv.DictReader(io.StringIO(text)))
        for row in rows:
            del row["scenario"]  # what it is called
        return rows

    map_ = load(path)
    in_python = assess(map_, scenario=IN_PYTHON).ranking().to_csv()
    by_hand = ("--assume", "Rain=true", "--drop", "Doubt", "--scale", "source:press=0.2")
    assert table(printed("--scenario", "written", "--format", "csv")) == table(in_python)
    assert table(printed(*by_hand, "--format", "csv")) == table(in_python)
    compared = compare(map_, [IN_PYTHON, map_.scenario("written")])
    assert [one.score for one in compared["python"]] == [one.score for one in compared["written"]]


def test_an_assumed_event_leaves_its_causes_untouched() -> None:
    map_ = parse(TEXT).required()
    base = assess(map_).strengths
    for value in (True, False, 0.9):
        found = assess(map_, scenario=Scenario("s").assume("Rain", value)).strengths
        assert found["[Front]"] == base["[Front]"] == 0.4
        assert found["[Rain]"] == float(value)
        assert found["[High]"] != base["[High]"]


def test_dropping_a_linked_premise_lowers_what_it_supports() -> None:
    text = """===
argmap: {version: 1}
===

[P]: The position. #assessment

<Step>: From both of them.

(1) [One]: One premise. {weight: .8}
(2) [Two]: The other premise. {weight: .9}
-- {strength: .7} --
(3) [Thus]: The conclusion.
    +> [P]
"""
    map_ = parse(text).required()
    base = assess(map_)
    for premise in ("One", "Two"):
        found = assess(map_, scenario=Scenario("s").drop(premise))
        assert found.strengths["<Step>"] == 0.0 < base.strengths["<Step>"]
        assert found.strengths["[Thus]"] == 0.5 < base.strengths["[Thus]"]
        assert found.strengths["[P]"] < base.strengths["[P]"]
    # .7 · .8 · .9 arrives
    assert base.strengths["<Step>"] == pytest.approx(0.504)


@FEW
@given(maps(acyclic=True))
def test_flipping_twice_is_nothing(map_: ArgumentMap) -> None:
    assume(any(link.polarity.value in ("+>", "->") for link in map_.links))
    once = Scenario("once").flip("* -> *", missing="ok")
    twice = once.flip("* -> *", missing="ok")
    assert assess(map_, scenario=twice).strengths == assess(map_).strengths
