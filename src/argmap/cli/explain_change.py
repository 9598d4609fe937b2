"""`argmap explain-change`: what moved from one scenario to another, and because of which change?"""

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


@click.command("explain-change", short_help="Say what moved under a scenario, and why.")
@click.argument("file", type=click.Path())
@click.option("--before", metavar="ID", help="From which scenario; without it, from none.")
@options.semantics
@options.supposing
@pictured
def explain_change(
    file: str,
    before: str | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """What moved from one scenario to the one that the options give, in sentences: who overtakes
    whom, and how much of each move is owed to which change.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.change import explain_change as explained

    with wrong_usage():
        start = None if before is None else map_.scenario(before)
        result = explained(map_, start, scenario, semantics=semantics)
    deliver_picture(result, style, output, files, theme)
