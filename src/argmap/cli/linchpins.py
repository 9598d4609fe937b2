"""`argmap linchpins`: which single statements decide who comes first?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_result, formatted

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics


@click.command(short_help="Find the single statements that decide who comes first.")
@click.argument("file", type=click.Path())
@options.semantics
@options.supposing
@formatted
def linchpins(
    file: str,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
) -> None:
    """Suppose each statement of FILE true and false in turn, and list those that change which
    position comes first.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.linchpins import linchpins as found

    deliver_result(found(map_, semantics=semantics, scenario=scenario), style, output, files)
