"""Which store a setting means."""

from __future__ import annotations

from kg.product import Product
from kg.settings import EMBEDDED, Settings
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.store.remote import RemoteStore


def open_store(settings: Settings, product: Product) -> Store:
    """The store that ``KG_STORE`` names: the product's graph in memory, or a server.

    :raises KgError: ``unreadable`` if a file of the graph cannot be read.
    """
    if settings.store == EMBEDDED:
        return EmbeddedStore.from_files(product.graph_files)
    return RemoteStore(settings.store, settings.graph_store_address)
