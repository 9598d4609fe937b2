"""`python -m benchmarks [--smoke] [--large]`; status 1 when something is slower than it may be.

With `--smoke` the sizes are small, to see that everything runs, and nothing is judged. With
`--large` a graph of 10⁷ nodes is added.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from attrs import evolve

from benchmarks import (
    compiled,
    drawing,
    peers,
    processes,
    questions,
    reading,
    sampling,
    scoring,
    solving,
)
from benchmarks.figures import Figure, Note


def main() -> int:
    smoke = "--smoke" in sys.argv[1:]
    sizes, pictures, runs = ((100, 200), (10, 20), 1) if smoke else ((1_000, 10_000), (20, 60), 5)
    print(f"{'':<28}{'nodes':>8}{'median':>13}{'nodes':>9}{'median':>13}{'ratio':>9}")
    failed = False
    for module, of in ((reading, sizes), (scoring, sizes), (drawing, pictures)):
        row = module.row(of, runs)
        print(row, flush=True)
        failed = failed or not (smoke or row.passed)
    print()
    for figure in _figures(100 if smoke else 1):
        print(figure, flush=True)
        failed = failed or not (smoke or figure.passed)
    return 1 if failed else 0


def _figures(small: int) -> Iterator[Figure | Note]:
    for figure in _all(small):
        if small > 1 and isinstance(figure, Figure):
            figure = evolve(figure, limit=None, least=None)
        yield figure


def _all(small: int) -> Iterator[Figure | Note]:
    yield reading.against_argdown(smoke=small > 1)
    yield from drawing.figures(small)
    yield from questions.figures(1 if small > 1 else 5)
    yield from solving.figures(small)
    yield from compiled.figures(small)
    yield from sampling.figures(small)
    yield from processes.figures(1_000_000 // small, large="--large" in sys.argv[1:])
    yield from peers.figures(small)


sys.exit(main())
