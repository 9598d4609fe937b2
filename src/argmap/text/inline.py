"""What stands within lines: text and its marks, titles, tags, comments, data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span
from argmap.text import rules
from argmap.text.braces import BraceFinder
from argmap.text.file import Report
from argmap.text.tokens import Kind, Next, Token

# Text up to the next sign that might begin something else. A point or a colon before a blank
# begins no shortcode.
_SIGNS = r"\\@#*_\[.:<{/\n"
_PLAIN = re.compile(rf"[^{_SIGNS}]*(?:[.:](?=\s)[^{_SIGNS}]*)*")
_SHORTCODE = re.compile(r"\.\S+?\.[ \t]?|:\S+?:[ \t]?")
_CONTROL = re.compile(r"[\[@#*_.:<{/][ \t]?")
# Of the blanks after a sign, Argdown keeps one.
BLANKS_AFTER_SIGN = re.compile(r"([\],.:;<>/\-(){}][ \t])[ \t]+")
_RULE_IN_TEXT = re.compile(r"(?:^|[\],.:;>\-(){}])[ \t]*(===+)")
_LINK = re.compile(r"\[(.+)\]\((.+)\)")
_BLANKS = re.compile(r"[ \t]*")
# Argdown's own class, which reaches from A to z and so takes in [ \ ] ^ _ ` as well.
_TAG = re.compile(r"#([A-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+)[ \t]?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\Z")
_EMPHASIS_ENDS = re.compile(r"[ \t]|(?=[\n)}_.,!?;:\-*]|\Z)")
_SIMPLE_BRACES = re.compile(r"""\{[^{}"'\n]*\}(?=\s+[^\s,}]|\s*\Z)""")


class InlineLexer:
    """The state of reading a text, and how to go on anywhere but at the start of a line.

    Every scan for a closing sign goes through a `Next`, so that the time stays linear in the length
    of the text whatever it contains. `strict` is the argmap profile, where what Argdown reads
    otherwise than it looks is an error; else it is a warning.
    """

    def __init__(
        self, source: SourceText, report: Report, *, strict: bool, shortcodes: Mapping[str, str]
    ) -> None:
        self.source, self.text, self._report, self.strict = source, source.text, report, strict
        self.shortcodes = shortcodes
        self.tokens: list[Token] = []
        self.comments: list[Span] = []
        self.pos = 0
        self.emphases: list[str] = []
        self.complained: set[str] = set()
        self.next = {
            sign: Next(self.text, sign)
            for sign in ("]", "]:", ">", ">:", ")", "\n", "*/", "-->", "\n\n", "===")
        }
        self.braces = BraceFinder(self.text)

    def close_block(self) -> None:
        """A blank line ends whatever is open."""
        self.emphases.clear()
        self.complained.discard("[")

    def emit(self, kind: Kind, start: int, end: int, value: str = "") -> None:
        self.tokens.append(Token(kind, start, end, value))

    def report(self, rule: Rule, message: str, start: int, end: int, remedy: str) -> None:
        self._report(Diagnostic(rule, message, Span(self.source, start, end), remedy))

    def trap(self, rule: Rule, message: str, start: int, end: int, remedy: str) -> None:
        """Report what Argdown reads, and otherwise than it looks."""
        rule = rule if self.strict else rules.as_warning(rule)
        self.report(rule, message, start, end, remedy)

    def line_end(self, offset: int) -> int:
        return self.next["\n"].after(offset)

    def after_blanks(self, offset: int) -> int:
        found = _BLANKS.match(self.text, offset)
        assert found is not None
        return found.end()

    # -- within lines --------------------------------------------------------------------

    def inline(self) -> None:
        """Everything up to the end of the line, or of the text."""
        text, size, tokens = self.text, len(self.text), self.tokens
        while self.pos < size:
            pos = self.pos
            if text[pos] in " \t":
                pos = self.after_blanks(pos)
                if text[pos : pos + 1] == "\n":
                    return
                self.pos = pos
                if pos == size:
                    return
            found = _PLAIN.match(text, pos)
            assert found is not None
            end = found.end()
            if end > pos:
                value = found[0]
                if "  " in value or "\t" in value:
                    value = BLANKS_AFTER_SIGN.sub(r"\1", value)
                if "===" in value:
                    self.late_rule(pos, end)
                tokens.append(Token(Kind.TEXT, pos, end, value))
                self.pos = end
                if end == size:
                    return
            sign = text[end]
            if sign == "\n":
                return
            if sign == "{":
                simple = _SIMPLE_BRACES.match(text, end)
                if simple is None:
                    self.data()
                else:
                    tokens.append(Token(Kind.DATA, end, simple.end()))
                    self.pos = simple.end()
            elif sign == "[":
                self.square()
            elif sign == "#":
                self.tag()
            elif sign == "<":
                self.angle()
            elif sign in ".:":
                self.shortcode()
            elif sign == "@":
                self.mention()
            elif sign == "/":
                if text.startswith(("//", "/*"), end):
                    self.comment()
                else:
                    self.control()
            elif sign == "\\":
                self.escape()
            else:
                self.emphasis(sign)

    def control(self) -> None:
        """A sign that is nothing but text here."""
        found = _CONTROL.match(self.text, self.pos)
        assert found is not None
        self.emit(Kind.TEXT, self.pos, found.end(), found[0])
        self.pos = found.end()

    def late_rule(self, start: int, end: int) -> None:
        """Argdown takes `===` for front matter wherever a token can begin."""
        found = _RULE_IN_TEXT.search(self.text[start:end])
        if found is None:
            return
        at = start + found.start(1)
        closed = self.text.find("===", start + found.end(1), end) >= 0
        if closed or self.next["==="].after(end) < len(self.text):
            self.report(
                rules.LATE_FRONT_MATTER,
                "Argdown takes this for the beginning of front matter",
                at,
                at + 3,
                r"\=== if it is text",
            )

    def escape(self) -> None:
        text, start = self.text, self.pos
        if text[start + 1 : start + 2] in ("", "\n"):
            self.report(
                rules.STRAY_BACKSLASH,
                r"a \ at the end of a line escapes nothing, and Argdown stops there",
                start,
                start + 1,
                r"the line without it, or \\ for one that is text",
            )
            self.pos = start + 1
            return
        end = start + 2
        while text[end : end + 1] == " ":
            end += 1
        self.emit(Kind.TEXT, start, end, text[start + 1 : end])
        self.pos = end

    def shortcode(self) -> None:
        start = self.pos
        found = _SHORTCODE.match(self.text, start)
        if found is None:
            self.control()
            return
        image = found[0]
        sign = self.shortcodes.get(image.strip())
        if sign is not None:
            image = sign + " " if image[-1] == " " else sign
        self.emit(Kind.TEXT, start, found.end(), image)
        self.pos = found.end()

    def comment(self) -> bool:
        """Pass a comment; false if the sign that is here turns out to be text."""
        start = self.pos
        if self.text.startswith("//", start):
            address = _ADDRESS.search(self.text, max(0, start - 12), start)
            if address:
                self.trap(
                    rules.ADDRESS_IN_TEXT,
                    "the // of this address starts a comment, and the rest of the line is lost",
                    address.start(),
                    self.line_end(start),
                    "[words](address), or url: in the braces",
                )
        end = self.comment_end(start)
        if end is None:
            self.control()
            return False
        self.pos = end
        return True

    def comment_end(self, start: int) -> int | None:
        """Where the comment that starts here ends; None if it never does."""
        text = self.text
        if text.startswith("//", start):
            end = self.line_end(start)
            if end == len(text) and not self.strict:
                return None  # Argdown wants to see the end of the line
            self.comments.append(Span(self.source, start, end))
            return end
        sign, skip = ("*/", 2) if text.startswith("/*", start) else ("-->", 4)
        close = self.next[sign].after(start + skip)
        if close < len(text):
            return close + len(sign)
        if sign not in self.complained:  # none of those that follow is closed either
            self.complained.add(sign)
            self.trap(
                rules.UNCLOSED_COMMENT,
                "this comment is never closed",
                start,
                start + skip,
                f"{sign} where it ends, or \\ before the sign",
            )
        return None

    # -- titles --------------------------------------------------------------------------

    def square(self) -> None:
        """`[words](address)`, `[Title]:` or `[Title]`."""
        text, start = self.text, self.pos
        size = len(text)
        close = self.next["]"].after(start + 2)
        if close + 1 < size and text[close + 1] == "(" and text[start + 1] != "]":
            target = self.next[")"].after(close + 3)
            if target < size and text[close + 2] != ")":
                end = target + 1
                value = text[start + 1 : close]
                if "\n" in text[start:end]:
                    value = self.wrapped_link(start, end)
                if text[end : end + 1] in (" ", "\t"):
                    value += " " if text[end] == " " else ""
                    end += 1
                self.emit(Kind.LINK, start, end, value)
                self.pos = end
                return
        self.title(close, "]:", Kind.STATEMENT_DEFINITION, Kind.STATEMENT_REFERENCE)

    def wrapped_link(self, start: int, end: int) -> str:
        """What Argdown makes of a link that does not stand on one line."""
        found = _LINK.search(self.text[start:end])
        if found is None:
            self.report(
                rules.UNCLOSED_BRACKET,
                "a link stands on one line, and Argdown stops at this one",
                start,
                start + 1,
                r"[words](address) on one line, or \[ for a bracket that is text",
            )
            return ""
        return found[1]

    def angle(self) -> None:
        """`<Title>:` or `<Title>`, or a comment."""
        if self.text.startswith("<!--", self.pos):
            end = self.comment_end(self.pos)
            if end is not None:
                self.pos = end
                return
        close = self.next[">"].after(self.pos + 2)
        self.title(close, ">:", Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE)

    def title(self, close: int, colon: str, definition: Kind, reference: Kind) -> None:
        text, start = self.text, self.pos
        line_end = self.line_end(start + 1)
        defined = self.next[colon].after(start + 2)
        if defined < line_end:
            self.emit(definition, start, defined + 2, text[start + 1 : defined])
            self.pos = defined + 2
            if defined > close:
                self.trap(
                    rules.STRAY_REFERENCE,
                    f"Argdown takes everything up to {colon!r} for the title",
                    start,
                    defined + 2,
                    f"\\{text[start]} for a bracket that opens no title",
                )
        elif close < self.line_end(start + 2) and text[start + 1] != "-":
            # Argdown lets the first character of a title be a line end, and forgets such a title.
            title = "" if text[start + 1] == "\n" else text[start + 1 : close]
            self.emit(reference, start, close + 1, title)
            self.pos = close + 1
        else:
            if colon == "]:" and self.strict and "[" not in self.complained:
                self.complained.add("[")
                self.trap(
                    rules.UNCLOSED_BRACKET,
                    "this bracket is not closed on its line",
                    start,
                    start + 1,
                    r"] after the title, or \[ for a bracket that is text",
                )
            self.brackets(start, lone=close == len(text))

    def brackets(self, start: int, *, lone: bool) -> None:
        """A bracket that is text; with those that follow at once, if nothing closes any of them."""
        text = self.text
        end = start + 1
        if lone:
            while text[end : end + 2] == text[start] * 2:
                end += 1
        if end == start + 1:
            self.control()
        else:
            self.emit(Kind.TEXT, start, end, text[start:end])
            self.pos = end

    def mention(self) -> None:
        text, start = self.text, self.pos
        close = {"[": "]", "<": ">"}.get(text[start + 1 : start + 2])
        end = self.next[close].after(start + 3) if close else len(text)
        if close is None or end >= self.line_end(start + 2):
            self.control()
            return
        title = text[start + 2 : end]
        end += 1
        if text[end : end + 1] in (" ", "\t"):
            title += text[end]
            end += 1
        self.emit(Kind.MENTION, start, end, title)
        self.pos = end

    def tag(self) -> None:
        text, start = self.text, self.pos
        if text.startswith("#(", start):
            end = self.next[")"].after(start + 2)
            if start + 2 < end < len(text):
                after = end + 2 if text[end + 1 : end + 2] in (" ", "\t") else end + 1
                self.emit(Kind.TAG, start, min(after, len(text)), text[start + 2 : end])
                self.pos = min(after, len(text))
                return
        found = _TAG.match(text, start)
        if found:
            self.emit(Kind.TAG, start, found.end(), found[1])
            self.pos = found.end()
        else:
            self.control()

    # -- emphasis and data ---------------------------------------------------------------

    def emphasis(self, sign: str) -> None:
        text, start = self.text, self.pos
        open_ = self.emphases[-1] if self.emphases else ""
        if open_[:1] == sign and text.startswith(open_, start):
            found = _EMPHASIS_ENDS.match(text, start + len(open_))
            if found:
                self.emphases.pop()
                self.emit(Kind.EMPHASIS_END, start, found.end(), " " if found[0] == " " else "")
                self.pos = found.end()
                return
        for mark in (sign * 2, sign):
            end = start + len(mark)
            if text.startswith(mark, start) and not text[end : end + 1].isspace():
                self.emphases.append(mark)
                self.emit(Kind.EMPHASIS_START, start, end, mark)
                self.pos = end
                return
        self.control()

    def data(self) -> None:
        """Braces with what they hold, or a brace that Argdown takes for text."""
        start = self.pos
        end = self.braces.argdown_end(start)
        meant = None if end is None else self.braces.matching_end(start)
        if end is None or (meant is None and self.strict):
            if "{" not in self.complained:
                self.trap(
                    rules.UNCLOSED_BRACE,
                    "this brace is not closed",
                    start,
                    start + 1,
                    r"} after the data, or \{ for a brace that is text",
                )
            if not self.strict:
                self.complained.add("{")
                self.brackets(start, lone=self.braces.last is None)
                return
            # Whatever was to be data is no text either.
            self.pos = self.next["\n\n"].after(start)
            self.emit(Kind.TEXT, start, self.pos)
            return
        if meant is not None and end != meant:
            at = min(end, meant) - 1
            self.trap(
                rules.DATA_READ_DIFFERENTLY,
                "Argdown ends the data at this brace"
                if end < meant
                else "Argdown takes what follows this brace, up to a later one, for data",
                at,
                at + 1,
                "the value without a closing brace in it"
                if end < meant
                else "a blank or the end of the line after the brace",
            )
            if self.strict:
                end = meant
        self.emit(Kind.DATA, start, end)
        self.pos = end
