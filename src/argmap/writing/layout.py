"""A text in its canonical layout: what it says stays what it was, or it stays as it is.

Four blanks for each level, one blank line between blocks, wrapped lines indented by two blanks and
at most 98 characters long, braces on the last line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from argmap.diagnostics import Diagnostic, Severity, SourceText, Span, in_order
from argmap.model.sequence import kept
from argmap.text import rules
from argmap.text.file import cleaned
from argmap.text.language import ARGDOWN, ARGMAP, Language, language_of, speaks_argmap
from argmap.text.parser import parse_document
from argmap.text.read import parse
from argmap.text.tokens import Kind
from argmap.text.tree import Document
from argmap.writing import meaning
from argmap.writing.filling import LEVEL, filled
from argmap.writing.pieces import Between, Piece, pieces
from argmap.writing.rows import Row, rows

#: What is wrong with a text and right after it was laid out: the meaning is plain.
REPAIRED = frozenset(
    {
        rules.BYTE_ORDER_MARK,
        rules.CARRIAGE_RETURN,
        rules.TAB,
        rules.INDENT,
        rules.BLANK_BEFORE_RELATION,
        rules.NO_BLANK,
        rules.MALFORMED_STRUCTURE,
    }
)
_SILENT = (Between.BLANKS, Between.COMMENT, Kind.NEWLINE, Kind.BLANK)


@frozen
class Formatted:
    """A text in canonical layout; None, with the reasons, when it has mistakes that no layout
    repairs."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=kept)

    @property
    def ok(self) -> bool:
        return self.text is not None


def format_text(text: str, *, name: str = "<text>", language: Language | None = None) -> Formatted:
    """Lay out a text. The result is read again: it says the same, or it is not given.

    Without a `language`, the text decides, as in reading. A text that has no settings and is
    Argdown's by its indentation alone gets two blanks for each level.
    """
    found: list[Diagnostic] = []
    source = cleaned(text, name, found.append)
    told = language or language_of(source, None)
    result = _in_language(source, told, found)
    if told is not None or result.text is None or _reads_alike(source.text, result.text):
        return result
    # With four blanks for each level it would be read as argmap's own.
    result = _in_language(source, ARGDOWN, found, unit="  ")
    if result.text is None or _reads_alike(source.text, result.text):
        return result
    message = "laid out, this text would be read as argmap's own"
    remedy = "front matter above it, such as a title between two lines of ==="
    return _refused([Diagnostic(rules.LAYOUT, message, Span(source, 0, 0), remedy)])


def _in_language(
    source: SourceText,
    told: Language | None,
    found: Sequence[Diagnostic],
    *,
    unit: str = LEVEL,
) -> Formatted:
    left: list[Diagnostic] = []
    if told is not ARGDOWN:
        complaints = list(found)
        read = _Read(source, parse_document(source, complaints.append), True)
        left = [one for one in complaints if not _repaired(one)]
        if any(one.rule in (rules.TAB, rules.INDENT) for one in complaints):
            plain = parse_document(source, lambda _: None, strict=False)
            if meaning.said(read.document) != meaning.said(plain):
                # Argdown reads these indents in another way: nobody knows but the author.
                left = [one for one in complaints if one.severity is Severity.ERROR]
        if not left:
            return _checked(read, _Style(unit))
        if told is ARGMAP or speaks_argmap(source):
            return _refused(left)
    complaints = list(found)
    read = _Read(source, parse_document(source, complaints.append, strict=False), False)
    errors = [one for one in complaints if one.severity is Severity.ERROR]
    if not all(one.rule in REPAIRED for one in errors):
        return _refused(errors)
    return _checked(read, _Style(unit))


def _reads_alike(before: str, after: str) -> bool:
    """Whether two texts without settings, which may be in either language, are the same map. The
    order of links, in which the languages differ, means nothing."""
    one, other = parse(before), parse(after)
    if one.map is None or not one.ok:
        return True
    if other.map is None or not other.ok:
        return False
    links = one.map.links_by_reference == other.map.links_by_reference
    return links and evolve(one.map, links=()) == evolve(other.map, links=())


def _refused(diagnostics: Iterable[Diagnostic]) -> Formatted:
    return Formatted(None, in_order(diagnostics))


def _repaired(diagnostic: Diagnostic) -> bool:
    if diagnostic.rule is rules.INDENT and diagnostic.span is not None:
        # Between two levels a sign may be the first of a wrapped line: nobody knows but the author.
        return (diagnostic.span.column - 1) % len(LEVEL) == 0 and diagnostic.span.column > 1
    return diagnostic.rule in REPAIRED or diagnostic.severity is not Severity.ERROR


@frozen
class _Style:
    """By what each level is indented, and whether wrapped lines are filled or keep their breaks."""

    unit: str = LEVEL
    fill: bool = True


@frozen
class _Read:
    """A text that was read; `strict` is false for plain Argdown."""

    source: SourceText
    document: Document
    strict: bool

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces(self.source, strict=self.strict)

    @cached_property
    def said(self) -> tuple[object, object]:
        """What the text says, with its comments, apart from how it is laid out."""
        return meaning.said(self.document), meaning.comments(self.pieces)


