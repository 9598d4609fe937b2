"""The numbers that the visual language promises of its colours."""

from __future__ import annotations

import itertools
import math

import attrs
import pytest

from argmap.views.painting.palette import (
    DARK,
    LIGHT,
    PRINT,
    Colours,
    Theme,
    blend,
    colours,
    contrast,
    faded,
)

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
BOXES = ("assessment", "claim", "counterclaim", "evidence", "inference", "event")

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB
DEFICIENCIES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Triple = tuple[float, float, float]


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def shown(channel: float) -> float:
    """Linear to sRGB, in the 256 steps of a screen."""
    channel = min(1.0, max(0.0, channel))
    srgb = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(srgb * 255) / 255


def seen(colour: str, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    """Linear RGB of what is seen instead."""
    rgb = [linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    mixed = [sum(k * c for k, c in zip(row, rgb, strict=True)) for row in matrix]
    red, green, blue = (linear(shown(channel)) for channel in mixed)
    return red, green, blue


def lab(rgb: Triple) -> Triple:
    r, g, b = rgb
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Triple, other: Triple) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rt = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rt *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    return math.sqrt(dl**2 + dc**2 + (dh / sh) ** 2 + rt * dc * dh / sh)


def test_ciede2000_agrees_with_published_pairs() -> None:
    # Sharma, Wu & Dalal 2005, table 1, pairs 1, 7 and 17
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@BOTH
@pytest.mark.parametrize("kind", BOXES)
def test_text_can_be_read_on_its_fill(theme: Theme, kind: str) -> None:
    box: Colours = getattr(theme, kind)
    assert contrast(box.ink, box.fill) >= (12 if kind == "assessment" else 9)
    assert contrast(box.muted, box.fill) >= 4.5


@BOTH
def test_text_can_be_read_on_the_page(theme: Theme) -> None:
    assert contrast(theme.ink, theme.bg) >= 13
    assert contrast(theme.muted, theme.bg) >= 5.8
    assert contrast(theme.tip_ink, theme.bg) >= 4.5


@BOTH
def test_lines_and_borders_stand_out(theme: Theme) -> None:
    for line in (theme.support, theme.attack, theme.undercut, theme.contra):
        assert contrast(line, theme.bg) >= 5.3
    for kind in BOXES:
        assert contrast(getattr(theme, kind).border, theme.bg) >= 3.2
        bar = getattr(theme, kind)
        assert contrast(bar.bar, bar.track) >= 4.2


@pytest.mark.parametrize(("theme", "least"), [(LIGHT, 14.0), (DARK, 11.0)], ids=["light", "dark"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_relations_differ_for_every_eye(theme: Theme, least: float, deficiency: str) -> None:
    matrix = DEFICIENCIES[deficiency]
    lines = [theme.support, theme.attack, theme.undercut, theme.contra]
    distances = [
        ciede2000(lab(seen(one, matrix)), lab(seen(other, matrix)))
        for one, other in itertools.combinations(lines, 2)
    ]
    assert min(distances) >= least


def test_a_light_colour_has_one_dark_one() -> None:
    """So that a picture can change theme by its colours alone."""
    pairs: dict[str, str] = {}
    for one, other in zip(colours(LIGHT), colours(DARK), strict=True):
        assert pairs.setdefault(one, other) == other


def test_blending() -> None:
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert blend("#123456", "#ffffff", 0) == "#123456"
    assert faded(LIGHT, 0.5).bg == LIGHT.bg
    assert faded(LIGHT, 0.5).claim.border == blend(LIGHT.claim.border, LIGHT.bg, 0.5)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_faded_text_can_still_be_read(theme: Theme) -> None:
    pale = faded(theme, 0.5)
    for name in ("ink", "muted", "support", "attack", "undercut", "contra", "tip_ink"):
        for ground in (theme.bg, theme.claim.fill):
            assert contrast(getattr(pale, name), ground) >= 4.5
        assert contrast(getattr(pale, name), theme.bg) <= contrast(getattr(theme, name), theme.bg)
    for kind in BOXES:
        box: Colours = getattr(pale, kind)
        assert min(contrast(box.ink, box.fill), contrast(box.muted, box.fill)) >= 4.5


def test_print_is_grey_and_can_be_read() -> None:
    for colour in colours(PRINT):
        assert colour[1:3] == colour[3:5] == colour[5:]
    for kind in BOXES:
        box: Colours = getattr(PRINT, kind)
        assert min(contrast(box.ink, box.fill), contrast(box.muted, box.fill)) >= 6
        assert contrast(box.bar, box.track) >= 4.2


def test_themes_are_values() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        LIGHT.bg = "#000000"  # type: ignore[misc]
