"""`argmap grid`: who leads for every value of one weight with every value of another?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.model.scenario import Action
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say who leads for all values of two weights together.")
@click.argument("file", type=click.Path())
@click.argument("down", metavar="SELECTOR=LOW..HIGH", callback=options.swept)
@click.argument("across", metavar="SELECTOR=LOW..HIGH", callback=options.swept)
@options.steps
@options.action
@click.option("--question", metavar="ID", help="Which question; the first of the file.")
@options.semantics
@pictured
def grid(
    file: str,
    down: tuple[str, float, float],
    across: tuple[str, float, float],
    steps: int,
    action: Action | None,
    question: str | None,
    semantics: ModularSemantics | None,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Score FILE for every value of the one selection, down, with every value of the other,
    across, and show which position comes first in each cell.
    """
    map_, files = read_map(file)

    from argmap.analysis.grid import grid as crossed
    from argmap.analysis.sweep import sweep

    with wrong_usage():
        result = crossed(
            map_,
            sweep(*down, steps=steps, action=action),
            sweep(*across, steps=steps, action=action),
            question=question,
            semantics=semantics,
        )
    deliver_picture(result, style, output, files, theme)