def _checked(read: _Read, style: _Style) -> Formatted:
    """The text laid out; where filling lines would make something else of a word, every line that
    is wrapped keeps its breaks."""
    for one in (style, evolve(style, fill=False)):
        text = _laid_out(read, one)
        after = SourceText(read.source.name, text)
        wrong: list[Diagnostic] = []
        again = _Read(after, parse_document(after, wrong.append, strict=read.strict), read.strict)
        sound = not any(one.severity is Severity.ERROR for one in wrong)
        if sound and read.said == again.said and _laid_out(again, one) == text:
            return Formatted(text)
    message = "this text cannot be laid out without changing what it says"
    remedy = "leave it as it is, or write its lines more simply"
    return _refused([Diagnostic(rules.LAYOUT, message, Span(read.source, 0, 0), remedy)])


# -- laying out ------------------------------------------------------------------------------------


@frozen
class _Entry:
    """Lines that stay together; `blank` when a blank line stands above them."""

    lines: tuple[str, ...]
    blank: bool
    level: int = 0
    row: Row | None = None


def _laid_out(read: _Read, style: _Style) -> str:
    entries = list(_entries(read.source, read.document, read.pieces, style))
    lines: list[str] = []
    for at, entry in enumerate(_spaced(entries)):
        if entry.blank and at:
            lines.append("")
        indent = style.unit * entry.level
        own = entry.lines if entry.row is not None else _indented(entry.lines, indent)
        lines.extend(line.rstrip() for line in own)
    return "\n".join(lines) + "\n" if lines else ""


def _indented(lines: tuple[str, ...], indent: str) -> list[str]:
    """A comment with its first line indented; what follows in it stays where it is."""
    first, *rest = lines
    return [indent + first, *rest]


def _entries(
    source: SourceText, document: Document, all_pieces: Sequence[Piece], style: _Style
) -> Iterator[_Entry]:
    """Front matter, rows and comments as they follow each other."""
    at = 0
    newlines = 0
    if document.front is not None:
        yield _Entry(tuple(_front_matter(document.front)), False)
        end = document.front.end
        while at < len(all_pieces) and (
            all_pieces[at].start < end or all_pieces[at].kind is Between.MARK
        ):
            at += 1
    by_start = {row.start: row for row in rows(document)}
    while at < len(all_pieces):
        piece = all_pieces[at]
        if piece.kind is Between.COMMENT and piece.start not in by_start:
            column = len(_line_before(source.text, piece.start).expandtabs(4))
            lines = piece.text.split("\n")
            yield _Entry(tuple(lines), newlines > 1, column // len(style.unit))
            newlines = 0
            at += 1
        elif piece.kind in _SILENT:
            newlines += piece.text.count("\n")
            at += 1
        else:
            end = _end_of_row(all_pieces, at, by_start)
            row = by_start.get(piece.start) or Row(piece.start, 0, True)
            indent = style.unit * row.level
            own = all_pieces[at:end]
            lines = filled(indent, row.form, own, source, fill=style.fill)
            yield _Entry(tuple(lines), newlines > 1, row.level, row)
            newlines = 0
            at = end


def _end_of_row(all_pieces: Sequence[Piece], at: int, by_start: dict[int, Row]) -> int:
    """Where the row that begins at a piece ends, a comment at the end of its last line included."""
    end = last = at + 1
    while last < len(all_pieces) and all_pieces[last].start not in by_start:
        if all_pieces[last].kind not in _SILENT:
            end = last + 1
        last += 1
    after = end
    while after < last and all_pieces[after].kind in _SILENT:
        piece = all_pieces[after]
        if "\n" in piece.text:
            break
        after += 1
        if piece.kind is Between.COMMENT:
            end = after
    return end


def _line_before(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return before if not before.strip() else ""


def _front_matter(front: Span) -> Iterator[str]:
    yield "==="
    yield from (line.rstrip() for line in front.text.strip("\n").rstrip().split("\n"))
    yield "==="


def _spaced(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """The entries with blank lines between blocks and none within them, and comments indented as
    what they stand above."""
    waiting: list[_Entry] = []
    before: _Entry | None = None
    for entry in entries:
        if entry.row is None and before is not None:
            waiting.append(entry)
            continue
        if entry.row is None:
            yield entry
            before = entry
            continue
        yield from _joined(before, waiting, entry)
        before, waiting = entry, []
    level = before.level if before is not None else 0
    for at, comment in enumerate(waiting):
        attached = not any(one.blank for one in waiting[: at + 1])
        yield evolve(comment, level=min(comment.level, level) if attached else 0)


def _joined(before: _Entry | None, comments: list[_Entry], row: _Entry) -> Iterator[_Entry]:
    assert row.row is not None
    if not row.row.opens:
        yield from (evolve(one, blank=False, level=row.level) for one in comments)
        yield evolve(row, blank=False)
        return
    run = [*comments, row]
    if before is not None and not any(one.blank for one in run):
        run[0] = evolve(run[0], blank=True)
    for at, one in enumerate(run[:-1]):
        attached = not any(each.blank for each in run[: at + 1])
        level = before.level if before is not None else 0
        yield evolve(one, level=min(one.level, level) if attached else 0)
    yield run[-1]
