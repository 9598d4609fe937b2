"""The members of a text one after the other, each with its data and with what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import define, field, frozen

from argmap.diagnostics import Diagnostic, Span
from argmap.model.source import Source
from argmap.model.weight import Grade
from argmap.text import rules
from argmap.text.data import (
    HEADING,
    INFERENCE,
    LINK,
    NODE,
    NOTHING,
    NUMBERED_LINK,
    At,
    BraceReader,
    Braces,
)
from argmap.text.file import Report
from argmap.text.include import Chapter
from argmap.text.tree import Heading, Inference, List, Member, Numbered, Relation, Structure


@frozen
class Context:
    """What the headings above a line say: their texts, the question, and defaults."""

    section: tuple[str, ...] = ()
    question: str | None = None
    defaults: dict[str, At] = field(factory=dict)


@define(eq=False)
class Line:
    """A member where it stands. `reference` is what it defines or refers to; `sign` and
    `parent` are those of a relation line."""

    member: Member
    context: Context
    reference: str
    data: Braces | None = None
    parent: Line | None = None
    sign: str | None = None
    sign_span: Span | None = None

    def said(self, key: str) -> At | None:
        return None if self.data is None else self.data.entries.get(key)


@define(eq=False)
class Step:
    """One inference of a structure, with its premises and its conclusion."""

    span: Span
    premises: tuple[Line, ...]
    conclusion: Line
    rules: tuple[str, ...] = ()
    data: Braces | None = None
    undercuts: list[Line] = field(factory=list)


@define(eq=False)
class Derivation:
    """A premise–conclusion structure, and the argument line right above it if there is one."""

    span: Span
    context: Context
    argument: Line | None
    steps: list[Step] = field(factory=list)


@frozen
class AskedQuestion:
    """A heading that asks a question."""

    id: str
    text: str
    span: Span


@define
class Lines:
    """Everything that stands in a text and what it includes, in order."""

    lines: list[Line] = field(factory=list)
    derivations: list[Derivation] = field(factory=list)
    questions: list[AskedQuestion] = field(factory=list)


def read_lines(chapter: Chapter, sources: dict[str, Source], report: Report) -> Lines:
    """The lines of a chapter and of those it includes; data is read, links are not made yet."""
    reader = _Reader(sources, report)
    reader.whole = chapter
    reader.chapter(chapter)
    return reader.result


def reference_of(member: Member) -> str:
    """The complete reference of what a member defines or refers to."""
    if member.title is None:
        return member.text
    return f"<{member.title}>" if member.is_argument else f"[{member.title}]"


def _defined(chapter: Chapter) -> Iterator[tuple[str, Span]]:
    """Where each title is defined."""
    waiting: list[Member] = []
    for part in chapter.parts:
        if isinstance(part, Chapter):
            yield from _defined(part)
        elif isinstance(part, Member):
            waiting.append(part)
        elif isinstance(part, Structure):
            waiting.extend(one.member for one in part.parts if isinstance(one, Numbered))
        elif isinstance(part, List):
            waiting.extend(item.member for item in part.items)
    while waiting:
        member = waiting.pop()
        if member.defines and member.title is not None:
            yield reference_of(member), member.span
        waiting.extend(relation.member for relation in member.relations)


class _Reader:
    def __init__(self, sources: dict[str, Source], report: Report) -> None:
        self.report = report
        self.data = BraceReader(sources, report)
        self.result = Lines()
        self.whole: Chapter | None = None
        self.context = Context()
        self.headings: list[tuple[int, Context]] = []

    def chapter(self, chapter: Chapter) -> None:
        """Read a chapter, which starts with no headings above it; afterwards all is as before."""
        context, headings = self.context, self.headings
        self.context, self.headings = Context(), []
        previous: Line | None = None
        for part in chapter.parts:
            argument, previous = previous, None
            if isinstance(part, Chapter):
                self.chapter(part)
            elif isinstance(part, Heading):
                self.heading(part)
            elif isinstance(part, Structure):
                self.structure(part, argument)
            elif isinstance(part, List):
                for item in part.items:
                    self.line(item.member)
            elif isinstance(part, Member):
                line = self.line(part)
                previous = line if part.is_argument else None
        self.context, self.headings = context, headings

    def heading(self, heading: Heading) -> None:
        while self.headings and self.headings[-1][0] >= heading.level:
            self.headings.pop()
        above = self.headings[-1][1] if self.headings else Context()
        said: dict[str, At] = {}
        if heading.data is not None:
            said = dict(self.data.read(heading.data, HEADING, lambda: "a heading").entries)
        asked = said.pop("question", None)
        question = above.question
        if asked is not None:
            question = str(asked.value)
            self.ask(AskedQuestion(question, heading.text, asked.span))
        context = Context((*above.section, heading.text), question, {**above.defaults, **said})
        self.headings.append((heading.level, context))
        self.context = context

    def ask(self, asked: AskedQuestion) -> None:
        known = next((one for one in self.result.questions if one.id == asked.id), None)
        if known is None:
            self.result.questions.append(asked)

    def line(
        self,
        member: Member,
        parent: Line | None = None,
        relation: Relation | None = None,
        *,
        numbered: bool = False,
    ) -> Line:
        """One member, and below it those of its relations."""
        if relation is not None:
            of_link, place = LINK, "this line"
        elif numbered:
            of_link, place = NUMBERED_LINK, "a numbered statement"
        else:
            of_link, place = NOTHING, "a statement on a line of its own"
        data: Braces | None = None
        if not member.defines:
            if member.tags:
                self.only_reference(member)
            if member.data is not None:
                data = self.data.read(member.data, of_link, lambda: self.only_refers(member))
        elif member.data is not None:
            allowed = of_link | NODE
            if member.is_argument:
                allowed -= {"same"}
            data = self.data.read(member.data, allowed, lambda: place)
        line = Line(
            member,
            self.context,
            reference_of(member),
            data,
            parent,
            relation.sign if relation else None,
            relation.span if relation else None,
        )
        self.result.lines.append(line)
        for below in member.relations:
            self.line(below.member, line, below)
        return line

    @cached_property
    def defined(self) -> dict[str, Span]:
        """Where each title is defined, which only complaints want to know."""
        return {} if self.whole is None else dict(_defined(self.whole))

    def only_refers(self, member: Member) -> str:
        return f"a line that only refers to {self.where(member)}"

    def where(self, member: Member) -> str:
        """What a reference names, and where that is defined."""
        reference = reference_of(member)
        defined = self.defined.get(reference)
        return reference if defined is None else f"{reference}, defined at {defined},"

    def only_reference(self, member: Member) -> None:
        for tag in member.tags:
            self.report(
                Diagnostic(
                    rules.MISPLACED,
                    f"#{tag.name} stands on a line that only refers to {self.where(member)}",
                    tag.span,
                    "move the tag to where the title is defined",
                )
            )

    def structure(self, structure: Structure, argument: Line | None) -> None:
        derivation = Derivation(structure.span, self.context, argument)
        fresh: list[Line] = []
        by_number: dict[int, Line] = {}
        waiting: Inference | None = None
        for part in structure.parts:
            if isinstance(part, Inference):
                waiting = part
                continue
            line = self.line(part.member, numbered=True)
            if part.number in by_number:
                self.report(
                    Diagnostic(
                        rules.MALFORMED_STRUCTURE,
                        f"two statements of this structure have the number {part.number}",
                        part.span,
                        f"({max(by_number) + 1})",
                    )
                )
            by_number.setdefault(part.number, line)
            if waiting is None:
                fresh.append(line)
            else:
                derivation.steps.append(self.step(waiting, fresh, line, by_number))
                waiting, fresh = None, [line]
        self.result.derivations.append(derivation)

    def step(
        self, inference: Inference, premises: list[Line], conclusion: Line, known: dict[int, Line]
    ) -> Step:
        data: Braces | None = None
        if inference.data is not None:
            data = self.data.read(inference.data, INFERENCE, lambda: "an inference")
        used = data.entries.get("uses") if data else None
        if used is not None:
            assert isinstance(used.value, tuple)
            above = {number: line for number, line in known.items() if line is not conclusion}
            unknown = [number for number in used.value if number not in above]
            if unknown:
                self.report(
                    Diagnostic(
                        rules.MALFORMED_STRUCTURE,
                        f"no statement above this inference has the number {unknown[0]}",
                        used.span,
                        f"uses: [{', '.join(map(str, above))}]",
                    )
                )
            premises = [above[number] for number in used.value if number in above] or premises
        step = Step(inference.span, tuple(premises), conclusion, inference.rules, data)
        step.undercuts = [
            self.line(relation.member, None, relation) for relation in inference.undercuts
        ]
        return step


def definitions(lines: Lines) -> Iterator[Line]:
    """The lines that define something; an empty one, which has been reported, does not."""
    return (line for line in lines.lines if line.member.defines and line.reference)


def own_grade(line: Line, defaults: dict[str, At]) -> Grade | None:
    """The grade of a cited line: its own, then its `reliability` and `credibility`, then the
    heading's."""
    own = line.data.entries if line.data else {}
    parts = [own[key].value for key in ("grade", "reliability", "credibility") if key in own]
    if "grade" in defaults:
        parts.append(defaults["grade"].value)
    if not parts:
        return None
    grade: Grade = parts[0]
    for part in parts[1:]:
        if grade.reliability is not None and grade.credibility is not None:
            break
        grade = grade.or_else(part)
    return grade
