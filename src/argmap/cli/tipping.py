"""`argmap tipping`: which single weight would flip the order, and at which value?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Find the single weights that would flip the order of two positions.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over
@options.semantics
@options.supposing
@pictured
def tipping(
    file: str,
    position: str,
    over: str,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """For each weight that bears on POSITION or on the one it is compared with, the nearest value
    at which their order flips.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.tipping import tipping as tipped

    with wrong_usage():
        result = tipped(map_, position, over=over, semantics=semantics, scenario=scenario)
    deliver_picture(result, style, output, files, theme)
