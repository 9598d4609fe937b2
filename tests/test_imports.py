"""What is loaded when: importing argmap costs next to nothing, and reading loads no numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import argmap

ROOT = Path(__file__).parents[1]


def loaded(*arguments: str, status: int = 0) -> set[str]:
    """The top-level packages that a run of Python loads, by its own report."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    names = (line.rpartition("|")[2].strip() for line in done.stderr.split("\n"))
    return {name.partition(".")[0] for name in names if name}


def others(names: set[str], *allowed: str) -> set[str]:
    """What is neither the standard library's, nor allowed, nor loaded by Python itself."""
    bare = loaded("-c", "pass")
    # The standard library's `copy` looks for Jython under `org`.
    also = {"imported package", "org"}
    return names - bare - set(sys.stdlib_module_names) - set(allowed) - also


def test_importing_argmap_loads_attrs_and_the_standard_library_only() -> None:
    assert others(loaded("-c", "import argmap"), "argmap", "attr", "attrs") == set()


def test_check_loads_no_terminal_and_draws_nothing() -> None:
    names = loaded("-m", "argmap", "check", "arguments/iran-russia.argdown")
    allowed = ("argmap", "attr", "attrs", "click", "yaml", "_yaml", "numpy")
    assert others(names, *allowed) == set()


def test_checking_what_does_not_read_loads_no_numbers(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.argdown"
    wrong.write_text("[A]: Text. {wieght: 1}\n", "utf-8")
    names = loaded("-m", "argmap", "check", str(wrong), status=1)
    assert not names & {"numpy", "graphviz", "pygraphviz", "rich"}


def test_help_loads_no_library() -> None:
    names = loaded("-m", "argmap", "--help")
    assert not names & {"numpy", "yaml", "graphviz", "pygraphviz", "rich"}


def test_assess_draws_nothing() -> None:
    names = loaded("-m", "argmap", "assess", "arguments/iran-russia.argdown")
    assert not names & {"graphviz", "numba", "pygraphviz", "resvg_py", "rich"}


@pytest.mark.parametrize("name", argmap.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(argmap, name) is not None
    assert name in dir(argmap)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        argmap.nothing  # noqa: B018
