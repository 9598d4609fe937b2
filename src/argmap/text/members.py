"""Tokens become members: definitions, references and untitled statements, with what is indented
below them."""

from __future__ import annotations

import re

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.tokens import Kind, Token
from argmap.text.tree import Member, Relation, Tag

_DEFINITIONS = (Kind.STATEMENT_DEFINITION, Kind.ARGUMENT_DEFINITION)
_REFERENCES = (Kind.STATEMENT_REFERENCE, Kind.ARGUMENT_REFERENCE)
_OPENERS = frozenset({*_DEFINITIONS, *_REFERENCES})
ITEMS = (Kind.ORDERED_ITEM, Kind.UNORDERED_ITEM)
LINE_ENDS = frozenset({Kind.NEWLINE, Kind.BLANK, Kind.END})
# What ends the text of a statement wherever it comes.
_BOUNDARIES = frozenset(
    {
        Kind.BLANK,
        Kind.END,
        Kind.INDENT,
        Kind.DEDENT,
        Kind.RELATION,
        Kind.NUMBER,
        Kind.INFERENCE_START,
        Kind.HEADING,
        Kind.INCLUDE,
        *ITEMS,
    }
)
_SPACES = re.compile(r"\s+")


class MemberParser:
    """Where we are among the tokens, and how to read a member from here.

    `strict` is the argmap profile.
    """

    def __init__(
        self, source: SourceText, tokens: list[Token], report: Report, *, strict: bool
    ) -> None:
        # A second END, so that one may always look one token ahead.
        self.tokens = [*tokens, tokens[-1]]
        self.source, self._report, self.strict = source, report, strict
        self.at = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def kind(self, ahead: int = 0) -> Kind:
        return self.tokens[self.at + ahead].kind

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def span(self, start: Token, end: Token | None = None) -> Span:
        return Span(self.source, start.start, (end or start).end)

    def report(self, rule: Rule, message: str, token: Token, remedy: str) -> None:
        self._report(Diagnostic(rule, message, self.span(token), remedy))

    def member_with_relations(self) -> Member | None:
        member = self.member()
        if member is None:
            return None
        if self.kind() is Kind.INDENT and self.kind(1) is Kind.RELATION:
            return self.relations(member)
        return member

    def relations(self, member: Member) -> Member:
        """The member with what is indented below it."""
        # For each level the member that stands there, its sign and its relations so far.
        open_: list[tuple[Token | None, Member, list[Relation]]] = [(None, member, [])]
        depth = 0
        tokens = self.tokens
        while True:
            sign = tokens[self.at]
            kind = sign[0]
            if kind is Kind.RELATION and depth:
                if len(open_) > depth:
                    self.close(open_, depth)
                self.at += 1
                child = self.member()
                if child is not None and child.is_argument and not self.strict:
                    self.no_contradiction(sign)
                open_.append((sign, child or Member(self.span(sign)), []))
            elif kind is Kind.INDENT and self.kind(1) is Kind.RELATION:
                self.at += 1
                depth = min(depth + 1, len(open_))
            elif kind is Kind.DEDENT and depth:
                self.at += 1
                depth -= 1
            elif kind is Kind.NEWLINE and self.kind(1) in (Kind.INDENT, Kind.DEDENT, Kind.RELATION):
                self.at += 1
            else:
                break
        self.close(open_, 1)
        _, member, relations = open_[0]
        return member.above(relations)

    def no_contradiction(self, sign: Token) -> None:
        if sign.value == "><":
            self.report(
                rules.BAD_LINK,
                "an argument stands after ><, which relates statements",
                sign,
                "-> or -, or a statement",
            )

    def close(self, open_: list[tuple[Token | None, Member, list[Relation]]], depth: int) -> None:
        """Give what stands at this level and deeper to what it stands below."""
        while len(open_) > depth:
            sign, member, below = open_.pop()
            assert sign is not None
            if below:
                member = member.above(below)
            open_[-1][2].append(Relation(sign.value, member, self.span(sign)))

    # -- members -------------------------------------------------------------------------

    def member(self) -> Member | None:
        """A definition, a reference or an untitled statement, with its braces."""
        start = self.tokens[self.at]
        kind = start[0]
        title: str | None = None
        if kind in _REFERENCES:
            return self.reference()
        if kind in _DEFINITIONS:
            self.at += 1
            title = start.value.strip() if self.strict else start.value
            if not title:
                self.report(rules.NO_TEXT, "a title is empty", start, "a title, or none at all")
                title = None
        before = self.at
        text, tags, content, last = self.content()
        if not text:
            accepted = self.at > before
            if not self.textless(start, title, accepted=accepted) and title is None:
                return None
        data = None
        if self.kind() is Kind.DATA:
            last = self.token
            data = self.data()
        return Member(
            Span(self.source, start.start, last.end),
            title,
            kind is Kind.ARGUMENT_DEFINITION,
            True,
            text,
            tags,
            data,
            (),
            content,
        )

    def textless(self, start: Token, title: str | None, *, accepted: bool) -> bool:
        """Report that a text is missing; whether Argdown does without."""
        message, remedy = "a statement has a text or a title", "the text, or [Title]"
        if title is not None:
            shown = self.source.text[start.start : start.end]
            message, remedy = f"{shown} is followed by no text", f"{shown[:-1]}, or a text"
        if accepted and (not self.strict or start.kind is Kind.ARGUMENT_DEFINITION):
            return True
        self.report(rules.NO_TEXT, message, start, remedy)
        return False

    def reference(self) -> Member:
        tokens = self.tokens
        start = last = tokens[self.at]
        self.at += 1
        is_argument = start[0] is Kind.ARGUMENT_REFERENCE
        tags: tuple[Tag, ...] = ()
        content: tuple[Token, ...] = ()
        data = None
        kind = tokens[self.at][0]
        if kind is Kind.NEWLINE and tokens[self.at + 1][0] in _BOUNDARIES:
            self.at += 1
        elif kind is not Kind.DATA and kind not in _BOUNDARIES:
            text, tags, content, last = self.content()
            if text:
                shown = self.source.text[start.start : start.end]
                self.report(
                    rules.TEXT_AFTER_REFERENCE,
                    f"text follows the reference {shown}",
                    start,
                    f"{shown}: to define it here, or the text in a statement of its own",
                )
        if self.kind() is Kind.DATA:
            last = self.token
            data = self.data()
        title = start.value.strip() if self.strict else start.value
        span = Span(self.source, start.start, last.end)
        return Member(span, title, is_argument, False, "", tags, data, (), content)

    def content(
        self, *, heading: bool = False
    ) -> tuple[str, tuple[Tag, ...], tuple[Token, ...], Token]:
        """Text and tags up to the end of a member, its tokens, and the last of them."""
        tokens = self.tokens
        at = first = self.at
        token = tokens[at]
        if token[0] is Kind.TEXT:
            after = tokens[at + 1][0]
            goes_on = after is Kind.NEWLINE and tokens[at + 2][0] not in _BOUNDARIES
            if (
                (after is Kind.NEWLINE and not goes_on)
                or after is Kind.DATA
                or after in _BOUNDARIES
            ):
                # Nothing but plain text on one line, as in most lines.
                self.at = at + 1 + (after is Kind.NEWLINE)
                return _joined(token[3]), (), (token,), token
        pieces: list[str] = []
        tags: list[Tag] = []
        emphases: list[Token] = []
        last = tokens[at - 1]
        fresh = False  # at the start of a wrapped line
        while True:
            token = tokens[at]
            kind, _, _, value = token
            if kind is Kind.TEXT:
                pieces.append(value)
                last = token
            elif kind is Kind.NEWLINE:
                if heading and not self.heading_goes_on(at):
                    break
                pieces.append(" ")
            elif kind is Kind.DATA or kind in _BOUNDARIES:
                break
            elif kind is Kind.TAG:
                tags.append(Tag(value, self.span(token)))
                pieces.append(" ")
                last = token
            elif kind in _OPENERS:
                if fresh:
                    break
                self.stray(token)
                pieces.append(self.source.text[token.start : token.end])
                last = token
            else:
                last = token
                if kind is Kind.EMPHASIS_START:
                    emphases.append(token)
                else:
                    pieces.append(value)
                    if kind is Kind.EMPHASIS_END and emphases:
                        emphases.pop()
            fresh = kind is Kind.NEWLINE
            at += 1
        self.at = at
        if emphases:
            mark = emphases[0]
            self.report(
                rules.UNPAIRED_EMPHASIS,
                f"this {mark.value!r} opens an emphasis that is never closed",
                mark,
                "".join("\\" + one for one in mark.value),
            )
        end = at
        while end > first and tokens[end - 1].kind is Kind.NEWLINE:
            end -= 1
        return _joined("".join(pieces)), tuple(tags), tuple(tokens[first:end]), last

    def heading_goes_on(self, at: int) -> bool:
        """Whether the heading is read on after the line end at this place."""
        following = self.tokens[at + 1]
        if following.kind is Kind.DATA or following.kind in _BOUNDARIES:
            return True
        if following.kind in _OPENERS or self.strict:
            return False
        self._report(
            Diagnostic(
                rules.as_warning(rules.NO_BLANK),
                "Argdown takes this line for a part of the heading above",
                self.span(following),
                "a blank line below the heading",
            )
        )
        return True

    def stray(self, token: Token) -> None:
        shown = self.source.text[token.start : token.end]
        self.report(
            rules.STRAY_REFERENCE,
            "a title in brackets means something at the start of a line only",
            token,
            f"\\{shown[0]} for a bracket in the text, or @{shown.rstrip(':')} to mention it",
        )

    def data(self) -> Span:
        token = self.tokens[self.at]
        self.at += 1
        if self.tokens[self.at][0] not in LINE_ENDS:
            self.end_of_line(
                "something follows the braces, which come last", "move it before the braces"
            )
        if self.tokens[self.at][0] is Kind.NEWLINE:
            self.at += 1
        return Span(self.source, token[1], token[2])

    def end_of_line(self, message: str, remedy: str) -> None:
        """Report and skip whatever still stands on this line."""
        first = self.at
        while self.kind() not in LINE_ENDS and self.kind() not in _BOUNDARIES:
            self.at += 1
        if self.at > first:
            span = self.span(self.tokens[first], self.tokens[self.at - 1])
            self._report(Diagnostic(rules.DATA_NOT_LAST, message, span, remedy))


def _joined(text: str) -> str:
    return (_SPACES.sub(" ", text) if "  " in text or "\t" in text else text).strip()
