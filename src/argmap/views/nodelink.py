"""The node-link map: one box per node, one line per link, reasons to the right of what they
bear on (or, in small maps, below it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.model.map import ArgumentMap
from argmap.views import boxes, captions, labels, lines, marks, page
from argmap.views.boxes import Sized
from argmap.views.engine import Flow
from argmap.views.geometry import Box, Point, crossed
from argmap.views.items import Look
from argmap.views.labels import Label
from argmap.views.layout import Layout, lay_out
from argmap.views.legend import legend
from argmap.views.measure import clip, width
from argmap.views.palette import LIGHT, Theme
from argmap.views.picture import Picture
from argmap.views.relations import Relation
from argmap.views.scene import Scene, scene
from argmap.views.svg import Markup, clean, element, join, text
from argmap.views.svg import title as hover

if TYPE_CHECKING:
    from argmap.assessment import Assessment

#: Up to this many boxes, and lines to one of them, the roots are on top.
SMALL, FEW = 8, 4
#: Above this many relations their numbers are left to hovering.
LABELLED = 400
_LABEL = 9.0
_SLOT = 12.5  # between lines that arrive at one side
_MOST = 24  # lines for which a box is made higher
_CONDITION_ROOM = 90.0


def draw(
    subject: Assessment | ArgumentMap,
    *,
    focus: str | None = None,
    depth: int = 2,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    flow: Flow | None = None,
    engine: str | None = None,
) -> Picture:
    """Draw a whole map, or one statement and what bears on it up to `depth` statements away.

    Of an assessment the bars show strengths, of a map initial weights. `title` and `caption`
    default to those of the map and to how it was scored; an empty string leaves them out.
    Under a scenario the bars also show what it changes. Raises `UnknownReference` for the focus
    and `EngineError` when there is no layout.
    """
    if isinstance(subject, ArgumentMap):
        map_, strengths = subject, None
    else:
        map_, strengths = subject.map, subject.strengths
    shown = scene(map_, strengths, focus=focus, depth=depth)
    if not isinstance(subject, ArgumentMap) and subject.scenario is not None:
        shown = scene(
            map_,
            strengths,
            focus=focus,
            depth=depth,
            earlier=subject.earlier,
            base=subject.baseline,
        )
    if title is None:
        title = _title(map_, focus)
    if flow is None:
        flow = _flow(shown)
    sizes = _sizes(shown, flow)
    if caption is None:
        part = "" if focus is None else f"Only what bears on it, to a depth of {depth}. "
        caption = f"{captions.how(subject)} {part}{_READ[flow]}"
    labelled = len(shown.relations) <= LABELLED
    label_widths = {
        relation.name: _label_width(relation) for relation in shown.relations if labelled
    }
    placed = lay_out(shown, sizes, label_widths, flow, engine_name=engine)
    ids = page.prefix(repr((title, caption, shown, theme)))

    return page.page(
        clean(title),
        clean(caption),
        _description(shown, strengths is not None),
        theme,
        ids,
        (placed.width, placed.height),
        lambda origin: _painted(shown, sizes, label_widths, placed.moved(origin), theme, ids),
        lambda origin, limit: legend(
            shown.items,
            shown.relations,
            theme,
            origin,
            limit,
            scored=strengths is not None,
        ),
    )


def crossings(subject: Assessment | ArgumentMap) -> int:
    """How often lines would cross in the picture of the whole map; raises `EngineError`."""
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    shown = scene(map_)
    flow = _flow(shown)
    label_widths = {relation.name: _label_width(relation) for relation in shown.relations}
    return crossed(list(lay_out(shown, _sizes(shown, flow), label_widths, flow).lines.values()))


def _flow(shown: Scene) -> Flow:
    """From the left, unless rows stay short."""
    arriving = Counter(relation.target for relation in shown.relations)
    small = len(shown.items) <= SMALL and max(arriving.values(), default=0) <= FEW
    return Flow.TOP if small else Flow.LEFT


def _sizes(shown: Scene, flow: Flow) -> dict[str, Sized]:
    """Where lines arrive at a side, the box is high enough for their numbers."""
    arriving = Counter(relation.target for relation in shown.relations)
    room = (lambda count: min(count - 1, _MOST) * _SLOT + 20.0) if flow is Flow.LEFT else None
    return {
        item.name: boxes.sized(item, at_least=room(arriving[item.name]) if room else 0.0)
        for item in shown.items
    }


_READ = {
    Flow.LEFT: "Each line runs from a reason, at the right, to what it bears on; numbers and "
    "thickness are link weights.",
    Flow.TOP: "Each line runs from a reason up to what it bears on; numbers and thickness are "
    "link weights.",
}


def _title(map_: ArgumentMap, focus: str | None) -> str:
    if focus is None:
        return captions.heading(map_)
    node = map_[focus]
    return node.title or node.text


def _description(shown: Scene, scored: bool) -> str:
    count = f"Argument map with {len(shown.items)} nodes and {len(shown.relations)} relations."
    ranked = [item for item in shown.items if item.look is Look.ASSESSMENT]
    return f"{count} {captions.ranking(ranked)}".strip() if scored else count


def _painted(
    shown: Scene,
    sizes: Mapping[str, Sized],
    label_widths: Mapping[str, float],
    placed: Layout,
    theme: Theme,
    ids: str,
) -> Markup:
    order = sorted(
        shown.relations, key=lambda one: (one.onto, -lines.thickness(one), int(one.name[1:]))
    )
    plates = labels.placed(
        [
            Label(
                relation.name,
                label_widths[relation.name],
                placed.lines[relation.name],
                lines.head(relation),
            )
            for relation in shown.relations
            if label_widths.get(relation.name)
        ],
        [*placed.boxes.values(), *_joints(shown, placed)],
        dict(placed.lines),
    )
    drawn = [lines.paint(one, placed.lines[one.name], theme, ids) for one in order]
    numbers = [
        _label(relation, plates[relation.name].middle, label_widths[relation.name], theme)
        for relation in shown.relations
        if relation.name in plates
    ]
    nodes = [
        boxes.paint(sizes[one.name], placed.boxes[one.name], theme, ids) for one in shown.items
    ]
    return join(
        (
            element("g", *drawn, class_="edges", role="list", aria_label="Relations"),
            element("g", *numbers, class_="labels", aria_hidden="true"),
            element("g", *nodes, class_="nodes", role="list", aria_label="Claims and evidence"),
        )
    )


def _joints(shown: Scene, placed: Layout) -> list[Box]:
    """What a number may not cover: where lines meet other lines."""
    ends = (placed.lines[one.name][-1] for one in shown.relations if one.onto)
    return [Box(end.x, end.y, 0, 0).grown(lines.JOINT) for end in ends]


# -- labels ------------------------------------------------------------------------------


def _condition(relation: Relation) -> str:
    return clip(relation.condition, _LABEL, _CONDITION_ROOM, face="bold")


def _label_width(relation: Relation) -> float:
    """0 when the relation has no label."""
    words = " ".join(part for part in (relation.label, _condition(relation)) if part)
    return width(words, _LABEL, face="bold") + 4 if words else 0.0


def _label(relation: Relation, middle: Point, broad: float, theme: Theme) -> Markup:
    fill = theme.muted if relation.faded else lines.colour(relation.polarity, theme)
    left = middle.x - broad / 2
    parts = [
        hover(relation.description),
        element(
            "path",
            class_="plate",
            d=marks.rounded(Box(left, middle.y - 6, broad, 12), 3),
            fill=theme.bg,
            fill_opacity=".92",
        ),
    ]
    x = left + 2
    if relation.label:
        parts.append(text(x, middle.y + 3.2, relation.label, _LABEL, fill, face="bold"))
        x += width(f"{relation.label} ", _LABEL, face="bold")
    condition = _condition(relation)
    if condition:
        parts.append(text(x, middle.y + 3.2, condition, _LABEL, theme.tip_ink, face="bold"))
    return element("g", *parts)
