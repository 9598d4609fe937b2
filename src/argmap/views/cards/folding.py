"""What lies below a statement as counts, where a picture has no room for the reasons themselves."""

from __future__ import annotations

import attrs

from argmap.model.link import Link, LinkReference, Polarity
from argmap.views.cards.sheet import Sheet


@attrs.frozen
class Folded:
    """Statements for and against at all levels, each once, and undercuts."""

    for_: int = 0
    against: int = 0
    undercuts: int = 0


def folded(sheet: Sheet, owner: str) -> Folded:
    """Signs multiply on the way: what attacks an attack counts as for.

    Statements with a card of their own end the way and are not counted.
    """
    map_ = sheet.map
    own = {card.owner for card in sheet.plan.cards}
    for_ = against = 0
    seen: set[str] = set()
    cutting: set[LinkReference] = set()
    waiting = [(owner, 1)]

    def cut(links: tuple[Link, ...], sign: int) -> None:
        following = [(link, sign) for link in links]
        while following:
            link, turn = following.pop()
            if link.polarity is Polarity.UNDERCUT and link.reference not in cutting:
                cutting.add(link.reference)
                waiting.append((link.source, -turn))
                following += [(one, -turn) for one in map_.incoming.get(link.reference, ())]

    while waiting:
        name, sign = waiting.pop()
        for link in map_.incoming.get(name, ()):
            if link.polarity not in (Polarity.SUPPORT, Polarity.ATTACK, Polarity.PREMISE):
                cut((link,), sign)
                continue
            if not map_.counts(link) or link.source in own or link.source in seen:
                continue
            cut(map_.incoming.get(link.reference, ()), sign)
            seen.add(link.source)
            turned = -sign if link.polarity is Polarity.ATTACK else sign
            if not map_.by_reference[link.source].is_step:
                for_ += turned > 0
                against += turned < 0
            waiting.append((link.source, turned))
    return Folded(for_, against, len(cutting))


def touched(sheet: Sheet, event: str) -> list[str]:
    """The numbers of the cards that an event reaches by what it gates or bears on."""
    reached: dict[str, None] = {}
    for name in sheet.gates.get(event, ()):
        reached[_card(sheet, name)] = None
        for link in sheet.leaving.get(name, ()):
            target = link.target
            reached[_card(sheet, target if isinstance(target, str) else target.source)] = None
    for link in sheet.leaving.get(event, ()):
        target = link.target
        reached[_card(sheet, target if isinstance(target, str) else target.source)] = None
    order = {sheet.number(card.owner): index for index, card in enumerate(sheet.plan.cards)}
    return sorted(reached, key=lambda number: order.get(number, len(order)))


def _card(sheet: Sheet, name: str) -> str:
    return sheet.number(name).partition(".")[0]
