"""The scenarios of `arguments/iran-russia.argmap.yaml`: each changes something, says which
paragraphs it comes from, and is held to what the texts lead one to expect."""

from __future__ import annotations

import re

import pytest
from argued import ROOT, WHOLE, places, table, whole
from attrs import evolve

from argmap.analysis.expectations import unmet
from argmap.assessment import assess
from argmap.model.scenario import Scenario
from argmap.model.supposing import effects
from argmap.text.read import read

SETTINGS = WHOLE.with_suffix(".argmap.yaml")
PAGE = ROOT / "docs/iran-russia-scenarios.md"
LINES = SETTINGS.read_text("utf-8").splitlines()
SCENARIOS = whole().scenarios
PLACE = re.compile(r"(?:(2016|2021) )?((?:p|fn)\d+)\b")
MISSED = re.compile(r"# expected: (.+?); but (.+)")
DOCUMENTS = {"2016": "wilson2016", "2021": "inss2021"}

each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.id)


def above(line: int) -> str:
    """The comment that stands directly above a line, counted from 1."""
    comment: list[str] = []
    for text in reversed(LINES[: line - 1]):
        if not text.strip().startswith("#"):
            break
        comment.insert(0, text.strip(" #"))
    return " ".join(comment)


def block(scenario: Scenario) -> str:
    """The lines of a scenario, a comment that goes on in the next line as one."""
    assert scenario.origin is not None
    own: list[str] = []
    for text in LINES[scenario.origin.line :]:
        if not text.startswith("   "):
            break
        own.append(text)
    return re.sub(r"\n +#   ", " ", "\n".join(own))


def paragraphs_named(comment: str) -> list[tuple[str, str]]:
    """Documents with the places in them that a comment names: `2016 p3, p4; 2021 p1`."""
    found: list[tuple[str, str]] = []
    year = ""
    for match in PLACE.finditer(comment):
        year = match[1] or year
        assert year, f"{comment}: {match[2]} of which text?"
        found.append((DOCUMENTS[year], match[2]))
    return found


def test_there_are_many_scenarios() -> None:
    assert len(SCENARIOS) >= 15
    assert len({one.title for one in SCENARIOS}) == len(SCENARIOS)
    assert whole().expect


@each_scenario
def test_each_has_a_title_and_changes_what_is_there(scenario: Scenario) -> None:
    assert scenario.title
    assert scenario.changes
    for touched in effects(whole(), scenario).touched:
        assert touched.nodes + touched.links > 0, touched.change
        assert not touched.change.missing_ok


@each_scenario
def test_each_change_moves_something(scenario: Scenario) -> None:
    without = assess(whole(), scenario=evolve(scenario, changes=())).strengths
    for change in scenario.changes:
        alone = evolve(scenario, changes=(change,))
        fixed = effects(whole(), alone).strengths
        moved = [
            reference
            for reference, strength in assess(whole(), scenario=alone).strengths.items()
            if reference not in fixed and abs(strength - without[reference]) > 1e-9
        ]
        assert moved, f"{change.action.value} {change.selector} is idle"


@each_scenario
def test_each_says_where_in_the_texts_it_comes_from(scenario: Scenario) -> None:
    assert scenario.origin is not None
    named = paragraphs_named(above(scenario.origin.line))
    assert named
    listed = {
        (row["document"], place) for row in table("document") for place in places(row["place"])
    }
    assert set(named) <= listed


@each_scenario
def test_each_is_held_to_something_and_says_why(scenario: Scenario) -> None:
    assert scenario.expect
    assert len(scenario.expect) + len(MISSED.findall(block(scenario))) >= 2
    for expected in scenario.expect:
        assert expected.origin is not None
        line = expected.origin.line
        while LINES[line - 2].strip().startswith("- "):  # several after one argument
            line -= 1
        assert paragraphs_named(above(line)), str(expected)


def test_all_expectations_are_met() -> None:
    assert [str(one) for one in unmet(whole())] == []


@each_scenario
def test_what_was_expected_and_did_not_come_true_has_a_reason(scenario: Scenario) -> None:
    for sentence, reason in MISSED.findall(block(scenario)):
        held = evolve(scenario, expect=Scenario("held").expecting(sentence).expect)
        others = (one for one in SCENARIOS if one.id != scenario.id)
        map_ = evolve(whole(), expect=(), scenarios=(held, *others))
        found = next((one for one in unmet(map_) if one.scenario == held), None)
        assert found, f"{sentence} is met now: an expectation again"
        numbers = {f"{float(one):.3f}"[1:] for one in re.findall(r"\b0\.\d+", found.because)}
        claim, _, why = reason.partition(": ")
        assert set(re.findall(r"\.\d{3}", claim)) == numbers, found.because
        assert len(why.split()) > 8


def test_the_page_lists_them_all() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == [one.id for one in SCENARIOS]


@pytest.mark.parametrize(("scenario", "chapter"), [("only-2016", "uneasy-2016")])
def test_one_text_alone_is_its_chapter_alone(scenario: str, chapter: str) -> None:
    alone = assess(read(ROOT / f"arguments/{chapter}.argdown").required()).strengths
    found = assess(whole(), scenario=whole().scenario(scenario)).strengths
    for position in whole().positions:
        assert found[position] == pytest.approx(alone[position], abs=1e-9)
