"""The memory that this process holds but does not use, on Linux with GNU's C library; elsewhere nothing is done."""

from __future__ import annotations

import ctypes
import gc
import sys
from dataclasses import is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")

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
    """Look for what nobody needs any more, and give its memory back; takes some ten milliseconds."""
    gc.collect()
    trim()


def trim() -> None:
    """Give memory that is free back to the machine; takes less than a millisecond."""
    if library := _library():
        library.malloc_trim(0)


def interned(value: _Value) -> _Value:
    """The same value, in which each text is the one object that the whole process has of it.

    Lists, dictionaries and dataclasses are filled anew where they are; do this before anybody else reads them.

    :param value: a dataclass, or what JSON has, with tuples and sets besides.
    """
    return cast("_Value", _interned(value))


def _interned(value: Any) -> Any:  # noqa: ANN401 - any plain value
    kind = type(value)
    if kind is str:
        return sys.intern(value)
    if kind in (list, set):
        found = [_interned(part) for part in value]
        value.clear()
        (value.extend if kind is list else value.update)(found)
    elif kind is tuple:
        return tuple(map(_interned, value))
    elif isinstance(value, dict):
        pairs = [(_interned(key), _interned(part)) for key, part in value.items()]
        value.clear()
        value.update(pairs)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            object.__setattr__(value, name, _interned(getattr(value, name)))
    return value
