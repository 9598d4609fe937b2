"""`argmap rename`: another title for a statement or an argument, everywhere at once."""

from __future__ import annotations

import click

from argmap.cli.edits import deliver_edits, diffed, reading_errors
from argmap.cli.outputs import wrong_usage


@click.command(short_help="Change a title wherever it is written, in all files of a map.")
@click.argument("old")
@click.argument("new")
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@diffed
def rename(old: str, new: str, files: tuple[str, ...], diff: bool) -> None:
    """Give what is titled OLD the title NEW: in each FILE, what it includes and its settings; in
    lines, mentions, braces, scenarios, selectors, expectations and allowances.

    The maps are compared before anything is written: they are the same but for the title, or
    nothing is changed.
    """
    from argmap.writing.manuscript import renamed_in

    with wrong_usage(), reading_errors():
        changed = renamed_in(files, old, new)
    deliver_edits(changed, diff=diff)
