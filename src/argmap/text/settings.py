"""What stands under `argmap:` in the front matter, or in a settings file beside the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve, field, frozen

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import ArgmapError
from argmap.model.expectation import Expectation
from argmap.model.link import Link
from argmap.model.map import RIVALRY
from argmap.model.node import Node
from argmap.model.scenario import Action, Change, Scenario, addition, factor, finite, truth
from argmap.model.source import Source
from argmap.model.weight import Scales, unit, weight
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.additions import read_addition
from argmap.text.data import At
from argmap.text.file import Report
from argmap.text.shapes import shape
from argmap.text.yaml import Mapping, Scalar, Sequence, Value, plain


@frozen
class QuestionSetting:
    """A question described in settings; its positions are titles with their places."""

    id: str
    text: str
    positions: tuple[At, ...]
    span: Span


@frozen
class Settings:
    """All settings of a text and what it includes."""

    title: str | None = None
    sources: dict[str, Source] = field(factory=dict)
    questions: tuple[QuestionSetting, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scales: Scales = field(factory=Scales)
    semantics: str | None = None
    same_source: float = 0.0
    rivalry: str = RIVALRY[0]
    expect: tuple[Expectation, ...] = ()


def merged(parts: Iterable[Mapping], report: Report) -> Mapping | None:
    """Several files' settings as one, key by key; two different values of one key are reported,
    and the first is kept."""
    result: Mapping | None = None
    for part in parts:
        result = part if result is None else _merged(result, part, report)
    return result


def _merged(first: Mapping, second: Mapping, report: Report) -> Mapping:
    entries = {key.raw: (key, value) for key, value in first.entries}
    for key, value in second.entries:
        if key.raw not in entries:
            entries[key.raw] = (key, value)
            continue
        known_key, known = entries[key.raw]
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            entries[key.raw] = (known_key, _merged(known, value, report))
        elif plain(known) != plain(value):
            report(
                Diagnostic(
                    rules.SETTING_CONFLICT,
                    f"{key.raw!r} has another value at {known_key.span}",
                    key.span,
                    "one value, in one of the two files",
                )
            )
    return Mapping(tuple(entries.values()), first.span)


def read_settings(value: Mapping | None, report: Report) -> Settings:
    """Settings from YAML; what is wrong is reported and left at its default."""
    return Settings() if value is None else _Reader(report).read(value)


_SOURCE_TEXTS = ("title", "outlet", "kind", "date", "url", "locators")
_SOURCE_KEYS = (*_SOURCE_TEXTS, "authors", "reliability", "in")
_QUESTION_KEYS = ("text", "positions")
_SCALE_KEYS = ("reliability", "credibility")
_LIST_ACTIONS = {"drop": Action.DROP, "only": Action.ONLY, "flip": Action.FLIP}
_VALUE_ACTIONS: dict[str, tuple[Action, Callable[[object], Any], str]] = {
    "assume": (Action.ASSUME, truth, "true, false or a number from 0 to 1"),
    "set": (Action.SET, weight, "a number from 0 to 1, or [low, mode, high]"),
    "scale": (Action.SCALE, factor, "a number of at least 0"),
    "shift": (Action.SHIFT, finite, "a number of log-odds"),
}
_SCENARIO_KEYS = ("title", "extends", "expect", "add", *_LIST_ACTIONS, *_VALUE_ACTIONS)


class _Reader:
    def __init__(self, report: Report) -> None:
        self._report = report
        self.found: dict[str, Any] = {}

    def report(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def bad(self, message: str, span: Span, remedy: str) -> None:
        self.report(rules.BAD_SETTING, message, span, remedy)

    def read(self, settings: Mapping) -> Settings:
        for key, value in settings.entries:
            reader = _SETTINGS.get(key.raw)
            if reader is None:
                self.unknown(key, "of argmap's settings", sorted(_SETTINGS))
            else:
                reader(self, key, value)
        return evolve(Settings(), **self.found)

    def unknown(self, key: Scalar, of: str, known: Iterable[str]) -> None:
        known = tuple(known)
        self.report(
            rules.UNKNOWN_KEY,
            f"{key.raw!r} is no key {of}{did_you_mean(key.raw, known)}",
            key.span,
            f"one of {', '.join(known)}",
        )

    # -- parts ---------------------------------------------------------------------------

    def text(self, name: str, value: Value) -> str | None:
        if isinstance(value, Scalar) and value.raw:
            return value.raw
        self.bad(f"{name!r} is a text", value.span, f"{name}: a text")
        return None

    def texts(self, name: str, value: Value) -> tuple[At, ...]:
        items = value.items if isinstance(value, Sequence) else (value,)
        result: list[At] = []
        for item in items:
            found = self.text(name, item)
            if found is not None:
                result.append(At(found, item.span))
        return tuple(result)

    def mapping(self, name: str, value: Value) -> Mapping | None:
        if isinstance(value, Mapping):
            return value
        if isinstance(value, Scalar) and value.value is None:
            return Mapping((), value.span)
        self.bad(f"{name!r} holds keys and values", value.span, f"{name}: {{key: value}}")
        return None

    def number(self, name: str, value: Value, read: Callable[[object], object]) -> object | None:
        try:
            return read(_numbers(value))
        except ArgmapError as error:
            self.bad(f"{name}: {error}", value.span, f"{name}: a number from 0 to 1")
            return None

    # -- one method for each setting -----------------------------------------------------

    def version(self, _key: Scalar, value: Value) -> None:
        if not (isinstance(value, Scalar) and value.value == 1):
            self.bad("only version 1 of the format is known", value.span, "version: 1")

    def title(self, key: Scalar, value: Value) -> None:
        self.found["title"] = self.text(key.raw, value)

    def sources(self, key: Scalar, value: Value) -> None:
        table = self.mapping(key.raw, value)
        sources: dict[str, Source] = {}
        for name, item in table.entries if table else ():
            source = self.source(name, item)
            if source is not None:
                sources[name.raw] = source
        for name, _item in table.entries if table else ():
            document = sources[name.raw].document if name.raw in sources else None
            if document is not None and document not in sources:
                self.report(
                    rules.UNKNOWN_SOURCE,
                    f"{name.raw!r} is in {document!r}, which is no source"
                    f"{did_you_mean(document, sources)}",
                    name.span,
                    f"{document}: {{title: …}} beside it",
                )
                sources[name.raw] = evolve(sources[name.raw], document=None)
        self.found["sources"] = sources

    def source(self, name: Scalar, value: Value) -> Source | None:
        if not name.raw or shape(name.raw) is not None:
            self.bad(
                f"{name.raw!r} cannot be the id of a source: in braces it would be read as a "
                "weight, grade, place or date",
                name.span,
                "an id of letters, such as kremlin2016",
            )
            return None
        if isinstance(value, Scalar):
            title = self.text(name.raw, value) if value.raw else None
            return Source(name.raw, title=title, origin=name.span)
        table = self.mapping(name.raw, value)
        if table is None:
            return None
        found: dict[str, Any] = {}
        for key, item in table.entries:
            if key.raw in _SOURCE_TEXTS:
                found[key.raw] = self.text(key.raw, item)
            elif key.raw == "authors":
                found["authors"] = tuple(str(one.value) for one in self.texts(key.raw, item))
            elif key.raw == "in":
                found["document"] = self.text(key.raw, item)
            elif key.raw == "reliability":
                found["reliability"] = self.letter(item)
            else:
                self.unknown(key, "of a source", _SOURCE_KEYS)
        return Source(name.raw, origin=name.span, **found)

    def letter(self, value: Value) -> str | None:
        if isinstance(value, Scalar) and len(value.raw) == 1 and value.raw in "ABCDEF":
            return value.raw
        self.bad("reliability is a letter from A to F", value.span, "reliability: B")
        return None

    def questions(self, key: Scalar, value: Value) -> None:
        table = self.mapping(key.raw, value)
        result: list[QuestionSetting] = []
        for name, item in table.entries if table else ():
            text = ""
            positions: tuple[At, ...] = ()
            if isinstance(item, Scalar):
                text = item.raw
            else:
                described = self.mapping(name.raw, item)
                for part, content in described.entries if described else ():
                    if part.raw == "text":
                        text = self.text(part.raw, content) or ""
                    elif part.raw == "positions":
                        positions = self.texts(part.raw, content)
                    else:
                        self.unknown(part, "of a question", _QUESTION_KEYS)
            result.append(QuestionSetting(name.raw, text, positions, name.span))
        self.found["questions"] = tuple(result)

    def scales(self, key: Scalar, value: Value) -> None:
        table = self.mapping(key.raw, value)
        scales = Scales()
        for name, item in table.entries if table else ():
            if name.raw not in _SCALE_KEYS:
                self.unknown(name, "of scales", _SCALE_KEYS)
                continue
            levels = self.mapping(name.raw, item)
            if levels is None:
                continue
            given = {level.raw: _numbers(number) for level, number in levels.entries}
            try:
                scales = evolve(scales, **{name.raw: {**getattr(scales, name.raw), **given}})
            except ArgmapError as error:
                self.bad(str(error), name.span, "{A: .95, B: .8, C: .65, D: .35, E: .1}")
        self.found["scales"] = scales

    def semantics(self, key: Scalar, value: Value) -> None:
        from argmap.semantics import SEMANTICS

        name = self.text(key.raw, value)
        if name is None:
            return
        try:
            self.found["semantics"] = SEMANTICS.named(name).name
        except ArgmapError as error:
            self.bad(str(error), value.span, f"one of {', '.join(SEMANTICS.names)}")

    def same_source(self, key: Scalar, value: Value) -> None:
        found = self.number(key.raw, value, unit)
        if found is not None:
            self.found["same_source"] = found

    def rivalry(self, _key: Scalar, value: Value) -> None:
        if isinstance(value, Scalar) and value.raw in RIVALRY:
            self.found["rivalry"] = value.raw
        else:
            self.bad(f"rivalry is {' or '.join(RIVALRY)}", value.span, "rivalry: attack")

    def expect(self, key: Scalar, value: Value) -> None:
        self.found["expect"] = self.expectations(key.raw, value)

    def expectations(self, name: str, value: Value) -> tuple[Expectation, ...]:
        result: list[Expectation] = []
        for one in self.texts(name, value):
            try:
                result.append(Expectation.parse(str(one.value), origin=one.span))
            except ArgmapError as error:
                self.bad(str(error), one.span, "expect: [A > B, C first]")
        return tuple(result)

    def scenarios(self, key: Scalar, value: Value) -> None:
        table = self.mapping(key.raw, value)
        result: list[Scenario] = []
        for name, item in table.entries if table else ():
            described = self.mapping(name.raw, item)
            if described is not None:
                result.append(self.scenario(name, described))
        self.found["scenarios"] = tuple(result)

    def scenario(self, name: Scalar, value: Mapping) -> Scenario:
        result = Scenario(name.raw, origin=name.span)
        for key, item in value.entries:
            if key.raw == "title":
                result = evolve(result, title=self.text(key.raw, item))
            elif key.raw == "extends":
                result = evolve(result, extends=self.text(key.raw, item))
            elif key.raw == "expect":
                result = evolve(result, expect=self.expectations(key.raw, item))
            elif key.raw == "add":
                result = self.additions(result, key, item)
            elif key.raw in _LIST_ACTIONS:
                for one in self.texts(key.raw, item):
                    result = result.adding(
                        Change(_LIST_ACTIONS[key.raw], str(one.value), origin=one.span)
                    )
            elif key.raw in _VALUE_ACTIONS:
                result = self.changes(result, key, item)
            else:
                self.unknown(key, "of a scenario", _SCENARIO_KEYS)
        return result

    def additions(self, scenario: Scenario, key: Scalar, value: Value) -> Scenario:
        table = self.mapping(key.raw, value)
        found: list[Node | Link] = []
        for name, item in table.entries if table else ():
            try:
                found.append(read_addition(name, item, self.keyed))
            except ArgmapError as error:
                remedy = '"[X]": {text: …, weight: .5}, and "[X] +> [A]": .5'
                self.bad(f"add {name.raw}: {error}", item.span, remedy)
        return (
            scenario.adding(evolve(addition(tuple(found)), origin=key.span)) if found else scenario
        )

    def keyed(self, table: Mapping, known: tuple[str, ...]) -> dict[str, Value]:
        for name, _item in table.entries:
            if name.raw not in known:
                self.unknown(name, "of what a scenario adds", known)
        return {name.raw: item for name, item in table.entries if name.raw in known}

    def changes(self, scenario: Scenario, key: Scalar, value: Value) -> Scenario:
        action, read, remedy = _VALUE_ACTIONS[key.raw]
        table = self.mapping(key.raw, value)
        for selector, item in table.entries if table else ():
            try:
                number = read(_numbers(item))
            except ArgmapError as error:
                self.bad(f"{key.raw} {selector.raw}: {error}", item.span, remedy)
                continue
            scenario = scenario.adding(Change(action, selector.raw, number, origin=selector.span))
        return scenario


def _numbers(value: Value) -> object:
    """Numbers and lists of them as they are; words of YAML that are no numbers as text."""
    if isinstance(value, Sequence):
        return [_numbers(item) for item in value.items]
    return value.value if isinstance(value, Scalar) else plain(value)


_SETTINGS: dict[str, Callable[[_Reader, Scalar, Value], None]] = {
    "version": _Reader.version,
    "title": _Reader.title,
    "sources": _Reader.sources,
    "questions": _Reader.questions,
    "scales": _Reader.scales,
    "scenarios": _Reader.scenarios,
    "semantics": _Reader.semantics,
    "same_source": _Reader.same_source,
    "rivalry": _Reader.rivalry,
    "expect": _Reader.expect,
}
