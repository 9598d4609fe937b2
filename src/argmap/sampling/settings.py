"""How to draw: what varies, how far, and with which numbers. Checked before any work."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from argmap.analysis.levers import SPREAD
from argmap.errors import AnalysisError
from argmap.sampling.layers import LAYERS, Layer

#: How strongly errors of one source go together.
CORRELATION = 0.5

_MOST = 2**31 - 1  # what sums in 64 bits can hold


def whole(name: str, value: object, least: int, most: int) -> int:
    """A whole number in these limits; raises `AnalysisError`."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise AnalysisError(f"{name} is a whole number from {least} to {most}, not {value!r}")
    return value


def share(name: str, value: object) -> float:
    """A number from 0 to 1; raises `AnalysisError`."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0.0 <= value <= 1.0:
        raise AnalysisError(f"{name} is a number from 0 to 1, not {value!r}")
    return float(value)


def _n(value: object) -> int:
    return whole("n", value, 1, _MOST)


def _seed(value: object) -> int:
    return whole("seed", value, 0, 2**64 - 1)


def _spread(value: object) -> float:
    return share("spread", value)


def _correlation(value: object) -> float:
    return share("correlation", value)


def _layers(given: Iterable[Layer] | None) -> tuple[Layer, ...]:
    """In the order of the table."""
    chosen = tuple(LAYERS) if given is None else tuple(given)
    for one in chosen:
        if not isinstance(one, Layer):
            raise AnalysisError(f"{one!r} is no layer: pass LAYERS.named({one!r})")
    if not chosen:
        raise AnalysisError(f"nothing varies without a layer: {', '.join(LAYERS.names)}")
    return tuple(one for one in LAYERS if one in chosen)


@frozen
class Settings:
    """`n` draws from the numbers of `seed`. Weights that were stated as one number vary by
    `spread` each way; errors of one source go together as far as `correlation`, 0 to 1."""

    n: int = field(converter=_n)
    seed: int = field(default=0, converter=_seed)
    spread: float = field(default=SPREAD, converter=_spread)
    correlation: float = field(default=CORRELATION, converter=_correlation)
    layers: tuple[Layer, ...] = field(default=None, converter=_layers)
