"""Diagnostics shown: to a person at a terminal, to a program, to GitHub, to editors."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

from argmap.diagnostics import Diagnostic, Rule, Severity, Span

# A line of a megabyte must not fill the terminal: what is shown is a window around the caret.
_SHOWN = 96


def as_text(diagnostic: Diagnostic) -> str:
    """`file:line:column: severity[CODE] message`, the line with a caret, and the remedy."""
    name, line, column = diagnostic.place
    head = (
        f"{visible(name)}:{line}:{column}: {diagnostic.severity.value}[{diagnostic.code}] "
        f"{visible(diagnostic.message)}"
    )
    parts = [head]
    if diagnostic.span is not None:
        parts.extend(_excerpt(diagnostic.span))
    parts.append(f"  = remedy: {visible(diagnostic.remedy)}")
    return "\n".join(parts)


def as_record(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    """The diagnostic as plain data: code, rule, severity, file, line, column, message, remedy."""
    name, line, column = diagnostic.place
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "file": name,
        "line": line,
        "column": column,
        "message": diagnostic.message,
        "remedy": diagnostic.remedy,
    }


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of records."""
    return json.dumps([as_record(one) for one in diagnostics], ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands of GitHub Actions, which shows them beside the lines."""
    return "\n".join(map(_annotation, diagnostics))


def _annotation(diagnostic: Diagnostic) -> str:
    name, line, column = diagnostic.place
    kind = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    title = f"{diagnostic.code} {diagnostic.rule.name}"
    return (
        f"::{kind} file={_property(name)},line={line},col={column},title={_property(title)}"
        "::" + _data(f"{diagnostic.message}\nremedy: {diagnostic.remedy}")
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Iterable[Diagnostic], *, version: str) -> str:
    """A log in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS 2020), of argmap
    in this version."""
    found = tuple(diagnostics)
    rules = {one.rule.code: one.rule for one in found}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "argmap",
                        "version": version,
                        "rules": [_sarif_rule(rules[code]) for code in sorted(rules)],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(one) for one in found],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _sarif_result(diagnostic: Diagnostic) -> dict[str, object]:
    name, line, column = diagnostic.place
    region: dict[str, int] = {"startLine": line, "startColumn": column}
    if diagnostic.span is not None:
        end_line, end_column = diagnostic.span.source.position(diagnostic.span.end)
        region |= {"endLine": end_line, "endColumn": end_column}
    return {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.value,
        "message": {"text": f"{diagnostic.message}. Remedy: {diagnostic.remedy}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(PurePath(name).as_posix())},
                    "region": region,
                }
            }
        ],
    }


def visible(text: str) -> str:
    """`text` with control and direction-changing characters shown as `\\x1b`-like escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _harmless(one) else f"\\x{ord(one):02x}" for one in text)


def _harmless(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _excerpt(span: Span) -> list[str]:
    line, column = span.source.position(span.start)
    text = span.source.line(line).replace("\t", " ")
    if not text:
        return []
    first = max(0, column - 1 - _SHOWN // 2) if len(text) > _SHOWN else 0
    shown = text[first : first + _SHOWN]
    before = "…" if first else ""
    after = "…" if first + _SHOWN < len(text) else ""
    carets = max(1, min(span.end - span.start, len(shown) - (column - 1 - first)))
    gutter = f"{line} | "
    lead = before + visible(shown[: column - 1 - first])
    pad = " " * (len(gutter) + _columns(lead))
    return [f"{gutter}{before}{visible(shown)}{after}", pad + "^" * carets]


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
