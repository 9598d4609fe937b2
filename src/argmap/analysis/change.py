"""From one scenario to another: what moved, and because of which change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from attrs import field, frozen

from argmap.analysis import shapley
from argmap.analysis.compare import BASE
from argmap.analysis.expectations import UNCHANGED
from argmap.analysis.outcome import Flip, Outcome
from argmap.analysis.prose import Prose, Sentence, listed, title
from argmap.analysis.shapley import Flags
from argmap.analysis.sufficing import Causes, causes
from argmap.analysis.table import Table
from argmap.assessment import Assessment, assess
from argmap.errors import AnalysisError, UnknownReference
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Action, Change, Scenario
from argmap.model.sequence import kept
from argmap.ranking import TIE
from argmap.registry import did_you_mean
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.tables import Column, decimals

#: So many sets of changes that suffice are told.
WAYS = 3
#: Up to so many changes every combination is scored; beyond, 40 antithetic permutations are.
EXACT, PERMUTATIONS = 8, 40
_FIXING = (Action.DROP, Action.ASSUME)


@frozen
class Step:
    """What differs between two scenarios: a change made, unmade, or replaced by another one."""

    before: Change | None
    after: Change | None
    extends: tuple[str | None, str | None] = (None, None)

    def __str__(self) -> str:
        if self.before is None and self.after is None:
            old, new = self.extends
            if new is None:
                return f"no longer extend {old}"
            return f"extend {new}" + ("" if old is None else f" instead of {old}")
        if self.after is None:
            assert self.before is not None
            return f"no longer {said(self.before)}"
        return said(self.after) + (f" instead of {said(self.before)}" if self.before else "")


def said(change: Change) -> str:
    """`scale source:ru_* by 0.2`."""
    value = change.value
    if value is None:
        return f"{change.action.value} {change.selector}"
    number = f"{value:g}" if isinstance(value, float) else str(value)
    if change.action is Action.ASSUME and value in (0.0, 1.0):
        number = "true" if value else "false"
    word = "by" if change.action in (Action.SCALE, Action.SHIFT) else "="
    return f"{change.action.value} {change.selector} {word} {number}"


@frozen
class Share:
    """How much of the change of one position's score is owed to one step, and the standard error
    of that, 0 unless sampled."""

    position: str
    step: Step
    value: float
    error: float


@frozen(eq=False)
class ChangeExplanation(Table):
    """What moved between two scenarios; `str()` is prose, `to_records()` a share a row.

    Of each of the `flips`, `causes` says which of the steps turned it; empty when there were too
    many steps to try them all.
    """

    before: Assessment = field(repr=False)
    after: Assessment = field(repr=False)
    steps: tuple[Step, ...] = field(converter=kept)
    shares: tuple[Share, ...] = field(converter=kept, repr=False)
    flips: tuple[Flip, ...] = field(converter=kept)
    causes: tuple[Causes, ...] = field(converter=kept, repr=False)

    def __iter__(self) -> Iterator[Share]:
        return iter(self.shares)

    def __len__(self) -> int:
        return len(self.shares)

    def __getitem__(self, name: str) -> tuple[Share, ...]:
        """The shares of a position, by reference or title, the largest first."""
        reference = self.before.map.resolve(name)
        positions = self.before.map.positions
        if reference not in positions:
            near = did_you_mean(name, positions)
            raise UnknownReference(f"{name!r} is no position of the map{near}")
        return tuple(one for one in self.shares if one.position == reference)

    # -- telling -------------------------------------------------------------------------

    @cached_property
    def prose(self) -> Prose:
        map_ = self.before.map
        sentences = []
        for at, flip in enumerate(self.flips):
            word = "draws level with" if flip.tied else "overtakes"
            pair = (title(map_, flip.ahead), title(map_, flip.behind))
            scores = {end: self.after.strengths[end] for end in (flip.ahead, flip.behind)}
            sentences.append(Sentence("order", f"{pair[0]} {word} {pair[1]}.", scores))
            if at < len(self.causes) and len(self.steps) > 1:
                sentences.extend(self._caused(self.causes[at]))
        if not self.flips:
            sentences.append(Sentence("order", "No position changes its place.", {"flips": 0.0}))
        still: dict[str, float] = {}
        for position in map_.positions:
            old, new = self.before.strengths[position], self.after.strengths[position]
            if abs(new - old) < UNCHANGED:
                still[title(map_, position)] = new - old
                continue
            if not np.isfinite(new - old):
                text = f"{title(map_, position)} has no strength in one of the two."
                sentences.append(Sentence("position", text, {"before": old, "after": new}))
                continue
            sentences.append(self._moved(position, old, new))
        if still:
            verb = "is" if len(still) == 1 else "are"
            text = f"{listed(list(still))} {verb} unchanged."
            sentences.append(Sentence("unchanged", text, still))
        return Prose(sentences)

    def _caused(self, found: Causes) -> Iterator[Sentence]:
        """What turned an order, where there is more than one change to ask about."""
        ways = [self._named(one) for one in found.sufficient[:WAYS]]
        if len(found.sufficient) > WAYS:
            ways.append("something else")
        numbers = {"sets that suffice": float(len(found.sufficient))}
        yield Sentence("order", f"Enough for that is {' or '.join(ways)}.", numbers)
        undone = [some[0] for some in found.counterfactual if len(some) == 1]
        if undone and found.counterfactual != found.sufficient:
            numbers = {"changes that undo it": float(len(undone))}
            text = f"To undo {self._named(undone, ' or ')} alone would restore the order."
            yield Sentence("order", text, numbers)

    def _named(self, some: Sequence[int], joint: str = " and ") -> str:
        return joint.join(f"“{self.steps[one]}”" for one in some)

    def _moved(self, position: str, old: float, new: float) -> Sentence:
        signed = decimals(3, signed=True)
        numbers = {"before": old, "after": new}
        owed = self[position]
        numbers.update({str(one.step): one.value for one in owed})
        word = "rises" if new > old else "falls"
        told = [one for one in owed if abs(one.value) >= UNCHANGED]
        because = listed([f"{signed(one.value)} by “{one.step}”" for one in told])
        name = title(self.before.map, position)
        text = f"{name} {word} from {old:.3f} to {new:.3f}"
        if len(self.steps) > 1 and because:
            text += f": {because}"
        elif self.steps:
            text += f", by “{self.steps[0]}”"
        return Sentence("position", text + ".", numbers)

    def __str__(self) -> str:
        return str(self.prose)

    def to_markdown(self) -> str:
        return self.prose.to_markdown()

    # -- as a table ----------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        return ("before", "after", "position", "delta", "step", "share", "error")

    def to_records(self) -> list[dict[str, object]]:
        old, new = self.before.strengths, self.after.strengths
        return [
            {
                "before": _name(self.before),
                "after": _name(self.after),
                "position": one.position,
                "delta": new[one.position] - old[one.position],
                "step": str(one.step),
                "share": one.value,
                "error": one.error,
            }
            for one in self.shares
        ]

    @property
    def columns(self) -> tuple[Column, ...]:
        number = decimals(3, signed=True)
        return (
            Column("position", "position"),
            Column("delta", "change", number, right=True),
            Column("share", "of it", number, right=True),
            Column("step", "by"),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.prose.sentences)


def explain_change(
    map: ArgumentMap,
    before: Scenario | None,
    after: Scenario | None,
    *,
    semantics: ModularSemantics | None = None,
) -> ChangeExplanation:
    """What moves from one scenario to another (None is the base), shared among what differs.

    The shares of a position are Shapley values over the differences and add up to the change of
    its score. What one scenario extends counts as one difference. Raises `ScenarioError` when a
    mixture of the two contradicts itself, and `AnalysisError` when they do not differ.
    """
    one, other = before or Scenario(BASE), after or Scenario(BASE)
    steps = _steps(one, other)
    if not steps:
        raise AnalysisError(f"{one.id!r} and {other.id!r} make the same changes")
    start = assess(map, semantics=semantics, scenario=before)
    end = assess(map, semantics=start.semantics, scenario=after)
    common = [change for change in one.changes if change in other.changes]
    known: dict[tuple[bool, ...], list[float]] = {
        (False,) * len(steps): [start.strengths[position] for position in map.positions],
        (True,) * len(steps): [end.strengths[position] for position in map.positions],
    }

    def scores(done: tuple[bool, ...]) -> list[float]:
        if done not in known:
            mixed = _mixture(one, other, steps, common, done)
            found = assess(map, semantics=start.semantics, scenario=mixed)
            known[done] = [found.strengths[position] for position in map.positions]
        return known[done]

    shares: list[Share] = []
    for at, position in enumerate(map.positions):

        def game(present: Flags, at: int = at) -> Floats:
            return np.array([scores(tuple(row))[at] for row in present.tolist()])

        found = (
            shapley.exact(game, len(steps))
            if len(steps) <= EXACT
            else shapley.sampled(game, len(steps), PERMUTATIONS, seed=0)
        )
        own = [
            Share(position, step, value, error)
            for step, value, error in zip(
                steps, found.values.tolist(), found.errors.tolist(), strict=True
            )
        ]
        shares.extend(sorted(own, key=lambda share: -abs(share.value)))
    flips = Outcome(_name(end), end, start, ()).flips
    places = {position: at for at, position in enumerate(map.positions)}

    def turned(flip: Flip) -> Causes:
        def by(some: frozenset[int]) -> bool:
            found = scores(tuple(at in some for at in range(len(steps))))
            return not found[places[flip.behind]] - found[places[flip.ahead]] >= TIE

        return causes(by, len(steps))

    reasons = [turned(flip) for flip in flips] if len(steps) <= EXACT else []
    return ChangeExplanation(start, end, steps, shares, flips, reasons)


def _steps(one: Scenario, other: Scenario) -> tuple[Step, ...]:
    """Changes of the same kind on the same selector replace each other."""
    old = [change for change in one.changes if change not in other.changes]
    new = [change for change in other.changes if change not in one.changes]
    steps = []
    if one.extends != other.extends:
        steps.append(Step(None, None, (one.extends, other.extends)))
    for change in new:
        replaced = next((former for former in old if _alike(former, change)), None)
        if replaced is not None:
            old.remove(replaced)
        steps.append(Step(replaced, change))
    return (*steps, *(Step(change, None) for change in old))


def _alike(one: Change, other: Change) -> bool:
    fixing = one.action in _FIXING and other.action in _FIXING
    return one.selector == other.selector and (one.action is other.action or fixing)


def _mixture(
    one: Scenario,
    other: Scenario,
    steps: tuple[Step, ...],
    common: list[Change],
    done: tuple[bool, ...],
) -> Scenario:
    extends = one.extends
    changes = list(common)
    for step, taken in zip(steps, done, strict=True):
        if step.before is None and step.after is None:
            extends = other.extends if taken else one.extends
            continue
        change = step.after if taken else step.before
        if change is not None:
            changes.append(change)
    return Scenario(f"between {one.id} and {other.id}", extends=extends, changes=changes)


def _name(assessment: Assessment) -> str:
    return assessment.scenario.id if assessment.scenario else BASE
