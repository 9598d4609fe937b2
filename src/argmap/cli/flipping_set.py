"""`argmap flipping-set`: without which few things would two positions change order?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_result, formatted, wrong_usage

if TYPE_CHECKING:
    from argmap.analysis.grouping import Grouping
    from argmap.semantics.modular import ModularSemantics


@click.command("flipping-set", short_help="Find a few items without which the order flips.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over
@options.by
@options.semantics
@options.supposing
@formatted
def flipping_set(
    file: str,
    position: str,
    over: str,
    by: Grouping | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
) -> None:
    """A small set of items, links, sources … without which POSITION and the one it is compared
    with change order. A smaller one may exist.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.flipping import flipping_set as smallest
    from argmap.analysis.grouping import ITEM

    with wrong_usage():
        result = smallest(
            map_, position, over=over, by=by or ITEM, semantics=semantics, scenario=scenario
        )
    deliver_result(result, style, output, files)
