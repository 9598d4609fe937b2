"""What titles and references mean, once everything is defined."""

from __future__ import annotations

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.model.node import Node
from argmap.registry import did_you_mean
from argmap.text import rules
from argmap.text.data import At
from argmap.text.file import Report
from argmap.text.lines import Line

# Looking for near titles costs time in proportion to their number; a text full of mistakes gets
# this many suggestions.
_SUGGESTIONS = 20


class Names:
    """The nodes of a text by reference, and what else may name them.

    Of an argument with a structure, `last_step` is the step that relations to it mean, and
    `conclusion` the line of the conclusion that relations from it mean.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.nodes: dict[str, Node] = {}
        self.last_step: dict[str, str] = {}
        self.conclusion: dict[str, Line] = {}
        self._titles: dict[str, list[str]] = {}
        self._complained: set[str] = set()

    def know_titles(self) -> None:
        """Take note of the titles of all nodes, which are complete now."""
        for node in self.nodes.values():
            if node.title is not None:
                self._titles.setdefault(node.title, []).append(node.reference)

    def node_of(self, line: Line) -> str | None:
        """The reference of the node on a line; None, reported, when nobody defines it."""
        reference = line.reference
        if reference in self.nodes or reference in self.last_step:
            return reference
        if line.member.defines:
            return None
        self.undefined(reference, line.member.span)
        return None

    def named(self, name: At) -> str | None:
        """The node behind a title in data, bare or in brackets."""
        title = str(name.value)
        if title in self.nodes:
            return title
        if title in self.last_step:
            return self.last_step[title]
        bearers = self._titles.get(title, [])
        if len(bearers) == 1:
            return bearers[0]
        if not bearers:
            self.undefined(title, name.span)
        else:
            self._say(
                rules.UNDEFINED,
                f"{title!r} may be {' or '.join(bearers)}",
                name.span,
                f'"{bearers[0]}" in quotes',
            )
        return None

    def undefined(self, reference: str, span: Span) -> None:
        if reference in self._complained:
            return
        self._complained.add(reference)
        near = ""
        title = reference[1:-1] if reference[:1] in "[<" else reference
        other = f"<{title}>" if reference.startswith("[") else f"[{title}]"
        if other in self.nodes or other in self.last_step:
            near = f"; did you mean {other!r}?"
        elif len(self._complained) <= _SUGGESTIONS:
            near = did_you_mean(reference, [*self.nodes, *self.last_step, *self._titles])
        self._say(
            rules.UNDEFINED,
            f"{reference} is referred to and nowhere defined{near}",
            span,
            f"{reference}: and its text, once"
            if reference[:1] in "[<"
            else "the title of a statement that is defined",
        )

    def source_end(self, reference: str) -> str | None:
        """What a relation from this node comes from: of an argument with a structure its main
        conclusion; None, reported, when nobody defines that."""
        conclusion = self.conclusion.get(reference)
        return reference if conclusion is None else self.node_of(conclusion)

    def target_end(self, reference: str) -> str:
        return self.last_step.get(reference, reference)

    def _say(self, rule: Rule, message: str, span: Span, remedy: str) -> None:
        self.report(Diagnostic(rule, message, span, remedy))
