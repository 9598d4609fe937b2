"""Reading a file for a command: complaints go to stderr, and nothing is written over an input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from argmap.cli.screen import Line, show

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic
    from argmap.model.map import ArgumentMap
    from argmap.reading import Parsed


_Value = TypeVar("_Value")


def read_map(
    path: str, *, quiet: bool = False, revision: str | None = None
) -> tuple[ArgumentMap, tuple[str, ...]]:
    """The map in a file, or in the file as git recorded it at a revision, and the files it was
    read from; ends the command with status 1 when there is none.

    Errors and warnings are shown, of a quiet command errors alone. Notes are `check`'s.
    """
    from argmap.diagnostics import Severity

    if revision is None:
        from argmap.formats import read

        reading = read(path)
    else:
        from argmap.text.revision import read_at

        reading = read_at(path, revision)
    worst = (Severity.ERROR,) if quiet else (Severity.ERROR, Severity.WARNING)
    show(complaints(one for one in reading.diagnostics if one.severity in worst), err=True)
    if reading.map is None or not reading.ok:
        raise click.exceptions.Exit(1)
    return reading.map, reading.files


def required(parsed: Parsed[_Value]) -> _Value:
    """What a file holds that is no map; complaints are as `read_map`'s."""
    from argmap.diagnostics import Severity

    worst = (Severity.ERROR, Severity.WARNING)
    show(complaints(one for one in parsed.diagnostics if one.severity in worst), err=True)
    if parsed.value is None or not parsed.ok:
        raise click.exceptions.Exit(1)
    return parsed.value


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


def guard_inputs(output: str, files: Iterable[str]) -> None:
    """Refuse to write over one of the files that were read."""
    for name in files:
        if _same(output, name):
            raise click.BadParameter(
                f"{output} is read to make this; give another name", param_hint="'-o'"
            )


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.abspath(one) == os.path.abspath(other)
