"""The copy of the graph: everything in the default graph, one named graph per folder, made once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.endpoint import snapshot
from kg.product import Product
from kg.store.embedded import EmbeddedStore


@pytest.fixture
def folder(product: Product, cache: Path) -> Path:
    made = snapshot.folder_of(product, cache)
    snapshot.make(product, made)
    return made


def test_the_default_graph_is_the_graph(folder: Path, graph: EmbeddedStore) -> None:
    store = snapshot.open_copy(folder)
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    copied = {tuple(map(str, row)) for row in store.query(query)}
    assert copied == {tuple(map(str, row)) for row in graph._store.query(query)}
    assert snapshot.counts(folder)[""] == graph.size()


def test_each_folder_is_a_named_graph_and_together_they_are_all(folder: Path, product: Product) -> None:
    counts = snapshot.counts(folder)
    names = {f"https://w3id.org/instrumentenwijzer/graph/{path.parent.name}" for path in product.graph_files}
    assert set(counts) == names | {""}
    assert "https://w3id.org/instrumentenwijzer/graph/instrument" in names
    store = snapshot.open_copy(folder)
    everything = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    parts = [{quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name))} for name in names]
    assert set.union(*parts) == everything
    assert [len(part) for part in parts] == [counts[name] for name in names]


def test_other_files_make_another_copy(product: Product, root: Path, cache: Path) -> None:
    assert snapshot.folder_of(Product(root), cache) == snapshot.folder_of(product, cache)
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert snapshot.folder_of(Product(root), cache) != snapshot.folder_of(product, cache)


def test_a_copy_is_made_once(folder: Path, product: Product) -> None:
    before = (folder / "counts.json").stat().st_mtime_ns
    snapshot.make(product, folder)
    assert (folder / "counts.json").stat().st_mtime_ns == before


def test_a_broken_file_leaves_no_copy(root: Path, tmp_path: Path) -> None:
    (root / "data" / "instrument" / "broken.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    with pytest.raises(SyntaxError):
        snapshot.make(Product(root), tmp_path / "sparql" / "copy")
    assert list((tmp_path / "sparql").iterdir()) == []


def test_files_that_changed_since_leave_no_copy(root: Path, tmp_path: Path) -> None:
    product, cache = Product(root), tmp_path / "cache"
    folder = snapshot.folder_of(product, cache)
    path = root / "data" / "instrument" / "toolwiel.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(snapshot.ChangedError):
        snapshot.make(product, folder, checksum=product.checksum)
    assert list((cache / "sparql").iterdir()) == []
    snapshot.make(product, folder, checksum=Product(root).checksum)
    assert folder.is_dir()


def test_copies_that_nobody_uses_go(tmp_path: Path, product: Product) -> None:
    for name, days in (("old", 20), ("used", 2)):
        (tmp_path / name).mkdir()
        moment = time.time() - days * 86_400
        os.utime(tmp_path / name, (moment, moment))
    snapshot.make(product, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "used"]
