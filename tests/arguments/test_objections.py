"""Each file reads alone, and what the checks object to is answered or allowed with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from argued import FILES, reading, whole

from argmap.checks import allowed, check

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@each_file
def test_every_file_reads_alone(path: Path) -> None:
    assert reading(path).diagnostics == ()
    assert len(reading(path).required().questions) in (1, 3)


@each_file
def test_every_objection_is_answered_or_allowed(path: Path) -> None:
    one = reading(path)
    found = check(one.required())
    assert allowed(one.required(), found, one.allowances, str(path)) == ()


@each_file
def test_every_allowance_gives_a_reason(path: Path) -> None:
    for allowance in reading(path).allowances:
        assert len(allowance.reason.split()) >= 5, str(allowance.span)


def test_nothing_is_said_twice() -> None:
    seen: dict[str, str] = {}
    for node in whole().nodes:
        plain = " ".join(node.text.casefold().split())
        if plain:
            assert seen.setdefault(plain, node.reference) == node.reference
