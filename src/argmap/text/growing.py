"""Reading without the garbage collector in the way."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def growing() -> Iterator[None]:
    """Look for no garbage meanwhile: reading makes one large tree, of which nothing can be freed
    before the end, and looking through it again and again would take more than linear time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:
                # What was read counts as old at once, without another look at all of it.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
