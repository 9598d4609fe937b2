"""Numbers become places along a line, with round numbers marked on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import attrs

from argmap.tables import decimals
from argmap.views.charts.frame import rule
from argmap.views.painting.geometry import Point
from argmap.views.painting.measure import width
from argmap.views.painting.palette import Theme
from argmap.views.painting.svg import Markup, join, text

_SIZE = 9.5
#: How much higher a chart is for the numbers below its grid.
NUMBERS = 18.0


@attrs.frozen
class Scale:
    """The values from `low` to `high` over the px from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Where a value stands; what lies outside stands at the nearer end, NaN at the low one."""
        if math.isnan(value) or value <= self.low:
            return self.left
        if value >= self.high:
            return self.right
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def moved(self, dx: float) -> Scale:
        return attrs.evolve(self, left=self.left + dx, right=self.right + dx)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round numbers in the scale, four to nine of them."""
        step = _step(self.high - self.low)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(round(at * step, 12) for at in range(first, last + 1))


def _step(span: float) -> float:
    raw = span / 5
    power = 10.0 ** math.floor(math.log10(raw))
    return next((k * power for k in (1.0, 2.0, 2.5, 5.0) if k * power >= raw * 0.99), 10 * power)


def around(
    values: Iterable[float],
    left: float,
    right: float,
    *,
    room: float = 0.06,
    within: tuple[float, float] = (-math.inf, math.inf),
) -> Scale:
    """A scale for all finite ones of the values, with room beside the outermost, no further than
    `within`."""
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    span = high - low if high - low > 1e-9 * max(1.0, abs(low), abs(high)) else 0.2
    low, high = low - room * span, high + room * span
    return Scale(max(low, within[0]), min(high, within[1]), left, right)


def unit(left: float, right: float) -> Scale:
    """The scale of strengths, 0 to 1."""
    return Scale(0.0, 1.0, left, right)


def show(scale: Scale, *, signed: bool = False) -> Callable[[float], str]:
    """How a scale's round numbers are written: with as many decimals as tell them apart."""
    digits = max(0, -math.floor(math.log10(_step(scale.high - scale.low)) + 1e-9))
    if any(abs(tick * 10**digits - round(tick * 10**digits)) > 1e-6 for tick in scale.ticks):
        digits += 1
    return decimals(digits, signed=signed)


def grid(scale: Scale, top: float, bottom: float, theme: Theme, *, signed: bool = False) -> Markup:
    """Hairlines at round numbers, which stand below; those without room are left out."""
    written = show(scale, signed=signed)
    parts = []
    free = -math.inf
    for tick in scale.ticks:
        x, words = scale.at(tick), written(tick)
        parts.append(rule(Point(x, top), Point(x, bottom), theme.hair, thick=0.8))
        half = width(words, _SIZE) / 2
        if x - half >= free:
            parts.append(text(x, bottom + 13, words, _SIZE, theme.muted, anchor="middle"))
            free = x + half + 6
    return join(parts)
