"""Relation lines become relations, as Argdown relates statements, arguments and inferences."""

from __future__ import annotations

from collections.abc import Mapping, Set

from attrs import define, field, frozen

from argmap.diagnostics import Span
from argmap.text import argdown
from argmap.text.argdown import End, Mark, Relation

SIGNS = {
    # sign: kind, and whether the upper line is the source
    "+": (argdown.SUPPORT, False),
    "<+": (argdown.SUPPORT, False),
    "+>": (argdown.SUPPORT, True),
    "-": (argdown.ATTACK, False),
    "<-": (argdown.ATTACK, False),
    "->": (argdown.ATTACK, True),
    "_": (argdown.UNDERCUT, False),
    "<_": (argdown.UNDERCUT, False),
    "_>": (argdown.UNDERCUT, True),
    "><": (argdown.CONTRADICTORY, True),
}


@define(eq=False)
class Point:
    """What a relation comes from or leads to. An inference knows its conclusion's place once that
    was met, and what undercuts it by source."""

    type: str
    title: str
    conclusion: int | None = None
    undercuts: dict[Point, Draft] = field(factory=dict)

    def end(self) -> End:
        return End(self.type, self.title, self.conclusion)


@frozen
class Line:
    """A line that states a relation; see `Mark`."""

    sign: str
    span: Span
    below: Point
    step: tuple[str, Point, Point] | None

    def mark(self) -> Mark:
        step = self.step and (self.step[0], self.step[1].end(), self.step[2].end())
        return Mark(self.sign, self.span, self.below.end(), step)


@define(eq=False)
class Draft:
    """A relation that may still change."""

    kind: str
    source: Point
    target: Point
    lines: list[Line] = field(factory=list)

    def finished(self) -> Relation:
        marks = tuple(line.mark() for line in self.lines)
        return Relation(self.kind, self.source.end(), self.target.end(), marks)


class Drafts:
    """The relations of a text in the order in which they are first met."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.known: dict[tuple[str, Point, Point], Draft] = {}
        self.into: dict[tuple[str, Point], Draft] = {}

    def existing(self, kind: str, source: Point, target: Point) -> Draft | None:
        """The relation that a new one of this kind repeats."""
        found = self.known.get((kind, source, target))
        if found is None and kind == argdown.CONTRADICTORY:
            found = self.known.get((kind, target, source))
        if found is None and source is target:
            # Argdown takes any relation into something for one from it to itself.
            found = self.into.get((kind, target))
        return found

    def enter(self, draft: Draft) -> None:
        self.known[draft.kind, draft.source, draft.target] = draft
        self.into.setdefault((draft.kind, draft.target), draft)

    def note(self, kind: str, source: Point, target: Point, line: Line) -> None:
        """A line that relates these two."""
        found = self.existing(kind, source, target)
        if found is None:
            found = Draft(kind, source, target)
            self.enter(found)
            self.all.append(found)
            if target.type == argdown.INFERENCE_END:
                target.undercuts[source] = found
        found.lines.append(line)

    # -- after everything was met --------------------------------------------------------

    def conclude(self, conclusions: Mapping[str, Point], inferences: Mapping[str, Point]) -> None:
        """What comes from a reconstructed argument comes from its main conclusion, and what
        undercuts it undercuts its last inference."""
        kept: list[Draft] = []
        for draft in self.all:
            source, target = draft.source, draft.target
            stays = True
            if source.type == argdown.ARGUMENT_END and source.title in conclusions:
                draft.source = conclusions[source.title]
                stays = self.moved(draft)
            if (
                draft.kind == argdown.UNDERCUT
                and target.type == argdown.ARGUMENT_END
                and target.title in inferences
            ):
                stays = self.undercuts(draft, inferences[target.title]) and stays
            if stays:
                kept.append(draft)
        self.all = kept

    def moved(self, draft: Draft) -> bool:
        """Enter a relation under its new source; false if there is one like it."""
        if draft.source is draft.target:
            return False
        found = self.known.get((draft.kind, draft.source, draft.target))
        if found is None:
            self.enter(draft)
            return True
        found.lines.extend(draft.lines)
        return False

    def undercuts(self, draft: Draft, inference: Point) -> bool:
        draft.target = inference
        if inference.undercuts:
            # Argdown forgets the latest one here, so that the same one may come again.
            inference.undercuts.popitem()
        found = inference.undercuts.get(draft.source)
        if found is None:
            inference.undercuts[draft.source] = draft
            return True
        found.lines.extend(draft.lines)
        return False

    def make_strict(self) -> None:
        """Between statements a support is an entailment and an attack a contrary."""
        kept: list[Draft] = []
        contrary: set[tuple[Point, Point]] = set()
        for draft in self.all:
            ends = (draft.source, draft.target)
            if all(one.type == argdown.STATEMENT_END for one in ends):
                if draft.kind == argdown.SUPPORT:
                    draft.kind = argdown.ENTAILS
                elif draft.kind == argdown.ATTACK:
                    if ends in contrary:
                        continue
                    contrary |= {ends, ends[::-1]}
                    draft.kind = argdown.CONTRARY
            kept.append(draft)
        self.all = kept

    def drop_redundant(self, premises: Mapping[str, Set[str]]) -> None:
        """An attack on an argument goes without saying where its source is opposed to a premise."""
        opposed: dict[Point, set[str]] = {}
        for draft in self.all:
            source, target = draft.source, draft.target
            if target.type != argdown.STATEMENT_END:
                continue
            if draft.kind in (argdown.ATTACK, argdown.CONTRADICTORY, argdown.CONTRARY):
                opposed.setdefault(source, set()).add(target.title)
            if draft.kind in (argdown.CONTRADICTORY, argdown.CONTRARY):
                opposed.setdefault(target, set()).add(source.title)
        self.all = [
            draft
            for draft in self.all
            if not (
                draft.kind == argdown.ATTACK
                and draft.source.type == argdown.STATEMENT_END
                and draft.target.type == argdown.ARGUMENT_END
                and opposed.get(draft.source, set()) & premises.get(draft.target.title, set())
            )
        ]

    def finished(self) -> tuple[Relation, ...]:
        return tuple(draft.finished() for draft in self.all)
