"""What stands within lines: text and its marks, titles, tags, comments, data, line ends."""

from __future__ import annotations

import re

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.tokens import Kind, Next, Token

_PLAIN = re.compile(r"[^\n\\{\[<@#*_/]+")
_NEWLINES = re.compile(r"\n(?:[ \t]*\n)*")
_BLANKS = re.compile(r"[ \t]*")
# Argdown's own class, which reaches from A to z and so takes in [ \ ] ^ _ ` as well.
_TAG = re.compile(r"#([A-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+)")
_RELATION_OR_INFERENCE = re.compile(r"[ \t]*(?:--|\+>|->|<?\+|<?-(?!-)|><|_>|<_|_(?=\s))")
_IN_DATA = re.compile(r"""[{}"']|\n[ \t]*\n""")
_ARGDOWN_STOPS = re.compile(r"\}\s[^,}]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\Z")
_AFTER_EMPHASIS = re.compile(r"[ \t\n)}_.,!?;:\-*]|\Z")


class InlineLexer:
    """The state of reading a text, and how to go on anywhere but at the start of a line.

    Every scan for a closing sign goes through a `Next`, so that the time stays linear in the length
    of the text whatever it contains.
    """

    def __init__(self, source: SourceText, report: Report) -> None:
        self.source, self.text, self._report = source, source.text, report
        self.tokens: list[Token] = []
        self.comments: list[Span] = []
        self.pos = 0
        self.emphases: list[tuple[str, int]] = []
        self.complained: set[str] = set()
        self.next = {
            sign: Next(self.text, sign)
            for sign in ("]", "]:", ">", ">:", ")", "\n", "*/", "-->", "\n\n", "'", '"')
        }

    def close_block(self) -> None:
        """A blank line ends whatever is open."""
        self.close_emphasis()
        self.complained.discard("[")

    def emit(self, kind: Kind, start: int, end: int, value: str = "") -> None:
        self.tokens.append(Token(kind, start, end, value))

    def report(self, rule: Rule, message: str, start: int, end: int, remedy: str) -> None:
        self._report(Diagnostic(rule, message, Span(self.source, start, end), remedy))

    def line_end(self, offset: int) -> int:
        return self.next["\n"].after(offset)

    def after_blanks(self, offset: int) -> int:
        found = _BLANKS.match(self.text, offset)
        assert found is not None
        return found.end()

    # -- within lines --------------------------------------------------------------------

    def inline(self) -> bool:
        text, pos = self.text, self.pos
        plain = _PLAIN.match(text, pos)
        if plain:
            self.emit(Kind.TEXT, pos, plain.end(), plain[0])
            self.pos = plain.end()
            return False
        sign = text[pos]
        if sign == "\n":
            return self.newlines()
        if sign == "\\":
            following = text[pos + 1 : pos + 2]
            if following in ("", "\n"):
                self.take_text(1)
            else:
                self.emit(Kind.TEXT, pos, pos + 2, following)
                self.pos = pos + 2
        elif sign == "{":
            self.data()
        elif sign == "[":
            self.bracket("]", Kind.STATEMENT_DEFINITION, Kind.STATEMENT_REFERENCE)
        elif sign == "<":
            if text.startswith("<!--", pos):
                self.inline_comment()
            else:
                self.bracket(">", Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE)
        elif sign == "@":
            self.mention()
        elif sign == "#":
            self.tag()
        elif sign == "/":
            if text[pos + 1 : pos + 2] in ("/", "*") and text[pos + 1 : pos + 2]:
                self.inline_comment()
            else:
                self.take_text(1)
        else:
            self.emphasis(sign)
        return False

    def take_text(self, length: int) -> None:
        end = self.pos + length
        self.emit(Kind.TEXT, self.pos, end, self.text[self.pos : end])
        self.pos = end

    def newlines(self) -> bool:
        found = _NEWLINES.match(self.text, self.pos)
        assert found is not None
        start, end = found.span()
        blank = found[0].count("\n") > 1
        if blank and self.continues(end):
            shown = self.after_blanks(end)
            inference = self.text.startswith("--", shown)
            what = "an inference" if inference else "a relation"
            self.report(
                rules.MALFORMED_STRUCTURE if inference else rules.BLANK_BEFORE_RELATION,
                f"a blank line separates {what} from what it belongs to",
                shown,
                shown + 1,
                "it directly below, without the blank line",
            )
            blank = False
        self.pos = end
        if blank:
            self.close_block()
        self.emit(Kind.BLANK if blank else Kind.NEWLINE, start, end)
        return True

    def continues(self, offset: int) -> bool:
        """Whether the line at `offset` is a relation or inference that lost what it belongs to."""
        if not _RELATION_OR_INFERENCE.match(self.text, offset):
            return False
        for token in reversed(self.tokens):
            if token.kind is Kind.BLANK:
                return False
            if token.kind in (Kind.HEADING, Kind.INCLUDE, Kind.FRONT_MATTER, Kind.LIST_ITEM):
                return False
            if token.kind in (Kind.TEXT, Kind.STATEMENT_REFERENCE, Kind.ARGUMENT_REFERENCE):
                # Look no further than needed: the first token of the line decides on headings.
                return not self.text.startswith("#", self.source_line_start(token.start))
        return False

    def source_line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def inline_comment(self) -> None:
        start = self.pos
        if self.text.startswith("//", start):
            address = _ADDRESS.search(self.text, max(0, start - 12), start)
            if address:
                end = self.line_end(start)
                self.report(
                    rules.ADDRESS_IN_TEXT,
                    "the // of this address starts a comment, and the rest of the line is lost",
                    address.start(),
                    end,
                    "[words](address), or url: in the braces",
                )
        end_of_comment = self.comment_end(start)
        if end_of_comment is None:
            self.take_text(2)
        else:
            self.pos = end_of_comment

    def comment_end(self, start: int) -> int | None:
        """Where the comment that starts here ends; None, reported, if it never does."""
        if self.text.startswith("//", start):
            end = self.line_end(start)
            self.comments.append(Span(self.source, start, end))
            return end
        sign, skip = ("*/", 2) if self.text.startswith("/*", start) else ("-->", 4)
        close = self.next[sign].after(start + skip)
        if close < len(self.text):
            return close + len(sign)
        if sign not in self.complained:  # none of those that follow is closed either
            self.complained.add(sign)
            self.report(
                rules.UNCLOSED_COMMENT,
                "this comment is never closed",
                start,
                start + skip,
                f"{sign} where it ends, or \\ before the sign",
            )
        return None

    def bracket(self, close: str, definition: Kind, reference: Kind) -> None:
        text, start = self.text, self.pos
        end = self.next[close].after(start + 1)
        line_end = self.line_end(start)
        if end >= line_end or end == start + 1:
            if close == "]" and end >= line_end and "[" not in self.complained:
                self.complained.add("[")
                self.report(
                    rules.UNCLOSED_BRACKET,
                    "this bracket is not closed on its line",
                    start,
                    start + 1,
                    r"] after the title, or \[ for a bracket that is text",
                )
            self.take_text(1)
            return
        following = text[end + 1 : end + 2]
        title = text[start + 1 : end]
        if close == "]" and following == "(":
            target = self.next[")"].after(end + 2)
            if target < line_end and target > end + 2:
                self.emit(Kind.TEXT, start, target + 1, title)
                self.pos = target + 1
                return
        if following == ":":
            self.emit(definition, start, end + 2, title)
            self.pos = end + 2
            return
        self.emit(reference, start, end + 1, title)
        self.pos = end + 1
        longer = self.next[close + ":"].after(end)
        if longer < line_end:
            self.report(
                rules.STRAY_REFERENCE,
                f"Argdown takes everything up to {close + ':'!r} for the title",
                start,
                longer + 2,
                f"\\{text[start]} for a bracket that opens no title",
            )

    def mention(self) -> None:
        text, start = self.text, self.pos
        close = {"[": "]", "<": ">"}.get(text[start + 1 : start + 2])
        end = self.next[close].after(start + 2) if close else len(text)
        if close is None or end >= self.line_end(start) or end == start + 2:
            self.take_text(1)
            return
        self.emit(Kind.TEXT, start, end + 1, text[start + 2 : end])
        self.pos = end + 1

    def tag(self) -> None:
        text, start = self.text, self.pos
        if text.startswith("#(", start):
            end = self.next[")"].after(start + 2)
            if start + 2 < end < self.line_end(start):
                self.emit(Kind.TAG, start, end + 1, text[start + 2 : end])
                self.pos = end + 1
                return
        found = _TAG.match(text, start)
        if found:
            self.emit(Kind.TAG, start, found.end(), found[1])
            self.pos = found.end()
        else:
            self.take_text(1)

    def emphasis(self, sign: str) -> None:
        text, start = self.text, self.pos
        for mark in (sign * 2, sign):
            if not text.startswith(mark, start):
                continue
            end = start + len(mark)
            if self.emphases and self.emphases[-1][0] == mark and _AFTER_EMPHASIS.match(text, end):
                self.emphases.pop()
                self.pos = end
                return
        for mark in (sign * 2, sign):
            end = start + len(mark)
            if text.startswith(mark, start) and text[end : end + 1].strip():
                self.emphases.append((mark, start))
                self.pos = end
                return
        self.take_text(1)

    def close_emphasis(self) -> None:
        if self.emphases:
            mark, start = self.emphases[0]
            self.report(
                rules.UNPAIRED_EMPHASIS,
                f"this {mark!r} opens an emphasis that is never closed",
                start,
                start + len(mark),
                "".join("\\" + one for one in mark),
            )
            self.emphases.clear()

    def data(self) -> bool:
        """Braces with what they hold. The result is false when nothing closes them."""
        text, start = self.text, self.pos
        depth = 0
        pos = start
        while True:
            found = _IN_DATA.search(text, pos)
            if found is None or found[0][0] == "\n":
                self.report(
                    rules.UNCLOSED_BRACE,
                    "this brace is not closed",
                    start,
                    start + 1,
                    r"} after the data, or \{ for a brace that is text",
                )
                self.pos = len(text) if found is None else found.start()
                return False
            sign, pos = found[0], found.end()
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth == 0:
                    break
            elif self.opens(pos - 1):
                close = self.next[sign].after(pos)
                if close < self.next["\n\n"].after(pos):
                    pos = close + 1
        self.emit(Kind.DATA, start, pos)
        self.pos = pos
        self.check_argdown_agrees(start, pos)
        return True

    def opens(self, offset: int) -> bool:
        """Whether a quote at `offset` can begin a value."""
        before = offset - 1
        while before >= 0 and self.text[before] in " \n":
            before -= 1
        return self.text[before] in "{[,:"

    def check_argdown_agrees(self, start: int, end: int) -> None:
        stops = _ARGDOWN_STOPS.search(self.text, start, min(end + 2, len(self.text)))
        if stops and stops.start() < end - 1:
            self.report(
                rules.DATA_READ_DIFFERENTLY,
                "Argdown ends the data at this brace",
                stops.start(),
                stops.start() + 1,
                "the value without a closing brace in it",
            )
