"""A `.json` file: argmap's own, or what Argdown's tools export."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity, in_order
from argmap.formats import argdown_json, json_reading, shape
from argmap.reading import Reading
from argmap.text import rules
from argmap.text.file import read_file


def read(path: str | os.PathLike[str]) -> Reading:
    """Read a JSON file. Never raises on content."""
    found: list[Diagnostic] = []
    name = os.fspath(path)
    source = read_file(Path(name), name, found.append)
    return Reading(None, in_order(found)) if source is None else parsed(source.text, name)


def parsed(content: str, name: str) -> Reading:
    """As `read`, for JSON that is in no file; `name` is that of messages."""
    found: list[Diagnostic] = []
    part = shape.load(content, name, found.append)
    if part is None:
        return Reading(None, in_order(found), (), (name,))
    keys = part.value if isinstance(part.value, dict) else {}
    if "argmap" in keys:
        map_ = json_reading.from_json(part)
    elif "statements" in keys and "arguments" in keys:
        map_ = argdown_json.from_json(part)
    else:
        map_ = None
        message = "this is neither a map of argmap nor what Argdown exports"
        part.say(rules.INVALID_JSON, message, 'an object with the key "argmap"')
    wrong = any(one.severity is Severity.ERROR for one in found)
    return Reading(None if wrong else map_, in_order(found), (), (name,))
