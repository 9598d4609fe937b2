"""`argmap draw`: a picture of a map, or of one statement and what bears on it."""

from __future__ import annotations

from collections.abc import Iterable
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
    from argmap.views.atlas import Atlas
    from argmap.views.drawing import View
    from argmap.views.nodelink import Lines
    from argmap.views.painting.pages import Pages
    from argmap.views.painting.palette import Theme
    from argmap.views.painting.paper import Paper

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
@click.option("--path", metavar="POSITION", help="Bring out the heaviest way to it.")
@click.option("--tip", metavar="TITLE", help="Mark this statement as the tipping point.")
@click.option("--fold", is_flag=True, help="Evidence, and what bears on nothing else, as counts.")
@click.option("--compact", is_flag=True, help="The same in small boxes.")
@click.option("--clusters", is_flag=True, help="Boxes of a section on a common ground.")
@options.paper
@click.option("--by-section", is_flag=True, help="Several pictures: sections, and each of them.")
@click.option("--embed-fonts", is_flag=True, help="An SVG that carries its letters.")
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
    path: str | None,
    tip: str | None,
    fold: bool,
    compact: bool,
    clusters: bool,
    paper: Paper | None,
    by_section: bool,
    embed_fonts: bool,
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
      argmap draw map.argdown -o booklet.pdf --layout nested --paper a4

    Any of --focus, --path, --tip, --fold, --compact and --clusters asks for boxes and lines.
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

    for name, option in ((focus, "--focus"), (path, "--path"), (tip, "--tip")):
        try:
            if name is not None:
                map_.resolve(name)
        except UnknownReference as error:
            raise click.BadParameter(str(error), param_hint=f"'{option}'") from error
    lines: Lines = {}
    if focus is not None:
        lines |= {"focus": focus, "depth": depth}
    if path is not None:
        lines["path"] = path
    if tip is not None:
        lines["tip"] = tip
    for asked, flag in ((fold, "fold"), (compact, "compact"), (clusters, "clusters")):
        if asked:
            lines[flag] = True  # type: ignore[literal-required]
    _agree(suffix, lines, layout, by_section=by_section, paper=paper, embed_fonts=embed_fonts)
    assessment = assess(map_, semantics=semantics, scenario=scenario)
    if suffix in _TEXTS:
        from argmap.files import write_whole

        write_whole(output, _text(assessment, suffix).encode())
        said = [output]
    elif by_section:
        from argmap.views.atlas import atlas
        from argmap.views.painting.palette import LIGHT

        book = atlas(assessment, theme=theme or LIGHT, title=title, paper=paper)
        said = _written(book, output, files)
    else:
        from argmap.views import drawing
        from argmap.views.painting.palette import LIGHT

        layout, theme = layout or drawing.AUTO, theme or LIGHT
        if paper is not None:
            pages = drawing.draw(
                assessment,
                layout=layout,
                theme=theme,
                title=title,
                paper=paper,
                embed_fonts=embed_fonts,
                **lines,
            )
            said = _written(pages, output, files)
        else:
            picture = drawing.draw(
                assessment,
                layout=layout,
                theme=theme,
                title=title,
                embed_fonts=embed_fonts,
                **lines,
            )
            picture.save(output)
            said = [f"{output}: {picture.width} × {picture.height} px"]
    if not quiet:
        show([((one, ""),) for one in said])


def _agree(
    suffix: str,
    lines: Lines,
    layout: View | None,
    *,
    by_section: bool,
    paper: Paper | None,
    embed_fonts: bool,
) -> None:
    """Refuse what cannot be had together."""
    asked = [f"--{name}" for name in lines if name != "depth"]
    if by_section and (asked or layout is not None):
        other = asked[0] if asked else "--layout"
        raise click.UsageError(f"--by-section draws views of its own; leave out {other}")
    if embed_fonts and (suffix != ".svg" or by_section):
        raise click.UsageError("--embed-fonts is for one picture as .svg")
    if suffix in _TEXTS and (asked or by_section or paper is not None):
        raise click.UsageError(f"a {suffix} file has the whole map; leave out what shapes pictures")


def _written(pictures: Pages | Atlas, output: str, inputs: Iterable[str]) -> list[str]:
    """Save several files, none of them one of those read, and name them."""
    from argmap.files import write_all

    files = pictures.files(output)
    names = [str(one) for one in files]
    for name in names:
        guard_inputs(name, inputs)
    write_all(files)
    return names


def _text(assessment: Assessment, suffix: str) -> str:
    """The map in the language of another drawing tool."""
    if suffix == ".dot":
        from argmap.views.dot import to_graphviz

        return str(to_graphviz(assessment).source)
    from argmap.views.mermaid import to_mermaid

    return to_mermaid(assessment)
