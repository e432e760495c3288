"""Dataclasses to plain JSON values and back, without running anything that stands in the file (as pickle would)."""

from __future__ import annotations

import sys
import types
import typing
from array import array
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")
_Build = Callable[[Any], Any]


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Dataclasses as lists of their fields' values, in order; sets and tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, dict):
        return {key: to_plain(part) for key, part in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(to_plain(part) for part in value)
    if isinstance(value, array):
        return value.tolist()
    if isinstance(value, (list, tuple)):
        return [to_plain(part) for part in value]
    return value


def from_plain(kind: type[_Value], value: object) -> _Value:
    """The value that :func:`to_plain` made plain.

    :raises ValueError: if it is not the plain form of this type.
    """
    try:
        return cast(_Value, _builder(cast(Any, kind))(value))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"not a plain {kind.__name__}") from error


@lru_cache(maxsize=256)
def _builder(kind: Any) -> _Build:  # noqa: ANN401 - types are values of many classes
    """What builds values of a type; made once per type, which is what makes reading fast."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        builders = [_builder(hints[field.name]) for field in fields(kind)]
        make = cast(Callable[..., Any], kind)
        return lambda value: make(*[build(part) for build, part in zip(builders, value, strict=True)])
    if origin is dict:
        of_value = _builder(parts[1])
        return lambda value: {key: of_value(part) for key, part in value.items()}
    if origin in (list, set, frozenset, tuple, Sequence):
        of_part = _builder(parts[0])
        if len(parts) > 1 and parts[1] is not Ellipsis:
            of_parts = [_builder(part) for part in parts]
            return lambda value: tuple(build(part) for build, part in zip(of_parts, value, strict=True))
        make = cast(Callable[..., Any], list if origin is Sequence else origin)
        return lambda value: make([of_part(part) for part in value])
    if origin is types.UnionType:
        (rest,) = (part for part in parts if part is not type(None))
        of_rest = _builder(rest)
        return lambda value: None if value is None else of_rest(value)
    return _exactly(kind)


def _exactly(kind: type) -> _Build:
    def build(value: object) -> object:
        if type(value) is kind:
            # What was kept says much that the graph says too: in memory once.
            return sys.intern(value) if isinstance(value, str) else value
        if kind is float and type(value) is int:
            return float(value)
        raise TypeError(kind.__name__)

    return build
