"""Comments that allow what a check objects to: `// allow AM603: because …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagnostics import Allowance, Diagnostic, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.include import Chapter

_ALLOW = re.compile(r"//\s*allow(?=\s+AM|\s*:)(?P<rest>.*)")
_TITLE = r"(?:\[[^\]]+\]|<[^>]+>)"
_WHOLE = re.compile(
    rf"(?P<codes>(?:\s+AM\d{{3}},?)+)(?:\s+on\s+(?P<on>{_TITLE}(?:,\s*{_TITLE})*))?"
    r"\s*:\s*(?P<reason>\S.*)"
)


def read_allowances(chapter: Chapter, report: Report) -> Iterator[Allowance]:
    """The allowances in a text and in what it includes.

    One at the end of a line is about that line; one that stands alone is about the next line
    that is no comment; `on [Title], [Title]` makes it about those statements, wherever they stand.
    """
    for comment in chapter.document.comments:
        found = _ALLOW.match(comment.text)
        if found is None:
            continue
        whole = _WHOLE.fullmatch(found["rest"])
        if whole is None:
            report(
                Diagnostic(
                    rules.ALLOWANCE,
                    "an allowance has a code and a reason",
                    comment,
                    "// allow AM603: and the reason",
                )
            )
            continue
        for reference in re.findall(_TITLE, whole["on"]) if whole["on"] else (None,):
            yield Allowance(
                tuple(re.findall(r"AM\d{3}", whole["codes"])),
                whole["reason"].strip(),
                comment,
                (comment.source.name, _line_about(comment)),
                reference,
            )
    for part in chapter.parts:
        if isinstance(part, Chapter):
            yield from read_allowances(part, report)


def _line_about(comment: Span) -> int:
    source = comment.source
    line = comment.line
    if source.line(line)[: comment.column - 1].strip():
        return line
    last = len(source.line_starts)
    while line < last and source.line(line).lstrip().startswith("//"):
        line += 1
    return line
