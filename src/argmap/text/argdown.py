"""What an Argdown text says, in Argdown's own terms and without any scoring.

Statements that bear one title are one `Statement`; each place where it stands is a member of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from argmap.diagnostics import Diagnostic, Severity, Span
from argmap.text.yaml import Plain

#: Roles of occurrences.
TOP_LEVEL = "top-level-statement"
RELATED = "relation-statement"
PREMISE = "premise"
INTERMEDIARY_CONCLUSION = "intermediary-conclusion"
MAIN_CONCLUSION = "main-conclusion"
DESCRIPTION = "argument-description"

#: Kinds of relations. In strict mode, statements entail each other and are contrary.
SUPPORT = "support"
ATTACK = "attack"
UNDERCUT = "undercut"
CONTRADICTORY = "contradictory"
ENTAILS = "entails"
CONTRARY = "contrary"


@frozen
class Occurrence:
    """A statement or an argument at one place.

    `text` is as Argdown has it: with its tags and mentions, without marks of emphasis, and None
    for a reference; `words` are without tags and with single blanks. `role` is None for what
    stands in a list. `argument` is the title of the argument in whose structure it stands.
    """

    title: str
    text: str | None
    role: str | None
    span: Span | None = field(repr=False)
    is_reference: bool = False
    tags: tuple[str, ...] = ()
    data: Plain = None
    section: str | None = None
    argument: str | None = None
    words: str = ""

    @property
    def line(self) -> int | None:
        """The line on which it begins, from 1."""
        return None if self.span is None else self.span.line


@frozen
class Statement:
    """All that bears one title. `data` is that of its members, merged; `section` is the id of
    the section it belongs to."""

    title: str
    members: tuple[Occurrence, ...]
    tags: tuple[str, ...] = ()
    data: Plain = None
    section: str | None = None

    @property
    def canonical(self) -> Occurrence | None:
        """The member whose text is the statement's: the last that is marked `isCanonical`, else
        the last that is no reference."""
        last: Occurrence | None = None
        for one in reversed(self.members):
            if not one.is_reference:
                if isinstance(one.data, dict) and one.data.get("isCanonical"):
                    return one
                last = last or one
        return last

    @property
    def text(self) -> str:
        """The text of the canonical member, with tags."""
        canonical = self.canonical
        return (canonical.text or "").strip() if canonical else ""

    @property
    def words(self) -> str:
        """The text of the canonical member, without tags."""
        canonical = self.canonical
        return canonical.words if canonical else ""


@frozen
class Inference:
    """A step of a structure. `conclusion` is the place of its conclusion there, from 0."""

    conclusion: int
    rules: tuple[str, ...] = ()
    data: Plain = None
    span: Span | None = field(default=None, repr=False)


@frozen
class Argument(Statement):
    """All that is said of one argument, with its premise–conclusion structure if it has one."""

    structure: tuple[Occurrence, ...] = ()
    inferences: tuple[Inference, ...] = ()


@frozen
class End:
    """What a relation comes from or leads to: a statement, an argument, or an inference of an
    argument, which is known by the place of its conclusion."""

    type: str
    title: str
    conclusion: int | None = None


STATEMENT_END = "statement"
ARGUMENT_END = "argument"
INFERENCE_END = "inference"


@frozen
class Mark:
    """A line that states a relation: its sign, what it is indented below, and the relation that
    the line of that states."""

    sign: str
    span: Span = field(repr=False)
    below: End
    step: tuple[str, End, End] | None = None


@frozen
class Relation:
    """What bears on what, once, with all lines that state it."""

    kind: str
    source: End
    target: End
    marks: tuple[Mark, ...] = field(default=(), eq=False, repr=False)


@frozen
class Section:
    """A heading and what stands below it."""

    id: str
    level: int
    title: str
    tags: tuple[str, ...] = ()
    data: Plain = None
    parent: str | None = None
    children: tuple[Section, ...] = ()
    span: Span | None = field(default=None, repr=False)

    @property
    def line(self) -> int | None:
        return None if self.span is None else self.span.line


Node: TypeAlias = Statement | Argument


@frozen
class Argdown:
    """An Argdown text. With errors among the diagnostics it is what could be read of it."""

    statements: tuple[Statement, ...] = ()
    arguments: tuple[Argument, ...] = ()
    relations: tuple[Relation, ...] = ()
    sections: tuple[Section, ...] = ()
    tags: tuple[str, ...] = ()
    front_matter: Plain = None
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """Whether Argdown reads the text, too."""
        return all(one.severity is not Severity.ERROR for one in self.diagnostics)

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """The statements by title."""
        return {one.title: one for one in self.statements}

    @cached_property
    def argument(self) -> dict[str, Argument]:
        """The arguments by title."""
        return {one.title: one for one in self.arguments}
