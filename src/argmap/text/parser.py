"""Tokens become a syntax tree: one function for each construct, and one way to go on after a
mistake, which is at the next block."""

from __future__ import annotations

import re

from attrs import evolve

from argmap.diagnostics import Diagnostic, Rule, SourceText, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.lexer import tokenize
from argmap.text.tokens import Kind, Token
from argmap.text.tree import (
    Block,
    Document,
    Heading,
    Include,
    Inference,
    Member,
    Numbered,
    Relation,
    Structure,
    Tag,
)

_DEFINITIONS = {Kind.STATEMENT_DEFINITION: False, Kind.ARGUMENT_DEFINITION: True}
_REFERENCES = {Kind.STATEMENT_REFERENCE: False, Kind.ARGUMENT_REFERENCE: True}
_OPENERS = frozenset({*_DEFINITIONS, *_REFERENCES})
_LINE_ENDS = frozenset({Kind.NEWLINE, Kind.BLANK, Kind.END})
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
        Kind.LIST_ITEM,
    }
)
_SPACES = re.compile(r"\s+")


def parse_document(source: SourceText, report: Report) -> Document:
    """The syntax tree of one file. Never raises on content: what is wrong is reported, and the
    rest is read."""
    tokens, comments = tokenize(source, report)
    return evolve(_Parser(source, tokens, report).document(), comments=comments)


