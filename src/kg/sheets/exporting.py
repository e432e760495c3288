"""All records of a kind as one file, for both doors."""

from __future__ import annotations

from kg.product import Product
from kg.records.graph import Graph
from kg.sheets.table import tables
from kg.sheets.writing import exported
from kg.validation.garbage import uncollected


@uncollected()
def sheet_of(product: Product, kind: str, form: str, lang: str, name: str = "") -> tuple[bytes, int]:
    """The records of a kind as a spreadsheet, and how many rows it has.

    :param form: ``.xlsx`` or ``.csv``.
    :param lang: language of headers and names, ``nl`` or ``en``.
    :param name: for CSV: which table; the records themselves where it is empty.
    :raises KgError: ``usage`` for another form, ``not-found`` for an unknown kind or table, ``unreadable`` if a file of
        the graph cannot be read.
    """
    return exported(tables(Graph(product), kind), form, lang, name)
