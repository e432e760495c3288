"""The spreadsheets of a graph, to change and to check: each takes seconds to make, so it is made once."""

from __future__ import annotations

import subprocess
import sys
from threading import Lock

from kg.errors import Code, KgError
from kg.product import Product
from kg.sheets.exporting import sheet_of

# What people add and mend. Every other kind: kg export sheet.
KINDS = ("instrument", "problem", "theme", "target-group", "organisation", "programme")
FORMS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
_PATIENCE = 10.0  # seconds


class Sheets:
    """The spreadsheets of one graph, each made when it is first asked for.

    :param product: the graph's files.
    """

    def __init__(self, product: Product) -> None:
        self._product = product
        self._made: dict[tuple[str, str, str], bytes] = {}
        self._busy = Lock()

    def sheet(self, kind: str, form: str, lang: str) -> bytes:
        """The records of a kind as a file.

        :param form: one of :data:`FORMS`.
        :raises KgError: ``unavailable`` while others are being made, ``unreadable`` if a file of the graph cannot be
            read.
        """
        name = (kind, form, lang)
        if name not in self._made:
            # One at a time: each takes a processor, and who waits for it takes a thread of the server.
            if not self._busy.acquire(timeout=_PATIENCE):
                raise KgError(
                    Code.UNAVAILABLE,
                    "Other spreadsheets are being made.",
                    where=kind,
                    hint="Try again in half a minute, or use `kg export sheet` on your own machine.",
                    dutch=(
                        "Er worden nu andere werkbladen gemaakt.",
                        "Probeer het over een halve minuut weer, of gebruik `kg export sheet` op uw eigen computer.",
                    ),
                )
            try:
                if name not in self._made:
                    self._made[name] = _made(Product(self._product.root), kind, form, lang)
            finally:
                self._busy.release()
        return self._made[name]


def _made(product: Product, kind: str, form: str, lang: str) -> bytes:
    # A process of its own gives its memory back, leaves Python's lock to the pages, and ends by itself.
    done = subprocess.run(  # noqa: S603 - our own program, with a kind and a form that we know
        [sys.executable, "-P", "-m", "kg.sheets.maker", str(product.root.resolve()), kind, f".{form}", lang],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    # One that failed says nothing: here it works, or fails with the reason.
    return done.stdout if done.returncode == 0 else sheet_of(product, kind, f".{form}", lang)[0]
