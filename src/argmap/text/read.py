"""Text in, map out: files, what they include, their settings, their lines, the map."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.text import rules
from argmap.text.allowances import read_allowances
from argmap.text.build import build_map
from argmap.text.complaints import Complaints
from argmap.text.file import Fetch, cleaned, fetching, read_file
from argmap.text.growing import growing
from argmap.text.include import load_text
from argmap.text.language import ARGDOWN, ARGMAP, Language, language_of, speaks_argmap
from argmap.text.lines import read_lines
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


@growing()
def _reading(
    source: SourceText,
    path: Path | None,
    found: Complaints,
    language: Language | None,
    fetch: Fetch = read_file,
) -> Reading:
    told = language or language_of(source, path)
    if told is ARGDOWN:
        return _plain(source, path, found, fetch)
    if told is ARGMAP:
        return _reading_argmap(source, path, found, fetch)
    # There are no settings. A text that indents as it likes is Argdown, if Argdown accepts it and
    # nothing in it is argmap's.
    reading = _reading_argmap(source, path, complaints := found.copy(), fetch)
    free = any(one.rule in (rules.TAB, rules.INDENT) for one in complaints.found)
    if not free or speaks_argmap(source):
        return reading
    plain = _plain(source, path, found, fetch)
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


def _plain(source: SourceText, path: Path | None, found: Complaints, fetch: Fetch) -> Reading:
    # Most texts are argmap's and need none of this.
    from argmap.text.plain import reading

    return reading(source, path, found, fetch)
