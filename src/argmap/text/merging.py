"""Data of several places as one: the last value wins, mappings go on deeper, lists go by place."""

from __future__ import annotations

from argmap.text.yaml import Plain


def merged(old: Plain, new: Plain) -> Plain:
    """`new` over `old`. Nesting is bounded where data is read.

    A list stays what it is when a mapping comes, as in Argdown; all else gives way.
    """
    if isinstance(new, dict):
        if isinstance(old, list):
            return old
        known = old if isinstance(old, dict) else {}
        return known | {key: merged(known.get(key), value) for key, value in new.items()}
    if isinstance(new, list):
        before = old if isinstance(old, list) else []
        both = [merged(one, two) for one, two in zip(before, new, strict=False)]
        return [*both, *new[len(before) :], *before[len(new) :]]
    return new
