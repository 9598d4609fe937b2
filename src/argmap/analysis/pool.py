"""Several analysts weigh one map: each for themselves, pooled, and how far they are apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import field, frozen

from argmap.analysis.disagreement import Disagreement, Disputed
from argmap.analysis.numbers import Numbered, label, number
from argmap.analysis.pooling import LINEAR, LOGARITHMIC, PoolingMethod, divergence
from argmap.analysis.survival import order
from argmap.analysis.table import Table, called
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay
from argmap.model.scenario import Scenario
from argmap.model.sequence import kept
from argmap.model.weight import Range, Weight, mode
from argmap.ranking import Candidate, Ranking, ranked
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals


@frozen
class Analyst:
    """An analyst, the weight of their word, and the map scored with their numbers."""

    name: str
    weight: float
    assessment: Assessment = field(repr=False)


@frozen
class PooledPosition:
    """A position, its `scores` by analyst, and what pooling makes of it.

    `on_inputs` is its score when the weights are pooled and the map is scored with them,
    `on_outputs` the analysts' scores pooled. `spread` is the largest minus the smallest score and
    `divergence` that of Jensen and Shannon in bits, from 0 to 1. `first` is the share of analysts,
    by weight, who place it first; who places k positions there gives each a k-th.
    """

    question: str
    reference: str
    title: str
    scores: tuple[float, ...]
    on_inputs: float
    on_outputs: float
    spread: float
    divergence: float
    first: float


@frozen(eq=False)
class Pool(Table):
    """The positions under each analyst and pooled in both ways, in the order of the questions.

    `inputs` is the map with the pooled weights, scored. Where analysts differ these are ranges:
    from the lowest number that anybody thinks possible, by way of the pooled one, which is scored,
    to the highest.
    """

    method: PoolingMethod
    analysts: tuple[Analyst, ...] = field(converter=kept)
    inputs: Assessment = field(repr=False)
    outputs: tuple[Ranking, ...] = field(converter=kept, repr=False)
    positions: tuple[PooledPosition, ...] = field(converter=kept, repr=False)
    disagreement: Disagreement = field(repr=False)

    def __iter__(self) -> Iterator[PooledPosition]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, name: str) -> PooledPosition:
        """By reference or title of a position."""
        return called(
            name,
            self.positions,
            lambda one: (one.reference, one.title),
            f"{name!r} is no position of the map",
        )

    @property
    def map(self) -> ArgumentMap:
        """The map with the pooled weights."""
        return self.inputs.map

    @property
    def agreed(self) -> bool:
        """Whether pooling on inputs and on outputs gives the same order on every question."""
        pairs = zip(self.inputs.rankings, self.outputs, strict=True)
        return all(order(one) == order(other) for one, other in pairs)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return (
            "question",
            "position",
            "title",
            "analyst",
            "weight",
            "score",
            "on_inputs",
            "on_outputs",
            "spread",
            "divergence",
            "first",
        )

    def to_records(self) -> list[dict[str, object]]:
        """Tidy rows, one per position and analyst."""
        return [
            {
                "question": one.question,
                "position": one.reference,
                "title": one.title,
                "analyst": analyst.name,
                "weight": analyst.weight,
                "score": score,
                "on_inputs": one.on_inputs,
                "on_outputs": one.on_outputs,
                "spread": one.spread,
                "divergence": one.divergence,
                "first": one.first,
            }
            for one in self.positions
            for analyst, score in zip(self.analysts, one.scores, strict=True)
        ]

    def rows(self) -> list[dict[str, object]]:
        return [
            {
                "question": one.question,
                "title": one.title,
                **{f"score {at}": score for at, score in enumerate(one.scores)},
                "on_inputs": one.on_inputs,
                "on_outputs": one.on_outputs,
                "spread": one.spread,
                "divergence": one.divergence,
                "first": one.first,
            }
            for one in self.positions
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        shown = decimals(3)
        columns = (
            Column("title", "position"),
            *(
                Column(f"score {at}", analyst.name, shown, right=True)
                for at, analyst in enumerate(self.analysts)
            ),
            Column("on_inputs", "on inputs", shown, right=True),
            Column("on_outputs", "on outputs", shown, right=True),
            Column("spread", "spread", shown, right=True),
            Column("divergence", "JS bits", shown, right=True),
            Column("first", "first for", _percent, right=True),
        )
        several = len(self.inputs.map.answerable) > 1
        return (Column("question", "question"), *columns) if several else columns

    @property
    def notes(self) -> tuple[str, ...]:
        lines = [f"Pooled by the {self.method.name} rule."]
        for one, other in zip(self.inputs.rankings, self.outputs, strict=True):
            on = f" on {one.question.id}" if len(self.outputs) > 1 else ""
            if order(one) == order(other):
                lines.append(f"Order{on}, pooled on inputs and on outputs alike: {order(one)}.")
            else:
                lines.append(f"Order{on}, pooled on inputs: {order(one)}.")
                lines.append(f"But pooled on outputs it is another: {order(other)}.")
        for disputed in self.disagreement.items[:3]:
            if disputed.spread:
                low, high = min(disputed.values), max(disputed.values)
                lines.append(f"Disputed: {disputed.label}, {low:.3g} to {high:.3g}.")
        return tuple(lines)


def _percent(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, float) else ""


def pool(
    map: ArgumentMap,
    overlays: Sequence[Overlay],
    *,
    method: PoolingMethod = LOGARITHMIC,
    weights: Sequence[float] | None = None,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Pool:
    """Pool analysts, whose `weights` are numbers ≥ 0 that sum to 1, or equal if none are given.

    Weights of links and of arguments are no probabilities and are pooled linearly by every method.
    Raises `AnalysisError` for no analysts, two of one name, weights that do not fit, and numbers
    that have no pooled one; and as `Overlay.resolved`.
    """
    shares = _shares(overlays, weights)
    if not isinstance(method, PoolingMethod):
        raise AnalysisError("method is LINEAR or LOGARITHMIC, or POOLING_METHODS.named(…)")
    stated = [one.resolved(map) for one in overlays]
    disputed = _disputed(map, overlays, stated, shares, method)
    changed: dict[Numbered, object] = {
        one.reference: Range(one.low, one.pooled, one.high) if one.low < one.high else one.pooled
        for one in disputed
    }
    inputs = assess(map.with_weights(changed), semantics=semantics, scenario=scenario)
    analysts = [
        Analyst(
            overlay.name,
            float(share),
            assess(map.with_weights(dict(own)), semantics=inputs.semantics, scenario=scenario),
        )
        for overlay, own, share in zip(overlays, stated, shares, strict=True)
    ]
    positions = [
        position
        for ranking in inputs.rankings
        for position in _positions(ranking, analysts, shares, method)
    ]
    return Pool(
        method,
        analysts,
        inputs,
        [_outputs(ranking, positions) for ranking in inputs.rankings],
        positions,
        Disagreement(
            tuple(one.name for one in overlays), sorted(disputed, key=lambda one: -one.spread)
        ),
    )


def _shares(overlays: Sequence[Overlay], weights: Sequence[float] | None) -> Floats:
    if not overlays:
        raise AnalysisError("there is no analyst: pass one overlay or more")
    for one in overlays:
        if not isinstance(one, Overlay):
            raise AnalysisError(f"{one!r} is no overlay: pass load_overlay({one!r})")
    names = [one.name for one in overlays]
    for name in names:
        if names.count(name) > 1:
            raise AnalysisError(f"two analysts are named {name!r}")
    if weights is None:
        return np.full(len(overlays), 1 / len(overlays))
    if len(weights) != len(overlays):
        raise AnalysisError(f"{len(weights)} weights are given for {len(overlays)} analysts")
    for weight in weights:
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not weight >= 0:
            raise AnalysisError(f"an analyst's weight is a number of at least 0, not {weight!r}")
    total = math.fsum(weights)
    if not abs(total - 1) <= 1e-9:
        raise AnalysisError(f"the weights of analysts sum to 1, and these to {total:g}")
    return np.array(weights, dtype=np.float64)


def _disputed(
    map_: ArgumentMap,
    overlays: Sequence[Overlay],
    stated: Sequence[dict[Numbered, Weight]],
    shares: Floats,
    method: PoolingMethod,
) -> list[Disputed]:
    """Every weight that somebody states, in the order of the map."""
    named = {reference for own in stated for reference in own}
    references: list[Numbered] = [
        *(node.reference for node in map_.nodes if node.reference in named),
        *(link.reference for link in map_.links if link.reference in named),
    ]
    found = []
    for reference in references:
        weights = [own.get(reference, number(map_, reference)) for own in stated]
        values = np.array([mode(one) for one in weights])
        statement = isinstance(reference, str) and not map_.by_reference[reference].is_step
        pooled = float((method if statement else LINEAR).pooled(values, shares))
        if math.isnan(pooled):
            who = [overlays[int(at)].name for at in (values.argmin(), values.argmax())]
            raise AnalysisError(
                f"{who[0]} holds {reference} to be 0 and {who[1]} to be 1, between which the "
                f"{method.name} rule knows no number: make them .001 and .999, or pool by LINEAR"
            )
        heard = [one for one, share in zip(weights, shares, strict=True) if share > 0]
        found.append(
            Disputed(
                reference,
                label(map_, reference),
                tuple(values.tolist()),
                tuple(reference in own for own in stated),
                min(one.low if isinstance(one, Range) else one for one in heard),
                pooled,
                max(one.high if isinstance(one, Range) else one for one in heard),
                float(np.ptp(values)),
                divergence(values, shares),
            )
        )
    return found


def _positions(
    ranking: Ranking, analysts: Sequence[Analyst], shares: Floats, method: PoolingMethod
) -> Iterator[PooledPosition]:
    question = ranking.question
    places = {place.reference: place for place in ranking}
    leaders = [
        [place.reference for place in one.assessment.ranking(question).first] for one in analysts
    ]
    for reference in question.positions:
        scores = np.array([one.assessment.strengths[reference] for one in analysts])
        yield PooledPosition(
            question.id,
            reference,
            places[reference].title,
            tuple(scores.tolist()),
            places[reference].score,
            float(method.pooled(scores, shares)),
            float(np.ptp(scores)),
            divergence(scores, shares),
            math.fsum(
                float(share) / len(first)
                for first, share in zip(leaders, shares, strict=True)
                if reference in first
            ),
        )


def _outputs(ranking: Ranking, positions: Sequence[PooledPosition]) -> Ranking:
    scores = {
        one.reference: one.on_outputs for one in positions if one.question == ranking.question.id
    }
    places = {place.reference: place for place in ranking}
    return ranked(
        ranking.question,
        [
            Candidate(
                reference, places[reference].title, places[reference].label, scores[reference]
            )
            for reference in ranking.question.positions
        ],
        scenario=ranking.scenario,
    )
