"""`argmap convert`: a map in another format."""

from __future__ import annotations

import click

from argmap.cli.inputs import complaints, guard_inputs
from argmap.cli.screen import show


@click.command(short_help="Write a map in another format: text, JSON.")
@click.argument("source", type=click.Path(), metavar="FILE")
@click.argument("target", type=click.Path(), metavar="OUTPUT")
@click.option("--force", is_flag=True, help="Write over OUTPUT if it is there.")
def convert(source: str, target: str, force: bool) -> None:
    """Read FILE and write OUTPUT, each in the format its suffix says: .argdown, or .json, which is
    argmap's own; what Argdown's tools export as JSON is read, too.

    What a text includes becomes part of the one file. What OUTPUT cannot carry is listed.
    """
    from pathlib import Path

    from argmap.diagnostics import Severity
    from argmap.files import write_whole
    from argmap.formats import read, written

    reading = read(source)
    show(
        complaints(one for one in reading.diagnostics if one.severity is not Severity.NOTE),
        err=True,
    )
    if reading.map is None or not reading.ok:
        raise click.exceptions.Exit(1)
    guard_inputs(target, reading.files)
    if Path(target).exists() and not force:
        raise click.UsageError(f"{target} is there already; give another name, or --force")
    text, lost = written(reading.map, target)
    write_whole(target, text.encode())
    show(complaints(lost), err=True)
