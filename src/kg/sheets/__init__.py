"""Records as spreadsheets, both ways: every record of a kind as XLSX or CSV, and the changes made there as facts."""

from __future__ import annotations

from kg.sheets.importing import Imported, read_sheet
from kg.sheets.table import Table, tables
from kg.sheets.writing import as_csv, as_xlsx, exported

__all__ = ["Imported", "Table", "as_csv", "as_xlsx", "exported", "read_sheet", "tables"]
