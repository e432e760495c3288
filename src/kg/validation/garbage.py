"""No garbage collection while a graph is read: it would visit every triple again and again, and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which triples and indexes have none of; also a decorator.

    What nobody refers to any more goes at once all the same. Left as it was found, inside of itself too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
