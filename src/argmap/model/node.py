"""Claims and evidence are statements, which are weighed; arguments are steps, which pass on."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from attrs import field, frozen

from argmap.diagnostics import Span
from argmap.errors import MapError
from argmap.model.date import Date
from argmap.model.sequence import strings
from argmap.model.weight import Grade, Weight, optional_weight

ASSESSMENT = "assessment"
ASSUMPTION = "assumption"
EVENT = "event"
EVIDENCE = "evidence"
THESIS = "thesis"
#: Tags that give a statement a role; every other tag is the user's.
ROLE_TAGS = frozenset({ASSESSMENT, ASSUMPTION, EVENT, EVIDENCE, THESIS})


def _date(value: Date | str | None) -> Date | None:
    return Date.parse(value) if isinstance(value, str) else value


def _grade(value: Grade | str | None) -> Grade | None:
    return Grade.parse(value) if isinstance(value, str) else value


@frozen(kw_only=True)
class Citation:
    """Who vouches (`source`), where it was read (`document`, `locator`), how good it is
    (`grade`), and when the event was (`date`).

    Sources are named by their ids. Without a source, the author of the document vouches.
    """

    source: str | None = None
    document: str | None = None
    locator: str | None = None
    grade: Grade | None = field(default=None, converter=_grade)
    date: Date | None = field(default=None, converter=_date)

    @property
    def voucher(self) -> str | None:
        """The id of who vouches: the source, else the document."""
        return self.source or self.document

    @property
    def cited(self) -> bool:
        """Whether it says who vouches, where, or how well; a date alone does not."""
        return any((self.source, self.locator, self.grade))


@frozen
class Node:
    """What all nodes share.

    `weight` is the initial weight as stated, in [0, 1]; None means that nobody stated one.
    `same` holds references to further reports of the same thing; `section` the headings above,
    outermost first; `genre` what kind of thing it is in the user's own word (`kind:` in text).
    """

    kind: ClassVar[str] = "node"

    title: str | None = None
    text: str = ""
    weight: Weight | None = field(default=None, kw_only=True, converter=optional_weight)
    tags: tuple[str, ...] = field(default=(), kw_only=True, converter=strings)
    citation: Citation | None = field(default=None, kw_only=True)
    section: tuple[str, ...] = field(default=(), kw_only=True, converter=strings)
    same: tuple[str, ...] = field(default=(), kw_only=True, converter=strings)
    note: str | None = field(default=None, kw_only=True)
    quote: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True)
    reviewed: str | None = field(default=None, kw_only=True)
    genre: str | None = field(default=None, kw_only=True)
    card: bool | None = field(default=None, kw_only=True)
    origin: Span | None = field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.title and not self.text:
            raise MapError(f"a {self.kind} has a title or a text")

    @property
    def reference(self) -> str:
        """How the node is named everywhere: `[Title]`, or the text of an untitled statement."""
        return self.text if self.title is None else f"[{self.title}]"

    @property
    def label(self) -> str:
        """The words to show: the text, else the title."""
        return self.text or self.title or ""

    @property
    def is_thesis(self) -> bool:
        """An author's conclusion restated: scored, but what it bears on is not moved by it."""
        return THESIS in self.tags

    @property
    def is_step(self) -> bool:
        return False


@frozen
class Claim(Node):
    """A statement that can be true or false."""

    kind: ClassVar[str] = "claim"


@frozen
class Evidence(Node):
    """A statement that reports something."""

    kind: ClassVar[str] = "evidence"


@frozen
class Argument(Node):
    """A step from linked premises or loose grounds to what it bears on.

    `step` numbers the inferences of one structure, from 1, when it has several.
    """

    kind: ClassVar[str] = "argument"

    step: int | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.title:
            raise MapError("an argument has a title")

    @property
    def reference(self) -> str:
        """`<Title>`, or `<Title>/2` for the second of several inferences."""
        return f"<{self.title}>" if self.step is None else f"<{self.title}>/{self.step}"

    @property
    def is_step(self) -> bool:
        return True


Statement: TypeAlias = Claim | Evidence
