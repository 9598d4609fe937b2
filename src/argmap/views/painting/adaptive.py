"""One picture that is light or dark as the reader's system asks; viewers without CSS show light."""

from __future__ import annotations

import re

import attrs

from argmap.errors import ArgmapError
from argmap.views.painting.picture import Picture

_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
_ROOT = re.compile(r"^<svg ")
_PREFIX = re.compile(r'aria-labelledby="(a[0-9a-f]+-)t ')


def adaptive(light: Picture, dark: Picture) -> Picture:
    """`light`, with a style sheet that turns each of its colours into that of `dark`.

    The two are the same drawing in two themes. Where one light colour stands for two dark ones,
    the second is told from the first by a difference too small to see.
    """
    ours, theirs = _COLOUR.findall(light.svg), _COLOUR.findall(dark.svg)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        raise ArgmapError("the two pictures are not one drawing in two themes")
    used = {colour for _, colour in ours}
    chosen: dict[tuple[str, str], str] = {}
    taken: dict[str, str] = {}
    for (_, one), (_, other) in zip(ours, theirs, strict=True):
        if (one, other) in chosen:
            continue
        colour = one
        while taken.get(colour, other) != other or (colour != one and colour in used):
            colour = _next(colour)
        taken[colour] = other
        chosen[one, other] = colour
    pairs = iter(zip(ours, theirs, strict=True))

    def replaced(_match: re.Match[str]) -> str:
        (name, one), (_, other) = next(pairs)
        return f'{name}="{chosen[one, other]}"'

    svg = _COLOUR.sub(replaced, light.svg)
    found = _PREFIX.search(svg)
    scope = f"{found.group(1)}s" if found else "argmap"
    rules = "".join(
        f'#{scope} [{name}="{colour}"]{{{name}:{taken[colour]}}}'
        for colour in sorted(taken)
        for name in ("fill", "stroke")
        if f'{name}="{colour}"' in svg
    )
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    svg = _ROOT.sub(f'<svg id="{scope}" ', svg, count=1)
    start = svg.index("</desc>") + len("</desc>")
    return attrs.evolve(light, svg=svg[:start] + style + svg[start:])


def _next(colour: str) -> str:
    """The colour that has one step more, or fewer at the end, of one channel after another."""
    value = int(colour[1:], 16)
    return f"#{(value + 1 if value % 256 < 255 else value - 255) % 0x1000000:06x}"
