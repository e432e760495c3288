"""What was written last, page or data: an address says the same until the graph is read anew.

It belongs to the :class:`~kg_web.site.Site`, so that another graph begins with nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from kg.publish.document import Document

# So many bytes are kept, those asked for last: some 120 pages, packed.
_MOST_BYTES = 1_000_000


class Rendered:
    """The documents asked for last.

    :param most: so many bytes are kept, packed.
    """

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._documents: OrderedDict[tuple[str, ...], Document] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Document | None:
        """The document, if it is kept."""
        with self._lock:
            document = self._documents.get(key)
            if document is not None:
                self._documents.move_to_end(key)
        return document

    def keep(self, key: tuple[str, ...], document: Document) -> None:
        """Keep a document, and let those go that were asked for longest ago."""
        with self._lock:
            before = self._documents.pop(key, None)
            self._size += len(document.packed) - (len(before.packed) if before else 0)
            self._documents[key] = document
            while self._size > self._most:
                _key, oldest = self._documents.popitem(last=False)
                self._size -= len(oldest.packed)
