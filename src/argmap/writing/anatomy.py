"""Where in a text the nodes and links of its map are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from attrs import frozen

from argmap.diagnostics import SourceText, Span
from argmap.model.link import Link
from argmap.model.node import Node
from argmap.text import yaml
from argmap.text.file import fetching
from argmap.text.include import Chapter, load_text
from argmap.text.language import Language
from argmap.text.lines import Derivation, Line, Lines, Step, read_lines
from argmap.text.settings import merged, read_settings

_Key = tuple[str, int, int]


@frozen
class Anatomy:
    """The parts of a text and of what it includes: its files, lines, structures and settings."""

    documents: tuple[SourceText, ...]
    comments: tuple[Span, ...]
    lines: Lines
    settings: tuple[yaml.Mapping, ...]

    @cached_property
    def _by_place(self) -> dict[_Key, Line]:
        found: dict[_Key, Line] = {}
        for line in self.lines.lines:
            for span in (line.member.span, line.sign_span):
                if span is not None:
                    found.setdefault(_key(span), line)
        return found

    @cached_property
    def _steps(self) -> dict[_Key, tuple[Derivation, Step]]:
        return {
            _key(step.span): (derivation, step)
            for derivation in self.lines.derivations
            for step in derivation.steps
        }

    def line_of(self, place: Node | Link) -> Line | None:
        """The line that defines a node or first draws a link; None when no line does."""
        return None if place.origin is None else self._by_place.get(_key(place.origin))

    def step_of(self, node: Node) -> Step | None:
        """The inference behind an argument with a structure."""
        if node.origin is None:
            return None
        known = self._steps.get(_key(node.origin))
        if known is not None:
            return known[1]
        line = self.line_of(node)
        for derivation in self.lines.derivations:
            if derivation.argument is not None and derivation.argument is line:
                return derivation.steps[-1]
        return None

    def line_at(self, span: Span) -> Line | None:
        """The line whose braces hold a place."""
        for line in self.lines.lines:
            data = line.member.data
            if (
                data is not None
                and data.source.name == span.source.name
                and data.start <= span.start < data.end
            ):
                return line
        return None


def anatomy(
    source: SourceText, path: Path | None, language: Language, unsaved: Mapping[Path, bytes]
) -> Anatomy:
    """Take a text apart. What is wrong with it is not reported here."""
    loaded = load_text(source, path, _nobody, language, fetching(unsaved))
    settings = read_settings(merged(loaded.settings, _nobody), _nobody)
    lines = read_lines(loaded.chapter, settings.sources, _nobody)
    chapters = tuple(_chapters(loaded.chapter))
    return Anatomy(
        tuple(one.document.source for one in chapters),
        tuple(comment for one in chapters for comment in one.document.comments),
        lines,
        tuple(loaded.settings),
    )


def _chapters(chapter: Chapter) -> Iterator[Chapter]:
    yield chapter
    for part in chapter.parts:
        if isinstance(part, Chapter):
            yield from _chapters(part)


def _key(span: Span) -> _Key:
    return span.source.name, span.start, span.end


def _nobody(_diagnostic: object) -> None:
    return None
