"""Text in, map out: files, what they include, their settings, their lines, the map."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity, SourceText, Span, in_order
from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.text.allowances import read_allowances
from argmap.text.build import build_map
from argmap.text.file import Fetch, cleaned, fetching, read_file
from argmap.text.include import load_text
from argmap.text.lines import read_lines
from argmap.text.settings import merged, read_settings


def read(path: str | os.PathLike[str], *, unsaved: Mapping[Path, bytes] | None = None) -> Reading:
    """Read a file and what it includes. Never raises on content, whatever the bytes: everything
    that is wrong is among the diagnostics.

    `unsaved` holds, by resolved path, contents to read in the place of what is on disk.
    """
    found: list[Diagnostic] = []
    name = os.fspath(path)
    fetch = fetching(unsaved) if unsaved else read_file
    source = fetch(Path(name), name, found.append)
    if source is None:
        return Reading(None, in_order(found))
    return _reading(source, Path(name), found, fetch)


def parse(text: str, *, name: str = "<text>") -> Reading:
    """As `read`, for a text that is in no file and so can include nothing."""
    found: list[Diagnostic] = []
    return _reading(cleaned(text, name, found.append), None, found)


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """The map in a file; raises `ReadError`, which carries the diagnostics, when there is none."""
    return read(path).required()


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
            gc.enable()


@_growing()
def _reading(
    source: SourceText, path: Path | None, found: list[Diagnostic], fetch: Fetch = read_file
) -> Reading:
    report = found.append
    loaded = load_text(source, path, report, fetch)
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
