"""What charts show, read back from the SVG, are the numbers of their records and results."""

from __future__ import annotations

import itertools
import math
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from charted import axis, number, numbers, picture, result, root_of, rows_of, texts
from drawn import SVG, groups, path_box

from argmap.analysis.ach import Ach
from argmap.analysis.change import ChangeExplanation
from argmap.analysis.compare import Comparison
from argmap.analysis.contributions import Contributions
from argmap.analysis.cruxes import Cruxes
from argmap.analysis.disagreement import Disagreement
from argmap.analysis.grid import Grid
from argmap.analysis.pool import Pool
from argmap.analysis.survival import Survival
from argmap.analysis.tipping import Tipping
from argmap.analysis.tornado import Tornado
from argmap.model.matrix import letter
from argmap.sampling.drivers import Drivers
from argmap.sampling.indicators import Indicators
from argmap.sampling.outlook import Outlook, Spread
from argmap.sampling.sample import Sample
from argmap.views.charts.matrix import ITEMS
from argmap.views.charts.positions import positions
from argmap.views.charts.ridges import density, percent
from argmap.views.charts.swings import BARS
from argmap.views.painting.palette import LIGHT


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


def test_who_settles_in_a_scenario_alone_is_told() -> None:
    (row,) = rows_of("compare unsettled")
    assert "A settles at 0.50" in texts(row)


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


# -- tipping points --------------------------------------------------------------------------


def test_each_tip_stands_where_the_order_flips() -> None:
    found = result("tipping")
    assert isinstance(found, Tipping)
    value = axis(root_of("tipping"))
    for row, one in zip(rows_of("tipping"), found.found, strict=True):
        assert one.value is not None
        (mark,) = bars(row, "tip")
        assert abs(value(ends(mark)[0]) - one.value) < 0.001
        assert texts(row)[-2:] == [f"{one.value:.3f}", f"now {one.now:.3f}"]
        (bar,) = bars(row, "rise" if one.value > one.now else "fall")
        for at, end in zip(ends(bar), sorted((one.now, one.value)), strict=True):
            assert abs(value(at) - end) < 0.001


def test_no_tip_in_range_is_said() -> None:
    assert not rows_of("tipping out of range")
    assert "None in range" in " ".join(texts(root_of("tipping out of range")))


# -- competing hypotheses --------------------------------------------------------------------


def test_cells_of_effects_are_those_of_the_analysis() -> None:
    found = result("ach")
    assert isinstance(found, Ach)
    places = [found.positions.index(one) for one in found.ranking]
    rows = rows_of("ach")
    assert len(rows) == ITEMS < len(found)
    for row, item in zip(rows, found, strict=False):
        *cells, spread = texts(row)[1:]
        values = [item.values[at] for at in places]
        shown = [one for one in cells if one.strip("+−")]  # without the marks before numbers
        for words, effect in zip(shown, values, strict=True):
            assert (words == "·") == (abs(effect) < 0.005)
            if words != "·":
                assert abs(number(words) - effect) < 0.0051
        assert abs(number(spread) - item.range) < 0.0051
    (scores,) = groups(root_of("ach"), "scores")
    assert texts(scores)[2::2] == [f"{one.score:.2f}" for one in found.ranking]


def test_cells_of_ratings_are_letters() -> None:
    found = result("ach of ratings")
    assert isinstance(found, Ach)
    places = [found.positions.index(one) for one in found.ranking]
    for row, item in zip(rows_of("ach of ratings"), found, strict=True):
        letters = [letter(item.values[at]) for at in places]
        assert [words for words in texts(row) if words in ("CC", "C", "N", "I", "II")] == letters


def test_an_item_that_decides_who_is_first_says_so() -> None:
    found = result("ach of ratings")
    assert isinstance(found, Ach)
    for row, item in zip(rows_of("ach of ratings"), found, strict=True):
        turns = set(item.first_without) != set(found.first)
        assert turns == any(words.startswith("without it") for words in texts(row))


# -- draws -----------------------------------------------------------------------------------


def test_hills_have_their_shares_and_medians() -> None:
    found = result("sample")
    assert isinstance(found, Sample)
    value = axis(root_of("sample"))
    for row, outlook in zip(rows_of("sample"), sorted_by_question(found), strict=True):
        shown = [words for words in texts(row) if words.endswith("%")]
        assert shown == [percent(share) for share in outlook.first.values()]
        marks = [
            path_box(path.get("d", "")).x
            for path in row.iter(f"{SVG}path")
            if path.get("stroke-dasharray") == "2 2.5" and path.get("stroke-width") == "1.2"
        ]
        medians = sorted(one.median for one in outlook)
        for at, median in zip(sorted(marks), medians, strict=True):
            assert abs(value(at) - median) < 0.001
        tracks = [ends(bar) for bar in bars(row, "first")]
        filled = [share for share in outlook.first.values() if share * 112 >= 0.5]
        for (left, right), share in zip(tracks, filled, strict=True):
            assert abs((right - left) - max(2.0, 112 * share)) < 0.2


