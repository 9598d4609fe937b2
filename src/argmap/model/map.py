"""A map is nodes and links, the sources that vouch for them, and the questions they bear on."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property, partial

from attrs import evolve, field, frozen

from argmap.diagnostics import Span
from argmap.errors import MapError, ScenarioError, UnknownReference
from argmap.model import weight as weights
from argmap.model.adding import added_links, added_nodes
from argmap.model.expectation import Expectation
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.node import ASSESSMENT, EVENT, Claim, Node
from argmap.model.question import Question
from argmap.model.scenario import Scenario, Touched
from argmap.model.sequence import kept
from argmap.model.source import Source
from argmap.model.supposing import ancestry, effects
from argmap.model.weight import Grade, Scales, Weight, optional_weight
from argmap.registry import did_you_mean

#: What `><` does between positions of one question: nothing, or a mutual attack.
RIVALRY = ("silent", "attack")


@frozen
class Clamp:
    """The strength of a node, fixed by a scenario: assumed, or 0 because it was dropped."""

    reference: str
    value: float = field(converter=weights.unit)
    dropped: bool = False


def _check_distinct(nodes: tuple[Node, ...]) -> None:
    seen: set[str] = set()
    for node in nodes:
        if node.reference in seen:
            raise MapError(f"two nodes have the reference {node.reference!r}: title one of them")
        seen.add(node.reference)


class _Names:
    """The complete references behind what people write: a reference or a bare title."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.references = {node.reference for node in nodes}
        self._completed: dict[LinkReference, LinkReference] = {}
        self.titles: dict[str, list[str]] = {}
        for node in nodes:
            if node.title is not None:
                self.titles.setdefault(node.title, []).append(node.reference)

    def resolve(self, name: str) -> str:
        if name in self.references:
            return name
        bearers = self.titles.get(name, ())
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            raise UnknownReference(f"{name!r} may be {' or '.join(bearers)}: write which")
        known = [*self.references, *self.titles]
        raise UnknownReference(f"no node is named {name!r}{did_you_mean(name, sorted(known))}")

    def complete(self, target: Target) -> Target:
        if isinstance(target, str):
            return self.resolve(target)
        nested: list[LinkReference] = []
        at: Target = target
        while isinstance(at, LinkReference) and at not in self._completed:
            nested.append(at)
            at = at.target
        whole = self._completed[at] if isinstance(at, LinkReference) else self.resolve(at)
        for one in reversed(nested):
            source = self.resolve(one.source)
            same = source == one.source and whole is one.target
            whole = one if same else LinkReference(source, one.polarity, whole)
            self._completed[one] = whole
        return whole

    def completed(self, link: Link) -> Link:
        source, target = self.resolve(link.source), self.complete(link.target)
        same = source == link.source and target == link.target
        return link if same else evolve(link, source=source, target=target)


def _resolved_same(node: Node, names: _Names) -> Node:
    return evolve(node, same=tuple(map(names.resolve, node.same))) if node.same else node


def _resolved_links(
    links: tuple[Link, ...], names: _Names, nodes: Mapping[str, Node]
) -> tuple[Link, ...]:
    resolved = [names.completed(link) for link in links]
    known: dict[LinkReference, Link] = {}
    for link in resolved:
        if link.reference in known:
            raise MapError(f"the link {link.reference} is there twice")
        known[link.reference] = link
    for link in resolved:
        problem = link_problem(link, nodes, known)
        if problem:
            raise MapError(f"{link.reference}: {problem[0]}; write {problem[1]}")
    return tuple(resolved)


