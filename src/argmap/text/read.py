"""Text in, map out: files, what they include, their settings, their lines, the map."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
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
from argmap.text.file import cleaned, read_file
from argmap.text.include import Loaded, load_text
from argmap.text.language import ARGDOWN, ARGMAP
from argmap.text.lines import read_lines
from argmap.text.options import options_of
from argmap.text.settings import merged, read_settings


def read(path: str | os.PathLike[str]) -> Reading:
    """Read a file and what it includes. Never raises on content, whatever the bytes: everything
    that is wrong is among the diagnostics."""
    found: list[Diagnostic] = []
    name = os.fspath(path)
    source = read_file(Path(name), name, found.append)
    if source is None:
        return Reading(None, in_order(found))
    return _reading(source, Path(name), found)


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
def _reading(source: SourceText, path: Path | None, found: list[Diagnostic]) -> Reading:
    report = found.append
    loaded = load_text(source, path, report, ARGMAP)
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
    source: SourceText, path: Path | None, found: list[Diagnostic]
) -> tuple[Argdown, Loaded]:
    report = found.append
    loaded = load_text(source, path, report, ARGDOWN)
    result = collect(loaded.chapter, options_of(loaded.front_matter), report)
    if not loaded.chapter.parts and not found:
        report(Diagnostic(rules.EMPTY, "there is no statement here", Span(source, 0, 0), "a text"))
    return evolve(result, diagnostics=in_order(found)), loaded
