"""Write `docs/iran-russia.md` and its pictures from the map and the prose beside this script.

    python scripts/iran_russia_page.py

In `iran_russia_page.md`, `@[Title]` becomes a link to the statement with its paragraph and weight,
`{{…}}` a number, a table or a list, and `{{expect …}}` or `{{leading …}}` nothing: it says what the
prose relies on, and the page is not written when that is no longer so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import argmap as am
from argmap.checks import allowed, check
from argmap.model.link import Polarity
from argmap.text.read import read

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/iran-russia.md"
TEMPLATE = Path(__file__).with_suffix(".md")
WHOLE, CHAPTERS = "iran-russia", ("uneasy-2016", "partnership-2021")
PICTURES = {
    "partnership.svg": ("[Durable partnership]", 1),
    "syria.svg": ("[Moscow looks away]", 2),
    "silence.svg": ("[Nothing is signed]", 2),
}
SHOWN = ("log-odds", "quadratic-energy", "df-quad", "euler-based")
QUESTIONS = ("closeness", "entrenchment", "arms")
LIMIT = 5


class Stale(Exception):
    """The prose says what the map no longer does."""


@cache
def reading(name: str) -> am.Reading:
    return read(ROOT / f"arguments/{name}.argdown")


@cache
def assessed(name: str = WHOLE, semantics: str = SHOWN[0]) -> am.Assessment:
    return am.assess(reading(name).required(), semantics=am.SEMANTICS.named(semantics))


def number(value: float) -> str:
    return f"{value:.2f}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    right = ("rank", "score", "link", "force", *SHOWN, "both texts", "2016 alone", "2021 alone")
    rule = ["---:" if column in right else "---" for column in columns]
    return "\n".join("| " + " | ".join(row) + " |" for row in (columns, rule, *rows))


# -- statements ------------------------------------------------------------------------------------


def line(reference: str) -> str:
    """Where a statement stands, as a link of the page."""
    origin = assessed().map.by_reference[reference].origin
    assert origin is not None
    return f"../arguments/{Path(origin.source.name).name}#L{origin.line}"


def named(reference: str) -> str:
    return f"[{reference[1:-1]}]({line(reference)})"


def year(document: str | None) -> str:
    source = assessed().map.sources_by_id[document or ""]
    assert source.date is not None
    return source.date[:4]


def read_in(reference: str) -> dict[str, list[str]]:
    """Years and places of a statement, or of what it is argued from."""
    map_ = assessed().map
    found: dict[str, list[str]] = {}
    waiting, seen = [reference], {reference}
    while waiting:
        at = waiting.pop(0)
        citation = map_.by_reference[at].citation
        if citation is not None and citation.locator is not None:
            places = found.setdefault(year(citation.document), [])
            places.extend(place for place in citation.locator.split("+") if place not in places)
            continue
        for link in map_.incoming.get(at, ()):
            if link.polarity in (Polarity.SUPPORT, Polarity.PREMISE) and link.source not in seen:
                seen.add(link.source)
                waiting.append(link.source)
    return found


def places(reference: str) -> str:
    def order(place: str) -> tuple[bool, int]:
        return not place.startswith("p"), int(re.sub(r"\D.*", "", place.lstrip("pfn")))

    return "; ".join(
        f"{when} {', '.join(sorted(where, key=order))}"
        for when, where in sorted(read_in(reference).items())
    )


def mention(title: str) -> str:
    reference = assessed().map.resolve(f"[{' '.join(title.split())}]")
    node = assessed().map.by_reference[reference]
    if node.citation is not None and node.citation.locator is not None:
        small = f"{places(reference)} · {number(assessed().strength(reference).initial)}"
    else:
        small = f"argued · {number(assessed().strengths[reference])}"
    return f"{named(reference)} <sub>{small}</sub>"


# -- tables and sentences --------------------------------------------------------------------------


def size() -> str:
    map_ = assessed().map
    cited = [node for node in map_.nodes if node.citation and node.citation.cited]
    undercuts = sum(link.polarity is Polarity.UNDERCUT for link in map_.links)
    return (
        f"{len(cited)} cited statements, {len(map_.positions)} answers to three questions, and "
        f"{len(map_.links)} links between them, {undercuts} of them undercuts"
    )


def short() -> str:
    lines = []
    for ranking in assessed().rankings:
        first, second = ranking.places[:2]
        lines.append(
            f"* **{ranking.question.text}** {named(first.reference)} ({number(first.score)}): "
            f"{_lower(first.label)} Next comes {named(second.reference)} "
            f"({number(second.score)}). {_held(ranking.question.id)}"
        )
    return "\n".join(lines)


def _lower(text: str) -> str:
    return text if text.startswith(("Moscow", "Iran", "Russia")) else text[0].lower() + text[1:]


_COUNT = ("None", "One", "Two", "Three", "Four")


def _firsts(question: str) -> dict[str, list[str]]:
    """Who leads, under which semantics."""
    found: dict[str, list[str]] = {}
    for semantics in SHOWN:
        for place in assessed(semantics=semantics).ranking(question).first:
            found.setdefault(place.reference, []).append(semantics)
    return found


def _held(question: str) -> str:
    leaders = _firsts(question)
    if len(leaders) == 1:
        return "All four ways of counting agree on who is first."
    leader = next(iter(leaders))
    return f"{_COUNT[len(leaders[leader])]} of four ways of counting agree on who is first."


def survival() -> str:
    lines = []
    for question in QUESTIONS:
        text = assessed().ranking(question).question.text
        leaders = [
            f"{named(leader)} under {_listed(names)}" for leader, names in _firsts(question).items()
        ]
        lines.append(f"* {text} First is {'; '.join(leaders)}.")
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    if len(names) == len(SHOWN):
        return "all four"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def ranking(question: str) -> str:
    return table(
        ("rank", "answer", "in words", "score"),
        (
            (str(place.rank), named(place.reference), place.label, number(place.score))
            for place in assessed().ranking(question)
        ),
    )


def reasons(title: str) -> str:
    position = f"[{title}]"
    rows = []
    told: dict[int, set[str]] = {1: set(), -1: set()}
    for reason in sorted(
        assessed().reasons(position, limit=LIMIT), key=lambda one: (-one.sign, -one.force)
    ):
        origin = reason.link.origin
        assert origin is not None
        where = f"../arguments/{Path(origin.source.name).name}#L{origin.line}"
        weight = reason.link.weight
        assert isinstance(weight, float)
        again = reports(reason.source) & told[reason.sign]
        told[reason.sign].add(reason.source)
        rows.append(
            (
                "for" if reason.sign > 0 else "against",
                named(reason.source) + (" (the same report again)" if again else ""),
                places(reason.source),
                f"[{number(weight)}]({where})",
                number(assessed().strengths[reason.source]),
                "counted once" if again else number(reason.force),
            )
        )
    columns = (f"{named(position)}", "reason", "read in", "link", "score", "force")
    return table(columns, rows)


def semantics(question: str) -> str:
    rows = []
    for place in assessed().ranking(question):
        cells = [named(place.reference)]
        for name in SHOWN:
            there = assessed(semantics=name).ranking(question)[place.reference]
            cells.append(f"{there.rank}. {number(there.score)}")
        rows.append(cells)
    return table((assessed().ranking(question).question.text, *SHOWN), rows)


def chapters(question: str) -> str:
    rows = []
    for place in assessed().ranking(question):
        cells = [named(place.reference)]
        for name in (WHOLE, *CHAPTERS):
            there = assessed(name).ranking(question)[place.reference]
            cells.append(f"{there.rank}. {number(there.score)}")
        rows.append(cells)
    heading = assessed().ranking(question).question.text
    return table((heading, "both texts", "2016 alone", "2021 alone"), rows)


def objections() -> str:
    """What the checks object to, and the reason beside it: that of the whole map, if it has one."""
    one = reading(WHOLE)
    map_ = one.required()
    own = str(ROOT / f"arguments/{WHOLE}.argdown")
    allowances = sorted(one.allowances, key=lambda allowance: allowance.place[0] != own)
    rows = []
    for found in check(map_):
        answers = [each for each in allowances if not allowed(map_, [found], [each], own)]
        if not answers:
            raise Stale(f"nobody says why this stands:\n{found}")
        assert found.span is not None
        where = f"../arguments/{Path(found.name).name}#L{found.span.line}"
        why = f"../arguments/{Path(answers[0].place[0]).name}#L{answers[0].span.line}"
        rows.append(
            (f"[{found.code}]({where})", _linked(found.message), f"[{answers[0].reason}]({why})")
        )
    return table(("check", "objection", "why it stands"), rows)


def _linked(message: str) -> str:
    for source in assessed().map.sources:
        if source.date is not None and f"'{source.id}'" in message:
            message = message.replace(f"'{source.id}'", f"the text of {source.date[:4]}")
    return re.sub(r"\[[^\]]+\]", lambda found: named(found[0]), message)


def answered() -> str:
    """Positions against which a chapter has nothing, and what the whole map has."""
    map_ = assessed().map
    rows = []
    for name in CHAPTERS:
        for found in check(reading(name).required()):
            if found.code != "AM601":
                continue
            position = next(
                node.reference
                for node in reading(name).required().nodes
                if node.origin == found.span
            )
            against = [
                named(link.source)
                for link in map_.incoming[position]
                if link.polarity is Polarity.ATTACK and map_.counts(link)
            ]
            rows.append(
                (name[-4:], f"nothing counts against {named(position)}", ", ".join(against))
            )
    return table(("text", "objection", "what the whole map has"), rows)


def ours() -> str:
    drawn = [link for link in assessed().map.links if link.weight == 0.3]
    return (
        f"{len(drawn)} of the links have the weight 0.30. Most of these we drew and the texts did "
        "not, and the files say so beside each; whoever would draw them otherwise can."
    )


def reports(reference: str) -> set[str]:
    """All that is marked as the same report as this one."""
    nodes = assessed().map.nodes
    found = {reference}
    while True:
        more = {
            each
            for node in nodes
            if found & {node.reference, *node.same}
            for each in (node.reference, *node.same)
        }
        if more <= found:
            return found - {reference}
        found |= more


# -- what the prose relies on ----------------------------------------------------------------------


def expect(condition: str) -> str:
    found = re.fullmatch(r"(.+?) > (.+?)(?: under ([\w-]+))?(?: in ([\w-]+))?", condition)
    assert found, condition
    strengths = assessed(found[4] or WHOLE, found[3] or SHOWN[0]).strengths
    if not strengths[f"[{found[1]}]"] > strengths[f"[{found[2]}]"]:
        raise Stale(f"the prose relies on {condition}")
    return ""


def leading(condition: str) -> str:
    side, rest = condition.split(" ", 1)
    position, _, names = rest.partition(": ")
    sign = 1 if side == "for" else -1
    strongest = [
        reason.source
        for reason in assessed().reasons(f"[{position}]", limit=3)
        if reason.sign == sign
    ]
    for name in names.split(", "):
        if f"[{name}]" not in strongest:
            raise Stale(f"[{name}] is no more among the strongest {side} [{position}]")
    return ""


WORDS: dict[str, Callable[..., str]] = {
    one.__name__: one
    for one in (
        size, short, survival, ranking, reasons, semantics, chapters, objections, answered,
        ours, expect, leading,
    )
}  # fmt: skip


def page() -> str:
    """The text of the page."""
    text = TEMPLATE.read_text("utf-8")
    text = re.sub(r"^\{\{(?:expect|leading) [^}]*\}\}\n", _checked, text, flags=re.MULTILINE)
    text = re.sub(r"\{\{(\w+)(?: ([^}]*))?\}\}", _filled, text)
    text = re.sub(r"@\[([^\]]+)\]", lambda found: mention(found[1]), text)
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def _checked(found: re.Match[str]) -> str:
    _filled(re.fullmatch(r"\{\{(\w+) ([^}]*)\}\}", found[0].strip()))
    return ""


def _filled(found: re.Match[str] | None) -> str:
    assert found is not None
    return WORDS[found[1]](*([found[2]] if found[2] else []))


def pictures() -> Iterator[tuple[str, am.Picture]]:
    for name, (focus, depth) in PICTURES.items():
        yield name, am.draw(assessed(), focus=focus, depth=depth)


def write() -> None:
    PAGE.write_text(page(), "utf-8")
    folder = PAGE.parent / "pictures"
    folder.mkdir(exist_ok=True)
    for name, picture in pictures():
        picture.save(folder / name)


if __name__ == "__main__":
    write()
