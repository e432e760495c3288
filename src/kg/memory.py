"""The memory that this process holds but does not use, on Linux with GNU's C library; elsewhere nothing is done."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from functools import cache
from threading import Lock
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")

# malloc.h
_M_ARENA_MAX = -8


class _Ones:
    """The one object that stands for all equal ones, while somebody shares."""

    def __init__(self) -> None:
        self.found: dict[Any, Any] | None = None
        self.sharing = 0
        self.lock = Lock()


_ONES = _Ones()


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


@contextmanager
def sharing() -> Iterator[None]:
    """While this lasts, :func:`one` gives one object for all equal values, in all threads; then it forgets them.

    For a process that reads much and goes on. (Python's own ``sys.intern`` keeps a table of all texts for good.)
    """
    with _ONES.lock:
        _ONES.sharing += 1
        _ONES.found = {} if _ONES.found is None else _ONES.found
    try:
        yield
    finally:
        with _ONES.lock:
            _ONES.sharing -= 1
            if not _ONES.sharing:
                _ONES.found = None


def one(value: _Value) -> _Value:
    """The object that all values equal to this one share; the value itself while nobody is :func:`sharing`.

    :param value: a text, or a tuple of texts.
    """
    found = _ONES.found
    return value if found is None else cast("_Value", found.setdefault(value, value))


def shared(value: _Value) -> _Value:
    """The same value, in which each text is the :func:`one` that all equal texts share.

    Lists, dictionaries and dataclasses are filled anew where they are; do this before anybody else reads them.

    :param value: a dataclass, or what JSON has, with tuples and sets besides.
    """
    with sharing():
        return cast("_Value", _shared(value))


def _shared(value: Any) -> Any:  # noqa: ANN401 - any plain value
    kind = type(value)
    if kind is str:
        return one(value)
    if kind in (list, set):
        found = [_shared(part) for part in value]
        value.clear()
        (value.extend if kind is list else value.update)(found)
    elif kind is tuple:
        return tuple(map(_shared, value))
    elif isinstance(value, dict):
        pairs = [(_shared(key), _shared(part)) for key, part in value.items()]
        value.clear()
        value.update(pairs)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            object.__setattr__(value, name, _shared(getattr(value, name)))
    return value
