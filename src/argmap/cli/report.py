"""An assessment as it is printed: who comes first, by how much, and what speaks each way."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap import tables
from argmap.cli.options import value_of
from argmap.cli.screen import Line, Screen, padded
from argmap.tables import Column, decimals, plain

if TYPE_CHECKING:
    from argmap.assessment import Assessment, Reason
    from argmap.model.map import ArgumentMap
    from argmap.model.node import Node
    from argmap.ranking import Place, Ranking

#: Below these gaps, in log-odds, one position is ahead of the next narrowly, or clearly.
NARROW, CLEAR = 0.25, 1.0

_NAME = 30  # columns for the name of a position
_BAR = 40
_CREDIT = 30
_WORTH_SHOWING = 28  # columns: less of a text says nothing
_INDENT = " " * 4
_WAYS = ((1, "for"), (-1, "against"))

_score = decimals(3)
_odds = decimals(2, signed=True)
_two = decimals(2)


def degree(gap: float) -> str:
    """A gap between two positions in a word."""
    if gap <= 0.0:
        return "tied"
    return "narrowly" if gap < NARROW else "clearly" if gap < CLEAR else "strongly"


def verdict(ranking: Ranking) -> str:
    """Who comes first, and how far ahead."""
    first = ranking.first
    if not first:
        return "Nothing settles here, so nothing is ranked."
    names = [plain(place.title) for place in first]
    if len(ranking.places) == 1:
        return f"{names[0]} is the only position, at {_score(first[0].score)}."
    if len(first) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]} share the first rank."
    gap = first[0].gap
    if gap is None:
        return f"{names[0]} comes first; the others do not settle."
    second = plain(ranking.places[1].title)
    return f"{names[0]} comes first, {degree(gap)} ahead of {second}."


# -- whose word a reason rests on ------------------------------------------------------------


@frozen
class Credit:
    """Who vouches for a reason. `direct` when it is cited itself, else those who vouch for what
    supports it, nearest first."""

    vouchers: tuple[str, ...]
    place: str = ""
    direct: bool = True

    def __str__(self) -> str:
        if not self.vouchers:
            return ""
        if self.direct:
            return f"{self.vouchers[0]} {self.place}".rstrip()
        more = f" +{len(self.vouchers) - 2}" if len(self.vouchers) > 2 else ""
        return f"via {', '.join(self.vouchers[:2])}{more}"


def credit(map_: ArgumentMap, reference: str) -> Credit:
    """Who vouches for a node, or for what it rests on."""
    from argmap.analysis.prose import vouchers

    own = _own_credit(map_.by_reference[reference])
    return Credit(vouchers(map_, reference), direct=False) if own is None else own


def _own_credit(node: Node) -> Credit | None:
    citation = node.citation
    if citation is None or not citation.cited or citation.voucher is None:
        return None
    place = citation.locator or ""
    if place and citation.document not in (None, citation.voucher):
        place = f"({citation.document} {place})"
    return Credit((citation.voucher,), place)


def _name(node: Node) -> str:
    """What a node is called: its title, an argument's in its brackets, else its text."""
    return node.reference if node.is_step or node.title is None else node.title


# -- for people: text ------------------------------------------------------------------------


def as_lines(
    assessment: Assessment, rankings: tuple[Ranking, ...], on: Screen, *, reasons: int
) -> Iterator[Line]:
    """Everything, or with no reasons the rankings alone."""
    map_ = assessment.map
    if map_.title:
        yield ((on.short(map_.title, on.width), "heading"),)
        yield ()
    if not rankings:
        yield (("There is nothing to rank: tag the statements that compete with #assessment.", ""),)
    columns = _columns(rankings, on)
    for number, ranking in enumerate(rankings):
        if number:
            yield ()
        yield from _ranking_lines(ranking, columns, on)
        if reasons:
            for place in ranking:
                yield ()
                yield from _place_lines(assessment, place, on, reasons)
    if not reasons:
        return
    yield ()
    for caveat in assessment.warnings:
        for text in on.wrapped(caveat.message, first="Note: ", indent="  "):
            yield ((text, "warning"),)
    for text in on.wrapped(provenance(assessment), indent="  "):
        yield ((text, "dim"),)


@frozen
class _Columns:
    """The widths of the parts of a ranking, one for all questions."""

    rank: int
    name: int
    bar: int


