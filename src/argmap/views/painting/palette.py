"""Every colour of a picture is a role of a Theme; nothing else in views writes a hex value."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs


@attrs.frozen
class Colours:
    """How one kind of box is coloured: text in `ink` and `muted` on `fill`, `bar` on `track`."""

    fill: str
    border: str
    bar: str
    ink: str
    muted: str
    track: str


@attrs.frozen
class Theme:
    """All colours by role. `identity` tells assessments A–E apart; `stripe` does on their box."""

    name: str
    bg: str
    ink: str
    muted: str
    hair: str
    support: str
    attack: str
    undercut: str
    contra: str
    dim: str
    up: str
    down: str
    tip: str
    tip_ink: str
    tip_halo: str
    cluster: str
    cluster_border: str
    assessment: Colours
    claim: Colours
    counterclaim: Colours
    evidence: Colours
    inference: Colours
    event: Colours
    identity: tuple[str, ...]
    stripe: tuple[str, ...]


_IDENTITY_LIGHT = ("#3b1a78", "#00786c", "#b0399a", "#6b6412", "#4e1405")
_IDENTITY_DARK = ("#a9a4f5", "#3fae9f", "#fbd0ea", "#d3c95a", "#f2694a")

LIGHT = Theme(
    name="light",
    bg="#ffffff",
    ink="#1b2330",
    muted="#565f6d",
    hair="#c9cfd8",
    support="#1d5fa6",
    attack="#b8450b",
    undercut="#78102f",
    contra="#4a5160",
    dim="#b9c0ca",
    up="#1a5a9e",
    down="#b44208",
    tip="#b07c00",
    tip_ink="#8a6100",
    tip_halo="#fff4cc",
    cluster="#f5f7fa",
    cluster_border="#dbe0e8",
    assessment=Colours("#22304d", "#22304d", "#fdfdfd", "#fffffe", "#cfd8ea", "#47587c"),
    claim=Colours("#fcfdfe", "#6b7686", "#4d5868", "#1b2330", "#565f6d", "#e1e6ed"),
    counterclaim=Colours("#fdf2ea", "#b3440c", "#a83f0a", "#1b2330", "#565f6d", "#e1e6ed"),
    evidence=Colours("#f6f3e9", "#978b68", "#776b47", "#1b2330", "#565f6d", "#e1e6ed"),
    inference=Colours("#e9edf4", "#5f6b7d", "#4d5868", "#1b2330", "#565f6d", "#e1e6ed"),
    event=Colours("#fff4cc", "#b07c00", "#8a6100", "#1b2330", "#565f6d", "#e1e6ed"),
    identity=_IDENTITY_LIGHT,
    stripe=_IDENTITY_DARK,
)

DARK = Theme(
    name="dark",
    bg="#11151c",
    ink="#e9edf3",
    muted="#a3adbb",
    hair="#3a4452",
    support="#6fb2f6",
    attack="#f28d4f",
    undercut="#fed0d6",
    contra="#aab4c2",
    dim="#4a5462",
    up="#74b6f8",
    down="#f4925a",
    tip="#f2c230",
    tip_ink="#f2c231",
    tip_halo="#3a3210",
    cluster="#161b24",
    cluster_border="#2b3441",
    assessment=Colours("#d9e2f2", "#d9e2f2", "#1c2740", "#131a26", "#3b475c", "#aebad0"),
    claim=Colours("#1c232e", "#8e9aab", "#b6c0cf", "#e9edf3", "#a3adbb", "#323c4a"),
    counterclaim=Colours("#2b1d14", "#ef8b4d", "#f0935a", "#e9edf3", "#a3adbb", "#323c4a"),
    evidence=Colours("#23211a", "#b3a679", "#c9bc8e", "#e9edf3", "#a3adbb", "#323c4a"),
    inference=Colours("#2a3340", "#a4b0c0", "#b6c0cf", "#e9edf3", "#a3adbb", "#323c4a"),
    event=Colours("#3a3210", "#f2c230", "#f2c231", "#e9edf3", "#a3adbb", "#323c4a"),
    identity=_IDENTITY_DARK,
    stripe=_IDENTITY_LIGHT,
)

_WHITE, _INK, _GREY, _TRACK = "#ffffff", "#111111", "#4a4a4a", "#dddddd"
_ON_PAPER = Colours(_WHITE, "#555555", "#333333", _INK, _GREY, _TRACK)

#: For grey print: kinds are told by shape, dash and head alone.
PRINT = Theme(
    name="print",
    bg=_WHITE,
    ink=_INK,
    muted=_GREY,
    hair="#bbbbbb",
    support=_INK,
    attack=_INK,
    undercut=_INK,
    contra=_GREY,
    dim="#999999",
    up="#6a6a6a",
    down="#6a6a6a",
    tip="#555555",
    tip_ink=_INK,
    tip_halo="#f2f2f2",
    cluster="#f7f7f7",
    cluster_border="#cccccc",
    assessment=Colours("#262626", "#262626", "#fdfdfd", _WHITE, "#d6d6d6", "#6b6b6b"),
    claim=_ON_PAPER,
    counterclaim=_ON_PAPER,
    evidence=_ON_PAPER,
    inference=attrs.evolve(_ON_PAPER, fill="#eeeeee"),
    event=_ON_PAPER,
    identity=("#111111", "#444444", "#666666", "#888888", "#aaaaaa"),
    stripe=("#ffffff", "#dddddd", "#bbbbbb", "#999999", "#777777"),
)

#: Light, and dark where the reader's system asks for it; see `adaptive`.
ADAPTIVE = attrs.evolve(LIGHT, name="auto")


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blend(colour: str, toward: str, share: float) -> str:
    """`colour` mixed with `share` (0–1) of `toward`, in sRGB as a viewer's opacity would."""
    mixed = (
        round(a + (b - a) * share)
        for a, b in zip(_channels(colour), _channels(toward), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


#: The least contrast of text on what it stands on.
READABLE = 4.5
_TEXT = ("ink", "muted", "support", "attack", "undercut", "contra", "up", "down", "tip_ink")


@functools.cache
def faded(theme: Theme, share: float) -> Theme:
    """`theme` with every colour blended toward its own background.

    Colours that text is set in are blended less, so that it can still be read.
    """
    fade = functools.partial(blend, toward=theme.bg, share=share)
    grounds = (theme.bg, theme.claim.fill)
    changes: dict[str, str | Colours | tuple[str, ...]] = {}
    for field in attrs.fields(Theme):
        value = getattr(theme, field.name)
        if isinstance(value, Colours):
            fill = fade(value.fill)
            changes[field.name] = Colours(
                fill,
                fade(value.border),
                fade(value.bar),
                _still_read(value.ink, (fill,), theme.bg, share),
                _still_read(value.muted, (fill,), theme.bg, share),
                fade(value.track),
            )
        elif isinstance(value, tuple):
            changes[field.name] = tuple(fade(colour) for colour in value)
        elif field.name in _TEXT:
            changes[field.name] = _still_read(value, grounds, theme.bg, share)
        elif field.name not in ("name", "bg"):
            changes[field.name] = fade(value)
    return attrs.evolve(theme, **changes)  # type: ignore[arg-type]


def _still_read(colour: str, grounds: tuple[str, ...], toward: str, share: float) -> str:
    """The text colour blended as far as it can be read; when no blend can, white or black,
    whichever is nearer to it if that can be read, else the other one."""
    for step in range(16, -1, -1):
        one = blend(colour, toward, share * step / 16)
        if min(contrast(one, ground) for ground in grounds) >= READABLE:
            return one
    near, far = sorted(("#000000", "#ffffff"), key=lambda one: contrast(one, colour))
    return near if min(contrast(near, one) for one in grounds) >= READABLE else far


def colours(theme: Theme) -> Iterator[str]:
    """Every colour of the theme in the order of its roles; some occur more than once."""
    for field in attrs.fields(Theme):
        value = getattr(theme, field.name)
        if isinstance(value, Colours):
            yield from attrs.astuple(value)
        elif isinstance(value, tuple):
            yield from value
        elif field.name != "name":
            yield value


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
