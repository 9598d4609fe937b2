"""Characters become tokens, and indentation becomes INDENT and DEDENT, in one pass.

What only the start of a line can be is here; `inline` reads the rest of it.
"""

from __future__ import annotations

import re

from argmap.diagnostics import SourceText, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.inline import InlineLexer
from argmap.text.tokens import Kind, Token

#: How many blanks one level of relations is indented by, and how many levels there may be.
STEP = 4
DEEPEST = 64

_LINE_START = re.compile(
    r"""(?P<indent>[ \t]*)(?:
        (?P<comment>//|/\*|<!--)
      | (?P<rule>===+)
      | (?P<inference>--)
      | (?P<sign>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))
      | (?P<include>@include\()
      | (?P<heading>\#+)(?=[ ])
      | (?P<number>\(\d+\))
      | (?P<item>\d+\.(?=\s)|\*(?=\s))
    )""",
    re.VERBOSE,
)
_NEWLINES = re.compile(r"\n(?:[ \t]*\n)*")
_RULE = re.compile(r"===+")
_AFTER_FRONT_MATTER = re.compile(r"[ \t]*(\n[ \t]*(\n|\Z)|\n?\Z)")


def tokenize(source: SourceText, report: Report) -> tuple[list[Token], tuple[Span, ...]]:
    """The tokens of a text, END last, and its comments to the end of a line (`// …`).

    Never raises on content.
    """
    lexer = _Lexer(source, report)
    return lexer.run(), tuple(lexer.comments)


