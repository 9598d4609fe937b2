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
    from argmap.assessment import Assessment
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.drawing import View
    from argmap.views.palette import Theme

_PICTURES = (".svg", ".png", ".pdf")
_TEXTS = (".dot", ".mmd")
_SUFFIXES = (*_PICTURES, *_TEXTS)


@click.command(short_help="Draw FILE as a picture, .svg, .png or .pdf.")
@click.argument("file", type=click.Path())
@click.option(
    "-o",
    "output",
    type=click.Path(),
    required=True,
    help="Where to: .svg, .png, .pdf; .dot for Graphviz, .mmd for Mermaid.",
)
@options.layout
@options.theme
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
    layout: View | None,
    theme: Theme | None,
    focus: str | None,
    depth: int,
    title: str | None,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    quiet: bool,
) -> None:
    """Score FILE and draw it: boxes and lines while these can be followed, cards for larger maps.

    \b
    Or choose:
      argmap draw map.argdown -o table.svg --layout overview
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

    if focus is not None:
        try:
            map_.resolve(focus)
        except UnknownReference as error:
            raise click.BadParameter(str(error), param_hint="'--focus'") from error
    assessment = assess(map_, semantics=semantics, scenario=scenario)
    if suffix in _TEXTS:
        from argmap.files import write_whole

        write_whole(output, _text(assessment, suffix).encode())
        said = output
    else:
        from argmap.views import drawing
        from argmap.views.palette import LIGHT

        picture = drawing.draw(
            assessment,
            layout=layout or drawing.AUTO,
            theme=theme or LIGHT,
            focus=focus,
            depth=depth,
            title=title,
        )
        picture.save(output)
        said = f"{output}: {picture.width} × {picture.height} px"
    if not quiet:
        show([((said, ""),)])


def _text(assessment: Assessment, suffix: str) -> str:
    """The map in the language of another drawing tool."""
    if suffix == ".dot":
        from argmap.views.dot import to_graphviz

        return str(to_graphviz(assessment).source)
    from argmap.views.mermaid import to_mermaid

    return to_mermaid(assessment)
