"""JSON Schema (2020-12) of the plain values that ``kg`` answers with."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def schema_of(kind: Any) -> Schema:  # noqa: ANN401 - a type may be anything that an annotation can be
    """The schema of a type: plain values, dataclasses, and lists, tuples, mappings and unions of these.

    :raises TypeError: for any other type; an answer with such a part would not be described.
    """
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        names = [field.name for field in fields(kind)]
        return {
            "type": "object",
            "title": kind.__name__,
            "properties": {name: schema_of(hints[name]) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(part) for part in inner]}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if origin is list or (origin is tuple and inner[-1] is ...):
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is tuple:
        # Not prefixItems, which many programs that read OpenAPI do not know.
        parts = [schema_of(part) for part in dict.fromkeys(inner)]
        items = parts[0] if len(parts) == 1 else {"anyOf": parts}
        return {"type": "array", "items": items, "minItems": len(inner), "maxItems": len(inner)}
    raise TypeError(f"no schema for {kind!r}")
