"""The memory that this process holds but does not use, on Linux with GNU's C library; elsewhere nothing is done."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

# malloc.h
_M_ARENA_MAX = -8


@cache
def _library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if library and hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


def share_one_heap() -> None:
    """Let all threads that start from now on take their memory from one place; call it before the first starts.

    Each would get a place of its own, and what one of them gives back the others cannot use. They wait for Python's
    lock anyway, so that waiting for one place costs nothing.
    """
    if library := _library():
        library.mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give memory that is free back to the machine; takes some ten milliseconds."""
    if library := _library():
        library.malloc_trim(0)
