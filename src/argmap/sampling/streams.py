"""A stream is random numbers that belong to a seed and a name, whatever else is drawn beside it.

Names are hashed to keys of Philox, a generator that counts: any part of a stream can be made
without what comes before it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.random import Philox
from numpy.typing import NDArray

#: Draws come in blocks of this many; the last one of a sample may be cut.
BLOCK = 16_384
#: A draw is one of so many equally likely levels: 16 bits, four of them in a number of Philox.
LEVELS = 65_536

Levels: TypeAlias = NDArray[np.uint16]

_NUMBERS = BLOCK // 4  # of 64 bits
_COUNTS = _NUMBERS // 4  # Philox makes four of them at each count


def key(seed: int, name: str) -> NDArray[np.uint64]:
    """Two numbers of 64 bits from blake2b of a seed and a name."""
    said = f"{seed} {name}".encode("utf-8", "surrogatepass")
    digest = blake2b(said, digest_size=16).digest()
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64)


def levels(stream: NDArray[np.uint64], block: int) -> Levels:
    """The levels, (BLOCK,), of one block of the stream with that key."""
    numbers = Philox(key=stream, counter=block * _COUNTS).random_raw(_NUMBERS)
    return np.asarray(numbers, dtype="<u8").view("<u2").astype(np.uint16, copy=False)
