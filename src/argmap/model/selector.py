"""A selector names some nodes or some links of a map: by title, by property, or by combining.

    alternatives = both ("|" both)*
    both         = one ("&" one)*
    one          = "!" one | "(" alternatives ")" | links | nodes
    links        = nodes "->" nodes
    nodes        = "under(" nodes ")" | [Title] | <Title> | property:pattern | grade<C | title

A title without brackets reaches to the next ` & `, ` | `, ` -> ` or closing bracket; a star in it
stands for any characters. Nothing is ever evaluated but this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol

from attrs import frozen

from argmap.errors import ArgmapError, ScenarioError
from argmap.model.date import Date
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.node import Node
from argmap.model.weight import Grade, Weight, mode
from argmap.registry import did_you_mean


class Selectable(Protocol):
    """What a selector looks at of a map."""

    @property
    def nodes(self) -> tuple[Node, ...]: ...

    @property
    def links(self) -> tuple[Link, ...]: ...

    @property
    def incoming(self) -> Mapping[Target, tuple[Link, ...]]: ...

    def initial(self, reference: str) -> Weight: ...

    def grade(self, node: Node) -> Grade: ...


@frozen
class Selection:
    """What a selector matched, in the order of the map: nodes or links, never both."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.links)


def select(map_: Selectable, selector: str) -> Selection:
    """What `selector` matches; an empty `Selection` when nothing does.

    `[Thin trade]`, `<Hamadan>`, `Thin trade`, `*arms*`; `tag:x`, `kind:evidence`, `source:ru_*`,
    `in:x`, `section:x`; `grade<C` (reliability worse than C), `credibility>3` (the digit),
    `weight<.4` (initial weights), `date<2015` (the whole interval lies before); `under([X])` (all
    that bears on X, however far); links `A -> B`, of any polarity; and `& | !` with brackets.

    Raises `ScenarioError`, which shows the place, for what is none of these.
    """
    exact = tuple(node for node in map_.nodes if selector.strip() in (node.reference, node.title))
    if exact:  # a title is a title, whatever signs it contains
        return Selection(exact)
    return _Parser(map_, selector).whole()


def titles_in(map_: Selectable, selector: str) -> tuple[tuple[int, int], ...]:
    """Where titles stand in a selector, brackets included: start and end of each, in order.

    Raises `ScenarioError`, as `select` does.
    """
    whole = selector.strip()
    if any(whole in (node.reference, node.title) for node in map_.nodes):
        start = selector.index(whole)
        return ((start, start + len(whole)),)
    parser = _Parser(map_, selector)
    parser.whole()
    return tuple(parser.titles)


