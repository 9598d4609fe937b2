"""`argmap pool`: what several analysts make of one map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import read_map, required
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver_picture, pictured, wrong_usage

if TYPE_CHECKING:
    from argmap.analysis.pooling import PoolingMethod
    from argmap.semantics.modular import ModularSemantics
    from argmap.views.painting.palette import Theme


def _weights(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[float, ...] | None:
    if value is None:
        return None
    try:
        return tuple(float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no list of numbers; write .5,.3,.2") from None


@click.command(short_help="Pool several analysts' numbers, and say where they disagree.")
@click.argument("file", type=click.Path())
@click.argument("overlays", type=click.Path(), nargs=-1, required=True, metavar="OVERLAY...")
@options.pooling
@click.option(
    "--weights",
    metavar="LIST",
    callback=_weights,
    help="The weights of the analysts, such as .5,.3,.2; equal unless given.",
)
@click.option("--disagreement", is_flag=True, help="Every number that somebody states instead.")
@options.semantics
@options.supposing
@pictured
def pool(
    file: str,
    overlays: tuple[str, ...],
    method: PoolingMethod | None,
    weights: tuple[float, ...] | None,
    disagreement: bool,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    style: str | None,
    output: str | None,
    theme: Theme | None,
) -> None:
    """Score FILE with the numbers of each OVERLAY, and pool them in two ways: their numbers, and
    their scores. Both are shown, and how far the analysts are apart.
    """
    map_, files = read_map(file)
    scenario = supposed.of(map_)

    from argmap.analysis.pool import pool as pooled
    from argmap.analysis.pooling import LOGARITHMIC
    from argmap.text.overlay import read_overlay

    analysts = [required(read_overlay(path, map_)) for path in overlays]
    with wrong_usage():
        result = pooled(
            map_,
            analysts,
            method=method or LOGARITHMIC,
            weights=weights,
            semantics=semantics,
            scenario=scenario,
        )
    shown = result.disagreement if disagreement else result
    deliver_picture(shown, style, output, (*files, *overlays), theme)
