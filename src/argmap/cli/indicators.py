"""`argmap indicators`: what is worth finding out next?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage
from argmap.cli.screen import progress

if TYPE_CHECKING:
    from argmap.sampling.layers import Layer
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Rank what nobody has observed by how far it would move the order.")
@click.argument("file", type=click.Path())
@click.option("-n", type=int, default=50_000, metavar="N", help="How many draws; 50,000.")
@options.drawing
@options.semantics
@options.supposing
@options.quiet
@pictured
def indicators(
    file: str,
    n: int,
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
    """Events of FILE, and claims that nobody is cited for, by how much learning whether they are
    true would be expected to change who comes first.
    """
    map_, files = read_map(file, quiet=quiet)
    scenario = supposed.of(map_)

    from argmap.sampling.indicators import indicators as found

    with wrong_usage(), progress("Drawing", quiet=quiet) as tell:
        result = found(
            map_,
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
