"""`argmap draw`: a picture of a map, or of one statement and what bears on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import guard_inputs, read_map
from argmap.cli.options import Supposed
from argmap.cli.screen import show

if TYPE_CHECKING:
    from argmap.semantics.modular import ModularSemantics

_SUFFIXES = (".svg", ".png")


@click.command(short_help="Draw FILE as a picture, .svg or .png.")
@click.argument("file", type=click.Path())
@click.option("-o", "output", type=click.Path(), required=True, help="Where to: .svg or .png.")
@click.option("--focus", metavar="TITLE", help="One statement and what bears on it.")
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    default=2,
    metavar="N",
    show_default=True,
    help="How many statements away from the focus.",
)
@click.option("--title", help="Above the picture; '' for none. Default: the file's.")
@options.semantics
@options.supposing
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def draw(
    file: str,
    output: str,
    focus: str | None,
    depth: int,
    title: str | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    quiet: bool,
) -> None:
    """Score FILE and draw it: a box for each statement with a bar for its strength, a line for
    each reason.

    \b
    A large map is easier to read in parts:
      argmap draw map.argdown -o part.svg --focus '[Strategic alliance]'
    """
    suffix = Path(output).suffix.lower()
    if suffix not in _SUFFIXES:
        raise click.BadParameter(
            f"{output}: the suffix says which format to write; use {' or '.join(_SUFFIXES)}",
            param_hint="'-o'",
        )
    map_, files = read_map(file, quiet=quiet)
    guard_inputs(output, files)
    scenario = supposed.of(map_)

    from argmap.assessment import assess
    from argmap.errors import UnknownReference
    from argmap.views.nodelink import draw as picture_of

    if focus is not None:
        try:
            map_.resolve(focus)
        except UnknownReference as error:
            raise click.BadParameter(str(error), param_hint="'--focus'") from error
    assessment = assess(map_, semantics=semantics, scenario=scenario)
    picture = picture_of(assessment, focus=focus, depth=depth, title=title)
    picture.save(output)
    if not quiet:
        show([((f"{output}: {picture.width} × {picture.height} px", ""),)])
