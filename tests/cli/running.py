"""Running a command as a shell would, and a small map to run it on."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from argmap.cli import app

MAP = """===
title: The fire
argmap:
    version: 1
    sources:
        brigade: {title: Fire brigade, reliability: A}
        neighbour: {title: The neighbour, in: brigade}
    scenarios:
        deaf: {title: Nobody listens, scale: {"source:neighbour": 0.1}}
===

# What caused the fire? {question: cause}

[Wiring]: The old wiring set fire to the wall. #assessment

[Arson]: Somebody set fire to it. #assessment

# What was seen {in: brigade}

[Two seats]: It began in two places. {brigade, p4, A2}
    +> [Arson] {strong}
    -> [Wiring] {strong}

[Figure]: Somebody ran. {neighbour, p2, C3} #seen
    +> [Arson] {.5}

[Motive]: There was a motive.
    + [Debts]: The owner was in debt. {brigade, p5, B2}
    +> [Arson] {weak}
""".replace("{neighbour, p2, C3} #seen", "#seen {neighbour, p2, C3}")


def run(*arguments: str | Path) -> Result:
    """The command with these arguments; anything it raises but an exit is raised here."""
    result = CliRunner().invoke(app, [str(one) for one in arguments], prog_name="argmap")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def saved(folder: Path, text: str = MAP, name: str = "fire.argdown") -> Path:
    """A file with that text in the folder."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
