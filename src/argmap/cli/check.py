"""`argmap check`: everything that is wrong with some files, and what to write instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from argmap import __version__
from argmap.cli.inputs import complaints
from argmap.cli.screen import show

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic, Severity


@click.command(short_help="Find what is wrong in files, and what to write instead.")
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Show these alone: AM6, or a check's name."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these out.")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="github: annotations for a workflow; sarif: for editors and dashboards.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 for objections, too.")
def check(
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: str,
    strict: bool,
) -> None:
    """Read each FILE and what it includes, and list all mistakes: where, what, and what to write
    instead. Of a file without mistakes, say what a careful critic of the argument would object to
    (codes AM6…).

    A .csv is read as a matrix, a .yaml as an analyst's overlay.

    `// allow AM603: reason` in a file allows an objection, with its reason.

    Exit status 1 when there is a mistake or an unmet expectation, with --strict also when there is
    an objection.
    """
    from argmap import rendering
    from argmap.diagnostics import in_order

    found = [
        one
        for one in in_order(one for name in dict.fromkeys(files) for one in _found(name))
        if (not select or _named(one, select)) and not _named(one, ignore)
    ]
    if style == "json":
        show([((rendering.as_json(found), ""),)])
    elif style == "sarif":
        show([((rendering.as_sarif(found, version=__version__), ""),)])
    elif style == "github":
        show([((line, ""),) for line in rendering.as_github(found).splitlines()])
    else:
        lines = list(complaints(found))
        show([*lines, ()] if lines else [])
        show([((_summary(len(set(files)), Counter(one.severity for one in found)), "heading"),)])
    if any(_counts(one, strict) for one in found):
        raise click.exceptions.Exit(1)


def _found(name: str) -> tuple[Diagnostic, ...]:
    """What reading objects to, and, where that finds no error in a map, what the checks object
    to."""
    if name.lower().endswith(".csv"):
        from argmap.text.matrix import read_matrix

        return read_matrix(name).diagnostics
    if name.lower().endswith((".yaml", ".yml")):
        from argmap.text.overlay import read_overlay

        return read_overlay(name).diagnostics
    from argmap.formats import read

    reading = read(name)
    if reading.map is None or not reading.ok:
        return reading.diagnostics
    from argmap.checks import allowed
    from argmap.checks import check as check_map

    found = (*reading.diagnostics, *check_map(reading.map))
    return allowed(reading.map, found, reading.allowances, name)


def _counts(diagnostic: Diagnostic, strict: bool) -> bool:
    """Whether the exit status tells of it. An objection is a matter of judgement."""
    from argmap.diagnostics import Severity

    if diagnostic.severity is Severity.WARNING:
        return strict or not diagnostic.code.startswith("AM6")
    return diagnostic.severity is Severity.ERROR


def _named(diagnostic: Diagnostic, names: tuple[str, ...]) -> bool:
    return any(
        diagnostic.code.startswith(name.upper()) or diagnostic.rule.name == name for name in names
    )


def _summary(files: int, counts: Counter[Severity]) -> str:
    said = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in sorted(counts.items(), key=lambda one: one[0].value)
    ]
    return f"{files} file{'' if files == 1 else 's'} checked: {', '.join(said) or 'all is well'}."
