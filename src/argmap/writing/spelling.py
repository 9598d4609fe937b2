"""How values are spelled: numbers, YAML scalars, titles, and text with its signs escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from argmap.model.weight import Range, Weight
from argmap.text.data import HEADING_KEYS, INFERENCE_KEYS, NODE_KEYS
from argmap.text.shapes import shape
from argmap.text.shortcodes import SHORTCODES
from argmap.text.yaml import resolved

_KEYS = frozenset({*NODE_KEYS, *HEADING_KEYS, *INFERENCE_KEYS, "edge"})
# What YAML takes for itself nowhere in a plain scalar, in braces or out of them.
_PLAIN = re.compile(r"[^\W_](?:[\w .;!?+*/()<>=§±%’“”…–—'-]*[\w.;!?+*/()<>=§±%’“”…–—'-])?")
# In quotes: what is no YAML there, would end braces or front matter, or make a title of what is
# before it.
_ESCAPED = re.compile(
    r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[{}]|(?<===)=|(?<=[\]>]):"
)
_SIGNS = re.compile(r"[\\\[<{*_]|#(?=[(A-z0-9\-\u00A0-\uFFEF])|/(?=[/*])|={3}")
_SHORTCODE = re.compile(r"[.:][^\s.:\\]+[.:]")
_AT_START = re.compile(r"'*(?:[-+]|><|\(\d+\)|@include)|\#+(?:\s|$)")
_ITEM = re.compile(r"(\d+)(\.(?:\s|$))")


def number(value: float) -> str:
    """A number as it is written by hand, and exactly: `.5`, `1`, `0.25` as `.25`."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shown = repr(value)
    return shown[1:] if shown.startswith("0.") else shown


def weight(value: Weight) -> str:
    """A weight as it stands in braces after `weight:`."""
    if isinstance(value, Range):
        return f"[{number(value.low)}, {number(value.mode)}, {number(value.high)}]"
    return number(value)


def scalar(text: str, *, is_text: bool = True, like: str = "") -> str:
    """A YAML scalar that reads as `text`, quoted where it has to be, or where `like` is.

    With `is_text` it reads as text even where YAML would make a number or a truth value of it.
    """
    if like[:1] == "'" and "'" not in text and text.isprintable():
        return f"'{text}'"
    plain = like[:1] != '"' and _PLAIN.fullmatch(text) and "===" not in text
    if plain and not (is_text and not isinstance(resolved(text), str)):
        return text
    return _ESCAPED.sub(_code, json.dumps(text, ensure_ascii=False))


def _code(found: re.Match[str]) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in found[0])


def titles(names: Iterable[str]) -> str:
    """A list of titles or references."""
    return f"[{', '.join(scalar(name, is_text=False) for name in names)}]"


def bare(key: str, value: str) -> bool:
    """Whether `value` alone, without its key, is read as `key`."""
    if key == "source":
        words = bool(_PLAIN.fullmatch(value)) and " " not in value
        return words and shape(value) is None and value not in _KEYS
    return shape(value) == key


def _unshortened(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] in SHORTCODES else found[0]


def escaped(text: str, *, at_start: bool = False) -> str:
    """A text that is read as `text`; `at_start` when it begins a line."""
    result = _SIGNS.sub(r"\\\g<0>", text)
    result = _SHORTCODE.sub(
        lambda found: rf"\{found[0]}" if found[0] in SHORTCODES else found[0], result
    )
    if at_start:
        result = _ITEM.sub(r"\1\\\2", result, count=1) if _ITEM.match(result) else result
        result = "\\" + result if _AT_START.match(result) else result
    return result
