"""`argmap new`: a file to begin with."""

from __future__ import annotations

import os

import click

from argmap.cli.screen import show

_TEMPLATES = ("map", "debate", "ach", "decision")


@click.command(short_help="Begin a map: write a file with an example and comments.")
@click.argument("file", type=click.Path())
@click.option(
    "--template",
    type=click.Choice(_TEMPLATES),
    default="map",
    show_default=True,
    help="What it is for: a debate, an analysis of competing hypotheses, a decision.",
)
def new(file: str, template: str) -> None:
    """Write FILE, a small map with comments that say how to go on. A file that is there already is
    never written over.
    """
    from argmap.files import write_new
    from argmap.writing.starting import TEMPLATES

    name = file if os.path.splitext(file)[1] else f"{file}.argdown"
    write_new(name, TEMPLATES.named(template).text.encode())
    show(
        [
            ((f"{name}: written", "heading"),),
            ((f"argmap assess {name}", ""), ("   scores it", "dim")),
            ((f"argmap draw {name}", ""), ("     draws it", "dim")),
        ]
    )
