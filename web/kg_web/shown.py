"""The answer to a query as a page shows it: the first rows of a table, or a graph as text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from kg.endpoint import Result

# More than anyone reads on a page; the files hold all.
_MOST_ROWS = 500
_MOST_BYTES = 2_000_000
Cell = dict[str, str]


@dataclass(frozen=True)
class Shown:
    """What a page shows of an answer.

    :param columns: names of the columns.
    :param rows: the first rows; a cell is a term as the JSON results write it, or ``None``.
    :param text: a graph in Turtle, or ``true`` or ``false``.
    :param total: how many rows or triples the whole answer has.
    :param is_whole: whether all of it is shown.
    :param absent: graphs that were asked for and are not in the dataset.
    """

    columns: list[str] = field(default_factory=list)
    rows: list[list[Cell | None]] = field(default_factory=list)
    text: str = ""
    total: int = 0
    is_whole: bool = True
    absent: tuple[str, ...] = ()


def read_shown(result: Result) -> Shown:
    """What a page shows of an answer in JSON or Turtle; the answer is read and closed.

    An answer of megabytes is only counted: reading it would take the memory that the limits of the endpoint save.
    """
    with result.stream as stream:
        if result.size > _MOST_BYTES:
            return Shown(total=result.rows, is_whole=False, absent=result.absent)
        body = stream.read()
    if result.form != "json":
        return Shown(text=body.decode(), total=result.rows, absent=result.absent)
    document: dict[str, Any] = json.loads(body)
    if "boolean" in document:
        return Shown(text=json.dumps(document["boolean"]), total=1, absent=result.absent)
    columns = document["head"]["vars"]
    found = document["results"]["bindings"]
    rows = [[row.get(name) for name in columns] for row in found[:_MOST_ROWS]]
    return Shown(columns, rows, "", result.rows, len(rows) == len(found), result.absent)
