"""What needs a process of its own: peak memory as Linux tells it, imports, and the first call."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import Figure

#: Peak memory in MiB. That of `resource` would be that of the process which starts this one.
PEAK = """
import sys
def peak():
    if not sys.platform.startswith('linux'):
        return float('nan')
    return int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) / 1024
"""

_SOLVED = """
from argmap.semantics import LOG_ODDS
from argmap.solver import solve
from benchmarks import graphs
before = peak()
qbaf = graphs.layered({nodes}, 8)
made = peak()
solve(qbaf, LOG_ODDS, fast={fast})
print(before, made, peak())
"""

_MAPPED = """
import numpy as np
from argmap.qbaf import Qbaf
from argmap.semantics import LOG_ODDS
from argmap.solver import solve
before = peak()
names = ('initial', 'source', 'target', 'sign', 'weight')
arrays = {{name: np.load('{folder}/' + name + '.npy', mmap_mode='r') for name in names}}
qbaf = Qbaf.from_arrays(**arrays)
made = peak()
solve(qbaf, LOG_ODDS, fast={fast})
print(before, made, peak())
"""

_WRITTEN = """
import numpy as np
from benchmarks import graphs
qbaf = graphs.layered({nodes}, 8)
for name in ('initial', 'source', 'target', 'sign', 'weight'):
    np.save('{folder}/' + name + '.npy', getattr(qbaf, name))
"""

_TIMED = """
import time
start = time.process_time()
{first}
print(time.process_time() - start)
"""


def figures(nodes: int, *, large: bool) -> Iterator[Figure]:
    """Of a graph of so many nodes; with `large` of one of 10⁷, too, which takes a minute and 3 GB
    of memory."""
    yield from _starting()
    if not sys.platform.startswith("linux"):
        return
    yield _memory(nodes, 300)
    if large:
        yield _memory(10_000_000, 8 * 1024)
        yield _mapped(10_000_000, 1.5 * 1024)


def _memory(nodes: int, limit: float) -> Figure:
    before, made, peak = _told(PEAK + _SOLVED.format(nodes=nodes, fast=False))
    return Figure(
        f"peak memory over the import, {nodes:,} nodes",
        peak - before,
        "MiB",
        limit,
        f"of which {made - before:.0f} to make the arrays",
    )


def _mapped(nodes: int, limit: float) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        assert "'" not in folder
        _told(_WRITTEN.format(nodes=nodes, folder=Path(folder).as_posix()))
        code = PEAK + _MAPPED.format(folder=Path(folder).as_posix(), fast=False)
        before, made, peak = _told(code)
    return Figure(
        f"… with arrays that are mapped files, {nodes:,} nodes",
        peak - before,
        "MiB",
        limit,
        f"of which {made - before:.0f} to read and check them",
    )


def _starting() -> Iterator[Figure]:
    solved = (
        "import argmap\n"
        "q = argmap.Qbaf.from_arrays(\n"
        "    initial=[.5, .5], source=[0], target=[1], sign=[1], weight=[1]\n"
        ")\n"
        "argmap.solve(q, argmap.LOG_ODDS"
    )
    for name, first in (
        ("import argmap", "import argmap"),
        ("import numpy", "import numpy"),
        ("import argmap and solve two nodes", f"{solved})"),
    ):
        (taken,) = _told(_TIMED.format(first=first))
        yield Figure(name, taken * 1e3, "ms")
    if find_spec("numba") is not None:
        _told(_TIMED.format(first=f"{solved}, fast=True)"))  # which compiles, if need be
        (taken,) = _told(_TIMED.format(first=f"{solved}, fast=True)"))
        yield Figure("… in compiled loops, kept on disk", taken * 1e3, "ms")


def _told(code: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(one) for one in done.stdout.split()]
