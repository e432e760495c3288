"""What literals mean: which are well formed, and which is smaller (XSD 1.1 part 2, SPARQL 1.1 section 17.3)."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal

from kg.namespaces import XSD
from kg.validation.graph import Literal, Node

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BOOLEAN = re.compile(r"true|false|1|0")

# Name -> smallest and largest value; None where there is no end.
_WHOLE: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
Value = Decimal | float | bool | str | date | datetime | time


def value(literal: Literal) -> Value | None:
    """What a literal stands for, or ``None`` for one that is ill-typed or of a datatype that SPARQL does not know."""
    datatype, characters = literal.datatype.value, literal.value
    if literal.language or datatype == XSD + "string":
        return characters
    name = datatype.removeprefix(XSD)
    if name in _WHOLE:
        return _whole(characters, *_WHOLE[name])
    if name == "decimal":
        return Decimal(characters) if _DECIMAL.fullmatch(characters) else None
    if name in {"double", "float"}:
        return float(characters) if _DOUBLE.fullmatch(characters) else None
    if name == "boolean":
        return characters in {"true", "1"} if _BOOLEAN.fullmatch(characters) else None
    return _moment(name, characters)


def _whole(characters: str, least: int | None, most: int | None) -> Decimal | None:
    # Python refuses to read integers of more than 4,300 digits, and a row number of that size is a fault anyway.
    if not _INTEGER.fullmatch(characters):
        return None
    number = Decimal(characters)
    in_range = (least is None or number >= least) and (most is None or number <= most)
    return number if in_range else None


def _moment(name: str, characters: str) -> date | datetime | time | None:
    try:
        match name:
            case "date":
                return date.fromisoformat(characters)
            case "dateTime" if "T" in characters:
                return datetime.fromisoformat(characters)
            case "time":
                return time.fromisoformat(characters)
    except ValueError:
        return None
    return None


_CHECKED = {XSD + name for name in [*_WHOLE, "decimal", "double", "float", "boolean", "date", "dateTime", "time"]}


def has_datatype(term: Node, datatype: str) -> bool:
    """Whether a node is a literal of a datatype and, where SPARQL knows that datatype, well formed (SHACL, 4.1.2)."""
    if not isinstance(term, Literal) or term.datatype.value != datatype:
        return False
    return datatype not in _CHECKED or value(term) is not None


def compare(first: Node, second: Node) -> int | None:
    """-1, 0 or 1 as SPARQL's operators order two literals; ``None`` if it cannot compare them."""
    if not isinstance(first, Literal) or not isinstance(second, Literal):
        return None
    left, right = value(first), value(second)
    if left is None or right is None:
        return None
    if isinstance(left, (Decimal, float)) and isinstance(right, (Decimal, float)):
        return None if math.isnan(left) or math.isnan(right) else (left > right) - (left < right)
    if type(left) is not type(right):
        return None
    try:
        return (left > right) - (left < right)  # type: ignore[operator]  # the same type on both sides
    except TypeError:  # one moment with a time zone, one without
        return None
