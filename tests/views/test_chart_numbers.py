"""What charts show, read back from the SVG, are the numbers of their records and results."""

from __future__ import annotations

import itertools
import math
from xml.etree import ElementTree as ET

import pytest
from charted import axis, number, numbers, picture, result, root_of, rows_of, texts
from drawn import SVG, groups, path_box

from argmap.analysis.change import ChangeExplanation
from argmap.analysis.compare import Comparison
from argmap.analysis.contributions import Contributions
from argmap.analysis.grid import Grid
from argmap.analysis.survival import Survival
from argmap.analysis.tornado import Tornado
from argmap.views.charts.positions import positions
from argmap.views.charts.swings import BARS


def bars(row: ET.Element, kind: str) -> list[ET.Element]:
    return [path for path in row.iter(f"{SVG}path") if path.get("class") == kind]


def ends(bar: ET.Element) -> tuple[float, float]:
    box = path_box(bar.get("d", ""))
    return box.x, box.right


# -- tornado ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tornado", "tornado of links", "tornado of sources"])
def test_bars_of_a_tornado_end_at_its_margins(name: str) -> None:
    found = result(name)
    assert isinstance(found, Tornado)
    value = axis(root_of(name))
    px = abs(value(1.0) - value(0.0))
    sign = -1.0 if found.topic.over and found.margin < 0 else 1.0
    records = picture(name).to_records()
    assert records == found.to_records()[:BARS]
    for row, one in zip(rows_of(name), records, strict=True):
        for kind, key, weight in (("rise", "at_high", "high"), ("fall", "at_low", "low")):
            end = one[key]
            assert isinstance(end, float)
            moved = abs(end - found.margin)
            for bar in bars(row, kind):
                places = [value(x) for x in ends(bar)]
                assert min(abs(at - sign * found.margin) for at in places) < 0.2 * px
                assert min(abs(at - sign * end) for at in places) < 0.6 * px
            assert bool(bars(row, kind)) == (moved >= 0.05 * px) or moved < 0.1 * px
            if one[weight] is not None and bars(row, kind) and moved > 2 * px:
                tried = [at for at in numbers(row) if abs(at - float(str(one[weight]))) < 0.0051]
                assert tried or _same_way(one, found.margin)
        flips = next((words for words in texts(row) if words.startswith("flips at")), None)
        assert (flips is not None) == (one["tip"] is not None)
        if flips is not None:
            assert abs(number(flips.removeprefix("flips at ")) - float(str(one["tip"]))) < 0.0051


def _same_way(one: dict[str, object], here: float) -> bool:
    return (float(str(one["at_low"])) - here) * (float(str(one["at_high"])) - here) > 0


def test_the_side_where_the_order_flips_is_shaded_up_to_a_tie() -> None:
    shade = next(
        path for path in root_of("tornado").iter(f"{SVG}path") if path.get("class") == "flip"
    )
    assert abs(axis(root_of("tornado"))(path_box(shade.get("d", "")).right)) < 0.001
    far = root_of("tornado of links")
    assert not [path for path in far.iter(f"{SVG}path") if path.get("class") == "flip"]
    assert "A tie, at 0, lies beyond the left edge." in texts(far)


# -- waterfalls ------------------------------------------------------------------------------


def test_a_waterfall_leads_from_without_to_all() -> None:
    found = result("contributions")
    assert isinstance(found, Contributions)
    records = picture("contributions").to_records()
    root = root_of("contributions")
    value = axis(root)
    px = abs(value(1.0) - value(0.0))
    first, *steps, last = rows_of("contributions")
    assert abs(numbers(first)[-1] - found.without) < 0.00051
    assert abs(numbers(last)[-1] - found.value) < 0.00051
    level = found.without
    for row, one in zip(steps, records, strict=True):
        assert one["start"] == pytest.approx(level)
        level += float(str(one["contribution"]))
        assert one["end"] == pytest.approx(level)
        assert abs(numbers(row)[-1] - float(str(one["contribution"]))) < 0.00051
        (bar,) = bars(row, "rise" if float(str(one["contribution"])) >= 0 else "fall")
        wanted = sorted((float(str(one["start"])), float(str(one["end"]))))
        for at, end in zip(ends(bar), wanted, strict=True):
            assert abs(value(at) - end) < 0.7 * px
    assert level == pytest.approx(found.value)


