"""Which store a setting means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.product import Product
from kg.settings import EMBEDDED, Settings
from kg.store import Answer, Row, Store
from kg.store.embedded import EmbeddedStore


def open_store(settings: Settings, product: Product) -> Store:
    """The store that ``KG_STORE`` names: the product's graph in memory, or a server.

    :raises KgError: ``unreadable`` if a file of the graph cannot be read.
    """
    if settings.store == EMBEDDED:
        return EmbeddedStore.from_files(product.graph_files)
    # The HTTP client is slow to import.
    from kg.store.remote import RemoteStore

    return RemoteStore(settings.store, settings.graph_store_address)


@dataclass(frozen=True)
class StoreOnDemand:
    """A store that is opened at the first question to it; see :class:`kg.store.Store`.

    :param open_it: opens the store.
    """

    open_it: Callable[[], Store]

    @cached_property
    def _store(self) -> Store:
        return self.open_it()

    def select(self, query: str) -> Answer:
        """See :meth:`kg.store.Store.select`."""
        return self._store.select(query)

    def rows(self, query: str) -> Iterator[Row]:
        """See :meth:`kg.store.Store.rows`."""
        return self._store.rows(query)

    def construct(self, query: str) -> str:
        """See :meth:`kg.store.Store.construct`."""
        return self._store.construct(query)

    def replace(self, ntriples: bytes) -> int:
        """See :meth:`kg.store.Store.replace`."""
        return self._store.replace(ntriples)

    def size(self) -> int:
        """See :meth:`kg.store.Store.size`."""
        return self._store.size()
