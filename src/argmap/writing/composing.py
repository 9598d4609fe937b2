"""A map as text: its nodes in order, what bears on each indented below it, settings at the top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, frozen

from argmap.diagnostics import Diagnostic
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument, Node
from argmap.text.language import ARGMAP
from argmap.text.read import parse
from argmap.writing import saying, spelling
from argmap.writing.asking import asked_by_headings
from argmap.writing.defaults import defaults
from argmap.writing.filling import LEVEL
from argmap.writing.layout import format_text
from argmap.writing.losses import losses
from argmap.writing.settings import front_matter
from argmap.writing.structured import Structures

#: How deep statements are written below each other.
DEEPEST = 8

_BELOW = {
    Polarity.SUPPORT: "+",
    Polarity.ATTACK: "-",
    Polarity.UNDERCUT: "_",
    Polarity.CONTRADICT: "><",
}
_ABOVE = {**_BELOW, Polarity.SUPPORT: "+>", Polarity.ATTACK: "->", Polarity.UNDERCUT: "_>"}


@frozen
class Written:
    """A map in some format, and what of it the format could not carry."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def to_text(map_: ArgumentMap, *, name: str = "<text>") -> Written:
    """A map in the text format, in canonical layout.

    The text is read again to find what it does not carry. Raises `ReadError` when the map has
    titles or ids that no text can have.
    """
    lines = _Composer(map_).lines()
    raw = "\n".join(lines) + "\n"
    text = format_text(raw, name=name, language=ARGMAP).text or raw
    reading = parse(text, name=name, language=ARGMAP)
    again = reading.required()
    return Written(text, tuple(losses(map_, again, name)))


