"""One node as a box that says what kind it is, in words that are clean."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping

import attrs

from argmap.model.link import Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.node import ASSUMPTION, EVENT, Argument, Evidence, Node
from argmap.model.weight import Grade, mode
from argmap.views.painting.svg import clean, safe_href

#: A user's tag that is drawn as assumptions are.
FORECAST = "forecast"


#: How events, and what bears on nothing, are counted.
EVENTS, CONTEXT = "E", "N"
_LONGER = {EVENTS: "Ev", CONTEXT: "Nb"}


class Look(enum.Enum):
    """How a node is drawn; the value is its name in the legend and its tag in capitals."""

    ASSESSMENT = "assessment"
    CLAIM = "claim"
    COUNTERCLAIM = "counterclaim"
    EVIDENCE = "evidence"
    EVENT = "event"
    ARGUMENT = "argument"
    STEP = "step"


@attrs.frozen
class Item:
    """One node. All words are clean; `name` is a counter, `reference` the user's.

    `strength` is NaN where it did not settle; `initial` is None where a mark for it would say
    nothing; `order` counts assessments from 0;
    `linked` tells of a STEP that it has several premises, all needed; `hidden` counts the
    reasons that the picture leaves out. Beside a baseline, `earlier` is the strength there where
    it was another one, and what stays as it was is `quiet`. `folded` says what was folded into
    it. Where a path is brought out, it is `on_path` or else `aside`; `tipping` marks one item.
    """

    name: str
    reference: str
    look: Look
    tag: str
    text: str
    sub: str = ""
    source: str = ""
    locator: str = ""
    grade: str = ""
    level: int | None = None
    strength: float = 0.0
    initial: float | None = None
    order: int | None = None
    linked: bool = False
    dashed: bool = False
    faded: bool = False
    dropped: bool = False
    clamped: bool = False
    conditions: tuple[str, ...] = ()
    hidden: int = 0
    earlier: float | None = None
    quiet: bool = False
    folded: str = ""
    on_path: bool = False
    aside: bool = False
    tipping: bool = False
    href: str | None = None
    description: str = ""


def item(
    map_: ArgumentMap,
    reference: str,
    strengths: Mapping[str, float] | None,
    names: Mapping[str, str],
    events: Mapping[str, str],
    bearing: set[Polarity],
) -> Item:
    """`names` are those of all items shown, `events` the codes of events, `bearing` the
    polarities of the links that leave the node."""
    node = map_.by_reference[reference]
    look = _look(map_, node, bearing)
    initial = mode(map_.initial(reference))
    clamp = map_.clamped.get(reference)
    strength = initial if strengths is None else strengths[reference]
    incoming = map_.incoming.get(reference, ())
    moved = strengths is not None and any(
        link.polarity is not Polarity.CONTRADICT or map_.counts(link) for link in incoming
    )
    text, sub = words(node), ""
    if look is Look.ASSESSMENT and node.title and node.text:
        text, sub = _clean(node.title), _clean(node.text)
    grade = map_.grade(node) if node.citation and node.citation.cited else Grade()
    source, locator = _source(map_, node)
    positions = map_.positions
    order = positions.index(reference) if look is Look.ASSESSMENT else None
    premises = [link for link in incoming if link.polarity is Polarity.PREMISE]
    shown = Item(
        name=names[reference],
        reference=clean(reference),
        look=look,
        tag=_tag(node, look, order, events.get(reference), clamp is not None and clamp.dropped),
        text=text,
        sub=sub,
        source=source,
        locator=locator,
        grade=str(grade),
        level=6 - int(grade.credibility) if grade.credibility in tuple("12345") else None,
        strength=strength,
        initial=initial if moved and clamp is None else None,
        order=order,
        linked=len(premises) > 1,
        dashed=ASSUMPTION in node.tags or FORECAST in node.tags,
        faded=node.is_thesis,
        dropped=clamp is not None and clamp.dropped,
        clamped=clamp is not None and not clamp.dropped,
        conditions=conditions(map_, reference, names, events),
        hidden=sum(
            link.source not in names and link.polarity is not Polarity.CONDITION
            for link in incoming
            if link.target == reference
        ),
        href=safe_href(node.url),
    )
    spelled = conditions(map_, reference, names, {})
    described = _described(shown, initial, spelled, scored=strengths is not None)
    return attrs.evolve(shown, description=described)


def _look(map_: ArgumentMap, node: Node, bearing: set[Polarity]) -> Look:
    if isinstance(node, Argument):
        return Look.ARGUMENT if node.text else Look.STEP
    if node.reference in map_.positions:
        return Look.ASSESSMENT
    if EVENT in node.tags:
        return Look.EVENT
    if isinstance(node, Evidence):
        return Look.EVIDENCE
    against = bearing & {Polarity.ATTACK, Polarity.UNDERCUT}
    if against and not bearing & {Polarity.SUPPORT, Polarity.PREMISE}:
        return Look.COUNTERCLAIM
    return Look.CLAIM


def _tag(node: Node, look: Look, order: int | None, event: str | None, dropped: bool) -> str:
    tag = look.value.upper()
    if order is not None:
        tag += f" {letter(order)}"
    if event and look is Look.EVENT:
        tag += f" {event}"
    for word in (ASSUMPTION, FORECAST):
        if word in node.tags:
            tag = word.upper() if look is Look.CLAIM else f"{tag} · {word.upper()}"
    if node.is_thesis:
        tag = "THESIS · NOT COUNTED"
    return f"{tag} · DROPPED" if dropped else tag


def letter(order: int) -> str:
    """A, B … Z, AA …: how positions are told apart in words."""
    return chr(ord("A") + order) if order < 26 else f"{letter(order // 26 - 1)}{letter(order % 26)}"


def code(prefix: str, order: int, positions: int) -> str:
    """`E1`, `E2` … for events; `Ev1` where a position is called E, so that the first reason on it,
    E.1, looks different. Likewise for other prefixes."""
    taken = {letter(position) for position in range(positions)}
    return f"{_LONGER[prefix] if prefix in taken else prefix}{order + 1}"


def words(node: Node) -> str:
    """The text of a node on one line, without what SVG forbids."""
    return _clean(node.label) or _clean(node.title or "")


def _clean(text: str) -> str:
    return " ".join(clean(text).split())


def _source(map_: ArgumentMap, node: Node) -> tuple[str, str]:
    citation = node.citation
    if citation is None or not citation.cited:
        return "", ""
    names: dict[str, None] = dict.fromkeys(
        name for name in (citation.source, citation.document) if name
    )
    titles = [_clean(map_.sources_by_id[name].title or name) for name in names]
    return ", in ".join(titles), _clean(citation.locator or "")


def conditions(
    map_: ArgumentMap, target: Target, names: Mapping[str, str], events: Mapping[str, str]
) -> tuple[str, ...]:
    """In the words of a pill: the code of an event that is shown, else the condition's title.

    Without `events`, always the title.
    """
    found = []
    for link in map_.incoming.get(target, ()):
        if link.polarity is Polarity.CONDITION and link.target == target:
            node = map_.by_reference[link.source]
            known = link.source in names and link.source in events
            found.append(f"if {events[link.source] if known else _clean(node.title or node.text)}")
    return tuple(found)


def _described(item: Item, initial: float, spelled: tuple[str, ...], *, scored: bool) -> str:
    kind = "Step" if item.look is Look.STEP else item.tag.capitalize()
    if item.look is Look.ASSESSMENT and item.order is not None:
        kind = f"Assessment {letter(item.order)}"
    said = f"{kind}: {item.text}{f' – {item.sub}' if item.sub else ''}"
    parts = [said if said.endswith((".", "!", "?", "…")) else f"{said}."]
    if scored and math.isnan(item.strength):
        parts.append(f"Its strength did not settle; initial weight {initial:.2f}.")
    elif scored:
        parts.append(f"Strength {item.strength:.2f}, initial weight {initial:.2f}.")
    else:
        parts.append(f"Initial weight {initial:.2f}.")
    if item.clamped:
        parts.append("Assumed, so that nothing bears on it.")
    if item.source:
        parts.append(f"Source: {item.source}{f', {item.locator}' if item.locator else ''}.")
    if item.grade:
        parts.append(f"Grade {item.grade}.")
    if spelled:
        parts.append(f"Counts only {' and '.join(spelled)}.")
    return " ".join(parts)
