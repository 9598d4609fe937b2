"""The two languages a text may be in, and how to tell which it is."""

from __future__ import annotations

import enum
import re
from pathlib import Path

from argmap.diagnostics import SourceText, Span

_BARE = re.compile(
    r"\{\s*+(?:[^{}:,\n]++[,}]|(?:[^{}\n]*,\s*+)?(?:edge|weight|lr|grade|strength|question)\s*+:)"
    r"|\{[^{}\n]*,[^{}:,\n]++\}"
)


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


def language_of(source: SourceText, path: Path | None) -> Language | None:
    """The language of a text by its settings: argmap's if its front matter has the key `argmap`
    or if settings of argmap stand beside the file, else Argdown; None if there are no settings."""
    front = front_matter(source)
    if path is not None and _has_settings(path):
        return ARGMAP
    if front is None:
        return None
    return ARGMAP if _KEY.search(front.text) else ARGDOWN


def speaks_argmap(source: SourceText) -> bool:
    """Whether braces anywhere in a text hold what only argmap knows: a bare entry such as `{.5}`
    or `{p12, note: x}`, or a key for a weight or a grade."""
    return _BARE.search(source.text) is not None


def _has_settings(path: Path) -> bool:
    side = path.with_name(path.name.removesuffix(path.suffix) + SIDE_SUFFIX)
    return side.is_file() or path.with_name(FOLDER_SETTINGS).is_file()
