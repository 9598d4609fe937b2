"""Posteriors by log-odds are those of Bayes, and nothing else is called a probability."""

from __future__ import annotations

import itertools
import random

import pytest

from argmap.analysis.likelihood import ICD_203, PHIA, YARDSTICKS, Yardstick, posterior
from argmap.assessment import assess
from argmap.model.link import Link, attacks, condition, supports, undercuts
from argmap.model.map import ArgumentMap
from argmap.model.node import Claim, Evidence
from argmap.model.scenario import Scenario
from argmap.semantics import DF_QUAD, QUADRATIC_ENERGY
from argmap.text.read import parse

REPORT = """===
argmap: {version: 1}
===

[H]: The hypothesis. {weight: .25}
    + [R]: The report. {weight: 1, edge: {lr: RATIO}}
"""


def test_evidence_seen_through_a_report() -> None:
    """P(e|h) = .9, P(e|¬h) = .3; a report with hit rate .8 and false alarm .1, so that
    P(r|h) = .9·.8 + .1·.1 = .73, P(r|¬h) = .3·.8 + .7·.1 = .31, the ratio is 2.354839, and the
    posterior .25·.73 / (.25·.73 + .75·.31) = .1825/.415 = .439759."""
    ratio = 0.73 / 0.31
    assert ratio == pytest.approx(2.354839, abs=1e-6)
    map_ = parse(REPORT.replace("RATIO", repr(ratio))).required()
    found = posterior(assess(map_), "H")
    assert found is not None
    assert found.value == pytest.approx(0.439759, abs=1e-6)
    assert found.value == pytest.approx(0.1825 / 0.415, abs=1e-15)
    assert (found.prior, found.reports) == (0.25, 1)
    band = ICD_203.band(found.value)
    assert band is not None
    assert band.word == "unlikely"


def test_naive_bayes_by_enumeration() -> None:
    """A hypothesis and up to six reports, each true or false given it: the joint distribution is
    written out, and the worlds that fit what was seen are counted."""
    chance = random.Random(11)
    for _ in range(100):
        prior = chance.uniform(0.02, 0.98)
        rates = [
            (chance.uniform(0.02, 0.98), chance.uniform(0.02, 0.98))
            for _ in range(chance.randint(1, 6))
        ]
        seen = [chance.random() < 0.5 for _ in rates]
        weights = {True: 0.0, False: 0.0}
        for truth, *world in itertools.product((True, False), repeat=len(rates) + 1):
            if world != seen:
                continue
            weight = prior if truth else 1.0 - prior
            for report, (hit, alarm) in zip(world, rates, strict=True):
                rate = hit if truth else alarm
                weight *= rate if report else 1.0 - rate
            weights[truth] += weight
        exact = weights[True] / (weights[True] + weights[False])
        nodes = [Claim("H", weight=prior)]
        links = []
        for at, (report, (hit, alarm)) in enumerate(zip(seen, rates, strict=True)):
            ratio = hit / alarm if report else (1.0 - hit) / (1.0 - alarm)
            nodes.append(Claim(f"R{at}", weight=1))
            bears = supports if ratio >= 1.0 else attacks
            links.append(bears(f"R{at}", "H", lr=max(ratio, 1.0 / ratio)))
        found = posterior(assess(ArgumentMap(nodes=nodes, links=links)), "H")
        assert found is not None
        assert found.value == pytest.approx(exact, abs=1e-9)
        assert found.reports == len(rates)


def scored(*more: Link, weight: float | None = 0.3, report: float = 1.0) -> ArgumentMap:
    link = supports("R", "H", lr=4)
    return ArgumentMap(
        nodes=[Claim("H", weight=weight), Evidence("R", weight=report), Claim("X", weight=1)],
        links=[link, *more],
    )


@pytest.mark.parametrize(
    "map_",
    [
        scored(weight=None),
        scored(report=0.9),
        scored(supports("X", "H", weight=1)),
        scored(supports("X", "H")),
        scored(undercuts("X", supports("R", "H"))),
        scored(condition("X", "H")),
        ArgumentMap(nodes=[Claim("H", weight=0.3)]),
    ],
    ids=["no prior", "doubtful", "a weight", "a default", "undercut", "condition", "no report"],
)
def test_what_is_no_posterior(map_: ArgumentMap) -> None:
    assert posterior(assess(scored()), "H") is not None
    assert posterior(assess(map_), "H") is None


def test_other_semantics_and_assumptions_make_none() -> None:
    plain = ArgumentMap(nodes=[Claim("H", weight=0.3), Claim("X")], links=[supports("X", "H")])
    for semantics in (DF_QUAD, QUADRATIC_ENERGY):
        assert posterior(assess(plain, semantics=semantics), "H") is None
    assert posterior(assess(scored(), scenario=Scenario("s").assume("H", 0.4)), "H") is None
    # a report that is taken for certain
    certain = assess(scored(report=0.5), scenario=Scenario("s").assume("R", True))
    found = posterior(certain, "H")
    assert found is not None
    assert found.value == pytest.approx(0.3 * 4 / (0.3 * 4 + 0.7))


def test_bands_are_half_open() -> None:
    words = {at: ICD_203.band(at) for at in (0.005, 0.01, 0.05, 0.2, 0.45, 0.55, 0.95, 0.99, 0.995)}
    assert {at: band and band.word for at, band in words.items()} == {
        0.005: None,
        0.01: "almost no chance",
        0.05: "very unlikely",
        0.2: "unlikely",
        0.45: "roughly even chance",
        0.55: "likely",
        0.95: "almost certain",
        0.99: "almost certain",
        0.995: None,
    }
    gaps = [PHIA.band(at) for at in (0.05, 0.07, 0.2, 0.38, 0.5, 0.52, 0.78, 0.93)]
    assert gaps == [None] * len(gaps)
    assert [band and band.word for band in map(PHIA.band, (0.0, 0.499, 1.0))] == [
        *("remote chance", "realistic possibility", "almost certain")
    ]


@pytest.mark.parametrize("yardstick", list(YARDSTICKS), ids=lambda one: one.name)
def test_no_probability_has_two_words(yardstick: Yardstick) -> None:
    for low, high in itertools.pairwise(yardstick.bands):
        assert low.low < low.high <= high.low < high.high
