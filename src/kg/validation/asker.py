"""The child process that asks the violation queries; run as ``python -m kg.validation.asker ORDER`` by
:mod:`kg.validation.asking` only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

from kg.model import Report
from kg.product import Product
from kg.queries import Catalogue
from kg.validation import checks
from kg.validation.garbage import uncollected
from kg.validation.plain import plain


@uncollected()
def main(order: str, target: TextIO) -> None:
    """Carry out one order and write what was found.

    :param order: JSON: ``root``, the product's folder, and ``beside``, files beside its own.
    """
    given = json.loads(order)
    product = Product(Path(given["root"]))
    files = [*product.graph_files, *map(Path, given["beside"])]
    found = checks.found_in(files, Catalogue(product.folder("queries")))
    json.dump(plain(Report(found)), target)


if __name__ == "__main__":
    main(sys.argv[1], sys.stdout)