def glob(pattern: str) -> Callable[[str], bool]:
    """A test of whole texts against a pattern in which a star stands for any characters."""
    if "*" not in pattern:
        return pattern.__eq__
    parts = [re.escape(part) for part in re.split(r"\*+", pattern)]
    compiled = re.compile(".*?".join(parts), re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


# -- properties ------------------------------------------------------------------------------------


def _voucher(node: Node) -> tuple[str, ...]:
    voucher = node.citation.voucher if node.citation else None
    return (voucher,) if voucher else ()


def _document(node: Node) -> tuple[str, ...]:
    document = node.citation.document if node.citation else None
    return (document,) if document else ()


#: The properties that may stand before a colon, and a node's values of each.
PROPERTIES: Mapping[str, Callable[[Node], tuple[str, ...]]] = {
    "tag": lambda node: node.tags,
    "kind": lambda node: (node.kind, node.genre) if node.genre else (node.kind,),
    "source": _voucher,
    "in": _document,
    "section": lambda node: node.section,
}

#: What may be compared.
MEASURES = ("grade", "credibility", "weight", "date")

_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


def _comparison(map_: Selectable, measure: str, sign: str, value: str) -> Callable[[Node], bool]:
    """A test of nodes; raises `ArgmapError` when the value is no value of the measure."""
    if measure == "date":
        return _dated(sign, Date.parse(value))
    holds = _COMPARED[sign]
    if measure == "weight":
        bound = float(value)
        return lambda node: holds(mode(map_.initial(node.reference)), bound)
    if measure == "grade":
        wanted = Grade(value).reliability
        # A is the best letter: what is less than C comes after it. F cannot be compared.
        return lambda node: (
            _known(map_.grade(node).reliability, "ABCDE")
            and holds(-ord(map_.grade(node).reliability or ""), -ord(wanted or ""))
        )
    bound = float(Grade(None, value).credibility or "")
    return lambda node: (
        _known(map_.grade(node).credibility, "12345")
        and holds(float(map_.grade(node).credibility or ""), bound)
    )


def _known(level: str | None, levels: str) -> bool:
    return level is not None and level in levels


def _dated(sign: str, bound: Date) -> Callable[[Node], bool]:
    def holds(node: Node) -> bool:
        date = node.citation.date if node.citation else None
        if date is None:
            return False
        before, after = date.before(bound), bound.before(date)
        within = date.within(bound)
        return {
            "<": before,
            ">": after,
            "=": within,
            "<=": before or within,
            ">=": after or within,
        }[sign]

    return holds


# -- the language ----------------------------------------------------------------------------------

_SIGNS = re.compile(r"\s*(\(|\)|&|\||!)\s*")
_ARROW = re.compile(r"\s*->\s*")
_BRACKETED = re.compile(r"\[[^\]]*\]|<[^>]*>")
_UNDER = re.compile(r"under\(\s*")
_PROPERTY = re.compile(r"([a-z]+):(?!\s)")
_MEASURE = re.compile(r"([a-z]+)\s*(<=|>=|<|>|=)\s*([^\s&|()]+)")
_TITLE = re.compile(r".*?(?=\s*(?:\s[&|]\s|->|\)|$))", re.DOTALL)


@frozen
class _Set:
    """References of nodes, or of links."""

    nodes: frozenset[str] | None = None
    links: frozenset[LinkReference] | None = None


class _Parser:
    def __init__(self, map_: Selectable, text: str) -> None:
        self.map, self.text, self.at = map_, text, 0
        self.titles: list[tuple[int, int]] = []

    def whole(self) -> Selection:
        if not self.text.strip():
            raise ScenarioError("an empty selector selects nothing; a title or *")
        self.blanks()
        found = self.alternatives()
        self.blanks()
        if self.at < len(self.text):
            raise self.error("& or | is expected here")
        return Selection(
            tuple(node for node in self.map.nodes if node.reference in (found.nodes or ())),
            tuple(link for link in self.map.links if link.reference in (found.links or ())),
        )

    def error(self, message: str, at: int | None = None) -> ScenarioError:
        place = self.at if at is None else at
        return ScenarioError(f"{message}\n    {self.text}\n    {' ' * place}^")

    def blanks(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def sign(self, wanted: str) -> bool:
        found = _SIGNS.match(self.text, self.at)
        if found is None or found[1] != wanted:
            return False
        self.at = found.end()
        return True

    def alternatives(self) -> _Set:
        result = self.both()
        while self.sign("|"):
            result = self.combined(result, self.both(), frozenset.__or__)
        return result

    def both(self) -> _Set:
        result = self.one()
        while self.sign("&"):
            result = self.combined(result, self.one(), frozenset.__and__)
        return result

    def combined(self, first: _Set, second: _Set, how: Callable[..., frozenset[str]]) -> _Set:
        if first.nodes is not None and second.nodes is not None:
            return _Set(nodes=how(first.nodes, second.nodes))
        if first.links is not None and second.links is not None:
            return _Set(links=how(first.links, second.links))  # type: ignore[arg-type]
        raise self.error("nodes and links cannot be combined")

    def one(self) -> _Set:
        negations = 0
        while self.sign("!"):
            negations += 1
        if self.sign("("):
            result = self.alternatives()
            if not self.sign(")"):
                raise self.error("a closing bracket is missing")
            if _ARROW.match(self.text, self.at):
                result = self.links(result)
        else:
            result = self.links(_Set(nodes=self.nodes()))
        return self.others(result) if negations % 2 else result

    def others(self, found: _Set) -> _Set:
        if found.nodes is not None:
            return _Set(nodes=frozenset(one.reference for one in self.map.nodes) - found.nodes)
        assert found.links is not None
        return _Set(links=frozenset(one.reference for one in self.map.links) - found.links)

    def links(self, sources: _Set) -> _Set:
        """Links, when an arrow follows; else what stood before it."""
        arrow = _ARROW.match(self.text, self.at)
        if arrow is None:
            return sources
        if sources.nodes is None:
            raise self.error("an arrow leads from nodes to nodes")
        self.at = arrow.end()
        targets = self.one() if self.text[self.at : self.at + 1] == "(" else _Set(self.nodes())
        if targets.nodes is None:
            raise self.error("an arrow leads from nodes to nodes")
        return _Set(
            links=frozenset(
                link.reference
                for link in self.map.links
                if link.source in sources.nodes and link.target in targets.nodes
            )
        )

    # -- nodes ---------------------------------------------------------------------------

    def nodes(self) -> frozenset[str]:
        start, text = self.at, self.text
        under = _UNDER.match(text, start)
        if under:
            self.at = under.end()
            roots = self.nodes()
            if not self.sign(")"):
                raise self.error("a closing bracket is missing")
            return frozenset(_below(self.map, roots))
        bracketed = _BRACKETED.match(text, start)
        if bracketed:
            self.at = bracketed.end()
            self.titles.append(bracketed.span())
            matches = glob(bracketed[0])
            return self.where(lambda node: matches(node.reference))
        found = _MEASURE.match(text, start)
        if found and found[1] in MEASURES:
            self.at = found.end()
            try:
                return self.where(_comparison(self.map, found[1], found[2], found[3]))
            except (ArgmapError, ValueError) as error:
                raise self.error(str(error), found.start(3)) from error
        named = _PROPERTY.match(text, start)
        if named:
            return self.property(named[1], start, named.end())
        title = self.title()
        self.titles.append((start, self.at))
        matches = glob(title)
        return self.where(
            lambda node: matches(node.reference) or (node.title is not None and matches(node.title))
        )

    def title(self) -> str:
        found = _TITLE.match(self.text, self.at)
        title = found[0] if found else ""
        if not title or title[:2] in ("& ", "| "):
            raise self.error("a title is missing here")
        self.at += len(title)
        return title

    def property(self, name: str, start: int, value: int) -> frozenset[str]:
        if name not in PROPERTIES:
            near = did_you_mean(name, [*PROPERTIES, *MEASURES])
            raise self.error(f"nothing has the property {name!r}{near}", start)
        self.at = value
        matches = glob(self.title())
        values = PROPERTIES[name]
        return self.where(lambda node: any(map(matches, values(node))))

    def where(self, holds: Callable[[Node], bool]) -> frozenset[str]:
        return frozenset(node.reference for node in self.map.nodes if holds(node))


def _below(map_: Selectable, roots: Collection[str]) -> Iterator[str]:
    """What bears on the roots, directly or not: through links, undercuts and conditions."""
    seen: set[Target] = set(roots)
    waiting: list[Target] = list(roots)
    while waiting:
        for link in map_.incoming.get(waiting.pop(), ()):
            ends: list[Target] = [link.source, link.reference]
            if link.polarity is Polarity.CONTRADICT:
                ends.append(link.target)
            for end in ends:
                if end not in seen:
                    seen.add(end)
                    waiting.append(end)
                    if isinstance(end, str):
                        yield end
