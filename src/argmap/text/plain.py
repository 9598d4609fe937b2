"""Plain Argdown: from a text to what it says, and to a map."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import evolve

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.reading import Reading
from argmap.text import rules
from argmap.text.argdown import Argdown
from argmap.text.collecting import collect
from argmap.text.complaints import Complaints
from argmap.text.file import Fetch, cleaned, read_file
from argmap.text.growing import growing
from argmap.text.include import Loaded, load_text
from argmap.text.language import ARGDOWN
from argmap.text.mapping import map_of
from argmap.text.options import not_applied, options_of
from argmap.text.regrouping import regrouped


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


def reading(
    source: SourceText, path: Path | None, found: Complaints, fetch: Fetch = read_file
) -> Reading:
    """The map of a text in plain Argdown; every relation that has no place in a map is reported."""
    text, loaded = _argdown(source, path, found, fetch)
    map_ = map_of(text, found)
    if map_ is None and text.ok:
        found(_empty(source))
    for key in not_applied(text.front_matter):
        found(_not_applied(key, loaded))
    return Reading(map_, found.in_order(), files=loaded.files)


@growing()
def _argdown(
    source: SourceText, path: Path | None, found: Complaints, fetch: Fetch = read_file
) -> tuple[Argdown, Loaded]:
    loaded = load_text(source, path, found, ARGDOWN, fetch)
    result = regrouped(collect(loaded.chapter, options_of(loaded.front_matter), found))
    if not loaded.chapter.parts and not found.has_error:
        found(_empty(source))
    return evolve(result, diagnostics=found.in_order()), loaded


def _empty(source: SourceText) -> Diagnostic:
    span = Span(source, 0, 0)
    return Diagnostic(rules.EMPTY, "there is no statement here", span, "[Title]: a statement")


def _not_applied(key: str, loaded: Loaded) -> Diagnostic:
    return Diagnostic(
        rules.NOT_APPLIED,
        f"{key!r} is read and kept, and changes nothing here",
        loaded.chapter.document.front,
        "Argdown's own tools for what it does",
    )
