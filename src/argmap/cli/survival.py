"""`argmap survival`: does the order survive under every semantics?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured

if TYPE_CHECKING:
    from argmap.views.painting.palette import Theme


@click.command(short_help="Rank the positions of FILE under every semantics.")
@click.argument("file", type=click.Path())
@options.supposing
@pictured
def survival(
    file: str, supposed: Supposed, style: str | None, output: str | None, theme: Theme | None
) -> None:
    """Score FILE under every semantics that accepts it, and say why the others do not."""
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.survival import survival as survived

    deliver_picture(survived(map_, scenario=scenario), style, output, files, theme)
