"""A map as Mermaid text, which GitHub and many editors draw; large maps without their evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.views.cards.folding import folded
from argmap.views.cards.sheet import sheet
from argmap.views.painting.captions import heading
from argmap.views.painting.items import Item, Look
from argmap.views.painting.palette import LIGHT
from argmap.views.painting.svg import clean
from argmap.views.routing.scene import Scene, scene
from argmap.views.routing.split import joints, split

if TYPE_CHECKING:
    from argmap.assessment import Assessment

#: Above this many nodes only positions, events, and claims with reasons of their own are written.
COMPACT = 25
_LONGEST = 240  # letters of a text
#: Lines that hold 3:1 on white and on GitHub's dark page.
LINES = {
    Polarity.SUPPORT: "#3d82cf",
    Polarity.ATTACK: "#d9622b",
    Polarity.UNDERCUT: "#b8476b",
    Polarity.PREMISE: "#7d8694",
}
_SHAPES = {
    Look.ASSESSMENT: ("[", "]"),
    Look.CLAIM: ("(", ")"),
    Look.COUNTERCLAIM: ("{{", "}}"),
    Look.EVIDENCE: ("[", "]"),
    Look.EVENT: ("{{", "}}"),
    Look.ARGUMENT: ("([", "])"),
    Look.STEP: ("((", "))"),
}
# what means something to Mermaid, Markdown or HTML, even inside quotes
_SPECIAL = re.compile(r'["#<>&%`\\;{}\[\]|$]')


def to_mermaid(subject: Assessment | ArgumentMap, *, compact: bool | None = None) -> str:
    """A flowchart; strengths of an assessment, initial weights of a map.

    By default maps of more than 25 nodes are `compact`. Contradictions are left out, because they
    would pull what contradicts onto one level.
    """
    if isinstance(subject, ArgumentMap):
        map_, strengths = subject, None
    else:
        map_, strengths = subject.map, subject.strengths
    shown = scene(map_, strengths)
    if compact is None:
        compact = len(map_.nodes) > COMPACT
    counts: dict[str, str] = {}
    if compact:
        shown, counts = _compact(subject, shown)
    relations = [one for one in shown.relations if one.polarity is not Polarity.CONTRADICT]
    title = _text(" ".join(clean(heading(map_)).split()))
    parts = ["flowchart RL", f"  accTitle: {title or 'Argument map'}"]
    parts += [_node(item, counts.get(item.name, "")) for item in shown.items]
    parts += [f"  {joint}(( )):::joint" for joint in joints(relations)]
    coloured: dict[str, list[int]] = {}
    for index, stretch in enumerate(split(relations)):
        one = stretch.relation
        label = " ".join(part for part in (one.label, one.condition) if part)
        arrow = _arrow(one.polarity, label if stretch.first else "", head=stretch.last)
        parts.append(f"  {stretch.tail} {arrow} {stretch.head}")
        colour = LINES[Polarity.PREMISE if one.faded else one.polarity]
        coloured.setdefault(colour, []).append(index)
    parts += _styles(shown.items, bool(joints(relations)))
    for colour, indices in coloured.items():
        listed = ",".join(map(str, indices))
        parts.append(f"  linkStyle {listed} stroke:{colour},stroke-width:2px")
    return "\n".join(parts) + "\n"


def _compact(subject: Assessment | ArgumentMap, shown: Scene) -> tuple[Scene, dict[str, str]]:
    """Only what has a card, with counts of what is folded below it."""
    known = sheet(subject)
    kept = {known.names[card.owner]: card.owner for card in known.plan.cards}
    items = tuple(item for item in shown.items if item.name in kept)
    relations = tuple(
        one for one in shown.relations if one.source in kept and one.target in kept and not one.onto
    )
    counts = {}
    for name, owner in kept.items():
        below = folded(known, owner)
        said = [f"{below.for_} for"] if below.for_ else []
        said += [f"{below.against} against"] if below.against else []
        counts[name] = f"below: {' · '.join(said)}" if said else ""
    return attrs.evolve(shown, items=items, relations=relations), counts


def _node(item: Item, counts: str) -> str:
    opening, closing = _SHAPES[item.look]
    if item.look is Look.STEP:
        words = "AND" if item.linked else "∴"
        return f'  {item.name}{opening}"{words}"{closing}:::inference'
    notes = [] if item.dropped else [_strength(item)]
    if item.level is not None:
        notes.append("●" * item.level + "○" * (5 - item.level))
    notes += [_text(part) for part in (item.grade, *item.conditions, counts) if part]
    if item.dropped:
        notes.append("dropped")
    if item.faded:
        notes.append("not counted")
    words = _text(item.text)
    if item.look is Look.ASSESSMENT:
        words = f"<b>{words}</b>"
    kind = item.look.value
    return f'  {item.name}{opening}"{words}<br/>{" · ".join(notes)}"{closing}:::{kind}'


def _strength(item: Item) -> str:
    return "unsettled" if math.isnan(item.strength) else f"{item.strength:.2f}"


def _text(words: str) -> str:
    """Inert inside a quoted label; too much of it ends in `…`."""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return _SPECIAL.sub(lambda match: f"#{ord(match.group())};", words)


def _arrow(polarity: Polarity, label: str, *, head: bool) -> str:
    quoted = f'"{_text(label)}"' if label else ""
    if polarity in (Polarity.ATTACK, Polarity.UNDERCUT):
        end = ".-x" if head else ".-"
        return f"-. {quoted} {end}" if quoted else f"-{end}"
    end = "-->" if head and polarity is not Polarity.PREMISE else "---"
    return f"-- {quoted} {end}" if quoted else end


def _styles(items: Sequence[Item], jointed: bool) -> Iterator[str]:
    looks = {item.look for item in items}
    boxes = {
        "assessment": LIGHT.assessment,
        "claim": LIGHT.claim,
        "counterclaim": LIGHT.counterclaim,
        "evidence": LIGHT.evidence,
        "event": LIGHT.event,
        "argument": LIGHT.inference,
        "inference": LIGHT.inference,
    }
    for name, paint in boxes.items():
        if any(look.value == name for look in looks) or (
            name == "inference" and Look.STEP in looks
        ):
            style = f"fill:{paint.fill},stroke:{paint.border},color:{paint.ink}"
            yield f"  classDef {name} {style}"
    if jointed:
        dot = LINES[Polarity.UNDERCUT]
        yield f"  classDef joint fill:{dot},stroke:{dot},color:{dot}"
