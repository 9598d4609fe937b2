"""The numbers behind a picture of a map: its statements, with how strong they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.model.map import ArgumentMap
from argmap.model.weight import mode

if TYPE_CHECKING:
    from argmap.assessment import Assessment


def statements(subject: Assessment | ArgumentMap) -> tuple[Mapping[str, object], ...]:
    """A record for each node of the map, also for what a view folds into counts.

    `strength` is None in a map that was not assessed, `earlier`, the strength without the
    scenario, where there is none.
    """
    scored = None if isinstance(subject, ArgumentMap) else subject
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    earlier = None if scored is None or scored.scenario is None else scored.earlier
    return tuple(
        {
            "node": node.reference,
            "kind": type(node).__name__.lower(),
            "title": node.title,
            "text": node.text,
            "initial": mode(map_.initial(node.reference)),
            "strength": None if scored is None else scored.strengths[node.reference],
            "earlier": None if earlier is None else earlier[node.reference],
        }
        for node in map_.nodes
    )
