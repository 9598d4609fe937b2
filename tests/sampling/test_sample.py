"""What is drawn, and what is said of it."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from uncertain import contested, hinge

import argmap as am
from argmap.assessment import assess
from argmap.errors import AnalysisError, ScenarioError, SemanticsError, UnknownReference
from argmap.model.link import LinkReference, attacks, contradicts, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Citation, Claim, Evidence, Node
from argmap.model.question import Question
from argmap.model.scenario import Scenario
from argmap.model.weight import Range
from argmap.sampling import pert
from argmap.sampling.inputs import Input
from argmap.sampling.job import Job
from argmap.sampling.layers import CREDIBILITY, LINCHPINS, LINKS, Layer
from argmap.sampling.sample import Sample, sample
from argmap.sampling.settings import Settings
from argmap.sampling.streams import LEVELS
from argmap.semantics import DF_QUAD, LOG_ODDS, WEIGHTED_MAX, ModularSemantics
from argmap.testing import maps
from argmap.text.read import load

ARGUMENTS = Path(__file__).parents[2] / "arguments"


few = hypothesis_settings(max_examples=15)


# -- what is drawn -----------------------------------------------------------------------------


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.83])
def test_a_linchpin_is_true_with_its_strength_as_the_chance(chance: float) -> None:
    n = 50_000
    found = sample(hinge(chance), n, seed=3)
    error = math.sqrt(chance * (1 - chance) / n)
    assert abs(found["A"].first - chance) < 4 * error
    assert found["A"].first + found["B"].first == pytest.approx(1.0)
    # A is at .4, or its odds of 2 to 3 are multiplied by e.
    assert (found["A"].least, found["A"].most) == pytest.approx(
        (0.4, 2 * math.e / (2 * math.e + 3))
    )
    # Without linchpins C is believed in by degree, and the order is always the same one.
    degrees = sample(hinge(chance), 1000, layers=[CREDIBILITY, LINKS])
    assert degrees["A"].first in (0.0, 1.0)


def test_who_is_a_linchpin() -> None:
    found = sample(contested(), 10)
    truths = [one.reference for one in found.inputs if one.layer == LINCHPINS]
    assert truths == ["[C]"]
    fixed = Scenario("fixed").assume("C", True)
    under = sample(contested(), 10, scenarios=[fixed])
    drivers = {str(one.input.reference) for one in under.drivers("A", scenario="fixed")}
    assert "[C]" not in drivers


def test_what_bears_on_itself_is_not_drawn_and_that_is_said() -> None:
    map_ = contested()
    nodes = (*map_.nodes, Claim("F", weight=0.5))
    links = (*map_.links, contradicts("F", "C", weight=0.5), supports("F", "B", weight=0.1))
    found = sample(evolve(map_, nodes=nodes, links=links), 100)
    assert found.circling == ("[C]", "[F]")
    assert not any(one.layer == LINCHPINS for one in found.inputs)
    assert "Not drawn true or false, for they bear on themselves: [C] and [F]." in str(found)


def _weight(one: Input, level: int) -> float:
    p = pert.place(one.low, one.mode, one.high) / pert.PLACES
    stats = pytest.importorskip("scipy.stats")
    share = stats.beta.ppf((level + 0.5) / LEVELS, 1 + 4 * p, 5 - 4 * p)
    return float(one.low + (one.high - one.low) * share)


@given(maps(), st.integers(0, 2**64 - 1))
@few
def test_a_draw_is_the_map_with_other_weights(map_: ArgumentMap, seed: int) -> None:
    assume(map_.positions)
    base = assess(map_)
    job = Job.of(base, Settings(1, seed, layers=(CREDIBILITY, LINKS)))
    levels = job.levels(0)[:, :2]
    nodes = [base.qbaf.index[node.reference] for node in map_.nodes]
    drawn = job.strengths(levels, nodes)
    for column in range(2):
        changed: dict[str | LinkReference, object] = {
            one.reference: _weight(one, int(level))
            for one, level in zip(job.inputs, levels[:, column], strict=True)
        }
        again = assess(map_.with_weights(changed))
        if again.converged and again.solution.certified:
            expected = list(again.strengths.values())
            assert drawn[:, column] == pytest.approx(expected, abs=1e-6, nan_ok=True)


@given(maps())
@few
def test_shares_add_up(map_: ArgumentMap) -> None:
    assume(map_.positions)
    found = sample(map_, 64)
    for outlook in found:
        if not outlook.settled:
            continue
        assert sum(outlook.first.values()) == pytest.approx(1.0)
        names = [one.position for one in outlook]
        for rank in range(len(names)):
            assert sum(outlook.ranks(name)[rank] for name in names) == pytest.approx(1.0)
        for name in names:
            assert sum(outlook.ranks(name)) == pytest.approx(1.0)
            assert outlook[name].first == outlook.ranks(name)[0]
            assert sum(outlook[name].histogram()) == pytest.approx(1.0)
            for other in names:
                apart = outlook.ahead(name, over=other) + outlook.ahead(other, over=name)
                assert apart <= 1.0 + 1e-12


def test_summaries_are_those_of_the_draws() -> None:
    found = sample(contested(), 40_000, seed=5, keep=True)
    a, b = found.draws("A"), found.draws("B")
    assert a.shape == (40_000,)
    assert found["A"].mean == pytest.approx(a.mean(), abs=1e-9)
    assert found["A"].sd == pytest.approx(a.std(), abs=1e-6)
    assert (found["A"].least, found["A"].most) == (a.min(), a.max())
    for share in (0.0, 0.01, 0.05, 0.3, 0.5, 0.9, 1.0):
        assert found["A"].quantile(share) == pytest.approx(np.quantile(a, share), abs=1 / 4096)
    assert found.outlook("one").ahead("A", over="B") == (a > b).mean()
    counts, _ = np.histogram(a, bins=32, range=(0, 1))
    assert found["A"].histogram(32) == pytest.approx(counts / a.size)


def test_drivers_are_rank_correlations_with_the_lead() -> None:
    stats = pytest.importorskip("scipy.stats")
    map_ = contested()
    found = sample(map_, 30_000, seed=5, keep=True)
    base = assess(map_)
    job = Job.of(base, found.settings)
    levels = np.concatenate([job.levels(block) for block in range(2)], axis=1)[:, :30_000]
    a, b = found.draws("A"), found.draws("B")
    lead = np.log(a / (1 - a)) - np.log(b / (1 - b))
    drivers = found.drivers("A")
    for one, row in zip(job.inputs, levels, strict=True):
        expected = stats.spearmanr(row, lead).statistic
        same = [d for d in drivers if d.input == one]
        assert [d.correlation for d in same] == [pytest.approx(expected, abs=0.002)]
    sizes = [abs(one.correlation) for one in drivers]
    assert sizes == sorted(sizes, reverse=True)
    assert drivers["C"].correlation > 0.5


def test_ties_share_first_place() -> None:
    certain = [Claim(name, weight=(0.5, 0.5, 0.5)) for name in "ABC"]
    found = sample(ArgumentMap(nodes=certain), 100)
    assert [one.first for one in found.outlook()] == pytest.approx([1 / 3] * 3)
    assert found.outlook().ahead("A", over="B") == 0.0
    assert found["A"].quantile(0.5) == 0.5
    assert found["A"].sd == 0.0


# -- the same numbers ----------------------------------------------------------------------------


def test_scenarios_share_their_random_numbers() -> None:
    nothing, little = Scenario("nothing"), Scenario("little").scale("D", by=0.9)
    found = sample(contested(), 5000, scenarios=[nothing, little], keep=True)
    assert (found.draws("B") == found.draws("B", scenario="nothing")).all()
    assert (found.draws("A") == found.draws("A", scenario="little")).all()
    assert (found.draws("B") > found.draws("B", scenario="little")).all()
    alone = sample(contested(), 5000)
    assert alone["A"].mean == found["A"].mean


@given(maps(max_nodes=5), st.sampled_from(["Aside", "Zebra"]), st.booleans())
@few
def test_an_unrelated_item_changes_no_bit(map_: ArgumentMap, title: str, begin: bool) -> None:
    assume(map_.positions)
    question = next(one for one in map_.answerable if one.positions)
    asked = evolve(map_, questions=(question,), grounded=map_.grounded)
    item: Node = Evidence(title, weight=0.3)
    nodes = (item, *map_.nodes) if begin else (*map_.nodes, item)
    more = evolve(asked, nodes=nodes)
    one, other = sample(asked, 3000, keep=True), sample(more, 3000, keep=True)
    for name in question.positions:
        assert one.draws(name).tobytes() == other.draws(name).tobytes()
        assert str(one[name].mean) == str(other[name].mean)


def test_half_a_surrogate_pair_in_a_title_is_a_name_like_any_other() -> None:
    # A text cannot hold one, and JSON can.
    weight = am.Range(0.2, 0.5, 0.8)
    map_ = am.ArgumentMap(
        nodes=[am.Claim("\ud800", "One."), am.Claim("B", "Two.", weight=weight)],
        links=[am.supports("[B]", "[\ud800]", weight=weight)],
    )
    assert am.sample(map_, 100)["[\ud800]"].sd > 0


def test_one_more_report_of_a_known_source_changes_no_bit_of_the_real_map() -> None:
    map_ = load(ARGUMENTS / "iran-russia.argdown")
    cited = Citation(source="kremlin", document="inss2021", locator="p9", grade="C3")
    item = Evidence("Said aside", citation=cited)
    more = evolve(map_, nodes=(item, *map_.nodes), grounded=map_.grounded)
    one, other = sample(map_, 500, keep=True), sample(more, 500, keep=True)
    assert len(other.inputs) == len(one.inputs) + 1
    for name in map_.positions:
        assert one.draws(name).tobytes() == other.draws(name).tobytes()


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    small = sample(contested(), 1000, seed=9, keep=True).draws("A")
    large = sample(contested(), 20_000, seed=9, keep=True).draws("A")
    assert (large[:1000] == small).all()
    assert (sample(contested(), 1000, seed=10, keep=True).draws("A") != small).any()


# -- what is said ----------------------------------------------------------------------------------


def test_layers_are_named_and_fewer_are_told() -> None:
    found = sample(contested(), 20_000)
    assert "Varied: credibility (3 weights), links (6 weights) and linchpins (1 claim)." in str(
        found
    )
    assert [one.layers for one in found.fewer] == [(CREDIBILITY,)] * 2 + [(CREDIBILITY, LINKS)] * 2
    leader, share = next(iter(found.outlook("one").first.items()))
    line = next(one for one in found.notes if f"{leader[1:-1]} comes first in" in one)
    assert line.endswith(f"and {share:.3f} with linchpins too.")
    assert f"{found.fewer[0][leader].first:.3f} with credibility alone" in line
    only = sample(contested(), 100, layers=[CREDIBILITY])
    assert not only.fewer
    assert "Not varied: links and linchpins. This looks more certain than it is." in str(only)


def test_fewer_layers_are_what_a_sample_of_those_layers_says() -> None:
    found = sample(contested(), 3000, seed=4)
    alone = sample(contested(), 3000, seed=4, layers=[CREDIBILITY])
    both = sample(contested(), 3000, seed=4, layers=[LINKS, CREDIBILITY])
    assert both.settings.layers == (CREDIBILITY, LINKS)
    for at, question in enumerate(("one", "two")):
        assert found.fewer[at].first == alone.outlook(question).first
        assert found.fewer[2 + at].first == both.outlook(question).first


def test_as_a_table() -> None:
    found = sample(contested(), 500, scenarios=[Scenario("s").drop("D")])
    records = found.to_records()
    assert [record["scenario"] for record in records] == ["base"] * 4 + ["s"] * 4
    assert list(records[0]) == list(found.keys)
    rows = list(csv.reader(io.StringIO(found.to_csv())))
    assert len(rows) == 9
    assert str(found).split("\n")[0].split()[:3] == ["scenario", "question", "position"]
    assert "<table>" in found._repr_html_()
    ranks = found.outlook("two").to_records()
    assert [(one["title"], one["rank"]) for one in ranks] == [
        ("Yes", 1),
        ("Yes", 2),
        ("No", 1),
        ("No", 2),
    ]
    frames = pytest.importorskip("pandas")
    assert isinstance(found.to_frame(), frames.DataFrame)
    assert list(found.drivers("A").to_frame().columns) == list(found.drivers("A").keys)


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    sample(contested(), 40_000, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({total for _, total in told}) == 1
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("semantics", [LOG_ODDS, DF_QUAD])
def test_credibility_alone_gives_false_certainty_on_the_real_map(
    semantics: ModularSemantics,
) -> None:
    found = sample(load(ARGUMENTS / "iran-russia.argdown"), 4000, semantics=semantics)
    assert found.semantics is semantics
    alone, _, all_three = found.fewer[0], found.fewer[3], found.outlook("closeness")
    leader = next(iter(all_three.first))
    assert alone[leader].first > all_three[leader].first + 0.05


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"n": 0}, "n is a whole number from 1"),
        ({"n": -3}, "not -3"),
        ({"n": 2.5}, "not 2.5"),
        ({"n": True}, "not True"),
        ({"seed": -1}, "seed is a whole number from 0"),
        ({"correlation": 1.5}, "correlation is a number from 0 to 1, not 1.5"),
        ({"correlation": math.nan}, "correlation"),
        ({"spread": -0.1}, "spread is a number from 0 to 1"),
        ({"layers": []}, "nothing varies without a layer: credibility, links, linchpins"),
        ({"layers": ["links"]}, "'links' is no layer: pass LAYERS.named('links')"),
        ({"chunk": 0}, "chunk"),
        ({"scenarios": ["x"]}, "'x' is no scenario"),
    ],
)
def test_wrong_settings_are_refused_before_any_work(wrong: dict[str, object], said: str) -> None:
    given_: dict[str, object] = {"n": 10, **wrong}
    with pytest.raises(AnalysisError) as caught:
        sample(contested(), **given_)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_what_else_is_refused() -> None:
    with pytest.raises(AnalysisError, match="no positions"):
        sample(ArgumentMap(), 10)
    with pytest.raises(ScenarioError, match="two scenarios"):
        sample(contested(), 10, scenarios=[Scenario("a"), Scenario("a")])
    with pytest.raises(ScenarioError, match="matches nothing"):
        sample(contested(), 10, scenarios=[Scenario("a").drop("Nobody")])
    with pytest.raises(SemanticsError):
        sample(contested(), 10, semantics=WEIGHTED_MAX)
    found = sample(contested(), 10)
    for call in (
        lambda: found["Nobody"],
        lambda: found.outlook("three"),
        lambda: found.outlook(scenario="s"),
        lambda: found.drivers("C"),
        lambda: found.drivers("A")["Nobody"],
        lambda: found.outlook("one").ahead("A", over="Yes"),
    ):
        with pytest.raises(UnknownReference):
            call()
    with pytest.raises(AnalysisError, match="keep=True"):
        found.draws("A")
    with pytest.raises(AnalysisError, match="power of 2"):
        found["A"].histogram(3)
    with pytest.raises(AnalysisError, match="from 0 to 1"):
        found["A"].quantile(2)


def test_a_range_out_of_order_never_reaches_a_sample() -> None:
    from argmap.errors import WeightError

    with pytest.raises(WeightError, match="low ≤ mode ≤ high"):
        Range(0.5, 0.4, 0.9)


def ring(lr: float) -> ArgumentMap:
    """Three attacks in a circle around log-odds near 10: beyond a ratio of about e^11.4, where the
    slopes at the balance reach 2 each (secant condition), they never settle. P hangs on them."""
    rising = [1 / (1 + math.exp(-height)) for height in (10, 10.5, 9.5)]
    certain = zip("ABC", rising, strict=True)
    return ArgumentMap(
        nodes=[
            *(Claim(title, weight=(one, one, one)) for title, one in certain),
            Claim("P"),
            Claim("Q"),
        ],
        links=[*(attacks(*ends, lr=lr) for ends in ("AB", "BC", "CA")), supports("A", "P")],
        questions=[Question("q", "", ("P", "Q"))],
    )


def test_draws_that_do_not_settle_count_nowhere() -> None:
    found = sample(ring(math.exp(11.3)), 6, spread=1, keep=True)
    draws, outlook = found.draws("P"), found.outlook()
    settled = ~np.isnan(draws)
    assert 0 < outlook.settled < outlook.draws == 6
    assert settled.sum() == outlook.settled
    assert found["P"].mean == pytest.approx(draws[settled].mean())
    assert outlook.first == {"[P]": 1.0, "[Q]": 0.0}
    assert "Left out, for not settling on q: 1 draw." in str(found)


def test_a_map_that_does_not_settle_is_refused() -> None:
    with pytest.raises(AnalysisError, match="do not settle"):
        sample(ring(math.exp(20)), 100)
    tight = Scenario("tight").set("A", 0.9)
    assert sample(ring(math.exp(5)), 10, scenarios=[tight]).outlook(scenario="tight").settled == 10


def test_layers_are_values_of_a_table() -> None:
    found: Sample = sample(contested(), 10, layers=iter([Layer("links", "")]))
    assert found.settings.layers == (LINKS,)
