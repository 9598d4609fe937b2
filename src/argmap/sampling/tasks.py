"""Blocks are drawn by tasks that anybody may run: threads, processes or a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeAlias

import numpy as np
from attrs import frozen

from argmap.sampling.job import Job
from argmap.sampling.streams import BLOCK
from argmap.sampling.tally import Tally, added, tallies
from argmap.semantics.flows import Floats

#: Told how many draws have been made, of how many.
Progress: TypeAlias = Callable[[int, int], object]

# Tasks that an executor has been given at any time.
_WAITING = 128
# About how many numbers of a map can be drawn and scored in a second.
_PER_SECOND = 50_000_000


@frozen(eq=False)
class Drawn:
    """Tallies by question, and strengths of the positions by question if they were to be kept."""

    tallies: tuple[Tally, ...]
    kept: tuple[Floats, ...] = ()


@frozen
class Extent:
    """Which draws: `n` of them, in tasks of so many `blocks`."""

    n: int
    blocks: int

    @classmethod
    def of(cls, job: Job, n: int, chunk: int | None, executor: Executor | None) -> Extent:
        """Tasks of `chunk` draws, in whole blocks: without it of one block among threads, and of
        about a second elsewhere, since that is far to go."""
        if chunk is not None:
            return cls(n, -(-chunk // BLOCK))
        if executor is None:
            return cls(n, 1)
        size = job.qbaf.size + job.qbaf.weight.size + len(job.inputs)
        return cls(n, max(_PER_SECOND // (BLOCK * size), 1))

    def tasks(self) -> Iterator[tuple[int, int]]:
        """First draw and the one after the last of each task."""
        step = self.blocks * BLOCK
        for begin in range(0, self.n, step):
            yield begin, min(begin + step, self.n)


def drawn(job: Job, begin: int, end: int, *, keep: bool, correlated: bool) -> Drawn:
    """The task: draws from `begin`, where a block begins, up to `end`."""
    rows = [list(contest) for contest in job.contests]
    kept: list[list[Floats]] = [[] for _ in rows]

    def blocks() -> Iterator[tuple[Tally, ...]]:
        for first in range(begin, end, BLOCK):
            found = job.levels(first // BLOCK)[:, : min(end - first, BLOCK)]
            nodes = [node for contest in rows for node in contest] + list(job.watched)
            strengths = job.strengths(found, nodes)
            ends = np.cumsum([len(contest) for contest in rows])
            *contests, watched = np.split(strengths, ends)
            if keep:
                for part, one in zip(kept, contests, strict=True):
                    part.append(one)
            yield tallies(contests, watched, found, correlated=correlated)

    total = added(blocks())
    return Drawn(total, tuple(np.concatenate(part, axis=1) for part in kept) if keep else ())


def run(
    job: Job,
    extent: Extent,
    *,
    executor: Executor | None = None,
    progress: Callable[[int], object] = lambda _draws: None,
    keep: bool = False,
    correlated: bool = True,
) -> Drawn:
    """All draws of a job. `progress` is told here, after every task, of how many draws it was."""
    parts: dict[int, tuple[Floats, ...]] = {}
    total: tuple[Tally, ...] | None = None
    for begin, count, found in _done(job, extent, executor, keep, correlated):
        total = found.tallies if total is None else added(iter((total, found.tallies)))
        if keep:
            parts[begin] = found.kept
        progress(count)
    assert total is not None
    ordered = [parts[begin] for begin in sorted(parts)]
    return Drawn(total, tuple(np.concatenate(part, axis=1) for part in zip(*ordered, strict=True)))


def counting(total: int, progress: Progress | None) -> Callable[[int], None]:
    """What adds up draws and tells the sum."""
    done = 0

    def count(draws: int) -> None:
        nonlocal done
        done += draws
        if progress is not None:
            progress(done, total)

    return count


def _done(
    job: Job, extent: Extent, executor: Executor | None, keep: bool, correlated: bool
) -> Iterator[tuple[int, int, Drawn]]:
    """First draw, number of draws and outcome of each task, as they are done."""
    if executor is None and extent.n <= extent.blocks * BLOCK:
        yield 0, extent.n, drawn(job, 0, extent.n, keep=keep, correlated=correlated)
        return
    tasks = extent.tasks()
    running: dict[Future[Drawn], tuple[int, int]] = {}
    with _threads(executor) as pool:
        try:
            while True:
                for begin, end in tasks:
                    future = pool.submit(drawn, job, begin, end, keep=keep, correlated=correlated)
                    running[future] = (begin, end - begin)
                    if len(running) >= _WAITING:
                        break
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield (*running.pop(future), future.result())
        finally:
            for future in running:
                future.cancel()


@contextmanager
def _threads(executor: Executor | None) -> Iterator[Executor]:
    """The executor, which stays open, or threads of our own."""
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as own:
        yield own