def test_what_is_too_small_is_one_step_that_keeps_the_sum() -> None:
    found = result("contributions of items")
    assert isinstance(found, Contributions)
    records = picture("contributions of items").to_records()
    assert len(records) == 14
    assert str(records[-1]["label"]) == f"{len(found) - 13} others together"
    assert math.fsum(float(str(one["contribution"])) for one in records) == pytest.approx(
        found.total
    )


def test_what_does_not_add_up_starts_at_nothing() -> None:
    records = picture("contributions by removal").to_records()
    assert {one["start"] for one in records} == {0.0}
    assert "Contributions by removal do not add up to the whole." in texts(
        root_of("contributions by removal")
    )


def test_each_position_that_moves_has_its_waterfall() -> None:
    found = result("explain_change")
    assert isinstance(found, ChangeExplanation)
    old, new = found.before.strengths, found.after.strengths
    records = picture("explain_change").to_records()
    for position in found.before.map.positions:
        own = [one for one in records if one["position"] == position]
        assert bool(own) == (abs(new[position] - old[position]) >= 0.005)
        if own:
            assert own[0]["start"] == pytest.approx(old[position])
            assert own[-1]["end"] == pytest.approx(new[position])


# -- scenarios -------------------------------------------------------------------------------


def test_slopes_lead_from_the_base_to_the_scenario() -> None:
    found = result("compare")
    assert isinstance(found, Comparison)
    assert picture("compare").to_records() == found.to_records()
    value = axis(root_of("compare"))
    panel = 236.0 + 26.0
    questions = [one.positions for one in found.map.answerable]
    moving = [
        one
        for one in found.outcomes[1:]
        if one.flips or any(not abs(each.delta) < 0.005 for each in one)
    ]
    for row, outcome in zip(rows_of("compare"), moving, strict=True):
        drawn = []
        for slope in bars(row, "slope"):
            x, _y, end, _bottom = (
                float(part)
                for pair in slope.get("d", "")[1:].split("L")
                for part in pair.split(",")
            )
            at = next(index for index in range(3) if -0.005 <= value(x - index * panel) <= 1.005)
            drawn.append((at, value(x - at * panel), value(end - at * panel)))
        wanted = [
            (at, outcome.base.strengths[one], outcome.assessment.strengths[one])
            for at, positions_ in enumerate(questions)
            for one in positions_
            if abs(outcome.assessment.strengths[one] - outcome.base.strengths[one]) >= 0.005
        ]
        assert len(drawn) == len(wanted)
        for one, other in zip(sorted(drawn), sorted(wanted), strict=True):
            assert one == pytest.approx(other, abs=0.0025)


def test_every_flip_is_told_beside_its_scenario() -> None:
    found = result("compare")
    assert isinstance(found, Comparison)
    letters = {name: one.letter for name, one in positions(found.map).items()}
    told = {
        words
        for row in rows_of("compare")
        for words in texts(row)
        if " over " in words or " level with " in words
    }
    flips = [flip for outcome in found for flip in outcome.flips]
    assert told == {
        f"{letters[one.ahead]} {'level with' if one.tied else 'over'} {letters[one.behind]}"
        for one in flips
    }
    rings = [one for one in root_of("compare").iter(f"{SVG}circle") if one.get("class") == "flip"]
    assert len(rings) == sum(not one.tied for one in flips)


