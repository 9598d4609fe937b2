"""Write `docs/iran-russia-orders.md`: the map under every scenario and every semantics.

python scripts/iran_russia_orders.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import argmap as am

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/iran-russia-orders.md"
MAP = ROOT / "arguments/iran-russia.argdown"
DISTRUST = "distrust-israeli-sources"
#: Smaller moves are not told.
LEAST = 0.0005

HEAD = """# Iran and Russia: every order

What leads under every scenario and every semantics that scores the [map of the two
texts](iran-russia.md), how far the distrust of one kind of source reaches, and which single
statements decide who comes first. None of this had to come out in any way; it is reported as it
is. `python scripts/iran_russia_orders.py` writes this page.

## Orders

A row is a [scenario](iran-russia-scenarios.md), a column a semantics, a cell the order of the
answers, best first, `=` for a tie and `?` for what did not settle. **Bold**: another answer leads
than under the same semantics without a scenario. Not shown are {refused},
which know attacks only.
"""

TRUST = """## If Israeli sources are not to be trusted

The scenario `{name}` lets all that unnamed Israeli sources vouch for count a fifth. This is all
that it moves by {least} or more in score:
"""

PINS = """## Single statements that decide who comes first

Each of {tried} statements that bear on a position was taken as true, then as false, under each
semantics. Under {none}
no single statement changes who leads. Under the others these do:
"""


@cache
def map_() -> am.ArgumentMap:
    return am.load(MAP)


@cache
def assessed(scenario: str | None, semantics: str) -> am.Assessment:
    chosen = None if scenario is None else map_().scenario(scenario)
    return am.assess(map_(), semantics=am.SEMANTICS.named(semantics), scenario=chosen)


@cache
def accepting() -> tuple[str, ...]:
    return tuple(one.semantics.name for one in am.survival(map_()).accepting)


def title(reference: str) -> str:
    return map_()[reference].title or reference


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> str:
    rule = ["---:" if column in right else "---" for column in columns]
    return "\n".join("| " + " | ".join(row) + " |" for row in (columns, rule, *rows))


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


# -- orders ----------------------------------------------------------------------------------------


def letters(question: am.Question) -> dict[str, str]:
    """A letter for each answer, the first of a word of its title that nobody has yet."""
    found: dict[str, str] = {}
    for position in question.positions:
        every = [word[0].upper() for word in title(position).split()] + list(
            title(position).upper()
        )
        found[position] = next(one for one in every if one not in found.values())
    return found


def order(ranking: am.Ranking, short: dict[str, str]) -> str:
    groups = []
    for rank, places in groupby(ranking, key=lambda place: place.rank):
        names = " = ".join(short[place.reference] for place in places)
        groups.append(names if rank is not None else f"? {names}")
    return " ".join(groups)


def orders(question: am.Question) -> Iterator[str]:
    short = letters(question)
    yield f"### {question.text}\n"
    yield ", ".join(f"{letter} {title(one)}" for one, letter in short.items()) + ".\n"
    base = [assessed(None, semantics).ranking(question) for semantics in accepting()]
    plain = [order(ranking, short) for ranking in base]
    rows, same = [["*none*", *plain]], 0
    for scenario in map_().scenarios:
        found = [assessed(scenario.id, semantics).ranking(question) for semantics in accepting()]
        cells = [order(ranking, short) for ranking in found]
        if cells == plain:
            same += 1
            continue
        marked = [
            shown if first(now) == first(before) else f"**{shown}**"
            for shown, now, before in zip(cells, found, base, strict=True)
        ]
        rows.append([f"`{scenario.id}`", *marked])
    yield table(["scenario", *accepting()], rows) + "\n"
    yield f"The other {same} scenarios change nothing of this order under any semantics.\n"


def first(ranking: am.Ranking) -> set[str]:
    return {place.reference for place in ranking.first}


# -- trust -----------------------------------------------------------------------------------------


def trust() -> Iterator[str]:
    yield TRUST.format(name=DISTRUST, least=f"{LEAST:g}")
    moves = {
        semantics: {
            reference: assessed(DISTRUST, semantics).strengths[reference] - before
            for reference, before in assessed(None, semantics).strengths.items()
        }
        for semantics in accepting()
    }
    most = {one: max(abs(found[one]) for found in moves.values()) for one in map_().by_reference}
    moved = [one for one in sorted(most, key=lambda one: -most[one]) if most[one] >= LEAST]
    rows = [
        [
            title(one) + (", an answer" if one in map_().positions else ""),
            *(signed(found[one]) if abs(found[one]) >= LEAST else "" for found in moves.values()),
        ]
        for one in moved
    ]
    yield table(["statement", *moves], rows, list(moves)) + "\n"
    turned = [semantics for semantics in accepting() if _turned(semantics)]
    yield f"No answer moves by more than {max(most[one] for one in map_().positions):.3f}, and " + (
        f"the order changes under {listed(turned)}.\n" if turned else "no order changes.\n"
    )


def _turned(semantics: str) -> bool:
    now, before = assessed(DISTRUST, semantics).rankings, assessed(None, semantics).rankings
    return any(
        [place.reference for place in one] != [place.reference for place in other]
        for one, other in zip(now, before, strict=True)
    )


# -- linchpins -------------------------------------------------------------------------------------


def pins() -> Iterator[str]:
    found = {
        semantics: am.linchpins(map_(), semantics=am.SEMANTICS.named(semantics))
        for semantics in accepting()
    }
    none = [f"`{semantics}`" for semantics, pinned in found.items() if not len(pinned)]
    yield PINS.format(tried=next(iter(found.values())).tried, none=listed(none))
    together: dict[tuple[str, ...], list[str]] = {}
    for semantics, pinned in found.items():
        for one in pinned:
            row = (
                one.title,
                "true" if one.truth else "false",
                " = ".join(map(title, one.before)),
                " = ".join(map(title, one.after)),
            )
            together.setdefault(row, []).append(semantics)
    columns = ("statement", "were it", "first now", "first then", "under")
    yield table(columns, [[*row, ", ".join(names)] for row, names in together.items()]) + "\n"


def page() -> str:
    """The text of the page."""
    refused = [one.semantics.name for one in am.survival(map_()) if one.assessment is None]
    parts = [HEAD.format(refused=listed(refused))]
    for question in map_().answerable:
        parts.extend(orders(question))
    return "\n".join([*parts, *trust(), *pins()]).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
