"""The syntax tree: what stands in one file, before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias, Union

from attrs import field, frozen

from argmap.diagnostics import SourceText, Span
from argmap.text.tokens import Token


class Tag(NamedTuple):
    """`#name` or `#(a name with blanks)`."""

    name: str
    span: Span


class Member(NamedTuple):
    """A statement or an argument where it stands: defined, referred to, or untitled.

    `text` has no marks of emphasis, no tags and single blanks; `content` are the tokens it was
    made of; `data` is the braces, both included. A member without text, title or content is what
    a mistake left.
    """

    span: Span
    title: str | None = None
    is_argument: bool = False
    defines: bool = True
    text: str = ""
    tags: tuple[Tag, ...] = ()
    data: Span | None = None
    relations: tuple[Relation, ...] = ()
    content: tuple[Token, ...] = ()

    def above(self, relations: Sequence[Relation]) -> Member:
        """The member with these relations below it."""
        return Member(*self[:-2], tuple(relations), self.content)


class Relation(NamedTuple):
    """A relation line: its sign, and what stands on it."""

    sign: str
    member: Member
    span: Span


class Numbered(NamedTuple):
    """A premise or conclusion, `(1) …`."""

    number: int
    member: Member
    span: Span


class Item(NamedTuple):
    """A line of a list: `1.` or `*`, and what stands on it."""

    mark: str
    member: Member
    span: Span


@frozen
class List:
    """Lines that begin with `1.` (an ordered list) or with `*`."""

    items: tuple[Item, ...]
    span: Span

    @property
    def ordered(self) -> bool:
        return self.items[0].mark != "*"


@frozen
class Inference:
    """`-- rule, rule {data} --`, and the undercuts below it."""

    span: Span
    rules: tuple[str, ...] = ()
    data: Span | None = None
    undercuts: tuple[Relation, ...] = ()


@frozen
class Structure:
    """A premise–conclusion structure: numbered statements with inferences between them."""

    parts: tuple[Numbered | Inference, ...]
    span: Span


@frozen
class Heading:
    """`# text {data}`; the level is the number of signs."""

    level: int
    text: str
    span: Span
    tags: tuple[Tag, ...] = ()
    data: Span | None = None
    content: tuple[Token, ...] = field(default=(), repr=False)


@frozen
class Include:
    """`@include(path)`."""

    path: str
    span: Span


Block: TypeAlias = Union[Heading, Member, Structure, List, Include]


@frozen
class Document:
    """One file. `front` is the YAML between the two `===`, `comments` those to the end of a
    line."""

    source: SourceText
    blocks: tuple[Block, ...]
    front: Span | None = None
    comments: tuple[Span, ...] = field(default=(), repr=False)
