"""Lines that define become nodes: statements, arguments, and the steps of structures."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from argmap.diagnostics import Diagnostic, Rule, Span
from argmap.model.node import (
    ASSESSMENT,
    EVIDENCE,
    ROLE_TAGS,
    Argument,
    Citation,
    Claim,
    Evidence,
    Node,
)
from argmap.text import rules
from argmap.text.file import Report
from argmap.text.lines import Derivation, Line, Lines, definitions, own_grade
from argmap.text.naming import Names


def define_nodes(
    lines: Lines, names: Names, report: Report
) -> tuple[dict[str, Line], dict[str, Derivation]]:
    """Fill `names` with the nodes that the lines define.

    Returns where each reference is defined, and each premise-conclusion structure by the reference
    of its argument.
    """
    definer = _Definer(lines, names, report)
    structured = definer.structures()
    definer.define_nodes(structured)
    names.know_titles()
    return definer.defined_at, structured


_VOUCHED = frozenset({"source", "grade", "reliability", "credibility"})
_CITED = _VOUCHED | {"locator"}
#: Keys of texts for the reader, and the fields that hold them.
_STRINGS = {
    "note": "note",
    "quote": "quote",
    "url": "url",
    "reviewed": "reviewed",
    "kind": "genre",
}


class _Definer:
    def __init__(self, lines: Lines, names: Names, report: Report) -> None:
        self.lines, self.names, self._report = lines, names, report
        self.nodes = names.nodes
        self.defined_at: dict[str, Line] = {}

    def report(self, rule: Rule, message: str, span: Span | None, remedy: str) -> None:
        self._report(Diagnostic(rule, message, span, remedy))

    def structures(self) -> dict[str, Derivation]:
        """Each structure under the reference of its argument; untitled ones are numbered."""
        result: dict[str, Derivation] = {}
        taken = {line.reference for line in self.lines.lines}
        number = 0
        for derivation in self.lines.derivations:
            if derivation.argument is not None:
                name = derivation.argument.reference
                if name in result:
                    self.report(
                        rules.DEFINED_TWICE,
                        f"{name} already has a premise-conclusion structure",
                        derivation.span,
                        "a title of its own for the second argument",
                    )
                    continue
            else:
                number += 1
                while f"<Untitled {number}>" in taken:
                    number += 1
                name = f"<Untitled {number}>"
            result[name] = derivation
            steps = derivation.steps
            self.names.last_step[name] = name if len(steps) == 1 else f"{name}/{len(steps)}"
            self.names.conclusion[name] = steps[-1].conclusion
        return result

    def define_nodes(self, structured: dict[str, Derivation]) -> None:
        for line in definitions(self.lines):
            known = self.defined_at.get(line.reference)
            if known is not None:
                self.twice(line, known)
                continue
            self.defined_at[line.reference] = line
            if line.reference not in structured:
                node = self.argument(line) if line.member.is_argument else self.statement(line)
                self.nodes[node.reference] = node
            else:
                self.define_steps(line.reference, structured[line.reference], line)
        for name, derivation in structured.items():
            if name not in self.defined_at:
                self.define_steps(name, derivation, None)

    def define_steps(self, name: str, derivation: Derivation, line: Line | None) -> None:
        title = name[1:-1]
        several = len(derivation.steps) > 1
        for number, step in enumerate(derivation.steps, start=1):
            last = number == len(derivation.steps)
            strength = step.data.entries.get("strength") if step.data else None
            note = step.data.text("note") if step.data else None
            if line is not None and last:
                node = self.argument(line)
                stated = line.said("weight")
                if strength and stated and strength.value != stated.value:
                    self.report(
                        rules.WEIGHT_CONFLICT,
                        f"{name} has another weight at {stated.span}",
                        strength.span,
                        "one of the two",
                    )
                elif strength:
                    node = evolve(node, weight=strength.value)
                node = evolve(node, note=node.note or note)
            else:
                node = Argument(
                    title,
                    ", ".join(step.rules),
                    weight=strength.value if strength else None,
                    section=derivation.context.section,
                    note=note,
                    origin=step.span,
                )
            node = evolve(node, step=number if several else None)
            self.nodes[node.reference] = node

    def twice(self, line: Line, known: Line) -> None:
        at = f"line {known.member.span.line}"
        if known.member.span.source != line.member.span.source:
            at = str(known.member.span)
        if line.member.title is None:
            self.report(
                rules.TEXT_TWICE,
                f"{at} has a statement with the same text",
                line.member.span,
                "a title for one of them, and a reference to it here if they are the same",
            )
        else:
            self.report(
                rules.DEFINED_TWICE,
                f"{line.reference} is defined in {at} already",
                line.member.span,
                f"{line.reference} without a text to refer to it, or another title",
            )

    def statement(self, line: Line) -> Node:
        fields = self.common(line)
        tags = set(fields["tags"])
        entries = line.data.entries if line.data else {}
        said_by = not _VOUCHED.isdisjoint(entries)
        is_evidence = EVIDENCE in tags or (said_by and not tags & ROLE_TAGS)
        return (Evidence if is_evidence else Claim)(**fields)

    def argument(self, line: Line) -> Argument:
        for tag in line.member.tags:
            if tag.name == ASSESSMENT:
                self.report(
                    rules.MISPLACED,
                    f"{line.reference} is an argument, and an assessment is a statement",
                    tag.span,
                    "[Title]: the statement that is assessed",
                )
        return Argument(**self.common(line))

    def common(self, line: Line) -> dict[str, Any]:
        """The fields that statements and arguments share."""
        member = line.member
        fields: dict[str, Any] = {
            "title": member.title,
            "text": member.text,
            "tags": tuple(dict.fromkeys(tag.name for tag in member.tags)),
            "section": line.context.section,
            "origin": member.span,
        }
        if line.data is None:
            return fields
        fields["citation"] = self.citation(line)
        for key, said in line.data.entries.items():
            if key in _STRINGS:
                fields[_STRINGS[key]] = str(said.value)
            elif key in ("weight", "card"):
                fields[key] = said.value
            elif key == "same":
                fields[key] = tuple(str(one.value) for one in said.value)
        return fields

    def citation(self, line: Line) -> Citation | None:
        own = line.data.entries if line.data else {}
        if _CITED.isdisjoint(own):
            date, document = own.get("date"), own.get("in")
            if date is None and document is None:
                return None
            return Citation(
                document=str(document.value) if document else None,
                date=date.value if date else None,
            )
        found = {**line.context.defaults, **own}
        source, document, locator = found.get("source"), found.get("in"), own.get("locator")
        date = found.get("date")
        return Citation(
            source=str(source.value) if source else None,
            document=str(document.value) if document else None,
            locator=str(locator.value) if locator else None,
            grade=own_grade(line, line.context.defaults),
            date=date.value if date else None,
        )
