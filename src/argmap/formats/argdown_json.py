"""What Argdown's tools export (`argdown json`): statements, arguments, structures, relations.

The export merges what the lines of a statement say and does not keep what each line says of its
relation, so weights of links are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve

from argmap.diagnostics import Diagnostic, SourceText, Span
from argmap.formats import shape
from argmap.formats.shape import Part
from argmap.model.link import Link, LinkReference, Polarity
from argmap.model.map import ArgumentMap, link_problem
from argmap.model.node import EVIDENCE, ROLE_TAGS, Argument, Citation, Claim, Evidence, Node
from argmap.model.source import Source
from argmap.model.weight import Grade
from argmap.text import rules
from argmap.text.data import LINK, NODE, BraceReader, Braces
from argmap.text.settings import read_settings
from argmap.text.yaml import Mapping as YamlMapping
from argmap.text.yaml import read_yaml

_POLARITIES = {
    "support": Polarity.SUPPORT,
    "entails": Polarity.SUPPORT,
    "attack": Polarity.ATTACK,
    "contrary": Polarity.ATTACK,
    "contradictory": Polarity.CONTRADICT,
    "undercut": Polarity.UNDERCUT,
}


def from_json(part: Part) -> ArgumentMap | None:
    """The map that an export describes; None, said, when it describes none."""
    return part.read(lambda whole: _Export(whole).map())


class _Export:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.sources: dict[str, Source] = {}
        self.nodes: dict[str, Node] = {}
        self.references: dict[tuple[str, str], str] = {}
        self.conclusions: dict[str, str] = {}
        self.steps: dict[tuple[str, int], str] = {}
        self.links: dict[LinkReference, Link] = {}
        self.sections: dict[str, tuple[str, ...]] = {}

    def map(self) -> ArgumentMap:
        front = self.part.key("frontMatter").value
        front = front if isinstance(front, dict) else {}
        settings = read_settings(_yaml(front.get("argmap")), _nobody)
        self.sources = settings.sources
        self.read_sections(self.part.key("sections"), ())
        for key, reader in (("statements", self.statement), ("arguments", self.argument)):
            table = self.part.key(key)
            for name in table.object():
                table.key(name).read(partial(reader, name))
        relations = self.part.key("relations")
        if relations.value is not None:
            relations.each(self.relation)
        title = front.get("title")
        return ArgumentMap(
            nodes=tuple(self.nodes.values()),
            links=tuple(self.links.values()),
            sources=tuple(self.sources.values()),
            title=title if isinstance(title, str) else None,
            scales=settings.scales,
            rivalry=settings.rivalry,
            same_source=settings.same_source,
            semantics=settings.semantics,
        )

    def read_sections(self, part: Part, above: tuple[str, ...]) -> None:
        waiting = [(part, above)]
        while waiting:
            list_, headings = waiting.pop()
            if not isinstance(list_.value, list):
                continue
            for section in list_.items():
                if isinstance(section.value, dict):
                    title = section.value.get("title")
                    path = (*headings, title.strip()) if isinstance(title, str) else headings
                    self.sections[str(section.value.get("id"))] = path
                    waiting.append((section.key("children"), path))

    # -- nodes ---------------------------------------------------------------------------

    def add(self, kind: str, title: str, node: Node) -> None:
        if node.reference in self.nodes:
            node = evolve(node, title=title)
        self.references[kind, title] = node.reference
        self.nodes[node.reference] = node

    def statement(self, title: str, part: Part) -> None:
        members = [one for one in part.key("members").items() if isinstance(one.value, dict)]
        defining = [one for one in members if isinstance(one.value.get("text"), str)]
        said = (defining or members or [part])[0]
        text = " ".join(str(said.value.get("text") or "").split())
        untitled = title.startswith("Untitled ") and bool(text)
        fields = self.fields(part, said)
        citation: Citation | None = fields["citation"]
        vouched = citation is not None and (citation.source or citation.grade)
        tags = set(fields["tags"])
        is_evidence = EVIDENCE in tags or (vouched and not tags & ROLE_TAGS)
        kind = Evidence if is_evidence else Claim
        self.add("statement", title, kind(None if untitled else title, text, **fields))

    def fields(self, part: Part, said: Part) -> dict[str, Any]:
        """What statements and arguments share: tags, section, and what their braces say."""
        tags = part.key("tags")
        data = self.braces(said.key("data").value)
        fields: dict[str, Any] = {
            "tags": tuple(dict.fromkeys(shape.texts(tags))) if tags.value is not None else (),
            "section": self.sections.get(str(said.value.get("section")), ()),
            "citation": None,
        }
        if data is None:
            return fields
        for key, name in (("note", "note"), ("quote", "quote"), ("url", "url"), ("kind", "genre")):
            if key in data.entries:
                fields[name] = data.text(key)
        if "weight" in data.entries:
            fields["weight"] = data.entries["weight"].value
        fields["citation"] = _citation(data)
        return fields

    def braces(self, data: object) -> Braces | None:
        """Data as argmap reads it; keys that it does not know are Argdown's or the user's."""
        if not isinstance(data, dict) or not data:
            return None
        source = SourceText(self.part.name, _flow(data))
        whole = Span(source, 0, len(source.text))
        return BraceReader(self.sources, _nobody).read(whole, NODE | LINK, lambda: "a statement")

    def argument(self, title: str, part: Part) -> None:
        members = [one for one in part.key("members").items() if isinstance(one.value, dict)]
        defining = [one for one in members if isinstance(one.value.get("text"), str)]
        said = (defining or members or [part])[0]
        text = " ".join(str(said.value.get("text") or "").split())
        node = Argument(title, text, **self.fields(part, said))
        pcs = part.key("pcs")
        rows = list(pcs.items()) if isinstance(pcs.value, list) else []
        inferences = [at for at, row in enumerate(rows) if _inference(row) is not None]
        for number, at in enumerate(inferences, start=1):
            step = number if len(inferences) > 1 else None
            last = at == inferences[-1]
            one = evolve(node if last else Argument(title, section=node.section), step=step)
            self.add("argument", title, self.inferred(one, rows[at]))
            self.steps[title, at] = one.reference
            first = inferences[number - 2] if number > 1 else 0
            self.structure(one.reference, rows[first:at], rows[at])
        if not inferences:
            self.add("argument", title, node)
        elif isinstance(rows[-1].value, dict):
            self.conclusions[title] = str(rows[-1].value.get("title"))

    def inferred(self, step: Argument, row: Part) -> Argument:
        inference = _inference(row) or {}
        data = inference.get("data")
        rules_ = inference.get("inferenceRules")
        if not step.text and isinstance(rules_, list):
            step = evolve(step, text=", ".join(str(one).strip() for one in rules_))
        strength = data.get("strength") if isinstance(data, dict) else None
        if isinstance(strength, (int, float)) and not isinstance(strength, bool):
            step = evolve(step, weight=strength)
        return step

    def structure(self, step: str, premises: list[Part], conclusion: Part) -> None:
        for row in premises:
            source = self.references.get(("statement", str(row.object().get("title"))))
            if source is not None:
                self.link(Link(source, step, Polarity.PREMISE), row)
        target = self.references.get(("statement", str(conclusion.object().get("title"))))
        if target is not None:
            self.link(Link(step, target, Polarity.SUPPORT), conclusion)

    # -- links ---------------------------------------------------------------------------

    def relation(self, part: Part) -> None:
        said = part.object()
        polarity = _POLARITIES.get(str(said.get("relationType")))
        if polarity is None:
            part.wrong(f"{said.get('relationType')!r} is no relation that is known", "support")
        source = self.end(part, "from")
        target = self.end(part, "to")
        if polarity is Polarity.SUPPORT and source is None:
            return
        assert source is not None
        assert target is not None
        self.link(Link(source, target, polarity), part)

    def end(self, part: Part, key: str) -> str:
        title, kind = str(part.key(key).value), part.key(f"{key}Type").value
        if kind == "inference":
            at = part.key("conclusionIndex").value
            found = self.steps.get((title, at)) if isinstance(at, int) else None
            found = found or self.references.get(("argument", title))
        elif kind == "argument" and key == "from" and title in self.conclusions:
            # As in the text format, what an argument bears on is borne by its main conclusion.
            found = self.references.get(("statement", self.conclusions[title]))
        else:
            name = "argument" if kind == "argument" else "statement"
            found = self.references.get((name, title))
        if found is None:
            part.wrong(f"{title!r} is nowhere among the statements and arguments", "a title")
        return found

    def link(self, link: Link, part: Part) -> None:
        problem = link_problem(link, self.nodes, self.links)
        if problem is not None:
            part.say(rules.NOT_CARRIED, f"{link.reference}: {problem[0]}", problem[1])
        else:
            self.links.setdefault(link.reference, link)


def _inference(row: Part) -> dict[str, Any] | None:
    found = row.value.get("inference") if isinstance(row.value, dict) else None
    return found if isinstance(found, dict) else None


def _citation(data: Braces) -> Citation | None:
    def said(key: str) -> Any:
        entry = data.entries.get(key)
        return None if entry is None else entry.value

    grade = Grade()
    for key in ("grade", "reliability", "credibility"):
        if said(key) is not None:
            grade = grade.or_else(said(key))
    found = Citation(
        source=said("source"),
        document=said("in"),
        locator=said("locator"),
        grade=None if grade == Grade() else grade,
        date=said("date"),
    )
    return None if found == Citation() else found


def _yaml(value: object) -> YamlMapping | None:
    if not isinstance(value, dict):
        return None
    source = SourceText("front matter", json.dumps(value, ensure_ascii=True))
    found = read_yaml(Span(source, 0, len(source.text)), _nobody)
    return found if isinstance(found, YamlMapping) else None


def _flow(data: Mapping[str, Any]) -> str:
    """Data as it stood in braces: what has no value stands by itself."""
    return f"{{{', '.join(_entries(data))}}}"


def _entries(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        yield key if value is None else f"{key}: {json.dumps(value, ensure_ascii=True)}"


def _nobody(_diagnostic: Diagnostic) -> None:
    return None
