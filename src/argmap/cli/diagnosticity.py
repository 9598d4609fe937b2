"""`argmap diagnosticity`: which items tell the positions apart?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage
from argmap.cli.rateable import rateable

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Say which items tell the positions of a question apart.")
@click.argument("file", type=click.Path())
@options.question
@options.items
@options.semantics
@options.supposing
@pictured
def diagnosticity(
    file: str,
    question: str | None,
    items: str | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """How far the effects of each item on the positions of a question are apart. FILE is a map, or
    a matrix of ratings in a .csv.
    """
    of, files = rateable(file, semantics, supposed)

    from argmap.analysis.diagnosticity import diagnosticity as diagnostic

    with wrong_usage():
        result = diagnostic(of, question=question, items=items)
    deliver_picture(result, style, output, files, theme)
