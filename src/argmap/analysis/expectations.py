"""Does a map do what its authors expected of it, by itself and under each scenario?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import frozen

from argmap.assessment import Assessment, assess
from argmap.model.expectation import Expectation, Relation
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario

#: Smaller differences in score read "unchanged".
UNCHANGED = 0.005


@frozen
class Unmet:
    """An expectation that does not hold, where it was stated, and the numbers in words."""

    expectation: Expectation
    scenario: Scenario | None
    because: str


def unmet(map_: ArgumentMap) -> tuple[Unmet, ...]:
    """The expectations of a map and of its scenarios that do not hold, in order, under the map's
    own semantics.

    `A up` and `A down` ask for a change of at least .005 in score; `A first` for rank 1 alone.
    A strength that did not settle meets nothing.
    """
    if not map_.expect and not any(scenario.expect for scenario in map_.scenarios):
        return ()
    base = assess(map_)
    found = [
        Unmet(one, None, because)
        for one in map_.expect
        if (because := _missed(one, base, base)) is not None
    ]
    for scenario in map_.scenarios:
        if not scenario.expect:
            continue
        supposed = assess(map_, scenario=scenario)
        found.extend(
            Unmet(one, scenario, because)
            for one in scenario.expect
            if (because := _missed(one, supposed, base)) is not None
        )
    return tuple(found)


def _missed(expected: Expectation, here: Assessment, base: Assessment) -> str | None:
    """Why an expectation does not hold, or None when it does."""
    subject = here.map.resolve(expected.subject)
    score, before = here.strengths[subject], base.strengths.get(subject, math.nan)
    relation = expected.relation
    if relation is Relation.FIRST:
        return _not_first(subject, here)
    if relation is Relation.UP:
        met, numbers = score - before >= UNCHANGED, f"{before:.6g} before, {score:.6g} now"
    elif relation is Relation.DOWN:
        met, numbers = before - score >= UNCHANGED, f"{before:.6g} before, {score:.6g} now"
    elif relation is Relation.WITHIN:
        assert expected.bound is not None
        met = abs(score - before) <= expected.bound
        numbers = f"{before:.6g} before, {score:.6g} now"
    else:
        if expected.other is None:
            assert expected.bound is not None
            other, name = expected.bound, ""
        else:
            reference = here.map.resolve(expected.other)
            other, name = (
                here.strengths[reference],
                f", {reference} {here.strengths[reference]:.6g}",
            )
        met = {
            Relation.MORE: score > other,
            Relation.AT_LEAST: score >= other,
            Relation.LESS: score < other,
            Relation.AT_MOST: score <= other,
        }[relation]
        numbers = f"{subject} {score:.6g}{name}"
    return None if met and not math.isnan(score) else numbers


def _not_first(subject: str, here: Assessment) -> str | None:
    for ranking in here.rankings:
        places = {place.reference: place for place in ranking}
        if subject not in places:
            continue
        leaders = [place for place in ranking if place.rank == 1]
        if [place.reference for place in leaders] == [subject]:
            return None
        own = places[subject]
        return f"rank {own.rank} with {own.score:.6g}; first: " + _shown(
            f"{place.reference} {place.score:.6g}" for place in leaders
        )
    return f"{subject} is no position, so it has no rank"


def _shown(leaders: Iterator[str]) -> str:
    return ", ".join(leaders)
