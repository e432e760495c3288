"""Puts together what is published: the graph, its history, its networks, and where all that stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import metadata

from kg.cache import Cache
from kg.entities import Directory
from kg.history import history
from kg.network import gexf, graphml
from kg.product import Product
from kg.publish import void
from kg.publish.document import Document, document
from kg.publish.dumps import Dumps
from kg.publish.keeping import Keeper, state_of
from kg.publish.library import Library, Maker
from kg.publish.rdf import FORMS, written
from kg.publish.site import Site
from kg.settings import EMBEDDED, Settings
from kg.store import Store
from kg.things import Things

# What writes documents: another version may write the same graph in another way.
_WRITERS = ("instrumentenwijzer", "networkx", "pyoxigraph")


def keeper(product: Product, settings: Settings) -> Keeper:
    """Keeps the documents that are slow to make."""
    return Keeper(Cache(settings.cache), state_of(product.graph_files, [metadata.version(name) for name in _WRITERS]))


def library(  # noqa: PLR0913 - all that is put together
    product: Product, store: Store, directory: Directory, things: Things, *, settings: Settings, keeper: Keeper
) -> Library:
    """Everything that others can take over.

    :param store: the graph, for the networks and the numbers.
    :param directory: names of the same graph.
    :param things: the same graph, prepared.
    :param settings: where it is published, and who answers for it.
    :param keeper: keeps the dumps and, where the graph is the product's own, the networks.
    :raises KgError: ``unreadable`` for a broken log of changes.
    """

    def network(path: str, media_type: str, write: Callable[[Store, Directory], bytes]) -> Document:
        def make() -> Document:
            return document(path, media_type, write(store, directory))

        # Of a graph on another server we do not know when it changes.
        return keeper.kept(path, media_type, make) if settings.store == EMBEDDED else make()

    def void_in(suffix: str) -> Document:
        return written(f"{void.NAME}.{suffix}", FORMS[suffix], void.describe(store, site).triples)

    site = Site(settings.base_url, settings.contact)
    others: dict[str, dict[str, Maker]] = {
        "network": {
            path: partial(network, path, media_type, write)
            for path, media_type, write in (
                ("network.graphml", "application/graphml+xml", graphml),
                ("network.gexf", "application/gexf+xml", gexf),
            )
        },
        "void": {f"{void.NAME}.{suffix}": partial(void_in, suffix) for suffix in void.SUFFIXES},
    }
    return Library(Dumps(product, keeper), things, site, history(product), others)
