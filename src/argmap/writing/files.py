"""Files read as they are, laid out, and written back: all of them or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.errors import FileError
from argmap.files import write_whole
from argmap.text.file import read_file
from argmap.text.language import language_of
from argmap.writing.layout import format_text
from argmap.writing.original import Original


def original(name: str) -> Original:
    """The file of that name as it is. Raises `FileError` when it cannot be read."""
    path = Path(name)
    content = _bytes(path).decode("utf-8")
    return Original(name, path, content, content)


def format_file(name: str) -> tuple[Original | None, tuple[Diagnostic, ...]]:
    """The file of that name in canonical layout; None, with the reasons, when it is no text or has
    mistakes that no layout repairs."""
    found: list[Diagnostic] = []
    if read_file(Path(name), name, found.append) is None:
        return None, tuple(found)
    file = original(name)
    language = language_of(file.source, file.path)
    formatted = format_text(file.content, name=name, language=language)
    if formatted.text is None:
        return None, formatted.diagnostics
    return Original(name, file.path, formatted.text, file.saved), ()


def write_originals(files: Iterable[Original]) -> tuple[str, ...]:
    """Write the files that changed; when one cannot be written, put back those before it.

    Returns their names. Raises `FileError`, also when somebody else has changed one meanwhile.
    """
    changed = [one for one in files if one.changed]
    for one in changed:
        if one.path is None or one.saved is None:
            raise FileError(f"{one.name} is in no file, so it cannot be saved; use str()")
        if _bytes(one.path) != one.saved.encode():
            raise FileError(f"{one.name} was changed since it was read; read it again")
    written: list[Original] = []
    try:
        for one in changed:
            assert one.path is not None
            write_whole(one.path, one.content.encode())
            written.append(one)
    except FileError:
        for one in written:
            assert one.path is not None
            assert one.saved is not None
            write_whole(one.path, one.saved.encode())
        raise
    return tuple(one.name for one in changed)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}") from error
