"""`argmap check`: everything that is wrong with some files, and what to write instead."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from argmap.cli.inputs import complaints
from argmap.cli.screen import show

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic


@click.command(short_help="Find what is wrong in files, and what to write instead.")
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json", "github")),
    default="text",
    show_default=True,
    help="github: annotations for a workflow.",
)
def check(files: tuple[str, ...], style: str) -> None:
    """Read each FILE and what it includes, and list all mistakes: where, what, and what to write
    instead.

    Exit status 1 when there is an error or a warning; notes do not count.
    """
    from argmap.diagnostics import Severity, as_record, in_order
    from argmap.text.read import read

    found = in_order(one for name in dict.fromkeys(files) for one in read(name).diagnostics)
    counts = Counter(one.severity for one in found)
    if style == "json":
        text = json.dumps([as_record(one) for one in found], ensure_ascii=False, indent=2)
        show([((text, ""),)])
    elif style == "github":
        show([((_annotation(one), ""),) for one in found])
    else:
        lines = list(complaints(found))
        show([*lines, ()] if lines else [])
        show(
            [
                (
                    (
                        _summary(
                            len(set(files)),
                            counts[Severity.ERROR],
                            counts[Severity.WARNING],
                            counts[Severity.NOTE],
                        ),
                        "heading",
                    ),
                )
            ]
        )
    if counts[Severity.ERROR] or counts[Severity.WARNING]:
        raise click.exceptions.Exit(1)


def _summary(files: int, errors: int, warnings: int, notes: int) -> str:
    said = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"), (notes, "note"))
        if number
    ]
    return f"{files} file{'' if files == 1 else 's'} checked: {', '.join(said) or 'all is well'}."


def _annotation(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub, which shows it beside the line."""
    name, line, column = diagnostic.place
    kind = {"note": "notice"}.get(diagnostic.severity.value, diagnostic.severity.value)
    message = diagnostic.message
    if diagnostic.remedy:
        message += f"\nremedy: {diagnostic.remedy}"
    title = f"{diagnostic.code} {diagnostic.rule.name}"
    return (
        f"::{kind} file={_property(name)},line={line},col={column},title={_property(title)}"
        f"::{_data(message)}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
