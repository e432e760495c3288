"""The report of a whole check, kept in the cache folder: what has not changed need not be checked again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.cache import Cache
from kg.model import Report
from kg.product import Product
from kg.validation.plain import plain, report_of

_FAMILY = "report"


class KeptReport:
    """The report on one state of the graph, its rules and this code.

    :param cache: where it is kept.
    """

    def __init__(self, product: Product, cache: Cache) -> None:
        self._product, self._cache = product, cache
        self._key = _key(product)

    def read(self) -> Report | None:
        """The report, or ``None`` if this very state has not been checked yet."""
        content = self._cache.content(_FAMILY, self._key)
        try:
            return report_of(json.loads(content)) if content is not None else None
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, report: Report) -> None:
        """Keep it for the next check of the same state, unless something changed while it was made."""
        if _key(Product(self._product.root)) != self._key:
            return
        self._cache.keep_content(_FAMILY, self._key, json.dumps(plain(report), ensure_ascii=False).encode())


def _key(product: Product) -> str:
    """Checksum of all that a report hangs on: other code may find something else."""
    checksum = hashlib.sha256(product.checksum.encode())
    code = Path(__file__).resolve().parents[1].rglob("*.py")
    for path in (*product.shape_files, *sorted(product.folder("queries").rglob("*.rq")), *sorted(code)):
        content = path.read_bytes()
        checksum.update(f"{path.name} {len(content)}\n".encode() + content)
    return checksum.hexdigest()[:32]
