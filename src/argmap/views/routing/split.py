"""Relations for drawing programs that know no line onto a line: what is hit is cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from argmap.views.painting.relations import Relation


@attrs.frozen
class Stretch:
    """A relation, or its part before or behind a joint. `last` has the head, `first` the label."""

    relation: Relation
    tail: str
    head: str
    first: bool = True
    last: bool = True


def joints(relations: Sequence[Relation]) -> list[str]:
    """Names of the joints, one for each relation that another one hits."""
    hit = dict.fromkeys(relation.target for relation in relations if relation.onto)
    return [f"j{name}" for name in hit]


def split(relations: Sequence[Relation]) -> Iterator[Stretch]:
    """All stretches, in the order of the relations."""
    known = set(joints(relations))
    for relation in relations:
        target = f"j{relation.target}" if relation.onto else relation.target
        joint = f"j{relation.name}"
        if joint in known:
            yield Stretch(relation, relation.source, joint, last=False)
            yield Stretch(relation, joint, target, first=False)
        else:
            yield Stretch(relation, relation.source, target)
