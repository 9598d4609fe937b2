"""Compare argmap's reading of many small made-up texts with that of Argdown's own parser.

A check for developers. It needs Node, and `@argdown/core` from npm in the folder given:

    python scripts/argdown_cases.py --node-folder FOLDER --seed 1 --count 2000

Prints the texts that are read differently, the shortest first; the exit status is 1 when there is
one. `--write FILE` keeps the texts with Argdown's answers for tests/text/test_argdown.py.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "text"))

from exported import compared, differences, expected  # noqa: E402

from argmap.text.plain import parse_argdown  # noqa: E402

WORDS = [
    "rain",
    "Rain falls",
    "wet",
    "so",
    "Ärger",
    "漢字",
    "😀",
    "it's",
    "e.g. this",
    "1.5",
]
TITLES = ["A", "B", "C", "Two words", "A.1", "x-y", "Ä", "it's", "a, b", "A*"]
SIGNS = ["+", "-", "+>", "->", "<+", "<-", "_", "<_", "_>", "><"]
DATA = [
    "{a: 1}",
    "{a: b, c: [1, 2]}",
    "{a: {b: c}}",
    "{.5}",
    "{a}",
    "{a: 'x, y'}",
    "{a: 2016-11-23}",
    "{isInGroup: true}",
    "{isInGroup: false}",
    "{a: yes, b: 010, c: .5, d: -.5, e: 1e3, f: ~}",
    "{\n  a: 1\n  b:\n    - x\n    - y\n}",
    "{a: 1,\n  b: 2}",
    "{}",
    "{a: [1, 2, 3], b: {c: d}}",
    "{a: [4], b: {e: f}}",
    "{a: x}}",
    "{a: {b: c} }",
    "{a: {b: c}, d}",
    "{a:1}",
    "{a: b",
    "a}",
]
PIECES = [
    "*slanted*",
    "**bold** ",
    "_slanted_,",
    "__bold__.",
    "*a **b** c*",
    "_a *b* c_ ",
    "*a",
    "**a",
    "_a",
    "2 * 3 * 4",
    "a*b",
    "a_b",
    "#tag",
    "#(two words)",
    "#a-b ",
    "#tag, ",
    "[words](http://x.org/a_b)",
    "[words] (x)",
    "@[A]",
    "@<B> ",
    "@[",
    "@x",
    "[A]",
    "<B>",
    "<b>x</b>",
    "[",
    "<",
    "a < b",
    "]",
    ">",
    "[-",
    "\\[A\\]",
    "\\# ",
    "\\",
    "\\*a*",
    ".E.",
    ":A: ",
    ".v.",
    ":heart:",
    "a.->.b",
    "// c",
    "/* c */",
    "<!-- c -->",
    "/* c",
    "http://x.org",
    "a / b",
    "--",
    "---",
    "===",
    "a, === b ===",
    "(1)",
    "1.",
    "a  b",
    "a,  b",
    "\t",
    "+",
    "- x",
    "{",
    "}",
]


SOUND_PIECES = [
    one
    for one in PIECES
    if one not in ("*a", "**a", "_a", "a*b", "a_b", "[A]", "<B>", "<b>x</b>", "\\")
]


class Writer:
    """Makes texts that use everything, mostly rightly."""

    def __init__(self, seed: int, faults: float) -> None:
        self.random = random.Random(seed)
        self.faults = faults

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def maybe(self, text: str, chance: float) -> str:
        return text if self.random.random() < chance else ""

    def words(self) -> str:
        pieces = [self.one(*WORDS) for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.4:
            pieces.insert(self.random.randint(0, len(pieces)), self.piece())
        if self.random.random() < 0.15:
            pieces.insert(self.random.randint(0, len(pieces)), "\n" + self.one("", "  ", " "))
        return self.one(" ", " ", " ", "", "  ").join(pieces)

    def piece(self) -> str:
        return self.one(*PIECES if self.random.random() < self.faults else SOUND_PIECES)

    def data(self) -> str:
        return self.one("", "", "", " ", "\n", "\n  ") + self.one(
            *DATA if self.random.random() < self.faults else DATA[:15]
        )

    def member(self, arguments: bool = True) -> str:
        title = self.one(*TITLES)
        bracket = self.one("[{}]", "[{}]", "<{}>") if arguments else "[{}]"
        shown = bracket.format(title)
        kind = self.random.random()
        if kind < 0.35:
            text = shown + self.maybe(" #tag", 0.2) + self.maybe(" #(a b)", 0.1)
        elif kind < 0.75:
            text = f"{shown}: {self.words()}"
        else:
            text = self.words()
        return text + self.maybe(" " + self.data(), 0.25)

    def comment(self) -> str:
        return self.one(
            "// a comment",
            "/* a comment */",
            "<!-- a\n\ncomment -->",
            "  // a comment",
            "/* c */ ",
            "<!-- c --> // d",
        )

    def relations(self, depth: int, indent: str) -> list[str]:
        lines: list[str] = []
        if depth > 3 or self.random.random() > (0.75 if depth == 0 else 0.4):
            return lines
        step = self.one("  ", "    ", "    ", " ", "\t")
        for _ in range(self.random.randint(1, 3)):
            here = indent + step + self.maybe(" ", 0.04)
            if self.random.random() < self.faults * 0.1:
                here = here[:-1]
            gap = self.one(" ", " ", " ", "", "  ")
            sign = self.one(*SIGNS)
            sound = self.random.random() >= self.faults
            member = self.member(arguments=not (sound and sign == "><"))
            lines.append(f"{here}{sign}{gap}{member}")
            if self.random.random() < 0.06:
                lines.append(self.comment())
            lines += self.relations(depth + 1, here)
        return lines

    def structure(self) -> list[str]:
        lines: list[str] = []
        number = 1
        if self.random.random() < 0.6:
            lines += [f"<{self.one(*TITLES)}>" + self.maybe(": " + self.words(), 0.5), ""]
        for _ in range(self.random.randint(1, 2)):
            for _ in range(self.random.randint(1, 2)):
                lines.append(f"({number}) {self.member(arguments=False)}")
                lines += self.relations(2, "") if self.random.random() < 0.4 else []
                number += 1
            lines += self.one(
                ["----"],
                ["-----"],
                ["--", self.one("Modus ponens", "a, b", "a: b, c", ".E. x"), "--"],
                ["-- Rule --"],
                ["-- Rule {uses: [1, 2]} --"],
                ["-- {strength: .8} --"],
                ["--", "Rule {a: 1}", "--"],
                ["--", "Rule", "{a: 1}", "--"],
                ["-- a - b --"],
            )
            if self.random.random() < 0.2:
                lines.append(f"  {self.one('_', '<_')} {self.member()}")
            lines.append(f"({number}) {self.member(arguments=False)}")
            lines += self.relations(1, "") if self.random.random() < 0.4 else []
            number += 1
        return lines

    def list(self) -> list[str]:
        indent = self.one("", "", "  ")
        marks: Callable[[int], str] = self.one(lambda at: f"{at + 1}.", lambda _: "*")
        lines: list[str] = []
        for at in range(self.random.randint(1, 3)):
            lines.append(f"{indent}{marks(at)} {self.member()}")
            lines += self.relations(2, indent + "  ") if self.random.random() < 0.3 else []
        return lines

    def heading(self) -> list[str]:
        level = "#" * self.random.randint(1, 3)
        return [f"{level} {self.words()}" + self.maybe(" " + self.data(), 0.3)]

    def block(self) -> list[str]:
        kind = self.random.random()
        if kind < 0.55:
            return [self.member(), *self.relations(0, self.maybe(" ", 0.1))]
        if kind < 0.7:
            return self.structure()
        if kind < 0.8:
            return self.list()
        if kind < 0.93:
            return self.heading()
        return [self.comment()]

    def front(self) -> str:
        settings = self.one(
            "title: A text",
            "model:\n  mode: strict",
            "model: {removeTagsFromText: true}",
            "model: {mode: strict}\ntags: [a, b]",
            "model: {transformArgumentRelations: false}",
            "a: &x [1, 2]\nb: *x\nc: {<<: {d: 1}, d: 2}",
            "",
        )
        return f"===\n{settings}\n===\n" + self.one("\n", "\n", "\n", "", "\n\n")

    def text(self) -> str:
        blocks = ["\n".join(self.block()) for _ in range(self.random.randint(1, 5))]
        gaps = ["\n\n"] * 9 + ["\n\n\n", "\n \n", " \n\n", "\n\n  "]
        gaps += ["\n"] if self.random.random() < self.faults else []
        text = self.one("", "", "", "\n", "\n\n", "  ") + self.maybe(self.front(), 0.15)
        for block in blocks:
            text += block + self.one(*gaps)
        if self.random.random() < 0.3:
            text = text.rstrip("\n")
        return self.mutated(text) if self.random.random() < self.faults else text

    def mutated(self, text: str) -> str:
        """A text with one place changed."""
        at = self.random.randint(0, len(text))
        kind = self.random.random()
        if kind < 0.4:
            return text[:at] + text[at + self.random.randint(1, 3) :]
        return text[:at] + self.one(*PIECES, *SIGNS, "\n", "\n\n", "    ") + text[at:]


def answers(texts: list[str], folder: Path) -> list[Any]:
    script = Path(__file__).with_suffix(".cjs")
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    result: list[Any] = json.loads(done.stdout)
    return result


def problems(text: str, export: Any) -> list[str]:
    ours = parse_argdown(text)
    if export is None:
        return ["accepted, and Argdown rejects it"] if ours.ok else []
    errors = [f"rejected: {one}" for one in ours.diagnostics if one.severity.value == "error"]
    return errors or list(differences(compared(ours), expected(export)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--faults", type=float, default=0.1, help="how often something is wrong")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    writer = Writer(options.seed, options.faults)
    texts = list(dict.fromkeys(writer.text() for _ in range(options.count)))
    exports = answers(texts, options.node_folder)
    if options.write:
        kept = [
            {"text": text, "export": None if export is None else expected(export)}
            for text, export in zip(texts, exports, strict=True)
        ]
        options.write.write_text(
            json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8"
        )
    found = [
        (text, wrong)
        for text, export in zip(texts, exports, strict=True)
        if (wrong := problems(text, export))
    ]
    for text, wrong in sorted(found, key=lambda one: -len(one[0])):
        print(f"{text!r}\n{text}")
        print("\n".join(f"    {line[:300]}" for line in wrong[:3]), end="\n\n")
    accepted = sum(export is not None for export in exports)
    print(f"{len(texts)} texts, {accepted} of which Argdown accepts; {len(found)} read differently")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