def sorted_by_question(found: Sample) -> list[Outlook]:
    """Questions first, then scenarios, as they are drawn."""
    asked = list(dict.fromkeys(one.question.id for one in found))
    return sorted(found, key=lambda one: asked.index(one.question.id))


def test_a_hill_is_highest_where_most_draws_lie() -> None:
    """Draws of one value give a hill that is symmetric around it."""
    counts = np.zeros(4096, dtype=np.int64)
    counts[1024] = 1000
    one = Spread("[A]", "A", 0.25, 1.0, 0.25, 0.0, 0.25, 0.25, counts)
    hill = density(one, 1000)
    (peak,) = [x for x, y in hill if y == 1.0]
    assert abs(peak - 0.25) < 1 / 256
    near = [(x, y) for x, y in hill if abs(x - peak) < 0.02]
    assert [round(y, 6) for _, y in near] == [round(y, 6) for _, y in reversed(near)]


# -- analysts --------------------------------------------------------------------------------


def test_every_analyst_stands_at_the_number_given() -> None:
    found = result("disagreement")
    assert isinstance(found, Disagreement)
    value = axis(root_of("disagreement"))
    for row, item in zip(rows_of("disagreement"), found, strict=True):
        feet = []
        for mark in bars(row, "value"):
            (x, _y), _head = (
                tuple(map(float, pair.split(","))) for pair in mark.get("d", "")[1:].split("L")
            )
            feet.append(x)
        assert [round(value(x), 2) for x in feet] == pytest.approx(sorted(item.values), abs=0.006)
        (band,) = bars(row, "band")
        for at, end in zip(ends(band), (item.low, item.high), strict=True):
            assert abs(value(at) - end) < 0.003
        discs = list(row.iter(f"{SVG}circle"))
        hollow = sum(disc.get("fill") == LIGHT.bg for disc in discs)
        assert hollow == item.stated.count(False)


def test_the_pool_is_never_shown_without_its_analysts() -> None:
    found = result("pool")
    assert isinstance(found, Pool)
    shown = {(row.findtext(f"{SVG}title") or "").split(":")[0]: row for row in rows_of("pool")}
    for one in found:
        row = shown[one.title]
        assert len(bars(row, "value")) == len(found.analysts)
        assert texts(row)[-4:-2] == [f"{one.on_inputs:.2f}", f"{one.on_outputs:.2f}"]
        assert texts(row)[-2:] == [percent(one.first), f"{one.spread:.2f}"]


def test_cruxes_lead_from_the_one_to_the_other() -> None:
    found = result("cruxes")
    assert isinstance(found, Cruxes)
    records = picture("cruxes").to_records()
    assert records[0]["start"] == pytest.approx(found.other)
    assert records[-1]["end"] == pytest.approx(found.one)
    first, *_steps, last = rows_of("cruxes")
    assert abs(numbers(first)[-1] - found.other) < 0.00051
    assert abs(numbers(last)[-1] - found.one) < 0.00051


def test_drivers_stand_from_nothing() -> None:
    found = result("drivers")
    assert isinstance(found, Drivers)
    for row, one in zip(rows_of("drivers"), found, strict=False):
        assert abs(numbers(row)[-1] - one.correlation) < 0.00051


def test_what_is_to_be_learnt_stands_at_its_shares() -> None:
    found = result("indicators")
    assert isinstance(found, Indicators)
    telling = [one for one in found if one.change > 2 * one.error]
    records = picture("indicators").to_records()
    assert {(one["question"], one["statement"]) for one in records} <= {
        (one.question, one.reference) for one in telling
    }
    value = axis(root_of("indicators"))
    for row, one in zip(rows_of("indicators"), records, strict=True):
        (bar,) = bars(row, "change")
        assert abs(value(ends(bar)[1]) - float(str(one["change"]))) < 0.001
        discs = {disc.get("class"): float(disc.get("cx", 0)) for disc in row.iter(f"{SVG}circle")}
        apart = float(str(one["if_true"])) - float(str(one["if_false"]))
        assert abs((discs["true"] - discs["false"]) / 250.0 - apart) < 0.001


def test_sobol_indices_are_bars_in_bars() -> None:
    value = axis(root_of("sobol"))
    for row, one in zip(rows_of("sobol"), result("sobol").to_records(), strict=True):
        for kind, key in (("total", "total"), ("alone", "first")):
            (bar,) = bars(row, kind)
            assert abs(value(ends(bar)[1]) - max(0.0, float(str(one[key])))) < 0.003
        assert [f"{number(words):.3f}" for words in texts(row)[-2:]] == [
            f"{float(str(one[key])):.3f}" for key in ("first", "total")
        ]


def test_shares_of_draws_are_whole_but_for_the_ends() -> None:
    assert [percent(one) for one in (0.0, 0.004, 0.015, 0.5, 0.996, 1.0, math.nan)] == [
        "0%", "<1%", "2%", "50%", ">99%", "100%", "–",
    ]  # fmt: skip


def test_records_hold_what_is_shown() -> None:
    for name in ("survival", "grid", "compare", "sweep"):
        assert picture(name).to_records() == result(name).to_records()
    assert not groups(root_of("compare nothing"), "row")
