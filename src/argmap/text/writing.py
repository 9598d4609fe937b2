"""The text of a member as Argdown has it: with tags and mentions, without marks of emphasis."""

from __future__ import annotations

from argmap.diagnostics import SourceText
from argmap.text.tokens import Kind, Token


def argdown_text(content: tuple[Token, ...], source: SourceText, *, tags: bool = True) -> str:
    """The text of these tokens; `tags` tells whether tags stay in it (`removeTagsFromText`)."""
    if len(content) == 1 and content[0].kind is Kind.TEXT:
        return content[0].value
    result = ""
    for kind, start, end, value in content:
        if kind is Kind.NEWLINE:
            if not result.endswith(" "):
                result += " "
        elif kind is Kind.MENTION or (kind is Kind.TAG and tags):
            result += source.text[start:end]
        elif kind is not Kind.TAG and kind is not Kind.EMPHASIS_START:
            result += value
    return result
