"""A file whose items can be held against hypotheses: a map, or a matrix of ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.inputs import read_map, required
from argmap.cli.outputs import wrong_usage

if TYPE_CHECKING:
    from argmap.assessment import Assessment
    from argmap.cli.options import Supposed
    from argmap.model.matrix import Matrix
    from argmap.semantics.modular import ModularSemantics


def rateable(
    path: str, semantics: ModularSemantics | None, supposed: Supposed
) -> tuple[Matrix | Assessment, tuple[str, ...]]:
    """A matrix, or a map scored under what is supposed, and the files it was read from."""
    if path.lower().endswith(".csv"):
        if semantics is not None or supposed.scenario is not None or supposed.changes:
            raise click.UsageError("a matrix has no strengths to suppose; give a map")
        from argmap.text.matrix import read_matrix

        return required(read_matrix(path)), (path,)
    map_, files = read_map(path)
    scenario = supposed.of(map_)

    from argmap.assessment import assess

    with wrong_usage():
        return assess(map_, semantics=semantics, scenario=scenario), files
