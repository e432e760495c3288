"""Puts together what is published: the graph, its history, its networks, and where all that stands."""

from __future__ import annotations

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
from kg.settings import Settings
from kg.store import Store
from kg.things import Things

# What writes documents: another version may write the same graph in another way.
_WRITERS = ("instrumentenwijzer", "pyoxigraph")


def library(product: Product, store: Store, directory: Directory, things: Things, settings: Settings) -> Library:
    """Everything that others can take over.

    :param store: the graph, for the networks and the numbers.
    :param directory: names of the same graph.
    :param things: the same graph, prepared.
    :param settings: where it is published, and who answers for it.
    :raises KgError: ``unreadable`` for a broken log of changes.
    """

    def network_graphml() -> Document:
        return document("network.graphml", "application/graphml+xml", graphml(store, directory))

    def network_gexf() -> Document:
        return document("network.gexf", "application/gexf+xml", gexf(store, directory))

    def void_in(suffix: str) -> Document:
        return written(f"{void.NAME}.{suffix}", FORMS[suffix], void.describe(store, site).triples)

    site = Site(settings.base_url, settings.contact)
    others: dict[str, dict[str, Maker]] = {
        "network": {"network.graphml": network_graphml, "network.gexf": network_gexf},
        "void": {f"{void.NAME}.{suffix}": partial(void_in, suffix) for suffix in void.SUFFIXES},
    }
    keeper = Keeper(Cache(settings.cache), state_of(product.graph_files, [metadata.version(name) for name in _WRITERS]))
    return Library(Dumps(product, keeper), things, site, history(product), others)
