"""The child process that asks the violation queries: reads one order from its input, writes what they found, and ends.

Run as ``python -m kg.validation.asker`` by :mod:`kg.validation.asking` only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.model import Report
from kg.product import Product
from kg.turtlefile import read_text
from kg.validation.asking import ask
from kg.validation.worker import plain


def main() -> None:
    """Answer the one order."""
    order = json.loads(sys.stdin.buffer.readline())
    files = [Path(name) for name in order["files"]]
    found = ask(Product(Path(order["root"])), ((path, read_text(path)) for path in files))
    sys.stdout.write(json.dumps(plain(Report(found))))


if __name__ == "__main__":
    main()
