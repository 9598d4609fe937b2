"""Commands that change files: what they say, and writing all of it or nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from argmap.cli.inputs import complaints
from argmap.cli.screen import show

if TYPE_CHECKING:
    from argmap.writing.original import Original

_Function = TypeVar("_Function", bound=Callable[..., Any])


def diffed(command: _Function) -> _Function:
    """The option `--diff`, which arrives as `diff`."""
    return click.option("--diff", is_flag=True, help="Show what would change; write nothing.")(
        command
    )


@contextlib.contextmanager
def reading_errors() -> Iterator[None]:
    """Complaints of a text that is no map go to stderr, and the command ends with status 1."""
    from argmap.diagnostics import Severity
    from argmap.reading import ReadError

    try:
        yield
    except ReadError as error:
        errors = [one for one in error.diagnostics if one.severity is Severity.ERROR]
        show(complaints(errors), err=True)
        raise click.exceptions.Exit(1) from None


def show_diff(files: Iterable[Original]) -> None:
    """The changes of files, line by line."""
    for one in files:
        show([((line, _style(line)),) for line in one.difference.splitlines()])


def deliver_edits(files: Iterable[Original], *, diff: bool) -> None:
    """Write what changed, or show it."""
    from argmap.writing.files import write_originals

    changed = [one for one in files if one.changed]
    if diff:
        show_diff(changed)
        return
    written = write_originals(changed)
    show([((f"{name}: changed", ""),) for name in written] or [(("nothing to change", ""),)])


def _style(line: str) -> str:
    if line.startswith(("---", "+++", "@@")):
        return "dim"
    return {"+": "for", "-": "against"}.get(line[:1], "")
