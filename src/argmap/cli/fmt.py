"""`argmap fmt`: files in canonical layout, with the same meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.edits import show_diff
from argmap.cli.inputs import complaints
from argmap.cli.screen import show

if TYPE_CHECKING:
    from argmap.writing.original import Original


@click.command(short_help="Lay files out in one way, without changing what they say.")
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@click.option("--check", is_flag=True, help="Change nothing; exit with status 1 if a file would.")
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
def fmt(files: tuple[str, ...], check: bool, diff: bool) -> None:
    """Lay out each FILE, or each .argdown file in a folder: four blanks for each level, one blank
    line between blocks, lines of at most 98 characters, LF line ends.

    What is said stays the same: each file is read again before it is written, and its comments stay
    in place. A file with mistakes that no layout repairs is left as it is; exit status 1 tells.
    """
    from argmap.writing.files import format_file

    wrong: list[str] = []
    changed: list[Original] = []
    for name in dict.fromkeys(one for file in files for one in _in(file)):
        original, diagnostics = format_file(name)
        if original is None:
            show([*complaints(diagnostics), ()], err=True)
            wrong.append(name)
        elif original.changed:
            changed.append(original)
    if diff:
        show_diff(changed)
    elif not check:
        from argmap.writing.files import write_originals

        write_originals(changed)
    if not diff:
        said = "would be laid out anew" if check else "laid out anew"
        show([((f"{one.name}: {said}", ""),) for one in changed])
    show([((f"{name}: left as it is", ""),) for name in wrong], err=True)
    if wrong or (check and changed):
        raise click.exceptions.Exit(1)


def _in(name: str) -> Iterator[str]:
    """The file of that name, or the maps in the folder of that name."""
    path = Path(name)
    if not path.is_dir():
        yield name
        return
    yield from map(str, sorted(path.rglob("*.argdown")))
