"""Pages as they were rendered last: an address says the same until the graph is read anew.

The pages belong to the :class:`~kg_web.site.Site`, so that another graph begins with none.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from threading import Lock

# So many bytes of pages are kept, those asked for last: some 500 pages, packed.
_MOST_BYTES = 4_000_000


class Rendered:
    """The pages asked for last.

    :param most: so many bytes are kept, packed.
    """

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._pages: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> str | None:
        """The page, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        return None if page is None else zlib.decompress(page).decode()

    def keep(self, key: tuple[str, ...], page: str) -> None:
        """Keep a page, and let those go that were asked for longest ago."""
        content = zlib.compress(page.encode(), zlib.Z_BEST_SPEED)
        with self._lock:
            self._size += len(content) - len(self._pages.pop(key, b""))
            self._pages[key] = content
            while self._size > self._most:
                _key, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest)
