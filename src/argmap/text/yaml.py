"""YAML 1.2 core, read into plain data that remembers where every part of it stood.

Built from the events of PyYAML's C parser, with a depth limit, because composing crashes the
interpreter on deep nesting and resolves aliases silently. Nothing but plain data is constructed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias, Union

import yaml
from attrs import frozen

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.text import rules

#: How deep mappings and lists may be nested.
DEPTH = 64

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


@frozen
class Scalar:
    """One value. `raw` is its text as written, without quotes; `plain` is false when quoted."""

    raw: str
    plain: bool
    span: Span

    @property
    def value(self) -> bool | int | float | str | None:
        """The value by YAML 1.2's core schema; quoted scalars are strings."""
        return resolved(self.raw) if self.plain else self.raw


@frozen
class Sequence:
    """A list of values."""

    items: tuple[Value, ...]
    span: Span


@frozen
class Mapping:
    """Keys and values in the order written. No key stands twice."""

    entries: tuple[tuple[Scalar, Value], ...]
    span: Span

    def get(self, key: str) -> Value | None:
        return next((value for name, value in self.entries if name.raw == key), None)


Value: TypeAlias = Union[Scalar, Sequence, Mapping]

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + inf: float("inf") for sign in ("", "+") for inf in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
# Longer runs of digits are no number anybody means, and int() refuses them from 4,300 on.
_LONGEST_NUMBER = 64


def resolved(raw: str) -> bool | int | float | str | None:
    """A plain scalar by the core schema of YAML 1.2 (section 10.3.2): `yes` stays a string and
    `010` is ten."""
    if raw in _SPECIAL:
        return _SPECIAL[raw]
    if len(raw) > _LONGEST_NUMBER:
        return raw
    if _INTEGER.fullmatch(raw):
        base = {"0o": 8, "0x": 16}.get(raw[:2], 10)
        return int(raw[2:] if base != 10 else raw, base)
    if _FLOAT.fullmatch(raw):
        return float(raw)
    return raw


def plain(value: Value) -> Plain:
    """The value without its places."""
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key.raw: plain(item) for key, item in value.entries}


_STRING = "tag:yaml.org,2002:str"
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")
)
# Aliases may blow up a text; nobody means more than this.
_MOST_REPEATED = 100_000


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


# Braces on one line that hold words only, as most do: `{.7, kremlin, p12, C3, date: 2016}`.
_WORD = r"-?[\w.§±][\w.§±-]{0,200}"
_ENTRY = re.compile(rf"({_WORD})(?::[ ]+({_WORD}))?([ ]*)")
_SIMPLE = re.compile(rf"\{{[ ]*{_ENTRY.pattern}(?:,[ ]*{_ENTRY.pattern})*\}}")


def read_yaml(
    span: Span, report: Callable[[Diagnostic], None], *, aliases: bool = False
) -> Value | None:
    """The YAML document in `span`; None when there is none or when it cannot be read.

    What is wrong is reported: at most one error of syntax, and every duplicate key (the first
    value is kept). With `aliases`, anchors and standard tags are read as Argdown reads them.
    """
    text = span.text
    if _SIMPLE.fullmatch(text):
        simple = _simple(text, span)
        if simple is not None:
            return simple
    try:
        # PyYAML takes some characters for an error of the stream, before any event.
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        return _document(events, span, report, _Anchors() if aliases else None)
    except _Refused as refused:
        report(refused.diagnostic)
    except yaml.YAMLError as error:
        report(_syntax_error(error, span))
    except UnicodeError:  # lone surrogates cannot reach the C parser
        message = "a character that no text can have stands in the data"
        report(Diagnostic(rules.INVALID_YAML, message, span, "the text without it"))
    return None


def _simple(text: str, span: Span) -> Mapping | None:
    """What YAML makes of simple braces, without asking it; None when a key stands twice."""
    entries: list[tuple[Scalar, Value]] = []
    source, offset = span.source, span.start
    for found in _ENTRY.finditer(text):
        key = Scalar(found[1], True, Span(source, offset + found.start(1), offset + found.end(1)))
        start, end = found.span(2) if found[2] is not None else (found.end(), found.end())
        value = Scalar(found[2] or "", True, Span(source, offset + start, offset + end))
        entries.append((key, value))
    if len({key.raw for key, _ in entries}) < len(entries):
        return None
    return Mapping(tuple(entries), span)


def _syntax_error(error: yaml.YAMLError, span: Span) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    at = getattr(mark, "index", None)
    if at is None:
        at = getattr(error, "position", 0) or 0
    start = min(span.start + at, max(span.end - 1, span.start))
    return Diagnostic(
        rules.INVALID_YAML,
        f"this is not YAML: {problem}",
        Span(span.source, start, min(start + 1, span.end)),
        "quote the value, or close what is open",
    )


