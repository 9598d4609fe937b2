"""The command line: a file per command, each reading options, calling the library and printing.

Results go to stdout, complaints to stderr. Exit status: 0 fine, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import gc
from typing import Any

import click

from argmap import __version__
from argmap.cli.ach import ach
from argmap.cli.assess import assess
from argmap.cli.check import check
from argmap.cli.compare import compare
from argmap.cli.contributions import contributions
from argmap.cli.convert import convert
from argmap.cli.cruxes import cruxes
from argmap.cli.diagnosticity import diagnosticity
from argmap.cli.diff import diff
from argmap.cli.draw import draw
from argmap.cli.explain import explain
from argmap.cli.explain_change import explain_change
from argmap.cli.flipping_set import flipping_set
from argmap.cli.fmt import fmt
from argmap.cli.grid import grid
from argmap.cli.indicators import indicators
from argmap.cli.linchpins import linchpins
from argmap.cli.new import new
from argmap.cli.pool import pool
from argmap.cli.radius import radius
from argmap.cli.rename import rename
from argmap.cli.rules import rules
from argmap.cli.sample import sample
from argmap.cli.set import set_
from argmap.cli.sobol import sobol
from argmap.cli.survival import survival
from argmap.cli.sweep import sweep
from argmap.cli.tipping import tipping
from argmap.cli.tornado import tornado
from argmap.errors import ArgmapError

#: What `argmap` can do. A command's module is a file beside this one.
COMMANDS: tuple[click.Command, ...] = (
    assess,
    draw,
    check,
    explain,
    explain_change,
    compare,
    sweep,
    grid,
    survival,
    contributions,
    tornado,
    tipping,
    linchpins,
    flipping_set,
    radius,
    ach,
    diagnosticity,
    pool,
    cruxes,
    sample,
    sobol,
    indicators,
    diff,
    fmt,
    set_,
    rename,
    convert,
    new,
    rules,
)

EXAMPLES = """\b
Try:
  argmap assess arguments/iran-russia.argdown
  argmap assess map.argdown --drop '[A doubtful claim]'
  argmap draw map.argdown -o map.svg
  argmap check *.argdown
"""


class _Commands(click.Group):
    """Shows what the library raises on purpose as a message and keeps the order of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArgmapError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=_Commands,
    commands={str(one.name): one for one in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES,
)
@click.version_option(__version__, prog_name="argmap", message="%(prog)s %(version)s")
def app() -> None:
    """Weigh arguments that are written as plain text.

    Write claims, evidence and counterclaims into a file. argmap scores the competing assessments,
    says what speaks for and against each of them, shows what changes when you suppose something
    else, and draws the map.
    """


def main() -> None:
    """The console script `argmap`."""
    # A command builds one map and ends: looking for garbage all along costs a sixth of the time.
    gc.set_threshold(100_000, 50, 50)
    app(prog_name="argmap")
