"""A picture that carries its letters, so that it looks the same where no such font is installed."""

from __future__ import annotations

import base64
import functools
import re
from pathlib import Path

import attrs

from argmap.views.painting.picture import FONTS, Picture

_NAME = "argmap Arimo"
_FACES = (
    ("Arimo-Regular.woff2", "normal", "normal", ""),
    ("Arimo-Bold.woff2", "bold", "normal", ' font-weight="bold"'),
    ("Arimo-Italic.woff2", "normal", "italic", ' font-style="italic"'),
)
_FAMILY = re.compile(r' font-family="')


def embedded(picture: Picture) -> Picture:
    """The picture with the faces that occur in it, compressed, 50 to 60 kB each.

    They have Latin, Greek, Cyrillic and Hebrew letters (no Hebrew in italics); others still come
    from the reader's fonts. PNG and PDF files never need it.
    """
    rules = "".join(
        _rule(file, weight, style) for file, weight, style, mark in _FACES if mark in picture.svg
    )
    svg = _FAMILY.sub(f" font-family=\"'{_NAME}', ", picture.svg, count=1)
    start = svg.index("</desc>") + len("</desc>")
    return attrs.evolve(picture, svg=f"{svg[:start]}<style>{rules}</style>{svg[start:]}")


@functools.cache
def _rule(file: str, weight: str, style: str) -> str:
    content = base64.b64encode((Path(FONTS) / file).read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{_NAME}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff2;base64,{content}) format('woff2')}}"
    )
