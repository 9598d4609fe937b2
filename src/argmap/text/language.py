"""The two languages a text may be in, and how to tell which it is."""

from __future__ import annotations

import enum
import re
from pathlib import Path

from argmap.diagnostics import SourceText, Span


class Language(enum.Enum):
    """ARGMAP is the profile of Argdown that argmap weighs: strict, with weights and sources in
    braces. ARGDOWN is all of Argdown, read as Argdown itself reads it; weights are at defaults."""

    ARGMAP = "argmap"
    ARGDOWN = "argdown"


ARGMAP = Language.ARGMAP
ARGDOWN = Language.ARGDOWN

#: Settings beside `NAME.argdown` and for all files of a folder.
SIDE_SUFFIX = ".argmap.yaml"
FOLDER_SETTINGS = "argmap.yaml"

_FRONT = re.compile(r"\s*===+(.*?)===", re.DOTALL)
_KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?argmap["']?[ \t]*:""", re.MULTILINE)


def front_matter(source: SourceText) -> Span | None:
    """What stands between the two `===` at the top of a text."""
    found = _FRONT.match(source.text)
    return None if found is None else Span(source, *found.span(1))


def language_of(source: SourceText, path: Path | None) -> Language:
    """The language of a text that nobody told: it is argmap's if its front matter has the key
    `argmap`, if settings of argmap stand beside the file, or if it has no front matter at all."""
    front = front_matter(source)
    if front is None or _KEY.search(front.text) or (path is not None and _has_settings(path)):
        return ARGMAP
    return ARGDOWN


def _has_settings(path: Path) -> bool:
    side = path.with_name(path.name.removesuffix(path.suffix) + SIDE_SUFFIX)
    return side.is_file() or path.with_name(FOLDER_SETTINGS).is_file()
