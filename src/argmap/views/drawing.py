"""One way in to all pictures of a map: the view is named, or chosen by how large the map is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from argmap.analysis.table import Table
from argmap.model.map import ArgumentMap
from argmap.registry import Registry
from argmap.views import captions, nodelink
from argmap.views.adaptive import adaptive
from argmap.views.engine import Flow
from argmap.views.focus import focus as focused
from argmap.views.nested import nested
from argmap.views.overview import overview
from argmap.views.palette import ADAPTIVE, DARK, LIGHT, PRINT, Theme
from argmap.views.picture import Picture
from argmap.views.sections import sections

if TYPE_CHECKING:
    from argmap.assessment import Assessment

#: The themes that are chosen by name: `auto` follows the system of the reader.
THEMES = Registry("theme", (LIGHT, DARK, ADAPTIVE, PRINT))
#: A map is drawn as boxes and lines up to this many nodes and crossings per relation.
NODES, CROSSINGS = 40, 3.0
#: Above this many nodes it is drawn by sections.
STATEMENTS = 300


class _Draw(Protocol):
    def __call__(
        self,
        subject: Assessment | ArgumentMap,
        *,
        theme: Theme = LIGHT,
        title: str | None = None,
        caption: str | None = None,
    ) -> Picture: ...


@attrs.frozen
class View:
    """A way to see a map. `summary` says in a line what it shows."""

    name: str
    summary: str = attrs.field(eq=False)
    draw: _Draw = attrs.field(repr=False)


def choose(subject: Assessment | ArgumentMap) -> tuple[View, str]:
    """The view that fits the size of a map, and why, in words for a caption.

    Boxes and lines while they can be followed: up to 40 nodes and 3 crossings per relation. Then
    cards, and above 300 nodes the sections. Raises `EngineError` when a small map has no layout.
    """
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    count = len(map_.nodes)
    if count <= NODES:
        crossed = nodelink.crossings(subject)
        if crossed <= CROSSINGS * max(1, len(map_.links)):
            return NODE_LINK, ""
        return NESTED, f"Set as cards, because {crossed} crossing lines could not be followed."
    if count <= STATEMENTS:
        return NESTED, f"Set as cards, because the map has {count} nodes."
    return SECTIONS, f"Summed up by sections, because the map has {count} nodes."


def _auto(
    subject: Assessment | ArgumentMap,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Picture:
    view, why = choose(subject)
    if caption is None and why:
        caption = f"{captions.how(subject)} {why} {_READ[view.name]}".strip()
    return view.draw(subject, theme=theme, title=title, caption=caption)


AUTO = View("auto", "the one of the others that fits the size of the map", _auto)
NODE_LINK = View("node-link", "a box for each node and a line for each link", nodelink.draw)
NESTED = View("nested", "cards with every statement written once", nested)
OVERVIEW = View("overview", "a table of claims and positions", overview)
SECTIONS = View("sections", "a table of sections and positions, for very large maps", sections)

#: The views that are chosen by name; `focus_on` makes more.
VIEWS = Registry("view", (AUTO, NODE_LINK, NESTED, OVERVIEW, SECTIONS))

_READ = {
    NESTED.name: "Each row is a reason, written once; pills say where else it bears.",
    SECTIONS.name: "Right bars: sum of weight × strength for; left bars: against.",
}


def focus_on(name: str) -> View:
    """The view of one position and its reasons; a reference, a title, or a position's letter."""
    return View(f"focus on {name}", "one position and its reasons", _Focus(name))


@attrs.frozen
class _Focus:
    name: str

    def __call__(
        self,
        subject: Assessment | ArgumentMap,
        *,
        theme: Theme = LIGHT,
        title: str | None = None,
        caption: str | None = None,
    ) -> Picture:
        return focused(subject, self.name, theme=theme, title=title, caption=caption)


def draw(
    subject: Assessment | ArgumentMap | Table,
    *,
    layout: View = AUTO,
    focus: str | None = None,
    depth: int = 2,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    flow: Flow | None = None,
    engine: str | None = None,
) -> Picture:
    """Draw a map in the view `layout`; of an assessment with strengths, else initial weights. A
    result is drawn as the chart of its kind, and only `theme`, `title` and `caption` matter.

    With `focus` it is always boxes and lines: that statement and what bears on it up to `depth`
    statements away; `flow` and `engine`, too, ask for boxes and lines. `title` and `caption`
    default to those of the map and to how it was scored; an empty string leaves them out.
    Raises `UnknownReference` for a focus, `EngineError` when there is no layout and
    `AnalysisError` for a result of which there is no picture.
    """
    if theme.name == ADAPTIVE.name:
        light, dark = (
            draw(
                subject,
                layout=layout,
                focus=focus,
                depth=depth,
                theme=one,
                title=title,
                caption=caption,
                flow=flow,
                engine=engine,
            )
            for one in (LIGHT, DARK)
        )
        return adaptive(light, dark)
    if isinstance(subject, Table):
        from argmap.views.charts import chart

        return chart(subject, theme=theme, title=title, caption=caption)
    if focus is None and flow is None and engine is None and layout is not NODE_LINK:
        return layout.draw(subject, theme=theme, title=title, caption=caption)
    return nodelink.draw(
        subject,
        focus=focus,
        depth=depth,
        theme=theme,
        title=title,
        caption=caption,
        flow=flow,
        engine=engine,
    )
