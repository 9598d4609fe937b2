"""Data as Argdown reads it: plain values, without places.

Argdown's YAML resolves a little more than the core schema: dates, binary numbers, `<<`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.text.file import Report
from argmap.text.yaml import Plain, Scalar, Sequence, Value, read_yaml, resolved

_INTEGER = re.compile(r"([-+]?)(?:0b([01]+)|0x([0-9a-fA-F]+)|0o([0-7]+)|([0-9]+))")
_FLOAT = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?")
_DATE = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?"
    r"(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?)?"
)
_LONGEST_NUMBER = 64
_LONGEST_MENDED = 10_000


def read_plain(span: Span, report: Report) -> Plain:
    """The data in `span`, None where there is none."""
    problems: list[Diagnostic] = []
    value = read_yaml(span, problems.append, aliases=True)
    if problems and (mended := _with_blanks(span, problems)) is not None:
        return read_plain(mended, report)
    for problem in problems:
        report(problem)
    return None if value is None else _plain(value)


def _with_blanks(span: Span, problems: list[Diagnostic]) -> Span | None:
    """The data with a blank after a colon that Argdown reads without: `{a:[b]}`, `{a:,b}`."""
    place = problems[0].span
    if place is None or "found unexpected ':'" not in problems[0].message:
        return None
    at = place.start + 1 - span.start
    text = span.text
    if text[at : at + 1] not in "[{," or len(text) > _LONGEST_MENDED:
        return None
    mended = f"{text[:at]} {text[at:]}"
    return Span(SourceText(span.source.name, mended), 0, len(mended))


def _plain(value: Value) -> Plain:
    if isinstance(value, Scalar):
        return _scalar(value.raw) if value.plain else value.raw
    if isinstance(value, Sequence):
        return [_plain(one) for one in value.items]
    result: dict[str, Plain] = {}
    inherited: list[Value] = []
    for key, item in value.entries:
        if key.plain and key.raw == "<<":
            inherited.extend(item.items if isinstance(item, Sequence) else (item,))
        else:
            result[_key(key)] = _plain(item)
    for one in inherited:
        other = _plain(one)
        if isinstance(other, dict):
            result = {**result, **{key: value for key, value in other.items() if key not in result}}
    return result


def _key(key: Scalar) -> str:
    """A key as JavaScript has it, where every key is a string."""
    value = _scalar(key.raw) if key.plain else key.raw
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _scalar(raw: str) -> Plain:
    if len(raw) > _LONGEST_NUMBER or not raw or raw[0].isalpha():
        return resolved(raw)
    integer = _INTEGER.fullmatch(raw)
    if integer:
        sign, binary, hexadecimal, octal, decimal = integer.groups()
        digits, base = next(
            (digits, base)
            for digits, base in ((binary, 2), (hexadecimal, 16), (octal, 8), (decimal, 10))
            if digits
        )
        found = int(digits, base)
        return -found if sign == "-" else found
    if _FLOAT.fullmatch(raw):
        return float(raw)
    date = _DATE.fullmatch(raw)
    if date:
        return _moment(date) or raw
    if raw[0] in "+-.0123456789" and raw.lower().lstrip("+-") not in (".inf", ".nan"):
        return raw
    return resolved(raw)


def _moment(found: re.Match[str]) -> str | None:
    """A date as JSON has it: with a time, in UTC."""
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    if found[4] is None and not (len(found[2]) == len(found[3]) == 2):
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        if found[8]:
            offset = timedelta(hours=int(found[9]), minutes=int(found[10] or 0))
            moment += -offset if found[8] == "+" else offset
    except (ValueError, OverflowError):
        return None
    milliseconds = (found[7] or "").ljust(3, "0")[:3]
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds}Z"
