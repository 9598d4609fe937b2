"""An overlay is read from YAML: the name of an analyst and numbers, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span, in_order
from argmap.errors import ArgmapError, MapError
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay, Stated
from argmap.model.weight import LINK_WORDS
from argmap.reading import Parsed
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.file import Report, cleaned, read_file
from argmap.text.yaml import Mapping, Scalar, Sequence, Value, read_yaml

KEYS = ("analyst", "weights", "links")


def read_overlay(path: str | os.PathLike[str], map: ArgumentMap | None = None) -> Parsed[Overlay]:
    """Read an overlay, and see whether what it names is in the map, where one is given. Never
    raises on content. An analyst without a name is called as the file is."""
    found: list[Diagnostic] = []
    name = os.fspath(path)
    source = read_file(Path(name), name, found.append)
    if source is None:
        return Parsed(None, in_order(found))
    return Parsed(_Reader(found.append, Path(name).stem).read(source, map), in_order(found))


def parse_overlay(
    text: str, map: ArgumentMap | None = None, *, name: str = "<text>"
) -> Parsed[Overlay]:
    """As `read_overlay`, for a text that is in no file."""
    found: list[Diagnostic] = []
    source = cleaned(text, name, found.append)
    return Parsed(_Reader(found.append, name).read(source, map), in_order(found))


def load_overlay(path: str | os.PathLike[str], map: ArgumentMap | None = None) -> Overlay:
    """The overlay in a file; raises `ReadError`, which carries the diagnostics, when there is
    none."""
    return read_overlay(path, map).required()


@frozen
class _Reader:
    report: Report
    name: str

    def bad(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self.report(Diagnostic(rule, message, span, remedy))

    def read(self, source: SourceText, map_: ArgumentMap | None) -> Overlay | None:
        complaints: list[Diagnostic] = []
        value = read_yaml(Span(source, 0, len(source.text)), complaints.append)
        for one in complaints:
            self.report(one)
        if not isinstance(value, Mapping):
            if not complaints:
                where = Span(source, 0, min(1, len(source.text)))
                message = "an overlay holds keys and values"
                self.bad(rules.BAD_SETTING, message, where, "analyst: and weights:")
            return None
        overlay = Overlay(
            self.analyst(value.get("analyst")),
            tuple(self.numbers("weights", value.get("weights"))),
            tuple(self.numbers("links", value.get("links"))),
        )
        for key, _value in value.entries:
            if key.raw not in KEYS:
                near = did_you_mean(key.raw, KEYS)
                message = (
                    f"an overlay holds numbers only, and {key.raw!r} is none of its keys{near}"
                )
                self.bad(rules.UNKNOWN_KEY, message, key.span, f"one of {', '.join(KEYS)}")
        if map_ is not None:
            self.check(overlay, map_)
        return overlay

    def analyst(self, value: Value | None) -> str:
        if value is None:
            return self.name
        if isinstance(value, Scalar) and value.raw.strip():
            return value.raw
        self.bad(rules.BAD_SETTING, "'analyst' is a name", value.span, "analyst: Ana")
        return self.name

    def numbers(self, key: str, value: Value | None) -> Iterator[Stated]:
        if value is None or (isinstance(value, Scalar) and value.value is None):
            return
        if not isinstance(value, Mapping):
            example = "[A]" if key == "weights" else "A -> B"
            message = f"{key!r} holds names and numbers"
            self.bad(rules.BAD_SETTING, message, value.span, f'{key}: {{"{example}": .7}}')
            return
        for name, number in value.entries:
            try:
                yield Stated(name.raw, _number(number), origin=name.span)
            except ArgmapError as error:
                message = f"an overlay holds numbers only; of {name.raw!r}: {error}"
                self.bad(rules.BAD_WEIGHT, message, number.span, _remedy(number))

    def check(self, overlay: Overlay, map_: ArgumentMap) -> None:
        for reference, stated in overlay.matched(map_):
            if isinstance(reference, Exception):
                rule = rules.BAD_WEIGHT if isinstance(reference, MapError) else rules.UNDEFINED
                assert stated.origin is not None
                remedy = "a node or link of the map, once"
                self.bad(rule, str(reference), stated.origin, remedy)


def _number(value: Value) -> object:
    if isinstance(value, Sequence):
        return [_number(one) for one in value.items]
    return value.value if isinstance(value, Scalar) else "a mapping"


def _remedy(value: Value) -> str:
    word = value.raw if isinstance(value, Scalar) else ""
    return (
        f"{LINK_WORDS[word]}"
        if word in LINK_WORDS
        else "a number from 0 to 1, or [low, mode, high]"
    )
