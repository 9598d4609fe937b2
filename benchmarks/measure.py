"""A row of figures: how long something takes at two sizes, and whether it grows as it should."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from attrs import frozen


@frozen
class Row:
    """Seconds of CPU at two sizes. `limit` says how many times the smaller the larger may take."""

    name: str
    sizes: tuple[int, int]
    seconds: tuple[float, float]
    limit: float | None = None

    @property
    def ratio(self) -> float:
        return self.seconds[1] / self.seconds[0]

    @property
    def passed(self) -> bool:
        return self.limit is None or self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = ""
        if self.limit is not None:
            verdict = f"{'PASS' if self.passed else 'FAIL'} (at most {self.limit:g})"
        small, large = self.seconds
        return (
            f"{self.name:<28}{self.sizes[0]:>8,}{small * 1e3:>10.1f} ms"
            f"{self.sizes[1]:>9,}{large * 1e3:>10.1f} ms{self.ratio:>8.1f}×  {verdict}"
        ).rstrip()


def compared(
    name: str,
    prepare: Callable[[int], Callable[[], object]],
    sizes: tuple[int, int],
    *,
    runs: int = 5,
    limit: float | None = None,
) -> Row:
    """Measure what `prepare(size)` returns at both sizes, taking turns, and keep the medians.

    CPU time of this process. The garbage collector rests meanwhile, as it does in `timeit`, for
    what it costs depends on all that happens to be in memory.
    """
    actions = [prepare(size) for size in sizes]
    for action in actions:
        action()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for times, action in zip(taken, actions, strict=True):
            gc.collect()
            gc.disable()
            start = time.process_time()
            action()
            times.append(time.process_time() - start)
            gc.enable()
    return Row(name, sizes, (statistics.median(taken[0]), statistics.median(taken[1])), limit)
