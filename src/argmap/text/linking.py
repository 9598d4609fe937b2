"""Relation lines and structures become links."""

from __future__ import annotations

from attrs import define, evolve, field

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import ArgmapError
from argmap.model.link import Link, LinkReference, Polarity, Target, link_reference
from argmap.model.map import link_problem
from argmap.text import rules
from argmap.text.data import At
from argmap.text.file import Report
from argmap.text.lines import Derivation, Line, Lines, Step
from argmap.text.naming import Names

# Keys in the data of a node that name other nodes.
_CONNECTING = frozenset({"if", "same"})
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


def make_links(
    lines: Lines,
    names: Names,
    defined_at: dict[str, Line],
    structured: dict[str, Derivation],
    report: Report,
) -> list[Link]:
    """The links of all lines, in the order in which they are first met.

    Lines with the same source, sign and target are one link. Reports of the same thing are noted
    on the nodes of `names`.
    """
    linker = _Linker(names, report)
    for name, derivation in structured.items():
        linker.link_structure(name, derivation)
    for line in lines.lines:
        if line.sign is not None and line.parent is not None:
            linker.link_line(line)
    linker.node_relations(defined_at)
    return linker.finished_links()


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


class _Linker:
    def __init__(self, names: Names, report: Report) -> None:
        self.names, self._report = names, report
        self.drafts: dict[LinkReference, _Draft] = {}
        self.line_link: dict[Line, LinkReference] = {}

    def report(self, rule: Rule, message: str, span: Span | None, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def link_structure(self, name: str, derivation: Derivation) -> None:
        several = len(derivation.steps) > 1
        for number, step in enumerate(derivation.steps, start=1):
            reference = f"{name}/{number}" if several else name
            for premise in step.premises:
                source = self.names.node_of(premise)
                if source is not None:
                    # An intermediate conclusion's own data is about the step that leads to it.
                    edge = None if self.concludes(derivation, premise) else premise.said("edge")
                    self.add(source, Polarity.PREMISE, reference, premise.member.span, edge)
            conclusion = self.names.node_of(step.conclusion)
            if conclusion is not None:
                edge = step.conclusion.said("edge")
                self.add(reference, Polarity.SUPPORT, conclusion, step.conclusion.member.span, edge)
            for undercut in step.undercuts:
                self.undercut_step(undercut, reference, step)

    def concludes(self, derivation: Derivation, line: Line) -> bool:
        return any(step.conclusion is line for step in derivation.steps)

    def undercut_step(self, line: Line, reference: str, step: Step) -> None:
        node = self.names.node_of(line)
        source = None if node is None else self.names.source_end(node)
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
        upper, lower = self.names.node_of(line.parent), self.names.node_of(line)
        if upper is None or lower is None:
            return
        polarity, downwards = _SIGNS[line.sign]
        span = line.sign_span or line.member.span
        edge = line.said("edge")
        if polarity is Polarity.UNDERCUT:
            hit = self.undercut_target(line, lower if downwards else upper, downwards)
            source = self.names.source_end(upper if downwards else lower)
            if hit is not None and source is not None:
                self.line_link[line] = self.add(source, polarity, hit, span, edge)
            return
        from_upper = downwards or polarity is Polarity.CONTRADICT
        node, target = (upper, lower) if from_upper else (lower, upper)
        source = self.names.source_end(node)
        if polarity is Polarity.SUPPORT and source == target and node in self.names.last_step:
            # A structure supports its own conclusion already: this line weighs that link.
            source = self.names.last_step[node]
        if source is not None:
            self.line_link[line] = self.add(
                source, polarity, self.names.target_end(target), span, edge
            )

    def undercut_target(self, line: Line, reference: str, downwards: bool) -> Target | None:
        """What the undercut on a line hits: an argument, or the link on the line above."""
        span = line.sign_span or line.member.span
        if reference in self.names.last_step or self.names.nodes[reference].is_step:
            return self.names.target_end(reference)
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
        reference = link_reference(source, polarity, target)
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

    def node_relations(self, defined_at: dict[str, Line]) -> None:
        """Conditions of nodes and links, and reports of the same thing."""
        for reference, line in defined_at.items():
            if line.data is None or _CONNECTING.isdisjoint(line.data.entries):
                continue
            condition = line.said("if")
            target = self.names.target_end(reference)
            for name in condition.value if condition else ():
                self.condition(name, target)
            same = line.said("same")
            if same is not None and target in self.names.nodes:
                found = [self.names.named(name) for name in same.value]
                others = tuple(one for one in found if one is not None and one != target)
                self.names.nodes[target] = evolve(self.names.nodes[target], same=others)
        for key, draft in list(self.drafts.items()):
            for name in draft.conditions:
                self.condition(name, key)

    def condition(self, name: At, target: Target) -> None:
        source = self.names.named(name)
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
            problem = link_problem(link, self.names.nodes, self.drafts)
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


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
