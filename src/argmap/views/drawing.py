"""One way in to all pictures of a map: the view is named, or chosen by how large the map is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, Unpack, overload

import attrs

from argmap.analysis.table import Table
from argmap.errors import AnalysisError, EngineError
from argmap.model.map import ArgumentMap
from argmap.registry import Registry
from argmap.views import nodelink
from argmap.views.focus import focus as focused
from argmap.views.focus import focus_pages
from argmap.views.nested import nested, nested_pages
from argmap.views.nodelink import Lines
from argmap.views.overview import overview, overview_pages
from argmap.views.painting import captions
from argmap.views.painting.adaptive import adaptive
from argmap.views.painting.embedding import embedded
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import ADAPTIVE, DARK, LIGHT, PRINT, Theme
from argmap.views.painting.paper import Paper
from argmap.views.painting.picture import Picture
from argmap.views.sections import sections, sections_pages
from argmap.views.statements import statements

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


class _DrawOn(Protocol):
    def __call__(
        self,
        subject: Assessment | ArgumentMap,
        paper: Paper,
        *,
        theme: Theme = LIGHT,
        title: str | None = None,
        caption: str | None = None,
    ) -> Pages: ...


@attrs.frozen
class View:
    """A way to see a map. `summary` says in a line what it shows; `draw_on` draws it on paper."""

    name: str
    summary: str = attrs.field(eq=False)
    draw: _Draw = attrs.field(repr=False)
    draw_on: _DrawOn = attrs.field(repr=False)


def choose(subject: Assessment | ArgumentMap) -> tuple[View, str]:
    """The view that fits the size of a map, and why, in words for a caption.

    Boxes and lines while they can be followed: up to 40 nodes and 3 crossings per relation. Then
    cards, and above 300 nodes the sections; cards also where no program can lay out boxes.
    """
    map_ = subject if isinstance(subject, ArgumentMap) else subject.map
    count = len(map_.nodes)
    if count <= NODES:
        try:
            crossed = nodelink.crossings(subject)
        except EngineError:
            return NESTED, "Set as cards, because there is no layout for boxes and lines."
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
    view, caption = _chosen(subject, caption)
    return view.draw(subject, theme=theme, title=title, caption=caption)


def _auto_on(
    subject: Assessment | ArgumentMap,
    paper: Paper,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
) -> Pages:
    view, caption = _chosen(subject, caption)
    return view.draw_on(subject, paper, theme=theme, title=title, caption=caption)


def _chosen(subject: Assessment | ArgumentMap, caption: str | None) -> tuple[View, str | None]:
    view, why = choose(subject)
    if caption is None and why:
        caption = f"{captions.how(subject)} {why} {_READ[view.name]}".strip()
    return view, caption


AUTO = View("auto", "the one of the others that fits the size of the map", _auto, _auto_on)
NODE_LINK = View(
    "node-link", "a box for each node and a line for each link", nodelink.draw, nodelink.draw_on
)
NESTED = View("nested", "cards with every statement written once", nested, nested_pages)
OVERVIEW = View("overview", "a table of claims and positions", overview, overview_pages)
SECTIONS = View(
    "sections", "a table of sections and positions, for very large maps", sections, sections_pages
)

#: The views that are chosen by name; `focus_on` makes more.
VIEWS = Registry("view", (AUTO, NODE_LINK, NESTED, OVERVIEW, SECTIONS))

_READ = {
    NESTED.name: "Each row is a reason, written once; pills say where else it bears.",
    SECTIONS.name: "Right bars: sum of weight × strength for; left bars: against.",
}


def focus_on(name: str) -> View:
    """The view of one position and its reasons; a reference, a title, or a position's letter."""
    return View(
        f"focus on {name}",
        "one position and its reasons",
        partial(focused, name=name),
        partial(focus_pages, name=name),
    )


@overload
def draw(
    subject: Table,
    *,
    theme: Theme = ...,
    title: str | None = ...,
    caption: str | None = ...,
    embed_fonts: bool = ...,
) -> Picture: ...


@overload
def draw(
    subject: Assessment | ArgumentMap,
    *,
    layout: View = ...,
    theme: Theme = ...,
    title: str | None = ...,
    caption: str | None = ...,
    paper: None = ...,
    embed_fonts: bool = ...,
    **lines: Unpack[Lines],
) -> Picture: ...


@overload
def draw(
    subject: Assessment | ArgumentMap,
    *,
    layout: View = ...,
    theme: Theme = ...,
    title: str | None = ...,
    caption: str | None = ...,
    paper: Paper,
    embed_fonts: bool = ...,
    **lines: Unpack[Lines],
) -> Pages: ...


def draw(
    subject: Assessment | ArgumentMap | Table,
    *,
    layout: View = AUTO,
    theme: Theme = LIGHT,
    title: str | None = None,
    caption: str | None = None,
    paper: Paper | None = None,
    embed_fonts: bool = False,
    **lines: Unpack[Lines],
) -> Picture | Pages:
    """Draw a map in the view `layout`; of an assessment with strengths, else initial weights. A
    result has the chart of its kind.

    `title` and `caption` default to those of the map and to how it was scored; an empty string
    leaves them out. On `paper` it is spread over as many pages as it takes; boxes and lines fill
    a single one. With `embed_fonts` an SVG carries its letters. Any of `lines` asks for boxes and
    lines:

    * `focus`, `depth`: a statement and what bears on it up to so many statements away (2);
    * `fold`: without evidence, and what bears on nothing else, but with how much there is;
    * `compact`: the same in small boxes;
    * `clusters`: boxes of a section stand on a common ground;
    * `path`: the heaviest way to this position is brought out;
    * `tip`: this statement is marked as the tipping point;
    * `flow`, `engine`: where the roots stand; the program that lays it out.

    Raises `UnknownReference` for a statement, `EngineError` where boxes and lines are asked for and
    there is no layout, and `AnalysisError` for a result of which there is no picture.
    """
    themes = (LIGHT, DARK) if theme.name == ADAPTIVE.name else (theme,)
    if isinstance(subject, Table):
        from argmap.views.charts import chart

        if layout is not AUTO or paper is not None or lines:
            raise AnalysisError("a result has the chart of its kind; only maps have layouts")
        picture = _joined(
            [chart(subject, theme=one, title=title, caption=caption) for one in themes]
        )
        return embedded(picture) if embed_fonts else picture
    view = layout
    if lines:
        view = View(
            NODE_LINK.name,
            NODE_LINK.summary,
            partial(nodelink.draw, **lines),
            partial(nodelink.draw_on, **lines),
        )
    if paper is None:
        picture = _joined(
            [view.draw(subject, theme=one, title=title, caption=caption) for one in themes]
        )
        picture = attrs.evolve(picture, records=statements(subject))
        return embedded(picture) if embed_fonts else picture
    drawn = [
        view.draw_on(subject, paper, theme=one, title=title, caption=caption) for one in themes
    ]
    pages = tuple(_joined(one) for one in zip(*drawn, strict=True))
    if embed_fonts:
        pages = tuple(map(embedded, pages))
    return attrs.evolve(drawn[0], pages=pages)


def _joined(themes: Sequence[Picture]) -> Picture:
    """One picture, or one that is light and becomes dark."""
    return adaptive(*themes) if len(themes) > 1 else themes[0]
