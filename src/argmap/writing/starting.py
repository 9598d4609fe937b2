"""Files to begin with, by what they are for."""

from __future__ import annotations

from importlib.resources import files

from attrs import frozen

from argmap.registry import Registry


@frozen
class Template:
    """A map to begin with: its name, and what it is for."""

    name: str
    summary: str

    @property
    def text(self) -> str:
        """The text of the map, with comments that say what to do with it."""
        folder = files("argmap.writing").joinpath("templates")
        return folder.joinpath(f"{self.name}.argdown").read_text("utf-8")


TEMPLATES = Registry(
    "template",
    (
        Template("map", "a small map that shows what a text can say"),
        Template("debate", "a motion, the case for it and the case against it"),
        Template("ach", "competing hypotheses, and what each item of evidence says of them"),
        Template("decision", "options, and what speaks for each by several criteria"),
    ),
)