def test_lines_of_a_sweep_go_through_its_scores() -> None:
    found = result("sweep")
    assert isinstance(found, Comparison)
    assert found.sweep is not None
    value = axis(root_of("sweep"))
    for row, reference in zip(
        rows_of("sweep"), [p for q in found.map.answerable for p in q.positions], strict=True
    ):
        (line,) = bars(row, "line")
        points = [tuple(map(float, pair.split(","))) for pair in line.get("d", "")[1:].split("L")]
        assert len(points) == len(found.sweep)
        top = min(y for _x, y in points)
        best = max(one.assessment.strengths[reference] for one in found.outcomes[1:])
        for (x, y), swept, outcome in zip(
            points, found.sweep.values, found.outcomes[1:], strict=True
        ):
            assert abs(value(x) - swept) < 0.001
            lower = best - outcome.assessment.strengths[reference]
            assert abs((y - top) / 230.0 - lower) < 0.001


def test_crossings_of_a_sweep_lie_between_the_values_where_the_order_changes() -> None:
    found = result("sweep")
    assert isinstance(found, Comparison)
    assert found.sweep is not None
    said = [words for words in texts(root_of("sweep")) if " overtakes " in words]
    expected = 0
    for question in found.map.answerable:
        for at, one in enumerate(question.positions):
            for other in question.positions[at + 1 :]:
                leads = [
                    outcome.assessment.strengths[one] - outcome.assessment.strengths[other]
                    for outcome in found.outcomes[1:]
                ]
                for index in range(1, len(leads)):
                    if leads[index - 1] * leads[index] < 0:
                        expected += 1
                        ahead, behind = (one, other) if leads[index] > 0 else (other, one)
                        low, high = found.sweep.values[index - 1 : index + 1]
                        start = f"{ahead[1:-1]} overtakes {behind[1:-1]} at about "
                        (value,) = (
                            number(words.removeprefix(start).rstrip("."))
                            for words in said
                            if words.startswith(start)
                        )
                        assert low - 0.005 <= value <= high + 0.005
    assert expected == len(said) == 3


def test_cells_of_a_grid_have_the_letter_of_who_leads() -> None:
    found = result("grid")
    assert isinstance(found, Grid)
    letters = {name: one.letter for name, one in positions(found.map).items()}
    for row, line in zip(rows_of("grid"), found, strict=True):
        _value, *shown = texts(row)
        assert shown == ["=".join(letters[one] for one in cell.first) for cell in line]
    borders = [path for path in root_of("grid").iter(f"{SVG}path") if path.get("class") == "border"]
    cells = found.cells
    beside = sum(a.first != b.first for line in cells for a, b in itertools.pairwise(line))
    below = sum(
        a.first != b.first
        for one, other in itertools.pairwise(cells)
        for a, b in zip(one, other, strict=True)
    )
    assert len(borders) == beside + below


# -- semantics -------------------------------------------------------------------------------


def test_cells_of_survival_have_rank_and_strength() -> None:
    found = result("survival")
    assert isinstance(found, Survival)
    rows = rows_of("survival")
    wanted = [
        (one.semantics.name, one.assessment.ranking(question))
        for question in found.map.answerable
        for one in found.accepting
        if one.assessment is not None
    ]
    refused = [one.semantics.name for one in found if one.assessment is None]
    assert refused
    assert len(rows) == len(wanted) + len(refused)
    first: dict[str, frozenset[str]] = {}
    for row, (name, ranking) in zip(rows, wanted, strict=False):
        words = texts(row)
        assert words[0] == name
        ranks = [int(one) for one in words[1::2]]
        assert dict(zip(ranks, words[2::2], strict=True)) == {
            place.rank: f"{place.score:.3f}" for place in ranking
        }
        leaders = frozenset(place.reference for place in ranking.first)
        usual = first.setdefault(ranking.question.id, leaders)
        rings = [path for path in row.iter(f"{SVG}path") if path.get("class") == "other"]
        assert len(rings) == (0 if leaders == usual else len(leaders))
    for row, name in zip(rows[len(wanted) :], refused, strict=True):
        assert texts(row)[0] == name
        assert "knows attacks only" in " ".join(texts(row))


def test_records_hold_what_is_shown() -> None:
    for name in ("survival", "grid", "compare", "sweep"):
        assert picture(name).to_records() == result(name).to_records()
    assert not groups(root_of("compare nothing"), "row")
