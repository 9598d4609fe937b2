"""Compare argmap's reading of Argdown files with that of Argdown's own parser.

A check for developers. It needs Node, and `@argdown/node` from npm in the folder given:

    python scripts/argdown_agreement.py --node-folder FOLDER arguments/*.argdown

Statements are compared by title and text without tags and emphasis, arguments by title, and
relations one by one where they are written: upper line, sign, lower line. Prints every
difference; the exit status is 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap.diagnostics import SourceText
from argmap.text.include import Chapter, load_text
from argmap.text.lines import reference_of
from argmap.text.tree import Inference, Member, Structure

_TAG = re.compile(r"#(?:\([^)]+\)|[A-z0-9\u00a0-\ud7ff-]+)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)")
_SAME_SIGN = {"<+": "+", "<-": "-", "<_": "_"}
_WALKER = Path(__file__).with_name("argdown_occurrences.cjs").resolve()


def bare(text: str) -> str:
    """Text without tags, emphasis and extra blanks."""
    return " ".join(_EMPHASIS.sub("", _TAG.sub("", text)).split())


def occurrences(chapter: Chapter) -> Iterator[tuple[str | None, str | None, Member]]:
    """Every member: the member above it, its sign, itself."""

    def below(member: Member) -> Iterator[tuple[str | None, str | None, Member]]:
        for relation in member.relations:
            yield reference_of(member), relation.sign, relation.member
            yield from below(relation.member)

    for part in chapter.parts:
        if isinstance(part, Chapter):
            yield from occurrences(part)
        elif isinstance(part, Member):
            yield None, None, part
            yield from below(part)
        elif isinstance(part, Structure):
            for one in part.parts:
                if isinstance(one, Inference):
                    for relation in one.undercuts:
                        yield "--", relation.sign, relation.member
                        yield from below(relation.member)
                else:
                    yield None, None, one.member
                    yield from below(one.member)


def of_argmap(path: Path) -> dict[str, Counter[Any]]:
    """Statements, arguments and relations of a file as argmap reads it."""
    chapter = load_text(SourceText(str(path), path.read_text("utf-8")), path, print).chapter
    statements: dict[str, str] = {}
    arguments: set[str] = set()
    relations: Counter[Any] = Counter()
    for above, sign, member in occurrences(chapter):
        reference = reference_of(member)
        if member.is_argument:
            arguments.add(member.title or "")
        else:
            statements[reference] = statements.get(reference) or bare(member.text)
        if above is not None and sign is not None:
            relations[above, _SAME_SIGN.get(sign, sign), reference] += 1
    named = Counter(
        (reference[1:-1] if reference[:1] == "[" else "", text)
        for reference, text in statements.items()
    )
    return {"statement": named, "argument": Counter(arguments), "relation": relations}


def of_argdown(path: Path, folder: Path) -> dict[str, Counter[Any]]:
    """The same as Argdown's parser finds it."""
    done = subprocess.run(
        ["node", str(_WALKER), str(path.resolve())],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)
    shown = {text: bare(text) for _, text in found["statements"]}
    return {
        "error": Counter(found["errors"]),
        "statement": Counter((title, bare(text)) for title, text in found["statements"]),
        "argument": Counter(found["arguments"]),
        "relation": Counter(
            (shown.get(above, above), sign, shown.get(below, below))
            for above, sign, below in found["relations"]
        ),
    }


def differences(path: Path, folder: Path) -> Iterator[str]:
    """What the two readings of a file do not share, in words."""
    theirs, ours = of_argdown(path, folder), of_argmap(path)
    yield from (f"error in Argdown: {one}" for one in theirs["error"])
    for kind, counted in ours.items():
        yield from (f"{kind} only in Argdown: {one}" for one in theirs[kind] - counted)
        yield from (f"{kind} only in argmap: {one}" for one in counted - theirs[kind])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--node-folder", type=Path, default=Path(), help="has node_modules")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    found = 0
    for path in options.files:
        lines = list(differences(path, options.node_folder))
        found += len(lines)
        ours = of_argmap(path)
        counts = ", ".join(f"{sum(one.values())} {kind}s" for kind, one in ours.items())
        print(f"{path}: {'agrees' if not lines else f'{len(lines)} differences'} ({counts})")
        for line in lines:
            print(f"    {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
