"""Large maps, the same ones each time."""

from __future__ import annotations

import random

#: Relations for each statement, about what argued texts have.
RELATIONS = 1.4


_WORDS = (
    *(
        "the ministry",
        "after two years,",
        "most of them",
        "in Vienna;",
        "neither side",
        "(the bank)",
    ),
    *("had moved:", "kept paying", "first in euros,", "then in kind", "it said.", "However,"),
)


def text(statements: int, *, seed: int = 7, words: int = 0) -> str:
    """The text of a map with so many statements and 1.4 relations each, without cycles.

    With `words`, each statement goes on for that many words or two.
    """
    random_ = random.Random(seed)
    bearing: dict[int, set[int]] = {}
    wanted = round(statements * RELATIONS)
    made = 0
    while made < wanted:
        source = random_.randrange(1, statements)
        target = random_.randrange(max(0, source - 200), source)
        row = bearing.setdefault(source, set())
        if target not in row:
            row.add(target)
            made += 1
    blocks = [
        "===",
        "title: A large map",
        "argmap:",
        "    version: 1",
        "    sources: {survey: {title: A survey, reliability: B}}",
        "===",
        "",
        "# Which one? {question: which}",
        "",
        "[S0]: The first statement, to which everything leads in the end. #assessment",
        "",
        "# Reasons {in: survey, grade: B3}",
        "",
    ]
    for number in range(1, statements):
        page = random_.randrange(1, 400)
        more = "".join(f" {random_.choice(_WORDS)}" for _ in range(words))
        length = f"Statement number {number}, at some length.{more}"
        blocks.append(f"[S{number}]: {length} {{p{page}, C2}}")
        for target in sorted(bearing.get(number, ())):
            sign = random_.choice(("+>", "->"))
            blocks.append(f"    {sign} [S{target}] {{.{random_.randrange(1, 10)}}}")
        blocks.append("")
    return "\n".join(blocks)
