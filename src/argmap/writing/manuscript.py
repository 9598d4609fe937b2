"""A text as it stands in its files, to be changed in places and written back.

Each change is read again before it is given: it says what was asked for and nothing else, or it is
refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from argmap.diagnostics import Severity, Span
from argmap.errors import ArgmapError, EditError
from argmap.model.link import Link, LinkReference
from argmap.model.map import ArgumentMap
from argmap.model.node import Node
from argmap.model.selector import select
from argmap.model.sequence import kept
from argmap.model.weight import optional_weight
from argmap.reading import Reading
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.language import ARGDOWN, ARGMAP, Language, language_of
from argmap.text.read import parse, read
from argmap.writing import setting
from argmap.writing.agreement import only_changed, renamed_alike
from argmap.writing.anatomy import Anatomy, anatomy
from argmap.writing.files import original, write_originals
from argmap.writing.original import Original, Splice
from argmap.writing.renaming import renaming


def edit(path: str | os.PathLike[str]) -> Manuscript:
    """The text in a file, with all that it includes and its settings files, to be changed.

    Raises `ReadError` when it is no map, and `FileError` when a file cannot be read.
    """
    name = os.fspath(path)
    if not Path(name).is_file():
        read(name).required()
    first = original(name)
    language = _language(first)
    files = dict.fromkeys((name, *read(name, language=language).files))
    strict = language is ARGMAP
    result = Manuscript(tuple(evolve(original(one), strict=strict) for one in files), language)
    result.reading.required()
    return result


def edit_text(text: str, *, name: str = "<text>") -> Manuscript:
    """As `edit`, for a text that is in no file. Raises `ReadError` when it is no map."""
    first = Original(name, None, text)
    language = _language(first)
    result = Manuscript((evolve(first, strict=language is ARGMAP),), language)
    result.reading.required()
    return result


def renamed_in(paths: Iterable[str | os.PathLike[str]], old: str, new: str) -> tuple[Original, ...]:
    """The files behind several texts that may share some, with another title of one node.

    Raises as `edit` and `Manuscript.renamed` do.
    """
    found: dict[Path, Original] = {}
    for path in paths:
        for one in edit(path).renamed(old, new).files:
            assert one.path is not None
            known = found.setdefault(one.path.resolve(), one)
            if known.content != one.content:
                raise EditError(f"{one.name} would have to be changed in two ways at once")
    return tuple(found.values())


@frozen
class Manuscript:
    """A text and the files it draws on, as they are; methods give changed ones.

    `str` is the first file's content. Whatever no change was about is the same to the byte, line
    ends and comments included.
    """

    files: tuple[Original, ...] = field(converter=kept, repr=lambda files: repr(_names(files)))
    language: Language = ARGMAP

    def __str__(self) -> str:
        return self.files[0].content

    @cached_property
    def reading(self) -> Reading:
        """What the files say as they are here, saved or not."""
        return _read(self.files, self.language)

    @property
    def map(self) -> ArgumentMap:
        """The map of the text."""
        return self.reading.required()

    # -- changes -------------------------------------------------------------------------

    def with_weight(self, of: str | LinkReference, weight: object) -> Manuscript:
        """With another initial weight of a node, or weight of a link (`"A -> B"`): a number, a
        `Range`, three numbers low, mode, high; None states none."""
        return self.with_value(of, "weight", weight)

    def with_value(self, of: str | LinkReference, key: str, value: object | None) -> Manuscript:
        """With `key: value` in the braces of a node or of a link (`"A -> B"`); None takes it out.

        Keys are those of the text format; of a link: weight, lr, if, note.

        Raises `UnknownReference`, `EditError`.
        """
        found = self._named(of)
        if isinstance(found, Node):
            changed = self._spliced(setting.on_node(self._anatomy, self._end, found, key, value))
        else:
            changed = self._on_link(found, key, value)
        only_changed(self.map, _required(changed), found.reference, key)
        changed._check_said(found, key, value)
        return changed

    def with_tag(self, of: str, tag: str) -> Manuscript:
        """With one more tag on a node. Raises `UnknownReference`, `EditError`."""
        node = self._node(of)
        if tag in node.tags:
            return self
        line = self._anatomy.line_of(node)
        if line is None:
            raise EditError(f"{node.reference} stands on no line of its own and takes no tag")
        return self._retagged(node, (setting.tagged(self._end, line, tag),), (*node.tags, tag))

    def without_tag(self, of: str, tag: str) -> Manuscript:
        """Without a tag of a node. Raises `UnknownReference`, `EditError`."""
        node = self._node(of)
        line = self._anatomy.line_of(node)
        if tag not in node.tags or line is None:
            raise EditError(f"{node.reference} has no tag {tag!r}{did_you_mean(tag, node.tags)}")
        left = tuple(one for one in node.tags if one != tag)
        return self._retagged(node, setting.untagged(line, tag), left)

    def renamed(self, old: str, new: str) -> Manuscript:
        """With another title of a node, wherever it is named: lines, mentions, braces, settings,
        selectors, expectations and allowances, in all files.

        `new` is a bare title. Raises `UnknownReference`, `EditError`.
        """
        node = self._node(old)
        splices = renaming(self.map, self._anatomy, self.files, node, new)
        changed = self._spliced(splices)
        renamed_alike(self.map, _required(changed), node, new)
        return changed

    # -- writing -------------------------------------------------------------------------

    def save(self) -> tuple[str, ...]:
        """Write the files that changed, all or none, and return their names.

        Raises `FileError`.
        """
        return write_originals(self.files)

    # -- inside --------------------------------------------------------------------------

    @cached_property
    def _anatomy(self) -> Anatomy:
        first = self.files[0]
        return anatomy(first.source, first.path, self.language, _unsaved(self.files))

    def _end(self, span: Span) -> Span:
        return self._file(span).content_end(span)

    def _file(self, span: Span) -> Original:
        return next(one for one in self.files if one.name == span.source.name)

    def _node(self, of: str) -> Node:
        return self.map[of]

    def _named(self, of: str | LinkReference) -> Node | Link:
        if isinstance(of, LinkReference):
            return self.map.link(of)
        if of in self.map:
            return self.map[of]
        for link in self.map.links:
            if of == str(link.reference):
                return link
        try:
            links = select(self.map, of).links if "->" in of else ()
        except ArgmapError:
            links = ()
        if len(links) > 1:
            known = ", ".join(f"'{link.reference}'" for link in links)
            raise EditError(f"{of!r} may be {known}: write which")
        return links[0] if links else self._node(of)

    def _on_link(self, link: Link, key: str, value: object | None) -> Manuscript:
        changed = self._spliced(setting.on_link(self._anatomy, self._end, link, key, value))
        elsewhere = [
            one.span
            for one in changed.reading.diagnostics
            if one.rule is rules.WEIGHT_CONFLICT and one.span is not None
        ]
        if not elsewhere:
            return changed
        # Of several lines that draw one link another than the first states the weight.
        lines = changed._anatomy
        before = lines.line_at(elsewhere[0])
        number = None if before is None else lines.lines.lines.index(before)
        data = None if number is None else self._anatomy.lines.lines[number].member.data
        if data is None:
            return changed
        return self._spliced(setting.on_link(self._anatomy, self._end, link, key, value, data))

    def _retagged(self, node: Node, splices: Iterable[Splice], tags: tuple[str, ...]) -> Manuscript:
        changed = self._spliced(splices)
        only_changed(self.map, _required(changed), node.reference, "tags")
        if changed.map[node.reference].tags != tags:
            raise EditError(f"{node.reference} cannot be tagged so here")
        return changed

    def _check_said(self, found: Node | Link, key: str, value: object | None) -> None:
        if key != "weight" or isinstance(value, str):
            return
        if isinstance(found, Node):
            now = self.map.by_reference[found.reference].weight
        else:
            now = self.map.link(found).weight
        if now != optional_weight(value):
            raise EditError(f"{found.reference}: this weight cannot be written where it stands")

    def _spliced(self, splices: Iterable[Splice]) -> Manuscript:
        by_file: dict[str, list[Splice]] = {}
        for splice in splices:
            by_file.setdefault(splice.span.source.name, []).append(splice)
        return evolve(
            self,
            files=tuple(
                one.spliced(by_file[one.name]) if one.name in by_file else one for one in self.files
            ),
        )


def _language(first: Original) -> Language:
    """The language of a text that is to be changed, and that it keeps: where there are no settings,
    argmap's if that leaves no error."""
    told = language_of(first.source, first.path)
    if told is not None or _read((first,), ARGMAP).ok:
        return told or ARGMAP
    return ARGDOWN if _read((first,), None).ok else ARGMAP


def _read(files: tuple[Original, ...], language: Language | None) -> Reading:
    """What files say as they are here, saved or not."""
    first = files[0]
    if first.path is None:
        return parse(first.unmarked, name=first.name, language=language)
    return read(first.name, language=language, unsaved=_unsaved(files))


def _unsaved(files: tuple[Original, ...]) -> Mapping[Path, bytes]:
    return {one.path.resolve(): one.unmarked.encode() for one in files if one.path}


def _required(manuscript: Manuscript) -> ArgumentMap:
    """The map of a changed text; raises `EditError` when the change leaves none."""
    reading = manuscript.reading
    if reading.map is None or not reading.ok:
        errors = [str(one) for one in reading.diagnostics if one.severity is Severity.ERROR]
        raise EditError("this change would leave no map: " + "; ".join(errors))
    return reading.map


def _names(files: tuple[Original, ...]) -> tuple[str, ...]:
    return tuple(one.name for one in files)
