"""A map as readable DOT, for people who want to go on in Graphviz; our own pictures are not made
from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from argmap.model.link import Polarity
from argmap.model.map import ArgumentMap
from argmap.views.painting import boxes, lines
from argmap.views.painting.captions import heading
from argmap.views.painting.items import Item, Look
from argmap.views.painting.measure import is_rtl
from argmap.views.painting.palette import LIGHT, Colours, Theme, faded
from argmap.views.painting.relations import Relation
from argmap.views.painting.sizing import Line, sized
from argmap.views.painting.svg import clean, escaped
from argmap.views.routing.engine import Digraph, Flow, plain
from argmap.views.routing.scene import scene
from argmap.views.routing.split import Stretch, joints, split

if TYPE_CHECKING:
    from argmap.assessment import Assessment

_FONT = "Helvetica"
_STYLES = {
    Polarity.SUPPORT: ("solid", "normal"),
    Polarity.ATTACK: ("dashed", "tee"),
    Polarity.UNDERCUT: ("dotted", "odot"),
    Polarity.PREMISE: ("solid", "none"),
    Polarity.CONTRADICT: ("dashed", "tee"),
}
_BAND = 5  # of the colour of the kind, at the left
_BAR = 150
_FADE = 0.5


def to_graphviz(
    subject: Assessment | ArgumentMap, *, theme: Theme = LIGHT, flow: Flow = Flow.LEFT
) -> Digraph:
    """A `graphviz.Digraph` with a table for each node: kind, text, source, and a strength bar.

    It needs no picture of ours to look good, and user text can neither end a label nor add to it.
    """
    if isinstance(subject, ArgumentMap):
        map_, strengths = subject, None
    else:
        map_, strengths = subject.map, subject.strengths
    shown = scene(map_, strengths)
    graph = Digraph("argmap")
    graph.attr(
        rankdir=flow.value,
        nodesep="0.14",
        ranksep="0.9",
        bgcolor=theme.bg,
        tooltip=plain(clean(heading(map_)) or "Argument map"),
        fontname=_FONT,
    )
    graph.attr("node", shape="plain", fontname=_FONT, fontsize="11", fontcolor=theme.ink)
    graph.attr("edge", fontname=f"{_FONT} Bold", fontsize="9", arrowsize="0.8")
    for item in shown.items:
        _node(graph, item, theme)
    for joint in joints(shown.relations):
        graph.node(
            joint,
            label="",
            shape="circle",
            style="filled",
            fixedsize="true",
            width="0.1",
            color=theme.undercut,
            fillcolor=theme.undercut,
        )
    for stretch in split(shown.relations):
        _edge(graph, stretch, theme)
    return graph


def _edge(graph: Digraph, stretch: Stretch, theme: Theme) -> None:
    relation = stretch.relation
    style, head = _STYLES[relation.polarity]
    colour = theme.dim if relation.faded else lines.colour(relation.polarity, theme)
    extra = {}
    if relation.polarity is Polarity.CONTRADICT:
        extra = {"dir": "both", "arrowtail": "tee", "constraint": "false"}
    if stretch.first and stretch.last:
        extra["id"] = relation.name
    label = " ".join(part for part in (relation.label, relation.condition) if part)
    graph.edge(
        stretch.tail,
        stretch.head,
        label=plain(f" {label} ") if label and stretch.first else "",
        style=style,
        arrowhead=head if stretch.last else "none",
        color=colour,
        fontcolor=theme.muted if relation.faded else colour,
        penwidth=f"{_thickness(relation):.2f}",
        tooltip=plain(relation.description),
        **extra,
    )


def _thickness(relation: Relation) -> float:
    return 0.7 + 3.3 * relation.weight if relation.polarity in _WEIGHED else 1.2


_WEIGHED = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.UNDERCUT)


def _node(graph: Digraph, item: Item, theme: Theme) -> None:
    if item.faded or item.dropped:
        theme = faded(theme, _FADE)
    paint = boxes.colours(item.look, theme)
    common = {
        "id": item.name,
        "class": item.look.value,
        "tooltip": plain(item.description),
    }
    if item.href:
        common["URL"] = plain(item.href)
    if item.look is Look.STEP:
        graph.node(
            item.name,
            label="AND" if item.linked else "∴",
            shape="circle",
            fixedsize="true",
            width="0.42",
            style="filled",
            fillcolor=paint.fill,
            color=paint.border,
            fontcolor=paint.ink,
            fontsize="8.5",
            **common,
        )
        return
    graph.node(item.name, label=_table(item, paint), **common)


def _table(item: Item, paint: Colours) -> str:
    size = sized(item)
    rows = [_tag(item, paint)]
    rows += [_line(line, paint) for line in size.lines]
    rows += [
        f'<TR><TD ALIGN="LEFT">{_font(pill.content, 8.5, paint.ink, bold=True)}</TD></TR>'
        for pill in size.pills
    ]
    if not item.dropped:
        rows.append(f'<TR><TD ALIGN="LEFT">{_bar(item, paint)}</TD></TR>')
    band = paint.border if item.look is not Look.ASSESSMENT else paint.track
    style = "" if item.look is Look.EVIDENCE else ' STYLE="ROUNDED"'
    inner = (
        f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="1" '
        f'WIDTH="{size.width - 20:.0f}">{"".join(rows)}</TABLE>'
    )
    return (
        f'<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="4" CELLPADDING="0"{style} '
        f'BGCOLOR="{paint.fill}" COLOR="{paint.border}"><TR>'
        f'<TD WIDTH="{_BAND}" FIXEDSIZE="TRUE" CELLPADDING="0" HEIGHT="20" '
        f'BGCOLOR="{band}"></TD>'
        f"<TD>{inner}</TD></TR></TABLE>>"
    )


def _tag(item: Item, paint: Colours) -> str:
    words = item.tag
    if item.level is not None:
        words += "  " + "●" * item.level + "○" * (5 - item.level)
    if item.grade:
        words += f" {item.grade}"
    return f'<TR><TD ALIGN="LEFT">{_font(words, 7.6, paint.muted, bold=True)}</TD></TR>'


def _line(line: Line, paint: Colours) -> str:
    fill = paint.muted if line.muted else paint.ink
    side = "RIGHT" if is_rtl(line.content) else "LEFT"
    words = _font(line.content, line.size, fill, bold=line.face == "bold")
    if line.face == "italic":
        words = f"<I>{words}</I>"
    if line.struck:
        words = f"<S>{words}</S>"
    return f'<TR><TD ALIGN="{side}">{words}</TD></TR>'


def _font(words: str, size: float, colour: str, *, bold: bool = False) -> str:
    content = escaped(words) if words.strip() else "&#160;"
    content_ = f"<B>{content}</B>" if bold else content
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{colour}">{content_}</FONT>'


def _bar(item: Item, paint: Colours) -> str:
    """Two cells of fixed width and the number."""
    value = "unsettled" if math.isnan(item.strength) else f"{item.strength:.2f}"
    full = 0 if math.isnan(item.strength) else round(_BAR * item.strength)
    cells = "".join(
        f'<TD WIDTH="{long}" HEIGHT="6" FIXEDSIZE="TRUE" BGCOLOR="{colour}"></TD>'
        for long, colour in ((full, paint.bar), (_BAR - full, paint.track))
        if long > 0
    )
    number = _font(value, 10.5, paint.ink, bold=True)
    bare = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>'
    frame = f'<TD FIXEDSIZE="TRUE" WIDTH="{_BAR}" HEIGHT="8">'
    bar = f"{frame}{bare}{cells}</TR></TABLE></TD>"
    return f"{bare}{bar}<TD>&#160;&#160;{number}</TD></TR></TABLE>"
