"""`argmap radius`: how far must all weights move together until the order flips?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_result, formatted, wrong_usage

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics


@click.command(short_help="Say how far all weights must move until two positions change order.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over
@options.semantics
@options.supposing
@formatted
def radius(
    file: str,
    position: str,
    over: str,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
) -> None:
    """How far all weights have to move at once, each the way that hurts POSITION, until the other
    position is no longer behind it.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.radius import radius as smallest

    with wrong_usage():
        result = smallest(map_, position, over=over, semantics=semantics, scenario=scenario)
    deliver_result(result, style, output, files)
