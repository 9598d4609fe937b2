"""Text is measured and broken into lines here, by tables, without reading a font."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import Literal

from argmap.views.painting import advances
from argmap.views.painting.graphemes import graphemes

Face = Literal["regular", "bold", "italic"]

ELLIPSIS = "…"
_TABLES = {"regular": advances.REGULAR, "bold": advances.BOLD, "italic": advances.ITALIC}
_TYPICAL = 0.66  # ems, for letters of scripts that the table lacks
_BROAD = 1.0
_EMOJI = 1.3
_BISMILLAH, _PHRASE = 0xFDFD, 9.0  # a whole phrase in one character
# scripts whose letters are often broader than a typical one: Indic, Tibetan, Burmese, Khmer …
_BROAD_SCRIPTS = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1200, 0x139F), (0x1780, 0x17FF))


def width(text: str, size: float, *, face: Face = "regular", spacing: float = 0.0) -> float:
    """The advance of one line in px; never less than what a viewer with Arial's widths needs.

    Kerning is ignored. Letters outside the table count as the broad ones of their script do.
    `spacing` is added after every character, as SVG's `letter-spacing` does.
    """
    ems = sum(_advance(letter, face) for letter in text)
    return ems * size + spacing * len(text)


def wrap(
    text: str,
    size: float,
    limit: float,
    *,
    face: Face = "regular",
    max_lines: int | None = None,
) -> tuple[str, ...]:
    """The lines of `text` when none may be broader than `limit` px; at least one, perhaps empty.

    Breaks at blanks, around any CJK letter (but not before closing punctuation), and inside a word
    only when the word alone is broader than a line, then after `/`, `-` or the like if possible.
    What does not fit into `max_lines` is replaced by an ellipsis.
    """
    lines: list[str] = []
    line = ""
    room = limit
    for piece, blank_before in _pieces(text):
        added = (" " if blank_before and line else "") + piece
        broad = width(added, size, face=face)
        if broad <= room:
            line += added
            room -= broad
            continue
        if line:
            lines.append(line)
        *full, line = _broken(piece, size, limit, face)
        lines += full
        room = limit - width(line, size, face=face)
        if max_lines is not None and len(lines) > max_lines:
            break
    if line or not lines:
        lines.append(line)
    if max_lines is not None and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], _ended(lines[max_lines - 1], size, limit, face)]
    return tuple(lines)


def clip(text: str, size: float, limit: float, *, face: Face = "regular") -> str:
    """`text` on one line, ended by an ellipsis when it is broader than `limit` px."""
    line = " ".join(text.split())
    if width(line, size, face=face) <= limit:
        return line
    return _ended(line, size, limit, face)


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def is_bundled(letter: str) -> bool:
    """Whether the bundled faces can show the character, or it shows nothing."""
    return ord(letter) in _table("regular") or not letter.isprintable()


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What must stay on one line, each with whether a blank goes before it."""
    for word in text.split():
        blank = True
        piece = ""
        for cluster in graphemes(word):
            if piece and _may_break(piece, cluster):
                yield piece, blank
                piece, blank = "", False
            piece += cluster
        yield piece, blank


def _may_break(before: str, cluster: str) -> bool:
    if unicodedata.category(cluster[0]) in ("Pe", "Pf", "Po", "Lm", "Pd"):
        return False
    if unicodedata.category(before[-1]) in ("Ps", "Pi"):
        return False
    return _is_wide(before[-1]) or _is_wide(cluster[0])


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _broken(piece: str, size: float, limit: float, face: Face) -> list[str]:
    """`piece` in parts that fit; a single letter broader than a line stays whole."""
    parts: list[str] = []
    part = ""
    room = limit
    for cluster in graphemes(piece):
        broad = width(cluster, size, face=face)
        if part and broad > room:
            cut = max(part.rfind(mark) for mark in "/-_.?&=,;:")
            if len(part) / 2 < cut < len(part) - 1:
                parts.append(part[: cut + 1])
                part = part[cut + 1 :]
            else:
                parts.append(part)
                part = ""
            room = limit - width(part, size, face=face)
        part += cluster
        room -= broad
    parts.append(part)
    return parts


def _ended(line: str, size: float, limit: float, face: Face) -> str:
    """As much of `line` as leaves room for an ellipsis, and the ellipsis."""
    room = limit - width(ELLIPSIS, size, face=face)
    kept = ""
    for cluster in graphemes(line):
        room -= width(cluster, size, face=face)
        if room < 0:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


@functools.lru_cache(maxsize=16384)
def _advance(letter: str, face: Face) -> float:
    """In ems."""
    units = _table(face).get(ord(letter)) or _table("regular").get(ord(letter))
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if units is not None:
        return units / advances.UNITS
    code = ord(letter)
    if code == _BISMILLAH:
        return _PHRASE
    if 0x1F000 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF:
        return _EMOJI
    if _is_wide(letter):
        return _BROAD
    whole = unicodedata.normalize("NFKC", letter)
    if len(whole) > 1:  # ligatures, and letters with marks
        return sum(_advance(part, face) for part in whole)
    if any(low <= code <= high for low, high in _BROAD_SCRIPTS):
        return _BROAD
    return _TYPICAL if category[0] in "LMNP" else _BROAD


@functools.cache
def _table(face: Face) -> dict[int, int]:
    table: dict[int, int] = {}
    for entry in _TABLES[face].split():
        span, advance = entry.split(":")
        first, _, last = span.partition("-")
        low = int(first, 16)
        high = int(last, 16) if last else low
        table.update(dict.fromkeys(range(low, high + 1), int(advance)))
    return table
