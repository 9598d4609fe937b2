"""Every place where a title is written: lines, mentions, comments, braces, settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from argmap.diagnostics import Span
from argmap.errors import EditError
from argmap.model.expectation import Expectation
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.selector import titles_in
from argmap.text.tokens import Kind
from argmap.text.yaml import Mapping, Scalar, Sequence, Value
from argmap.writing import braces, spelling
from argmap.writing.anatomy import Anatomy
from argmap.writing.original import Original, Splice
from argmap.writing.pieces import Between

_BRACKETED = (
    Kind.STATEMENT_DEFINITION,
    Kind.STATEMENT_REFERENCE,
    Kind.ARGUMENT_DEFINITION,
    Kind.ARGUMENT_REFERENCE,
    Kind.MENTION,
)
_WRITTEN = re.compile(r"@?([\[<])\s*(.*?)\s*[\]>]:?\s?", re.DOTALL)
# A title in brackets, or words up to a bracket or a sign.
_END = re.compile(r"\[[^\]]*\]|<[^>]*>|(?! )(?:(?! *(?:\+>|->|_>|=>|\?>|><) )[^\[\]<>()])+")
_SELECTING = ("drop", "only", "flip")
_SELECTING_KEYS = ("assume", "set", "scale", "shift")


def renaming(
    map_: ArgumentMap, anatomy: Anatomy, files: Iterable[Original], node: Node, title: str
) -> Iterator[Splice]:
    """What to write where so that `node` has another title. Raises `EditError` when there can be
    no such title, or another node bears it."""
    if node.title is None:
        raise EditError(f"{node.reference!r} has no title; give it one where it is written")
    if not title.strip() or re.search(r"[\[\]<>\n\r]", title) or title != title.strip():
        raise EditError(
            f"{title!r} can be no title: no brackets, no line ends, no blanks around it"
        )
    new = _bracketed(evolve(node, title=title))
    if new in map_.by_reference or any(_bracketed(one) == new for one in map_.nodes):
        raise EditError(f"{new} is there already")
    names = _Renamer(map_, node, title)
    read = {one.name for one in anatomy.documents}
    for file in files:
        if file.name in read:
            yield from names.in_lines(file)
    yield from names.in_braces(anatomy)
    for settings in anatomy.settings:
        yield from names.in_settings(settings)


def _bracketed(node: Node) -> str:
    return f"<{node.title}>" if node.is_step else f"[{node.title}]"


class _Renamer:
    def __init__(self, map_: ArgumentMap, node: Node, title: str) -> None:
        self.map, self.title, self.new_title = map_, node.title or "", title
        self.old, self.new = _bracketed(node), _bracketed(evolve(node, title=title))
        self.sign = self.old[:1]
        alike = [one for one in map_.nodes if one.title == node.title]
        self.alone = all(one.is_step == node.is_step for one in alike)
        self.new_alone = not any(one.title == title for one in map_.nodes)

    def in_lines(self, file: Original) -> Iterator[Splice]:
        """Titles and mentions, and what comments say of `[Title]` in brackets."""
        for piece in file.pieces:
            if piece.kind is Between.COMMENT:
                at = piece.text.find(self.old)
                while at >= 0:
                    start = piece.start + at
                    yield Splice(Span(file.source, start, start + len(self.old)), self.new)
                    at = piece.text.find(self.old, at + len(self.old))
            elif piece.kind in _BRACKETED and piece.value.strip() == self.title:
                found = _WRITTEN.fullmatch(piece.text)
                if found is not None and found[1] == self.sign:
                    start, end = piece.start + found.start(2), piece.start + found.end(2)
                    yield Splice(Span(file.source, start, end), self.new_title)

    def in_braces(self, anatomy: Anatomy) -> Iterator[Splice]:
        for line in anatomy.lines.lines:
            mapping = braces.mapping_in(line.member.data)
            if mapping is None:
                continue
            edge = mapping.get("edge")
            for value in (
                mapping.get("if"),
                mapping.get("same"),
                edge.get("if") if isinstance(edge, Mapping) else None,
            ):
                for one in _scalars(value):
                    yield from self.name(one)

    def in_settings(self, settings: Mapping) -> Iterator[Splice]:
        for one in _scalars(settings.get("expect")):
            yield from self.expectation(one)
        for _, asked in _entries(settings.get("questions")):
            for one in _scalars(asked.get("positions") if isinstance(asked, Mapping) else None):
                yield from self.name(one)
        for _, scenario in _entries(settings.get("scenarios")):
            if not isinstance(scenario, Mapping):
                continue
            for one in _scalars(scenario.get("expect")):
                yield from self.expectation(one)
            for action in _SELECTING:
                for one in _scalars(scenario.get(action)):
                    yield from self.selector(one)
            for action in _SELECTING_KEYS:
                for key, _ in _entries(scenario.get(action)):
                    yield from self.selector(key)
            for key, _ in _entries(scenario.get("add")):
                yield from self.ends(key)

    def name(self, at: Scalar) -> Iterator[Splice]:
        new = self.renamed(at.raw)
        if new != at.raw:
            yield Splice(at.span, spelling.scalar(new, is_text=False, like=at.span.text))

    def renamed(self, name: str) -> str:
        """A reference or bare title, renamed if it names the node."""
        if name == self.old or name.startswith(f"{self.old}/"):
            return self.new + name[len(self.old) :]
        if name == self.title and self.alone:
            return self.new_title if self.new_alone else self.new
        return name

    def ends(self, at: Scalar) -> Iterator[Splice]:
        """References in the link that a scenario adds; what it adds itself is another's name."""
        text = _END.sub(lambda found: self.renamed(found[0]), at.raw)
        if text != at.raw:
            yield Splice(at.span, spelling.scalar(text, is_text=False, like=at.span.text))

    def selector(self, at: Scalar) -> Iterator[Splice]:
        text = at.raw
        for start, end in reversed(titles_in(self.map, text)):
            new = self.renamed(text[start:end])
            whole = start == 0 and end == len(text)
            if new == self.new_title and not whole and not re.fullmatch(r"[\w ]+", new):
                new = self.new
            text = text[:start] + new + text[end:]
        if text != at.raw:
            yield Splice(at.span, spelling.scalar(text, is_text=False, like=at.span.text))

    def expectation(self, at: Scalar) -> Iterator[Splice]:
        parsed = Expectation.parse(at.raw)
        text = at.raw
        if parsed.other is not None:
            cut = len(text.rstrip()) - len(parsed.other)
            text = text[:cut] + self.renamed(parsed.other)
        lead = len(text) - len(text.lstrip())
        rest = text[lead + len(parsed.subject) :]
        text = text[:lead] + self.renamed(parsed.subject) + rest
        if text.strip() != at.raw.strip():
            yield Splice(at.span, spelling.scalar(text, is_text=False, like=at.span.text))


def _scalars(value: Value | None) -> tuple[Scalar, ...]:
    """The words of a list, or a word that stands for a list of one."""
    if isinstance(value, Sequence):
        return tuple(one for one in value.items if isinstance(one, Scalar))
    return (value,) if isinstance(value, Scalar) and value.raw else ()


def _entries(value: Value | None) -> tuple[tuple[Scalar, Value], ...]:
    return value.entries if isinstance(value, Mapping) else ()
