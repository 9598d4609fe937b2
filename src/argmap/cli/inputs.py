"""Reading a file for a command: complaints go to stderr, and nothing is written over an input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.screen import Line, show

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic, Span
    from argmap.model.map import ArgumentMap


def read_map(path: str, *, quiet: bool = False) -> ArgumentMap:
    """The map in a file; ends the command with status 1 when there is none.

    Errors and warnings are shown, of a quiet command errors alone. Notes are `check`'s.
    """
    from argmap.diagnostics import Severity
    from argmap.text.read import read

    reading = read(path)
    worst = (Severity.ERROR,) if quiet else (Severity.ERROR, Severity.WARNING)
    show(complaints(one for one in reading.diagnostics if one.severity in worst), err=True)
    if reading.map is None or not reading.ok:
        raise click.exceptions.Exit(1)
    return reading.map


def complaints(diagnostics: Iterable[Diagnostic]) -> Iterator[Line]:
    """Diagnostics as lines, an empty one between two."""
    from argmap.rendering import as_text

    for number, one in enumerate(diagnostics):
        if number:
            yield ()
        severity = one.severity.value
        mark = f" {severity}[{one.code}] "
        for at, text in enumerate(as_text(one).split("\n")):
            if at == 0 and mark in text:
                place, _, message = text.partition(mark)
                yield ((place, "heading"), (mark, severity), (message, ""))
            elif text.lstrip().strip("^") == "":
                yield ((text, severity),)
            else:
                yield ((text, "" if text.startswith("  = ") else "dim"),)


def guard_inputs(output: str, path: str, map_: ArgumentMap) -> None:
    """Refuse to write over the file that was read or one that it draws on."""
    for name in (path, *_with_settings(files_of(map_))):
        if _same(output, name):
            raise click.BadParameter(
                f"{output} is read to make this; give another name", param_hint="'-o'"
            )


def files_of(map_: ArgumentMap) -> tuple[str, ...]:
    """The files in which something of the map was written, in order."""
    spans: list[Span | None] = [map_.origin]
    spans.extend(one.origin for one in map_.nodes)
    spans.extend(one.origin for one in map_.links)
    spans.extend(one.origin for one in map_.sources)
    spans.extend(one.origin for one in map_.questions)
    spans.extend(one.origin for one in map_.scenarios)
    return tuple(dict.fromkeys(one.source.name for one in spans if one is not None))


def _with_settings(names: Iterable[str]) -> Iterator[str]:
    """The files, and where settings for them may stand."""
    from argmap.text.include import FOLDER_SETTINGS, SIDE_SUFFIX

    for name in names:
        path = Path(name)
        yield name
        yield str(path.with_name(path.name.removesuffix(path.suffix) + SIDE_SUFFIX))
        yield str(path.with_name(FOLDER_SETTINGS))


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.abspath(one) == os.path.abspath(other)
