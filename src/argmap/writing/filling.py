"""One row as lines: its words filled up to the width, wherever a line may break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.diagnostics import SourceText, Span
from argmap.text import yaml
from argmap.text.data import yaml_span
from argmap.text.tokens import Kind
from argmap.text.yaml import Mapping, Scalar, Value, read_yaml
from argmap.writing.pieces import Between, Piece
from argmap.writing.rows import Form

#: How long a line may be (with the sign of a diff it is shorter than 100), and by what levels and
#: wrapped lines are indented.
WIDTH = 98
LEVEL = "    "
WRAP = "  "

_BLANKS = (Between.BLANKS, Kind.NEWLINE, Kind.BLANK)
# A blank follows each of these.
_ALONE = (
    Kind.RELATION,
    Kind.NUMBER,
    Kind.ORDERED_ITEM,
    Kind.UNORDERED_ITEM,
    Kind.HEADING,
    Kind.INFERENCE_START,
    Kind.STATEMENT_DEFINITION,
    Kind.ARGUMENT_DEFINITION,
)
_WORDS = (Kind.TEXT, Kind.COMMA)
_WORD = re.compile(r"(?:\\.|\S)+|\s+", re.DOTALL)
# What would mean something else at the start of a line.
_MEANS_MORE = re.compile(
    r"'*(?:[-+<\[]|><|_(?:>|\Z)|\*\Z|\(\d+\)|\d+\.\Z|@include\(|===|//|/\*|\#+\Z)"
)


def filled(
    indent: str, form: Form, pieces: Sequence[Piece], source: SourceText, *, fill: bool
) -> list[str]:
    """The lines of a row, filled up to the width. What has a comment on its lines keeps its breaks,
    as everything does when `fill` is false."""
    words = list(_words(pieces, source))
    end = pieces[-1]
    trailing = end.text if end.kind is Between.COMMENT and end.text.startswith("//") else None
    body = pieces[:-1] if trailing is not None else pieces
    in_lines = any("\n" in piece.text for piece in body)
    commented = any(piece.kind is Between.COMMENT and _holds(piece) for piece in body)
    if form is Form.INFERENCE and not commented:
        return _inference(words, trailing)
    if commented or (in_lines and (trailing is not None or not fill)):
        return _as_broken(indent, pieces, source)
    if trailing is not None or form is Form.INCLUDE:
        return [indent + " ".join(words)]
    if form is Form.HEADING:
        return _heading(words, pieces)
    return _wrapped(words, indent)


def _holds(comment: Piece) -> bool:
    """Whether a comment keeps lines where they are."""
    return comment.text.startswith("//") or "\n" in comment.text


def _words(pieces: Sequence[Piece], source: SourceText) -> Iterator[str]:
    """What may stand on a line of its own or behind a blank, in order."""
    word = ""
    for piece in pieces:
        text = piece.text
        if piece.kind in _BLANKS:
            if word:
                yield word
            word = ""
        elif piece.kind in _WORDS:
            for found in _WORD.findall(text):
                if not found.isspace():
                    word += found
                elif word:
                    yield word
                    word = ""
        elif piece.kind is Kind.DATA:
            if word:
                yield word
            yield _data(Span(source, piece.start, piece.end))
            word = ""
        else:
            if piece.kind is Kind.INFERENCE_END and word:
                yield word
                word = ""
            word += text.rstrip()
            if piece.kind in _ALONE or text[-1:].isspace():
                yield word
                word = ""
    if word:
        yield word


def _wrapped(words: Sequence[str], indent: str) -> list[str]:
    lines: list[str] = []
    line, room = indent, WIDTH
    rest = ""  # what must not be parted from what comes before it
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        rest = f"{rest} {word}" if rest else word
        if following is not None and _MEANS_MORE.match(following) and not _is_data(following):
            continue
        first, *more = rest.split("\n")
        if not line.strip():
            line += first
        elif len(line) + 1 + len(first) <= room:
            line += " " + first
        else:
            lines.append(line)
            line = indent + WRAP + first
        for one in more:
            lines.append(line)
            line = one and indent + one
        rest = ""
    lines.append(line)
    return lines


def _is_data(word: str) -> bool:
    return word.startswith("{")


def _heading(words: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    line = " ".join(words)
    data = pieces[-1]
    apart = data.kind is Kind.DATA and any(
        piece.kind in (Kind.NEWLINE, Between.BLANKS) and "\n" in piece.text for piece in pieces[-3:]
    )
    if apart and len(line) > WIDTH:
        return [" ".join(words[:-1]), *f"{WRAP}{words[-1]}".split("\n")]
    return line.split("\n")


def _inference(words: Sequence[str], trailing: str | None) -> list[str]:
    inner = [word for word in words[1:] if word.strip("-") or word == trailing]
    comment = [inner.pop()] if trailing is not None else []
    line = " ".join(["--", *inner, "--"]) if inner else "----"
    return " ".join([line, *comment]).split("\n")


def _as_broken(indent: str, pieces: Sequence[Piece], source: SourceText) -> list[str]:
    text = source.text[pieces[0].start : pieces[-1].end]
    first, *rest = (line.rstrip() for line in text.split("\n"))
    if any(piece.kind is Kind.DATA and "\n" in piece.text for piece in pieces):
        return [indent + first, *rest]
    return [indent + first.strip(), *(indent + WRAP + line.strip() for line in rest)]


# -- data ------------------------------------------------------------------------------------------


def _data(span: Span) -> str:
    """Braces with a blank after each comma and colon; over several lines only where they hold
    comments, texts of several lines or more than fits on one, indented from the braces."""
    wrong: list[object] = []
    value = read_yaml(yaml_span(span), wrong.append)
    if wrong or not isinstance(value, Mapping):
        return span.text
    if "#" not in span.text:
        line = _spelled(value, span) if _flows(span) or "\n" not in span.text else None
        if line is not None and ("\n" not in span.text or len(line) <= WIDTH - 2 * len(LEVEL)):
            return line
    if "\n" not in span.text:
        return span.text
    first, *inner, last = (line.rstrip() for line in span.text.split("\n"))
    least = min((len(one) - len(one.lstrip()) for one in inner if one), default=0)
    inside = [one and LEVEL + one[least:] for one in inner]
    last = last.strip()
    return "\n".join([first, *inside, last if last == "}" else LEVEL + last])


def _flows(span: Span) -> bool:
    """Whether the braces are YAML's own, and do not stand around a block of lines."""
    return yaml_span(span) == span


def _spelled(value: Value, span: Span) -> str | None:
    """A value on one line, its words as they were written; None if one is written over several."""
    if isinstance(value, Scalar):
        text = value.span.text
        return None if "\n" in text else text
    if isinstance(value, yaml.Sequence):
        items = [_spelled(one, span) for one in value.items]
        return None if None in items else f"[{', '.join(map(str, items))}]"
    entries: list[str] = []
    for key, item in value.entries:
        name, said = _spelled(key, span), _spelled(item, span)
        if name is None or said is None:
            return None
        has_colon = span.source.text[key.span.end : span.end].lstrip()[:1] == ":"
        entries.append(f"{name}: {said}".rstrip() if has_colon else name)
    return f"{{{', '.join(entries)}}}"