class _Growing:
    """A member whose relations are still being read."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.relations: list[tuple[Token, _Growing]] = []

    def grown(self, source: SourceText) -> Member:
        # The lexer bounds the depth, so that this may recurse.
        relations = tuple(
            Relation(token.value, child.grown(source), Span(source, token.start, token.end))
            for token, child in self.relations
        )
        return evolve(self.member, relations=relations) if relations else self.member


class _Parser:
    def __init__(self, source: SourceText, tokens: list[Token], report: Report) -> None:
        self.source, self.tokens, self._report = source, tokens, report
        self.at = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def kind(self, ahead: int = 0) -> Kind:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)].kind

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def span(self, start: Token, end: Token | None = None) -> Span:
        return Span(self.source, start.start, (end or start).end)

    def report(self, rule: Rule, message: str, token: Token, remedy: str) -> None:
        self._report(Diagnostic(rule, message, self.span(token), remedy))

    # -- blocks --------------------------------------------------------------------------

    def document(self) -> Document:
        front: Span | None = None
        if self.kind() is Kind.FRONT_MATTER:
            front = self.span(self.take())
        blocks: list[Block] = []
        while self.kind() is not Kind.END:
            if self.kind() in (Kind.BLANK, Kind.NEWLINE):
                self.at += 1
                continue
            block = self.block()
            if block is not None:
                blocks.append(block)
            self.between_blocks()
        return Document(self.source, tuple(blocks), front)

    def between_blocks(self) -> None:
        """Ask for the blank line that has to follow a block."""
        while self.kind() in (Kind.DEDENT, Kind.NEWLINE):
            self.at += 1
        if self.kind() in (Kind.BLANK, Kind.END):
            return
        after = self.token
        self.report(
            rules.NO_BLANK,
            "a blank line is missing above this",
            after,
            "a blank line, or \\ before the sign if the line goes on with the text above",
        )

    def skip_block(self) -> None:
        while self.kind() not in (Kind.BLANK, Kind.END):
            self.at += 1

    def block(self) -> Block | None:
        kind = self.kind()
        if kind is Kind.HEADING:
            return self.heading()
        if kind is Kind.INCLUDE:
            token = self.take()
            self.end_of_line(
                "something follows an include, which stands alone", "move it to a line of its own"
            )
            return Include(token.value, self.span(token))
        if kind is Kind.NUMBER:
            return self.structure()
        if kind in (Kind.INDENT, Kind.RELATION):
            token = self.tokens[self.at + 1] if kind is Kind.INDENT else self.token
            self.report(
                rules.BLANK_BEFORE_RELATION,
                f"{token.value!r} relates to nothing: no statement stands directly above it",
                token,
                rf"the statement above it, or \{token.value} if the text begins so",
            )
            self.skip_block()
            return None
        if kind is Kind.LIST_ITEM:
            self.report(
                rules.UNSUPPORTED,
                "lists are not read yet",
                self.token,
                rf"\{self.token.value} if the text begins so",
            )
            self.skip_block()
            return None
        if kind in (Kind.INFERENCE_START, Kind.INFERENCE_END):
            self.report(
                rules.MALFORMED_STRUCTURE,
                "an inference stands between numbered premises and a numbered conclusion",
                self.token,
                "(1) and the premise above it, (2) and the conclusion below it",
            )
            self.skip_block()
            return None
        if kind in (Kind.DEDENT, Kind.FRONT_MATTER):
            self.at += 1
            return None
        return self.member_with_relations()

    def heading(self) -> Heading | None:
        start = self.take()
        text, tags, data, last = self.content(one_line=True)
        if data is None and self.kind() is Kind.NEWLINE and self.kind(1) is Kind.DATA:
            self.at += 1
            data = self.data()
        if not text:
            self.report(rules.NO_TEXT, "a heading has a text", start, "# and the text")
            return None
        return Heading(len(start.value), text, self.span(start, last), tags, data)

    def member_with_relations(self) -> Member | None:
        member = self.member()
        if member is None:
            return None
        return self.relations(member)

    def relations(self, member: Member) -> Member:
        """The member with what is indented below it."""
        root = _Growing(member)
        # The members that relations at each level of indentation belong to.
        owners = [root]
        latest = root
        depth = 0
        while True:
            kind = self.kind()
            if kind is Kind.NEWLINE and self.kind(1) in (
                Kind.INDENT,
                Kind.DEDENT,
                Kind.RELATION,
            ):
                self.at += 1
            elif kind is Kind.INDENT:
                self.at += 1
                owners.append(latest)
                depth += 1
            elif kind is Kind.DEDENT and depth:
                self.at += 1
                owners.pop()
                depth -= 1
            elif kind is Kind.RELATION and depth:
                sign = self.take()
                child = self.member()
                if child is None:
                    child = Member(self.span(sign))
                latest = _Growing(child)
                owners[-1].relations.append((sign, latest))
            else:
                return root.grown(self.source)

    # -- members -------------------------------------------------------------------------

    def member(self) -> Member | None:
        """A definition, a reference or an untitled statement, with its braces."""
        start = self.token
        if start.kind in _REFERENCES:
            return self.reference()
        title: str | None = None
        is_argument = False
        if start.kind in _DEFINITIONS:
            self.at += 1
            title, is_argument = start.value.strip(), _DEFINITIONS[start.kind]
            if not title:
                self.report(rules.NO_TEXT, "a title is empty", start, "a title, or none at all")
                title = None
        text, tags, data, last = self.content()
        if not text and title is None:
            self.report(
                rules.NO_TEXT, "a statement has a text or a title", start, "the text, or [Title]"
            )
            return None
        if not text and not is_argument:
            self.report(
                rules.NO_TEXT,
                f"[{title}]: is followed by no text",
                start,
                f"[{title}] to refer to it, or a text",
            )
        return Member(self.span(start, last), title, is_argument, True, text, tags, data)

    def reference(self) -> Member:
        start = self.take()
        title, is_argument = start.value.strip(), _REFERENCES[start.kind]
        text, tags, data, last = self.content()
        if text:
            shown = f"<{title}>" if is_argument else f"[{title}]"
            self.report(
                rules.TEXT_AFTER_REFERENCE,
                f"text follows the reference {shown}",
                start,
                f"{shown}: to define it here, or the text in a statement of its own",
            )
        return Member(self.span(start, last), title, is_argument, False, "", tags, data)

    def content(self, *, one_line: bool = False) -> tuple[str, tuple[Tag, ...], Span | None, Token]:
        """Text, tags and data up to the end of a member, and its last token."""
        pieces: list[str] = []
        tags: list[Tag] = []
        last = self.tokens[max(self.at - 1, 0)]
        fresh = False  # at the start of a wrapped line
        while True:
            token = self.token
            kind = token.kind
            if kind in _BOUNDARIES or (one_line and kind is Kind.NEWLINE):
                break
            if kind is Kind.DATA:
                data = self.data()
                return _joined(pieces), tuple(tags), data, self.tokens[self.at - 1]
            if kind in _OPENERS:
                if fresh:
                    break
                self.report(
                    rules.STRAY_REFERENCE,
                    "a title in brackets means something at the start of a line only",
                    token,
                    f"\\{self.source.text[token.start]} for a bracket in the text, or "
                    f"@{self.source.text[token.start : token.end].rstrip(':')} to mention it",
                )
                pieces.append(self.source.text[token.start : token.end])
            elif kind is Kind.TAG:
                tags.append(Tag(token.value, self.span(token)))
                pieces.append(" ")
            elif kind is Kind.NEWLINE:
                pieces.append(" ")
            elif kind is Kind.TEXT:
                pieces.append(token.value)
            elif kind is Kind.INFERENCE_END:
                pieces.append(self.source.text[token.start : token.end])
            fresh = kind is Kind.NEWLINE
            if kind is not Kind.NEWLINE and token.value.strip():
                last = token
            self.at += 1
        return _joined(pieces), tuple(tags), None, last

    def data(self) -> Span:
        token = self.take()
        self.end_of_line(
            "something follows the braces, which come last", "move it before the braces"
        )
        return self.span(token)

    def end_of_line(self, message: str, remedy: str) -> None:
        """Report and skip whatever still stands on this line."""
        first: Token | None = None
        while self.kind() not in _LINE_ENDS and self.kind() not in _BOUNDARIES:
            token = self.take()
            if first is None and (token.kind is not Kind.TEXT or token.value.strip()):
                first = token
        if first is not None:
            span = self.span(first, self.tokens[self.at - 1])
            self._report(Diagnostic(rules.DATA_NOT_LAST, message, span, remedy))

    # -- premise-conclusion structures ---------------------------------------------------

    def structure(self) -> Structure | None:
        start = self.token
        parts: list[Numbered | Inference] = []
        sound = True
        while True:
            kind = self.kind()
            if kind is Kind.NUMBER:
                number = self.take()
                member = self.member_with_relations()
                value = int(number.value) if len(number.value) <= 9 else 0
                if member is not None and member.is_argument:
                    self.report(
                        rules.MALFORMED_STRUCTURE,
                        "a numbered line holds a statement, not an argument",
                        number,
                        f"({number.value}) [Title], the statement that the argument leads to",
                    )
                    sound = False
                elif member is not None:
                    parts.append(Numbered(value, member, self.span(number)))
            elif kind is Kind.INFERENCE_START:
                parts.append(self.inference())
            elif kind in (Kind.NEWLINE, Kind.DEDENT):
                self.at += 1
            elif kind is Kind.BLANK and self.splits(parts):
                self.report(
                    rules.MALFORMED_STRUCTURE,
                    "a blank line splits this premise-conclusion structure",
                    self.tokens[self.at + 1],
                    "no blank line between (1), -- and the conclusion",
                )
                self.at += 1
            else:
                break
        if not sound:
            return None
        problem = _incomplete(parts)
        if problem:
            message, remedy = problem
            self.report(rules.MALFORMED_STRUCTURE, message, start, remedy)
            return None
        return Structure(tuple(parts), self.span(start, self.tokens[self.at - 1]))

    def splits(self, parts: list[Numbered | Inference]) -> bool:
        """Whether the blank line here stands inside the structure read so far."""
        unfinished = not any(isinstance(part, Inference) for part in parts) or isinstance(
            parts[-1], Inference
        )
        return unfinished and self.kind(1) in (Kind.NUMBER, Kind.INFERENCE_START)

    def inference(self) -> Inference:
        start = self.take()
        pieces: list[str] = []
        data: Span | None = None
        while self.kind() in (Kind.TEXT, Kind.DATA, Kind.NEWLINE):
            token = self.take()
            if token.kind is Kind.DATA:
                data = self.span(token)
            else:
                pieces.append(" " if token.kind is Kind.NEWLINE else token.value)
        end = self.tokens[self.at - 1]
        if self.kind() is Kind.INFERENCE_END:
            end = self.take()
            while self.kind() is Kind.TEXT and not self.token.value.strip():
                self.at += 1
            if self.kind() not in (Kind.NEWLINE, Kind.BLANK, Kind.END):
                self.report(
                    rules.MALFORMED_STRUCTURE,
                    "something follows the inference on its line",
                    self.token,
                    "the conclusion on a line of its own",
                )
        names = tuple(filter(None, (_joined([rule]) for rule in "".join(pieces).split(","))))
        if self.kind() is Kind.NEWLINE:
            self.at += 1
        span = self.span(start, end)
        below = self.relations(Member(span)).relations
        for relation in below:
            if relation.sign not in ("_", "<_"):
                self._report(
                    Diagnostic(
                        rules.BAD_LINK,
                        f"{relation.sign!r} stands below an inference, which can only be undercut",
                        relation.span,
                        "_ to undercut the step; what supports or attacks stands below a statement",
                    )
                )
        undercuts = tuple(one for one in below if one.sign in ("_", "<_"))
        return Inference(span, names, data, undercuts)


def _joined(pieces: list[str]) -> str:
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _incomplete(parts: list[Numbered | Inference]) -> tuple[str, str] | None:
    """What a structure with these parts lacks, and the remedy."""
    steps = [at for at, part in enumerate(parts) if isinstance(part, Inference)]
    if not steps:
        return (
            "numbered statements without an inference are no structure",
            r"---- above the conclusion, or \( if the text begins with a number in brackets",
        )
    if steps[0] == 0:
        return "an inference has no premise above it", "(1) and the premise above it"
    if any(at + 1 in steps for at in steps) or steps[-1] == len(parts) - 1:
        return "an inference has no conclusion below it", "(2) and the conclusion below it"
    if steps[-1] != len(parts) - 2:
        return (
            "statements follow the last conclusion without an inference",
            "---- above the conclusion, and premises above that",
        )
    return None
