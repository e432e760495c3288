"""Puts together what is published: the graph, its history, its networks, and where all that stands."""

from __future__ import annotations

from kg.entities import Directory
from kg.history import history
from kg.network import gexf, graphml
from kg.product import Product
from kg.publish.document import Document, document
from kg.publish.library import Library
from kg.publish.site import Site
from kg.settings import Settings
from kg.store import Store
from kg.things import Things


def library(product: Product, store: Store, directory: Directory, things: Things, settings: Settings) -> Library:
    """Everything that others can take over.

    :param store: the graph, for the networks.
    :param directory: names of the same graph.
    :param things: the same graph, prepared.
    :param settings: where it is published, and who answers for it.
    :raises KgError: ``unreadable`` for a broken log of changes.
    """

    def network_graphml() -> Document:
        return document("network.graphml", "application/graphml+xml", graphml(store, directory))

    def network_gexf() -> Document:
        return document("network.gexf", "application/gexf+xml", gexf(store, directory))

    others = {"network": {"network.graphml": network_graphml, "network.gexf": network_gexf}}
    return Library(product, things, Site(settings.base_url, settings.contact), history(product), others)
