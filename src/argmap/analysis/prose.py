"""Prose is sentences that each carry the numbers they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from attrs import field, frozen

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.model.sequence import kept

_SUPPORTING = (Polarity.SUPPORT, Polarity.PREMISE)
_NONE: Mapping[str, float] = MappingProxyType({})

#: Below these distances in log-odds one is ahead narrowly, and clearly; from there on strongly.
NARROW, CLEAR = 0.25, 1.0


@frozen
class Sentence:
    """`about` says what it is for (order, for, against, flip, confidence …). `numbers` are what it
    was made from, complete, under the names that the prose itself gives them."""

    about: str
    text: str
    numbers: Mapping[str, float] = field(default=_NONE, repr=False, hash=False)

    def __str__(self) -> str:
        return self.text


@frozen
class Prose:
    """Sentences in order; `str()` is a paragraph of plain text."""

    sentences: tuple[Sentence, ...] = field(converter=kept)

    def __str__(self) -> str:
        return " ".join(one.text for one in self.sentences)

    def to_markdown(self) -> str:
        """A list, one sentence an item; what Markdown would interpret is escaped."""
        return "\n".join(
            "* " + re.sub(r"([\\`*_{}\[\]<>|~#&])", r"\\\1", one.text) for one in self.sentences
        )


def how_far(gap: float) -> str:
    """narrowly, clearly or strongly."""
    size = abs(gap)
    return "narrowly" if size < NARROW else "clearly" if size < CLEAR else "strongly"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def title(map_: ArgumentMap, reference: str) -> str:
    """What to call a node in a sentence: its title in quotation marks, else its text."""
    node = map_.by_reference[reference]
    return f"“{node.title or node.text}”"


def voices(map_: ArgumentMap, reference: str, limit: int = 2) -> str:
    """Who is cited for a node, else `via` those cited for what supports it, nearest first."""
    own = _voucher(map_, reference)
    if own is not None:
        return own
    names = vouchers(map_, reference)
    if not names:
        return ""
    more = ["others"] if len(names) > limit else []
    return "via " + listed([*names[:limit], *more])


def vouchers(map_: ArgumentMap, reference: str) -> tuple[str, ...]:
    """Who is cited for what supports a node, itself or by what supports that, nearest first. What
    a scenario has dropped supports nothing."""
    found: dict[str, None] = {}
    seen, waiting = {one.reference for one in map_.clamps if one.dropped} | {reference}, [reference]
    for at in waiting:  # grows as it goes
        for link in map_.incoming.get(at, ()):
            if link.polarity not in _SUPPORTING or link.source in seen:
                continue
            seen.add(link.source)
            voucher = _voucher(map_, link.source)
            if voucher is None:
                waiting.append(link.source)
            else:
                found.setdefault(voucher)
    return tuple(found)


def _voucher(map_: ArgumentMap, reference: str) -> str | None:
    citation = map_.by_reference[reference].citation
    return citation.voucher if citation is not None and citation.cited else None


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 source`, `3 sources`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shares(values: Iterable[float]) -> float:
    """The effective number of equals behind shares of different size: 1 / Σ p²; 0 of nothing."""
    sizes = [abs(value) for value in values]
    total = sum(sizes)
    return total**2 / sum(size**2 for size in sizes) if total > 0.0 else 0.0
