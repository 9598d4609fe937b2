"""The Markdown pages of the project, and the blocks of code on them."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from click.testing import CliRunner

from argmap.cli import app

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(
    r'^```(\w+)(?:[ ](title|append)="([^"\n]+)")?[ ]*\n(.*?)^```$', re.MULTILINE | re.DOTALL
)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@frozen
class Block:
    """A fenced block: its language, the file that it becomes or is appended to, its content and
    where it is."""

    language: str
    file: str | None
    appended: bool
    content: str
    start: int
    end: int
    line: int


def blocks(text: str) -> Iterator[Block]:
    """All fenced blocks of a page that have a language."""
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start(4)) + 1
        appended = found[2] == "append"
        yield Block(found[1], found[3], appended, found[4], found.start(4), found.end(4), line)


def save(block: Block) -> None:
    """Make the file that a block is, in the current folder."""
    assert block.file is not None
    assert not Path(block.file).is_absolute()
    with Path(block.file).open("a" if block.appended else "w", encoding="utf-8") as file:
        file.write(block.content)


@frozen
class Command:
    """A line of a console block after its `$`, and the output that is shown below it."""

    text: str
    shown: str

    def run(self) -> tuple[str, int]:
        """The output, stdout and stderr as they come, and the exit status."""
        program, *arguments = shlex.split(self.text)
        assert program == "argmap", f"only argmap is run from a console block, not {program}"
        result = CliRunner().invoke(app, arguments, prog_name="argmap")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output, result.exit_code


def commands(block: Block) -> list[Command]:
    """The commands of a console block with what is shown of their output."""
    parts = re.split(r"^\$ ", block.content, flags=re.MULTILINE)
    assert not parts[0].strip(), f"line {block.line}: output without a command"
    found = (part.partition("\n") for part in parts[1:])
    return [Command(command, shown) for command, _, shown in found]


def agrees(shown: str, output: str) -> bool:
    """Whether output is as shown; `...` stands for anything, an empty text for whatever comes."""
    if not shown.strip():
        return True
    exact = [line.rstrip() for line in shown.rstrip().split("\n")]
    got = [line.rstrip() for line in output.rstrip().split("\n")]
    if "..." not in shown:
        return exact == got
    return doctest.OutputChecker().check_output("\n".join(exact), "\n".join(got), doctest.ELLIPSIS)


def run_python(block: Block, names: dict[str, Any], page: str) -> None:
    """Execute a block; one written with `>>>` is checked against what it shows."""
    if ">>> " in block.content:
        examples = doctest.DocTestParser().get_doctest(
            block.content, names, page, page, block.line - 1
        )
        said = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=_FLAGS)
        runner.run(examples, out=said.write, clear_globs=False)
        names.update(examples.globs)
        assert not runner.failures, said.getvalue()
        return
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile("\n" * (block.line - 1) + block.content, page, "exec"), names)


def console(block: Block, *, accept: bool) -> tuple[str, list[str]]:
    """Run a console block: what it ought to show, and what is wrong with what it does show."""
    content, wrong = "", []
    for command in commands(block):
        output, status = command.run()
        shown = command.shown
        if not agrees(shown, output):
            if not accept:
                wrong.append(f"$ {command.text}\n--- shown\n{shown}--- printed\n{output}")
            shown = "".join(f"{line.rstrip()}\n" for line in output.rstrip().split("\n"))
        if not command.shown.strip() and status:
            wrong.append(f"$ {command.text}\n--- ended with status {status}\n{output}")
        content += f"$ {command.text}\n{shown}"
    return content, wrong
