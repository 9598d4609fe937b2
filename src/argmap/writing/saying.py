"""What a line says: title, text, tags and braces of a node, and of the link it draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from argmap.model.link import Link
from argmap.model.node import EVIDENCE, ROLE_TAGS, Evidence, Node
from argmap.writing import spelling

_TEXTS = (("note", "note"), ("quote", "quote"), ("url", "url"), ("reviewed", "reviewed"))

Name = Callable[[str], str]


def definition(node: Node) -> str:
    """The words that define a node: title, text and tags. What has no text says its title."""
    text = node.text or node.title or ""
    words = [spelling.escaped(text, at_start=node.title is None)]
    if node.title is not None:
        words.insert(0, f"<{node.title}>:" if node.is_step else f"[{node.title}]:")
    return " ".join([*words, *map(_tag, _tags(node))])


def _tags(node: Node) -> tuple[str, ...]:
    cited = node.citation is not None and (node.citation.source or node.citation.grade)
    plain = isinstance(node, Evidence) and EVIDENCE not in node.tags
    if plain and (not cited or ROLE_TAGS & set(node.tags)):
        return (*node.tags, EVIDENCE)
    return node.tags


def _tag(name: str) -> str:
    return f"#{name}" if name.replace("-", "").replace("_", "").isalnum() else f"#({name})"


def braces(entries: Iterable[str]) -> str:
    """Entries as the end of a line, with the blank before them; nothing when there are none."""
    said = ", ".join(entries)
    return f" {{{said}}}" if said else ""


def of_node(
    node: Node, cited: Iterable[str], conditions: Iterable[str], name: Name
) -> Iterator[str]:
    """What the braces say of a node, first how it is cited. `name` makes a title of a reference,
    where one is enough."""
    yield from cited
    if node.weight is not None:
        yield f"weight: {spelling.weight(node.weight)}"
    for key, names in (("if", tuple(conditions)), ("same", node.same)):
        if names:
            yield f"{key}: {spelling.titles(map(name, names))}"
    for key, field in (*_TEXTS, ("kind", "genre")):
        value = getattr(node, field)
        if value is not None:
            yield f"{key}: {spelling.scalar(value)}"
    if node.card is not None:
        yield f"card: {'true' if node.card else 'false'}"


def of_link(
    link: Link, conditions: Iterable[str], name: Name, *, bare: bool = True
) -> Iterator[str]:
    """What the braces say of the link of a line; `bare` where a weight may stand by itself."""
    said: list[str] = []
    if link.weight is not None:
        weight = spelling.weight(link.weight)
        said.append(f"weight: {weight}")
        conditions = tuple(conditions)
        if bare and not weight.startswith("[") and not conditions and link.note is None:
            yield weight
            return
    if link.lr is not None:
        said.append(f"lr: {spelling.number(link.lr)}")
    names = tuple(conditions)
    if names:
        said.append(f"if: {spelling.titles(map(name, names))}")
    if link.note is not None:
        said.append(f"note: {spelling.scalar(link.note)}")
    if said:
        yield f"edge: {{{', '.join(said)}}}"
