"""Lines become a map: definitions first, then what bears on what."""

from __future__ import annotations

from typing import Any

from attrs import define, evolve, field

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import ArgmapError
from argmap.model.expectation import AGAINST_BASE, Expectation
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap, link_problem
from argmap.model.node import (
    ASSESSMENT,
    EVIDENCE,
    ROLE_TAGS,
    Argument,
    Citation,
    Claim,
    Evidence,
    Node,
)
from argmap.model.question import Question
from argmap.model.supposing import effects
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.data import At
from argmap.text.file import Report
from argmap.text.lines import Derivation, Line, Lines, Step, definitions, own_grade
from argmap.text.settings import Settings

# Looking for near titles costs time in proportion to their number; a text full of mistakes gets
# this many suggestions.
_SUGGESTIONS = 20

_SIGNS: dict[str, tuple[Polarity, bool]] = {
    # sign: polarity, and whether the upper line is the source
    "+": (Polarity.SUPPORT, False),
    "<+": (Polarity.SUPPORT, False),
    "+>": (Polarity.SUPPORT, True),
    "-": (Polarity.ATTACK, False),
    "<-": (Polarity.ATTACK, False),
    "->": (Polarity.ATTACK, True),
    "_": (Polarity.UNDERCUT, False),
    "<_": (Polarity.UNDERCUT, False),
    "_>": (Polarity.UNDERCUT, True),
    "><": (Polarity.CONTRADICT, False),
}


def build_map(
    lines: Lines, settings: Settings, title: str | None, whole: Span, report: Report
) -> ArgumentMap | None:
    """The map that the lines describe; None, with the reasons reported, when there is none."""
    return _Builder(lines, settings, report).build(title, whole)


@define(eq=False)
class _Draft:
    """A link while its lines are still being met."""

    source: str
    target: Target
    polarity: Polarity
    span: Span
    weight: At | None = None
    lr: At | None = None
    note: str | None = None
    conditions: list[At] = field(factory=list)

    def link(self) -> Link:
        weight = None if self.weight is None else self.weight.value
        return Link(
            self.source,
            self.target,
            self.polarity,
            weight=weight,
            lr=None if self.lr is None else self.lr.value,
            note=self.note,
            origin=self.span,
        )


