"""File formats: a file for each, chosen by name or by the suffix of a path."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.diagnostics import Diagnostic
from argmap.errors import FileError
from argmap.model.map import ArgumentMap
from argmap.reading import Reading
from argmap.registry import Registry

if TYPE_CHECKING:
    from argmap.text.language import Language

Written = tuple[str, tuple[Diagnostic, ...]]


@frozen
class Format:
    """A way to keep a map in a file.

    `read` never raises on content. `write` gives the text and what of the map it does not carry.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str | os.PathLike[str]], Reading]
    write: Callable[[ArgumentMap, str], Written]


def _read_text(path: str | os.PathLike[str]) -> Reading:
    from argmap.text.read import read

    return read(path)


def _write_text(map_: ArgumentMap, name: str) -> Written:
    from argmap.writing.composing import to_text

    written = to_text(map_, name=name)
    return written.text, written.diagnostics


def _read_json(path: str | os.PathLike[str]) -> Reading:
    from argmap.formats.json_file import read

    return read(path)


def _write_json(map_: ArgumentMap, _name: str) -> Written:
    from argmap.formats.json_writing import to_json

    return to_json(map_), ()


TEXT = Format("argdown", (".argdown", ".ad", ".adown"), _read_text, _write_text)
JSON = Format("json", (".json",), _read_json, _write_json)

FORMATS = Registry("format", (TEXT, JSON))


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """The format that the suffix of a path says; None when it says none."""
    suffix = Path(path).suffix.lower()
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def read(
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,
    language: Language | None = None,
) -> Reading:
    """Read a file, and of a text what it includes. Never raises on content, whatever the bytes:
    everything that is wrong is among the diagnostics.

    The format is what the suffix says, and the text format where it says none. `language` is that
    of a text; without it, the text decides.
    """
    if language is not None:
        from argmap.text.read import read as read_text

        return read_text(path, language=language)
    return (format or format_of(path) or TEXT).read(path)


def load(
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,
    language: Language | None = None,
) -> ArgumentMap:
    """The map in a file; raises `ReadError`, which carries the diagnostics, when there is none."""
    return read(path, format=format, language=language).required()


def save(
    map_: ArgumentMap, path: str | os.PathLike[str], *, format: Format | None = None
) -> tuple[Diagnostic, ...]:
    """Write a map to a file, and return what of it the format does not carry.

    Raises `FileError` for a suffix that no format has and when the file cannot be written, and
    `ReadError` when the map has titles or ids that no text can have; then nothing is written.
    """
    from argmap.files import write_whole

    text, diagnostics = written(map_, path, format=format)
    write_whole(path, text.encode("utf-8", "replace"))
    return diagnostics


def written(
    map_: ArgumentMap, path: str | os.PathLike[str], *, format: Format | None = None
) -> Written:
    """What `save` writes to a path, and what it does not carry."""
    known = format or format_of(path)
    if known is None:
        suffixes = ", ".join(suffix for one in FORMATS for suffix in one.suffixes)
        raise FileError(f"{path}: the suffix says which format to write, one of {suffixes}")
    return known.write(map_, os.fspath(path))
