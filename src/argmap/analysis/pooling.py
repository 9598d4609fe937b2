"""Ways to make one number of several, and to say how far they are apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import field, frozen

from argmap.registry import Registry
from argmap.semantics.flows import Floats


@frozen
class PoolingMethod:
    """From numbers (k, …) in [0, 1] and weights (k,) that sum to 1 to one number (…) each; NaN
    where they have none."""

    name: str
    rule: Callable[[Floats, Floats], Floats] = field(repr=False)

    def pooled(self, values: Floats, weights: Floats) -> Floats:
        """The pooled numbers, whatever the rounding never outside of those with a weight."""
        heard = values[weights > 0]
        found = self.rule(heard, weights[weights > 0])
        return np.clip(found, heard.min(axis=0), heard.max(axis=0))


def _linear(values: Floats, weights: Floats) -> Floats:
    found: Floats = np.tensordot(weights, values, axes=1)
    return found


def _logarithmic(values: Floats, weights: Floats) -> Floats:
    """Π p^w / (Π p^w + Π (1 − p)^w)."""
    exponents = weights.reshape(-1, *(1,) * (values.ndim - 1))
    yes, no = (np.prod(one**exponents, axis=0) for one in (values, 1 - values))
    both = yes + no
    found: Floats = np.where(both > 0, yes / np.where(both > 0, both, 1.0), np.nan)
    return found


#: The weighted mean.
LINEAR = PoolingMethod("linear", _linear)
#: The weighted mean in log-odds. A likelihood ratio may come before or after it (it is externally
#: Bayesian: Genest, Annals of Statistics 12, 1984); who says 0 or 1 decides alone, and NaN comes
#: out where one says 0 and another 1.
LOGARITHMIC = PoolingMethod("logarithmic", _logarithmic)

POOLING_METHODS = Registry("pooling method", (LINEAR, LOGARITHMIC))


def divergence(values: Floats, weights: Floats) -> float:
    """The Jensen–Shannon divergence, in bits, of the numbers p as distributions (p, 1 − p):
    entropy of the weighted mean minus weighted mean of the entropies (Lin, IEEE Transactions on
    Information Theory 37, 1991). 0 for one opinion, 1 at most."""
    mean = np.array([weights @ values])
    return max(float(_entropy(mean)[0] - weights @ _entropy(values)), 0.0)


def _entropy(p: Floats) -> Floats:
    """In bits; 0 at 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [np.where(q > 0, -q * np.log2(np.where(q > 0, q, 1.0)), 0.0) for q in (p, 1 - p)]
    found: Floats = np.where(np.isnan(p), np.nan, parts[0] + parts[1])
    return found
