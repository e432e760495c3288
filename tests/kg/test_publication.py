"""What is published is put together as the settings say."""

from __future__ import annotations

from pathlib import Path

from kg.entities import Directory
from kg.product import Product
from kg.publication import keeper, library
from kg.settings import Settings
from kg.store.embedded import EmbeddedStore
from kg.things import read_things


def test_settings_say_where_it_is_published(
    product: Product, graph: EmbeddedStore, directory: Directory, tmp_path: Path
) -> None:
    settings = Settings(base_url="https://example.org/x/", contact="mailto:a@example.org", cache=tmp_path)
    made = library(product, graph, directory, read_things(graph), settings=settings, keeper=keeper(product, settings))
    assert made.site.address("oai") == "https://example.org/x/oai"
    assert made.paths("network") == ["network.graphml", "network.gexf"]
    assert b"toolwiel" in made.document("network.gexf").body
