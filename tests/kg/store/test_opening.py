"""Which store a setting means, and what the embedded one does with broken files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.product import Product
from kg.settings import Settings
from kg.store.embedded import EmbeddedStore
from kg.store.opening import StoreOnDemand, open_store
from kg.store.remote import RemoteStore


def test_without_a_setting_the_graph_is_in_memory(product: Product, graph: EmbeddedStore) -> None:
    opened = open_store(Settings(), product)
    assert isinstance(opened, EmbeddedStore)
    assert opened.size() == graph.size() > 500


def test_an_address_is_a_server_and_no_file_is_read(tmp_path: Path) -> None:
    settings = Settings(store="http://localhost:7878/query")
    assert open_store(settings, Product(tmp_path / "nothing")) == RemoteStore(
        "http://localhost:7878/query", "http://localhost:7878/store"
    )


def test_a_broken_file_is_named_with_its_line(root: Path) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text("<urn:a> <urn:b> 1 .\n\n<urn:a> <urn:b> .\n", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        open_store(Settings(root=root), Product(root))
    assert caught.value.code is Code.UNREADABLE
    assert caught.value.where.startswith(f"{path}:3:")


def test_a_file_that_is_not_utf_8_is_named(root: Path) -> None:
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_bytes(b'<urn:a> <urn:b> "\xe9" .')
    with pytest.raises(KgError, match="not UTF-8") as caught:
        open_store(Settings(root=root), Product(root))
    assert caught.value.where == str(path)


def test_a_store_on_demand_is_opened_once_at_the_first_question(graph: EmbeddedStore) -> None:
    opened: list[EmbeddedStore] = []

    def open_it() -> EmbeddedStore:
        opened.append(graph)
        return graph

    store = StoreOnDemand(open_it)
    assert opened == []
    assert store.size() == graph.size()
    query = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 1"
    assert store.select(query) == graph.select(query)
    assert store.construct("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}") == graph.construct(
        "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"
    )
    assert len(opened) == 1


def test_a_store_on_demand_can_be_written() -> None:
    store = StoreOnDemand(EmbeddedStore)
    assert store.replace(b"<urn:a> <urn:b> <urn:c> .") == store.size() == 1
