"""`argmap sample`: how often does each position come first, as far as anybody knows?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage
from argmap.cli.screen import progress

if TYPE_CHECKING:
    from argmap.sampling.layers import Layer
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Draw what is not known exactly: who comes first how often?")
@click.argument("file", type=click.Path())
@click.option("-n", type=int, default=100_000, metavar="N", help="How many draws; 100,000.")
@options.scenarios
@options.drawing
@click.option(
    "--drivers",
    metavar="POSITION",
    help="Instead, what the lead of this position goes with; in the last scenario named.",
)
@options.semantics
@options.quiet
@pictured
def sample(
    file: str,
    n: int,
    chosen: tuple[str, ...],
    seed: int,
    layers: tuple[Layer, ...] | None,
    correlation: float,
    spread: float,
    drivers: str | None,
    semantics: ModularSemantics | None,
    quiet: bool,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Vary FILE's weights within their ranges, let claims turn out true or false, and count how
    often each position comes first.
    """
    map_, files = read_map(file, quiet=quiet)

    from argmap.analysis.compare import BASE
    from argmap.sampling.sample import sample as sampled

    with wrong_usage(), progress("Drawing", quiet=quiet) as tell:
        result = sampled(
            map_,
            n,
            seed=seed,
            scenarios=[map_.scenario(name) for name in chosen],
            layers=layers,
            correlation=correlation,
            spread=spread,
            semantics=semantics,
            progress=tell,
        )
        under = chosen[-1] if chosen else BASE
        answer = result if drivers is None else result.drivers(drivers, scenario=under)
    deliver_picture(answer, style, output, files, theme)
