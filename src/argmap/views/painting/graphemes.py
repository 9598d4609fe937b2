"""A text is cut only between what a reader sees as letters, never inside one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_VIRAMA = 9  # canonical combining class


def graphemes(text: str) -> Iterator[str]:
    """The visible letters of `text`, in order; joined together they are `text` again.

    A simplification of UAX 29 that needs nothing but `unicodedata`: marks, joiners, variation
    selectors, skin tones and tag characters stay with what they follow; so does what follows a
    joiner or an Indic virama; flags keep their pair; Hangul letters stay in their syllable.
    """
    cluster = ""
    for letter in text:
        if cluster and _joins(cluster, letter):
            cluster += letter
            continue
        if cluster:
            yield cluster
        cluster = letter
    if cluster:
        yield cluster


def _joins(cluster: str, letter: str) -> bool:
    if cluster[-1].isspace() or letter.isspace():
        return False
    code = ord(letter)
    if unicodedata.category(letter) in ("Mn", "Me", "Mc") or letter == _JOINER:
        return True
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    if cluster[-1] == _JOINER:
        return True
    if unicodedata.combining(cluster[-1]) == _VIRAMA and unicodedata.category(letter) == "Lo":
        return True
    if _is_flag(letter) and _is_flag(cluster[0]):
        return len(cluster) == 1
    last = ord(cluster[-1])
    return (0x1160 <= code <= 0x11FF and 0x1100 <= last <= 0x11FF) or (
        0x1160 <= code <= 0x11FF and 0xAC00 <= last <= 0xD7A3
    )


def _is_flag(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF
