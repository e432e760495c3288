"""What was written last, page or data: an address says the same until the graph is read anew.

It belongs to the :class:`~kg_web.site.Site`, so that another graph begins with nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from kg.memory import trim
from kg.publish.document import Document

# So many bytes are kept, those asked for last: some 120 pages, packed.
_MOST_BYTES = 1_000_000
# What it took to write so many documents is several megabytes.
_TRIMMED = 100


class Rendered:
    """The documents asked for last.

    :param most: so many bytes are kept, packed.
    """

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._documents: OrderedDict[tuple[str, ...], Document] = OrderedDict()
        self._size = 0
        self._written = 0
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Document | None:
        """The document, if it is kept."""
        with self._lock:
            document = self._documents.get(key)
            if document is not None:
                self._documents.move_to_end(key)
        return document

    def keep(self, key: tuple[str, ...], document: Document) -> None:
        """Keep a document, let go of those asked for longest ago, and now and then of what writing them took."""
        with self._lock:
            before = self._documents.pop(key, None)
            self._size += len(document.packed) - (len(before.packed) if before else 0)
            self._documents[key] = document
            while self._size > self._most:
                _key, oldest = self._documents.popitem(last=False)
                self._size -= len(oldest.packed)
            self._written += 1
            many = self._written % _TRIMMED == 0
        if many:
            trim()
