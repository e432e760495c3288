"""The child process of an uploaded spreadsheet: reads one order from its input, writes one answer, and ends.

Run as ``python -m kg.sheets.worker`` by :mod:`kg.sheets.upload` only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.facts import as_turtle
from kg.history.telling import as_lines
from kg.model import Report
from kg.product import Product
from kg.records.draft import Draft
from kg.records.graph import Graph
from kg.sheets.importing import read_sheet
from kg.turtlefile import parse
from kg.validation.beside import check_beside
from kg.validation.plain import plain
from kg.validation.upload import Limits
from kg.validation.worker import confine


def answer(order: dict[str, Any], data: bytes) -> dict[str, object]:
    """Rows, changes, faults and report as plain values, or the error."""
    lang = order["lang"]
    try:
        graph = Graph(Product(Path(order["root"])))
        found = read_sheet(data, graph, kind=order["kind"], lang=lang)
        report = _checked(found.draft, order["name"]) if found.draft.difference else Report()
    except KgError as error:
        return {"error": error.as_message()}
    return {
        "rows": found.rows,
        "changes": as_lines(found.draft.difference, found.draft.label, lang) if found.draft.difference else [],
        "faults": [fault.as_dict(lang) for fault in found.faults],
        "report": plain(report),
    }


def _checked(draft: Draft, name: str) -> Report:
    """What the rules find in the records that change, as they are after the change."""
    changed = {fact.record for fact in draft.added | draft.removed}
    facts = [fact for per_file in draft.files.values() for fact in per_file if fact.record in changed]
    return check_beside(draft.graph.product, list(parse(as_turtle(facts, Path(name)), name)), name=name)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Read one order and its data from a stream, and write the answer to another."""
    order = json.loads(source.readline())
    confine(Limits(**order["limits"]))
    target.write(json.dumps(answer(order, source.read())).encode())
    target.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
