"""`argmap compare`: who leads under each scenario, and what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Compare the scenarios of FILE: who leads, what moved.")
@click.argument("file", type=click.Path())
@click.option(
    "--scenario", "chosen", metavar="ID", multiple=True, help="These alone; else all of the file."
)
@options.semantics
@pictured
def compare(
    file: str,
    chosen: tuple[str, ...],
    semantics: ModularSemantics | None,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Score FILE under no scenario and under each of its scenarios, side by side: scores, changes,
    flips of order, and by how much each position falls short of the best.
    """
    map_, files = read_map(file)

    from argmap.analysis.compare import compare as compared

    with wrong_usage():
        scenarios = [map_.scenario(name) for name in chosen] or None
        result = compared(map_, scenarios, semantics=semantics)
    deliver_picture(result, style, output, files, theme)
