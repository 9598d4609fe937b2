"""An Argdown text becomes a map. Weights are not Argdown's business and stay at their defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Span
from argmap.model.link import Link, LinkReference, Polarity
from argmap.model.map import ArgumentMap, link_problem
from argmap.model.node import EVIDENCE, Claim, Evidence, Node
from argmap.model.node import Argument as Step
from argmap.text import argdown, rules
from argmap.text.argdown import Argdown, Argument, End, Mark, Relation, Section, Statement
from argmap.text.file import Report

_POLARITIES = {
    argdown.SUPPORT: Polarity.SUPPORT,
    argdown.ENTAILS: Polarity.SUPPORT,
    argdown.ATTACK: Polarity.ATTACK,
    argdown.CONTRARY: Polarity.ATTACK,
    argdown.UNDERCUT: Polarity.UNDERCUT,
    argdown.CONTRADICTORY: Polarity.CONTRADICT,
}
_UNTITLED = re.compile(r"Untitled \d+")


def map_of(text: Argdown, report: Report) -> ArgumentMap | None:
    """The map of what an Argdown text says; None where it says nothing.

    A statement without a title goes by its text, unless another has the same. A relation that no
    map can hold is left out, and reported.
    """
    mapper = _Mapper(text, report)
    mapper.define()
    mapper.relate()
    if not mapper.nodes:
        return None
    front = text.front_matter
    title = front.get("title") if isinstance(front, dict) else None
    return ArgumentMap(
        nodes=tuple(mapper.nodes.values()),
        links=tuple(mapper.links.values()),
        title=str(title) if title else None,
    )


class _Mapper:
    def __init__(self, text: Argdown, report: Report) -> None:
        self.text, self.report = text, report
        self.nodes: dict[str, Node] = {}
        self.links: dict[LinkReference, Link] = {}
        self.sections = dict(_paths(text.sections, ()))
        self.reference: dict[str, str] = {}
        # Steps of each reconstructed argument by the place of their conclusions.
        self.steps: dict[str, dict[int, str]] = {}

    # -- nodes ---------------------------------------------------------------------------

    def define(self) -> None:
        files: dict[str, int] = {}

        def place(one: Statement) -> tuple[int, int]:
            span = _origin(one)
            if span is None:
                return len(files), 0
            return files.setdefault(span.source.name, len(files)), span.start

        for one in sorted((*self.text.statements, *self.text.arguments), key=place):
            if isinstance(one, Argument):
                self.argument(one)
            else:
                self.statement(one)

    def statement(self, one: Statement) -> None:
        words = one.words
        untitled = bool(words) and words not in self.nodes and _UNTITLED.fullmatch(one.title)
        kind = Evidence if EVIDENCE in one.tags else Claim
        node = kind(
            None if untitled else one.title,
            words,
            tags=one.tags,
            section=self.sections.get(one.section or "", ()),
            origin=_origin(one),
        )
        self.reference[one.title] = node.reference
        self.nodes[node.reference] = node

    def argument(self, one: Argument) -> None:
        count = len(one.inferences)
        steps = self.steps[one.title] = {}
        for number in range(1, max(count, 1) + 1):
            inference = one.inferences[number - 1] if count else None
            words = one.words if number == max(count, 1) else ""
            step = Step(
                one.title,
                words or (", ".join(inference.rules) if inference else ""),
                tags=one.tags if number == max(count, 1) else (),
                section=self.sections.get(one.section or "", ()),
                step=number if count > 1 else None,
                origin=inference.span if inference and inference.span else _origin(one),
            )
            self.nodes[step.reference] = step
            steps[inference.conclusion if inference else -1] = step.reference

    # -- links ---------------------------------------------------------------------------

    def relate(self) -> None:
        for argument in self.text.arguments:
            self.structure(argument)
        undercuts: list[Relation] = []
        for relation in self.text.relations:
            if relation.kind == argdown.UNDERCUT:
                undercuts.append(relation)
            else:
                span = relation.marks[0].span if relation.marks else None
                self.add(self.link_of(relation.kind, relation.source, relation.target), span)
        for relation in undercuts:
            self.undercut(relation)

    def structure(self, argument: Argument) -> None:
        premises: list[int] = []
        at = 0
        for inference in argument.inferences:
            premises += range(at, inference.conclusion)
            step = self.steps[argument.title][inference.conclusion]
            for premise in self.used(inference.data, premises):
                self.add(
                    Link(self.line(argument, premise), step, Polarity.PREMISE),
                    argument.structure[premise].span,
                )
            conclusion = inference.conclusion
            self.add(
                Link(step, self.line(argument, conclusion), Polarity.SUPPORT),
                argument.structure[conclusion].span,
            )
            premises, at = [conclusion], conclusion + 1

    def used(self, data: object, premises: list[int]) -> list[int]:
        """The premises that `uses: [1, 2]` names, else those above the inference."""
        uses = data.get("uses") if isinstance(data, dict) else None
        if not isinstance(uses, list):
            return premises
        last = max(premises)
        named = [one - 1 for one in uses if isinstance(one, int) and 1 <= one <= last + 1]
        return list(dict.fromkeys(named)) or premises

    def line(self, argument: Argument, at: int) -> str:
        return self.reference[argument.structure[at].title]

    def source(self, end: End) -> str:
        if end.type == argdown.STATEMENT_END:
            return self.reference[end.title]
        argument = self.text.argument[end.title]
        if argument.structure:
            return self.line(argument, len(argument.structure) - 1)
        return self.steps[end.title][-1]

    def target(self, end: End) -> str:
        if end.type == argdown.STATEMENT_END:
            return self.reference[end.title]
        steps = self.steps[end.title]
        if end.type == argdown.INFERENCE_END and end.conclusion in steps:
            return steps[end.conclusion]
        return steps[max(steps)]

    def link_of(self, kind: str, source: End, target: End) -> Link:
        return Link(self.source(source), self.target(target), _POLARITIES[kind])

    def undercut(self, relation: Relation) -> None:
        source, target = self.source(relation.source), self.target(relation.target)
        for mark in relation.marks:
            self.add(self.undercut_link(source, target, mark), mark.span)
        if not relation.marks:
            polarity = Polarity.UNDERCUT if self.nodes[target].is_step else Polarity.ATTACK
            self.add(Link(source, target, polarity), None)

    def undercut_link(self, source: str, target: str, mark: Mark) -> Link:
        """An undercut hits a step: an argument, or the relation on the line above. Where there
        is none, it is an attack on the statement."""
        if mark.sign == "_>" or mark.below.type != argdown.STATEMENT_END:
            polarity = Polarity.UNDERCUT if self.nodes[target].is_step else Polarity.ATTACK
            return Link(source, target, polarity)
        if mark.step is not None:
            hit = self.hit(*mark.step)
            if hit in self.links:
                return Link(source, hit, Polarity.UNDERCUT)
        below = self.target(mark.below)
        if (
            self.nodes[target].is_step
            and Link(target, below, Polarity.SUPPORT).reference in self.links
        ):
            # Below a conclusion, it hits the inference that leads there.
            return Link(source, target, Polarity.UNDERCUT)
        return Link(source, below, Polarity.ATTACK)

    def hit(self, kind: str, source: End, target: End) -> LinkReference:
        return self.link_of(kind, source, target).reference

    def add(self, link: Link, span: Span | None) -> None:
        reference = link.reference
        if reference in self.links:
            return
        problem = link_problem(link, self.nodes, self.links)
        if problem is None:
            self.links[reference] = Link(link.source, link.target, link.polarity, origin=span)
        elif span is not None:
            message, remedy = problem
            rule = rules.as_warning(rules.BAD_LINK)
            self.report(Diagnostic(rule, f"{message}; it is left out", span, remedy))


def _paths(
    sections: tuple[Section, ...], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in sections:
        path = (*above, one.title)
        yield one.id, path
        yield from _paths(one.children, path)


def _origin(one: Statement) -> Span | None:
    canonical = one.canonical
    if canonical is not None and canonical.span is not None:
        return canonical.span
    if isinstance(one, Argument) and not one.members:
        return one.structure[0].span if one.structure else None
    return one.members[0].span if one.members else None