class _Composer:
    def __init__(self, map_: ArgumentMap) -> None:
        self.map = map_
        self.waiting = list(reversed(map_.nodes))
        self.drawn: set[LinkReference] = set()
        self.section: tuple[str, ...] = ()
        self.asked = dict(asked_by_headings(map_))
        self.to_ask = dict(self.asked)
        self.defaults = defaults(map_)
        self.structures = Structures(map_)

    # -- looking things up ---------------------------------------------------------------

    @cached_property
    def conditions(self) -> dict[Target, list[str]]:
        found: dict[Target, list[str]] = {}
        for link in self.map.links:
            if link.polarity is Polarity.CONDITION:
                found.setdefault(link.target, []).append(link.source)
        return found

    @cached_property
    def bearers(self) -> Counter[str | None]:
        """How many nodes bear each title."""
        return Counter(node.title for node in self.map.nodes)

    def name(self, reference: str) -> str:
        """The bare title, where one node alone bears it."""
        title = self.map.by_reference[reference].title
        if title is None or title in self.map.by_reference:
            return reference
        return title if self.bearers[title] == 1 else reference

    def incoming(self, target: Target) -> list[Link]:
        links = self.map.incoming.get(target, ())
        return [one for one in links if one.target == target and one.polarity in _BELOW]

    # -- blocks --------------------------------------------------------------------------

    def lines(self) -> list[str]:
        lines: list[str] = []
        while self.waiting:
            node = self.waiting[-1]
            if node.reference in self.structures.untitled:
                self.waiting.pop()
                continue
            lines.extend(self.headings(node.section))
            lines.append("")
            lines.extend(self.block(node))
        ids = {question.id for question in self.asked.values()}
        rest = [one for one in self.map.questions if one.id not in ids]
        return [*front_matter(self.map, rest), *lines]

    def headings(self, section: tuple[str, ...]) -> Iterator[str]:
        """The headings that lead from the section where we are to another one."""
        if section == self.section:
            return
        known = 0
        for one, other in zip(section, self.section, strict=False):
            if one != other:
                break
            known += 1
        fresh = section[known:] or section[-1:]
        self.section = section
        start = len(section) - len(fresh)
        for depth, text in enumerate(fresh, start=start + 1):
            question = self.to_ask.pop(section[:depth], None)
            asks = [f"question: {spelling.scalar(question.id)}"] if question else []
            data = saying.braces((*asks, *self.defaults.said_by(section[:depth])))
            yield ""
            yield f"{'#' * depth} {spelling.escaped(text)}{data}"

    def block(self, node: Node) -> Iterator[str]:
        """A node at the start of a line, with all that is indented below it."""
        if node.title is None:
            context = self.context(node)
            if context is not None:
                yield from context
                return
        yield from self.defined(node, 0, None)

    def context(self, node: Node) -> Iterator[str] | None:
        """The line of a link once more, for an untitled statement that undercuts it and that no
        line can refer to."""
        for link in self.structures.outgoing.get(node.reference, ()):
            hit = link.target
            if (
                link.polarity is Polarity.UNDERCUT
                and isinstance(hit, LinkReference)
                and hit.polarity in (Polarity.SUPPORT, Polarity.ATTACK)
                and isinstance(hit.target, str)
                and all(self.map[end].title is not None for end in (hit.source, hit.target))
                and not self.map[hit.source].is_step
            ):
                return self.undercutting(node, link, hit, hit.target)
        return None

    def undercutting(
        self, node: Node, link: Link, hit: LinkReference, target: str
    ) -> Iterator[str]:
        yield target
        yield f"{LEVEL}{_BELOW[hit.polarity]} {hit.source}"
        yield from self.defined(node, 2, link)

    def defined(self, node: Node, level: int, link: Link | None) -> Iterator[str]:
        """The line that defines the next node, drawing `link` on the way, and what is below."""
        self.waiting.pop()
        reference = node.reference
        of_link: list[str] = []
        sign = ""
        if link is not None:
            sign = f"{_BELOW[link.polarity]} "
            of_link = self.link_data(link)
        structure = (
            self.structures.by_title.get(node.title or "") if isinstance(node, Argument) else None
        )
        if structure is not None:
            yield from self.structure(structure)
            return
        data = saying.braces((*of_link, *self.said(node)))
        yield f"{LEVEL * level}{sign}{saying.definition(node)}{data}"
        if link is not None and not node.is_step:
            yield from self.below(link.reference, level + 1)
        yield from self.below(reference, level + 1)
        yield from self.above(node, level + 1)

    def said(self, node: Node) -> Iterator[str]:
        cited = self.defaults.said_by_line(node)
        return saying.of_node(node, cited, self.conditions.get(node.reference, ()), self.name)

    def link_data(self, link: Link, *, bare: bool = True) -> list[str]:
        self.drawn.add(link.reference)
        conditions = self.conditions.get(link.reference, ())
        return list(saying.of_link(link, conditions, self.name, bare=bare))

    def below(self, target: Target, level: int) -> Iterator[str]:
        """What bears on a node or a link, on lines below it."""
        for link in self.incoming(target):
            if link.reference in self.drawn or link.polarity is Polarity.CONTRADICT:
                continue
            if self.structures.concluded(link):
                continue
            source = self.map.by_reference[link.source]
            if self.can_define(source, level):
                yield from self.defined(source, level, link)
            elif source.title is not None and not self.from_above(link):
                yield self.reference_line(link, source, _BELOW[link.polarity], level)
                if not source.is_step:
                    yield from self.below(link.reference, level + 1)

    def above(self, node: Node, level: int) -> Iterator[str]:
        """What a node bears on, where only its own block can say so."""
        for link in self.structures.outgoing.get(node.reference, ()):
            if link.reference in self.drawn or not isinstance(link.target, str):
                continue
            if self.structures.concluded(link):
                continue
            target = self.map.by_reference[link.target]
            if link.polarity not in _ABOVE or not (
                link.polarity is Polarity.CONTRADICT or node.title is None or self.from_above(link)
            ):
                continue
            if link.polarity is Polarity.CONTRADICT and self.can_define(target, level):
                yield from self.defined(target, level, link)
            elif target.title is not None:
                yield self.reference_line(link, target, _ABOVE[link.polarity], level)
                if not target.is_step:
                    yield from self.below(link.reference, level + 1)

    def from_above(self, link: Link) -> bool:
        """Whether a link from an argument is undercut: below `<R>`, `_` would hit the argument."""
        undercut = any(one.polarity is Polarity.UNDERCUT for one in self.incoming(link.reference))
        return undercut and self.map.by_reference[link.source].is_step

    def can_define(self, node: Node, level: int) -> bool:
        """Whether a node is the next to be defined, and may be where we are."""
        return bool(
            self.waiting
            and self.waiting[-1] is node
            and level <= DEEPEST
            and node.section == self.section
            and not (node.is_step and node.title in self.structures.by_title)
            and node.reference not in self.structures.untitled
        )

    def reference_line(self, link: Link, node: Node, sign: str, level: int) -> str:
        return f"{LEVEL * level}{sign} {_lined(node)}{saying.braces(self.link_data(link))}"

    # -- structures ----------------------------------------------------------------------

    def structure(self, steps: list[Argument]) -> Iterator[str]:
        """An argument with its premise-conclusion structure, of which the first step was next."""
        for _ in steps[1:]:
            self.waiting.pop()
        last = steps[-1]
        yield f"{saying.definition(last)}{saying.braces(self.said(evolve(last, weight=None)))}"
        yield from self.below(last.reference, 1)
        yield ""
        numbers: dict[str, int] = {}
        count = 0
        for step in steps:
            for link in self.structures.premises(step):
                if link.source not in numbers:
                    count += 1
                    numbers[link.source] = count
                    yield from self.numbered(count, link.source, link)
                else:
                    self.drawn.add(link.reference)
            conclusion = self.structures.conclusion(step)
            assert conclusion is not None
            assert isinstance(conclusion.target, str)
            yield self.inference(step, steps, numbers)
            if step is not last:
                yield from self.below(step.reference, 1)
            count += 1
            numbers.setdefault(conclusion.target, count)
            yield from self.numbered(count, conclusion.target, conclusion)

    def inference(self, step: Argument, steps: list[Argument], numbers: dict[str, int]) -> str:
        said: list[str] = []
        if step.weight is not None:
            said.append(f"strength: {spelling.weight(step.weight)}")
        if step is not steps[-1] and step.note is not None:
            said.append(f"note: {spelling.scalar(step.note)}")
        if len(steps) > 1:
            used = [str(numbers[link.source]) for link in self.structures.premises(step)]
            said.append(f"uses: [{', '.join(used)}]")
        rules = [spelling.escaped(step.text)] if step.text and step is not steps[-1] else []
        inner = [*rules, *([f"{{{', '.join(said)}}}"] if said else [])]
        return " ".join(["--", *inner, "--"]) if inner else "----"

    def numbered(self, number: int, reference: str, link: Link) -> Iterator[str]:
        node = self.map.by_reference[reference]
        data = self.link_data(link, bare=False)
        untitled = node.title is None
        if untitled or (self.can_define(node, 1) and not node.is_step):
            if untitled:
                self.waiting = [one for one in self.waiting if one is not node]
            else:
                self.waiting.pop()
            said = self.said(node)
            yield f"({number}) {saying.definition(node)}{saying.braces((*data, *said))}"
            yield from self.below(reference, 1)
            yield from self.above(node, 1)
        else:
            yield f"({number}) {_lined(node)}{saying.braces(data)}"


def _lined(node: Node) -> str:
    """What a line says to refer to a node; of a step, its argument."""
    return f"<{node.title}>" if node.is_step else node.reference
