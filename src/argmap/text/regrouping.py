"""`group: {regroup: …}` in front matter puts other sections in the place of the headings."""

from __future__ import annotations

from attrs import evolve

from argmap.text.argdown import Argdown, Section
from argmap.text.yaml import Plain


def regrouped(text: Argdown) -> Argdown:
    """The text in the sections that its front matter asks for; as it is if it asks for none.

    Members keep the ids of the headings that they stand below.
    """
    wanted = _wanted(text.front_matter)
    if not wanted:
        return text
    regrouper = _Regrouper()
    sections = tuple(
        regrouper.section(one, at, 1, None)
        for at, one in enumerate(wanted)
        if isinstance(one, dict)
    )
    return evolve(
        text,
        statements=tuple(
            evolve(one, section=regrouper.statements.get(one.title)) for one in text.statements
        ),
        arguments=tuple(
            evolve(one, section=regrouper.arguments.get(one.title)) for one in text.arguments
        ),
        sections=sections,
    )


class _Regrouper:
    def __init__(self) -> None:
        self.statements: dict[str, str] = {}
        self.arguments: dict[str, str] = {}

    def section(
        self, wanted: dict[str, Plain], number: int, level: int, parent: str | None
    ) -> Section:
        # Nesting is bounded where data is read. Numbers may come twice, as they do in Argdown.
        name = f"s{number}"
        self.statements.update(dict.fromkeys(_strings(wanted.get("statements")), name))
        self.arguments.update(dict.fromkeys(_strings(wanted.get("arguments")), name))
        children = wanted.get("children")
        return Section(
            name,
            level,
            str(wanted.get("title") or ""),
            tuple(_strings(wanted.get("tags"))),
            parent=parent,
            children=tuple(
                self.section(child, number + 1 + at, level + 1, name)
                for at, child in enumerate(children if isinstance(children, list) else [])
                if isinstance(child, dict)
            ),
        )


def _wanted(front_matter: Plain) -> list[Plain]:
    group = front_matter.get("group") if isinstance(front_matter, dict) else None
    wanted = group.get("regroup") if isinstance(group, dict) else None
    return wanted if isinstance(wanted, list) else []


def _strings(value: Plain) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
