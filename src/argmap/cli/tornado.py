"""`argmap tornado`: what moves the lead of one position over another most?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.analysis.grouping import Grouping
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say what moves a position, or its lead over another, most.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over_or_none
@options.by
@options.semantics
@options.supposing
@pictured
def tornado(
    file: str,
    position: str,
    over: str | None,
    by: Grouping | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """How far each item, source … can move POSITION within the range of its weights, and whether
    that flips the order.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.grouping import ITEM
    from argmap.analysis.tornado import tornado as swings

    with wrong_usage():
        result = swings(
            map_, position, over=over, by=by or ITEM, semantics=semantics, scenario=scenario
        )
    deliver_picture(result, style, output, files, theme)
