"""Variance-based sensitivity, held to functions whose indices are known."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from uncertain import contested, hinge

from argmap.analysis.grouping import DOCUMENT, ITEM, LINK, SECTION, SOURCE, TAG, Grouping
from argmap.assessment import assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.link import attacks, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Citation, Claim, Evidence
from argmap.model.source import Source
from argmap.sampling.indicators import indicators
from argmap.sampling.job import Job
from argmap.sampling.layers import CREDIBILITY
from argmap.sampling.settings import Settings
from argmap.sampling.sobol import grouped, indices, sobol
from argmap.sampling.streams import LEVELS, Levels
from argmap.semantics.flows import Floats

pytest.importorskip("SALib")


def linear(levels: Levels) -> Floats:
    """2x₁ + x₂ − .5x₃ of uniform x: shares of the variance 4, 1 and .25 of 5.25."""
    one, two, three = levels / LEVELS
    result: Floats = 2 * one + two - 0.5 * three
    return result


def test_shares_of_a_sum_are_those_of_the_variances() -> None:
    found = indices(linear, [[0], [1], [2]], 1024, 0)
    assert [one[0] for one in found.shares] == pytest.approx([0.7619, 0.1905, 0.0476], abs=0.02)
    assert [one[2] for one in found.shares] == pytest.approx([0.7619, 0.1905, 0.0476], abs=0.02)
    assert found.variance == pytest.approx(5.25 / 12, rel=0.02)
    together = indices(linear, [[0, 2], [1]], 1024, 0)
    assert [one[0] for one in together.shares] == pytest.approx([0.8095, 0.1905], abs=0.02)


def test_interaction_is_in_the_totals_alone() -> None:
    # x₁x₂, centred: no first-order effect, and all of the variance in both totals.
    def product(levels: Levels) -> Floats:
        one, two = levels / LEVELS - 0.5
        result: Floats = one * two
        return result

    found = indices(product, [[0], [1]], 2048, 1)
    assert [one[0] for one in found.shares] == pytest.approx([0, 0], abs=0.03)
    assert [one[2] for one in found.shares] == pytest.approx([1, 1], abs=0.05)


def weighed() -> ArgumentMap:
    """Log-odds add weight × strength: 1·e₁ + .5·e₂ − .25·e₃, the variances of which are as those
    of `linear`, for the three strengths are spread alike."""
    cited = [Citation(source=name, locator="p1") for name in "st"]
    return ArgumentMap(
        nodes=[
            Claim("A"),
            Evidence("E1", weight=0.5, citation=cited[0], tags=("x",)),
            Evidence("E2", weight=0.5, citation=cited[1], tags=("x", "y")),
            Evidence("E3", weight=0.5, citation=cited[1]),
            Evidence("Aside", weight=0.5),
        ],
        links=[
            supports("E1", "A", weight=(1, 1, 1)),
            supports("E2", "A", weight=(0.5, 0.5, 0.5)),
            attacks("E3", "A", weight=(0.25, 0.25, 0.25)),
        ],
        sources=[Source("s", title="Someone"), Source("t")],
    )


def test_of_a_map_with_known_shares() -> None:
    found = sobol(weighed(), "A", by=ITEM, correlation=0)
    shares = {one.name: one.first for one in found if one.inputs and "errors" not in one.name}
    assert shares == pytest.approx({"[E1]": 0.7619, "[E2]": 0.1905, "[E3]": 0.0476}, abs=0.02)
    by_source = sobol(weighed(), "A", correlation=0)
    assert by_source["Someone"].first == pytest.approx(0.7619, abs=0.02)
    assert by_source["t"].first == pytest.approx(0.2381, abs=0.02)
    # When a source errs throughout, its two items pull against each other: (.5 − .25)² at most.
    together = sobol(weighed(), "A", correlation=1)
    assert together["Someone"].first == pytest.approx(1 / (1 + 0.25**2), abs=0.02)


@pytest.mark.parametrize("by", [ITEM, SOURCE, DOCUMENT, TAG, SECTION, LINK])
def test_each_number_belongs_to_one_group(by: Grouping) -> None:
    for map_ in (weighed(), contested()):
        assessment = assess(map_)
        job = Job.of(assessment, Settings(1))
        groups = grouped(assessment, job, by)
        rows = sorted(row for group in groups.values() for row in group)
        assert rows == list(range(len(job.inputs) + len(job.voices)))


def test_as_a_table_and_again() -> None:
    found = sobol(contested(), "A", over="B", by=TAG, n=64, seed=3)
    assert str(found) == str(sobol(contested(), "A", over="B", by=TAG, n=64, seed=3))
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    assert list(found.to_records()[0]) == list(found.keys)
    assert "varied: credibility, links, linchpins" in str(found)
    by_link = sobol(contested(), "A", by=LINK, n=64, seed=3)
    assert {one.name for one in by_link} >= {"[C] +> [A]", "no link"}
    assert not any(one.name == "[D] +> [B]" for one in by_link)  # it does not bear on A


def test_what_is_refused() -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"n": 1000}, "power of 2"),
        ({"n": 0}, "from 1"),
        ({"by": "tag"}, "GROUPINGS"),
        ({"over": "A"}, "compared with itself"),
    ]
    for wrong, said in refused:
        with pytest.raises(AnalysisError, match=said):
            sobol(contested(), "A", **wrong)
    with pytest.raises(UnknownReference):
        sobol(contested(), "Nobody")
    with pytest.raises(AnalysisError, match="nothing that bears on"):
        sobol(ArgumentMap(nodes=[Claim("A")]), "A")
    with pytest.raises(UnknownReference):
        sobol(contested(), "A", n=4)["Nobody"]


def test_without_salib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(AnalysisError, match=r"argmap\[sensitivity\]"):
        sobol(contested(), "A", n=4)


# -- indicators ------------------------------------------------------------------------------------


def test_learning_the_hinge_decides() -> None:
    # A leads exactly when C is true: P(first) goes from .3 to 1 with chance .3, and from .3 to 0
    # with chance .7, so that .3·.7 + .7·.3 = .42 is expected.
    found = indicators(hinge(0.3), n=40_000, seed=1)
    (one,) = found["C"]
    error = (0.3 * 0.7 / 40_000) ** 0.5
    assert abs(one.chance - 0.3) < 4 * error
    assert one.change == pytest.approx(2 * one.chance * (1 - one.chance))
    assert (one.leads, one.if_true, one.if_false) == ("[B]", 0.0, 1.0)
    assert found.first[""] == pytest.approx({"[A]": one.chance, "[B]": 1 - one.chance})


def test_what_can_still_be_learnt() -> None:
    cited = Citation(source="s", locator="p1")
    map_ = ArgumentMap(
        nodes=[
            Claim("A"),
            Claim("B"),
            Claim("Happens", weight=0.4, tags=("event",), citation=cited),
            Claim("Assumed", weight=0.6),
            Claim("Reported", citation=cited),
            Evidence("Seen", weight=0.7),
            Claim("Aside", weight=0.5),
        ],
        links=[
            supports("Happens", "A", weight=1.0),
            supports("Assumed", "B", weight=0.8),
            supports("Reported", "B", weight=0.1),
            supports("Seen", "B", weight=0.1),
        ],
        sources=[Source("s")],
        questions=[contested().questions[0]],
    )
    found = indicators(map_, n=4000, layers=[CREDIBILITY])
    assert [one.reference for one in found] == ["[Happens]", "[Assumed]"]
    assert [one.change for one in found] == sorted((one.change for one in found), reverse=True)
    assert all(0.0 <= one.change <= 1.0 and one.error < 0.02 for one in found)
    assert found.on("one") == found.indicators
    with pytest.raises(UnknownReference):
        found["Seen"]
    with pytest.raises(UnknownReference):
        found.on("two")
    assert "comes first in" in str(found)


def test_chance_is_not_taken_for_an_indicator() -> None:
    # Nothing hangs on Idle: what it seems to change stays within a few errors.
    map_ = hinge(0.5)
    nodes = (*map_.nodes, Claim("Idle", weight=(0.5, 0.5, 0.5)), Claim("Elsewhere"))
    links = (*map_.links, supports("Idle", "Elsewhere", weight=1.0))
    asked = ArgumentMap(
        nodes=nodes, links=links, questions=[type(contested().questions[0])("q", "", ("A", "B"))]
    )
    (idle,) = indicators(asked, n=20_000, seed=2)["Idle"]
    assert 0.0 <= idle.change < 4 * idle.error
    assert idle.error == pytest.approx(np.sqrt(0.25 / 20_000), rel=0.1)


def test_nothing_left_to_learn() -> None:
    found = indicators(ArgumentMap(nodes=[Claim("A"), Claim("B")]), n=100)
    assert not len(found)
    assert "Nothing is left to be learnt" in str(found)
