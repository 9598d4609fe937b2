"""Drawing: how long a sample of a real map takes, in how much memory, against beta draws alone.

Seconds are of the clock, on all cores; each sample is made in a process of its own.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np

from argmap.assessment import assess
from argmap.sampling.job import Job
from argmap.sampling.settings import Settings
from argmap.sampling.streams import BLOCK
from argmap.text.read import load
from benchmarks.figures import Figure
from benchmarks.processes import PEAK

MAP = "arguments/iran-russia.argdown"

_SAMPLE = """
import json, sys, time
import argmap as am
n = int(sys.argv[2])
start = time.perf_counter()
map_ = am.load(sys.argv[1])
read = time.perf_counter()
am.sample(map_, n)
print(json.dumps([time.perf_counter() - read, peak()]))
"""


def figures(small: int = 1) -> Iterator[Figure]:
    """All figures, of so many times fewer draws when `small` is more than 1."""
    runs = 1 if small > 1 else 3
    yield from _inputs(runs)
    for n, limit, memory in ((100_000 // small, 4.0, None), (1_000_000 // small, 30.0, 500.0)):
        taken, peak = _sampled(n, 1 if memory else runs)
        yield Figure(f"sample of Iran and Russia, {n:,} draws", taken, "s", limit)
        if not math.isnan(peak):
            yield Figure("… peak memory, imports and map included", peak, "MiB", memory)


def _sampled(n: int, runs: int) -> tuple[float, float]:
    command = [sys.executable, "-c", PEAK + _SAMPLE, MAP, str(n)]
    found = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(runs)
    ]
    return statistics.median(one[0] for one in found), max(one[1] for one in found)


def _inputs(runs: int) -> Iterator[Figure]:
    """A block of all inputs, correlated by source and looked up, against numpy's beta of as many
    independent ones, which is the least that drawing without tables would take."""
    job = Job.of(assess(load(MAP)), Settings(1))
    weights = [one for one in job.inputs if one.low < one.mode < one.high]
    random = np.random.default_rng(1)

    def ours() -> None:
        found = job.levels(0)
        for begin in range(0, BLOCK, 2048):
            job.numbers(found[:, begin : begin + 2048])

    def theirs() -> None:
        for one in weights:
            p = (one.mode - one.low) / (one.high - one.low)
            random.beta(1 + 4 * p, 5 - 4 * p, BLOCK)

    cost = {}
    for action, count in ((ours, len(job.inputs)), (theirs, len(weights))):
        action()
        taken = []
        for _ in range(runs):
            start = time.process_time()
            action()
            taken.append(time.process_time() - start)
        cost[action] = statistics.median(taken) / count / BLOCK * 1e9
    yield Figure("drawing an input: Generator.beta alone", cost[theirs], "ns")
    yield Figure("drawing an input: levels, copula, table, in place", cost[ours], "ns")
    yield Figure("drawing an input, of Generator.beta", cost[ours] / cost[theirs], "×", 0.5)
