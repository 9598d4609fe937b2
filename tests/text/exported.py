"""An `Argdown` in the shape of Argdown's own JSON export, as far as the two are compared."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from argmap.text.argdown import Argdown, Argument, End, Occurrence, Section

Record = dict[str, Any]


def compared(argdown: Argdown) -> Record:
    """What is compared of our own reading."""
    return {
        "frontMatter": argdown.front_matter,
        "tags": sorted(argdown.tags),
        "statements": {
            one.title: {
                "members": list(map(_member, one.members)),
                "tags": list(one.tags),
                "data": one.data,
                "section": one.section,
            }
            for one in argdown.statements
        },
        "arguments": {one.title: _argument(one) for one in argdown.arguments},
        "relations": [
            {
                "relationType": one.kind,
                "from": one.source.title,
                "fromType": _type(one.source),
                "to": one.target.title,
                "toType": _type(one.target),
                "conclusionIndex": one.target.conclusion,
            }
            for one in argdown.relations
        ],
        "sections": [_section(one) for one in argdown.sections],
    }


def _member(one: Occurrence) -> Record:
    return {
        "text": (one.text or "").strip(),
        "role": one.role,
        "data": one.data,
        "line": one.line,
        "isReference": one.is_reference,
        "tags": list(one.tags),
        "section": one.section,
        "title": one.title,
    }


def _argument(one: Argument) -> Record:
    inferences = {step.conclusion: step for step in one.inferences}
    return {
        "members": list(map(_member, one.members)),
        "tags": list(one.tags),
        "data": one.data,
        "section": one.section,
        "pcs": [
            {
                "title": line.title,
                "role": line.role,
                "line": line.line,
                "rules": list(inferences[at].rules) if at in inferences else None,
                "data": inferences[at].data if at in inferences else None,
            }
            for at, line in enumerate(one.structure)
        ],
    }


def _type(end: End) -> str:
    return {"statement": "equivalence-class"}.get(end.type, end.type)


def _section(one: Section) -> Record:
    return {
        "id": one.id,
        "level": one.level,
        "title": one.title,
        "tags": list(one.tags),
        "data": one.data,
        "line": one.line,
        "children": [_section(child) for child in one.children],
    }


def expected(export: Record) -> Record:
    """What is compared of Argdown's own export."""
    return {
        "frontMatter": export.get("frontMatter"),
        "tags": sorted(export["tags"]),
        "statements": {
            title: {
                "members": [_exported_member(member) for member in one["members"]],
                "tags": one.get("tags", []),
                "data": one.get("data"),
                "section": one.get("section"),
            }
            for title, one in export["statements"].items()
        },
        "arguments": {
            title: {
                "members": [_exported_member(member) for member in one["members"]],
                "tags": one.get("tags", []),
                "data": one.get("data"),
                "section": one.get("section"),
                "pcs": [
                    {
                        "title": line["title"],
                        "role": line["role"],
                        "line": line["startLine"],
                        "rules": line["inference"]["inferenceRules"]
                        if "inference" in line
                        else None,
                        "data": line.get("inference", {}).get("data"),
                    }
                    for line in one["pcs"]
                ],
            }
            for title, one in export["arguments"].items()
        },
        "relations": [
            {
                key: one.get(key)
                for key in (
                    "relationType",
                    "from",
                    "fromType",
                    "to",
                    "toType",
                    "conclusionIndex",
                )
            }
            for one in export["relations"]
        ],
        "sections": [_exported_section(one) for one in export["sections"]],
    }


def _exported_member(one: Record) -> Record:
    return {
        "text": one.get("text", "").strip(),
        "role": one.get("role"),
        "data": one.get("data"),
        "line": one["startLine"],
        "isReference": one.get("isReference", False),
        "tags": one.get("tags", []),
        "section": one.get("section"),
        "title": one["title"],
    }


def _exported_section(one: Record) -> Record:
    return {
        "id": one["id"],
        "level": one["level"],
        "title": one["title"],
        "tags": one.get("tags", []),
        "data": one.get("data"),
        "line": one.get("startLine"),
        "children": [_exported_section(child) for child in one["children"]],
    }


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """The places where two values differ; infinities and the like are null in JSON."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted({*ours, *theirs}):
            yield from differences(ours.get(key), theirs.get(key), f"{path}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for at, (one, two) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, two, f"{path}[{at}]")
    elif isinstance(ours, float) and not math.isfinite(ours) and theirs is None:
        return
    elif ours != theirs:
        yield f"{path}: ours {ours!r}, Argdown's {theirs!r}"