class _Anchors:
    """What anchors stand for, and how much has been repeated by aliases so far."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[Value, int]] = {}
        self.repeated = 0


def _document(
    events: Iterator[yaml.Event],
    span: Span,
    report: Callable[[Diagnostic], None],
    anchors: _Anchors | None,
) -> Value | None:
    # Containers being filled: a span start, the items so far, and the key that waits for its value.
    stack: list[_Open] = []
    root: Value | None = None
    for event in events:
        if isinstance(event, (yaml.AliasEvent, yaml.DocumentStartEvent)) and root is not None:
            raise _Refused(
                _at(
                    rules.INVALID_YAML,
                    "only one document is read",
                    event,
                    span,
                    "everything under the keys above",
                )
            )
        if anchors is None and getattr(event, "anchor", None) is not None:
            raise _Refused(
                _at(
                    rules.YAML_ALIAS,
                    "anchors and aliases (& and *) are refused",
                    event,
                    span,
                    "quote the value if the sign belongs to it, else write the value out",
                )
            )
        tag = getattr(event, "tag", None)
        known = tag is None or (anchors is not None and tag in _TAGS)
        if not known and not (
            isinstance(event, yaml.ScalarEvent) and tag == "!" and not event.implicit[0]
        ):
            raise _Refused(
                _at(rules.YAML_ALIAS, "YAML tags (!) are refused", event, span, "quote it")
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= DEPTH:
                raise _Refused(
                    _at(
                        rules.TOO_DEEP,
                        f"data is nested deeper than {DEPTH} levels",
                        event,
                        span,
                        "quotes around brackets and braces that are text",
                    )
                )
            opened = _Open(isinstance(event, yaml.MappingStartEvent), _start(event))
            opened.anchor, opened.simple_keys = event.anchor, anchors is None
            stack.append(opened)
            continue
        done: Value
        anchor: str | None = None
        size = 1
        if isinstance(event, yaml.AliasEvent):
            assert anchors is not None
            done, size = _repeated(event, anchors, span)
        elif isinstance(event, yaml.ScalarEvent):
            anchor = event.anchor
            place = Span(
                span.source,
                span.start + _start(event),
                span.start + _end(event),
            )
            done = Scalar(event.value, not event.style and tag != _STRING, place)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = stack.pop()
            anchor, size = closed.anchor, closed.size
            place = Span(span.source, span.start + closed.start, span.start + _end(event))
            done = (
                Mapping(tuple(closed.entries), place)
                if closed.is_mapping
                else Sequence(tuple(closed.items), place)
            )
        else:
            continue
        if anchor is not None and anchors is not None:
            anchors.values[anchor] = (done, size)
        if stack:
            stack[-1].size += size
            stack[-1].take(done, report)
        else:
            root = done
    return root


def _repeated(event: yaml.AliasEvent, anchors: _Anchors, span: Span) -> tuple[Value, int]:
    """What an alias stands for, and its size."""
    found = anchors.values.get(event.anchor or "")
    if found is None:
        raise _Refused(
            _at(rules.INVALID_YAML, f"nothing has the anchor {event.anchor!r}", event, span, "&")
        )
    anchors.repeated += found[1]
    if anchors.repeated > _MOST_REPEATED:
        raise _Refused(
            _at(rules.YAML_ALIAS, "aliases repeat too much", event, span, "the values written out")
        )
    return found


def _as_key(value: Value) -> str:
    """A list or a mapping in the place of a key, as JavaScript makes a string of it."""
    if isinstance(value, Scalar):
        return value.raw
    if isinstance(value, Sequence):
        return ",".join(map(_as_key, value.items))
    return "[object Object]"


class _Open:
    """A mapping or list whose end has not come yet."""

    def __init__(self, is_mapping: bool, start: int) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.items: list[Value] = []
        self.entries: list[tuple[Scalar, Value]] = []
        self.key: Scalar | None = None
        self.keys: set[str] = set()
        self.anchor: str | None = None
        self.size = 1
        self.simple_keys = True

    def take(self, value: Value, report: Callable[[Diagnostic], None]) -> None:
        if not self.is_mapping:
            self.items.append(value)
        elif self.key is None:
            if not self.simple_keys and not isinstance(value, Scalar):
                value = Scalar(_as_key(value), False, value.span)
            if not isinstance(value, Scalar):
                raise _Refused(
                    Diagnostic(
                        rules.INVALID_YAML,
                        "a list or a mapping stands where a key belongs",
                        value.span,
                        "a key before it, such as weight: [low, mode, high]; quotes around a "
                        "title that begins with [ or {",
                    )
                )
            self.key = value
        else:
            key, self.key = self.key, None
            if key.raw in self.keys:
                report(
                    Diagnostic(
                        rules.DUPLICATE_KEY,
                        f"{key.raw!r} stands twice here",
                        key.span,
                        "one of the two",
                    )
                )
                return
            self.keys.add(key.raw)
            self.entries.append((key, value))


def _at(rule: Rule, message: str, event: yaml.Event, span: Span, remedy: str) -> Diagnostic:
    start = span.start + _start(event)
    end = span.start + max(_end(event), _start(event) + 1)
    return Diagnostic(rule, message, Span(span.source, start, min(end, span.end)), remedy)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return max(event.end_mark.index if event.end_mark else 0, _start(event))
