"""A file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from argmap.errors import FileError


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write `content` beside `path` and move it there; what was there stays until then.

    Raises `FileError` when the folder is missing or cannot be written. Permissions are those of
    the file replaced, or what a new file gets.
    """
    target = Path(path)
    if target.is_dir():
        raise FileError(f"{target} is a folder; give the name of a file in it")
    if target.is_symlink():
        target = target.resolve()
    draft: str | None = None
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(draft, _mode(target))
        os.replace(draft, target)
    except OSError as error:
        if draft is not None and os.path.exists(draft):
            os.unlink(draft)
        raise FileError(f"{path} cannot be written: {error.strerror or error}") from error


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
