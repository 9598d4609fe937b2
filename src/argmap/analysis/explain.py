"""An explanation says in sentences why one position is ahead of another, and what would change
that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from argmap.analysis.bench import Bench
from argmap.analysis.confidence import Confidence, confidence
from argmap.analysis.flipping import FlippingSet, flipping_set
from argmap.analysis.likelihood import ICD_203, Yardstick, posterior
from argmap.analysis.prose import Prose, Sentence, counted, how_far, listed, title, voices
from argmap.analysis.table import Table
from argmap.analysis.tipping import Tip, Tipping, tipping
from argmap.analysis.topic import Topic, margin, topic
from argmap.assessment import Assessment
from argmap.errors import AnalysisError
from argmap.model.sequence import kept
from argmap.ranking import log_odds
from argmap.tables import Column, decimals

#: How many reasons each way are told.
REASONS = 3
# What a warning of the assessment is in a sentence. What does not settle is never explained.
_WARNED = {
    "saturated": "{names} is saturated, {height} away from even in log-odds: what else bears on it "
    "hardly shows in the score.",
    "not-unique": "{names} bear on each other and can settle in more than one way: these numbers "
    "are one answer of several.",
    "uncertified": "{names} bear on each other so strongly that nothing proves these numbers to be "
    "the only answer.",
    "left-over": "On {names} nothing bears any more that the scenario leaves.",
}


@frozen
class Ground:
    """What bears directly on either position: its net `force` for the first over the second, flow
    for it and against the other minus the opposite; `voices` is who is cited for it."""

    reference: str
    label: str
    force: float
    voices: str


@frozen(eq=False)
class Explanation(Table):
    """Why the order of two positions is as it is; `str()` is prose, `to_records()` the grounds."""

    assessment: Assessment = field(repr=False)
    topic: Topic
    margin: float
    grounds: tuple[Ground, ...] = field(converter=kept, repr=False)
    yardstick: Yardstick = ICD_203

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.prose.sentences)

    def __len__(self) -> int:
        return len(self.prose.sentences)

    def __getitem__(self, about: str) -> tuple[Sentence, ...]:
        """The sentences about the order, likelihood, for, against, flip, confidence or warning."""
        return tuple(one for one in self if one.about == about)

    # -- what it is told from ------------------------------------------------------------

    @cached_property
    def tipping(self) -> Tipping:
        asked, here = self.topic, self.assessment
        assert asked.over is not None
        return tipping(here.map, asked.position, over=asked.over, semantics=here.semantics)

    @property
    def nearest(self) -> Tip | None:
        """The nearest tipping point, the positions' own initial weights aside."""
        for one in self.tipping.found:
            if one.reference not in self.topic.ends:
                return one
        return None

    @cached_property
    def flipping(self) -> FlippingSet | None:
        """What it would take to drop; None in a tie."""
        asked, here = self.topic, self.assessment
        assert asked.over is not None
        if self.margin == 0.0:
            return None
        return flipping_set(here.map, asked.position, over=asked.over, semantics=here.semantics)

    @cached_property
    def confidence(self) -> Confidence | None:
        """None in a tie: there is no order to have confidence in."""
        return None if self.margin == 0.0 else confidence(self.assessment, self.topic)

    # -- telling -------------------------------------------------------------------------

    @cached_property
    def prose(self) -> Prose:
        sentences = [self._order(), *self._likelihood(), *self._reasons()]
        if self.margin != 0.0:
            sentences.extend(self._flip())
            found = self.confidence
            assert found is not None
            numbers = {
                "agreeing": float(found.agreeing),
                "scoring": float(found.scoring),
                "sources": found.sources,
                "reversals": float(len(found.reversals)),
            }
            if found.radius.value is not None:
                numbers["radius"] = found.radius.value
            sentences.append(Sentence("confidence", str(found), numbers))
        return Prose([*sentences, *self._warnings()])

    def __str__(self) -> str:
        return str(self.prose)

    def to_markdown(self) -> str:
        return self.prose.to_markdown()

    def _named(self, reference: str) -> str:
        return title(self.assessment.map, reference)

    def _order(self) -> Sentence:
        one, other = self.topic.ends
        scores = [self.assessment.strengths[end] for end in (one, other)]
        numbers = {"score": scores[0], "score of the other": scores[1], "margin": self.margin}
        scenario = self.assessment.scenario
        under = f"Under “{scenario.title or scenario.id}”, " if scenario else ""
        if self.margin == 0.0:
            text = f"{under}{self._named(one)} and {self._named(other)} tie at {scores[0]:.3f}."
            return Sentence("order", text, numbers)
        word = "ahead of" if self.margin > 0 else "behind"
        far = decimals(2)(abs(self.margin))
        return Sentence(
            "order",
            f"{under}{self._named(one)} is {how_far(self.margin)} {word} {self._named(other)}: "
            f"{scores[0]:.3f} to {scores[1]:.3f}, {far} apart in log-odds.",
            numbers,
        )

    def _likelihood(self) -> Iterator[Sentence]:
        """A word for each of the two that is a probability, and for no other strength."""
        for end in self.topic.ends:
            found = posterior(self.assessment, end)
            if found is None:
                continue
            numbers = {"probability": found.value, "prior": found.prior}
            band = self.yardstick.band(found.value)
            if band is None:
                said = f"in no word of {self.yardstick.name}"
            else:
                said = f"“{band.word}” by {self.yardstick.name}"
                numbers |= {"low": band.low, "high": band.high}
            yield Sentence(
                "likelihood",
                f"{self._named(end)} has a posterior probability of {found.value:.3f}, from a "
                f"prior of {found.prior:.3f}: {said}.",
                numbers,
            )

    def _warnings(self) -> Iterator[Sentence]:
        """What of the warnings of the assessment concerns the two, or what bears on them."""
        bearing = Bench.of(self.assessment, self.topic.ends).bearing
        index = self.assessment.qbaf.index
        for caveat in self.assessment.warnings:
            names = [one for one in caveat.references if one in index and bearing[index[one]]]
            if not names or caveat.kind not in _WARNED:
                continue
            heights = {one: log_odds(self.assessment.strengths[one]) for one in names}
            shown = [self._named(one) for one in names[:REASONS]]
            more = ["others"] if len(names) > REASONS else []
            text = _WARNED[caveat.kind].format(
                names=listed([*shown, *more]), height=decimals(1)(abs(heights[names[0]]))
            )
            yield Sentence("warning", text, heights)

    def _reasons(self) -> Iterator[Sentence]:
        one, other = map(self._named, self.topic.ends)
        for about, sign, words in (
            ("for", 1, f"What speaks most for {one} over {other}"),
            ("against", -1, "What speaks most against it"),
        ):
            chosen = [ground for ground in self.grounds if ground.force * sign > 0.0][:REASONS]
            if not chosen:
                text = f"Nothing speaks {about} {one if sign > 0 else 'it'} directly."
                yield Sentence(about, text, {"reasons": 0.0})
                continue
            parts = []
            for ground in chosen:
                voice = f", {ground.voices}" if ground.voices else ""
                name = self._named(ground.reference)
                parts.append(f"{name} ({decimals(2)(abs(ground.force))}{voice})")
            text = f"{words}: {listed(parts)}."
            yield Sentence(about, text, {ground.label: ground.force for ground in chosen})

    def _flip(self) -> Iterator[Sentence]:
        near = self.nearest
        if near is None or near.change is None or near.value is None:
            count = sum(tip.reference not in self.topic.ends for tip in self.tipping)
            text = (
                f"None of {counted(count, 'weight')} that bear on it flips it alone, the two "
                "positions' own initial weights aside."
            )
            yield Sentence("flip", text, {"weights": float(count)})
        else:
            what = (
                f"the link “{near.reference}”"
                if near.lever.of_link
                else self._named(str(near.reference))
            )
            yield Sentence(
                "flip",
                f"The single weight nearest to flipping it is that of {what}, now "
                f"{near.now:.3f}, at {near.value:.3f}.",
                {"now": near.now, "tip": near.value},
            )
        found = self.flipping
        assert found is not None
        if not found.possible:
            text = "No set of items was found without which it would flip."
            yield Sentence("flip", text, {"items": 0.0})
        else:
            names = listed([self._named(player.name) for player in found])
            hedge = "" if len(found) == 1 else " (a smaller set may exist)"
            yield Sentence(
                "flip",
                f"It would flip without {names}{hedge}.",
                {"items": float(len(found)), "margin then": found.margins[-1]},
            )
        certain = self.confidence
        assert certain is not None
        parts = [
            f"{self._named(one.reference)} {'true' if one.truth else 'false'}"
            for one in certain.reversals[:REASONS]
        ]
        if parts:
            numbers = {one.reference: one.margin for one in certain.reversals[:REASONS]}
            text = f"It would also flip were {' or '.join(parts)}."
            yield Sentence("flip", text, numbers)

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("position", "over", "ground", "label", "force", "voices")

    def to_records(self) -> list[dict[str, object]]:
        return [
            {
                "position": self.topic.position,
                "over": self.topic.over,
                "ground": one.reference,
                "label": one.label,
                "force": one.force,
                "voices": one.voices,
            }
            for one in self.grounds
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column("label", "ground"),
            Column("force", "force", decimals(2, signed=True), right=True),
            Column("voices", "on the word of"),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(one.text for one in self)


def explain(
    assessment: Assessment,
    position: str,
    *,
    over: str | None = None,
    yardstick: Yardstick = ICD_203,
) -> Explanation:
    """Why a position is ahead of another one, or behind it.

    Without `over`, against the best of its rivals on its question. A strength that is a probability
    is also given in a word of the `yardstick`. Raises `UnknownReference`, and `AnalysisError` for a
    position compared with itself, without a strength or without rivals.
    """
    if not isinstance(yardstick, Yardstick):
        raise AnalysisError("yardstick is a value such as ICD_203 or PHIA")
    asked = topic(assessment, position, over or _rival(assessment, position))
    forces: dict[str, float] = {}
    for end, sign in zip(asked.ends, (1, -1), strict=True):
        for reason in assessment.reasons(end, limit=None):
            force = sign * reason.sign * reason.force
            forces[reason.source] = forces.get(reason.source, 0.0) + force
    map_ = assessment.map
    grounds = [
        Ground(reference, map_.by_reference[reference].label, force, voices(map_, reference))
        for reference, force in forces.items()
        if abs(force) > 1e-12
    ]
    grounds.sort(key=lambda one: -abs(one.force))
    return Explanation(assessment, asked, margin(assessment, asked), grounds, yardstick)


def _rival(assessment: Assessment, position: str) -> str:
    reference = assessment.map.resolve(position)
    for ranking in assessment.rankings:
        places = [place.reference for place in ranking if place.rank is not None]
        if reference in places and len(places) > 1:
            return places[1] if places[0] == reference else places[0]
    raise AnalysisError(f"{reference} has no rival on its question; name what to compare it with")