class _Builder:
    def __init__(self, lines: Lines, settings: Settings, report: Report) -> None:
        self.lines, self.settings, self._report = lines, settings, report
        self.nodes: dict[str, Node] = {}
        self.defined_at: dict[str, Line] = {}
        self.drafts: dict[LinkReference, _Draft] = {}
        self.titles: dict[str, list[str]] = {}
        # Of an argument with a structure: the step that relations to it mean, and the conclusion
        # that relations from it mean.
        self.last_step: dict[str, str] = {}
        self.conclusion_line: dict[str, Line] = {}
        self.line_link: dict[Line, LinkReference] = {}
        self.complained: set[str] = set()

    def report(self, rule: Rule, message: str, span: Span | None, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    # -- the whole -----------------------------------------------------------------------

    def build(self, title: str | None, whole: Span) -> ArgumentMap | None:
        structured = self.structures()
        self.define_nodes(structured)
        if not self.nodes:
            self.report(rules.EMPTY, "there is no statement here", whole, "[Title]: a statement")
            return None
        for node in self.nodes.values():
            if node.title is not None:
                self.titles.setdefault(node.title, []).append(node.reference)
        for name, derivation in structured.items():
            self.link_structure(name, derivation)
        for line in self.lines.lines:
            if line.sign is not None and line.parent is not None:
                self.link_line(line)
        self.node_relations()
        links = self.finished_links()
        return self.assembled(title, links, whole)

    def assembled(self, title: str | None, links: list[Link], whole: Span) -> ArgumentMap | None:
        settings = self.settings
        try:
            result = ArgumentMap(
                nodes=tuple(self.nodes.values()),
                links=tuple(links),
                sources=tuple(settings.sources.values()),
                questions=self.questions(),
                scenarios=settings.scenarios,
                title=title or settings.title,
                scales=settings.scales,
                rivalry=settings.rivalry,
                same_source=settings.same_source,
                semantics=settings.semantics,
                expect=settings.expect,
                origin=whole,
            )
        except ArgmapError as error:
            self.report(rules.BAD_LINK, str(error), whole, "another link")
            return None
        self.check_scenarios(result)
        return result

    def check_scenarios(self, map_: ArgumentMap) -> None:
        for scenario in map_.scenarios:
            try:
                effects(map_, scenario)
            except ArgmapError as error:
                self.report(
                    rules.BAD_SCENARIO,
                    str(error),
                    scenario.origin,
                    "titles and sources of this map",
                )
            for expected in scenario.expect:
                self.check_expectation(map_, expected)
        for expected in map_.expect:
            self.check_expectation(map_, expected)
            if expected.relation in AGAINST_BASE:
                self.report(
                    rules.BAD_EXPECTATION,
                    f"{str(expected)!r} compares with the base, and this is the base",
                    expected.origin,
                    "it in a scenario, or a comparison such as A > B",
                )

    def check_expectation(self, map_: ArgumentMap, expected: Expectation) -> None:
        for name in (expected.subject, expected.other):
            try:
                if name is not None:
                    map_.resolve(name)
            except ArgmapError as error:
                self.report(
                    rules.BAD_EXPECTATION, str(error), expected.origin, "a title of this map"
                )

    # -- nodes ---------------------------------------------------------------------------

    def structures(self) -> dict[str, Derivation]:
        """Each structure under the reference of its argument; untitled ones are numbered."""
        result: dict[str, Derivation] = {}
        taken = {line.reference for line in self.lines.lines}
        number = 0
        for derivation in self.lines.derivations:
            if derivation.argument is not None:
                name = derivation.argument.reference
                if name in result:
                    self.report(
                        rules.DEFINED_TWICE,
                        f"{name} already has a premise-conclusion structure",
                        derivation.span,
                        "a title of its own for the second argument",
                    )
                    continue
            else:
                number += 1
                while f"<Untitled {number}>" in taken:
                    number += 1
                name = f"<Untitled {number}>"
            result[name] = derivation
            steps = derivation.steps
            self.last_step[name] = name if len(steps) == 1 else f"{name}/{len(steps)}"
            self.conclusion_line[name] = steps[-1].conclusion
        return result

    def define_nodes(self, structured: dict[str, Derivation]) -> None:
        for line in definitions(self.lines):
            known = self.defined_at.get(line.reference)
            if known is not None:
                self.twice(line, known)
                continue
            self.defined_at[line.reference] = line
            if line.reference not in structured:
                node = self.argument(line) if line.member.is_argument else self.statement(line)
                self.nodes[node.reference] = node
            else:
                self.define_steps(line.reference, structured[line.reference], line)
        for name, derivation in structured.items():
            if name not in self.defined_at:
                self.define_steps(name, derivation, None)

    def twice(self, line: Line, known: Line) -> None:
        at = f"line {known.member.span.line}"
        if known.member.span.source != line.member.span.source:
            at = str(known.member.span)
        if line.member.title is None:
            self.report(
                rules.TEXT_TWICE,
                f"{at} has a statement with the same text",
                line.member.span,
                "a title for one of them, and a reference to it here if they are the same",
            )
        else:
            self.report(
                rules.DEFINED_TWICE,
                f"{line.reference} is defined in {at} already",
                line.member.span,
                f"{line.reference} without a text to refer to it, or another title",
            )

    def common(self, line: Line) -> dict[str, Any]:
        """The fields that statements and arguments share."""
        said = line.said
        weight = said("weight")
        card = said("card")
        same = said("same")
        strings = {
            field: (lambda found: found and str(found.value))(said(key))
            for field, key in (
                ("note", "note"),
                ("quote", "quote"),
                ("url", "url"),
                ("reviewed", "reviewed"),
                ("genre", "kind"),
            )
        }
        return {
            "title": line.member.title,
            "text": line.member.text,
            "weight": weight.value if weight else None,
            "tags": tuple(dict.fromkeys(tag.name for tag in line.member.tags)),
            "citation": self.citation(line),
            "section": line.context.section,
            "same": tuple(str(one.value) for one in same.value) if same else (),
            "card": card.value if card else None,
            "origin": line.member.span,
            **strings,
        }

    def statement(self, line: Line) -> Node:
        fields = self.common(line)
        tags = {tag.name for tag in line.member.tags}
        said_by = any(line.said(key) for key in ("source", "grade", "reliability", "credibility"))
        is_evidence = EVIDENCE in tags or (said_by and not tags & ROLE_TAGS)
        return (Evidence if is_evidence else Claim)(**fields)

    def argument(self, line: Line) -> Argument:
        for tag in line.member.tags:
            if tag.name == ASSESSMENT:
                self.report(
                    rules.MISPLACED,
                    f"{line.reference} is an argument, and an assessment is a statement",
                    tag.span,
                    "[Title]: the statement that is assessed",
                )
        return Argument(**self.common(line))

    def citation(self, line: Line) -> Citation | None:
        said = line.said
        own_date = said("date")
        own_document = said("in")
        if not any(
            said(key) for key in ("source", "locator", "grade", "reliability", "credibility")
        ):
            if own_date is None and own_document is None:
                return None
            return Citation(
                document=str(own_document.value) if own_document else None,
                date=own_date.value if own_date else None,
            )
        defaults = line.context.defaults

        def found(key: str) -> At | None:
            return said(key) or defaults.get(key)

        source, document, locator = found("source"), found("in"), said("locator")
        date = found("date")
        return Citation(
            source=str(source.value) if source else None,
            document=str(document.value) if document else None,
            locator=str(locator.value) if locator else None,
            grade=own_grade(line, defaults),
            date=date.value if date else None,
        )

    def define_steps(self, name: str, derivation: Derivation, line: Line | None) -> None:
        title = name[1:-1]
        several = len(derivation.steps) > 1
        for number, step in enumerate(derivation.steps, start=1):
            last = number == len(derivation.steps)
            strength = step.data.entries.get("strength") if step.data else None
            note = step.data.text("note") if step.data else None
            if line is not None and last:
                node = self.argument(line)
                stated = line.said("weight")
                if strength and stated and strength.value != stated.value:
                    self.report(
                        rules.WEIGHT_CONFLICT,
                        f"{name} has another weight at {stated.span}",
                        strength.span,
                        "one of the two",
                    )
                elif strength:
                    node = evolve(node, weight=strength.value)
                node = evolve(node, note=node.note or note)
            else:
                node = Argument(
                    title,
                    ", ".join(step.rules),
                    weight=strength.value if strength else None,
                    section=derivation.context.section,
                    note=note,
                    origin=step.span,
                )
            node = evolve(node, step=number if several else None)
            self.nodes[node.reference] = node

    # -- references ----------------------------------------------------------------------

    def node_of(self, line: Line) -> str | None:
        """The reference of the node on a line; None, reported, when nobody defines it."""
        reference = line.reference
        if reference in self.nodes or reference in self.last_step:
            return reference
        if line.member.defines:
            return None
        self.undefined(reference, line.member.span)
        return None

    def undefined(self, reference: str, span: Span) -> None:
        if reference in self.complained:
            return
        self.complained.add(reference)
        near = ""
        title = reference[1:-1] if reference[:1] in "[<" else reference
        other = f"<{title}>" if reference.startswith("[") else f"[{title}]"
        if other in self.nodes or other in self.last_step:
            near = f"; did you mean {other!r}?"
        elif len(self.complained) <= _SUGGESTIONS:
            near = did_you_mean(reference, [*self.nodes, *self.last_step, *self.titles])
        self.report(
            rules.UNDEFINED,
            f"{reference} is referred to and nowhere defined{near}",
            span,
            f"{reference}: and its text, once"
            if reference[:1] in "[<"
            else "the title of a statement that is defined",
        )

    def named(self, name: At) -> str | None:
        """The node behind a title in data, bare or in brackets."""
        title = str(name.value)
        if title in self.nodes:
            return title
        if title in self.last_step:
            return self.last_step[title]
        bearers = self.titles.get(title, [])
        if len(bearers) == 1:
            return bearers[0]
        if not bearers:
            self.undefined(title, name.span)
        else:
            self.report(
                rules.UNDEFINED,
                f"{title!r} may be {' or '.join(bearers)}",
                name.span,
                f'"{bearers[0]}" in quotes',
            )
        return None

    def source_end(self, reference: str) -> str | None:
        """What a relation from this node comes from: of an argument with a structure its main
        conclusion; None, reported, when nobody defines that."""
        conclusion = self.conclusion_line.get(reference)
        return reference if conclusion is None else self.node_of(conclusion)

    def target_end(self, reference: str) -> str:
        return self.last_step.get(reference, reference)

    # -- links ---------------------------------------------------------------------------

    def link_structure(self, name: str, derivation: Derivation) -> None:
        several = len(derivation.steps) > 1
        for number, step in enumerate(derivation.steps, start=1):
            reference = f"{name}/{number}" if several else name
            for premise in step.premises:
                source = self.node_of(premise)
                if source is not None:
                    # An intermediate conclusion's own data is about the step that leads to it.
                    edge = None if self.concludes(derivation, premise) else premise.said("edge")
                    self.add(source, Polarity.PREMISE, reference, premise.member.span, edge)
            conclusion = self.node_of(step.conclusion)
            if conclusion is not None:
                edge = step.conclusion.said("edge")
                self.add(reference, Polarity.SUPPORT, conclusion, step.conclusion.member.span, edge)
            for undercut in step.undercuts:
                self.undercut_step(undercut, reference, step)

    def concludes(self, derivation: Derivation, line: Line) -> bool:
        return any(step.conclusion is line for step in derivation.steps)

    def undercut_step(self, line: Line, reference: str, step: Step) -> None:
        node = self.node_of(line)
        source = None if node is None else self.source_end(node)
        if source is not None:
            self.line_link[line] = self.add(
                source,
                Polarity.UNDERCUT,
                reference,
                line.sign_span or step.span,
                line.said("edge"),
            )

    def link_line(self, line: Line) -> None:
        assert line.sign is not None
        assert line.parent is not None
        upper, lower = self.node_of(line.parent), self.node_of(line)
        if upper is None or lower is None:
            return
        polarity, downwards = _SIGNS[line.sign]
        span = line.sign_span or line.member.span
        edge = line.said("edge")
        if polarity is Polarity.UNDERCUT:
            hit = self.undercut_target(line, lower if downwards else upper, downwards)
            source = self.source_end(upper if downwards else lower)
            if hit is not None and source is not None:
                self.line_link[line] = self.add(source, polarity, hit, span, edge)
            return
        from_upper = downwards or polarity is Polarity.CONTRADICT
        node, target = (upper, lower) if from_upper else (lower, upper)
        source = self.source_end(node)
        if polarity is Polarity.SUPPORT and source == target and node in self.last_step:
            # A structure supports its own conclusion already: this line weighs that link.
            source = self.last_step[node]
        if source is not None:
            self.line_link[line] = self.add(source, polarity, self.target_end(target), span, edge)

    def undercut_target(self, line: Line, reference: str, downwards: bool) -> Target | None:
        """What the undercut on a line hits: an argument, or the link on the line above."""
        span = line.sign_span or line.member.span
        if reference in self.last_step or self.nodes[reference].is_step:
            return self.target_end(reference)
        if downwards:
            self.report(
                rules.UNDERCUT_OF_NOTHING,
                f"{reference} is a statement, and an undercut hits a step",
                span,
                f"_ below the line that relates {reference} to something, or -> to attack it",
            )
            return None
        assert line.parent is not None
        if line.parent in self.line_link:
            return self.line_link[line.parent]
        if line.parent.sign is None:
            self.report(
                rules.UNDERCUT_OF_NOTHING,
                f"this line relates {reference} to nothing, so there is no step to undercut",
                span,
                f"the relation line of {reference} once more, without a weight, and _ below it; "
                "or - to attack the statement",
            )
        return None

    def add(
        self, source: str, polarity: Polarity, target: Target, span: Span, edge: At | None = None
    ) -> LinkReference:
        reference = Link(source, target, polarity).reference
        draft = self.drafts.get(reference)
        if draft is None:
            draft = self.drafts[reference] = _Draft(source, target, polarity, span)
        said = edge.value if edge is not None else {}
        assert isinstance(said, dict)
        self.weigh(draft, reference, said)
        if "note" in said:
            draft.note = draft.note or said["note"].value
        if "if" in said:
            draft.conditions.extend(said["if"].value)
        return reference

    def weigh(self, draft: _Draft, reference: LinkReference, said: dict[str, At]) -> None:
        for key in ("weight", "lr"):
            new = said.get(key)
            if new is None:
                continue
            known = draft.weight or draft.lr
            if known is None:
                setattr(draft, key, new)
            elif getattr(draft, key) is None or known.value != new.value:
                self.report(
                    rules.WEIGHT_CONFLICT,
                    f"the link {reference} has another weight, {_shown(known.value)}, at "
                    f"{known.span}",
                    new.span,
                    "one of the two, on one of the lines",
                )

    def node_relations(self) -> None:
        """Conditions of nodes and links, and reports of the same thing."""
        for reference, line in self.defined_at.items():
            condition = line.said("if")
            target = self.target_end(reference)
            for name in condition.value if condition else ():
                self.condition(name, target)
            same = line.said("same")
            if same is not None and target in self.nodes:
                found = [self.named(name) for name in same.value]
                others = tuple(one for one in found if one is not None and one != target)
                self.nodes[target] = evolve(self.nodes[target], same=others)
        for key, draft in list(self.drafts.items()):
            for name in draft.conditions:
                self.condition(name, key)

    def condition(self, name: At, target: Target) -> None:
        source = self.named(name)
        if source is not None:
            self.add(source, Polarity.CONDITION, target, name.span)

    def finished_links(self) -> list[Link]:
        links: dict[LinkReference, Link] = {}
        for reference, draft in self.drafts.items():
            try:
                links[reference] = draft.link()
            except ArgmapError as error:
                self.report(
                    rules.BAD_LINK, str(error), (draft.lr or draft).span, "a weight, or a support"
                )
        for reference, link in list(links.items()):
            problem = link_problem(link, self.nodes, self.drafts)
            if problem is not None:
                self.report(rules.BAD_LINK, problem[0], link.origin, problem[1])
                del links[reference]
        # A link that cannot stand takes along what bears on it, without another word.
        while True:
            orphans = [
                reference
                for reference in links
                if isinstance(reference.target, LinkReference) and reference.target not in links
            ]
            if not orphans:
                return list(links.values())
            for reference in orphans:
                del links[reference]

    # -- questions -----------------------------------------------------------------------

    def questions(self) -> tuple[Question, ...]:
        texts = {one.id: (one.text, one.span) for one in self.lines.questions}
        positions: dict[str, list[str]] = {one: [] for one in texts}
        for setting in self.settings.questions:
            text, span = texts.get(setting.id, ("", setting.span))
            texts[setting.id] = (setting.text or text, span)
            named = [self.named(name) for name in setting.positions]
            positions.setdefault(setting.id, []).extend(one for one in named if one is not None)
        orphans: list[Line] = []
        for line in self.defined_at.values():
            if not any(tag.name == ASSESSMENT for tag in line.member.tags):
                continue
            if line.member.is_argument:
                continue
            asked = line.context.question
            if asked is not None:
                positions[asked].append(line.reference)
            elif not any(line.reference in found for found in positions.values()):
                orphans.append(line)
        for line in orphans if texts else ():
            self.report(
                rules.POSITION_WITHOUT_QUESTION,
                f"{line.reference} is an assessment and answers no question",
                line.member.span,
                "move it below a heading with {question: id}",
            )
        result: list[Question] = []
        for name, (text, span) in texts.items():
            found = tuple(dict.fromkeys(positions[name]))
            if not found:
                self.report(
                    rules.NO_POSITIONS,
                    f"the question {name!r} has no position",
                    span,
                    "#assessment after each statement below it that answers it",
                )
            result.append(Question(name, text, found, origin=span))
        return tuple(result)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
