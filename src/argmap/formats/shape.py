"""Data from a JSON file, read part by part: each part knows its place, and what is wrong with it is
said and not raised."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from attrs import frozen

from argmap.diagnostics import Diagnostic, Rule
from argmap.errors import ArgmapError
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.file import Report

T = TypeVar("T")

#: Longer runs of digits are no number anybody means.
_LONGEST_NUMBER = 400


class _Wrong(Exception):
    def __init__(self, part: Part, message: str, remedy: str) -> None:
        super().__init__(message)
        self.part, self.remedy = part, remedy


@frozen
class Part:
    """A value and where it stands: `nodes[3].weight`."""

    value: Any
    path: str
    name: str
    report: Report

    def wrong(self, message: str, remedy: str) -> NoReturn:
        """Give up reading this part."""
        raise _Wrong(self, message, remedy)

    def say(self, rule: Rule, message: str, remedy: str) -> None:
        place = f"{self.path}: " if self.path else ""
        self.report(Diagnostic(rule, f"{place}{message}", None, remedy, file=self.name))

    def key(self, name: str) -> Part:
        """The value of a key, None where there is none; of an object only."""
        path = f"{self.path}.{name}" if self.path else name
        return Part(self.object().get(name), path, self.name, self.report)

    def items(self) -> Iterator[Part]:
        """The parts of a list."""
        if not isinstance(self.value, list):
            self.wrong(f"a list is expected, not {_shown(self.value)}", "[…]")
        for at, item in enumerate(self.value):
            yield Part(item, f"{self.path}[{at}]", self.name, self.report)

    def object(self) -> Mapping[str, Any]:
        if not isinstance(self.value, dict):
            self.wrong(f"an object is expected, not {_shown(self.value)}", "{…}")
        return self.value

    def record(self, readers: Mapping[str, Callable[[Part], Any]]) -> dict[str, Any]:
        """The keys that are there, read; unknown ones are said, and so is what cannot be read."""
        for name in self.object():
            if name not in readers:
                near = did_you_mean(name, readers)
                known = f"one of {', '.join(readers)}"
                self.say(rules.UNKNOWN_KEY, f"{name!r} is no key here{near}", known)
        found: dict[str, Any] = {}
        for name, reader in readers.items():
            if name in self.value:
                value = self.key(name).read(reader)
                if value is not None:
                    found[name] = value
        return found

    def read(self, reader: Callable[[Part], T]) -> T | None:
        """What `reader` makes of this; None, said, where it can make nothing of it."""
        try:
            return reader(self)
        except _Wrong as wrong:
            wrong.part.say(rules.BAD_VALUE, str(wrong), wrong.remedy)
        except ArgmapError as error:
            self.say(rules.BAD_VALUE, str(error), "a value that the schema allows")
        except RecursionError:
            self.say(rules.TOO_DEEP, "this is nested too deep", "data that is flat")
        return None

    def each(self, reader: Callable[[Part], T]) -> tuple[T, ...]:
        """The items of a list that can be read."""
        found = (item.read(reader) for item in self.items())
        return tuple(one for one in found if one is not None)


def text(part: Part) -> str:
    if not isinstance(part.value, str):
        part.wrong(f"a text is expected, not {_shown(part.value)}", '"…"')
    return part.value


def texts(part: Part) -> tuple[str, ...]:
    return part.each(text)


def boolean(part: Part) -> bool:
    if not isinstance(part.value, bool):
        part.wrong(f"true or false is expected, not {_shown(part.value)}", "true")
    return part.value


def number(part: Part) -> float:
    if isinstance(part.value, bool) or not isinstance(part.value, (int, float)):
        part.wrong(f"a number is expected, not {_shown(part.value)}", "0.5")
    try:
        return float(part.value)
    except OverflowError:
        part.wrong("this number is too large", "0.5")


def integer(part: Part) -> int:
    if isinstance(part.value, bool) or not isinstance(part.value, int):
        part.wrong(f"a whole number is expected, not {_shown(part.value)}", "1")
    return part.value


def load(content: str, name: str, report: Report) -> Part | None:
    """The data of a JSON text; None, said, when it is none. No key may stand twice, and there is
    neither NaN nor infinity."""
    try:
        value = json.loads(
            content,
            object_pairs_hook=_distinct,
            parse_constant=_refuse,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        report(Diagnostic(rules.INVALID_JSON, message, None, "valid JSON there", file=name))
    except RecursionError:
        message = "the data is nested too deep"
        report(Diagnostic(rules.INVALID_JSON, message, None, "a flat file", file=name))
    except ValueError as error:
        report(Diagnostic(rules.INVALID_JSON, str(error), None, "valid JSON there", file=name))
    else:
        return Part(value, "", name, report)
    return None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def _shown(value: object) -> str:
    shown = "null" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 40 else f"{shown[:37]}…"
