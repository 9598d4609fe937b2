"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
import itertools
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.registry import near
from argmap.text import rules

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_MARK = "\ufeff"
#: Longer lines, in characters, are no text that somebody wrote.
LONGEST_LINE = 1_000_000

Report = Callable[[Diagnostic], None]
Fetch = Callable[[Path, str, Report], SourceText | None]


def read_file(path: Path, name: str, report: Report) -> SourceText | None:
    """The text of a file, its lines ended by LF; None when it is no text, with the reason."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        similar = near_file(path)
        remedy = str(Path(name).with_name(similar)) if similar else "the path of a text file"
        report(Diagnostic(rules.UNREADABLE, _why(error, path), None, remedy, file=name))
        return None
    return decoded(content, name, report)


def fetching(unsaved: Mapping[Path, bytes]) -> Fetch:
    """`read_file`, but for what is not saved yet: contents by resolved path."""

    def fetch(path: Path, name: str, report: Report) -> SourceText | None:
        content = unsaved.get(path.resolve())
        return read_file(path, name, report) if content is None else decoded(content, name, report)

    return fetch


def decoded(content: bytes, name: str, report: Report) -> SourceText | None:
    """`content` as UTF-8 text, with line ends and byte-order mark taken care of."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if content.startswith(mark):
            message = f"this is {encoding}, and argmap reads UTF-8"
            report(Diagnostic(rules.NOT_TEXT, message, None, "save the file as UTF-8", file=name))
            return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        source = SourceText(name, content.decode("utf-8", "replace"))
        at = len(content[: error.start].decode("utf-8"))
        message = f"byte 0x{content[error.start]:02x} is no UTF-8: {error.reason}"
        report(
            Diagnostic(rules.NOT_TEXT, message, Span(source, at, at + 1), "save the file as UTF-8")
        )
        return None
    return cleaned(text, name, report)


def cleaned(text: str, name: str, report: Report) -> SourceText:
    """`text` with LF line ends and without byte-order mark; what was done is reported."""
    had_mark = text.startswith(_MARK)
    had_return = text.find("\r")
    if had_mark:
        text = text[1:]
    line = text.count("\n", 0, had_return) + 1
    if had_return >= 0:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Strings from Python may hold halves of surrogate pairs, which are no text.
    text = text.encode("utf-8", "replace").decode("utf-8")
    source = SourceText(name, text)
    if had_mark:
        message = "the file begins with a byte-order mark"
        report(
            Diagnostic(
                rules.BYTE_ORDER_MARK,
                message,
                Span(source, 0, 0),
                "save the file as UTF-8 without one",
            )
        )
    if had_return >= 0:
        end = source.line_starts[line - 1] + len(source.line(line))
        report(
            Diagnostic(
                rules.CARRIAGE_RETURN,
                f"{'lines end' if line == 1 else f'from line {line} on, lines end'} in CR LF",
                Span(source, end, end),
                "save the file with LF line ends",
            )
        )
    if len(text) > LONGEST_LINE:
        _check_lines(source, report)
    control = _CONTROL.search(text)
    if control:
        count = sum(1 for _ in _CONTROL.finditer(text))
        report(
            Diagnostic(
                rules.CONTROL_CHARACTER,
                f"a control character, U+{ord(control[0]):04X}, stands in the text"
                + (f", and {count - 1} more" if count > 1 else ""),
                Span(source, control.start(), control.end()),
                "the text without it",
            )
        )
    return source


def _check_lines(source: SourceText, report: Report) -> None:
    for start, end in itertools.pairwise((*source.line_starts, len(source.text) + 1)):
        if end - 1 - start > LONGEST_LINE:
            report(
                Diagnostic(
                    rules.LONG_LINE,
                    f"this line has {end - 1 - start:,} characters, more than {LONGEST_LINE:,}",
                    Span(source, start, start + 1),
                    "several lines, indented by two blanks",
                )
            )


def _why(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "this is a directory; name a file in it"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return f"the file cannot be opened: {getattr(error, 'strerror', None) or error}"


def near_file(path: Path) -> str | None:
    """The name of a file beside `path` that is named much like it; None when there is none."""
    try:
        names = sorted(os.listdir(path.parent))
    except (OSError, ValueError):
        return None
    if path.name in names:
        return None
    # All maps end alike: what counts as near is the name before the suffix.
    stems = {name.removesuffix(path.suffix): name for name in names if name.endswith(path.suffix)}
    similar = near(path.stem, stems)
    return None if similar is None else stems[similar]
