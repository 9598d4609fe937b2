"""What the headings of a text say of all that is cited below them, so that lines need not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from argmap.model.map import ArgumentMap
from argmap.model.node import EVIDENCE, ROLE_TAGS, Citation, Evidence, Node
from argmap.model.sequence import kept
from argmap.writing import spelling

#: Fields of a citation that a heading may give, by the key that says them.
_FIELDS = {"in": "document", "source": "source", "grade": "grade", "date": "date"}
_OWN = ("source", "locator", "grade", "date")

Section = tuple[str, ...]


@frozen
class Defaults:
    """The defaults of a map's sections.

    A heading gives a document and a grade where all that is cited below it has one, and whatever
    else claims need that cite no more than a place, as saying more would make them evidence.
    """

    nodes: tuple[Node, ...] = field(converter=kept)

    @cached_property
    def _by_section(self) -> dict[Section, dict[str, object]]:
        below: dict[Section, list[Citation]] = {}
        for node in self.nodes:
            if node.citation is not None and node.citation.cited:
                for depth in range(1, len(node.section) + 1):
                    below.setdefault(node.section[:depth], []).append(node.citation)
        needed: dict[tuple[Section, str], list[object]] = {}
        for node in self.nodes:
            for key, value in _needed(node):
                for depth in range(1, len(node.section) + 1):
                    needed.setdefault((node.section[:depth], key), []).append(value)
        found: dict[Section, dict[str, object]] = {}
        for section in sorted(below, key=len):
            here = dict(found.get(section[:-1], {}))
            for key, name in _FIELDS.items():
                values = [getattr(one, name) for one in below[section]]
                wanted = needed.get((section, key)) or (values if key in ("in", "grade") else None)
                if wanted and None not in values and not any(map(_half, values)):
                    here[key] = Counter(map(str, wanted)).most_common(1)[0][0]
            found[section] = here
        return found

    def said_by(self, section: Section) -> Iterator[str]:
        """The entries of a heading: what it adds to those above it."""
        above = self._by_section.get(section[:-1], {})
        for key, value in self._by_section.get(section, {}).items():
            if above.get(key) != value:
                yield f"{key}: {spelling.scalar(str(value), is_text=key in ('in', 'source'))}"

    def said_by_line(self, node: Node) -> Iterator[str]:
        """The entries of a citation that a line has to say itself."""
        citation = node.citation
        if citation is None:
            return
        inherited = self._by_section.get(node.section, {}) if citation.cited else {}
        own = {
            key: value
            for key, value in _entries(citation).items()
            if inherited.get(key) != value or key == "locator"
        }
        for key in _kept(node, citation, own):
            own[key] = _entries(citation)[key]
        for key in (*_OWN, "in"):
            if key in own:
                text = own[key]
                bare = key != "in" and spelling.bare(key, text)
                is_text = key in ("in", "source")
                yield text if bare else f"{key}: {spelling.scalar(text, is_text=is_text)}"


def _needed(node: Node) -> Iterator[tuple[str, object]]:
    """What a claim has to get from a heading: its source and its grade, not to be evidence."""
    citation = node.citation
    if citation is None or isinstance(node, Evidence) or ROLE_TAGS & set(node.tags):
        return
    for key in ("source", "grade"):
        value = getattr(citation, key)
        if value is not None:
            yield key, value


def _kept(node: Node, citation: Citation, own: dict[str, str]) -> Iterator[str]:
    """What a line says although its heading does: for evidence who vouches or how well, for
    anything cited one thing that makes it so."""
    has = [key for key in ("grade", "source") if getattr(citation, key) is not None]
    tagged = ROLE_TAGS & set(node.tags)
    if isinstance(node, Evidence) and EVIDENCE not in node.tags and not tagged:
        if has and not any(key in own for key in has):
            yield has[0]
    elif citation.cited and has and not any(key in own for key in ("source", "locator", "grade")):
        yield has[0]


def _entries(citation: Citation) -> dict[str, str]:
    names = {**_FIELDS, "locator": "locator"}
    values = {key: getattr(citation, name) for key, name in names.items()}
    return {key: str(value) for key, value in values.items() if value is not None}


def _half(value: object) -> bool:
    """Whether a value is half a grade, which a heading's grade would complete."""
    return getattr(value, "reliability", "") is None or getattr(value, "credibility", "") is None


def defaults(map_: ArgumentMap) -> Defaults:
    """The defaults that the headings of a map's text give."""
    return Defaults(map_.nodes)
