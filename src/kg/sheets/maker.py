"""The child process that makes a spreadsheet: ``python -m kg.sheets.maker ROOT KIND SUFFIX LANG`` writes it out.

Run by :mod:`kg_web.sheets` only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.product import Product
from kg.sheets.exporting import sheet_of

if __name__ == "__main__":
    root, kind, suffix, lang = sys.argv[1:]
    sys.stdout.buffer.write(sheet_of(Product(Path(root)), kind, suffix, lang)[0])
