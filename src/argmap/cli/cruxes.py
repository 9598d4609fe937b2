"""`argmap cruxes`: on which numbers does the difference between two analysts hang?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map, required
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say which numbers make two analysts come to different results.")
@click.argument("file", type=click.Path())
@click.argument("one", type=click.Path())
@click.argument("other", type=click.Path())
@click.argument("position", required=False)
@options.over_or_none
@click.option(
    "--permutations",
    type=click.IntRange(min=4),
    default=200,
    show_default=True,
    help="With more than 16 numbers.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the permutations.")
@options.semantics
@options.supposing
@pictured
def cruxes(
    file: str,
    one: str,
    other: str,
    position: str | None,
    over: str | None,
    permutations: int,
    seed: int,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Share the difference between the overlays ONE and OTHER in the strength of POSITION, or its
    lead over another, among the numbers on which they differ. Without POSITION, what they differ
    on most.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.cruxes import cruxes as shares
    from argmap.text.overlay import read_overlay

    ana, ben = (required(read_overlay(path, map_)) for path in (one, other))
    with wrong_usage():
        result = shares(
            map_,
            ana,
            ben,
            position,
            over=over,
            semantics=semantics,
            scenario=scenario,
            permutations=permutations,
            seed=seed,
        )
    deliver_picture(result, style, output, (*files, one, other), theme)
