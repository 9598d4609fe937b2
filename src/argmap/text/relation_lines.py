"""Lines that begin with the sign of a relation: their indentation, and what they belong to."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.diagnostics import SourceText
from argmap.text import rules
from argmap.text.common_lines import DEEPEST, STEP
from argmap.text.file import Report
from argmap.text.inline import InlineLexer
from argmap.text.tokens import Kind


class RelationLexer(InlineLexer):
    """What is open above a line, as indentations, and how a relation goes on from there."""

    def __init__(
        self, source: SourceText, report: Report, *, strict: bool, shortcodes: Mapping[str, str]
    ) -> None:
        super().__init__(source, report, strict=strict, shortcodes=shortcodes)
        self.levels = [0]
        # Before the latest blank line: how many tokens there were, and the levels.
        self.before_blank: tuple[int, list[int]] = (0, [0])

    @property
    def last(self) -> Kind | None:
        return self.tokens[-1].kind if self.tokens else None

    def dedent_to(self, level: int) -> None:
        levels = self.levels
        while len(levels) > 1 and levels[-1] > level:
            levels.pop()
            self.emit(Kind.DEDENT, self.pos, self.pos)

    def rejoined(self, start: int, what: str) -> bool:
        """Report the blank line before a relation or an inference that belongs to what stands above
        it, and go on as if there were none; false if nothing above can have it."""
        count, levels = self.before_blank
        inference = what == "an inference"
        owner = self.owner(count, inference=inference)
        if not owner and not inference:
            return False
        self.report(
            rules.MALFORMED_STRUCTURE if inference else rules.BLANK_BEFORE_RELATION,
            f"a blank line separates {what} from what it belongs to"
            if owner
            else "an inference stands between numbered premises and a numbered conclusion",
            start,
            start + 1,
            "it directly below, without the blank line"
            if owner
            else r"(1) and the premise above it, or \- if the text begins so",
        )
        if owner:
            blank = self.tokens[-1]
            del self.tokens[count:]
            self.levels = levels
            self.emit(Kind.NEWLINE, blank.start, blank.end)
        return owner

    def owner(self, count: int, *, inference: bool) -> bool:
        """Whether the block that ends with token `count` can have a relation or an inference."""
        for token in reversed(self.tokens[:count]):
            kind = token.kind
            if kind is Kind.NUMBER:
                return True
            if kind in (Kind.BLANK, Kind.FRONT_MATTER):
                return not inference and token is not self.tokens[count - 1]
            if kind in (Kind.HEADING, Kind.INCLUDE, Kind.ORDERED_ITEM, Kind.UNORDERED_ITEM):
                return False
        return not inference and count > 0

    def check_tabs(self, start: int, end: int) -> None:
        if self.strict and end > start and "\t" in self.text[start:end]:
            self.report(
                rules.TAB, "this line is indented by a tab", start, end, "blanks: 4 for each level"
            )

    def relation(self, start: int, end: int, sign: str) -> None:
        # A tab has been reported in the profile; there it counts as one level.
        indent = start - self.pos
        if self.strict and "\t" in self.text[self.pos : start]:
            indent = len(self.text[self.pos : start].expandtabs(STEP))
        first_of_block = self.last in (None, Kind.BLANK, Kind.FRONT_MATTER)
        if indent == 0 and not first_of_block:
            self.misindented(start, end, sign, indent)
            self.emit(Kind.TEXT, start, end, sign)
            self.pos = end
            return
        if self.strict:
            indent = self.checked_indent(indent, start, end, sign)
        self.emphases.clear()
        self.indent(indent, start, end, sign)
        self.emit(Kind.RELATION, start, end, sign)
        self.pos = end

    def misindented(self, start: int, end: int, sign: str, indent: int) -> None:
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

    def checked_indent(self, indent: int, start: int, end: int, sign: str) -> int:
        """The indentation that the profile asks for here; what differs is reported."""
        deepest = self.levels[-1]
        if indent % STEP:
            self.misindented(start, end, sign, indent)
            return min(deepest + STEP, -(-indent // STEP) * STEP)
        if indent > DEEPEST * STEP:
            if "deep" not in self.complained:
                self.complained.add("deep")
                self.report(
                    rules.TOO_DEEP,
                    f"relations are nested deeper than {DEEPEST} levels",
                    start,
                    end,
                    "a title, and a block of its own that goes on from [Title]",
                )
            return DEEPEST * STEP
        if indent > deepest + STEP:
            self.report(
                rules.INDENT,
                f"this relation is indented by {indent} blanks, below a line indented by {deepest}",
                start,
                end,
                f"{deepest + STEP} blanks",
            )
            return deepest + STEP
        return indent

    def indent(self, indent: int, start: int, end: int, sign: str) -> None:
        """INDENT and DEDENT before a line that begins with a sign."""
        levels = self.levels
        if indent > levels[-1]:
            levels.append(indent)
            self.emit(Kind.INDENT, start, start)
            return
        if len(levels) > 1 and 0 < indent < levels[1]:
            self.report(
                rules.INDENT,
                f"this line begins with {sign!r} and is indented less than those above it and more "
                "than what they belong to",
                start,
                end,
                "the indentation of one of the lines above",
            )
            indent = levels[1]
        self.dedent_to(indent)
