"""Text in, map out: files, what they include, their settings, their lines, the map."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from argmap.diagnostics import Diagnostic, Severity, SourceText, Span, in_order
from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.text import rules
from argmap.text.allowances import read_allowances
from argmap.text.argdown import Argdown
from argmap.text.build import build_map
from argmap.text.collecting import collect
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
    found: list[Diagnostic] = []
    name = os.fspath(path)
    fetch = fetching(unsaved) if unsaved else read_file
    source = fetch(Path(name), name, found.append)
    if source is None:
        return Reading(None, in_order(found))
    return _reading(source, Path(name), found, language, fetch)


def parse(text: str, *, name: str = "<text>", language: Language | None = None) -> Reading:
    """As `read`, for a text that is in no file and so can include nothing."""
    found: list[Diagnostic] = []
    return _reading(cleaned(text, name, found.append), None, found, language)


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
    found: list[Diagnostic],
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
    reading = _reading_argmap(source, path, complaints := list(found), fetch)
    free = any(one.rule in (rules.TAB, rules.INDENT) for one in complaints)
    if not free or speaks_argmap(source):
        return reading
    plain = _reading_argdown(source, path, found, fetch)
    return plain if plain.ok else reading


def _reading_argmap(
    source: SourceText, path: Path | None, found: list[Diagnostic], fetch: Fetch
) -> Reading:
    report = found.append
    loaded = load_text(source, path, report, ARGMAP, fetch)
    settings = read_settings(merged(loaded.settings, report), report)
    lines = read_lines(loaded.chapter, settings.sources, report)
    whole = Span(source, 0, 0)
    before = len(found)
    map_ = build_map(lines, settings, loaded.title, whole, report)
    if map_ is None and any(one.severity is Severity.ERROR for one in found[:before]):
        # An empty map is what the errors before it left, not a mistake of its own.
        found[before:] = [one for one in found[before:] if one.code != "AM105"]
    allowances = tuple(read_allowances(loaded.chapter, report))
    return Reading(map_, in_order(found), allowances, loaded.files)


def _reading_argdown(
    source: SourceText, path: Path | None, found: list[Diagnostic], fetch: Fetch
) -> Reading:
    text, loaded = _argdown(source, path, found, fetch)
    map_ = map_of(text, found.append)
    if map_ is None and text.ok:
        found.append(_empty(source))
    found.extend(_not_applied(key, loaded) for key in not_applied(text.front_matter))
    return Reading(map_, in_order(found), files=loaded.files)


def _empty(source: SourceText) -> Diagnostic:
    span = Span(source, 0, 0)
    return Diagnostic(rules.EMPTY, "there is no statement here", span, "[Title]: a statement")


def read_argdown(path: str | os.PathLike[str]) -> Argdown:
    """What an Argdown file and what it includes say. Never raises on content, whatever the
    bytes."""
    found: list[Diagnostic] = []
    name = os.fspath(path)
    source = read_file(Path(name), name, found.append)
    if source is None:
        return Argdown(diagnostics=in_order(found))
    return _argdown(source, Path(name), found)[0]


def parse_argdown(text: str, *, name: str = "<text>") -> Argdown:
    """As `read_argdown`, for a text that is in no file and so can include nothing."""
    found: list[Diagnostic] = []
    return _argdown(cleaned(text, name, found.append), None, found)[0]


@_growing()
def _argdown(
    source: SourceText, path: Path | None, found: list[Diagnostic], fetch: Fetch = read_file
) -> tuple[Argdown, Loaded]:
    report = found.append
    loaded = load_text(source, path, report, ARGDOWN, fetch)
    result = regrouped(collect(loaded.chapter, options_of(loaded.front_matter), report))
    if not loaded.chapter.parts and not found:
        report(_empty(source))
    return evolve(result, diagnostics=in_order(found)), loaded


def _not_applied(key: str, loaded: Loaded) -> Diagnostic:
    return Diagnostic(
        rules.NOT_APPLIED,
        f"{key!r} is read and kept, and changes nothing here",
        loaded.chapter.document.front,
        "Argdown's own tools for what it does",
    )