def link_problem(
    link: Link, nodes: Mapping[str, Node], links: Container[LinkReference]
) -> tuple[str, str] | None:
    """Why the link cannot stand in a map with these nodes and links, and what could instead;
    None when it can."""
    source = nodes[link.source]
    if source.is_thesis and link.polarity in (Polarity.PREMISE, Polarity.CONDITION):
        return (
            "a thesis counts for nothing, so it can be no premise and no condition",
            "the statement without #thesis, or what the thesis rests on",
        )
    if isinstance(link.target, LinkReference):
        return _problem_of_link_on_link(link, link.target, links)
    target = nodes[link.target]
    if link.polarity is Polarity.UNDERCUT and not target.is_step:
        return (
            "an undercut hits a step, and a statement is none",
            "an attack on the statement, or an undercut of one of its links",
        )
    if link.polarity is Polarity.PREMISE and not target.is_step:
        return "premises belong to arguments", "a support of the statement"
    if link.polarity is Polarity.PREMISE and source.is_step:
        return "a premise is a statement", "the conclusion of the argument, or its support"
    if link.polarity is Polarity.CONTRADICT and (source.is_step or target.is_step):
        return "statements contradict each other; arguments do not", "- or _ for an argument"
    if link.polarity is Polarity.CONTRADICT and link.source == link.target:
        return "a statement cannot contradict itself", "another statement"
    if link.polarity is Polarity.CONDITION and link.source == link.target:
        return "a node cannot be its own condition", "another title"
    if link.lr is not None and target.is_step:
        return "a likelihood ratio bears on a statement, not on an argument", "a weight"
    return None


def _problem_of_link_on_link(
    link: Link, target: LinkReference, links: Container[LinkReference]
) -> tuple[str, str] | None:
    if link.polarity not in (Polarity.UNDERCUT, Polarity.CONDITION):
        return "only an undercut or a condition bears on a link", "a link to one of its ends"
    if target not in links:
        return f"there is no link {target}", "a link of the map"
    if link.polarity is Polarity.CONDITION is target.polarity:
        return "a condition has no condition of its own", "both conditions on the same node or link"
    return None


def _resolved_questions(
    questions: tuple[Question, ...], names: _Names, nodes: Mapping[str, Node]
) -> tuple[Question, ...]:
    result: list[Question] = []
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise MapError(f"two questions have the id {question.id!r}")
        seen.add(question.id)
        positions = tuple(names.resolve(name) for name in question.positions)
        for position in positions:
            if nodes[position].is_step:
                raise MapError(f"{position} is an argument, and a position is a statement")
        result.append(evolve(question, positions=positions))
    return tuple(result)


def _check_sources(sources: tuple[Source, ...], nodes: tuple[Node, ...]) -> None:
    known = {source.id for source in sources}
    if len(known) < len(sources):
        raise MapError("two sources have the same id")
    for node in nodes:
        citation = node.citation
        for name in (citation.source, citation.document) if citation else ():
            if name is not None and name not in known:
                raise MapError(
                    f"{node.reference} cites {name!r}, which is no source of the map"
                    f"{did_you_mean(name, known)}"
                )
    for source in sources:
        if source.document is not None and source.document not in known:
            raise MapError(f"the source {source.id!r} is in {source.document!r}, which is none")


def _rivalry(value: str) -> str:
    if value not in RIVALRY:
        raise MapError(f"rivalry is {' or '.join(RIVALRY)}, not {value!r}")
    return value


