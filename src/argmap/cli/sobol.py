"""`argmap sobol`: which sources, items or tags does the uncertainty of a lead come from?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage
from argmap.cli.screen import progress

if TYPE_CHECKING:
    from argmap.analysis.grouping import Grouping
    from argmap.sampling.layers import Layer
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say where the uncertainty of a position or a lead comes from.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over_or_none
@click.option("-n", type=int, default=1024, metavar="N", help="Points, a power of 2; 1024.")
@options.grouping("source")
@options.drawing
@options.semantics
@options.supposing
@options.quiet
@pictured
def sobol(
    file: str,
    position: str,
    over: str | None,
    n: int,
    by: Grouping | None,
    seed: int,
    layers: tuple[Layer, ...] | None,
    correlation: float,
    spread: float,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    quiet: bool,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Share out the variance of POSITION, or of its lead over another, among sources, items or
    tags: Sobol indices. Needs argmap[sensitivity].
    """
    map_, files = read_map(file, quiet=quiet)
    scenario = supposed.of(map_)

    from argmap.analysis.grouping import SOURCE
    from argmap.sampling.sobol import sobol as accounts

    with wrong_usage(), progress("Weighing", quiet=quiet) as tell:
        result = accounts(
            map_,
            position,
            over=over,
            by=by or SOURCE,
            n=n,
            seed=seed,
            scenario=scenario,
            layers=layers,
            correlation=correlation,
            spread=spread,
            semantics=semantics,
            progress=tell,
        )
    deliver_picture(result, style, output, files, theme)
