"""SVG is written through these few functions, so that no user text becomes markup.

Markup is a type of its own, made by `escaped`, `element` and `join` alone, so that mypy tells when
a plain string would slip in. The same calls give the same bytes.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import NewType
from urllib.parse import urlsplit

from argmap.views.painting.measure import Face, is_rtl

Markup = NewType("Markup", str)
Value = str | float | None

FAMILY = (
    "Helvetica, Arial, 'Liberation Sans', Arimo, 'Noto Sans', 'Noto Sans Hebrew', "
    "'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK SC', sans-serif"
)
NOTHING = Markup("")

# C0 and C1 controls but tab and newlines, surrogates, non-characters, and the marks that reorder
# text beyond their own letter (embeddings, overrides, isolates)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKUP = re.compile("[&<>\"']")
_SAFE_SCHEMES = ("http", "https", "mailto", "")


def clean(content: str) -> str:
    """`content` with U+FFFD for every character that XML forbids or that could hide others.

    Do this before measuring, so that what is measured is what is drawn.
    """
    if content.isascii() and content.isprintable():  # most of what is written, and faster
        return content
    return _FORBIDDEN.sub("\ufffd", content)


def escaped(content: str) -> Markup:
    """`content` as character data or attribute value."""
    shown = clean(content)
    return Markup(shown.translate(_ESCAPES) if _MARKUP.search(shown) else shown)


def number(value: float) -> str:
    """With one decimal at most, never `-0`."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def element(name: str, *content: Markup, **attributes: Value) -> Markup:
    """One element. `font_size=9` becomes `font-size="9"`; None leaves an attribute out.

    Attributes come in the order of the call; a trailing underscore (`class_`) is dropped.
    """
    opening = name + "".join(
        [
            f' {_attribute(key)}="{_written(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    if not content:
        return Markup(f"<{opening}/>")
    return Markup(f"<{opening}>{''.join(content)}</{name}>")


def join(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def title(content: str) -> Markup:
    """What a viewer shows on hovering over the element around it."""
    return element("title", escaped(content))


def text(
    x: float,
    y: float,
    content: str,
    size: float,
    fill: str,
    *,
    face: Face = "regular",
    anchor: str | None = None,
    spacing: float | None = None,
    right: float | None = None,
    class_: str | None = None,
) -> Markup:
    """One line of text with its baseline at `y`.

    A line that runs from right to left starts at `right`, when that is given, instead of `x`.
    """
    backward = is_rtl(content)
    if backward and right is not None and anchor is None:
        x = right
    return element(
        "text",
        escaped(content),
        class_=class_,
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        font_weight="bold" if face == "bold" else None,
        font_style="italic" if face == "italic" else None,
        text_anchor=anchor,
        letter_spacing=f"{spacing:g}" if spacing else None,
        direction="rtl" if backward else None,
    )


def safe_href(url: str | None) -> str | None:
    """`url` when following it can run nothing: http, https, mailto or relative; else None."""
    if url is None or url != clean(url) or any(_is_odd(letter) for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SAFE_SCHEMES or (not parts.scheme and ":" in url.split("/")[0]):
        return None
    return url or None


def _is_odd(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf") or letter in "<>\"'\\"


@functools.cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _written(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)
