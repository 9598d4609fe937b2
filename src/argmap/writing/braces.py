"""Entries of one pair of braces: found, put in, replaced and taken out, the rest left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Span
from argmap.text.data import yaml_span
from argmap.text.shapes import shape
from argmap.text.yaml import Mapping, Scalar, Value, read_yaml
from argmap.writing.original import Splice


def mapping_in(data: Span | None) -> Mapping | None:
    """What stands in braces, as it was written; None when there are none or they hold no keys."""
    found = None if data is None else read_yaml(yaml_span(data), lambda _: None)
    return found if isinstance(found, Mapping) else None


def entry_of(mapping: Mapping, key: str) -> tuple[Scalar, Value] | None:
    """The entry that says `key`, with its key or bare."""
    for name, value in mapping.entries:
        if name.raw == key:
            return name, value
        if is_bare(value) and name.plain and (shape(name.raw) or "source") == key:
            return name, value
    return None


def is_bare(value: Value) -> bool:
    """Whether nothing stands after a key, which then is an entry by itself."""
    return isinstance(value, Scalar) and value.span.start == value.span.end


def put(data: Span | None, at: Span, key: str, written: str, *, first: bool = False) -> Splice:
    """Put an entry into braces, or in the place of the one that says `key`; where there are no
    braces yet, after `at`, the end of the line's content. `first` puts a new one in front."""
    mapping = mapping_in(data)
    if data is None:
        return Splice(at, f" {{{written}}}")
    if mapping is None or not mapping.entries:
        return Splice(data, f"{{{written}}}")
    known = entry_of(mapping, key)
    if known is not None:
        return Splice(_whole(known, data), written)
    in_lines = data.text[1:].lstrip(" \t").startswith("\n")
    if in_lines:
        begin = mapping.entries[0][0].span.start
        indent = begin - data.source.text.rfind("\n", 0, begin) - 1
        end = _end(mapping.entries[-1])
        return Splice(Span(data.source, end, end), "\n" + " " * indent + written)
    if first:
        start = mapping.entries[0][0].span.start
        return Splice(Span(data.source, start, start), f"{written}, ")
    end = _end(mapping.entries[-1])
    return Splice(Span(data.source, end, end), f", {written}")


def take_out(data: Span, key: str) -> Iterator[Splice]:
    """Take the entry that says `key` out of braces, and the braces with their last entry."""
    mapping = mapping_in(data)
    known = None if mapping is None else entry_of(mapping, key)
    if mapping is None or known is None:
        return
    text, place = data.source.text, _whole(known, data)
    if len(mapping.entries) == 1:
        start = data.start
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if text[start - 1 : start] == "\n":
            start -= 1
        yield Splice(Span(data.source, start, data.end), "")
        return
    entries = [_whole(one, data) for one in mapping.entries]
    at = entries.index(place)
    if at + 1 < len(entries):
        yield Splice(Span(data.source, place.start, entries[at + 1].start), "")
    else:
        yield Splice(Span(data.source, entries[at - 1].end, place.end), "")


def _whole(entry: tuple[Scalar, Value], data: Span) -> Span:
    return Span(data.source, entry[0].span.start, _end(entry))


def _end(entry: tuple[Scalar, Value]) -> int:
    key, value = entry
    end = key.span.end if is_bare(value) else value.span.end
    # The end of a block in YAML is where the next line begins.
    return key.span.start + len(key.span.source.text[key.span.start : end].rstrip())
