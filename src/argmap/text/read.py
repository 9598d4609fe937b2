"""Text in, map out: files, what they include, their settings, their lines, the map."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.text import rules
from argmap.text.allowances import read_allowances
from argmap.text.argdown import Argdown
from argmap.text.build import build_map
from argmap.text.collecting import collect
from argmap.text.complaints import Complaints
from argmap.text.file import Fetch, cleaned, fetching, read_file
from argmap.text.include import Loaded, load_text
from argmap.text.language import ARGDOWN, ARGMAP, Language, language_of, speaks_argmap
from argmap.text.lines import read_lines
from argmap.text.mapping import map_of
from argmap.text.options import not_applied, options_of
from argmap.text.regrouping import regrouped
from argmap.text.settings import merged, read_settings


def read(
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    unsaved: Mapping[Path, bytes] | None = None,
) -> Reading:
    """Read a file and what it includes. Never raises on content, whatever the bytes: everything
    that is wrong is among the diagnostics. Without a `language`, the text decides; see
    `language_of`.

    `unsaved` holds, by resolved path, contents to read in the place of what is on disk.
    """
    found = Complaints()
    name = os.fspath(path)
    fetch = fetching(unsaved) if unsaved else read_file
    source = fetch(Path(name), name, found)
    if source is None:
        return Reading(None, found.in_order())
    return _reading(source, Path(name), found, language, fetch)


def parse(text: str, *, name: str = "<text>", language: Language | None = None) -> Reading:
    """As `read`, for a text that is in no file and so can include nothing."""
    found = Complaints()
    return _reading(cleaned(text, name, found), None, found, language)


def load(path: str | os.PathLike[str], *, language: Language | None = None) -> ArgumentMap:
    """The map in a file; raises `ReadError`, which carries the diagnostics, when there is none."""
    return read(path, language=language).required()


@contextlib.contextmanager
def _growing() -> Iterator[None]:
    """Look for no garbage meanwhile: reading makes one large tree, of which nothing can be freed
    before the end, and looking through it again and again would take more than linear time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:
                # What was read counts as old at once, without another look at all of it.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@_growing()
def _reading(
    source: SourceText,
    path: Path | None,
    found: Complaints,
    language: Language | None,
    fetch: Fetch = read_file,
) -> Reading:
    told = language or language_of(source, path)
    if told is ARGDOWN:
        return _reading_argdown(source, path, found, fetch)
    if told is ARGMAP:
        return _reading_argmap(source, path, found, fetch)
    # There are no settings. A text that indents as it likes is Argdown, if Argdown accepts it and
    # nothing in it is argmap's.
    reading = _reading_argmap(source, path, complaints := found.copy(), fetch)
    free = any(one.rule in (rules.TAB, rules.INDENT) for one in complaints.found)
    if not free or speaks_argmap(source):
        return reading
    plain = _reading_argdown(source, path, found, fetch)
    return plain if plain.ok else reading


def _reading_argmap(
    source: SourceText, path: Path | None, found: Complaints, fetch: Fetch
) -> Reading:
    loaded = load_text(source, path, found, ARGMAP, fetch)
    settings = read_settings(merged(loaded.settings, found), found)
    lines = read_lines(loaded.chapter, settings.sources, found)
    broken = found.has_error

    def report(one: Diagnostic) -> None:
        # An empty map is what the errors before it left, not a mistake of its own.
        if not (broken and one.rule is rules.EMPTY):
            found(one)

    map_ = build_map(lines, settings, loaded.title, Span(source, 0, 0), report)
    allowances = tuple(read_allowances(loaded.chapter, found))
    return Reading(map_, found.in_order(), allowances, loaded.files)


def _reading_argdown(
    source: SourceText, path: Path | None, found: Complaints, fetch: Fetch
) -> Reading:
    text, loaded = _argdown(source, path, found, fetch)
    map_ = map_of(text, found)
    if map_ is None and text.ok:
        found(_empty(source))
    for key in not_applied(text.front_matter):
        found(_not_applied(key, loaded))
    return Reading(map_, found.in_order(), files=loaded.files)


def _empty(source: SourceText) -> Diagnostic:
    span = Span(source, 0, 0)
    return Diagnostic(rules.EMPTY, "there is no statement here", span, "[Title]: a statement")


def read_argdown(path: str | os.PathLike[str]) -> Argdown:
    """What an Argdown file and what it includes say. Never raises on content, whatever the
    bytes."""
    found = Complaints()
    name = os.fspath(path)
    source = read_file(Path(name), name, found)
    if source is None:
        return Argdown(diagnostics=found.in_order())
    return _argdown(source, Path(name), found)[0]


def parse_argdown(text: str, *, name: str = "<text>") -> Argdown:
    """As `read_argdown`, for a text that is in no file and so can include nothing."""
    found = Complaints()
    return _argdown(cleaned(text, name, found), None, found)[0]


@_growing()
def _argdown(
    source: SourceText, path: Path | None, found: Complaints, fetch: Fetch = read_file
) -> tuple[Argdown, Loaded]:
    loaded = load_text(source, path, found, ARGDOWN, fetch)
    result = regrouped(collect(loaded.chapter, options_of(loaded.front_matter), found))
    if not loaded.chapter.parts and not found.has_error:
        found(_empty(source))
    return evolve(result, diagnostics=found.in_order()), loaded


def _not_applied(key: str, loaded: Loaded) -> Diagnostic:
    return Diagnostic(
        rules.NOT_APPLIED,
        f"{key!r} is read and kept, and changes nothing here",
        loaded.chapter.document.front,
        "Argdown's own tools for what it does",
    )
