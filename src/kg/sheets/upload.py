"""A spreadsheet that a stranger sends: read and checked in a child process that can be killed; nothing is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.errors import Code, KgError
from kg.model import Report
from kg.product import Product
from kg.sheets.reading import LIMITS
from kg.validation.plain import report_of
from kg.validation.upload import Limits, answered

_LIMITS = Limits()


@dataclass(frozen=True)
class CheckedSheet:
    """What a spreadsheet says and what is wrong with it.

    :param rows: how many rows were read.
    :param changes: what it would change, as lines of text: a record, and under it the facts.
    :param faults: what is wrong, by sheet, row and column: ``where``, ``value``, ``what`` and ``mend``.
    :param report: what the rules find in the records as the sheet has them.
    """

    rows: int
    changes: list[str]
    faults: list[dict[str, str]]
    report: Report


def check_sheet(data: bytes, product: Product, lang: str, *, kind: str = "", name: str = "upload") -> CheckedSheet:
    """Check an uploaded spreadsheet against the graph and its rules.

    :param data: the bytes of an XLSX or CSV file, as ``kg export sheet`` makes them.
    :param lang: language of what is told.
    :param kind: kind of the records, where the file does not say it.
    :raises KgError: ``too-large``, ``unreadable`` or ``usage`` for a file that is no sheet of the graph, ``limit``
        where the check takes too much.
    """
    if len(data) > LIMITS.file:
        hint = "Send some of the rows, or use `kg import` on your own machine."
        dutch = ("Dit bestand is te groot.", "Stuur een deel van de rijen.")
        raise KgError(Code.TOO_LARGE, f"The file has {len(data)} bytes.", where=name, hint=hint, dutch=dutch)
    root = str(product.root.resolve())
    order = {"root": root, "name": name, "kind": kind, "lang": lang, "limits": asdict(_LIMITS)}
    found = answered("kg.sheets.worker", order, data, _LIMITS, name)
    return CheckedSheet(found["rows"], found["changes"], found["faults"], report_of(found["report"]))
