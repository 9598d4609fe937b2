"""One link as a line from an item to an item, or onto another line."""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs

from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.weight import LINK_DEFAULT, mode
from argmap.views.painting.items import conditions, words


@attrs.frozen
class Relation:
    """One link that is drawn as a line; `target` names an item or, when `onto`, a relation."""

    name: str
    source: str
    target: str
    polarity: Polarity
    weight: float
    label: str = ""
    condition: str = ""
    onto: bool = False
    faded: bool = False
    on_path: bool = False
    aside: bool = False
    description: str = ""
    link: LinkReference | None = attrs.field(default=None, repr=False)


_VERBS = {
    Polarity.SUPPORT: "supports",
    Polarity.ATTACK: "attacks",
    Polarity.UNDERCUT: "undercuts",
    Polarity.PREMISE: "is a premise of",
    Polarity.CONTRADICT: "contradicts",
}
_COUNTER = "e"  # items are counted with another letter
_SIGNS = {Polarity.SUPPORT: "+", Polarity.ATTACK: "−", Polarity.UNDERCUT: "×"}


def relations(
    map_: ArgumentMap, names: Mapping[str, str], events: Mapping[str, str]
) -> tuple[Relation, ...]:
    """Undercuts follow what they undercut; what ends at nothing that is drawn is left out."""
    drawn: dict[LinkReference, Relation] = {}
    waiting = [
        link
        for link in map_.links
        if link.polarity is not Polarity.CONDITION and link.source in names
    ]
    while waiting:
        left = []
        for link in waiting:
            target = _end(map_, link, names, drawn)
            if target is None:
                left.append(link)
                continue
            reference = link.reference
            name = f"{_COUNTER}{len(drawn)}"
            onto = target.startswith(_COUNTER)
            drawn[reference] = _relation(map_, link, name, names, target, onto, events)
        if len(left) == len(waiting):
            break
        waiting = left
    return tuple(drawn.values())


def _end(
    map_: ArgumentMap,
    link: Link,
    names: Mapping[str, str],
    drawn: Mapping[LinkReference, Relation],
) -> str | None:
    """The name of the item or relation where the line ends, if that is drawn already."""
    target = link.target
    if isinstance(target, str):
        return names.get(target)
    if target.polarity is Polarity.CONDITION:  # drawn as a pill, so the line ends at its bearer
        inner = target.target
        if isinstance(inner, str):
            return names.get(inner)
        return drawn[inner].name if inner in drawn else None
    if target not in drawn:
        return None
    if map_.by_reference[target.source].is_step:
        return names.get(target.source)
    return drawn[target].name


def _relation(
    map_: ArgumentMap,
    link: Link,
    name: str,
    names: Mapping[str, str],
    target: str,
    onto: bool,
    events: Mapping[str, str],
) -> Relation:
    stated = link.weight is not None or link.lr is not None
    weight = pull(link)
    sign = _SIGNS.get(link.polarity, "")
    label = f"{sign}{short(weight)}" if stated else ""
    strength = f"weight {weight:.2f}"
    if link.lr is not None:
        label = f"{sign}LR {link.lr:.3g}"
        strength = f"likelihood ratio {link.lr:g}"
    if link.polarity is Polarity.CONTRADICT:
        label, strength = "", "not counted" if not map_.counts(link) else strength
    if link.polarity is Polarity.PREMISE and weight == LINK_DEFAULT:
        label = ""
    pills = conditions(map_, link.reference, names, events)
    said = f"{words(map_.by_reference[link.source])} {_VERBS[link.polarity]} "
    said += f"{_named(map_, link.target)} ({strength})"
    if pills:
        said += f", {' and '.join(conditions(map_, link.reference, names, {}))}"
    if not map_.counts(link) and link.polarity is not Polarity.CONTRADICT:
        said += ". Not counted: a thesis is no reason for itself"
    clamp = map_.clamped.get(link.source)
    dropped = clamp is not None and clamp.dropped
    return Relation(
        name=name,
        source=names[link.source],
        target=target,
        polarity=link.polarity,
        weight=weight,
        label=label,
        condition=" and ".join(pills).replace(" and if ", ", "),
        onto=onto,
        faded=dropped or (link.polarity is not Polarity.CONTRADICT and not map_.counts(link)),
        description=f"{said}.",
        link=link.reference,
    )


def pull(link: Link) -> float:
    """The weight from 0 to 1 that a line shows; a likelihood ratio of 10 is as heavy as 1."""
    if link.lr is not None:
        return min(1.0, max(0.1, math.log10(link.lr)))
    return mode(link.weight) if link.weight is not None else LINK_DEFAULT


def _named(map_: ArgumentMap, target: Target) -> str:
    if isinstance(target, str):
        return words(map_.by_reference[target])
    return f"the inference from {words(map_.by_reference[target.source])}"


def short(weight: float) -> str:
    """`.6`, `.25`, `1`: two decimals at most and no leading zero."""
    written = f"{weight:.2f}".rstrip("0").rstrip(".")
    return written.removeprefix("0") or "0"