@frozen(kw_only=True)
class ArgumentMap:
    """A whole argument, complete and consistent.

    References in `links`, `questions` and `clamps` may be bare titles when given; afterwards
    they are complete. Raises `MapError` or `UnknownReference` when they fit nothing, and when
    two nodes, links, questions or sources are the same one.
    """

    nodes: tuple[Node, ...] = field(default=(), converter=kept)
    links: tuple[Link, ...] = field(default=(), converter=kept)
    sources: tuple[Source, ...] = field(default=(), converter=kept)
    questions: tuple[Question, ...] = field(default=(), converter=kept)
    clamps: tuple[Clamp, ...] = field(default=(), converter=kept)
    scenarios: tuple[Scenario, ...] = field(default=(), converter=kept)
    title: str | None = None
    scales: Scales = field(factory=Scales)
    rivalry: str = field(default="silent", converter=_rivalry)
    same_source: float = field(default=0.0, converter=weights.unit)
    semantics: str | None = None
    expect: tuple[Expectation, ...] = field(default=(), converter=kept)
    touched: tuple[Touched, ...] = field(default=(), converter=kept, eq=False)
    origin: Span | None = field(default=None, eq=False, repr=False)
    # What had loose grounds before any scenario: a ground that is flipped away still counts,
    # as one of flow 0.
    _grounded: frozenset[str] | None = field(default=None, alias="grounded", repr=False)

    def __attrs_post_init__(self) -> None:
        complete = partial(object.__setattr__, self)  # attrs' own way to finish a frozen value
        _check_distinct(self.nodes)
        names = self._names
        if any(node.same for node in self.nodes):
            complete("nodes", tuple(_resolved_same(node, names) for node in self.nodes))
        complete("links", _resolved_links(self.links, names, self.by_reference))
        complete("questions", _resolved_questions(self.questions, names, self.by_reference))
        clamps = (evolve(one, reference=names.resolve(one.reference)) for one in self.clamps)
        complete("clamps", tuple(clamps))
        _check_sources(self.sources, self.nodes)

    # -- looking things up ---------------------------------------------------------------

    @cached_property
    def _names(self) -> _Names:
        return _Names(self.nodes)

    @cached_property
    def by_reference(self) -> dict[str, Node]:
        """Nodes by complete reference, in order."""
        return {node.reference: node for node in self.nodes}

    @cached_property
    def links_by_reference(self) -> dict[LinkReference, Link]:
        return {link.reference: link for link in self.links}

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def clamped(self) -> dict[str, Clamp]:
        return {clamp.reference: clamp for clamp in self.clamps}

    @cached_property
    def incoming(self) -> dict[Target, tuple[Link, ...]]:
        """What bears on each node or link. A CONTRADICT is listed at both of its ends."""
        found: dict[Target, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.target, []).append(link)
            if link.polarity is Polarity.CONTRADICT:
                found.setdefault(link.source, []).append(link)
        return {target: tuple(links) for target, links in found.items()}

    def resolve(self, name: str) -> str:
        """The complete reference behind a reference or a bare title.

        Raises `UnknownReference` when no node, or more than one, bears it.
        """
        return self._names.resolve(name)

    def __getitem__(self, name: str) -> Node:
        return self.by_reference[self.resolve(name)]

    def __contains__(self, name: object) -> bool:
        try:
            return isinstance(name, str) and bool(self.resolve(name))
        except UnknownReference:
            return False

    def link(self, reference: Link | LinkReference) -> Link:
        """The link of the map with that reference, in which bare titles do.

        Raises `UnknownReference`.
        """
        source = self.resolve(reference.source)
        target = self._names.complete(reference.target)
        complete = Link(source, target, reference.polarity).reference
        try:
            return self.links_by_reference[complete]
        except KeyError:
            raise UnknownReference(f"there is no link {complete}") from None

    def scenario(self, name: str) -> Scenario:
        """The scenario of that id; raises `UnknownReference`."""
        for scenario in self.scenarios:
            if scenario.id == name:
                return scenario
        ids = [scenario.id for scenario in self.scenarios]
        raise UnknownReference(f"no scenario is named {name!r}{did_you_mean(name, ids)}")

    # -- what follows from the parts -----------------------------------------------------

    @cached_property
    def answerable(self) -> tuple[Question, ...]:
        """The questions; where none is written, one with an empty id and text.

        Its positions are the claims tagged `#assessment`, else the claims, neither events nor
        theses, that bear on nothing (`><` is no bearing).
        """
        if self.questions:
            return self.questions
        claims = [node for node in self.nodes if isinstance(node, Claim)]
        positions = [node.reference for node in claims if ASSESSMENT in node.tags]
        if not positions:
            bearing = {
                link.source for link in self.links if link.polarity is not Polarity.CONTRADICT
            }
            positions = [
                node.reference
                for node in claims
                if node.reference not in bearing and EVENT not in node.tags and not node.is_thesis
            ]
        return (Question("", "", tuple(positions)),) if positions else ()

    @cached_property
    def _question_of(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for question in self.answerable:
            for position in question.positions:
                found.setdefault(position, set()).add(question.id)
        return found

    @property
    def positions(self) -> tuple[str, ...]:
        """References of all positions of all questions, in order."""
        return tuple(self._question_of)

    def counts(self, link: Link) -> bool:
        """Whether the link carries anything: not from a thesis, nor between silent rivals.

        A `><` with one thesis carries something one way, towards the thesis.
        """
        if link.polarity is Polarity.CONTRADICT:
            assert isinstance(link.target, str)
            ends = (link.source, link.target)
            one, other = (self._question_of.get(end, set()) for end in ends)
            silent = self.rivalry == "silent" and bool(one & other)
            return not silent and not all(self.by_reference[end].is_thesis for end in ends)
        return not self.by_reference[link.source].is_thesis

    @cached_property
    def grounded(self) -> frozenset[str]:
        """References of the arguments that had loose grounds before any scenario."""
        if self._grounded is not None:
            return self._grounded
        return frozenset(
            link.target
            for link in self.links
            if link.polarity is Polarity.SUPPORT
            and isinstance(link.target, str)
            and self.by_reference[link.target].is_step
        )

    @cached_property
    def _premised(self) -> frozenset[Target]:
        return frozenset(link.target for link in self.links if link.polarity is Polarity.PREMISE)

    def grade(self, node: Node) -> Grade:
        """The grade of a cited node, its missing letter taken from source, then document."""
        citation = node.citation
        if citation is None:
            return Grade()
        grade = citation.grade or Grade()
        source = self.sources_by_id.get(citation.source or "")
        document = self.sources_by_id.get(citation.document or (source and source.document) or "")
        for vouching in (source, document):
            if vouching is not None:
                grade = grade.or_else(Grade(vouching.reliability))
        return grade

    def initial(self, reference: str) -> Weight:
        """The initial weight of a node: stated, or from its grade, or the default."""
        node = self.by_reference[reference]
        if node.is_step:
            fed = reference in self.grounded or reference in self._premised
            return weights.initial(node.weight, None, self.scales, fed=fed)
        cited = node.citation is not None and node.citation.cited
        return weights.initial(node.weight, self.grade(node) if cited else None, self.scales)

    # -- other maps ----------------------------------------------------------------------

    def with_weights(self, changed: Mapping[str | LinkReference, object]) -> ArgumentMap:
        """The map with other weights: initial ones by node, others by reference of a link."""
        nodes: dict[str, Weight | None] = {}
        links: dict[LinkReference, Weight | None] = {}
        for name, value in changed.items():
            if isinstance(name, LinkReference):
                links[self.link(name).reference] = optional_weight(value)
            else:
                nodes[self.resolve(name)] = optional_weight(value)
        return evolve(
            self,
            grounded=self.grounded,
            nodes=tuple(
                evolve(node, weight=nodes[node.reference]) if node.reference in nodes else node
                for node in self.nodes
            ),
            links=tuple(
                link.with_weight(links[link.reference]) if link.reference in links else link
                for link in self.links
            ),
        )

    def supposing(self, scenario: Scenario | None) -> ArgumentMap:
        """The map under a scenario; the empty scenario and None are the map itself.

        What is added is there first, and every other change may touch it. Raises `ScenarioError`
        when changes contradict each other, when a selector matches nothing, and when what is added
        does not fit.
        """
        if scenario is None or not (scenario.changes or scenario.extends):
            return self
        return self.enlarged(scenario)._under(scenario)

    def enlarged(self, scenario: Scenario) -> ArgumentMap:
        """The map with what a scenario, and whatever that extends, adds to it.

        Positions stay what they are. Raises `ScenarioError` when that cannot be.
        """
        generations = ancestry(self, scenario)
        if not any(change.added for one in generations for change in one.changes):
            return self
        nodes = (*self.nodes, *added_nodes(generations, self.by_reference).values())
        try:
            names = _Names(nodes)
            links = added_links(generations, self.links_by_reference, names.completed)
            result = evolve(self, nodes=nodes, links=(*self.links, *links.values()), grounded=None)
            # A ground counts before and after: one that was turned away, one that is added.
            result = evolve(result, grounded=self.grounded | result.grounded)
        except (MapError, UnknownReference) as error:
            raise ScenarioError(f"{scenario.id!r} cannot add this: {error}") from error
        if result.answerable != self.answerable:
            raise ScenarioError(
                f"{scenario.id!r} adds a position, or makes a reason of one; a scenario adds "
                "reasons to the questions as they are"
            )
        return result

    def _under(self, scenario: Scenario) -> ArgumentMap:
        """With its own weights, links and fixed strengths changed."""
        outcome = effects(self, scenario)
        clamps = {clamp.reference: clamp for clamp in self.clamps}
        for reference, value in outcome.strengths.items():
            clamps[reference] = Clamp(reference, value, reference in outcome.dropped)
        return evolve(
            self,
            grounded=self.grounded,
            nodes=tuple(
                evolve(node, weight=outcome.weights[node.reference])
                if node.reference in outcome.weights
                else node
                for node in self.nodes
            ),
            links=outcome.links,
            clamps=tuple(sorted(clamps.values(), key=lambda one: one.reference)),
            touched=(*self.touched, *outcome.touched),
        )
