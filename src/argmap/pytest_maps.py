"""A plugin for pytest: maps are tests, one for reading and one for each of their expectations.

    pytest -p argmap.pytest_maps maps/

or, in the settings of pytest, `addopts = "-p argmap.pytest_maps"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.analysis.expectations import Unmet, unmet
from argmap.reading import ReadError
from argmap.text.read import read


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".argdown":
        return None
    return _Map.from_parent(parent, path=file_path)


class _Map(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        reading = read(self.path)
        errors = None if reading.ok else ReadError(reading.diagnostics)
        yield _Said.from_parent(self, name="reads", wrong=errors)
        if reading.map is None or errors is not None:
            return
        missed = unmet(reading.map)
        for scenario in (None, *reading.map.scenarios):
            for one in (reading.map if scenario is None else scenario).expect:
                wrong = [
                    two for two in missed if (two.scenario, two.expectation) == (scenario, one)
                ]
                name = str(one) if scenario is None else f"{scenario.id}: {one}"
                yield _Said.from_parent(self, name=name, wrong=wrong[0] if wrong else None)


class _Said(pytest.Item):
    """What a map says of itself; `wrong` is why it is not so."""

    def __init__(self, *, wrong: ReadError | Unmet | None, **others: object) -> None:
        super().__init__(**others)  # type: ignore[arg-type]
        self.wrong = wrong

    def runtest(self) -> None:
        if self.wrong is not None:
            because = self.wrong.because if isinstance(self.wrong, Unmet) else str(self.wrong)
            pytest.fail(f"{self.name}: {because}", pytrace=False)
