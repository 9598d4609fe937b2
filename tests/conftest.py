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
