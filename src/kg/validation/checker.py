"""The child process that checks a whole graph; run as ``python -m kg.validation.checker ORDER`` by
:mod:`kg.validation.elsewhere` only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

from kg import validation
from kg.errors import KgError
from kg.product import Product
from kg.validation.plain import plain


def main(order: str, target: TextIO) -> None:
    """Carry out one order and write the report, or the error.

    :param order: JSON: ``root``, the product's folder, and ``cache``, the cache folder or an empty text.
    """
    given = json.loads(order)
    cache = Path(given["cache"]) if given["cache"] else None
    try:
        answer = plain(validation.check(Product(Path(given["root"])), cache=cache))
    except KgError as error:
        answer = {"error": error.as_message()}
    json.dump(answer, target)


if __name__ == "__main__":
    main(sys.argv[1], sys.stdout)
