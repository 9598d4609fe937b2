"""Where a command's result goes, and in which format."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from argmap.cli import options
from argmap.cli.inputs import guard_inputs
from argmap.cli.screen import show
from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.analysis.table import Table
    from argmap.views.painting.palette import Theme

_Function = TypeVar("_Function", bound=Callable[..., Any])

SUFFIXES = {".txt": "text", ".md": "md", ".csv": "csv", ".json": "json"}
#: What a result that has a picture can be written as, too.
PICTURES = (".svg", ".png", ".pdf")

_style: Callable[[_Function], _Function] = click.option(
    "--format",
    "style",
    type=click.Choice(tuple(SUFFIXES.values())),
    help="Default: by the suffix of -o, else text.",
)


def formatted(command: _Function) -> _Function:
    """The options `--format` and `-o`; they arrive as `style`, which may be None, and `output`."""
    output = click.option(
        "-o", "output", type=click.Path(), help="Write to a file: .txt, .md, .csv or .json."
    )
    return _style(output(command))


def pictured(command: _Function) -> _Function:
    """Those of `formatted`, and `--theme`, for a result that has a picture."""
    output = click.option(
        "-o",
        "output",
        type=click.Path(),
        help="Write to a file: .txt, .md, .csv or .json; .svg, .png or .pdf for a picture.",
    )
    themed: _Function = options.theme(command)
    return _style(output(themed))


def style_of(
    style: str | None, output: str | None, suffixes: Iterable[str] = tuple(SUFFIXES)
) -> str:
    """The format asked for, else the one that the suffix of `output`, one of `suffixes`, says."""
    if style is not None or output is None:
        return style or "text"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise click.BadParameter(
            f"{output}: the suffix says which format to write, one of {', '.join(suffixes)}; "
            "name one of them, or give --format",
            param_hint="'-o'",
        )
    return SUFFIXES[suffix]


def deliver(text: str, output: str | None, files: Iterable[str]) -> None:
    """Print a text, or write it whole to a file that is none of those read."""
    if output is None:
        show([((line, ""),) for line in text.split("\n")])
        return
    guard_inputs(output, files)

    from argmap.files import write_whole

    write_whole(output, f"{text}\n".encode())


def deliver_picture(
    result: Table,
    style: str | None,
    output: str | None,
    files: Iterable[str],
    theme: Theme | None,
) -> None:
    """A result in the format asked for, or as a picture where the suffix of `output` says so."""
    drawn = style is None and output is not None and Path(output).suffix.lower() in PICTURES
    if output is None or not drawn:
        if theme is not None:
            raise click.UsageError("--theme is for pictures, as in -o FILE.svg")
        deliver_result(result, style, output, files, (*SUFFIXES, *PICTURES))
        return
    guard_inputs(output, files)

    from argmap.views.drawing import draw
    from argmap.views.painting.palette import LIGHT

    draw(result, theme=theme or LIGHT).save(output)


def deliver_result(
    result: Table,
    style: str | None,
    output: str | None,
    files: Iterable[str],
    suffixes: Iterable[str] = tuple(SUFFIXES),
) -> None:
    """A result in the format asked for."""
    match style_of(style, output, suffixes):
        case "md":
            text = result.to_markdown()
        case "csv":
            text = result.to_csv()
        case "json":
            text = result.to_json()
        case _:
            text = str(result)
    deliver(text.rstrip("\n"), output, files)


@contextlib.contextmanager
def wrong_usage() -> Iterator[None]:
    """What the library refuses inside is the fault of the command line."""
    try:
        yield
    except ArgmapError as error:
        raise click.UsageError(str(error)) from error
