"""Records, dictionaries of plain values under the same keys, as tables to read and to pass on.

Text, Markdown and HTML are for people: numbers are rounded, missing values are blank. CSV and
JSON are for programs: numbers are complete.
"""

from __future__ import annotations

import csv
import html
import io
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

Record: TypeAlias = Mapping[str, object]


def shown(value: object) -> str:
    """A value for people: floats with three decimals, ±∞ as such, None and NaN as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return decimals(3)(value)
    return str(value)


def decimals(digits: int, *, signed: bool = False) -> Callable[[object], str]:
    """A way of showing numbers: so many decimals, the minus as −, and never a negative zero.

    Of halves, .475 and the like, it is their ninth digit that decides, and not their last, which
    depends on the machine.
    """

    def show(value: object) -> str:
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return shown(value)
        if math.isnan(value):
            return ""
        text = "∞" if math.isinf(value) else f"{round(abs(value), 9):.{digits}f}"
        zero = not text.strip("0.")
        sign = "−" if value < 0 and not zero else "+" if signed and not zero else ""
        return sign + text

    return show


@frozen
class Column:
    """What of the records to show, under which title, and how."""

    key: str
    title: str
    show: Callable[[object], str] = shown
    right: bool = False


def columns_of(records: Iterable[Record]) -> tuple[Column, ...]:
    """A column for every key, in the order in which they are met; numbers stand right."""
    values: dict[str, list[object]] = {}
    for record in records:
        for key, value in record.items():
            values.setdefault(key, []).append(value)
    return tuple(
        Column(key, key.replace("_", " "), right=_numeric(column)) for key, column in values.items()
    )


def _numeric(values: Iterable[object]) -> bool:
    stated = [value for value in values if value is not None]
    return bool(stated) and all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in stated
    )


def _cells(
    records: Iterable[Record], columns: Sequence[Column] | None
) -> tuple[Sequence[Column], list[list[str]]]:
    kept = list(records)
    chosen = columns_of(kept) if columns is None else columns
    return chosen, [[one.show(record.get(one.key)) for one in chosen] for record in kept]


# -- for people ------------------------------------------------------------------------------


def as_text(records: Iterable[Record], columns: Sequence[Column] | None = None) -> str:
    """Aligned columns, two blanks apart, under their titles; no blank at the end of a line."""
    chosen, rows = _cells(records, columns)
    lines = [[column.title for column in chosen], *rows]
    lines = [[plain(cell) for cell in line] for line in lines]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            _padded(cell, wide, column.right)
            for cell, wide, column in zip(line, widths, chosen, strict=True)
        ).rstrip()
        for line in lines
    )


def as_markdown(records: Iterable[Record], columns: Sequence[Column] | None = None) -> str:
    """A pipe table of GitHub's Markdown; what Markdown would interpret is escaped."""
    chosen, rows = _cells(records, columns)
    lines = [
        _piped(_markdown(column.title) for column in chosen),
        _piped("---:" if column.right else "---" for column in chosen),
    ]
    lines.extend(_piped(map(_markdown, row)) for row in rows)
    return "\n".join(lines)


def as_html(
    records: Iterable[Record], columns: Sequence[Column] | None = None, *, caption: str = ""
) -> str:
    """A `<table>`, everything escaped."""
    chosen, rows = _cells(records, columns)
    align = ["right" if column.right else "left" for column in chosen]
    heads = "".join(
        f'<th style="text-align: {side}">{_html(column.title)}</th>'
        for column, side in zip(chosen, align, strict=True)
    )
    body = "\n".join(
        "<tr>"
        + "".join(
            f'<td style="text-align: {side}">{_html(cell)}</td>'
            for cell, side in zip(row, align, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    title = f"<caption>{_html(caption)}</caption>\n" if caption else ""
    return f"<table>\n{title}<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


# -- for programs ----------------------------------------------------------------------------


def as_csv(records: Iterable[Record], columns: Sequence[Column] | None = None) -> str:
    """Comma-separated values under the keys, lines ended by a line feed; NaN and None are empty."""
    kept = list(records)
    keys = [column.key for column in (columns_of(kept) if columns is None else columns)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_exact(record.get(key)) for key in keys] for record in kept)
    return out.getvalue()


def as_json(records: Iterable[Record], columns: Sequence[Column] | None = None) -> str:
    """A list of objects; NaN and infinities, which JSON lacks, are null."""
    kept = list(records)
    if columns is not None:
        kept = [{column.key: record.get(column.key) for column in columns} for record in kept]
    plain_values = [{key: _finite(value) for key, value in record.items()} for record in kept]
    return json.dumps(plain_values, ensure_ascii=False, indent=2, allow_nan=False, default=str)


#: The tables by the names they have on the command line.
STYLES: Mapping[str, Callable[[Iterable[Record], Sequence[Column] | None], str]] = {
    "text": as_text,
    "md": as_markdown,
    "csv": as_csv,
    "json": as_json,
}


def _exact(value: object) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return repr(value) if isinstance(value, float) else value


def _finite(value: object) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


# -- characters ------------------------------------------------------------------------------


def plain(text: str) -> str:
    """On one line, without characters that move the cursor or turn the direction of writing."""
    line = re.sub(r"\s+", " ", text)
    return "".join(
        one if unicodedata.category(one)[0] != "C" else f"\\x{ord(one):02x}" for one in line
    )


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _padded(cell: str, wide: int, right: bool) -> str:
    pad = " " * (wide - width(cell))
    return pad + cell if right else cell + pad


def _piped(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|~#&])", r"\\\1", plain(text))


def _html(text: str) -> str:
    return html.escape(plain(text), quote=True)
