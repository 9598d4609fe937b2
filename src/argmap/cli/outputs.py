"""Where a command's result goes, and in which format."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from argmap.cli.inputs import guard_inputs
from argmap.cli.screen import show
from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.analysis.table import Table

_Function = TypeVar("_Function", bound=Callable[..., Any])

SUFFIXES = {".txt": "text", ".md": "md", ".csv": "csv", ".json": "json"}


def formatted(command: _Function) -> _Function:
    """The options `--format` and `-o`; they arrive as `style`, which may be None, and `output`."""
    style = click.option(
        "--format",
        "style",
        type=click.Choice(tuple(SUFFIXES.values())),
        help="Default: by the suffix of -o, else text.",
    )
    output = click.option(
        "-o", "output", type=click.Path(), help="Write to a file: .txt, .md, .csv or .json."
    )
    return style(output(command))


def style_of(style: str | None, output: str | None) -> str:
    """The format asked for, else the one that the suffix of `output` says."""
    if style is not None or output is None:
        return style or "text"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise click.BadParameter(
            f"{output}: the suffix says which format to write, one of {', '.join(SUFFIXES)}; "
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


def deliver_result(
    result: Table, style: str | None, output: str | None, files: Iterable[str]
) -> None:
    """A result in the format asked for."""
    match style_of(style, output):
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