def _columns(rankings: tuple[Ranking, ...], on: Screen) -> _Columns:
    places = [place for ranking in rankings for place in ranking]
    rank = max([2, *(len(str(place.rank)) for place in places)])
    name = max([8, *(tables.width(plain(place.title)) for place in places)])
    name = min(name, _NAME)
    return _Columns(rank, name, min(on.width - (rank + name + 5 + 8 + 13 + 5 * 2), _BAR))


def _ranking_lines(ranking: Ranking, columns: _Columns, on: Screen) -> Iterator[Line]:
    question = ranking.question
    if question.text or question.id:
        for text in on.wrapped(question.text or question.id):
            yield ((text, "heading"),)
    for text in on.wrapped(verdict(ranking)):
        yield ((text, ""),)
    if not ranking.places:
        return
    yield ()
    name = padded("position", columns.name)
    scale = _scale(columns.bar, on)
    yield ((f"{'':{columns.rank}}  {name}  score  log-odds  {scale}  ahead by", "dim"),)
    for place in ranking:
        title = padded(on.short(place.title, columns.name), columns.name)
        yield (
            (f"{place.rank or '':>{columns.rank}}  ", "dim"),
            (title, "heading" if place.rank == 1 else ""),
            (f"  {_score(place.score):>5}  {_odds(place.log_odds):>8}  ", ""),
            (padded(on.bar(place.score, columns.bar), columns.bar), "bar"),
            (f"  {_gap(place)}", ""),
        )


def _scale(columns: int, on: Screen) -> str:
    """The numbers above the bars: 0, a half and 1."""
    half = on.half
    left = columns // 2 - len(half) + 1
    return padded("0", left) + padded(half, columns - left - 1) + "1"


def _gap(place: Place) -> str:
    if place.rank is None:
        return "unsettled"
    if place.gap is None:
        return ""
    return "tied" if place.gap <= 0.0 else f"{_two(place.gap)} {degree(place.gap)}"


def _place_lines(assessment: Assessment, place: Place, on: Screen, limit: int) -> Iterator[Line]:
    map_ = assessment.map
    rank = f"{place.rank or '–':>2}  "
    title = on.short(place.title, on.width - len(rank))
    left = on.width - len(rank) - tables.width(title) - 2
    shown = place.label != place.title and left >= _WORTH_SHOWING
    more = f"  {on.short(place.label, left)}" if shown else ""
    yield ((rank, "dim"), (title, "heading"), (more, "dim"))
    clamp = map_.clamped.get(place.reference)
    if clamp is not None:
        fixed = "dropped" if clamp.dropped else f"assumed at {_score(clamp.value)}"
        yield ((f"{_INDENT}{fixed}, so that nothing bears on it", "dim"),)
        return
    found = assessment.reasons(place.reference, limit)
    rows = [(way, one) for sign, way in _WAYS for one in found if one.sign == sign]
    if not rows:
        yield ((f"{_INDENT}nothing speaks for it or against it", "dim"),)
    credits = [on.short(str(credit(map_, one.source)), _CREDIT) for _way, one in rows]
    side = max(map(tables.width, credits), default=0)
    room = on.width - len(f"{_INDENT}against  0.00  ") - (side + 2 if side else 0)
    last = ""
    for (way, one), whose in zip(rows, credits, strict=True):
        yield (
            (f"{_INDENT}{way if way != last else '':<7}  ", way),
            (f"{_two(one.force):>4}  ", ""),
            *_reason_pieces(map_.by_reference[one.source], on, room),
            (f"  {whose}", "dim"),
        )
        last = way


def _reason_pieces(node: Node, on: Screen, room: int) -> Iterator[tuple[str, str]]:
    name = on.short(_name(node), room)
    left = room - tables.width(name)
    more = ""
    if node.title is not None and node.text and left >= _WORTH_SHOWING:
        more = on.short(f": {node.text}", left)
    yield (name, "")
    yield (padded(more, left), "dim")


def provenance(assessment: Assessment) -> str:
    """How it was scored, and what each change of the scenario touched."""
    said = f"Scored by {assessment.semantics.name}"
    scenario = assessment.scenario
    if scenario is None:
        return f"{said}, under no scenario."
    stored = next(
        (one for one in assessment.base.scenarios if one.id in (scenario.id, scenario.extends)),
        None,
    )
    if stored is not None:
        said += f", under “{stored.title or stored.id}”"
    changes = "; ".join(
        f"{one.change.action.value} {one.change.selector}{value_of(one.change)} "
        f"({_count(one.nodes, one.links)})"
        for one in assessment.map.touched
    )
    return f"{said}, supposing: {changes}." if changes else f"{said}."


