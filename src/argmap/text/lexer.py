"""Characters become tokens, and indentation becomes INDENT and DEDENT, in one pass.

What only the start of a line can be is here; `inline` reads the rest of it. The tokens are those
of Argdown 1.7, so that the grammar in `parser` can be Argdown's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from argmap.diagnostics import SourceText, Span
from argmap.text import rules
from argmap.text.common_lines import take_common_lines
from argmap.text.file import Report
from argmap.text.inline import BLANKS_AFTER_SIGN
from argmap.text.relation_lines import RelationLexer
from argmap.text.shortcodes import SHORTCODES
from argmap.text.tokens import Kind, Token

# Argdown takes apostrophes for indentation, too.
_LINE_START = re.compile(
    r"""(?P<indent>[ '\t]*)(?:
        (?P<inference>--)
      | (?P<sign>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))
      | (?P<number>\(\d+\))
      | (?P<item>\d+\.(?=\s)|\*(?=\s))
    )""",
    re.VERBOSE,
)
_FIRST = re.compile(
    r"[ \t]*(?:(?P<comment>//|/\*|<!--)|(?P<heading>\#+)[ ]|(?P<rule>===+)|@include\()"
)
_NEWLINES = re.compile(r"\n(?:[ \t]*\n)*")
_RULE = re.compile(r"===+")
_SIGNS = r"\\.:{,\n/<-"
_IN_INFERENCE = re.compile(rf"(?:[^{_SIGNS}]|-(?!-)|[.:](?=\s))+")


def tokenize(
    source: SourceText,
    report: Report,
    *,
    strict: bool = True,
    includes: bool = True,
    shortcodes: Mapping[str, str] = SHORTCODES,
) -> tuple[list[Token], tuple[Span, ...]]:
    """The tokens of a text, END last, and its comments to the end of a line (`// …`).

    `strict` is the argmap profile; without it, everything is read that Argdown reads. Without
    `includes`, `@include(…)` is text, as it is for Argdown's core. Never raises on content.
    """
    lexer = _Lexer(source, report, strict=strict, includes=includes, shortcodes=shortcodes)
    return lexer.run(), tuple(lexer.comments)


class _Lexer(RelationLexer):
    def __init__(
        self,
        source: SourceText,
        report: Report,
        *,
        strict: bool,
        includes: bool,
        shortcodes: Mapping[str, str],
    ) -> None:
        super().__init__(source, report, strict=strict, shortcodes=shortcodes)
        self.includes = includes

    def run(self) -> list[Token]:
        size = len(self.text)
        while self.pos < size:
            before = self.pos
            self.pos = take_common_lines(
                self.text, before, self.tokens, self.levels, strict=self.strict
            )
            if self.pos > before:
                self.emphases.clear()
                if self.last not in (Kind.NEWLINE, Kind.BLANK):
                    self.newlines()
            elif self.line_start():
                self.inline()
                if self.pos < size:
                    self.newlines()
        if self.tokens and self.tokens[-1].kind is Kind.BLANK:
            self.tokens.pop()
        self.dedent_to(0)
        self.emit(Kind.END, size, size)
        return self.tokens

    def newlines(self) -> None:
        """The end of a line; with the blank lines that follow, a BLANK."""
        found = _NEWLINES.match(self.text, self.after_blanks(self.pos))
        assert found is not None
        start, end = self.pos, found.end()
        if found[0].count("\n") > 1 and self.last is not Kind.BLANK:
            self.before_blank = (len(self.tokens), list(self.levels))
            if end < len(self.text):
                self.close_block()
                self.dedent_to(0)
            self.emit(Kind.BLANK, start, end)
            self.pos = end
        else:
            self.pos = found.start() + 1
            self.emit(Kind.NEWLINE, start, self.pos)

    # -- starts of lines -----------------------------------------------------------------

    def line_start(self) -> bool:
        """Take what only the start of a line can be; false if that leads to another start."""
        text = self.text
        found = _LINE_START.match(text, self.pos)
        if found is not None and self.special(found):
            return True
        other = _FIRST.match(text, self.pos)
        if other is None:
            return self.plain_start()
        start = self.after_blanks(self.pos)
        if other["comment"]:
            return self.comment_line(start)
        if other["rule"]:
            return self.front_matter(start)
        if not other["heading"] and not self.includes:
            return self.plain_start()
        self.check_tabs(self.pos, start)
        self.pos = start
        if other["heading"]:
            self.pos = self.after_blanks(other.end())
            self.emit(Kind.HEADING, start, other.end("heading"), other["heading"])
        else:
            self.include(start, other.end())
        return True

    def plain_start(self) -> bool:
        start = self.pos
        pos = self.after_blanks(start)
        if self.text[pos : pos + 1] == "\n":
            self.newlines()
            return False
        if pos > start:
            self.check_tabs(start, pos)
            self.pos = pos
        return True

    def special(self, found: re.Match[str]) -> bool:
        """A relation, an item, a number or an inference; false if it is not after all."""
        kind = found.lastgroup
        assert kind is not None
        start, end = found.span(kind)
        if kind == "inference":
            if self.tokens and self.last not in (Kind.NEWLINE, Kind.BLANK):
                return False
            if self.last is Kind.BLANK and not self.rejoined(start, "an inference"):
                return False
            self.dedent_to(0)
            self.inference(start)
            return True
        self.check_tabs(self.pos, start)
        if kind == "number":
            self.dedent_to(0)
            self.emit(Kind.NUMBER, start, end, found[kind][1:-1])
        elif kind == "sign":
            if self.last is Kind.BLANK and start > self.pos:
                self.rejoined(start, "a relation")
            self.relation(start, end, found[kind])
            return True
        else:
            self.indent(start - self.pos + 1, start, end, found[kind])
            ordered = found[kind] != "*"
            item = Kind.ORDERED_ITEM if ordered else Kind.UNORDERED_ITEM
            self.emit(item, start, end, found[kind])
        self.emphases.clear()
        self.pos = end
        return True

    def comment_line(self, start: int) -> bool:
        """A line that begins with a comment. If it holds nothing else it is no line at all:
        neither text nor blank."""
        self.pos = start
        end = self.comment_end(start)
        if end is None:
            return True
        self.pos = end
        text = self.text
        after = self.after_blanks(self.pos)
        if self.last is Kind.BLANK:
            while text[self.pos : self.pos + 1] == "\n":
                self.pos += 1
        elif self.last is Kind.NEWLINE and text[after : after + 1] == "\n":
            rest = _NEWLINES.match(text, after)
            assert rest is not None
            if rest[0].count("\n") == 1:
                self.pos = after + 1
        return False

    def include(self, start: int, end: int) -> None:
        close = self.next[")"].after(end)
        line_end = self.line_end(end)
        if close >= line_end:
            self.report(
                rules.INCLUDE_MISSING, "this names no file", start, end, "@include(file.argdown)"
            )
            self.pos = line_end
            return
        self.emit(Kind.INCLUDE, start, close + 1, self.text[end:close].strip())
        self.pos = close + 1

    # -- front matter --------------------------------------------------------------------

    def front_matter(self, start: int) -> bool:
        """`===`, settings, `===`; what it is worth depends on where it stands."""
        text = self.text
        opened = _RULE.match(text, start)
        assert opened is not None
        first = not self.tokens or (
            len(self.tokens) == 1 and self.last in (Kind.NEWLINE, Kind.BLANK)
        )
        close = self.next["==="].after(opened.end())
        if close == len(text):
            if first:
                self.trap(
                    rules.UNCLOSED_FRONT_MATTER,
                    "the front matter that begins here is never closed",
                    start,
                    opened.end(),
                    "=== on a line of its own below the last setting",
                )
            if first and self.strict:
                self.pos = len(text)
                return False
            self.pos = start
            return True
        end = _RULE.match(text, close)
        assert end is not None
        if first:
            self.tokens.clear()
            self.emit(Kind.FRONT_MATTER, opened.end(), close)
        else:
            self.report(
                rules.LATE_FRONT_MATTER,
                "front matter stands at the very beginning of a file, nowhere else",
                start,
                opened.end(),
                r"the settings at the top, or \= where the text begins with =",
            )
        self.pos = end.end()
        rest = _NEWLINES.match(text, self.after_blanks(self.pos))
        if not first and rest is not None:
            self.pos = rest.end()
            return False
        return True

    # -- inferences ----------------------------------------------------------------------

    def inference(self, start: int) -> None:
        """`-- rule, rule {data} --` or `----`."""
        self.emphases.clear()
        self.emit(Kind.INFERENCE_START, start, start + 2)
        self.pos = start + 2
        text, size = self.text, len(self.text)
        while self.pos < size:
            self.pos = self.after_blanks(self.pos)
            pos = self.pos
            plain = _IN_INFERENCE.match(text, pos)
            if plain:
                value = BLANKS_AFTER_SIGN.sub(r"\1", plain[0])
                self.emit(Kind.TEXT, pos, plain.end(), value)
                self.pos = plain.end()
                continue
            sign = text[pos : pos + 1]
            if sign == "-":
                end = pos
                while end < size and text[end] == "-":
                    end += 1
                self.emit(Kind.INFERENCE_END, pos, end)
                self.pos = end
                return
            if sign == "\n":
                if self.last is Kind.NEWLINE:
                    break
                self.emit(Kind.NEWLINE, pos, pos + 1)
                self.pos = pos + 1
            elif sign == "{":
                self.data()
            elif sign == ",":
                self.emit(Kind.COMMA, pos, pos + 1)
                self.pos = pos + 1
            elif sign == "\\":
                self.escape()
            elif text.startswith(("//", "/*", "<!--"), pos):
                self.comment()
            elif sign in (".", ":"):
                self.shortcode()
            elif sign:
                self.control()
        self.report(
            rules.MALFORMED_STRUCTURE,
            "this inference is not closed",
            start,
            start + 2,
            "----, or -- rule -- on one line",
        )
