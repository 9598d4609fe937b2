"""`argmap contributions`: who contributes how much to a position?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.analysis.grouping import Grouping
    from argmap.analysis.methods import Method
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say who contributes how much to a position.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over_or_none
@options.by
@options.method
@click.option(
    "--permutations",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Of Shapley values with more than 16 players.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the permutations.")
@options.semantics
@options.supposing
@pictured
def contributions(
    file: str,
    position: str,
    over: str | None,
    by: Grouping | None,
    method: Method | None,
    permutations: int,
    seed: int,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Share out the strength of POSITION, or its lead over another, among what bears on it."""
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.contributions import contributions as shares
    from argmap.analysis.grouping import ITEM
    from argmap.analysis.methods import SHAPLEY
    from argmap.assessment import assess

    with wrong_usage():
        result = shares(
            assess(map_, semantics=semantics, scenario=scenario),
            position,
            over=over,
            method=method or SHAPLEY,
            by=by or ITEM,
            permutations=permutations,
            seed=seed,
        )
    deliver_picture(result, style, output, files, theme)
