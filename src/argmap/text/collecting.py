"""The tree becomes what Argdown makes of it: statements, arguments, relations, sections."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from attrs import define, field

from argmap.diagnostics import Diagnostic, Span
from argmap.text import argdown, rules
from argmap.text.argdown import Argdown, Argument, Inference, Occurrence, Section, Statement
from argmap.text.file import Report
from argmap.text.include import Chapter
from argmap.text.merging import merged
from argmap.text.options import Options
from argmap.text.plain_data import read_plain
from argmap.text.relating import SIGNS, Drafts, Line, Point
from argmap.text.tree import Heading, List, Member, Structure
from argmap.text.tree import Inference as InferenceLine
from argmap.text.tree import Relation as RelationLine
from argmap.text.writing import argdown_text
from argmap.text.yaml import Plain

_BLOCK_FORM = re.compile(r"\{[ \t]*\n")


def collect(chapter: Chapter, options: Options, report: Report) -> Argdown:
    """What the text says; what keeps Argdown from reading it is reported."""
    return _Collector(options, report).run(chapter)


@define(eq=False)
class _Draft:
    """A statement or an argument while its members are still being met."""

    title: str
    point: Point
    members: list[Occurrence] = field(factory=list)
    tags: dict[str, None] = field(factory=dict)
    data: Plain = None
    section: str | None = None
    structure: list[Occurrence] = field(factory=list)
    inferences: list[Inference] = field(factory=list)


@define(eq=False)
class _Open:
    """A section whose end has not come yet."""

    heading: Heading
    id: str
    data: Plain
    children: list[_Open] = field(factory=list)
    parent: _Open | None = None


@define(eq=False)
class _Frame:
    """A member whose relations are being met: on which line it stands, and what that states."""

    member: Member
    role: str | None
    line: RelationLine | None = None
    title: str | None = None
    draft: _Draft | None = None
    below: Iterator[RelationLine] | None = None
    states: tuple[str, Point, Point] | None = None


class _Collector:
    def __init__(self, options: Options, report: Report) -> None:
        self.options, self.report = options, report
        self.statements: dict[str, _Draft] = {}
        self.arguments: dict[str, _Draft] = {}
        self.relations = Drafts()
        self.tags: dict[str, None] = {}
        self.known: dict[str, Plain] = {}
        self.sections: list[_Open] = []
        self.section: _Open | None = None
        self.section_count = 0
        self.untitled = 0
        self.inference: Point | None = None
        self.last_inference: dict[str, Point] = {}

    def run(self, chapter: Chapter) -> Argdown:
        self.chapter(chapter)
        for draft in (*self.statements.values(), *self.arguments.values()):
            if draft.section is None and draft.members:
                draft.section = draft.members[0].section
        self.relate()
        return Argdown(
            tuple(
                Statement(one.title, tuple(one.members), tuple(one.tags), one.data, one.section)
                for one in self.statements.values()
            ),
            tuple(
                Argument(
                    one.title,
                    tuple(one.members),
                    tuple(one.tags),
                    one.data,
                    one.section,
                    tuple(one.structure),
                    tuple(one.inferences),
                )
                for one in self.arguments.values()
            ),
            self.relations.finished(),
            tuple(_section(one, tags=self.options.tags) for one in self.sections),
            tuple(self.tags),
            self.options.front_matter,
        )

    def relate(self) -> None:
        structured = {title: one for title, one in self.arguments.items() if one.structure}
        if self.options.transform:
            self.relations.conclude(
                {
                    title: self.statements[one.structure[-1].title].point
                    for title, one in structured.items()
                },
                self.last_inference,
            )
        if self.options.strict:
            self.relations.make_strict()
        self.relations.drop_redundant(
            {
                title: {line.title for line in one.structure if line.role == argdown.PREMISE}
                for title, one in structured.items()
            }
        )

    def chapter(self, chapter: Chapter) -> None:
        above: Member | None = None
        for part in chapter.parts:
            member, above = above, None
            if isinstance(part, Chapter):
                self.chapter(part)
            elif isinstance(part, Heading):
                self.heading(part)
            elif isinstance(part, Structure):
                self.structure(part, member)
            elif isinstance(part, List):
                for item in part.items:
                    self.member(item.member, None)
            elif isinstance(part, Member):
                self.member(part, argdown.TOP_LEVEL)
                above = part if part.is_argument else None

    # -- members -------------------------------------------------------------------------

    def data(self, span: Span | None) -> Plain:
        """The data in braces. The same braces mean the same, so that they are read once."""
        if span is None:
            return None
        text = span.text
        if text in self.known:
            return self.known[text]
        opening = _BLOCK_FORM.match(text)
        if opening:
            span = Span(span.source, span.start + opening.end(), span.end - 1)
        problems: list[Diagnostic] = []
        data = read_plain(span, problems.append)
        if not problems:
            self.known[text] = data
        for problem in problems:
            self.report(problem)
        return data

    def new_title(self) -> str:
        self.untitled += 1
        return f"Untitled {self.untitled}"

    def draft(self, title: str, *, is_argument: bool) -> _Draft:
        known = self.arguments if is_argument else self.statements
        found = known.get(title)
        if found is None:
            type_ = argdown.ARGUMENT_END if is_argument else argdown.STATEMENT_END
            found = known[title] = _Draft(title, Point(type_, title))
        return found

    def member(self, member: Member, role: str | None, argument: str | None = None) -> Occurrence:
        """A member with all that is indented below it."""
        return self.frames(_Frame(member, role), argument)

    def frames(
        self, first: _Frame, argument: str | None = None, above: _Frame | None = None
    ) -> Occurrence:
        """What a frame holds, however deep; `above` is what its line is indented below."""
        open_ = [first]
        while True:
            frame = open_[-1]
            if frame.below is None:
                self.enter(frame, open_[-2] if len(open_) > 1 else above)
            line = next(frame.below or iter(()), None)
            if line is not None:
                open_.append(_Frame(line.member, argdown.RELATED, line))
                continue
            open_.pop()
            occurrence = self.leave(frame, argument if not open_ else None)
            upper = open_[-1] if open_ else above
            if upper is not None:
                self.relate_line(frame, upper)
            if not open_:
                return occurrence

    def enter(self, frame: _Frame, above: _Frame | None) -> None:
        member = frame.member
        for tag in member.tags:
            self.tags.setdefault(tag.name)
        frame.title = member.title or None
        frame.below = iter(member.relations)
        if member.relations:
            self.draft_of(frame)
            if above is not None:
                frame.states = self.stated(frame, above)

    def draft_of(self, frame: _Frame) -> _Draft:
        if frame.draft is None:
            frame.title = frame.title or self.new_title()
            frame.draft = self.draft(frame.title, is_argument=frame.member.is_argument)
        return frame.draft

    def leave(self, frame: _Frame, argument: str | None) -> Occurrence:
        member = frame.member
        data = self.data(member.data)
        draft = self.draft_of(frame)
        assert frame.title is not None
        tags = tuple(dict.fromkeys(tag.name for tag in member.tags)) if member.tags else ()
        section = self.section.id if self.section else None
        text: str | None = None
        if member.content:
            source = member.span.source
            text = argdown_text(member.content, source, tags=self.options.tags)
        is_reference = not member.defines
        occurrence = Occurrence(
            frame.title,
            text,
            argdown.DESCRIPTION if member.is_argument else frame.role,
            member.span,
            is_reference,
            tags,
            data,
            section,
            argument,
            member.text,
        )
        draft.members.append(occurrence)
        for tag in tags:
            draft.tags.setdefault(tag)
        if data is not None:
            draft.data = data if draft.data is None else merged(draft.data, data)
        in_group = data.get("isInGroup") if isinstance(data, dict) else None
        unstated = not isinstance(data, dict) or "isInGroup" not in data
        if in_group is True or (not is_reference and unstated and draft.section is None):
            draft.section = section
        return occurrence

    def stated(self, frame: _Frame, above: _Frame) -> tuple[str, Point, Point]:
        """The relation that the line of this frame states."""
        assert frame.line is not None
        kind, downwards = SIGNS[frame.line.sign]
        here, upper = self.draft_of(frame).point, self.draft_of(above).point
        if downwards:
            return kind, upper, here
        if (
            kind == argdown.UNDERCUT
            and upper.type == argdown.STATEMENT_END
            and self.inference is not None
        ):
            # Once there was an inference, Argdown undercuts that wherever a statement is undercut.
            upper = self.inference
        return kind, here, upper

    def relate_line(self, frame: _Frame, above: _Frame) -> None:
        assert frame.line is not None
        stated = frame.states or self.stated(frame, above)
        line = Line(frame.line.sign, frame.line.span, self.draft_of(above).point, above.states)
        self.relations.note(*stated, line)

    # -- structures ----------------------------------------------------------------------

    def structure(self, structure: Structure, above: Member | None) -> None:
        title = above.title if above is not None and above.title else self.new_title()
        draft = self.draft(title, is_argument=True)
        if self.section is not None:
            draft.section = self.section.id
        if draft.structure:
            self.report(
                Diagnostic(
                    rules.DEFINED_TWICE,
                    f"<{title}> already has a premise-conclusion structure",
                    structure.span,
                    "a title of its own for the second argument",
                )
            )
        conclusions = [
            at
            for at, (before, part) in enumerate(itertools.pairwise(structure.parts), start=1)
            if isinstance(before, InferenceLine)
        ]
        point: Point | None = None
        for at, part in enumerate(structure.parts):
            if isinstance(part, InferenceLine):
                point = self.start_inference(part, draft)
                continue
            role = argdown.PREMISE
            if at in conclusions:
                last = at == conclusions[-1]
                role = argdown.MAIN_CONCLUSION if last else argdown.INTERMEDIARY_CONCLUSION
                assert point is not None
                point.conclusion = len(draft.structure)
                point.title = title
            draft.structure.append(self.member(part.member, role, title))
        assert point is not None
        self.last_inference[title] = point

    def start_inference(self, line: InferenceLine, draft: _Draft) -> Point:
        point = Point(argdown.INFERENCE_END, draft.title)
        self.inference = point
        above = _Frame(Member(line.span), None)
        above.title, above.draft = draft.title, _Draft(draft.title, point)
        for relation in line.undercuts:
            self.frames(_Frame(relation.member, argdown.RELATED, relation), None, above)
        draft.inferences.append(
            Inference(len(draft.structure), line.rules, self.data(line.data), line.span)
        )
        return point

    # -- headings ------------------------------------------------------------------------

    def heading(self, heading: Heading) -> None:
        for tag in heading.tags:
            self.tags.setdefault(tag.name)
        self.section_count += 1
        parent = self.section
        while parent is not None and parent.heading.level >= heading.level:
            parent = parent.parent
        opened = _Open(heading, f"s{self.section_count}", self.data(heading.data), parent=parent)
        (self.sections if parent is None else parent.children).append(opened)
        self.section = opened


def _section(open_: _Open, *, tags: bool) -> Section:
    heading = open_.heading
    return Section(
        open_.id,
        heading.level,
        argdown_text(heading.content, heading.span.source, tags=tags).strip(),
        tuple(dict.fromkeys(tag.name for tag in heading.tags)),
        open_.data,
        open_.parent.id if open_.parent else None,
        tuple(_section(child, tags=tags) for child in open_.children),
        heading.span,
    )
