"""A file is written whole or not at all, and several together all or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from argmap.errors import FileError


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write `content` beside `path` and move it there; what was there stays until then.

    Raises `FileError` when the folder is missing or cannot be written. Permissions are those of
    the file replaced, or what a new file gets.
    """
    write_all({Path(path): content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files as `write_whole` does one; when one fails, the others are as before."""
    drafts: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    done: list[Path] = []
    path = Path()
    try:
        for path, content in contents.items():
            target = path
            if target.is_dir():
                raise FileError(f"{target} is a folder; give the name of a file in it")
            if target.is_symlink():
                target = target.resolve()
            drafts[target] = _draft(target, content)
            if len(contents) > 1 and target.exists():
                kept[target] = _draft(target, target.read_bytes())
        for target, draft in drafts.items():
            path = target
            os.replace(draft, target)
            done.append(target)
    except OSError as error:
        for target in done:
            if target in kept:
                os.replace(kept[target], target)
            else:
                target.unlink(missing_ok=True)
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        for draft in (*drafts.values(), *kept.values()):
            draft.unlink(missing_ok=True)


def _draft(target: Path, content: bytes) -> Path:
    """A file beside `target` that can take its place."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(draft, _mode(target))
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def write_new(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises `FileError` when there is one, or when the folder is missing or cannot be written.
    """
    target = Path(path)
    draft: str | None = None
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(draft, _mode(target))
        os.link(draft, target)  # unlike a move, this never writes over what is there
    except FileExistsError as error:
        raise FileError(f"{path} is there already; give another name") from error
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if draft is not None and os.path.exists(draft):
            os.unlink(draft)


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
