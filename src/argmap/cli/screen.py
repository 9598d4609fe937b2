"""A screen is where lines are shown: so wide, with these characters, in colour or not.

Away from a terminal it is 80 columns wide and has no colours, so that what a script reads does not
depend on the window in which it was started.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeAlias

import click
from attrs import frozen

from argmap.tables import plain, width

WIDTH = 80
_NARROWEST, _WIDEST = 60, 120

#: A text and the name of its style, a key of `_STYLES`; an empty name is plain.
Piece: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Piece, ...]

_STYLES = {
    "heading": "bold",
    "dim": "dim",
    "bar": "cyan",
    "for": "green",
    "against": "red",
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
}

# What to write where the encoding lacks a character.
_ASCII = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "—": "-",
        "×": "x",
        "…": "...",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "½": ".5",
        "§": "sec.",
        "∞": "inf",
        "·": "-",
        "→": "->",
        "≥": ">=",
        "≤": "<=",
    }
)


@frozen
class Screen:
    """What the lines may use."""

    width: int = WIDTH
    blocks: bool = True
    colour: bool = False

    @property
    def ellipsis(self) -> str:
        return "…" if self.blocks else "..."

    @property
    def half(self) -> str:
        return "½" if self.blocks else ".5"

    def bar(self, share: float, columns: int) -> str:
        """`share` of so many columns, to an eighth of a column where there are blocks for that."""
        if share != share:  # NaN: there is nothing to show
            return ""
        if not self.blocks:
            return "#" * round(share * columns)
        eighths = round(share * columns * 8)
        return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()

    def short(self, text: str, columns: int) -> str:
        """The text on one line, cut at a word where it does not fit."""
        text = plain(text).strip()
        if width(text) <= columns:
            return text
        room = columns - len(self.ellipsis)
        if room < 1:
            return self.ellipsis[: max(columns, 0)]
        cut = ""
        used = 0
        for one in text:
            used += width(one)
            if used > room:
                break
            cut += one
        if text[len(cut)] != " " and " " in cut[room // 2 :]:
            cut = cut[: cut.rindex(" ")]
        return cut.rstrip(" ,;:.–-") + self.ellipsis

    def wrapped(self, text: str, *, first: str = "", indent: str = "") -> list[str]:
        """The text in lines that fit, `first` before the first and `indent` before the others."""
        lines: list[str] = []
        line, room = first, self.width - width(first)
        for word in plain(text).split():
            space = "" if line in (first, indent) else " "
            if room < width(word) + len(space) and space:
                lines.append(line)
                line, room, space = indent, self.width - width(indent), ""
            line += space + word
            room -= width(space + word)
        return [*lines, line]


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text and blanks up to so many columns."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def screen(stream: TextIO | None = None) -> Screen:
    """What the stream, by default stdout, can show."""
    stream = stream or sys.stdout
    return Screen(_width(stream), _encodes(stream, "█▏…½"), _coloured(stream))


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return WIDTH
    columns = shutil.get_terminal_size((WIDTH, 24)).columns
    return max(_NARROWEST, min(columns, _WIDEST))


def _coloured(stream: TextIO) -> bool:
    return (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"
    )


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def show(lines: Iterable[Line], *, err: bool = False) -> None:
    """Write lines to stdout or stderr, in colour on a terminal only."""
    stream = sys.stderr if err else sys.stdout
    if _coloured(stream):
        from rich.console import Console
        from rich.text import Text

        console = Console(file=stream, width=_WIDEST * 100, highlight=False, soft_wrap=True)
        for line in lines:
            pieces = [(fitting(text, stream), _STYLES.get(style, "")) for text, style in line]
            console.print(Text.assemble(*pieces))
        return
    text = "\n".join(text_of(line) for line in lines)
    if text:
        click.echo(fitting(text, stream), err=err)


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """While something long goes on, what it can tell how far it is, of how much; shown as a bar on
    stderr. None away from a terminal and for a quiet command."""
    stream = sys.stderr
    if quiet or not stream.isatty() or os.environ.get("TERM", "") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def text_of(line: Line) -> str:
    """The line without its styles, and without blanks at its end."""
    return "".join(text for text, _style in line).rstrip()


def fitting(text: str, stream: TextIO) -> str:
    """The text in characters that the stream can encode; what has no likeness becomes `?`."""
    if _encodes(stream, text):
        return text
    encoding = stream.encoding or "utf-8"
    kept = "".join(one if _encodes(stream, one) else one.translate(_ASCII) for one in text)
    return kept.encode(encoding, "replace").decode(encoding)
