"""Lines become a map: definitions first, then what bears on what."""

from __future__ import annotations

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.errors import ArgmapError
from argmap.model.expectation import AGAINST_BASE, Expectation
from argmap.model.map import ArgumentMap
from argmap.model.node import ASSESSMENT
from argmap.model.question import Question
from argmap.model.supposing import effects
from argmap.text import rules
from argmap.text.definitions import define_nodes
from argmap.text.file import Report
from argmap.text.lines import Line, Lines
from argmap.text.linking import make_links
from argmap.text.naming import Names
from argmap.text.settings import Settings


def build_map(
    lines: Lines, settings: Settings, title: str | None, whole: Span, report: Report
) -> ArgumentMap | None:
    """The map that the lines describe; None, with the reasons reported, when there is none."""
    names = Names(report)
    defined_at, structured = define_nodes(lines, names, report)
    if not names.nodes:
        report(Diagnostic(rules.EMPTY, "there is no statement here", whole, "[Title]: a statement"))
        return None
    links = make_links(lines, names, defined_at, structured, report)
    try:
        result = ArgumentMap(
            nodes=tuple(names.nodes.values()),
            links=tuple(links),
            sources=tuple(settings.sources.values()),
            questions=_Questions(lines, settings, names, report).read(defined_at),
            scenarios=settings.scenarios,
            title=title or settings.title,
            scales=settings.scales,
            rivalry=settings.rivalry,
            same_source=settings.same_source,
            semantics=settings.semantics,
            expect=settings.expect,
            origin=whole,
        )
    except ArgmapError as error:
        report(Diagnostic(rules.BAD_LINK, str(error), whole, "another link"))
        return None
    _Sentences(result, report).check()
    return result


class _Sentences:
    """What settings say of a map that exists now: scenarios and expectations."""

    def __init__(self, map_: ArgumentMap, report: Report) -> None:
        self.map, self._report = map_, report

    def report(self, rule: Rule, message: str, span: Span | None, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def check(self) -> None:
        for scenario in self.map.scenarios:
            enlarged = self.map
            try:
                enlarged = self.map.enlarged(scenario)
                effects(enlarged, scenario)
            except ArgmapError as error:
                self.report(
                    rules.BAD_SCENARIO,
                    str(error),
                    scenario.origin,
                    "titles and sources of this map",
                )
            for expected in scenario.expect:
                against_base = expected.relation in AGAINST_BASE
                self.check_expectation(self.map if against_base else enlarged, expected)
        for expected in self.map.expect:
            self.check_expectation(self.map, expected)
            if expected.relation in AGAINST_BASE:
                self.report(
                    rules.BAD_EXPECTATION,
                    f"{str(expected)!r} compares with the base, and this is the base",
                    expected.origin,
                    "it in a scenario, or a comparison such as A > B",
                )

    def check_expectation(self, map_: ArgumentMap, expected: Expectation) -> None:
        for name in (expected.subject, expected.other):
            try:
                if name is not None:
                    map_.resolve(name)
            except ArgmapError as error:
                self.report(
                    rules.BAD_EXPECTATION, str(error), expected.origin, "a title of this map"
                )


class _Questions:
    """The questions that headings and settings ask, and the positions that answer them."""

    def __init__(self, lines: Lines, settings: Settings, names: Names, report: Report) -> None:
        self.lines, self.settings = lines, settings
        self.names, self._report = names, report

    def report(self, rule: Rule, message: str, span: Span | None, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def read(self, defined_at: dict[str, Line]) -> tuple[Question, ...]:
        texts = {one.id: (one.text, one.span) for one in self.lines.questions}
        positions: dict[str, list[str]] = {one: [] for one in texts}
        for setting in self.settings.questions:
            text, span = texts.get(setting.id, ("", setting.span))
            texts[setting.id] = (setting.text or text, span)
            named = [self.names.named(name) for name in setting.positions]
            positions.setdefault(setting.id, []).extend(one for one in named if one is not None)
        orphans: list[Line] = []
        for line in defined_at.values():
            if not any(tag.name == ASSESSMENT for tag in line.member.tags):
                continue
            if line.member.is_argument:
                continue
            asked = line.context.question
            if asked is not None:
                positions[asked].append(line.reference)
            elif not any(line.reference in found for found in positions.values()):
                orphans.append(line)
        for line in orphans if texts else ():
            self.report(
                rules.POSITION_WITHOUT_QUESTION,
                f"{line.reference} is an assessment and answers no question",
                line.member.span,
                "move it below a heading with {question: id}",
            )
        result: list[Question] = []
        for name, (text, span) in texts.items():
            found = tuple(dict.fromkeys(positions[name]))
            if not found:
                self.report(
                    rules.NO_POSITIONS,
                    f"the question {name!r} has no position",
                    span,
                    "#assessment after each statement below it that answers it",
                )
            result.append(Question(name, text, found, origin=span))
        return tuple(result)
