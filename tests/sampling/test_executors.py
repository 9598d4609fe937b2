"""Whoever draws, and in whatever portions: the same bits."""

from __future__ import annotations

import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from uncertain import contested

from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.scenario import Scenario
from argmap.sampling.sample import Sample, sample
from argmap.sampling.streams import BLOCK
from argmap.sampling.tally import Tally, added
from argmap.text.read import load

N = 3 * BLOCK + 1000
ARGUMENTS = Path(__file__).parents[2] / "arguments"


def bits(found: Sample) -> list[bytes]:
    """All that was drawn and all that was made of it."""
    parts = [found.to_json().encode()]
    for outlook in found:
        parts.append(np.ascontiguousarray(outlook.correlation).tobytes())
        for spread in outlook:
            parts.append(found.draws(spread.position, scenario=outlook.scenario).tobytes())
            parts.append(repr((spread.mean, spread.sd, spread.histogram(4096))).encode())
            parts.append(repr(outlook.ranks(spread.position)).encode())
    return parts


def drawn(map_: ArgumentMap, **how: Any) -> list[bytes]:
    doubt = Scenario("doubt").scale("kind:evidence", by=0.5)
    return bits(sample(map_, N, seed=11, scenarios=[doubt], keep=True, **how))


class Backwards(Executor):
    """Runs what it was given last first, once it has been given everything or is waited for."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any, Any, Any]] = []

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, function, args, kwargs))
        threading.Timer(0.05, self.work).start()
        return future

    def work(self) -> None:
        while self.waiting:
            future, function, args, kwargs = self.waiting.pop()
            future.set_result(function(*args, **kwargs))


def test_portions_and_order_and_threads_do_not_matter() -> None:
    expected = drawn(contested())
    for chunk in (1, BLOCK, 2 * BLOCK, N):
        assert drawn(contested(), chunk=chunk) == expected
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(5) as five:
        assert drawn(contested(), executor=one) == expected
        assert drawn(contested(), executor=five, chunk=BLOCK) == expected
    assert drawn(contested(), executor=Backwards(), chunk=BLOCK) == expected


def test_processes_draw_the_same() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert drawn(contested(), executor=pool, chunk=BLOCK) == drawn(contested())


@pytest.mark.slow
def test_a_cluster_draws_the_same() -> None:
    distributed = pytest.importorskip("distributed")
    real = load(ARGUMENTS / "iran-russia.argdown")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        for map_ in (contested(), real):
            executor = client.get_executor()
            assert drawn(map_, executor=executor) == drawn(map_)
            assert drawn(map_, executor=executor, chunk=BLOCK) == drawn(map_)


def test_what_fails_in_a_task_is_raised_and_the_executor_stays_open() -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with ThreadPoolExecutor(2) as pool:
        with pytest.raises(Stopped):
            sample(contested(), N, executor=pool, progress=stop, chunk=BLOCK)
        assert pool.submit(int, "3").result() == 3


def test_an_executor_has_to_be_one() -> None:
    with pytest.raises(AnalysisError, match="executor"):
        sample(contested(), 10, executor=4)  # type: ignore[arg-type]


def _tally(values: list[int]) -> Tally:
    whole = np.array(values, dtype=np.int64)
    ends = np.array([abs(values[0]) / 2**40])
    return Tally(
        1, 1, whole, whole, ends, ends, whole[None], whole[None], whole[None], whole[None],
        whole, whole[None],
    )  # fmt: skip


@given(
    st.lists(st.lists(st.integers(-(2**40), 2**40), min_size=2, max_size=2), min_size=1),
    st.randoms(),
)
def test_tallies_add_up_in_any_order(values: list[list[int]], random: Any) -> None:
    parts = [(_tally(one),) for one in values]
    (expected,) = added(iter(parts))
    random.shuffle(parts)
    (found,) = added(iter(parts))
    assert found.total.tolist() == [sum(column) for column in zip(*values, strict=True)]
    assert (found.total == expected.total).all()
    assert (found.least, found.most) == (expected.least, expected.most)
    assert found.draws == len(values)
