"""`argmap diff`: what changed between two versions of a map, and what that did to the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.outputs import deliver_result, formatted, wrong_usage

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics


@click.command(short_help="Say what changed between two versions, and what it did to the ranking.")
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="[NEW]", required=False, type=click.Path())
@click.option(
    "--rev",
    metavar="REVISION",
    help="In place of NEW: compare OLD as git recorded it, at HEAD~1 say, with OLD as it is.",
)
@options.semantics
@formatted
def diff(
    old: str,
    new: str | None,
    rev: str | None,
    semantics: ModularSemantics | None,
    style: str | None,
    output: str | None,
) -> None:
    """What was added, dropped, reworded or weighed anew between the files OLD and NEW, and how the
    positions moved.

    \b
    Since the last commit but one:
      argmap diff map.argdown --rev HEAD~1
    """
    if (new is None) == (rev is None):
        raise click.UsageError("give two files, or one and --rev")
    before, old_files = read_map(old, revision=rev)
    after, new_files = read_map(new or old)

    from argmap.analysis.difference import diff as difference

    with wrong_usage():
        result = difference(before, after, semantics=semantics)
    deliver_result(result, style, output, (*old_files, *new_files))
