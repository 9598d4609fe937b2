"""`argmap sweep`: what becomes of the positions as one weight goes from one value to another?"""

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


@click.command(short_help="Score FILE at each of some values of one weight.")
@click.argument("file", type=click.Path())
@click.argument("swept", metavar="SELECTOR=LOW..HIGH", callback=options.swept)
@options.steps
@options.action
@options.semantics
@pictured
def sweep(
    file: str,
    swept: tuple[str, float, float],
    steps: int,
    action: Action | None,
    semantics: ModularSemantics | None,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Score FILE at equal distances between two values of what is selected: strengths of nodes,
    weights of links ('[A] -> [B]=0..1').
    """
    map_, files = read_map(file)

    from argmap.analysis.compare import compare
    from argmap.analysis.sweep import sweep as scenarios

    with wrong_usage():
        result = compare(map_, scenarios(*swept, steps=steps, action=action), semantics=semantics)
    deliver_picture(result, style, output, files, theme)
