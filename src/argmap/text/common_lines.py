"""The lines that most texts consist of, taken as a whole: a sign, a title, plain text, braces.

All else is for the lexer, which would read these lines the same, only slower.
"""

from __future__ import annotations

import re

from argmap.text.inline import BLANKS_AFTER_SIGN
from argmap.text.tokens import Kind, Token

#: How many blanks one level of relations is indented by in the argmap profile, and how many
#: levels there may be.
STEP = 4
DEEPEST = 64

_SIGNS = r"\\@#*_\[.:<{/\n=\t"
_LINE = re.compile(
    rf"""([ ]*+)
    (?:(\+>|->|\+|-|_>|_|><)[ ]++)?
    (?:(?:\[([^\]\n-][^\]\n]*+)\]|<([^>\n!+_-][^>\n]*+)>)(:[ ]++)?)?
    ([^\W\d_][^{_SIGNS}]*+(?:[.:](?=[ \n])[^{_SIGNS}]*+)*+)?
    [ ]*+(\{{[^{{}}"'\n]*+\}}[ ]*+)?
    (\n(?:[ \t]*+\n)*+)(?!\s*+[,}}])""",
    re.VERBOSE,
)


def take_common_lines(
    text: str, pos: int, tokens: list[Token], levels: list[int], *, strict: bool
) -> int:
    """Take such lines from `pos` on, which is the start of a line, up to the end of their block.

    `levels` are the indentations that are open; `strict` is the argmap profile, in which they are
    those of `STEP`. Returns where the first other line begins.
    """
    take = tokens.append
    blank = not tokens or tokens[-1].kind is Kind.BLANK
    if not blank and tokens[-1].kind is not Kind.NEWLINE:
        return pos
    while True:
        found = _LINE.match(text, pos)
        if found is None:
            return pos
        indent, sign, statement, argument, colon, words, data, end = found.groups()
        title = statement or argument
        if (title is None and words is None) or (title is not None and bool(colon) != bool(words)):
            return pos
        if sign is None:
            if not blank:
                return pos
        else:
            if blank or not _indented(len(indent), levels, strict=strict):
                return pos
            at = found.start(2)
            if len(indent) > levels[-1]:
                levels.append(len(indent))
                take(Token(Kind.INDENT, at, at))
            while len(indent) < levels[-1]:
                levels.pop()
                take(Token(Kind.DEDENT, at, at))
            take(Token(Kind.RELATION, at, at + len(sign), sign))
        if statement is not None:
            kind = Kind.STATEMENT_DEFINITION if colon else Kind.STATEMENT_REFERENCE
            at = found.start(3) - 1
            take(Token(kind, at, at + len(statement) + 2 + bool(colon), statement))
        elif argument is not None:
            kind = Kind.ARGUMENT_DEFINITION if colon else Kind.ARGUMENT_REFERENCE
            at = found.start(4) - 1
            take(Token(kind, at, at + len(argument) + 2 + bool(colon), argument))
        if words is not None:
            at = found.start(6)
            if "  " in words:
                words = BLANKS_AFTER_SIGN.sub(r"\1", words)
            take(Token(Kind.TEXT, at, found.end(6), words))
        if data is not None:
            at = found.start(7)
            take(Token(Kind.DATA, at, at + len(data.rstrip(" "))))
        start, pos = found.span(8)
        if end.count("\n") > 1:
            # The lexer closes the block.
            return start
        take(Token(Kind.NEWLINE, start, pos))
        blank = False


def _indented(indent: int, levels: list[int], *, strict: bool) -> bool:
    """Whether a relation may be indented so here, without further ado."""
    if indent == 0:
        return False
    if indent <= levels[-1]:
        return indent in levels
    return not strict or (indent == levels[-1] + STEP and indent <= DEEPEST * STEP)