def _count(nodes: int, links: int) -> str:
    counts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((nodes, "node"), (links, "link"))
        if number
    ]
    return " and ".join(counts) or "nothing"


# -- for people: Markdown --------------------------------------------------------------------

_REASONS = (
    Column("position", "position"),
    Column("way", ""),
    Column("force", "force", _two, right=True),
    Column("title", "reason"),
    Column("text", "text"),
    Column("source", "source"),
)


def as_markdown(assessment: Assessment, rankings: tuple[Ranking, ...], *, reasons: int) -> str:
    """A heading and a table per question, then a table of reasons."""
    parts = []
    if assessment.map.title:
        parts.append(f"# {_escaped(assessment.map.title)}")
    for ranking in rankings:
        question = ranking.question
        if question.text or question.id:
            parts.append(f"## {_escaped(question.text or question.id)}")
        parts.append(_escaped(verdict(ranking)))
        parts.append(ranking.to_markdown())
        records = [
            {
                "position": place.title,
                "way": "for" if one.sign > 0 else "against",
                "force": one.force,
                "title": _name(assessment.map.by_reference[one.source]),
                "text": assessment.map.by_reference[one.source].text,
                "source": str(credit(assessment.map, one.source)),
            }
            for place in ranking
            for one in (assessment.reasons(place.reference, reasons) if reasons else ())
        ]
        if records:
            parts.append(tables.as_markdown(records, _REASONS))
    if reasons:
        parts.extend(f"> {_escaped(one.message)}" for one in assessment.warnings)
        parts.append(_escaped(provenance(assessment)))
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    return "".join(f"\\{one}" if one in r"\`*_{}[]<>|~#&" else one for one in plain(text))


# -- for programs ----------------------------------------------------------------------------


def as_csv(rankings: tuple[Ranking, ...]) -> str:
    """The places of all rankings, one a line, under the columns of `Ranking.to_records`."""
    text = ""
    for ranking in rankings:
        table = ranking.to_csv()
        text += table if not text else table.partition("\n")[2]
    return text.rstrip("\n")


def as_json(assessment: Assessment, rankings: tuple[Ranking, ...], *, reasons: int) -> str:
    """Everything that the text says, with complete numbers; what is not finite is null."""
    scenario = assessment.scenario
    record = {
        "title": assessment.map.title,
        "semantics": assessment.semantics.name,
        "scenario": scenario.id if scenario else None,
        "changes": [
            {
                "action": one.change.action.value,
                "selector": one.change.selector,
                "value": _plain_value(one.change.value),
                "nodes": one.nodes,
                "links": one.links,
            }
            for one in (assessment.map.touched if scenario else ())
        ],
        "converged": assessment.converged,
        "residual": _finite(assessment.residual),
        "warnings": [
            {"kind": one.kind, "message": one.message, "references": list(one.references)}
            for one in assessment.warnings
        ],
        "questions": [
            {
                "id": ranking.question.id,
                "text": ranking.question.text,
                "places": [_place_record(assessment, place, reasons) for place in ranking],
            }
            for ranking in rankings
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)


def _place_record(assessment: Assessment, place: Place, limit: int) -> dict[str, Any]:
    found = assessment.reasons(place.reference, limit) if limit else ()
    return {
        "rank": place.rank,
        "position": place.reference,
        "title": place.title,
        "label": place.label,
        "score": _finite(place.score),
        "log_odds": _finite(place.log_odds),
        "gap": _finite(place.gap),
        "warning": place.warning,
        "reasons": [_reason_record(assessment.map, one) for one in found],
    }


def _reason_record(map_: ArgumentMap, reason: Reason) -> dict[str, Any]:
    node = map_.by_reference[reason.source]
    citation = node.citation
    return {
        "way": "for" if reason.sign > 0 else "against",
        "force": reason.force,
        "reference": reason.source,
        "title": node.title,
        "text": node.text,
        "source": citation.voucher if citation else None,
        "document": citation.document if citation else None,
        "locator": citation.locator if citation else None,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _plain_value(value: object) -> object:
    return value if value is None or isinstance(value, float) else str(value)
