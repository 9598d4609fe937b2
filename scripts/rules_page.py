"""Write `docs/rules.md` from the rules and their examples.

python scripts/rules_page.py
"""

from __future__ import annotations

import os
import tempfile
import textwrap
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.formats import load, read, written
from argmap.rendering import as_text, visible
from argmap.text.explanations import EXPLANATIONS, LAYING_OUT, WRITING, Explanation
from argmap.text.matrix import read_matrix
from argmap.writing.layout import format_text

PAGE = Path(__file__).parents[1] / "docs/rules.md"
# Longer examples are cut.
_LINES, _LETTERS = 16, 100

_HEAD = """\
# What argmap complains about

Every mistake has a code, which keeps its meaning for ever. An *error* leaves nothing to score; a
*warning* lets the work go on; a *note* is for whoever asks. `argmap rules` lists the codes,
`argmap rules AM202` explains one, and `argmap check` finds them in files. What argmap objects to in
a map that reads well (AM6) is in [checks.md](checks.md).

Every example below is met by the complaint of its rule; the test suite sees to it.

| code | name | what is wrong | |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The page as it should be."""
    explanations = sorted(EXPLANATIONS, key=lambda one: one.rule.code)
    rows = "".join(
        f"| [{one.rule.code}](#{one.rule.code.lower()}-{one.rule.name}) | `{one.rule.name}` "
        f"| {one.rule.summary} | {one.rule.severity.value} |\n"
        for one in explanations
    )
    return _HEAD + rows + "\n" + "\n".join(map(_section, explanations))


def complaints(explanation: Explanation) -> tuple[Diagnostic, ...]:
    """What argmap says of the example of a rule."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return _said(explanation)
        finally:
            os.chdir(before)


def _said(explanation: Explanation) -> tuple[Diagnostic, ...]:
    example, file = explanation.example, Path(explanation.file)
    if example:
        file.write_bytes(example if isinstance(example, bytes) else example.encode())
    for name, text in explanation.beside.items():
        Path(name).write_text(text, "utf-8")
    if explanation.when == LAYING_OUT:
        assert isinstance(example, str)
        return format_text(example, name=explanation.file).diagnostics
    if explanation.when == WRITING:
        return written(load(file), "example.argdown")[1]
    if file.suffix == ".csv":
        return read_matrix(file).diagnostics
    return read(file).diagnostics


def _section(one: Explanation) -> str:
    parts = [f"## {one.rule.code} {one.rule.name}", one.rule.summary, _wrapped(one.why)]
    if one.example:
        shown = one.example if isinstance(one.example, str) else one.example.decode("latin-1")
        parts.append(_block(one.file, shown))
    parts.extend(_block(name, text) for name, text in one.beside.items())
    found = [each for each in complaints(one) if each.rule is one.rule]
    said = "\n".join(line for each in found for line in as_text(each).split("\n"))
    parts.append(f"argmap says:\n\n```text\n{_cut(said)}\n```")
    return "\n\n".join(parts) + "\n"


def _block(name: str, text: str) -> str:
    language = {".yaml": "yaml", ".json": "text", ".csv": "text"}.get(Path(name).suffix, "argdown")
    return f"In `{name}`:\n\n```{language}\n{_cut(text.removesuffix(chr(10)))}\n```"


def _cut(text: str) -> str:
    lines = [visible(line) for line in text.split("\n")]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES // 4], "…", *lines[-2:]]
    return "\n".join(_cut_line(line).rstrip() for line in lines)


def _cut_line(line: str) -> str:
    return line if len(line) <= _LETTERS else f"{line[: _LETTERS // 2]}…"


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