class _Lexer(InlineLexer):
    def __init__(self, source: SourceText, report: Report) -> None:
        super().__init__(source, report)
        self.levels = [0]
        self.too_deep = False

    def run(self) -> list[Token]:
        text, size = self.text, len(self.text)
        first = _NEWLINES.match(text)
        if first:
            self.pos = first.end()
        self.front_matter()
        at_start = True
        while self.pos < size:
            at_start = self.line_start() if at_start else self.inline()
        self.close_block()
        self.emit(Kind.END, size, size)
        return self.tokens

    def front_matter(self) -> None:
        text, start = self.text, self.pos
        if not text.startswith("===", start):
            return
        opened = _RULE.match(text, start)
        assert opened is not None
        close = text.find("===", opened.end())
        if close < 0:
            self.report(
                rules.UNCLOSED_FRONT_MATTER,
                "the front matter that begins here is never closed",
                start,
                opened.end(),
                "=== on a line of its own below the last setting",
            )
            self.pos = len(text)
            return
        self.emit(Kind.FRONT_MATTER, opened.end(), close)
        end = _RULE.match(text, close)
        assert end is not None
        self.pos = end.end()
        after = _AFTER_FRONT_MATTER.match(text, self.pos)
        if not after:
            self.report(
                rules.NO_BLANK,
                "a blank line is missing after the front matter",
                close,
                self.pos,
                "a blank line below the closing ===",
            )
            rest = self.line_end(self.pos)
            if text[self.pos : rest].strip():
                self.pos = rest
        self.pos = self.after_blanks(self.pos)
        newlines = _NEWLINES.match(text, self.pos)
        if newlines:
            self.pos = newlines.end()

    def close_block(self) -> None:
        super().close_block()
        self.dedent_to(0)

    def dedent_to(self, level: int) -> None:
        while len(self.levels) > 1 and self.levels[-1] > level:
            self.levels.pop()
            self.emit(Kind.DEDENT, self.pos, self.pos)

    def line_start(self) -> bool:
        """Take what only the start of a line can be; the result says whether we are there again."""
        found = _LINE_START.match(self.text, self.pos)
        if found is None:
            start, self.pos = self.pos, self.after_blanks(self.pos)
            self.check_tabs(start, self.pos)
            return False
        kind = found.lastgroup
        start, end = found.span(kind or 0)
        if kind == "comment":
            return self.comment_line(start)
        self.check_tabs(self.pos, start)
        if kind == "inference":
            self.close_block()
            return self.inference(start)
        if kind == "sign":
            return self.relation(start, end, found[kind])
        if kind == "include":
            return self.include(start, end)
        if kind == "rule":
            return self.late_front_matter(start, end)
        self.close_block()
        self.pos = self.after_blanks(end)
        if kind == "heading":
            self.emit(Kind.HEADING, start, end, found[kind])
        elif kind == "number":
            self.emit(Kind.NUMBER, start, end, found[kind][1:-1])
        else:
            self.emit(Kind.LIST_ITEM, start, end, found["item"])
        return False

    def check_tabs(self, start: int, end: int) -> None:
        if "\t" in self.text[start:end] and self.text[end : end + 1] not in ("", "\n"):
            self.report(
                rules.TAB, "this line is indented by a tab", start, end, "blanks: 4 for each level"
            )

    def comment_line(self, start: int) -> bool:
        # A line that holds nothing but a comment is no line at all: neither text nor blank.
        end = self.comment_end(start)
        if end is None:
            self.pos = start
            return self.inline()
        self.pos = self.after_blanks(end)
        if self.text[self.pos : self.pos + 1] == "\n":
            rest = _NEWLINES.match(self.text, self.pos)
            assert rest is not None
            if rest[0].count("\n") > 1 and self.tokens and self.tokens[-1].kind is Kind.NEWLINE:
                self.tokens.pop()
                self.newlines()
            else:
                self.pos = rest.end()
        return True

    def relation(self, start: int, end: int, sign: str) -> bool:
        # A tab has been reported; here it counts as one level.
        indent = len(self.text[self.pos : start].expandtabs(STEP))
        deepest = self.levels[-1]
        first_of_block = not self.tokens or self.tokens[-1].kind in (Kind.BLANK, Kind.FRONT_MATTER)
        if indent % STEP or (indent == 0 and not first_of_block):
            fitting = sorted({max(indent // STEP, 1) * STEP, (indent // STEP + 1) * STEP})
            self.report(
                rules.INDENT,
                f"this line begins with {sign!r} and is indented by {indent} blanks: a relation "
                f"is indented by {STEP} blanks for each level",
                start,
                end,
                f"{' or '.join(map(str, fitting))} blanks, or move {sign!r} from the start of the "
                "line if it belongs to the text",
            )
            self.pos = end
            self.emit(Kind.TEXT, start, end, sign)
            return False
        if indent > DEEPEST * STEP:
            if not self.too_deep:
                self.report(
                    rules.TOO_DEEP,
                    f"relations are nested deeper than {DEEPEST} levels",
                    start,
                    end,
                    "a title, and a block of its own that goes on from [Title]",
                )
            self.too_deep = True
            indent = DEEPEST * STEP
        elif indent > deepest + STEP:
            self.report(
                rules.INDENT,
                f"this relation is indented by {indent} blanks, below a line indented by {deepest}",
                start,
                end,
                f"{deepest + STEP} blanks",
            )
            indent = deepest + STEP
        self.close_emphasis()
        self.pos = start
        self.dedent_to(indent)
        if indent > self.levels[-1]:
            self.levels.append(indent)
            self.emit(Kind.INDENT, start, start)
        self.emit(Kind.RELATION, start, end, sign)
        self.pos = self.after_blanks(end)
        return False

    def include(self, start: int, end: int) -> bool:
        close = self.next[")"].after(end)
        line_end = self.line_end(end)
        self.close_block()
        if close >= line_end:
            self.report(
                rules.INCLUDE_MISSING, "this names no file", start, end, "@include(file.argdown)"
            )
            self.pos = line_end
            return False
        self.emit(Kind.INCLUDE, start, close + 1, self.text[end:close].strip())
        self.pos = close + 1
        return False

    def late_front_matter(self, start: int, end: int) -> bool:
        self.report(
            rules.LATE_FRONT_MATTER,
            "front matter stands at the very beginning of a file, nowhere else",
            start,
            end,
            r"the settings at the top, or \= where the text begins with =",
        )
        close = self.text.find("\n===", end)
        self.close_block()
        self.pos = self.line_end(close + 1) if close >= 0 else self.line_end(end)
        return False

    def inference(self, start: int) -> bool:
        """`-- rule {data} --` or `----`, up to the end of its line."""
        self.emit(Kind.INFERENCE_START, start, start + 2)
        self.pos = start + 2
        text, stop = self.text, self.next["\n\n"].after(start)
        while self.pos < stop:
            sign = text[self.pos]
            if sign == "{":
                if not self.data():
                    return False
            elif text.startswith("--", self.pos):
                end = self.pos
                while end < stop and text[end] == "-":
                    end += 1
                self.emit(Kind.INFERENCE_END, self.pos, end)
                self.pos = end
                return False
            elif sign == "\n":
                self.emit(Kind.NEWLINE, self.pos, self.pos + 1)
                self.pos += 1
            else:
                end = self.pos + 1
                while end < stop and text[end] not in "{\n" and not text.startswith("--", end):
                    end += 1
                self.emit(Kind.TEXT, self.pos, end, text[self.pos : end])
                self.pos = end
        self.report(
            rules.MALFORMED_STRUCTURE,
            "this inference is not closed",
            start,
            start + 2,
            "----, or -- rule -- on one line",
        )
        return False
