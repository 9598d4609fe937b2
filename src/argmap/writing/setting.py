"""Where to write what is said of a node or of a link, and what to write there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from numbers import Real

from argmap.diagnostics import Span
from argmap.errors import EditError
from argmap.model.link import Link, Polarity
from argmap.model.node import Node
from argmap.model.weight import LINK_WORDS, Range
from argmap.registry import did_you_mean
from argmap.text.data import EDGE_KEYS, NODE_KEYS
from argmap.text.lines import Line, Step
from argmap.text.yaml import Mapping
from argmap.writing import braces, spelling
from argmap.writing.anatomy import Anatomy
from argmap.writing.original import Splice

#: The keys whose values are no texts, or lists of titles.
_RAW = frozenset({"weight", "lr", "card"})
_TITLES = frozenset({"if", "same"})
_STEP_KEYS = {"weight": "strength", "note": "note"}

End = Callable[[Span], Span]


def written(key: str, value: object) -> str:
    """A value as it stands after its key. Texts are quoted where they have to be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Range):
        return spelling.weight(value)
    if isinstance(value, Real):
        return spelling.number(float(value))
    if isinstance(value, (list, tuple)):
        if key in _TITLES:
            return spelling.titles(map(str, value))
        return f"[{', '.join(spelling.number(float(one)) for one in value)}]"
    text = str(value)
    if key in _RAW or (key in _TITLES and text.startswith("[")):
        return text
    if key in _TITLES:
        return spelling.titles([text])
    return spelling.scalar(text, is_text=key not in ("date", "locator", "reviewed"))


def on_node(
    anatomy: Anatomy, end: End, node: Node, key: str, value: object | None
) -> Iterator[Splice]:
    """Say something of a node where it is defined, or, with None, no longer say it."""
    if key not in NODE_KEYS:
        raise EditError(
            f"{key!r} is nothing that a text says of {node.reference}"
            f"{did_you_mean(key, NODE_KEYS)}; it may say {', '.join(NODE_KEYS)}"
        )
    line, step = anatomy.line_of(node), anatomy.step_of(node)
    of_step = _STEP_KEYS.get(key)
    if step is not None and of_step is not None and _belongs(step, of_step, line, key):
        yield from _on_step(step, of_step, None if value is None else written(key, value))
        return
    if line is None:
        raise EditError(f"of {node.reference} a text says {' and '.join(_STEP_KEYS)}, not {key!r}")
    yield from _on_line(line, end, key, None if value is None else written(key, value))


def on_link(
    anatomy: Anatomy, end: End, link: Link, key: str, value: object | None, at: Span | None = None
) -> Iterator[Splice]:
    """Say something of a link on the line that first draws it, or on the one at `at`."""
    if key not in EDGE_KEYS:
        raise EditError(
            f"{key!r} is nothing that a text says of a link{did_you_mean(key, EDGE_KEYS)}; "
            f"it may say {', '.join(EDGE_KEYS)}"
        )
    line = anatomy.line_of(link) if at is None else anatomy.line_at(at)
    if line is None or link.polarity is Polarity.CONDITION:
        raise EditError(f"{link.reference} is written as if: [Title], which carries nothing else")
    text = None if value is None else written(key, value)
    data = line.member.data
    mapping = braces.mapping_in(data)
    known = None if mapping is None else braces.entry_of(mapping, "edge")
    if known is not None and isinstance(known[1], Mapping):
        if text is None and [name.raw for name, _ in known[1].entries] == [key]:
            yield from braces.take_out(data or line.member.span, "edge")
        else:
            yield from _in_edge(known[1].span, end, key, text)
    elif text is None:
        if data is not None and key == "weight":
            yield from braces.take_out(data, "edge")
    elif key == "weight" or known is None:
        short = line.sign is not None and (text in LINK_WORDS or spelling.bare("edge", text))
        whole = text if short else f"edge: {{{key}: {text}}}"
        yield braces.put(data, end(line.member.span), "edge", whole, first=True)
    else:
        weight = (braces.is_bare(known[1]) and known[0].raw) or known[1].span.text
        kept = "" if key == "lr" else f"weight: {weight}, "
        yield braces.put(data, end(line.member.span), "edge", f"edge: {{{kept}{key}: {text}}}")


def tagged(end: End, line: Line, tag: str) -> Splice:
    """Put a tag after the words of a line and before its braces."""
    name = f"#{tag}" if tag.replace("-", "").replace("_", "").isalnum() else f"#({tag})"
    return Splice(end(line.member.span if line.member.data is None else _words(line)), f" {name}")


def untagged(line: Line, tag: str) -> Iterator[Splice]:
    """Take a tag out of a line, with the blank before it."""
    for one in line.member.tags:
        if one.name == tag:
            text, start = one.span.source.text, one.span.start
            blank = text[start - 1 : start] == " "
            end = start + len(one.span.text.rstrip())
            yield Splice(Span(one.span.source, start - blank, end), "")


def _words(line: Line) -> Span:
    """A line without its braces."""
    span, data = line.member.span, line.member.data
    return span if data is None else Span(span.source, span.start, data.start)


def _belongs(step: Step, of_step: str, line: Line | None, key: str) -> bool:
    """Whether something is said at the inference rather than where the argument is titled."""
    if line is None or (step.data is not None and of_step in step.data.entries):
        return True
    return of_step == "strength" and line.said(key) is None


def _on_line(line: Line, end: End, key: str, text: str | None) -> Iterator[Splice]:
    data = line.member.data
    if text is None:
        if data is not None:
            yield from braces.take_out(data, key)
    else:
        entry = text if spelling.bare(key, text) else f"{key}: {text}"
        yield braces.put(data, end(line.member.span), key, entry)


def _in_edge(edge: Span, end: End, key: str, text: str | None) -> Iterator[Splice]:
    other = {"weight": "lr", "lr": "weight"}.get(key)
    mapping = braces.mapping_in(edge)
    replaced = mapping.get(other) if mapping is not None and other is not None else None
    if text is None:
        yield from braces.take_out(edge, key)
    elif replaced is not None and mapping is not None:
        name = next(one for one, _ in mapping.entries if one.raw == other)
        yield Splice(Span(edge.source, name.span.start, replaced.span.end), f"{key}: {text}")
    else:
        yield braces.put(edge, end(edge), key, f"{key}: {text}")


def _on_step(step: Step, key: str, text: str | None) -> Iterator[Splice]:
    source, data = step.span.source, step.data.span if step.data else None
    if text is None:
        if data is not None:
            yield from braces.take_out(data, key)
    elif data is not None:
        yield braces.put(data, data, key, f"{key}: {text}")
    else:
        said = step.span.text.rstrip("-").rstrip()
        head = said if said.strip("-") else "--"
        start = step.span.start
        yield Splice(Span(source, start, step.span.end), f"{head} {{{key}: {text}}} --")
