"""A map as it was at a revision in git: its file, what that includes, and the settings beside them.

Git is asked for what is recorded and nothing else: nothing is checked out, no filter and no hook
is run, and the working tree stays as it is.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from argmap.errors import RevisionError
from argmap.reading import Reading
from argmap.text.read import read

# How git marks files, as opposed to links and other repositories.
_FILES = ("100644", "100755")


def read_at(path: str | os.PathLike[str], revision: str) -> Reading:
    """As `read`, from what git recorded under a revision such as `HEAD~1`, a tag or a branch.

    Diagnostics call the file `HEAD~1:path`. Raises `RevisionError` when there is no git, no
    repository around the file, no such revision, or when the file was not there.
    """
    name = os.fspath(path)
    target = Path(name).absolute()
    if not target.parent.is_dir():
        raise RevisionError(f"{name} lies in no folder that is there")
    try:
        _git(target.parent, "rev-parse", "--git-dir")
    except _Refused as error:
        raise RevisionError(f"{name} is under no version control by git: {error}") from error
    try:
        wanted = f"{revision}^{{commit}}"
        commit = _git(target.parent, "rev-parse", "--verify", "--end-of-options", wanted)
    except _Refused as error:
        raise RevisionError(f"{revision!r} is no revision of what {name} belongs to") from error
    blobs = _blobs(target.parent, commit.decode().strip())
    if target.name not in blobs:
        raise RevisionError(f"{name} is not recorded at {revision}")
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), target.parent, blobs)
        return read(Path(folder) / target.name, name=f"{revision}:{name}")


class _Refused(Exception):
    """What git complained of."""


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; raises `_Refused` with the first line of its complaint."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"},
        )
    except FileNotFoundError:
        raise RevisionError("there is no git on this machine; compare two files instead") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise _Refused(lines[0].removeprefix("fatal: "))
    return done.stdout


def _blobs(folder: Path, commit: str) -> dict[str, str]:
    """The files of a folder and below it, by path from there, and what git calls their content.
    Links are left out: they may lead anywhere."""
    listed = _git(folder, "ls-tree", "-r", "-z", commit).split(b"\0")
    found = {}
    for entry in filter(None, listed):
        facts, _tab, path = entry.partition(b"\t")
        mode, _kind, content = facts.decode().split()
        if mode in _FILES:
            found[os.fsdecode(path)] = content
    return found


def _write(into: Path, folder: Path, blobs: dict[str, str]) -> None:
    """The contents, under their paths."""
    packed = _git(folder, "cat-file", "--batch", given="\n".join(blobs.values()).encode())
    at = 0
    for path in blobs:
        end = packed.index(b"\n", at)
        size = int(packed[at:end].split()[2])
        content = packed[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
        place = into / path
        if not place.resolve().is_relative_to(into.resolve()):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
