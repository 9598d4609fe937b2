"""Tokens become a syntax tree: one function for each construct, and one way to go on after a
mistake, which is at the next member."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.lexer import tokenize
from argmap.text.members import ITEMS, LINE_ENDS, MemberParser
from argmap.text.shortcodes import SHORTCODES
from argmap.text.structures import incomplete, unfinished
from argmap.text.tokens import Kind
from argmap.text.tree import (
    Block,
    Document,
    Heading,
    Include,
    Inference,
    Item,
    List,
    Member,
    Numbered,
    Relation,
    Structure,
)


def parse_document(
    source: SourceText,
    report: Report,
    *,
    strict: bool = True,
    includes: bool = True,
    shortcodes: Mapping[str, str] = SHORTCODES,
) -> Document:
    """The syntax tree of one file. Never raises on content: what is wrong is reported, and the
    rest is read. See `tokenize`."""
    tokens, comments = tokenize(
        source, report, strict=strict, includes=includes, shortcodes=shortcodes
    )
    parser = _Parser(source, tokens, report, strict=strict)
    return evolve(parser.document(), comments=comments)


class _Parser(MemberParser):
    # -- blocks --------------------------------------------------------------------------

    def document(self) -> Document:
        front: Span | None = None
        if self.kind() is Kind.NEWLINE:
            self.at += 1
        if self.kind() is Kind.FRONT_MATTER:
            front = self.span(self.take())
            self.after_front_matter()
        blocks: list[Block] = []
        while self.kind() is not Kind.END:
            if self.kind() in (Kind.BLANK, Kind.DEDENT):
                self.at += 1
                continue
            before = self.at
            block = self.block()
            if block is not None:
                blocks.append(block)
            self.between_blocks()
            if self.at == before:
                self.at += 1
        return Document(self.source, tuple(blocks), front)

    def after_front_matter(self) -> None:
        if self.kind() is Kind.NEWLINE and self.kind(1) is Kind.BLANK:
            self.at += 1
        if self.kind() in (Kind.BLANK, Kind.END):
            return
        before = self.tokens[self.at - 1]
        self._report(
            Diagnostic(
                rules.NO_BLANK,
                "a blank line is missing after the front matter",
                Span(self.source, before.end, self.token.end),
                "a blank line below the closing ===",
            )
        )
        while self.kind() not in LINE_ENDS:
            self.at += 1
        if self.kind() is Kind.NEWLINE:
            self.at += 1

    def between_blocks(self) -> None:
        """Ask for the blank line that has to follow a block."""
        while self.kind() in (Kind.DEDENT, Kind.NEWLINE):
            self.at += 1
        if self.kind() in (Kind.BLANK, Kind.END):
            return
        after = self.tokens[self.at + 1] if self.kind() is Kind.INDENT else self.token
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
        if kind is Kind.INDENT and self.kind(1) in ITEMS:
            self.at += 1
            return self.lines()
        if kind in ITEMS:
            return self.lines()
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
            return self.lost_relation()
        if kind in (Kind.INFERENCE_START, Kind.INFERENCE_END):
            self.report(
                rules.MALFORMED_STRUCTURE,
                "an inference stands between numbered premises and a numbered conclusion",
                self.token,
                "(1) and the premise above it, (2) and the conclusion below it",
            )
            self.skip_block()
            return None
        return self.member_with_relations()

    def lost_relation(self) -> Member | None:
        """A relation that nothing stands above; what is on its line is read all the same."""
        if self.kind() is Kind.INDENT:
            self.at += 1
        token = self.take()
        self.report(
            rules.BLANK_BEFORE_RELATION,
            f"{token.value!r} relates to nothing: no statement stands directly above it",
            token,
            rf"the statement above it, or \{token.value} if the text begins so",
        )
        return self.member_with_relations()

    def heading(self) -> Heading | None:
        start = self.take()
        text, tags, content, last = self.content(heading=True)
        data = None
        if self.kind() is Kind.DATA:
            last = self.token
            data = self.data()
        if not text:
            self.report(rules.NO_TEXT, "a heading has a text", start, "# and the text")
            return None
        return Heading(len(start.value), text, self.span(start, last), tags, data, content)

    def lines(self) -> List | None:
        items: list[Item] = []
        first = self.token
        nested = False
        while True:
            kind = self.kind()
            if kind in ITEMS:
                mark = self.take()
                if mark.kind is not first.kind and not nested:
                    self.report(
                        rules.NO_BLANK,
                        "one list has numbers or stars, not both",
                        mark,
                        "a blank line above, or the other sign",
                    )
                member = self.member_with_relations()
                if member is not None:
                    items.append(Item(mark.value, member, self.span(mark)))
            elif kind is Kind.NEWLINE:
                self.at += 1
            elif kind is Kind.INDENT and self.kind(1) in ITEMS:
                self.at += 1
                if not nested:
                    nested = True
                    self.report(
                        rules.INDENT,
                        "a list stands within a list, which Argdown does not have",
                        self.token,
                        "the indentation of the line above",
                    )
            elif kind is Kind.DEDENT:
                self.at += 1
            else:
                break
        if not items:
            return None
        return List(tuple(items), self.span(first, self.tokens[self.at - 1]))

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
            elif (
                kind is Kind.BLANK
                and self.kind(1) in (Kind.NUMBER, Kind.INFERENCE_START)
                and unfinished(parts)
            ):
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
        problem = incomplete(parts)
        if problem:
            message, remedy = problem
            self.report(rules.MALFORMED_STRUCTURE, message, start, remedy)
            return None
        return Structure(tuple(parts), self.span(start, self.tokens[self.at - 1]))

    def inference(self) -> Inference:
        start = end = self.take()
        pieces: list[list[str]] = [[]]
        data: Span | None = None
        while self.kind() in (Kind.TEXT, Kind.COMMA, Kind.DATA, Kind.NEWLINE):
            token = self.take()
            if token.kind is Kind.DATA:
                data = self.span(token)
            elif token.kind is Kind.COMMA:
                pieces.append([])
            elif token.kind is Kind.TEXT:
                pieces[-1].append(token.value)
            end = token
        rules_ = tuple("".join(one).strip() for one in pieces)
        if self.kind() is Kind.INFERENCE_END:
            end = self.take()
            if self.kind() is not Kind.NEWLINE:
                self.report(
                    rules.MALFORMED_STRUCTURE,
                    "something follows the inference on its line"
                    if self.kind() not in LINE_ENDS
                    else "an inference has no conclusion below it",
                    start if self.kind() in LINE_ENDS else self.token,
                    "the conclusion on a line of its own",
                )
        if self.kind() is Kind.NEWLINE:
            self.at += 1
        span = self.span(start, end)
        below: tuple[Relation, ...] = ()
        if self.kind() is Kind.INDENT:
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
        return Inference(span, tuple(filter(None, rules_)), data, undercuts)
