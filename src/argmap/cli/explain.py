"""`argmap explain`: why is this position where it is, and what would change that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_result, formatted, wrong_usage

if TYPE_CHECKING:
    from argmap.analysis.likelihood import Yardstick
    from argmap.semantics.modular import ModularSemantics


@click.command(short_help="Say in words why a position is ahead of another, or behind it.")
@click.argument("file", type=click.Path())
@click.argument("position")
@options.over_or_none
@options.yardstick
@options.semantics
@options.supposing
@formatted
def explain(
    file: str,
    position: str,
    over: str | None,
    yardstick: Yardstick | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
) -> None:
    """Why POSITION is ahead of another one or behind it, in sentences: the order and the gap, the
    strongest reasons each way and whose word they are, what would flip the order, and how far to
    trust it. Without --over it is compared with its nearest rival.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.explain import explain as explained
    from argmap.analysis.likelihood import ICD_203
    from argmap.assessment import assess

    with wrong_usage():
        assessment = assess(map_, semantics=semantics, scenario=scenario)
        result = explained(assessment, position, over=over, yardstick=yardstick or ICD_203)
    deliver_result(result, style, output, files)
