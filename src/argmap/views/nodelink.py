"""The node-link map: one box per node, one line per link, reasons to the right of what they
bear on (or, in small maps, below it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

import attrs

from argmap.analysis.path import critical_path
from argmap.errors import AnalysisError
from argmap.model.link import LinkReference
from argmap.model.map import ArgumentMap
from argmap.views.painting import boxes, captions, lines, marks, page
from argmap.views.painting.geometry import Box, Point, crossed
from argmap.views.painting.items import Look
from argmap.views.painting.legend import legend
from argmap.views.painting.measure import clip, width
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.paper import Paper, fitted
from argmap.views.painting.picture import Picture
from argmap.views.painting.relations import Relation
from argmap.views.painting.sizing import Sized, sized
from argmap.views.painting.svg import NOTHING, Markup, clean, element, join, text
from argmap.views.painting.svg import title as hover
from argmap.views.routing import grounds, labels
from argmap.views.routing.engine import Flow
from argmap.views.routing.fold import fold as folding
from argmap.views.routing.grounds import Ground
from argmap.views.routing.labels import Label
from argmap.views.routing.layout import Layout, lay_out
from argmap.views.routing.scene import Scene, brought_out, scene

if TYPE_CHECKING:
    from argmap.assessment import Assessment

#: Up to this many boxes, and lines to one of them, the roots are on top; of compact boxes, so
#: many.
SMALL, FEW, COMPACT = 8, 4, 16
#: Above this many relations their numbers are left to hovering.
LABELLED = 400
_LABEL = 9.0
_SLOT = 12.5  # between lines that arrive at one side
_MOST = 24  # lines for which a box is made higher
_CONDITION_ROOM = 90.0
_GROUND = 10.0  # around the boxes of a section
_CHANGED = (
    "The coloured part of a bar is the change, the thin line the earlier strength; ▲ and ▼ stand "
    "after weights that change."
)
_ON_PATH = (
    "Brought out is the way on which most reaches the position: the largest product of weight × "
    "strength."
)


class Lines(TypedDict, total=False):
    """What can be asked of boxes and lines; `draw` says what each means."""

    focus: str | None
    depth: int
    fold: bool
    compact: bool
    clusters: bool
    path: str | None
    tip: str | None
    flow: Flow | None
    engine: str | None


def draw(
    subject: Assessment | ArgumentMap,
    *,
    focus: str | None = None,
    depth: int = 2,
    fold: bool = False,
    compact: bool = False,
    clusters: bool = False,
    path: str | None = None,
    tip: str | None = None,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    flow: Flow | None = None,
    engine: str | None = None,
) -> Picture:
    """Draw a whole map, or one statement and what bears on it up to `depth` statements away.

    Of an assessment the bars show strengths, of a map initial weights. With `fold`, evidence and
    what bears on nothing else becomes counts; `compact` is the same in small boxes. `clusters`
    puts sections on a common ground. `path` brings out the heaviest way to a position, `tip`
    marks a statement as the tipping point. `title` and `caption` default to those of the map and
    to how it was scored; an empty string leaves them out. Under a scenario the bars also show
    what it changes. Raises `UnknownReference` for a statement, `AnalysisError` for a path in a
    map without strengths, and `EngineError` when there is no layout.
    """
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    strengths = None if isinstance(subject, ArgumentMap) else subject.strengths
    earlier, base = None, None
    if not isinstance(subject, ArgumentMap) and subject.scenario is not None:
        base, earlier = subject.baseline, subject.earlier
    shown = scene(
        map_,
        strengths,
        focus=focus,
        depth=depth,
        earlier=earlier,
        base=base,
        folded=folding(map_) if fold or compact else None,
    )
    shown = brought_out(shown, _way(subject, path), None if tip is None else map_.resolve(tip))
    if compact:  # has no place for them
        items = tuple(attrs.evolve(one, grade="", level=None) for one in shown.items)
        shown = attrs.evolve(shown, items=items)
    if title is None:
        title = _title(map_, focus)
    if flow is None:
        flow = _flow(shown, compact=compact)
    sizes = _sizes(shown, flow, compact=compact)
    if caption is None:
        part = "" if focus is None else f"Only what bears on it, to a depth of {depth}. "
        read = _CHANGED if earlier is not None else _ON_PATH if path is not None else _READ[flow]
        caption = f"{captions.how(subject)} {part}{read}"
    labelled = len(shown.relations) <= LABELLED
    label_widths = {
        relation.name: _label_width(relation)
        for relation in shown.relations
        if labelled and not relation.aside
    }
    sections = shown.sections if clusters else {}
    placed = lay_out(shown, sizes, label_widths, flow, engine_name=engine, sections=sections)
    if clusters:
        placed = _with_room(placed)
    ids = page.prefix(repr((title, caption, shown, theme)))

    def paint(origin: Point) -> Markup:
        moved = placed.moved(origin)
        found = grounds.grounds(moved, sections, across=flow is Flow.TOP) if clusters else []
        return _painted(shown, sizes, label_widths, moved, found, theme, ids)

    return page.page(
        clean(title),
        clean(caption),
        _description(shown, strengths is not None),
        theme,
        ids,
        (placed.width, placed.height),
        paint,
        lambda origin, limit: legend(
            shown.items,
            shown.relations,
            theme,
            origin,
            limit,
            scored=strengths is not None,
        ),
    )


def draw_on(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    **lines: Unpack[Lines],
) -> Pages:
    """The same on one page of paper, as large as fits."""
    return fitted(draw(subject, theme=theme, title=title, caption=caption, **lines), paper, theme)


def _way(subject: Assessment | ArgumentMap, position: str | None) -> set[str | LinkReference]:
    """References of the statements and links of the critical path."""
    if position is None:
        return set()
    if isinstance(subject, ArgumentMap):
        raise AnalysisError("a map has no path before it is scored: draw assess(map)")
    found = critical_path(subject, position)
    return {*found.statements, *(one.link for one in found)}


def _with_room(placed: Layout) -> Layout:
    """Room for grounds around boxes at the edges."""
    moved = placed.moved(Point(_GROUND, 2 * _GROUND))
    return attrs.evolve(moved, width=placed.width + 2 * _GROUND, height=placed.height + 3 * _GROUND)


def crossings(subject: Assessment | ArgumentMap) -> int:
    """How often lines would cross in the picture of the whole map; raises `EngineError`."""
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    shown = scene(map_)
    flow = _flow(shown)
    label_widths = {relation.name: _label_width(relation) for relation in shown.relations}
    return crossed(list(lay_out(shown, _sizes(shown, flow), label_widths, flow).lines.values()))


def _flow(shown: Scene, *, compact: bool = False) -> Flow:
    """From the left, unless rows stay short."""
    arriving = Counter(relation.target for relation in shown.relations)
    small = len(shown.items) <= SMALL and max(arriving.values(), default=0) <= FEW
    return Flow.TOP if small or (compact and len(shown.items) <= COMPACT) else Flow.LEFT


def _sizes(shown: Scene, flow: Flow, *, compact: bool = False) -> dict[str, Sized]:
    """Where lines arrive at a side, the box is high enough for their numbers."""
    arriving = Counter(relation.target for relation in shown.relations)
    room = (lambda count: min(count - 1, _MOST) * _SLOT + 20.0) if flow is Flow.LEFT else None
    return {
        item.name: sized(item, at_least=room(arriving[item.name]) if room else 0.0, compact=compact)
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
    found: Sequence[Ground],
    theme: Theme,
    ids: str,
) -> Markup:
    order = sorted(
        shown.relations,
        key=lambda one: (one.on_path, one.onto, -lines.thickness(one), int(one.name[1:])),
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
        [*placed.boxes.values(), *_joints(shown, placed), *(ground.label for ground in found)],
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
            grounds.paint(found, theme) if found else NOTHING,
            element("g", *drawn, class_="edges", role="list", aria_label="Relations"),
            grounds.names(found, theme) if found else NOTHING,
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
