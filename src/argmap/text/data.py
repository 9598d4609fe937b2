"""What stands in braces: values by their shape, then keys."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from typing import Any

from attrs import define, frozen

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import ArgmapError
from argmap.model.date import Date
from argmap.model.weight import LINK_WORDS, Grade, Range, Weight, likelihood_ratio, unit, weight
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.shapes import SPREAD, shape
from argmap.text.yaml import Mapping, Scalar, Sequence, Value, read_yaml


@frozen
class At:
    """Something that was written, and where. Two are equal when the values are."""

    value: Any
    span: Span


@define
class Braces:
    """The data of one line by key, in long form. What is missing was not written."""

    span: Span
    entries: dict[str, At]

    def text(self, key: str) -> str | None:
        entry = self.entries.get(key)
        return None if entry is None else str(entry.value)


# What may be written where. `edge` stands for all that is said of the link of a line.
CITATION_KEYS = ("source", "in", "locator", "date", "reliability", "credibility", "grade")
NODE_KEYS = (
    *CITATION_KEYS,
    "weight",
    "if",
    "same",
    "note",
    "quote",
    "url",
    "reviewed",
    "kind",
    "card",
)
HEADING_KEYS = ("question", "in", "source", "grade", "date")
INFERENCE_KEYS = ("strength", "uses", "note")
EDGE_KEYS = ("weight", "lr", "if", "note")

# A bare weight belongs to the link of a line with a sign; a numbered statement has none.
BARE_WEIGHT = "weight of the link"
NODE = frozenset(NODE_KEYS)
LINK = frozenset({"edge", BARE_WEIGHT})
NUMBERED_LINK = frozenset({"edge"})
NOTHING = frozenset[str]()
HEADING = frozenset(HEADING_KEYS)
INFERENCE = frozenset(INFERENCE_KEYS)
_ALL_KEYS = frozenset({*NODE_KEYS, *HEADING_KEYS, *INFERENCE_KEYS, "edge"})


class BraceReader:
    """Reads the braces of a text. Braces that were read without a complaint mean the same wherever
    they stand again."""

    def __init__(self, sources: MappingType[str, object], report: Report) -> None:
        self.sources, self.report = sources, report
        self.known: dict[tuple[str, frozenset[str]], Braces] = {}

    def read(self, span: Span, allowed: frozenset[str], where: Callable[[], str]) -> Braces:
        """The data between two braces, checked as far as one line can be.

        `allowed` names the keys that may stand here and `where` says in words what this is the data
        of.
        """
        key = (span.text, allowed)
        known = self.known.get(key)
        if known is not None:
            return _moved(known, span)
        complaints: list[Diagnostic] = []
        found = _Reader(span, allowed, where, complaints.append, lambda: self.sources).read()
        if not complaints:
            self.known[key] = found
        for one in complaints:
            self.report(one)
        return found


def _moved(braces: Braces, span: Span) -> Braces:
    """The same braces at another place."""
    source, by = span.source, span.start - braces.span.start

    def moved(at: At) -> At:
        value, place = at.value, at.span
        if isinstance(value, dict):
            value = {key: moved(one) for key, one in value.items()}
        elif isinstance(value, tuple) and value and isinstance(value[0], At):
            value = tuple(map(moved, value))
        return At(value, Span(source, place.start + by, place.end + by))

    return Braces(span, {key: moved(one) for key, one in braces.entries.items()})


class _Reader:
    def __init__(
        self,
        span: Span,
        allowed: frozenset[str],
        where: Callable[[], str],
        report: Report,
        sources: Callable[[], MappingType[str, object]],
    ) -> None:
        self.span, self.allowed, self._where = span, allowed, where
        self._report, self.sources = report, sources
        self.entries: dict[str, At] = {}
        self.shaped: dict[str, Span] = {}

    @property
    def where(self) -> str:
        return self._where()

    def report(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def read(self) -> Braces:
        value = read_yaml(yaml_span(self.span), self._report)
        if isinstance(value, Mapping):
            for key, item in value.entries:
                self.entry(key, item)
        elif value is not None:
            self.report(rules.BAD_VALUE, "braces hold entries and keys", self.span, "{key: value}")
        return Braces(self.span, self.entries)

    def entry(self, key: Scalar, item: Value) -> None:
        bare = isinstance(item, Scalar) and item.plain and item.raw == ""
        if bare and item.span.start == item.span.end and not self.has_colon(key):
            self.bare(key)
            return
        name = key.raw
        if name not in _ALL_KEYS:
            self.unknown(key)
        elif name not in self.allowed:
            self.misplaced(name, key.span)
        elif bare:
            self.report(
                rules.BAD_VALUE, f"{name!r} has no value", key.span, f"{name}: and the value"
            )
        else:
            self.keyed(name, key.span, item)

    def has_colon(self, key: Scalar) -> bool:
        text = key.span.source.text
        at = key.span.end
        while text[at : at + 1] in (" ", "\n") and at < self.span.end:
            at += 1
        return text[at : at + 1] == ":"

    def unknown(self, key: Scalar) -> None:
        known = sorted(self.allowed - {BARE_WEIGHT})
        near = did_you_mean(key.raw, known)
        self.report(
            rules.UNKNOWN_KEY,
            f"{key.raw!r} is no key of {self.where}{near}",
            key.span,
            f"one of {', '.join(known)}",
        )

    def misplaced(self, name: str, span: Span) -> None:
        if name == "edge":
            remedy = "move it to a line that begins with a sign such as + or -"
        elif name in HEADING - NODE:
            remedy = "move it to the braces of a heading"
        elif name in INFERENCE - NODE:
            remedy = "move it between the two -- of an inference"
        else:
            remedy = "move it to where the statement is defined"
        self.report(rules.MISPLACED, f"{name!r} does not belong to {self.where}", span, remedy)

    # -- bare entries --------------------------------------------------------------------

    def bare(self, key: Scalar) -> None:
        raw = key.raw
        name = shape(raw) if key.plain else None
        if name is None:
            if key.plain and ":" in raw and raw.partition(":")[0] in _ALL_KEYS:
                head, _, tail = raw.partition(":")
                self.report(
                    rules.BLANK_AFTER_COLON,
                    f"a blank is missing after the colon in {raw!r}",
                    key.span,
                    f"{head}: {tail}",
                )
                return
            if raw in _ALL_KEYS:
                self.report(
                    rules.BAD_VALUE, f"{raw!r} has no value", key.span, f"{raw}: and the value"
                )
                return
            name = "source"
            if raw not in self.sources():
                self.unknown_entry(key)
                return
        if name in self.shaped:
            self.report(
                rules.SHAPE_TWICE,
                f"two entries are of one shape: {raw!r} is the second {_SHAPE_NAMES[name]}",
                key.span,
                "p3+p7 for two places" if name == "locator" else "one of the two",
            )
            return
        self.shaped[name] = key.span
        if (BARE_WEIGHT if name == "edge" else name) not in self.allowed:
            if name == "edge":
                self.report(
                    rules.MISPLACED,
                    f"{raw!r} is the weight of a link, and this is {self.where}",
                    key.span,
                    f"weight: {raw} for an initial weight"
                    if "weight" in self.allowed and raw not in LINK_WORDS
                    else "move it to a line that begins with a sign such as + or -",
                )
            else:
                self.misplaced(name, key.span)
            return
        if name == "edge":
            found = self.weight(key, words=True)
            if found is not None:
                self.put("edge", At({"weight": At(found, key.span)}, key.span))
        else:
            self.keyed(name, key.span, key)

    def unknown_entry(self, key: Scalar) -> None:
        raw = key.raw
        ids = self.sources()
        near = key.plain and did_you_mean(
            raw, [*ids, *LINK_WORDS, *sorted(self.allowed - {BARE_WEIGHT})]
        )
        what = "no source is described under this id, and it has no other known shape"
        if not key.plain:
            what = "a quoted entry is the id of a source, and there is none of this id"
        self.report(
            rules.UNKNOWN_ENTRY,
            f"{raw!r}: {what}{near or ''}",
            key.span,
            "key: value for a key, or describe the source under argmap: sources:",
        )

    # -- keys ----------------------------------------------------------------------------

    def put(self, name: str, entry: At) -> None:
        if name in self.entries:
            self.report(
                rules.SHAPE_TWICE,
                f"{name!r} is said twice",
                entry.span,
                "one of the two",
            )
        else:
            self.entries[name] = entry

    def keyed(self, name: str, span: Span, item: Value) -> None:
        value = _READERS[name](self, name, item)
        if value is not None:
            self.put(name, At(value, span if item.span.start == item.span.end else item.span))

    def edge(self, _name: str, item: Value) -> object | None:
        if not isinstance(item, Mapping):
            found = self.weight(item, words=True)
            return None if found is None else {"weight": At(found, item.span)}
        result: dict[str, At] = {}
        for key, value in item.entries:
            name = key.raw
            found_value: object | None = None
            if name not in EDGE_KEYS:
                self.report(
                    rules.UNKNOWN_KEY,
                    f"{name!r} is no key of edge:{did_you_mean(name, EDGE_KEYS)}",
                    key.span,
                    f"one of {', '.join(EDGE_KEYS)}",
                )
            elif name == "weight":
                found_value = self.weight(value, words=True)
            elif name == "lr":
                found_value = self.lr(value)
            else:
                found_value = _READERS[name](self, name, value)
            if found_value is not None:
                result[name] = At(found_value, value.span)
        if "weight" in result and "lr" in result:
            self.report(
                rules.SHAPE_TWICE,
                "a link has a weight or an lr, not both",
                item.span,
                "one of them",
            )
            del result["weight"]
        return result

    def lr(self, item: Value) -> float | None:
        try:
            if not isinstance(item, Scalar):
                return likelihood_ratio(None)
            return likelihood_ratio(item.value)
        except ArgmapError as error:
            self.report(rules.BAD_WEIGHT, str(error), item.span, "a number of at least 1")
            return None

    def weight(self, item: Value, *, words: bool) -> Weight | None:
        remedy = "a number from 0 to 1, or [low, mode, high]"
        if words:
            remedy += ", or weak, moderate, strong"
        try:
            if isinstance(item, Sequence):
                numbers = [one.value if isinstance(one, Scalar) else None for one in item.items]
                return weight(numbers)
            if isinstance(item, Scalar):
                if words and item.plain and item.raw in LINK_WORDS:
                    return LINK_WORDS[item.raw]
                spread = SPREAD.fullmatch(item.raw)
                if spread and item.plain:
                    mode, by = unit(float(spread[1])), unit(float(spread[2]))
                    return Range(
                        round(max(0.0, mode - by), 12), mode, round(min(1.0, mode + by), 12)
                    )
                value = item.value
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    if not math.isfinite(value):
                        raise _weight_error(f"a weight is a finite number, not {item.raw}")
                    return weight(value)
                raise _weight_error(f"a weight is a number, not {item.raw!r}")
            raise _weight_error("a weight is a number, not a mapping")
        except ArgmapError as error:
            self.report(rules.BAD_WEIGHT, str(error), item.span, remedy)
            return None

    def initial_weight(self, _name: str, item: Value) -> object | None:
        return self.weight(item, words=False)

    def string(self, name: str, item: Value) -> str | None:
        if isinstance(item, Scalar) and item.raw:
            return item.raw
        self.report(rules.BAD_VALUE, f"{name!r} is a text", item.span, f"{name}: a text")
        return None

    def titles(self, name: str, item: Value) -> object | None:
        """One title, or a list of them; each with its place."""
        items = item.items if isinstance(item, Sequence) else (item,)
        result: list[At] = []
        for one in items:
            if isinstance(one, Scalar) and one.raw:
                result.append(At(one.raw, one.span))
            else:
                self.report(
                    rules.BAD_VALUE,
                    f"{name!r} is a list of titles",
                    one.span,
                    f'{name}: [Title], and "quotes" around a title that holds a comma or a colon',
                )
        return tuple(result) or None

    def source_id(self, name: str, item: Value) -> str | None:
        found = self.string(name, item)
        if found is not None and found not in self.sources():
            self.report(
                rules.UNKNOWN_SOURCE,
                f"no source is described under {found!r}{did_you_mean(found, self.sources())}",
                item.span,
                f"{found}: {{title: …}} under argmap: sources:",
            )
            return None
        return found

    def date(self, name: str, item: Value) -> Date | None:
        found = self.string(name, item)
        if found is None:
            return None
        try:
            return Date.parse(found)
        except ArgmapError as error:
            self.report(
                rules.BAD_DATE,
                str(error),
                item.span,
                "2016, 2016-11, 2016-11-23, 2015..2016, 2013..",
            )
            return None

    def grade(self, name: str, item: Value) -> Grade | None:
        found = self.string(name, item)
        if found is None:
            return None
        try:
            if name == "reliability":
                return Grade(found, None)
            if name == "credibility":
                return Grade(None, found)
            return Grade.parse(found)
        except ArgmapError as error:
            self.report(rules.BAD_VALUE, str(error), item.span, "a letter A–F and a digit 1–6: B3")
            return None

    def boolean(self, name: str, item: Value) -> bool | None:
        if isinstance(item, Scalar) and isinstance(item.value, bool):
            return item.value
        self.report(rules.BAD_VALUE, f"{name!r} is true or false", item.span, f"{name}: true")
        return None

    def numbers(self, name: str, item: Value) -> object | None:
        items = item.items if isinstance(item, Sequence) else (item,)
        result: list[int] = []
        for one in items:
            value = one.value if isinstance(one, Scalar) else None
            if isinstance(value, int) and not isinstance(value, bool):
                result.append(value)
            else:
                self.report(
                    rules.BAD_VALUE,
                    f"{name!r} is a list of the numbers of statements",
                    one.span,
                    f"{name}: [1, 2]",
                )
        return tuple(result) or None


_SHAPE_NAMES = {
    "edge": "weight",
    "date": "date",
    "grade": "grade",
    "locator": "place",
    "source": "source",
}

_READERS: dict[str, Callable[[_Reader, str, Value], object | None]] = {
    "edge": _Reader.edge,
    "weight": _Reader.initial_weight,
    "strength": _Reader.initial_weight,
    "source": _Reader.source_id,
    "in": _Reader.source_id,
    "locator": _Reader.string,
    "date": _Reader.date,
    "reliability": _Reader.grade,
    "credibility": _Reader.grade,
    "grade": _Reader.grade,
    "if": _Reader.titles,
    "same": _Reader.titles,
    "note": _Reader.string,
    "quote": _Reader.string,
    "url": _Reader.string,
    "reviewed": _Reader.string,
    "kind": _Reader.string,
    "question": _Reader.string,
    "card": _Reader.boolean,
    "uses": _Reader.numbers,
}


def _weight_error(message: str) -> ArgmapError:
    return ArgmapError(message)


def yaml_span(span: Span) -> Span:
    """The part of the braces that is YAML: all of it, or, where the opening brace stands alone
    on its line, the lines in between (Argdown's block form)."""
    text = span.text
    if re.match(r"\{[ \t]*\n", text):
        first = text.index("\n") + 1
        return Span(span.source, span.start + first, span.end - 1)
    return span
