"""`python -m benchmarks [--smoke]`; status 1 when something is slower than it may be.

With `--smoke` the sizes are small, to see that everything runs; ratios are not judged then.
"""

from __future__ import annotations

import sys

from benchmarks import drawing, reading, scoring, solving


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
    for figure in (reading.against_argdown(smoke=smoke), *solving.figures(smoke=smoke)):
        print(figure, flush=True)
        failed = failed or not (smoke or figure.passed)
    return 1 if failed else 0


sys.exit(main())
