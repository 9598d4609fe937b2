"""One file, what it includes, and the settings beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span
from argmap.text import rules
from argmap.text.file import Fetch, Report, near_file, read_file
from argmap.text.language import (
    ARGMAP,
    FOLDER_SETTINGS,
    SIDE_SUFFIX,
    Language,
    front_matter,
)
from argmap.text.options import shortcodes_of
from argmap.text.parser import parse_document
from argmap.text.plain_data import read_plain
from argmap.text.shortcodes import SHORTCODES
from argmap.text.tree import Block, Document, Include
from argmap.text.yaml import Mapping, Plain, Scalar, Value, read_yaml

#: How deep files may include each other.
DEPTH = 32


@frozen
class Chapter:
    """The blocks of one file, in order, with the chapters it includes where they stand."""

    document: Document
    parts: tuple[Block | Chapter, ...]


@define
class Loaded:
    """A text with everything it draws on. `front_matter` is that of plain Argdown."""

    chapter: Chapter
    title: str | None = None
    settings: list[Mapping] = field(factory=list)
    files: list[str] = field(factory=list)
    front_matter: Plain = None


def load_text(
    source: SourceText,
    path: Path | None,
    report: Report,
    language: Language = ARGMAP,
    fetch: Fetch = read_file,
) -> Loaded:
    """Parse a text and the files it includes, which `fetch` gets. `path` is where it was read,
    None for a text without a file, which can include nothing."""
    return _Loader(path, report, language, fetch).load(source, path)


class _Loader:
    def __init__(self, root: Path | None, report: Report, language: Language, fetch: Fetch) -> None:
        self.report, self.strict, self.fetch = report, language is ARGMAP, fetch
        self.folder = root.resolve().parent if root is not None else None
        self.seen: set[Path] = set()
        self.open: list[Path] = []
        self.settings: list[Mapping] = []
        self.files: list[str] = []
        self.folders: set[Path] = set()

    def load(self, source: SourceText, path: Path | None) -> Loaded:
        title: str | None = None
        data: Plain = None
        if self.strict:
            document = parse_document(source, self.report)
            title = self.front_matter(document)
        else:
            front = front_matter(source)
            data = None if front is None else read_plain(front, self.report)
            document = parse_document(
                source,
                self.report,
                strict=False,
                includes=path is not None,
                shortcodes=SHORTCODES | shortcodes_of(data),
            )
        chapter = self.chapter(document, path)
        return Loaded(chapter, title, self.settings, self.files, data)

    def front_matter(self, document: Document) -> str | None:
        if document.front is None:
            return None
        front = read_yaml(document.front, self.report)
        if front is None:
            return None
        if not isinstance(front, Mapping):
            self.report(
                Diagnostic(
                    rules.BAD_SETTING, "front matter holds keys and values", front.span, "title: …"
                )
            )
            return None
        title = front.get("title")
        self.settings_in(front.get("argmap"), "argmap")
        return title.raw if isinstance(title, Scalar) and title.raw else None

    def settings_in(self, value: Value | None, name: str) -> None:
        if isinstance(value, Mapping):
            self.settings.append(value)
        elif value is not None and not (isinstance(value, Scalar) and value.value is None):
            self.report(
                Diagnostic(
                    rules.BAD_SETTING,
                    f"{name} holds keys and values",
                    value.span,
                    "version: 1 and the settings, indented, below it",
                )
            )

    def chapter(self, document: Document, path: Path | None) -> Chapter:
        if path is not None:
            resolved = path.resolve()
            self.seen.add(resolved)
            self.open.append(resolved)
            self.files.append(document.source.name)
            if self.strict:
                self.side_files(path, document.source.name)
        parts = tuple(self.parts(document, path))
        if path is not None:
            self.open.pop()
        return Chapter(document, parts)

    def parts(self, document: Document, path: Path | None) -> Iterator[Block | Chapter]:
        for block in document.blocks:
            if not isinstance(block, Include):
                yield block
                continue
            included = self.include(block, path)
            if included is not None:
                yield included

    def include(self, include: Include, path: Path | None) -> Chapter | None:
        span = include.span
        if path is None or self.folder is None:
            self.problem(
                rules.INCLUDE_MISSING,
                "a text that is in no file includes nothing",
                span,
                "save the text, and read the file",
            )
            return None
        target = path.parent / include.path
        try:
            resolved = target.resolve()
            inside = resolved.is_relative_to(self.folder)
        except (OSError, ValueError, RuntimeError):
            inside = False
            resolved = target
        if not inside:
            self.problem(
                rules.INCLUDE_OUTSIDE,
                f"{include.path!r} lies outside the folder of the file",
                span,
                "a path inside the folder",
            )
            return None
        if resolved in self.open:
            self.problem(
                rules.INCLUDE_CYCLE,
                f"{include.path!r} is being included already: it includes itself",
                span,
                "what both need in a file of its own",
            )
            return None
        if resolved in self.seen:
            return None
        if len(self.open) >= DEPTH:
            self.problem(
                rules.TOO_DEEP,
                f"files include each other {DEPTH} levels deep",
                span,
                "includes in one file, side by side",
            )
            return None
        return self.included(include, target, span)

    def included(self, include: Include, target: Path, span: Span) -> Chapter | None:
        complaints: list[Diagnostic] = []
        name = str(Path(span.source.name).parent / include.path)
        source = self.fetch(target, name, complaints.append)
        for complaint in complaints:
            if complaint.rule is rules.UNREADABLE:
                message = f"{include.path!r}: {complaint.message}"
                similar = near_file(target)
                path = str(Path(include.path).with_name(similar)) if similar else "a file beside"
                self.problem(rules.INCLUDE_MISSING, message, span, f"@include({path})")
            else:
                self.report(complaint)
        if source is None:
            self.seen.add(target.resolve())
            return None
        document = parse_document(source, self.report, strict=self.strict)
        if document.front is not None:
            side = target.name.removesuffix(target.suffix) + SIDE_SUFFIX
            self.problem(
                rules.INCLUDE_FRONT_MATTER,
                "an included file has no front matter of its own",
                document.front,
                f"its settings in {side} beside it",
            )
        return self.chapter(document, target)

    def side_files(self, path: Path, name: str) -> None:
        stem = path.name.removesuffix(path.suffix)
        candidates = [path.parent / (stem + SIDE_SUFFIX)]
        folder = path.resolve().parent
        if folder not in self.folders:
            self.folders.add(folder)
            candidates.append(path.parent / FOLDER_SETTINGS)
        for side in candidates:
            if not side.is_file():
                continue
            source = self.fetch(side, str(Path(name).parent / side.name), self.report)
            if source is not None:
                self.files.append(source.name)
                value = read_yaml(Span(source, 0, len(source.text)), self.report)
                self.settings_in(value, "a settings file")

    def problem(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self.report(Diagnostic(rule, message, span, remedy))
