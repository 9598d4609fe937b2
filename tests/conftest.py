"""Settings that all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("argmap", deadline=None)
settings.load_profile("argmap")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what is printed now into the pages and golden files that show it",
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process when files are written, so that no two write one; else as many as there are
    cores."""
    return 0 if config.getoption("accept") else None
