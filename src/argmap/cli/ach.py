"""`argmap ach`: items against hypotheses, from a map or a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage
from argmap.cli.rateable import rateable

if TYPE_CHECKING:
    from argmap.analysis.inconsistency import AchMethod
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


@click.command(short_help="Hold every item against every position: which tell them apart?")
@click.argument("file", type=click.Path())
@options.ach_method
@options.question
@options.items
@click.option(
    "--without", metavar="ITEM", multiple=True, help="Leave this item out; may be repeated."
)
@options.semantics
@options.supposing
@pictured
def ach(
    file: str,
    method: AchMethod | None,
    question: str | None,
    items: str | None,
    without: tuple[str, ...],
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """The analysis of competing hypotheses: items by what they tell apart, positions by what
    speaks against them. FILE is a map, or a matrix of ratings in a .csv.

    `-o matrix.csv` writes the matrix, which can be read again.
    """
    of, files = rateable(file, semantics, supposed)

    from argmap.analysis.ach import ach as analysed

    with wrong_usage():
        result = analysed(of, method=method, question=question, items=items)
        if without:
            result = result.without(*without)
    deliver_picture(result, style, output, files, theme)
